import GermanText

/// Which lines are headings: the kind of number that the sections have is looked for first, then everything else is held against it.
struct HeadingFinder {
    enum Role: Sendable, Hashable {
        /// A part of the contract above its sections: „I. Allgemeines“ over „§ 1“.
        case group
        case section
        case subsection
        case text
    }

    let lines: [OldLine]
    let citations: CitationFinder
    private(set) var roles: [Role]
    private(set) var scheme: LeadingNumber.Shape?
    private(set) var subsection: LeadingNumber.Shape?
    private(set) var log: TakeOverLog

    init(_ lines: [OldLine], citations: CitationFinder, log: TakeOverLog) {
        self.lines = lines
        self.citations = citations
        self.log = log
        roles = Array(repeating: .text, count: lines.count)
        scheme = findScheme()
        mark()
    }

    // MARK: - The kind of number

    private mutating func findScheme() -> LeadingNumber.Shape? {
        for shape in [LeadingNumber.Shape.paragraphSign, .article] {
            let found = lines.indices.filter { lines[$0].number?.shape == shape && isSignHeading($0) }
            if found.count >= 2 || found.first.map({ lines[$0].number?.value == 1 }) == true { return shape }
        }
        let emphasised = { (index: Int) in lines[index].outline != nil || lines[index].isBold }
        for shape in [LeadingNumber.Shape.decimal(depth: 1), .roman, .capital] {
            let found = lines.indices.filter { lines[$0].number?.shape == shape && isShort($0) }
            let strong = found.filter(emphasised)
            if strong.count >= 2 { return shape }
            if sequence(found).count >= 2 { return shape }
        }
        return nil
    }

    /// „§ 4 Kündigung“, and no citation that a line happens to begin with.
    private func isSignHeading(_ index: Int) -> Bool {
        let line = lines[index]
        guard line.cell == nil, line.plain.count <= 160 else { return false }
        if line.isCounted || line.outline != nil { return true }
        let text = line.whole
        if let first = citations.findCitations(in: text).first, first.range.lowerBound == text.startIndex, first.citation.law != nil { return false }
        if line.plain.prefixMatch(of: /(?:Abs|Absatz|Satz|Nr|Nummer|ff?\.|und|bis|gilt|bleibt|findet|ist|sind|des|der|dieser|dieses)(?![\p{L}])/) != nil { return false }
        return !line.plain.hasSuffix(".") && !line.plain.hasSuffix(";") && !line.plain.hasSuffix(",")
    }

    private func isShort(_ index: Int) -> Bool {
        let line = lines[index]
        return line.cell == nil && !line.plain.isEmpty && line.plain.count <= 140 && (!line.endsAsText || line.outline != nil)
    }

    /// Of numbered short lines those that count 1, 2, 3 … through the text, each with words between it and the next.
    private func sequence(_ found: [Int]) -> [Int] {
        var taken: [Int] = []
        var expected = 1
        for index in found {
            guard let number = lines[index].number, number.value == expected else { continue }
            if isItemOfList(index) { continue }
            taken.append(index)
            expected += 1
        }
        return taken
    }

    /// Its neighbour has the number before or behind: an item, where headings have text below them.
    private func isItemOfList(_ index: Int) -> Bool {
        guard let number = lines[index].number else { return false }
        func isNeighbour(_ other: Int, _ step: Int) -> Bool {
            guard lines.indices.contains(other), let its = lines[other].number else { return false }
            return its.shape == number.shape && its.value == number.value + step
        }
        return isNeighbour(index + 1, 1) || isNeighbour(index - 1, -1)
    }

    // MARK: - Marks

    private mutating func mark() {
        let numbered: Set<Int>
        switch scheme {
        case .paragraphSign, .article: numbered = Set(lines.indices.filter { lines[$0].number?.shape == scheme && isSignHeading($0) })
        case .some: numbered = Set(plainHeadings())
        case nil: numbered = []
        }
        let styles = Set(numbered.filter { lines[$0].outline != nil }.map { lines[$0].style })
        for index in lines.indices {
            if numbered.contains(index) {
                roles[index] = .section
            } else if isBelowBareNumber(index, numbered) {
                continue
            } else if isUnnumberedHeading(index, styles, hasNumbered: !numbered.isEmpty) {
                roles[index] = .section
            } else if isGroup(index, numbered) {
                roles[index] = .group
            }
        }
        markSubsections()
    }

