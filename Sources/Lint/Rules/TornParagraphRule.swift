import Findings

struct TornParagraphRule: TextRule {
    static let card = RuleCard(
        "absatz-zerrissen", .warnung, "Ein Satz bricht mitten im Absatz ab und geht im nächsten weiter: meist die Spur eines Seitenwechsels in der Vorlage.",
        remedy: "Fügen Sie die beiden Teile zusammen.")
    static let kinds: Set<LintText.Kind> = .typescripts

    func check(_ text: LintText, _ knowledge: LintKnowledge) -> [Finding] {
        zip(text.passages, text.passages.dropFirst()).compactMap { passage, next in
            guard passage.role == .paragraph || passage.role == .heading, passage.tokens.filter(\.isWord).count > 6, let last = passage.tokens.last,
                last.isWord, last.text.first?.isLowercase ?? false
            else { return nil }
            let continues = next.role != .item && next.tokens.first.map { $0.isWord && !$0.isCapitalised || "¹²³⁴⁵⁶⁷⁸⁹".contains($0.text) } ?? false
            return continues ? finding(passage, last.range.lowerBound, "Der Satz bricht nach „\(last.text)“ ab.") : nil
        }
    }
}
