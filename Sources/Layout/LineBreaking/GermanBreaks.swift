/// What German usage takes from (and, in addresses, adds to) the opportunities of UAX #14. Each rule names the convention it
/// follows; the normaliser sets no-break spaces at most of these places, but a text need not have passed it.
struct GermanBreaks {
    private let text: UnsafeBufferPointer<UInt8>

    init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

    func tailor(_ breaks: inout [BreakOpportunity]) {
        var index = 0
        var previous: Range<Int>?
        while index < text.count {
            while index < text.count, text[index] <= 0x20 { index += 1 }
            let start = index
            while index < text.count, text[index] > 0x20 { index += 1 }
            let token = start..<index
            if token.isEmpty { break }
            if let previous, breaks[start] == .allowed, text[start - 1] == 0x20, keepsTogether(previous, token) {
                breaks[start] = .discouraged
            } else if let previous, breaks[start] == .none, text[start - 1] == 0x20, opensAfterQuote(previous, token) {
                breaks[start] = .allowed
            }
            if token.count > 1 { tailor(&breaks, inside: token) }
            previous = token
        }
    }

    // MARK: At spaces

    private func keepsTogether(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
        let left = withoutOpening(left)
        let next = decode(text, at: right.lowerBound).scalar
        let nextIsDigit = (0x30...0x39).contains(next)
        // § 8a, §§ 61 ff., Abs. 4, Nr. 3, Satz 1 (C3, C4).
        if Words.section.contains(left, in: text) { return true }
        if Words.beforeNumber.contains(left, in: text) { return nextIsDigit || isRoman(right) }
        if Words.beforeNumberOrLetter.contains(left, in: text) { return nextIsDigit || right.count <= 2 || isRoman(right) }
        // Dr. Meyer, Frau Meyer (C11).
        if Words.titles.contains(left, in: text) { return isCapital(next) }
        // SGB VIII (C4).
        if isAcronym(left), isRoman(right) { return true }
        // 61 ff. (C7); z. B., i. d. R., e. V. (C1).
        if isAbbreviated(right, atMost: 3) {
            if endsWithDigitOrSuffix(left), Words.following.contains(withoutClosing(right), in: text) { return true }
            if isAbbreviated(left, atMost: 2) { return true }
        }
        if endsWithDigit(left) {
            // 5 %, 20.000 Euro, 14:30 Uhr (B4, B6).
            if Words.units.contains(withoutClosing(right), in: text) { return true }
        } else if isDay(left), Words.months.contains(withoutClosing(right), in: text) {
            // 16. September 2020 (B1).
            return true
        }
        // The dash of a parenthesis stays at the line's end (D1).
        return right.count == 3 && next == 0x2013
    }

    /// „Netzwerk“ (…): UAX #14 does not know which quotation marks close and keeps any before a bracket (LB15); German ones close.
    private func opensAfterQuote(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
        guard left.count > 3, text[right.lowerBound] == UInt8(ascii: "(") || text[right.lowerBound] == UInt8(ascii: "[") else {
            return false
        }
        let last = decode(text, at: left.upperBound - 3).scalar
        return last == 0x201C || last == 0x2018
    }

    // MARK: Inside a token

    private func tailor(_ breaks: inout [BreakOpportunity], inside token: Range<Int>) {
        if NetAddress.looksLike(UnsafeBufferPointer(rebasing: text[token])) { return tailorAddress(&breaks, token) }
        for place in token.lowerBound + 1..<token.upperBound where breaks[place] == .allowed {
            let last = text[place - 1]
            let next = decode(text, at: place).scalar
            switch last {
            case 0xAD where text[place - 2] == 0xC2:
                // Soft hyphens belong to the hyphenator, which knows the attributes.
                breaks[place] = .none
            case UInt8(ascii: "-"):
                // E-Mail, -sicherung: no single letter and no suspended hyphen alone (D3); no gender form (F3).
                let before = place - 2
                if before < token.lowerBound || !isLetterByte(text[before]) && text[before] < 0x30 || before == token.lowerBound
                    || text[before] == UInt8(ascii: "/")
                {
                    breaks[place] = .none
                }
            case UInt8(ascii: "/"):
                // Mitarbeiter/in; but Krankenhaus/Geburtsklinik (C10, F3).
                if place - 2 < token.lowerBound || !isCapital(next) || startsGenderEnding(place) { breaks[place] = .none }
            case UInt8(ascii: ":"), UInt8(ascii: "*"), UInt8(ascii: "_"):
                if isLetter(next) { breaks[place] = .none }
            case 0x93 where text[place - 2] == 0x80 && text[place - 3] == 0xE2:
                // The dash of a range is never left at the line's end (D2).
                breaks[place] = isLetter(next) && place - 4 >= token.lowerBound && isLetterByte(text[place - 4]) ? .allowed : .none
            default:
                if GenderMark.isMark(next), place + 1 < token.upperBound { breaks[place] = .none }
            }
            if last == 0xB7, text[place - 2] == 0xC2 { breaks[place] = .none }
        }
    }

