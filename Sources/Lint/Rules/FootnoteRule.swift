import Findings
import GermanText

struct FootnoteRule: TextRule {
    static let card = RuleCard(
        "fussnote-stelle", .hinweis,
        "Fußnotenzeichen stehen einmal vor und einmal hinter dem Satzzeichen, oder der Text einer Fußnote ist mitten in eine Aufzählung geraten. Gehört die Fußnote zum ganzen Satz, steht ihr Zeichen hinter dem Punkt.",
        remedy: "Setzen Sie die Zeichen überall gleich und die Fußnoten ans Ende der Seite; in Klauseln schreiben Sie [^name].")
    static let kinds: Set<LintText.Kind> = .typescripts

    private static let marks = "¹²³⁴⁵⁶⁷⁸⁹⁰"
    private static let ends: Set<String> = [".", "!", "?"]

    func check(_ text: LintText, _ knowledge: LintKnowledge) -> [Finding] { places(text) + strays(text) }

    /// Before or after the full stop, but not both.
    private func places(_ text: LintText) -> [Finding] {
        var first: (isAfter: Bool, mark: String)?
        for passage in text.passages where !isNote(passage) {
            let tokens = passage.tokens
            for index in tokens.indices where FootnoteRule.marks.contains(tokens[index].text) {
                let follows = index > 0 && FootnoteRule.ends.contains(tokens[index - 1].text)
                let precedes = index + 1 < tokens.count && FootnoteRule.ends.contains(tokens[index + 1].text)
                guard follows || precedes else { continue }
                guard let known = first else {
                    first = (follows, tokens[index].text)
                    continue
                }
                guard known.isAfter != follows else { continue }
                return [
                    finding(
                        passage, tokens[index].range.lowerBound,
                        "Das Zeichen „\(tokens[index].text)“ steht \(follows ? "hinter" : "vor") dem Satzzeichen, „\(known.mark)“ \(follows ? "davor" : "dahinter").")
                ]
            }
        }
        return []
    }

    /// The text of a note between two items of a list.
    private func strays(_ text: LintText) -> [Finding] {
        let passages = text.passages
        var before: LintPassage?
        var told = false
        return passages.enumerated().compactMap { index, passage in
            guard isNote(passage) else {
                before = passage
                told = false
                return nil
            }
            guard !told, before?.role == .item, passages[(index + 1)...].first(where: { !isNote($0) })?.role == .item else { return nil }
            told = true
            return finding(passage, 0, "Der Text der Fußnote „\(passage.tokens[0].text)“ steht mitten in einer Aufzählung.")
        }
    }

    private func isNote(_ passage: LintPassage) -> Bool {
        guard let first = passage.tokens.first else { return false }
        return FootnoteRule.marks.contains(first.text) && passage.tokens.count > 1
    }
}
