import Findings

struct AmountRule: TextRule {
    static let card = RuleCard(
        "betrag-uneinheitlich", .warnung, "Derselbe Gegenstand (Pauschale, Stundensatz, Zuwendung) hat an verschiedenen Stellen verschiedene Beträge.",
        remedy: "Nennen Sie den Betrag einmal und verweisen Sie sonst darauf.")
    static let kinds: Set<LintText.Kind> = .wholes

    private static let subjects = ["pauschale", "stundensatz", "zuwendung", "förderung", "vergütung", "honorar", "entgelt", "zuschuss", "beitrag"]

    func check(_ text: LintText, _ knowledge: LintKnowledge) -> [Finding] {
        var known: [String: String] = [:]
        return text.passages.flatMap { passage in
            AmountRule.amounts(in: passage).compactMap { subject, amount, offset -> Finding? in
                guard let before = known[subject] else {
                    known[subject] = amount
                    return nil
                }
                guard before != amount else { return nil }
                return finding(passage, offset, "Hier sind es \(amount) Euro, zuvor \(before) Euro.")
            }
        }
    }

    /// Amounts of money with the nearest word before them that says what for.
    private static func amounts(in passage: LintPassage) -> [(String, String, Int)] {
        let tokens = passage.tokens
        return tokens.indices.compactMap { index in
            guard tokens[index].isNumber, index == 0 || !(tokens[index - 1].text == "." || tokens[index - 1].text == ",") || tokens[index].followsBlank
            else { return nil }
            var end = index
            while end + 2 < tokens.count, [".", ","].contains(tokens[end + 1].text), tokens[end + 2].isNumber, !tokens[end + 2].followsBlank { end += 2 }
            guard end + 1 < tokens.count, ["Euro", "€", "EUR"].contains(tokens[end + 1].text) else { return nil }
            var amount = tokens[index...end].map(\.text).joined()
            if amount.hasSuffix(",00") { amount.removeLast(3) }
            let word = tokens[..<index].suffix(10).reversed().lazy.filter(\.isCapitalised).compactMap { token in
                subjects.first { token.text.lowercased().contains($0) }
            }.first
            return word.map { ($0, amount, tokens[index].range.lowerBound) }
        }
    }
}
