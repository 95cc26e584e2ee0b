import Findings

extension PhraseRule {
    /// Notice „under consideration of“ a provision has no effect that could be told.
    static let consideration = PhraseRule(
        card: RuleCard(
            "kuendigung-beruecksichtigung", .fehler, "Eine Kündigung „unter Berücksichtigung“ einer Vorschrift hat keine bestimmbare Wirkung.",
            remedy: "Schreiben Sie eine Frist („kuendigung/frist“), und weisen Sie in einem eigenen Satz auf die Vorschrift hin."),
        words: ["ündig", "unter Berücksichtigung"],
        message: "Wann „unter Berücksichtigung“ einer Vorschrift gekündigt werden kann, lässt sich nicht sagen.")
}
