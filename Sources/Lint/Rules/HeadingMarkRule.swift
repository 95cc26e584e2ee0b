import Findings

struct HeadingMarkRule: TextRule {
    static let card = RuleCard(
        "ueberschrift-satzzeichen", .hinweis, "Überschriften auf eigener Zeile enden ohne Punkt und ohne Doppelpunkt.", remedy: "Streichen Sie das Zeichen am Ende.")
    static let kinds: Set<LintText.Kind> = .sources

    private static let usual: Set<String> = ["Präambel", "Anlage", "Anlagen", "Vorbemerkung", "Einleitung", "Datenschutz", "Laufzeit", "Kündigung"]

    func check(_ text: LintText, _ knowledge: LintKnowledge) -> [Finding] {
        text.passages.filter { $0.role == .heading }.compactMap { passage in
            guard let last = passage.tokens.last, last.text == ":" || last.text == "." && text.kind == .clause, let first = passage.tokens.first
            else { return nil }
            // In a typescript a short line with a colon may introduce what follows; only what is surely a heading is told.
            let isHeading = text.kind == .clause || HeadingMarkRule.usual.contains(first.text) && passage.tokens.count == 2 || first.isNumber
            return isHeading ? finding(passage, last.range.lowerBound, "Die Überschrift endet mit „\(last.text)“.") : nil
        }
    }
}
