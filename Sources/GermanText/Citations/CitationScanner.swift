/// Reads citations out of the scalars of a text, by recursive descent:
///
///     citation    = ("§" | "§§" | "Art.") provision { ("," | "und" | "oder" | "sowie") provision } [["des" | "der"] law]
///     provision   = number [("–" | "bis") number] ["f." | "ff."] { level values }
///     values      = value { ("," | "und" | "oder" | "bis" | "–") value } ["f." | "ff."]
struct CitationScanner {
    let scalars: [Unicode.Scalar]
    let laws: LawNames
    private(set) var position = 0
    /// Blanks of the last citation after which a line may end where it is too long for one: before a level, a law, after a comma.
    private(set) var seams: [Int] = []

    init(_ scalars: [Unicode.Scalar], laws: LawNames) {
        self.scalars = scalars
        self.laws = laws
    }

    /// The next citation from `position` on; moves behind it.
    mutating func next() -> (range: Range<Int>, citation: StatuteCitation)? {
        while position < scalars.count {
            let start = position
            if let sign = sign(at: start), let citation = citation(sign, from: sign.end) {
                return (start..<position, citation)
            }
            position = start + 1
        }
        return nil
    }

    // MARK: Sign

    private struct Sign {
        var unit: StatuteCitation.Unit
        var isPlural: Bool
        var end: Int
    }

    private func sign(at start: Int) -> Sign? {
        if scalars[start] == "§" {
            let isPlural = start + 1 < scalars.count && scalars[start + 1] == "§"
            return Sign(unit: .paragraph, isPlural: isPlural, end: start + (isPlural ? 2 : 1))
        }
        guard scalars[start] == "A", start == 0 || !(scalars[start - 1].isLetter || scalars[start - 1].isDigit) else { return nil }
        for word in ["Artikels", "Artikeln", "Artikel", "Artt.", "Art."] {
            if let end = matchWord(word, at: start), end < scalars.count, scalars[end].isBlank || scalars[end].isDigit {
                return Sign(unit: .article, isPlural: false, end: end)
            }
        }
        return nil
    }

    private mutating func citation(_ sign: Sign, from start: Int) -> StatuteCitation? {
        position = skipBlank(start)
        seams = []
        guard let first = provision(isPlural: sign.isPlural) else { return nil }
        var provisions = [first]
        while let mark = connector(at: position) {
            let saved = (position, seams)
            position = mark.end
            if mark.blank < mark.end { seams.append(mark.blank) }
            guard !mark.isRange, let next = provision(isPlural: sign.isPlural) else {
                (position, seams) = saved
                break
            }
            provisions.append(next)
        }
        let law = readLaw()
        return StatuteCitation(
            unit: sign.unit, provisions: provisions, law: law?.name, lawIsKnown: law?.isKnown ?? false,
            hasPluralSign: sign.isPlural)
    }

    private mutating func readLaw() -> (name: String, isKnown: Bool)? {
        let blank = position
        var start = skipBlank(position)
        guard start > position else { return nil }
        var match = laws.match(scalars, at: start)
        if match == nil, let article = matchWord("des", at: start) ?? matchWord("der", at: start) ?? matchWord("dem", at: start) {
            start = skipBlank(article)
            guard start > article, let named = laws.match(scalars, at: start), named.isKnown else { return nil }
            match = named
        }
        guard let match else { return nil }
        seams.append(blank)
        position = match.end
        return (match.name, match.isKnown)
    }

    // MARK: Provision

    private mutating func provision(isPlural: Bool) -> Provision? {
        guard let (number, end) = sectionNumber(at: position) else { return nil }
        position = end
        var result = Provision(number)
        if let mark = connector(at: position), mark.isRange, let (last, end) = sectionNumber(at: mark.end), number < last {
            result.last = last
            position = end
        }
        result.following = following()
        while let (level, valueStart) = level(at: position), level > result.parts.last?.level ?? .absatz || result.parts.isEmpty {
            let saved = (position, seams)
            seams.append(position)
            position = valueStart
            guard let part = subdivision(level, isPlural: isPlural) else {
                (position, seams) = saved
                break
            }
            result.parts.append(part)
        }
        return result
    }

    private func sectionNumber(at start: Int) -> (SectionNumber, Int)? {
        var end = start
        var value = 0
        while end < scalars.count, end - start < 4, scalars[end].isDigit {
            value = value * 10 + Int(scalars[end].value - 0x30)
            end += 1
        }
        guard end > start, value > 0, !(end < scalars.count && scalars[end].isDigit) else { return nil }
        guard end < scalars.count, scalars[end].isLetter else { return (SectionNumber(value), end) }
        // One small letter belongs to the number; „61ff.“ is „61 ff.“
        if scalars[end] == "f", isFollowingSign(at: end) { return (SectionNumber(value), end) }
        let suffix = scalars[end]
        guard suffix.isLowercaseLetter, !(end + 1 < scalars.count && (scalars[end + 1].isLetter || scalars[end + 1].isDigit))
        else { return nil }
        return (SectionNumber(value, String(suffix)), end + 1)
    }

    private func isFollowingSign(at start: Int) -> Bool { matchWord("ff.", at: start) != nil }

