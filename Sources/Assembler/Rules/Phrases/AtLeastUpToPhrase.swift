import Findings

extension PhraseRule {
    /// A lower and an upper bound for the same thing.
    static let atLeastUpTo = PhraseRule(
        card: RuleCard(
            "mindestens-bis-zu", .fehler, "„Mindestens“ und „bis zu“ für dieselbe Häufigkeit widersprechen einander.",
            remedy: "Schreiben Sie eine Spanne („zwei- bis viermal“) oder nur eine der Grenzen."),
        words: ["mindestens ", "bis zu ", "im Jahr"],
        message: "Der Satz nennt für dieselbe Häufigkeit „mindestens“ und „bis zu“.")
}