    /// „§ 8“ stands on the line before: this is its heading.
    private func isBelowBareNumber(_ index: Int, _ numbered: Set<Int>) -> Bool { numbered.contains(index - 1) && lines[index - 1].plain.isEmpty && lines[index].number == nil }

    private mutating func plainHeadings() -> [Int] {
        let found = lines.indices.filter { lines[$0].number?.shape == scheme && isShort($0) }
        let strong = found.filter { lines[$0].outline != nil || lines[$0].isBold }
        // Where headings are set apart, a line that is not is none.
        if strong.count >= 2 { return strong }
        let taken = sequence(found)
        if let first = taken.first {
            log.add(
                .hinweis, "uebernahme-gliederung", line: lines[first].position,
                "Die Überschriften sind nicht hervorgehoben; als Abschnitte gelten die \(taken.count) kurzen Zeilen, die durch den Text zählen (ab „\(TakeOverLog.excerpt(lines[first].whole))“).",
                "Prüfen Sie die Liste der Abschnitte in diesem Bericht.")
        }
        return taken
    }

    private static let words: Set<String> = [
        "präambel", "vorbemerkung", "vorbemerkungen", "vorwort", "einleitung", "schlussbestimmung", "schlussbestimmungen", "schlussvorschriften", "schlussbemerkung",
    ]

    private func isUnnumberedHeading(_ index: Int, _ styles: Set<String>, hasNumbered: Bool) -> Bool {
        let line = lines[index]
        guard line.number == nil, line.cell == nil, !line.plain.isEmpty, line.plain.count <= 120 else { return false }
        if Self.words.contains(line.plain.lowercased().replacing(":", with: "")) { return true }
        guard !line.endsAsText else { return false }
        if line.outline == 0, hasNumbered ? styles.contains(line.style) : !line.style.lowercased().contains("title") { return true }
        return false
    }

    /// Roman numbers and capitals over sections of another kind.
    private func isGroup(_ index: Int, _ numbered: Set<Int>) -> Bool {
        guard let shape = lines[index].number?.shape, shape != scheme, isShort(index), shape == .roman || shape == .capital else { return false }
        let next = index + 1
        return numbered.contains(next) && (lines[index].isBold || lines[index].outline != nil || lines[index].isCentred || shape == .roman)
    }

    /// „5.1 Information“ below „5“, „a) Kosten“ never; lines that stand out without a number.
    private mutating func markSubsections() {
        var section: LeadingNumber?
        var isInside = false
        let decimal = LeadingNumber.Shape.decimal(depth: 2)
        for index in lines.indices {
            if roles[index] == .section {
                (section, isInside) = (lines[index].number, true)
                continue
            }
            guard isInside, roles[index] == .text, isShort(index), index + 1 < lines.count, roles[index + 1] == .text else { continue }
            let line = lines[index]
            if let number = line.number, number.shape == decimal {
                guard number.values.first == section?.value, line.outline != nil || line.isBold || !isItemOfDecimals(index) else { continue }
                roles[index] = .subsection
                subsection = subsection ?? decimal
            } else if line.number?.shape == .letter, line.outline != nil || line.isBold, lines[index + 1].number?.shape != .letter {
                roles[index] = .subsection
                subsection = subsection ?? .letter
            } else if line.number == nil, line.outline.map({ $0 >= 1 }) ?? (line.isBold && !line.isCentred), !isRepeatedLine(index) {
                roles[index] = .subsection
            }
        }
    }

    private func isItemOfDecimals(_ index: Int) -> Bool {
        guard let next = lines[index + 1].number, let own = lines[index].number else { return false }
        return next.shape == own.shape
    }

    /// Bold lines one after the other are no headings of each other.
    private func isRepeatedLine(_ index: Int) -> Bool { lines[index + 1].isBold && lines[index + 1].number == nil }
}
