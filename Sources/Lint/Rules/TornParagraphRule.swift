import Findings

struct TornParagraphRule: TextRule {
    static let card = RuleCard(
        "absatz-zerrissen", .warnung, "Ein Satz bricht mitten im Absatz ab und geht im nächsten weiter: meist die Spur eines Seitenwechsels in der Vorlage.",
        remedy: "Fügen Sie die beiden Teile zusammen.")
    static let kinds: Set<LintText.Kind> = .typescripts

    func check(_ text: LintText, _ knowledge: LintKnowledge) -> [Finding] {
        zip(text.passages, text.passages.dropFirst()).compactMap { passage, next in
            guard passage.role == .paragraph || passage.role == .heading, passage.tokens.filter(\.isWord).count > 6, let last = passage.tokens.last,
                last.isWord, next.role != .item
            else { return nil }
            let first = next.tokens.first
            let continues = first.map { $0.isWord && !$0.isCapitalised || "¹²³⁴⁵⁶⁷⁸⁹".contains($0.text) } ?? false
            if last.text.first?.isLowercase ?? false {
                return continues ? finding(passage, last.range.lowerBound, "Der Satz bricht nach „\(last.text)“ ab.") : nil
            }
            // Behind a noun the sentence may be whole; what goes on with a small letter and is a sentence itself shows that it is not.
            guard passage.role == .paragraph, first?.isWord ?? false, continues, next.tokens.last?.text == ".", next.tokens.count > 5 else { return nil }
            return finding(passage, last.range.lowerBound, "Nach „\(last.text)“ fehlt etwas, oder der Satz ist zerrissen.")
        }
    }
}
