// Code points of German typography and the few classes the rules ask for. ASCII is answered without the Unicode tables.

extension Unicode.Scalar {
    package static let space: Unicode.Scalar = " "
    /// NBSP: no break, width of a word space.
    package static let noBreakSpace: Unicode.Scalar = "\u{A0}"
    /// NNBSP: no break, narrow; within abbreviations and groups of figures.
    package static let narrowNoBreakSpace: Unicode.Scalar = "\u{202F}"
    /// WJ: forbids a break, has no width.
    package static let wordJoiner: Unicode.Scalar = "\u{2060}"
    package static let enDash: Unicode.Scalar = "\u{2013}"
    package static let ellipsis: Unicode.Scalar = "\u{2026}"
    package static let apostrophe: Unicode.Scalar = "\u{2019}"
    package static let lowDoubleQuote: Unicode.Scalar = "\u{201E}"
    package static let leftDoubleQuote: Unicode.Scalar = "\u{201C}"
    package static let rightDoubleQuote: Unicode.Scalar = "\u{201D}"
    package static let lowSingleQuote: Unicode.Scalar = "\u{201A}"
    package static let leftSingleQuote: Unicode.Scalar = "\u{2018}"

    package var isDigit: Bool { value &- 0x30 < 10 }

    package var isLetter: Bool {
        if value < 0x80 { return (value | 0x20) &- 0x61 < 26 }
        return properties.isAlphabetic
    }

    package var isLowercaseLetter: Bool { value < 0x80 ? value &- 0x61 < 26 : properties.isLowercase }

    package var isUppercaseLetter: Bool { value < 0x80 ? value &- 0x41 < 26 : properties.isUppercase }

    /// Any space between words, breakable or not, and the ends of lines.
    package var isBlank: Bool {
        self == .space || self == .noBreakSpace || self == .narrowNoBreakSpace || self == "\n" || self == "\t"
            || self == "\r"
    }

    /// Any quotation mark or apostrophe, straight or not, and the invisible joiner.
    package var isQuoteOrJoiner: Bool {
        switch self {
        case "\"", "'", .lowDoubleQuote, .leftDoubleQuote, .rightDoubleQuote, .lowSingleQuote, .leftSingleQuote, .apostrophe, .wordJoiner:
            true
        default: false
        }
    }

    /// What may stand directly before a word: brackets, opening quotes, dashes.
    package var opensWord: Bool {
        switch self {
        case "(", "[", "{", "/", "-", "\"", "'", .enDash, .lowDoubleQuote, .lowSingleQuote, .wordJoiner, "»", "›": true
        default: false
        }
    }

    /// What may stand directly after a word.
    package var closesWord: Bool {
        switch self {
        case ",", ";", ":", ")", "]", "}", "!", "?", "\"", "'", .leftDoubleQuote, .leftSingleQuote, "«", "‹": true
        default: false
        }
    }
}

/// A short word as a key of a set, without an allocation: up to 16 characters of Latin-1.
struct WordKey: Hashable {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    init?(_ scalars: [Unicode.Scalar], _ range: Range<Int>) {
        guard !range.isEmpty, range.count <= 16 else { return nil }
        var shift: UInt64 = 0
        for index in range {
            let value = scalars[index].value
            guard value < 0x100 else { return nil }
            if shift < 64 { low |= UInt64(value) << shift } else { high |= UInt64(value) << (shift - 64) }
            shift += 8
        }
    }

    /// The set of the words of a table written with blanks between them. Words that are no key are left out.
    static func set(_ words: String) -> Set<WordKey> {
        var set: Set<WordKey> = []
        for word in words.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            let scalars = Array(word.unicodeScalars)
            if let key = WordKey(scalars, 0..<scalars.count) { set.insert(key) }
        }
        return set
    }
}
