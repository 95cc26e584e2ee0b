import Findings
import GermanText

struct ComparisonRule: TextRule {
    static let card = RuleCard(
        "steigerung", .hinweis,
        "Ein gesteigertes Eigenschaftswort steht neben einem ungesteigerten, und kein „als“ sagt, womit verglichen wird („ein wachsameres und gut funktionierendes Netz“).",
        remedy: "Schreiben Sie beide ungesteigert, oder sagen Sie, womit verglichen wird.")
    static let kinds: Set<LintText.Kind> = .sources

    /// Endings of adjectives that are derived: before „-er-“ they make a comparative certain (not „sicher“, „besonder“, „weiter“).
    private static let suffixes = ["sam", "bar", "lich", "ig", "isch", "haft", "los", "voll", "iv", "ell", "ant", "ent", "iert"]
    private static let endings = ["e", "er", "es", "en", "em"]
    private static let comparing: Set<String> = ["als", "desto", "umso", "immer", "noch", "möglichst"]

    func check(_ text: LintText, _ knowledge: LintKnowledge) -> [Finding] {
        text.passages.flatMap { passage in
            let tokens = passage.tokens
            return tokens.indices.compactMap { index -> Finding? in
                guard index + 2 < tokens.count, ["und", ","].contains(tokens[index + 1].text),
                    let (positive, ending) = ComparisonRule.positive(tokens[index].text), knowledge.spelling.isCorrect(positive),
                    let partner = partner(tokens, index + 2, ending), ComparisonRule.positive(tokens[partner].text) == nil,
                    !sentence(tokens, index).contains(where: { ComparisonRule.comparing.contains($0.text) })
                else { return nil }
                return finding(
                    passage, tokens[index].range.lowerBound, "„\(tokens[index].text)“ ist gesteigert, „\(tokens[partner].text)“ nicht.",
                    remedy: "Meinten Sie „\(positive)\(ending)“?")
            }
        }
    }

    /// „wachsameres“: „wachsam“ and the ending „es“.
    private static func positive(_ word: String) -> (stem: String, ending: String)? {
        guard word.first?.isLowercase ?? false else { return nil }
        for ending in endings where word.hasSuffix("er" + ending) {
            let stem = String(word.dropLast(ending.count + 2))
            if stem.count > 4, suffixes.contains(where: { stem.hasSuffix($0) }) { return (stem, ending) }
        }
        return nil
    }

    /// The adjective of the same ending before a noun, adverbs between: „und gut funktionierendes Netz“.
    private func partner(_ tokens: [Token], _ start: Int, _ ending: String) -> Int? {
        tokens[start...].prefix(3).prefix { $0.isWord && !$0.isCapitalised }.indices.first { index in
            tokens[index].text.hasSuffix(ending) && index + 1 < tokens.count && tokens[index + 1].isCapitalised
        }
    }

    private func sentence(_ tokens: [Token], _ index: Int) -> ArraySlice<Token> {
        let start = tokens[..<index].lastIndex { $0.text == "." } ?? 0
        let end = tokens[index...].firstIndex { $0.text == "." } ?? tokens.count
        return tokens[start..<end]
    }
}
