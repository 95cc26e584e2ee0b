import Findings

struct NoticeRule: TextRule {
    static let card = RuleCard(
        "kuendigung-ungeregelt", .warnung,
        "Die Vereinbarung gilt auf unbestimmte Zeit und sagt nicht, ob und wie sie gekündigt werden kann. Was dann gilt, ist umstritten.",
        remedy: "Regeln Sie Frist, Termin und Form der Kündigung, oder schließen Sie die ordentliche Kündigung ausdrücklich aus.")
    /// For our own agreements rules over the marks of clauses say it.
    static let kinds: Set<LintText.Kind> = .typescripts

    private static let endless = ["auf unbestimmte Zeit", "auf unbestimmte Dauer", "gilt unbefristet", "unbefristet geschlossen", "unbefristet abgeschlossen"].map(
        PhraseSearch.init)

    func check(_ text: LintText, _ knowledge: LintKnowledge) -> [Finding] {
        let speaksOfNotice = text.passages.contains { passage in
            passage.tokens.contains { token in ["kündig", "kündbar"].contains { token.text.lowercased().contains($0) } }
        }
        guard !speaksOfNotice else { return [] }
        for passage in text.passages {
            guard let offset = NoticeRule.endless.flatMap({ $0.offsets(in: passage) }).min() else { continue }
            return [finding(passage, offset, "Eine Vereinbarung auf unbestimmte Zeit braucht eine Regelung der Kündigung.")]
        }
        return []
    }
}
