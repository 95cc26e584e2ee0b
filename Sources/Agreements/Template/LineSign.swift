import GermanText

/// What begins an item of a list in Markdown: `- `, `+ `, `* `, `1. `, `1) `.
struct LineSign {
    package enum Kind: Equatable {
        case bullet(Unicode.Scalar)
        case number(Int)
    }

    let kind: Kind
    /// Index behind the sign.
    let end: Int
    /// As written.
    let text: String

    /// The sign at `start` of a line; blanks or the end of the line have to follow.
    init?(_ line: [Unicode.Scalar], at start: Int) {
        guard start < line.count else { return nil }
        var end = start
        if line[start] == "-" || line[start] == "+" || line[start] == "*" {
            end += 1
            kind = .bullet(line[start])
        } else {
            var value = 0
            // CommonMark 0.31, section 5.2: at most nine digits.
            while end < line.count, end - start < 9, ("0"..."9").contains(line[end]) {
                value = value * 10 + Int(line[end].value - 0x30)
                end += 1
            }
            guard end > start, end < line.count, line[end] == "." || line[end] == ")" else { return nil }
            end += 1
            kind = .number(value)
        }
        guard end == line.count || LineSign.isBlank(line[end]) else { return nil }
        self.end = end
        var view = String.UnicodeScalarView()
        view.append(contentsOf: line[start..<end])
        text = String(view)
    }

    /// Both are numbers or both the same bullet: signs of one list.
    func isLike(_ other: LineSign) -> Bool {
        switch (kind, other.kind) {
        case (.number, .number): true
        default: kind == other.kind
        }
    }

    /// May be the item after `other`: the next number, or „1.“ again as many write it.
    func continues(_ other: LineSign) -> Bool {
        switch (kind, other.kind) {
        case (.number(let value), .number(let before)): value == before + 1 || value == before && value == 1
        default: kind == other.kind
        }
    }

    // MARK: - Lines

    static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }

    /// `- - -`, `***`: a rule, which the parser reports.
    static func isRule(_ line: [Unicode.Scalar], at start: Int) -> Bool {
        guard start < line.count, line[start] == "-" || line[start] == "*" || line[start] == "_" else { return false }
        let signs = line[start...].filter { !isBlank($0) }
        return signs.count >= 3 && signs.allSatisfy { $0 == line[start] }
    }

    /// Behind `[^name]:` at `start`; `nil` where no footnote begins.
    static func footnoteLabelEnd(_ line: [Unicode.Scalar], at start: Int) -> Int? {
        guard start + 3 < line.count, line[start] == "[", line[start + 1] == "^", let close = line[(start + 2)...].firstIndex(of: "]"),
            close > start + 2, close + 1 < line.count, line[close + 1] == ":"
        else { return nil }
        var end = close + 2
        while end < line.count, isBlank(line[end]) { end += 1 }
        return end
    }

    /// `[Ort]: Musterstadt`: to Markdown the address of a link, which prints nothing.
    static func isLinkDefinition(_ line: [Unicode.Scalar], at start: Int) -> Bool {
        guard start + 2 < line.count, line[start] == "[", line[start + 1] != "^" else { return false }
        var index = start + 1
        while index + 1 < line.count, line[index] != "]", line[index] != "[" { index += line[index] == "\\" ? 2 : 1 }
        return index + 1 < line.count && line[index] == "]" && line[index + 1] == ":"
    }
}

/// Words that tell a number with a point from the number of an item.
package enum OrdinalWords {
    private static let months = Set(GermanDate.months.map { $0.lowercased() }).union([
        "jänner", "feber", "jan", "feb", "mrz", "apr", "jun", "jul", "aug", "sep", "sept", "okt", "nov", "dez",
    ])

    /// What is counted with an ordinal in agreements: their beginnings, so that declined forms and compounds count.
    private static let countedNouns = [
        "halbjahr", "vierteljahr", "quartal", "trimester", "semester", "tertial", "schuljahr", "kindergartenjahr", "kalenderjahr", "lebensjahr",
        "lebensmonat", "lebenswoche", "geburtstag", "jahrgang", "jahrgangsstufe", "klasse", "klassenstufe", "stufe", "person", "vorsitz", "stellvertret",
        "stv", "vertreter", "beigeordnete", "bürgermeister", "kreisbeigeordnete", "stadträt", "stadtrat", "instanz", "lesung", "obergeschoss",
        "untergeschoss", "stock", "etage", "änderung", "änderungsvereinbarung", "nachtrag", "fortschreibung", "fassung", "auflage", "ausfertigung",
        "rate", "teilrate", "mahnung", "wahlperiode", "legislaturperiode", "amtszeit", "sitzung", "tag", "woche", "monat", "jahr", "werktag", "kalendertag",
        "halbsatz", "alternative", "senat", "zivilsenat", "kammer", "bataillon", "staatsexamen", "advent", "weihnachtstag", "weihnachtsfeiertag",
    ]

    /// Ends of nouns for which a longer word counts, too: only these, because „Teilnahme“ begins like „Teil“.
    private static let lengthOfEnding = 3

    /// Counted nouns that are adjectives: „die 2. Beigeordneten“ ends like a plural and need not be one.
    private static let adjectives: Set<String> = ["beigeordnete", "kreisbeigeordnete", "vorsitz", "stv"]

    /// An ordinal at the head of a line counts one thing: in „2. Änderungen bedürfen der Schriftform“ the number is that of the item.
    private static func isPlural(_ word: String, of noun: String) -> Bool {
        if adjectives.contains(noun) { return word.hasSuffix("innen") }
        let ending = word.dropFirst(noun.count)
        return ["e", "en", "n", "nen", "innen"].contains(ending)
    }

    /// Words after which a sentence goes on. „und“ is not among them: the last item but one ends with it.
    private static let withinPhrase: Set<String> = [
        "am", "im", "der", "die", "das", "den", "dem", "des", "ein", "eine", "einem", "einen", "einer", "eines", "zum", "zur", "vom", "beim", "bis", "ab",
        "seit", "nach", "vor", "mit", "von", "zu", "in", "an", "auf", "für", "durch", "gegen", "ohne", "um", "bei", "aus",
        "als", "dass", "wenn", "ist", "sind", "wird", "werden", "jede", "jeder", "jedes", "jeden", "jedem", "dieser", "diese", "dieses", "diesem", "diesen",
        "ihre", "ihrer", "ihrem", "seine", "seiner", "seinem", "spätestens", "frühestens", "mindestens", "höchstens", "etwa", "rund", "circa", "ca",
    ]

    package static func beginsWithMonth(_ rest: ArraySlice<Unicode.Scalar>) -> Bool { firstWord(rest).map { months.contains($0) } ?? false }

    package static func beginsWithCountedNoun(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let word = firstWord(rest) else { return false }
        return countedNouns.contains { noun in
            guard word.hasPrefix(noun) else { return false }
            if noun == "stellvertret" { return !word.hasSuffix("ungen") }
            return word.unicodeScalars.count <= noun.unicodeScalars.count + lengthOfEnding && !isPlural(word, of: noun)
        }
    }

    static func firstWord(_ rest: ArraySlice<Unicode.Scalar>) -> String? {
        let start = rest.drop { LineSign.isBlank($0) || $0 == "\u{A0}" || $0 == "*" }
        let word = start.prefix { $0.properties.isAlphabetic }
        guard !word.isEmpty, word.count <= 40 else { return nil }
        return String(String.UnicodeScalarView(word)).lowercased()
    }

    static func endsWithinPhrase(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
        word.count <= 12 && withinPhrase.contains(String(String.UnicodeScalarView(word)).lowercased())
    }
}
