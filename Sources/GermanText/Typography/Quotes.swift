/// Quotation marks without anything between them: all of them open, or all of them close, by what stands around them.
struct QuoteRun {
    var end = 0
    /// A word begins after it and none ends before it.
    var opens = false
    var isBetweenLetters = false

    init() {}

    init(_ scalars: [Unicode.Scalar], at start: Int) {
        var first = start
        while first > 0, scalars[first - 1].isQuoteOrJoiner { first -= 1 }
        end = start + 1
        while end < scalars.count, scalars[end].isQuoteOrJoiner { end += 1 }
        let before = first > 0 ? scalars[first - 1] : nil
        let after = end < scalars.count ? scalars[end] : nil
        opens = (before.map { $0.isBlank || $0.opensWord } ?? true) && !(after.map { $0.isBlank || $0.closesWord } ?? true)
        isBetweenLetters = before?.isLetter ?? false && after?.isLetter ?? false
    }
}

/// Which quotation marks are open. „…“ outside, ‚…‘ within.
struct QuoteStack {
    private var open: [Unicode.Scalar] = []

    /// The mark to print for `mark`.
    ///
    /// - Parameters:
    ///   - opens: A word begins after it and none ends before it.
    ///   - betweenLetters: It is within a word: an apostrophe, if single.
    mutating func mark(for mark: Unicode.Scalar, opens: Bool, betweenLetters: Bool) -> Unicode.Scalar {
        switch mark {
        case .lowDoubleQuote, .lowSingleQuote:
            open.append(mark)
            return mark
        case "'":
            if betweenLetters { return .apostrophe }
            if opens { return push(.lowSingleQuote) }
            if open.last == .lowSingleQuote { return pop(.leftSingleQuote) }
            return .apostrophe
        case "\"":
            if opens { return push(open.last == .lowDoubleQuote ? .lowSingleQuote : .lowDoubleQuote) }
            switch open.last {
            case .some(.lowDoubleQuote): return pop(.leftDoubleQuote)
            // Opened by a nested straight mark.
            case .some(.lowSingleQuote): return pop(.leftSingleQuote)
            default: return mark
            }
        case .leftSingleQuote:
            if open.last == .lowSingleQuote { open.removeLast() }
            return mark
        default:
            // U+201C closes in German and opens in English, U+201D closes in English: no German sign is U+201D.
            if open.last == .lowDoubleQuote { return pop(.leftDoubleQuote) }
            return mark == .leftDoubleQuote && opens && open.isEmpty ? push(.lowDoubleQuote) : mark
        }
    }

    private mutating func push(_ mark: Unicode.Scalar) -> Unicode.Scalar {
        open.append(mark)
        return mark
    }

    private mutating func pop(_ mark: Unicode.Scalar) -> Unicode.Scalar {
        open.removeLast()
        return mark
    }
}
