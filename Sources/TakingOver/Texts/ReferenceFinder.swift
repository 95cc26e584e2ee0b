import GermanText

/// References of the contract to its own parts, told from citations of statutes.
struct ReferenceFinder {
    let citations: CitationFinder
    private(set) var index: ReferenceIndex
    var log: TakeOverLog
    private(set) var resolved = 0
    private(set) var open = 0

    init(_ contract: OldContract, citations: CitationFinder, log: TakeOverLog) {
        self.citations = citations
        self.log = log
        index = ReferenceIndex(contract)
    }

    private static var pattern: Regex<(Substring, Substring, Substring, Substring?, Substring)> {
        /(§§?|Artikeln?|Artikels|Art\.|Nummern?|Nr\.|Ziffern?|Ziff\.|Abschnitts?|Punkt)[\s\u{A0}]*(\d{1,3}(?:\.\d{1,2})*[a-z]?|[IVX]{1,6}(?![\p{L}]))(?![\p{L}\d])(?:[\s\u{A0}]*(?:Abs\.|Absatz|Absatzes)[\s\u{A0}]*(\d{1,2}[a-z]?)(?![\p{L}\d]))?((?:[\s\u{A0}]*(?:Nr\.|Nummer|Ziff\.|Buchst\.|Buchstaben?|lit\.|Doppelbuchst\.|Doppelbuchstaben?)[\s\u{A0}]*(?:\d{1,2}|[a-z]{1,2})(?![\p{L}\d]))*)/
    }

    private static var own: Regex<(Substring, Substring, Substring)> {
        /(?:Absatz|Absatzes|Abs\.|Absätzen?)[\s\u{A0}]*(\d{1,2}[a-z]?)(?![\p{L}\d])((?:[\s\u{A0}]*(?:Nr\.|Nummer|Ziff\.|Buchst\.|Buchstaben?|lit\.)[\s\u{A0}]*(?:\d{1,2}|[a-z]{1,2})(?![\p{L}\d]))*)/
    }

    /// - Parameter section: index of the section that the text stands in; `nil`: an annex.
    mutating func find(in text: String, section: Int?, line: Int) -> [PassageText.Replacement] {
        var replacements: [PassageText.Replacement] = []
        let cited = citations.findCitations(in: text)
        let statutes = cited.filter { $0.citation.law != nil }.map(\.range)
        var taken = statutes
        // „Absatz 2 Nr. 1“: the number is one of the Absatz.
        let led = text.matches(of: Self.own).map(\.range)
        for match in text.matches(of: Self.pattern) where !taken.contains(where: { $0.overlaps(match.range) }) {
            guard !led.contains(where: { $0.lowerBound < match.range.lowerBound && match.range.lowerBound < $0.upperBound }) else { continue }
            let isMeant = isMeant(String(match.1)) || Self.namesThis(text[match.range.upperBound...])
            // „§ 3 Abs. 3 des Gesetzes“: nobody's Absatz here, either.
            if isMeant || match.3 != nil || match.1.hasPrefix("§") || match.1.hasPrefix("Art") { taken.append(match.range) }
            guard isMeant else { continue }
            let wanted = ReferenceIndex.Wanted(section: String(match.2), absatz: match.3.map(String.init), items: Self.items(String(match.4)))
            if let found = decide(wanted, sign: String(match.1), in: text, match.range, section ?? 0, line) { replacements.append(found) }
        }
        guard let section else { return replacements }
        for match in text.matches(of: Self.own) where !taken.contains(where: { $0.overlaps(match.range) }) {
            let wanted = ReferenceIndex.Wanted(absatz: String(match.1), items: Self.items(String(match.2)))
            if Self.isRow(text, match.range) {
                tellRow(text, match.range, line)
            } else if let found = decide(wanted, sign: "Absatz", in: text, match.range, section, line) {
                replacements.append(found)
            }
        }
        return replacements
    }

    /// „Nr. 3“, „Buchst. a“ in their order.
    private static func items(_ text: String) -> [String] {
        text.matches(of: /(?:\.|\p{L})[\s\u{A0}]*(\d{1,2}|[a-z]{1,2})(?![\p{L}\d])/).map { String($0.1) }
    }

