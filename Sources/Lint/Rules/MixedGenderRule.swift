import Findings

struct MixedGenderRule: TextRule {
    static let card = RuleCard(
        "genderformen-gemischt", .warnung,
        "Ein Dokument verwendet eine Genderform. Hier stehen mehrere nebeneinander, oder dasselbe Wort steht einmal mit und einmal ohne Genderform.",
        remedy: "Verwenden Sie eine Form; in Klauseln erzeugt {{Netzwerkpartner:innen}} sie überall gleich.")
    static let kinds: Set<LintText.Kind> = .wholes

    func check(_ text: LintText, _ knowledge: LintKnowledge) -> [Finding] {
        let signs = text.passages.map { GenderSign.all(in: $0) }
        return forms(text, signs) + generic(text, signs, knowledge)
    }

    /// The second form and every further one, where it first stands.
    private func forms(_ text: LintText, _ signs: [[GenderSign]]) -> [Finding] {
        var seen: [GenderSign.Form] = []
        var findings: [Finding] = []
        for (passage, found) in zip(text.passages, signs) {
            for sign in found where !seen.contains(sign.form) {
                if let first = seen.first, let token = passage.tokens[sign.tokens].first {
                    findings.append(
                        finding(
                            passage, token.range.lowerBound,
                            "Neben der Form mit „\(first.rawValue)“ steht hier die mit „\(sign.form.rawValue)“."))
                }
                seen.append(sign.form)
            }
        }
        return findings
    }

    /// „Kooperationspartner“ beside „Akteur:innen“: told once for each word.
    private func generic(_ text: LintText, _ signs: [[GenderSign]], _ knowledge: LintKnowledge) -> [Finding] {
        let stems = Set(signs.joined().map(\.stem))
        guard !stems.isEmpty else { return [] }
        var told: Set<String> = []
        var findings: [Finding] = []
        // Names and offices of those who sign are those of persons.
        for (passage, found) in zip(text.passages, signs) where passage.role != .label {
            for (index, token) in passage.tokens.enumerated() where token.isCapitalised && !found.contains(where: { $0.tokens.contains(index) }) {
                guard let stem = stems.first(where: { token.text.hasPrefix($0) && knowledge.isSameWord($0, token.text) }) ?? masculine(token.text, knowledge),
                    !token.text.hasSuffix("in"), !token.text.hasSuffix("innen"), told.insert(stem).inserted
                else { continue }
                findings.append(
                    finding(passage, token.range.lowerBound, "„\(token.text)“ steht ohne Genderform da, andere Wörter haben eine."))
            }
        }
        return findings
    }

    /// Short words of the data end too many others: „Rat“, „Referat“.
    private static let shortestWord = 6

    /// A compound with a word for men at its end: „Fachbereichsleiter“.
    private func masculine(_ word: String, _ knowledge: LintKnowledge) -> String? {
        let lower = word.lowercased()
        return knowledge.persons.vocabulary.first { noun in
            guard noun.count >= MixedGenderRule.shortestWord, !noun.hasSuffix("e") else { return false }
            let noun = noun.lowercased()
            return lower.hasSuffix(noun) || lower.hasSuffix(noun + "s") || lower.hasSuffix(noun + "n")
        }
    }
}
