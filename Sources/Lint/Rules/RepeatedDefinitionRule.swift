import Findings

struct RepeatedDefinitionRule: TextRule {
    static let card = RuleCard(
        "begriff-doppelt", .warnung, "Ein Begriff wird zweimal eingeführt; es bleibt offen, welche Bestimmung gilt.",
        remedy: "Führen Sie den Begriff nur einmal ein.")
    static let kinds: Set<LintText.Kind> = .typescripts

    func check(_ text: LintText, _ knowledge: LintKnowledge) -> [Finding] {
        var seen: Set<String> = []
        return Definition.all(in: text).compactMap { definition in
            guard !seen.insert(definition.term).inserted else { return nil }
            return finding(text.passages[definition.passage], definition.range.lowerBound, "„\(definition.term)“ ist schon eingeführt.")
        }
    }
}
