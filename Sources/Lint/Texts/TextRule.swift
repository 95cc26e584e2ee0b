import Findings

/// A class of mistakes in German contract text. A rule looks at one text only and keeps nothing.
package protocol TextRule: Sendable {
    static var card: RuleCard { get }
    /// The kinds of text it is for.
    static var kinds: Set<LintText.Kind> { get }
    init()
    /// The findings in the order of the text.
    func check(_ text: LintText, _ knowledge: LintKnowledge) -> [Finding]
}

extension Set<LintText.Kind> {
    /// Words and sentences: a clause is looked at where it is written, not in every agreement that takes it.
    static let sources: Self = [.typescript, .clause]
    /// What only the whole can tell.
    static let wholes: Self = [.typescript, .document]
    /// What the typographic normaliser and the numbering put right in our own texts.
    static let typescripts: Self = [.typescript]
}

extension TextRule {
    /// A finding of this rule.
    func finding(_ passage: LintPassage, _ offset: Int, _ message: String, remedy: String? = nil, severity: Severity? = nil) -> Finding {
        Finding(
            severity ?? Self.card.severity, Self.card.id, at: passage.place(offset), message, remedy: remedy ?? Self.card.remedy)
    }
}
