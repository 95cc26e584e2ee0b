import Findings

extension PhraseRule {
    /// Terminable at once, or not terminable at all? The phrase can mean both.
    static let noPeriod = PhraseRule(
        card: RuleCard(
            "kuendigungsfrist-mehrdeutig", .fehler, "„Unterliegt keiner Kündigungsfrist“ kann heißen, dass jederzeit oder dass gar nicht gekündigt werden kann.",
            remedy: "Wählen Sie „kuendigung/jederzeit“ oder „kuendigung/ausserordentlich“, die es ausdrücklich sagen."),
        words: ["keiner Kündigungsfrist"],
        message: "„Keiner Kündigungsfrist“ lässt offen, ob jederzeit oder gar nicht gekündigt werden kann.")
}
