import Word

/// What stands before a section, an Absatz or an item: counted by the word processor, or typed by hand.
package struct LeadingNumber: Sendable, Hashable {
    package enum Shape: Sendable, Hashable {
        /// „§ 4“
        case paragraphSign
        /// „Artikel 4“
        case article
        /// „4“, „4.“, „4.2“, „4.2.1“
        case decimal(depth: Int)
        /// „(2)“
        case bracketed
        /// „2)“
        case closed
        /// „a)“, „a.“
        case letter
        /// „aa)“
        case doubleLetter
        /// „A.“
        case capital
        /// „IV.“
        case roman
        /// „iv)“
        case smallRoman
        case bullet
    }

    package var shape: Shape
    /// 4, 2 of „4.2“.
    package var values: [Int]
    /// „a“ of „§ 4a“.
    package var addition = ""
    /// As it stands there.
    package var text: String
    /// A letter that may be a Roman number as well: its value as one.
    var romanValue: Int?

    package var value: Int { values.last ?? 0 }

    /// „4.2“, „4a“, „b“: what citations name it by.
    package var figure: String {
        switch shape {
        case .letter: LeadingNumber.letters(value)
        case .doubleLetter: String(repeating: LeadingNumber.letters(value), count: 2)
        case .capital: LeadingNumber.letters(value).uppercased()
        case .roman, .smallRoman: text.filter(\.isLetter)
        default: values.map(String.init).joined(separator: ".") + addition
        }
    }

    private static func letters(_ value: Int) -> String {
        guard (1...26).contains(value), let scalar = Unicode.Scalar(96 + value) else { return String(value) }
        return String(Character(scalar))
    }
}

extension LeadingNumber {
    /// - Parameter isLabel: the text is what a list counts, and nothing else.
    /// - Returns: the number and what follows it; `nil` where the text begins with none.
    static func read(_ text: String, isLabel: Bool = false) -> (number: LeadingNumber, rest: String)? {
        let text = text.replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ").replacing("\t", with: " ")
        guard let found = sign(text) ?? bracketed(text) ?? decimal(text, isLabel) ?? letters(text, isLabel) ?? bullet(text) else { return nil }
        return (found.number, found.rest.trimmed)
    }

    private typealias Found = (number: LeadingNumber, rest: Substring)

    private static func sign(_ text: String) -> Found? {
        if let match = text.prefixMatch(of: /§ *(\d{1,3}) ?([a-z]?)(?![\p{L}\d])[.:]?/) {
            return number(.paragraphSign, [match.1], String(match.2), text, match.range)
        }
        if let match = text.prefixMatch(of: /(?:Artikel|Art\.|ARTIKEL) *(\d{1,3})([a-z]?)(?![\p{L}\d])[.:]?/) {
            return number(.article, [match.1], String(match.2), text, match.range)
        }
        return nil
    }

    private static func bracketed(_ text: String) -> Found? {
        if let match = text.prefixMatch(of: /\((\d{1,3})([a-z]?)\)/) { return number(.bracketed, [match.1], String(match.2), text, match.range) }
        if let match = text.prefixMatch(of: /\(([a-z])\)(?= |$)/) { return letter(match.1, .letter, text, match.range) }
        return nil
    }

