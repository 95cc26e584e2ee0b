import Findings

struct InfinitiveCommaRule: TextRule {
    static let card = RuleCard(
        "komma-infinitiv", .hinweis, "Zwischen zwei aufgezählten Gruppen mit „zu“ fehlt das Komma („zu unterstützen bestehende Familien zu stabilisieren“).",
        remedy: "Setzen Sie das Komma nach dem ersten Zeitwort.")
    static let kinds: Set<LintText.Kind> = .sources

    private static let joining: Set<String> = [
        "sowie", "oder", "und", "bzw", "wurde", "werde", "sollte", "würde", "konnte", "hatte", "habe", "haben", "werden", "sollen", "können", "müssen",
        "waren", "wäre", "wären", "hatten", "wurden", "versuchen", "vereinbaren", "beschließen", "verpflichten", "sind", "ohne", "insbesondere",
    ]

    func check(_ text: LintText, _ knowledge: LintKnowledge) -> [Finding] {
        text.passages.flatMap { passage in
            let tokens = passage.tokens
            return tokens.indices.compactMap { index -> Finding? in
                guard tokens[index].text == "zu", index + 5 < tokens.count, InfinitiveCommaRule.isInfinitive(tokens[index + 1].text) else { return nil }
                let next = tokens[index + 2]
                guard next.isWord, !next.isCapitalised, next.text.hasSuffix("e") || next.text.hasSuffix("en"), next.text.count > 4,
                    !InfinitiveCommaRule.joining.contains(next.text), tokens[index + 3].isWord, tokens[index + 3].isCapitalised,
                    tokens[(index + 4)...].prefix(4).contains(where: { $0.text == "zu" })
                else { return nil }
                return finding(passage, next.range.lowerBound, "Vor „\(next.text)“ fehlt ein Komma.")
            }
        }
    }

    private static func isInfinitive(_ word: String) -> Bool {
        word.count > 4 && (word.first?.isLowercase ?? false) && (word.hasSuffix("en") || word.hasSuffix("ern") || word.hasSuffix("eln"))
    }
}
