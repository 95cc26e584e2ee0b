import Findings

struct RepeatedWordRule: TextRule {
    static let card = RuleCard(
        "wort-wiederholt", .hinweis, "Dasselbe Wort steht doppelt, oder ein Eigenschaftswort kehrt nach zwei Wörtern wieder („strukturelle Fragen der strukturellen Gestaltung“).",
        remedy: "Streichen Sie eines der beiden Wörter.")
    static let kinds: Set<LintText.Kind> = .sources

    private static let endings = ["e", "en", "er", "es", "em"]
    private static let shortestAdjective = 8

    func check(_ text: LintText, _ knowledge: LintKnowledge) -> [Finding] {
        text.passages.flatMap { passage in
            let tokens = passage.tokens
            return tokens.indices.dropFirst().compactMap { index -> Finding? in
                guard tokens[index].isWord, tokens[index].text.count > 2 else { return nil }
                let word = tokens[index].text
                if tokens[index - 1].text == word, tokens[index].followsBlank, !["die", "der", "das", "sie"].contains(word.lowercased()) {
                    return finding(passage, tokens[index].range.lowerBound, "„\(word)“ steht zweimal hintereinander.")
                }
                guard index >= 3, word.count >= RepeatedWordRule.shortestAdjective, let stem = RepeatedWordRule.adjectiveStem(word),
                    tokens[index - 3..<index].allSatisfy(\.isWord), RepeatedWordRule.adjectiveStem(tokens[index - 3].text) == stem
                else { return nil }
                return finding(passage, tokens[index].range.lowerBound, "„\(tokens[index - 3].text)“ kehrt gleich als „\(word)“ wieder.")
            }
        }
    }

    private static func adjectiveStem(_ word: String) -> String? {
        guard word.first?.isLowercase ?? false else { return nil }
        return endings.filter { word.hasSuffix($0) }.max { $0.count < $1.count }.map { String(word.dropLast($0.count)) }
    }
}
