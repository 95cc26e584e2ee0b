import Typeface

/// What German usage takes from (and, in addresses, adds to) the opportunities of UAX #14: the rules of ``GermanRule``. The
/// normaliser sets no-break spaces at most of these places, but a text need not have passed it.
struct GermanBreaks {
    let text: UnsafeBufferPointer<UInt8>

    init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

    /// - Parameter note: told of every place that a rule changes.
    func tailor(_ breaks: inout [BreakOpportunity], note: (Int, GermanRule) -> Void) {
        var index = 0
        var previous: Range<Int>?
        var isAbbreviation = false
        while index < text.count {
            while index < text.count, text[index] <= 0x20 { index += 1 }
            let start = index
            while index < text.count, text[index] > 0x20 { index += 1 }
            let token = start..<index
            if token.isEmpty { break }
            if let previous, text[start - 1] == 0x20 {
                let rule = breaks[start] == .allowed ? keepsTogether(previous, token, isAbbreviation) : nil
                isAbbreviation = rule == .abbreviation
                if let rule {
                    breaks[start] = .discouraged
                    note(start, rule)
                } else if breaks[start] == .none, opensAfterQuote(previous, token) {
                    breaks[start] = .allowed
                    note(start, .bracketAfterQuote)
                }
            }
            if token.count > 1 { tailor(&breaks, inside: token, note: note) }
            previous = token
        }
    }

    // MARK: At spaces

    /// - Parameter isAbbreviation: `left` is the end of one: „z. B.“.
    private func keepsTogether(_ left: Range<Int>, _ right: Range<Int>, _ isAbbreviation: Bool) -> GermanRule? {
        let left = withoutOpening(left)
        let next = decode(text, at: right.lowerBound).scalar
        if right.count == 3, next == 0x2013 { return .closingDash }
        if Words.section.contains(left, in: text) { return .sectionSign }
        let isCounted = (0x30...0x39).contains(next) || next == GermanBreaks.fillIn
        if Words.beforeNumber.contains(left, in: text), isCounted || isRoman(right) { return .reference }
        if Words.beforeNumberOrLetter.contains(left, in: text), isCounted || right.count <= 2 || isRoman(right) {
            return .letterReference
        }
        if Words.titles.contains(left, in: text), isCapital(next) || Words.faculties.contains(right, in: text) { return .title }
        if Words.faculties.contains(left, in: text), isCapital(next) { return .title }
        if isAcronym(left), isRoman(right) { return .book }
        if isAbbreviated(right, atMost: 3) {
            if endsWithDigitOrSuffix(left), Words.following.contains(withoutClosing(right), in: text) { return .following }
            if isAbbreviated(left, atMost: 2) { return .abbreviation }
        }
        if !isAbbreviation, isInitial(left), isCapital(next), right.count > 2 { return .initial }
        return numberRule(left, right, next)
    }

    private func numberRule(_ left: Range<Int>, _ right: Range<Int>, _ next: UInt32) -> GermanRule? {
        let word = withoutClosing(right)
        if isDay(left), Words.months.contains(word, in: text) || Words.counted.contains(word, in: text) { return .ordinal }
        if endsWithDigit(left) || isFillIn(left) {
            if Words.units.contains(word, in: text) || Words.units.contains(right, in: text) { return .unit }
            if isNumberGroup(left, right) { return .numberGroup }
            if isPostcode(left), isCapital(next) { return .postcode }
        } else if Words.multiples.contains(left, in: text), Words.units.contains(word, in: text) {
            return .amount
        } else if (0x30...0x39).contains(next), Words.streets.contains(where: { ends(left, with: $0) }) {
            return .houseNumber
        }
        return nil
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

    private func tailor(
        _ breaks: inout [BreakOpportunity], inside token: Range<Int>, note: (Int, GermanRule) -> Void
    ) {
        if NetAddress.looksLike(UnsafeBufferPointer(rebasing: text[token])) {
            return tailorAddress(&breaks, token, note: note)
        }
        for place in token.lowerBound + 1..<token.upperBound where breaks[place] == .allowed {
            guard let rule = forbids(place, in: token) else { continue }
            breaks[place] = .none
            note(place, rule)
        }
    }

    /// The rule that allows no break before a byte where UAX #14 does.
    private func forbids(_ place: Int, in token: Range<Int>) -> GermanRule? {
        let last = text[place - 1]
        let next = decode(text, at: place).scalar
        let before = place - 2
        switch last {
        case 0xAD where before >= token.lowerBound && text[before] == 0xC2:
            return .softHyphen
        case 0xB7 where before >= token.lowerBound && text[before] == 0xC2:
            return .genderMark
        case UInt8(ascii: "-"):
            if before > token.lowerBound, text[before] == UInt8(ascii: "/") { return .slash }
            if before <= token.lowerBound || !isLetterByte(text[before]) && text[before] < 0x30 { return .shortBeforeHyphen }
        case UInt8(ascii: "/"):
            if before < token.lowerBound || !isCapital(next) || startsGenderEnding(place) { return .slash }
        case UInt8(ascii: ":"), UInt8(ascii: "*"), UInt8(ascii: "_"):
            if isLetter(next) { return .genderMark }
            if last == UInt8(ascii: ":"), isDigitByte(text[place]) { return .pointBeforeDigit }
        case 0x93 where before > token.lowerBound && text[before] == 0x80 && text[before - 1] == 0xE2:
            let isBetweenLetters = isLetter(next) && before - 2 >= token.lowerBound && isLetterByte(text[before - 2])
            if !isBetweenLetters { return .rangeDash }
        case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"):
            if isDigitByte(text[place]) { return .pointBeforeDigit }
        default: break
        }
        return GenderMark.isMark(next) && place + 1 < token.upperBound ? .genderMark : nil
    }

    /// After `/ . @ - _ ? & =` (G5), at least three characters from either end.
    private func tailorAddress(_ breaks: inout [BreakOpportunity], _ token: Range<Int>, note: (Int, GermanRule) -> Void) {
        for place in token.lowerBound + 1..<token.upperBound {
            let wanted: BreakOpportunity = isAddressBreak(place, in: token) ? .allowed : .none
            guard breaks[place] != wanted else { continue }
            breaks[place] = wanted
            note(place, .address)
        }
    }

    private func isAddressBreak(_ place: Int, in token: Range<Int>) -> Bool {
        guard place - token.lowerBound >= 3, token.upperBound - place >= 3, isLetterByte(text[place]) || isDigitByte(text[place])
        else { return false }
        return GermanBreaks.addressSeparators.contains(text[place - 1])
    }

    private static let addressSeparators = Set("/.@-_?&=".utf8)
}
