/// Looks for some words in a row, whatever blanks part them; the first may begin a sentence.
struct PhraseSearch {
    private let words: [String]
    private let capitalised: String

    init(_ phrase: String) {
        words = Token.all(in: Array(phrase.unicodeScalars)).map(\.text)
        capitalised = words.first.map { $0.prefix(1).uppercased() + $0.dropFirst() } ?? ""
    }

    /// Indices of the tokens at which the phrase begins.
    func matches(in passage: LintPassage) -> [Int] {
        let tokens = passage.tokens
        guard let first = words.first else { return [] }
        return tokens.indices.filter { start in
            start + words.count <= tokens.count && (tokens[start].text == first || tokens[start].text == capitalised)
                && zip(words.dropFirst(), tokens[(start + 1)...]).allSatisfy { $0 == $1.text }
        }
    }

    var count: Int { words.count }

    /// Where in the passage the phrase begins, in scalars.
    func offsets(in passage: LintPassage) -> [Int] { matches(in: passage).map { passage.tokens[$0].range.lowerBound } }
}