    private mutating func decide(
        _ wanted: ReferenceIndex.Wanted, sign: String, in text: String, _ range: Range<String.Index>, _ section: Int, _ line: Int
    ) -> PassageText.Replacement? {
        let words = String(text[range])
        let rest = text[range.upperBound...]
        if sign == "§§" || sign.hasSuffix("eln") || sign.hasSuffix("mern") || Self.isRow(text, range) {
            tellRow(text, range, line)
            return nil
        }
        if let other = Self.otherText(rest) {
            tell(line, "Der Verweis „\(words)“ meint „\(other)“, nicht diesen Vertrag; er bleibt fester Text.", "Prüfen Sie, ob das stimmt.", isOpen: false)
            return nil
        }
        switch index.resolve(wanted, from: section) {
        case .target(let target):
            resolved += 1
            return PassageText.Replacement(range: range, marker: "{{ref:\(target)}}")
        case .noSection:
            tell(
                line, "Der Verweis „\(words)“ („\(TakeOverLog.excerpt(Self.around(text, range)))“) führt zu keinem Abschnitt dieses Vertrags; er bleibt fester Text.",
                "Nennen Sie das Gesetz, oder setzen Sie den richtigen Verweis.", isOpen: true)
        case .noPart:
            tell(
                line,
                "Zum Verweis „\(words)“ („\(TakeOverLog.excerpt(Self.around(text, range)))“) gibt es den Abschnitt, aber nicht diesen Absatz oder Punkt; er bleibt fester Text.",
                "Setzen Sie den richtigen Verweis.", isOpen: true)
        }
        return nil
    }

    /// The word fits the kind of number that the sections have.
    private func isMeant(_ sign: String) -> Bool {
        switch (index.scheme, sign) {
        case (_, "Absatz"), (.paragraphSign, "§"), (.paragraphSign, "§§"): true
        case (.article, let word): word.hasPrefix("Art")
        case (.decimal, let word): !word.hasPrefix("§") && !word.hasPrefix("Art")
        case (.roman, let word), (.capital, let word): word.hasPrefix("Abschnitt")
        default: false
        }
    }

    private static func namesThis(_ rest: Substring) -> Bool {
        rest.prefixMatch(of: /[\s\u{A0}]+(?:dieser|dieses|der vorliegenden|des vorliegenden)[\s\u{A0}]+(?:\p{L}+)?(?:[Vv]ereinbarung|[Vv]ertrag|[Aa]bkommen)/) != nil
    }

    /// „§ 4 des Rahmenvertrags“
    private static func otherText(_ rest: Substring) -> String? {
        guard !namesThis(rest),
            let match = rest.prefixMatch(
                of:
                    /[\s\u{A0}]+(?:Satz[\s\u{A0}]+\d+[\s\u{A0}]+)?(?:des|der|dem)[\s\u{A0}]+(?:\p{Lu}\p{L}*en[\s\u{A0}]+)?((?:\p{Lu}[\p{L}-]*(?:gesetz|ordnung|satzung|vertrag|buch|richtlinie|statut|vereinbarung)|Gesetz|Verordnung|Satzung|Richtlinie|Statut|Buch)\p{L}*)(?![\p{L}])/
            )
        else { return nil }
        return String(match.1)
    }

    /// „§ 3 und 4“, „Absatz 1 bis 3“
    private static func isRow(_ text: String, _ range: Range<String.Index>) -> Bool {
        text[range.upperBound...].prefixMatch(of: /(?:[\s\u{A0}]*(?:,|und|oder|bis|sowie|–|-))[\s\u{A0}]+\d/) != nil || text[range].hasPrefix("Absätze")
            || text[range.upperBound...].prefixMatch(of: /[–-]\d/) != nil
    }

    private mutating func tellRow(_ text: String, _ range: Range<String.Index>, _ line: Int) {
        let rest = text[range.upperBound...].prefixMatch(of: /(?:[\s\u{A0}]*(?:,|und|oder|bis|sowie|–|-)[\s\u{A0}]*\d{1,3}[a-z]?(?![\p{L}\d]))+/)
        let words = text[range.lowerBound..<(rest?.range.upperBound ?? range.upperBound)]
        tell(
            line, "Der Verweis „\(words)“ nennt mehrere Stellen zugleich; er bleibt fester Text.", "Schreiben Sie für jede Stelle einen eigenen Verweis: {{ref:…}} und {{ref:…}}.",
            isOpen: true)
    }

    private static func around(_ text: String, _ range: Range<String.Index>) -> String {
        let start = text.index(range.lowerBound, offsetBy: -30, limitedBy: text.startIndex) ?? text.startIndex
        return String(text[start...].prefix(80))
    }

    private mutating func tell(_ line: Int, _ message: String, _ remedy: String, isOpen: Bool) {
        if isOpen { open += 1 }
        log.add(isOpen ? .warnung : .hinweis, "uebernahme-verweis", line: line, message, remedy)
    }
}