    /// After `/ . @ - _ ? & =` (G5), at least three characters from either end.
    private func tailorAddress(_ breaks: inout [BreakOpportunity], _ token: Range<Int>) {
        for place in token.lowerBound + 1..<token.upperBound {
            breaks[place] = .none
            guard place - token.lowerBound >= 3, token.upperBound - place >= 3, isLetterByte(text[place]) || isDigitByte(text[place])
            else { continue }
            switch text[place - 1] {
            case UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "@"), UInt8(ascii: "-"), UInt8(ascii: "_"),
                UInt8(ascii: "?"), UInt8(ascii: "&"), UInt8(ascii: "="):
                breaks[place] = .allowed
            default: break
            }
        }
    }

    // MARK: Characters

    private func isDigitByte(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
    private func isLetterByte(_ byte: UInt8) -> Bool { byte >= 0x80 || (byte | 0x20) &- 0x61 < 26 }
    private func isLetter(_ scalar: UInt32) -> Bool {
        scalar < 0x80 ? (scalar | 0x20) &- 0x61 < 26 : (0xC0...0x24F).contains(scalar) && scalar != 0xD7 && scalar != 0xF7
    }
    private func isCapital(_ scalar: UInt32) -> Bool {
        scalar < 0x80 ? scalar &- 0x41 < 26 : (0xC0...0xDE).contains(scalar) && scalar != 0xD7
    }

    private func startsGenderEnding(_ place: Int) -> Bool {
        place + 1 < text.count && text[place] | 0x20 == UInt8(ascii: "i") && text[place + 1] == UInt8(ascii: "n")
    }

    private func endsWithDigit(_ token: Range<Int>) -> Bool { isDigitByte(text[token.upperBound - 1]) }

    /// `61`, `8a`.
    private func endsWithDigitOrSuffix(_ token: Range<Int>) -> Bool {
        endsWithDigit(token) || token.count >= 2 && isDigitByte(text[token.upperBound - 2])
    }

    private func isDay(_ token: Range<Int>) -> Bool {
        (2...3).contains(token.count) && text[token.upperBound - 1] == UInt8(ascii: ".")
            && text[token.dropLast()].allSatisfy(isDigitByte)
    }

    private func isRoman(_ token: Range<Int>) -> Bool {
        let token = withoutClosing(token)
        return !token.isEmpty && text[token].allSatisfy { $0 == 0x49 || $0 == 0x56 || $0 == 0x58 }
    }

    private func isAcronym(_ token: Range<Int>) -> Bool {
        token.count >= 2 && text[token].allSatisfy { $0 &- 0x41 < 26 }
    }

    /// Letters and a full stop.
    private func isAbbreviated(_ token: Range<Int>, atMost letters: Int) -> Bool {
        let token = withoutClosing(token, keeping: UInt8(ascii: "."))
        guard token.count >= 2, text[token.upperBound - 1] == UInt8(ascii: ".") else { return false }
        let inner = text[token.dropLast()]
        return inner.allSatisfy(isLetterByte) && inner.count { $0 & 0xC0 != 0x80 } <= letters
    }

    private func withoutOpening(_ token: Range<Int>) -> Range<Int> {
        var start = token.lowerBound
        while start < token.upperBound - 1, text[start] == UInt8(ascii: "(") || text[start] == UInt8(ascii: "[") { start += 1 }
        return start..<token.upperBound
    }

    private func withoutClosing(_ token: Range<Int>, keeping kept: UInt8 = 0) -> Range<Int> {
        var end = token.upperBound
        let closing = Array(".,;:)]!?".utf8)
        while end > token.lowerBound + 1, text[end - 1] != kept, closing.contains(text[end - 1]) { end -= 1 }
        return token.lowerBound..<end
    }

    /// Short lists of words compared as bytes.
    private struct Words: Sendable {
        let words: [[UInt8]]
        init(_ list: String) { words = list.split(separator: " ").map { Array($0.utf8) } }

        func contains(_ token: Range<Int>, in text: UnsafeBufferPointer<UInt8>) -> Bool {
            words.contains { $0.count == token.count && $0.elementsEqual(text[token]) }
        }

        static let section = Words("§ §§")
        static let beforeNumber = Words(
            "Abs. Absatz Absätze Art. Artikel Nr. Nrn. Nummer Satz Sätze S. Anlage Kap. Kapitel Ziff. Ziffer Seite Rn. Tel.")
        static let beforeNumberOrLetter = Words("Buchst. Buchstabe lit.")
        static let titles = Words("Dr. Prof. Herr Herrn Frau Dipl.-Ing.")
        static let following = Words("f ff")
        static let units = Words("€ % ‰ Euro EUR Cent km m cm mm h Uhr Std Jahre Jahren Monate Monaten Wochen Tage Tagen")
        static let months = Words("Januar Februar März April Mai Juni Juli August September Oktober November Dezember")
    }
}