    private mutating func following() -> Following? {
        let start = skipBlank(position)
        if let end = matchWord("ff.", at: start) ?? matchWord("ff", at: start) {
            position = end
            return .more
        }
        guard start > position, let end = matchWord("f.", at: start) else { return nil }
        position = end
        return .one
    }

    // MARK: Levels

    private static let levelWords: [(String, Subdivision.Level)] = [
        ("Absatzes", .absatz), ("Absätze", .absatz), ("Absatz", .absatz), ("Abs.", .absatz),
        ("Halbsatz", .halbsatz), ("Halbs.", .halbsatz), ("HS", .halbsatz), ("Hs.", .halbsatz),
        ("Sätze", .satz), ("Satz", .satz), ("S.", .satz),
        ("Nummern", .nummer), ("Nummer", .nummer), ("Nrn.", .nummer), ("Nr.", .nummer), ("Ziffer", .nummer), ("Ziff.", .nummer),
        ("Buchstaben", .buchstabe), ("Buchstabe", .buchstabe), ("Buchst.", .buchstabe), ("lit.", .buchstabe),
    ]

    /// A level named after a blank, and where its values begin.
    private func level(at start: Int) -> (Subdivision.Level, Int)? {
        let word = skipBlank(start)
        guard word > start, word < scalars.count else { return nil }
        switch scalars[word] {
        case "A", "H", "S", "N", "Z", "B", "l": break
        default: return nil
        }
        for (name, level) in Self.levelWords {
            if let end = matchWord(name, at: word) { return (level, skipBlank(end)) }
        }
        return nil
    }

    private mutating func subdivision(_ level: Subdivision.Level, isPlural: Bool) -> Subdivision? {
        guard let (first, end) = value(at: position, level) else { return nil }
        position = end
        var part = Subdivision(level, [first])
        while let mark = connector(at: position), let (next, end) = value(at: mark.end, level) {
            if mark.isRange, part.values.count > 1 || part.isRange { break }
            // „Abs. 4, 72a Abs. 2“: a number that has an outer level of its own is a section; so is one beyond all Absätze.
            if let (inner, _) = self.level(at: end), inner <= level, isPlural { break }
            if isPlural, let number = Int(next.prefix { $0.isNumber }), number > 20 { break }
            // „Abs. 1–3 und 6“: the range and what follows are told one by one.
            if part.isRange {
                guard !isPlural, let each = Self.each(of: part.values) else { break }
                part.values = each
                part.isRange = false
            }
            if mark.blank < mark.end { seams.append(mark.blank) }
            part.values.append(next)
            position = end
            if mark.isRange { part.isRange = true }
        }
        part.following = following()
        return part
    }

    private static let longestRange = 30

    /// 1 and 3: 1, 2, 3; `nil` where the ends are no plain numbers.
    private static func each(of ends: [String]) -> [String]? {
        guard ends.count == 2, let first = Int(ends[0]), let last = Int(ends[1]), first < last, last - first < longestRange else { return nil }
        return (first...last).map(String.init)
    }

    private func value(at start: Int, _ level: Subdivision.Level) -> (String, Int)? {
        if level != .buchstabe { return sectionNumber(at: start).map { ($0.0.description, $0.1) } }
        guard start < scalars.count, scalars[start].isLowercaseLetter else { return nil }
        let isDouble = start + 1 < scalars.count && scalars[start + 1] == scalars[start]
        let end = start + (isDouble ? 2 : 1)
        if end < scalars.count {
            if scalars[end].isLetter || scalars[end].isDigit { return nil }
            // „lit. b, d. h.“: a letter with a point is an abbreviation, unless the sentence ends.
            if scalars[end] == ".", end + 2 < scalars.count, scalars[end + 2].isLowercaseLetter { return nil }
        }
        return (String(String.UnicodeScalarView(scalars[start..<end])), end)
    }

    // MARK: Between values

    private struct Connector {
        var isRange: Bool
        /// The blank after the comma or before the word.
        var blank: Int
        var end: Int
    }

    private func connector(at start: Int) -> Connector? {
        guard start < scalars.count else { return nil }
        switch scalars[start] {
        case ",":
            let end = skipBlank(start + 1)
            return Connector(isRange: false, blank: start + 1, end: end)
        case .enDash, "-":
            var end = start + 1
            if end < scalars.count, scalars[end] == .wordJoiner { end += 1 }
            return Connector(isRange: true, blank: end, end: end)
        default:
            let word = skipBlank(start)
            guard word > start, word < scalars.count else { return nil }
            for name in ["und", "oder", "sowie", "bis", "–"] {
                if let end = matchWord(name, at: word), skipBlank(end) > end {
                    return Connector(isRange: name == "bis" || name == "–", blank: start, end: skipBlank(end))
                }
            }
            return nil
        }
    }

    // MARK: Helpers

    /// At most one blank is part of a citation.
    private func skipBlank(_ start: Int) -> Int {
        start < scalars.count && scalars[start].isBlank ? start + 1 : start
    }

    /// The end of `word` at `start`, if no letter follows it.
    private func matchWord(_ word: String, at start: Int) -> Int? {
        var end = start
        for scalar in word.unicodeScalars {
            guard end < scalars.count, scalars[end] == scalar else { return nil }
            end += 1
        }
        if end < scalars.count, scalars[end].isLetter || scalars[end].isDigit && !word.hasSuffix(".") { return nil }
        return end
    }
}
