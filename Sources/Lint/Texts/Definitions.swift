import GermanText

/// Terms that a text defines: „(im Folgenden „Netzwerk“ genannt)“, „– nachfolgend Partner –“.
struct Definition {
    var term: String
    var passage: Int
    /// Scalars of the passage.
    var range: Range<Int>

    static func all(in text: LintText) -> [Definition] {
        text.passages.enumerated().flatMap { index, passage in all(in: passage, at: index) }
    }

    private static let longest = 6

    private static func all(in passage: LintPassage, at index: Int) -> [Definition] {
        let tokens = passage.tokens
        return tokens.indices.compactMap { start -> Definition? in
            guard let begin = afterOpening(tokens, start), let term = term(tokens, begin, passage) else { return nil }
            return Definition(term: passage.words(term), passage: index, range: term)
        }
    }

    /// The token after „im Folgenden“, „nachfolgend“, „kurz“ in brackets or dashes.
    private static func afterOpening(_ tokens: [Token], _ start: Int) -> Int? {
        let opens = start > 0 && ["(", "–", "-", ","].contains(tokens[start - 1].text)
        switch tokens[start].text.lowercased() {
        case "im":
            return start + 2 < tokens.count && ["folgenden", "weiteren"].contains(tokens[start + 1].text.lowercased()) ? start + 2 : nil
        case "nachfolgend", "nachstehend", "kurz": return opens && start + 1 < tokens.count ? start + 1 : nil
        default: return nil
        }
    }

    /// The term in quotes, or the words up to „genannt“ or the closing bracket.
    private static func term(_ tokens: [Token], _ start: Int, _ passage: LintPassage) -> Range<Int>? {
        var first = start
        while first < tokens.count, [":", "als"].contains(tokens[first].text) { first += 1 }
        guard first < tokens.count else { return nil }
        if ["„", "\"", "»"].contains(tokens[first].text) {
            guard let end = tokens[(first + 1)...].prefix(longest + 1).first(where: { ["“", "\"", "«", "”"].contains($0.text) }) else { return nil }
            let range = tokens[first].range.upperBound..<end.range.lowerBound
            return range.isEmpty || passage.scalars[range].contains(LintPassage.gap) ? nil : range
        }
        guard tokens[first].isCapitalised,
            let end = tokens[first...].prefix(longest).firstIndex(where: { ["genannt", ")", "–", "bezeichnet"].contains($0.text) }), end > first
        else { return nil }
        return tokens[first].range.lowerBound..<tokens[end - 1].range.upperBound
    }
}
