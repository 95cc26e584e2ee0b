import Findings

extension PhraseRule {
    /// § 59 SGB X and § 314 BGB cannot be waived.
    static let noStatutoryNotice = PhraseRule(
        card: RuleCard(
            "kuendigung-unabdingbar", .fehler, "Die Kündigung nach § 59 SGB X und nach § 314 BGB lässt sich nicht ausschließen; ausgeschlossen wird nur die ordentliche.",
            remedy: "Schreiben Sie „Eine ordentliche Kündigung ist ausgeschlossen.“"),
        words: ["ündigung", "ausgeschlossen"], without: ["rdentliche"],
        message: "Der Satz schließt jede Kündigung aus, auch die gesetzliche.")
}
