import GermanText

/// A word, a number or a mark of a passage.
struct Token: Sendable, Hashable {
    enum Kind: Sendable, Hashable { case word, number, mark }

    var kind: Kind
    var text: String
    /// Scalars of the passage.
    var range: Range<Int>
    /// A blank stands before it.
    var followsBlank: Bool

    /// Letters make words, figures numbers; anything else that is no blank is a mark of one character. Word joiners are skipped.
    static func all(in scalars: [Unicode.Scalar]) -> [Token] {
        var tokens: [Token] = []
        var index = 0
        var followsBlank = false
        while index < scalars.count {
            let scalar = scalars[index]
            if scalar.isBlank || scalar == .wordJoiner {
                followsBlank = followsBlank || scalar != .wordJoiner
                index += 1
                continue
            }
            let kind: Kind = scalar.isDigit ? .number : scalar.isLetter ? .word : .mark
            var end = index + 1
            if kind != .mark {
                while end < scalars.count, kind == .number ? scalars[end].isDigit : scalars[end].isLetter { end += 1 }
            }
            tokens.append(
                Token(
                    kind: kind, text: String(String.UnicodeScalarView(scalars[index..<end])), range: index..<end,
                    followsBlank: followsBlank))
            followsBlank = false
            index = end
        }
        return tokens
    }

    var isWord: Bool { kind == .word }
    var isNumber: Bool { kind == .number }

    /// Begins with a capital.
    var isCapitalised: Bool { text.unicodeScalars.first?.isUppercaseLetter ?? false }

    /// The number, where it is one of at most nine figures.
    var number: Int? { isNumber && range.count <= 9 ? Int(text) : nil }
}
