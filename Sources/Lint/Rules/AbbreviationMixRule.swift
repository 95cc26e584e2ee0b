import Findings

struct AbbreviationMixRule: TextRule {
    static let card = RuleCard(
        "schreibweise-gemischt", .hinweis,
        "Dasselbe Wort ist einmal abgekürzt und einmal ausgeschrieben (Abs. und Absatz, gem. und gemäß).",
        remedy: "Entscheiden Sie sich für eine Schreibweise.")
    static let kinds: Set<LintText.Kind> = .typescripts

    /// Abbreviation without its last point, and the words in full.
    private static let pairs: [(short: [String], long: [String])] = [
        (["Abs"], ["Absatz"]), (["gem"], ["gemäß"]), (["z", ".", "B"], ["zum", "Beispiel"]), (["bzw"], ["beziehungsweise"]),
        (["ggf"], ["gegebenenfalls"]), (["Nr"], ["Nummer"]), (["vgl"], ["vergleiche"]), (["u", ".", "a"], ["unter", "anderem"]),
        (["v", ".", "a"], ["vor", "allem"]), (["d", ".", "h"], ["das", "heißt"]), (["Art"], ["Artikel"]),
    ]

    func check(_ text: LintText, _ knowledge: LintKnowledge) -> [Finding] {
        AbbreviationMixRule.pairs.compactMap { pair in
            let short = first(pair.short + ["."], in: text)
            let long = first(pair.long, in: text)
            guard let short, let long else { return nil }
            let later = short.passage == long.passage ? (short.offset < long.offset ? long : short) : short.passage < long.passage ? long : short
            return finding(
                text.passages[later.passage], later.offset,
                "„\(pair.short.joined()).“ und „\(pair.long.joined(separator: " "))“ stehen nebeneinander.")
        }
    }

    private func first(_ words: [String], in text: LintText) -> (passage: Int, offset: Int)? {
        let search = PhraseSearch(words.joined(separator: " "))
        for (index, passage) in text.passages.enumerated() {
            if let offset = search.offsets(in: passage).first { return (index, offset) }
        }
        return nil
    }
}
