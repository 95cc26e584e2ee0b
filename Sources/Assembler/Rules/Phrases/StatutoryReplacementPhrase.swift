import Findings

extension PhraseRule {
    /// Two consequences of one nullity contradict one another (§ 306 Abs. 2 BGB against a replacement that was agreed).
    static let statutoryReplacement = PhraseRule(
        card: RuleCard(
            "ersatz-und-gesetz", .fehler, "Eine Ersatzregelung und „es gelten die gesetzlichen Vorschriften“ sind zwei Folgen derselben Unwirksamkeit, die einander widersprechen.",
            remedy: "Streichen Sie den Satz über die gesetzlichen Vorschriften, oder verwenden Sie „salvatorische-klausel/kurz“."),
        words: ["gesetzlichen Vorschriften"], trait: "ersatz-von-selbst",
        message: "Die Klausel ordnet eine Ersatzregelung an und zugleich die gesetzlichen Vorschriften.")
}
