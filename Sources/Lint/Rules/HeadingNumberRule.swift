import Findings

struct HeadingNumberRule: TextRule {
    static let card = RuleCard(
        "gliederung-nummer", .warnung, "Die Nummern der Abschnitte haben eine Lücke, oder eine Nummer kommt zweimal vor.",
        remedy: "Zählen Sie neu, und prüfen Sie die Verweise; in Vereinbarungen zählt das Programm.")
    static let kinds: Set<LintText.Kind> = .typescripts

    func check(_ text: LintText, _ knowledge: LintKnowledge) -> [Finding] {
        var last: [Int] = []
        return text.passages.compactMap { passage in
            guard passage.role == .heading, let parts = HeadingNumber(passage)?.parts else { return nil }
            defer { last = parts }
            guard !last.isEmpty, parts != HeadingNumberRule.child(of: last) else { return nil }
            let depth = parts.count
            // Down one or more steps: the next at that depth; anything deeper than a child has lost its parent.
            if depth <= last.count, parts == Array(last.prefix(depth - 1)) + [last[depth - 1] + 1] { return nil }
            return finding(passage, 0, "Auf „\(HeadingNumberRule.shown(last))“ folgt „\(HeadingNumberRule.shown(parts))“.")
        }
    }

    private static func child(of number: [Int]) -> [Int] { number + [1] }

    private static func shown(_ number: [Int]) -> String { number.map(String.init).joined(separator: ".") }
}