    /// A number before a noun is none of a list: „31. Dezember“, „2 Ausfertigungen“.
    private static func decimal(_ text: String, _ isLabel: Bool) -> Found? {
        if let match = text.prefixMatch(of: /(\d{1,3})\)(?= |$)/) { return number(.closed, [match.1], "", text, match.range) }
        guard let match = text.prefixMatch(of: /(\d{1,2}(?:\.\d{1,2}){0,3})(\.?)(?= |$)/) else { return nil }
        let parts = match.1.split(separator: ".")
        let rest = text[match.range.upperBound...].drop { $0 == " " }
        if parts.count == 1, !isLabel {
            let word = rest.prefix { $0.isLetter }
            if months.contains(String(word)) { return nil }
            // „2 Ausfertigungen erhält …“ is a sentence: a figure alone is a number only before a short line.
            if match.2.isEmpty, rest.isEmpty || rest.count > 90 || rest.last.map({ ".;,:".contains($0) }) == true { return nil }
        }
        if parts.count == 3, !isLabel, let last = parts.last, last.count == 2, parts[0].count == 2 { return nil }
        return number(.decimal(depth: parts.count), parts, "", text, match.range)
    }

    static let months: Set<String> = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"]

    private static func letters(_ text: String, _ isLabel: Bool) -> Found? {
        if let match = text.prefixMatch(of: /([a-z])\1\)(?= |$)/) { return letter(match.1, .doubleLetter, text, match.range) }
        if let match = text.prefixMatch(of: /([a-z])[).](?= |$)/) {
            let rest = text[match.range.upperBound...]
            guard match.0.hasSuffix(")") || isLabel || rest.contains(where: \.isLetter) else { return nil }
            // „z. B. Beratung“, „d. h.“ are abbreviations: another single letter with its point follows.
            if match.0.hasSuffix("."), rest.prefixMatch(of: /\h+\p{L}\./) != nil { return nil }
            return letter(match.1, .letter, text, match.range)
        }
        if let match = text.prefixMatch(of: /([ivx]{2,6})[).](?= |$)/), let value = roman(match.1.uppercased()) {
            return (LeadingNumber(shape: .smallRoman, values: [value], text: String(match.0)), text[match.range.upperBound...])
        }
        if let match = text.prefixMatch(of: /([IVXL]{1,7})\.?(?= |$)/), let value = roman(String(match.1)), match.0.hasSuffix(".") || isLabel {
            var found = LeadingNumber(shape: .roman, values: [value], text: String(match.0))
            found.romanValue = value
            return (found, text[match.range.upperBound...])
        }
        if let match = text.prefixMatch(of: /([A-H])[.)](?= |$)/) {
            return letter(Substring(match.1.lowercased()), .capital, text, match.range)
        }
        return nil
    }

    private static func bullet(_ text: String) -> Found? {
        guard let match = text.prefixMatch(of: /[-–—•·▪◦‣*\u{F0B7}\u{F0A7}o](?= )/) else { return nil }
        guard match.0 != "o" || text.dropFirst(2).first?.isLetter == true else { return nil }
        return (LeadingNumber(shape: .bullet, values: [], text: String(match.0)), text[match.range.upperBound...])
    }

    private static func number(_ shape: Shape, _ figures: [Substring], _ addition: String, _ text: String, _ range: Range<String.Index>) -> Found? {
        let values = figures.compactMap { Int($0) }
        guard values.count == figures.count else { return nil }
        let rest = text[range.upperBound...].drop { $0 == " " }
        // „§ 4 – Gegenstand“
        let separated = shape == .paragraphSign || shape == .article ? rest.drop { "–—-:|".contains($0) } : rest
        return (LeadingNumber(shape: shape, values: values, addition: addition, text: text[range].trimmed), separated)
    }

    private static func letter(_ sign: Substring, _ shape: Shape, _ text: String, _ range: Range<String.Index>) -> Found? {
        guard let scalar = sign.unicodeScalars.first, ("a"..."z").contains(scalar) else { return nil }
        var found = LeadingNumber(shape: shape, values: [Int(scalar.value) - 96], text: String(text[range]))
        if shape == .letter { found.romanValue = roman(sign.uppercased()) }
        return (found, text[range.upperBound...])
    }

    /// Canonical numbers only.
    static func roman(_ text: String) -> Int? {
        let worth: [Character: Int] = ["I": 1, "V": 5, "X": 10, "L": 50, "C": 100]
        let values = text.compactMap { worth[$0] }
        guard values.count == text.count, !values.isEmpty else { return nil }
        let sum = values.indices.reduce(0) { $0 + (($1 + 1 < values.count && values[$1] < values[$1 + 1]) ? -values[$1] : values[$1]) }
        return Numerals.text(sum, "upperRoman") == text ? sum : nil
    }
}

extension StringProtocol {
    /// Without blanks at both ends.
    var trimmed: String {
        var rest = self[...]
        while rest.first?.isWhitespace == true { rest = rest.dropFirst() }
        while rest.last?.isWhitespace == true { rest = rest.dropLast() }
        return String(rest)
    }
}
