import Findings

struct BrokenGenderFormRule: TextRule {
    static let card = RuleCard(
        "genderform-unregelmaessig", .warnung,
        "Eine Genderform ist so gebildet, wie keine Regel sie kennt: „/In“ mischt Schrägstrich und Binnen-I, „Koordinatoren/innen“ lässt den Bindestrich weg, „Jeder/Jede Partner:in“ verdoppelt.",
        remedy: "Schreiben Sie zum Beispiel „Koordinatorinnen und Koordinatoren“; in Klauseln {{Koordinator:innen}}.")
    static let kinds: Set<LintText.Kind> = .wholes

    func check(_ text: LintText, _ knowledge: LintKnowledge) -> [Finding] {
        text.passages.flatMap { passage in
            GenderSign.all(in: passage).compactMap { sign -> Finding? in
                let isDoubled = doubles(sign, passage)
                guard sign.isIrregular || isDoubled, let last = passage.tokens[sign.tokens].last else { return nil }
                let first = passage.tokens[sign.tokens.lowerBound - (isDoubled ? 3 : 0)]
                let written = passage.words(first.range.lowerBound..<last.range.upperBound)
                return finding(passage, first.range.lowerBound, "„\(written)“ ist keine regelmäßige Genderform.")
            }
        }
    }

    /// „Jeder/Jede Netzwerkpartner:in“: the article is doubled with a slash beside a form with another mark.
    private func doubles(_ sign: GenderSign, _ passage: LintPassage) -> Bool {
        guard [.star, .colon, .underscore].contains(sign.form), sign.tokens.lowerBound >= 3 else { return false }
        let before = passage.tokens[sign.tokens.lowerBound - 3..<sign.tokens.lowerBound]
        return before.dropFirst().first?.text == "/"
    }
}
