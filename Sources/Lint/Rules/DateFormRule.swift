import Findings

struct DateFormRule: TextRule {
    static let card = RuleCard(
        "datumsform", .hinweis, "Daten werden nach DIN 5008 als 12.03.2026 oder 12. März 2026 geschrieben; „2x“ heißt im Vertrag „zweimal“.",
        remedy: "Schreiben Sie Tag und Monat mit zwei Ziffern oder den Monat als Wort.")
    static let kinds: Set<LintText.Kind> = .sources

    func check(_ text: LintText, _ knowledge: LintKnowledge) -> [Finding] {
        text.passages.flatMap { passage in
            let tokens = passage.tokens
            return tokens.indices.compactMap { index -> Finding? in
                if let times = times(tokens, index) {
                    return finding(
                        passage, tokens[index].range.lowerBound, "„\(times)“ gehört nicht in einen Vertragstext.", remedy: "Schreiben Sie die Zahl aus, zum Beispiel „zweimal“.")
                }
                guard index + 4 < tokens.count, let day = tokens[index].number, tokens[index + 1].text == ".", let month = tokens[index + 2].number,
                    tokens[index + 3].text == ".", tokens[index + 4].range.count == 4, let year = tokens[index + 4].number,
                    (1...31).contains(day), (1...12).contains(month), year > 1900, !tokens[index + 2].followsBlank, !tokens[index + 4].followsBlank,
                    tokens[index].range.count < 2 || tokens[index + 2].range.count < 2
                else { return nil }
                let right = "\(day < 10 ? "0" : "")\(day).\(month < 10 ? "0" : "")\(month).\(year)"
                return finding(passage, tokens[index].range.lowerBound, "Der Tag „\(day).\(month).\(year)“ ist nicht in der üblichen Form.", remedy: "Schreiben Sie „\(right)“.")
            }
        }
    }

    /// „2x im Jahr“
    private func times(_ tokens: [Token], _ index: Int) -> String? {
        guard tokens[index].isNumber, index + 2 < tokens.count, ["x", "X"].contains(tokens[index + 1].text), !tokens[index + 2].isNumber else { return nil }
        return tokens[index].text + tokens[index + 1].text
    }
}
