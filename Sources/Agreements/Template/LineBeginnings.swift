/// Reads how the lines of a text begin, before Markdown does.
///
/// To Markdown, `31. ` and `- ` at the head of a line are the signs of a list and are not printed: „31. Dezember 2026 ist …“ would lose its
/// day, a dash at which a line was wrapped its dash. What can be no list stays text; what may be either is a doubt, and the clerk decides.
struct LineBeginnings {
    /// A line whose beginning may be read in two ways.
    package struct Doubt {
        let line: Int
        let column: Int
        let kind: Kind

        package enum Kind {
            /// „1.“ or „- “ in mid-paragraph.
            case itemWithinParagraph(sign: String)
            /// „2. Mai“ where the next item is the second.
            case dateOrItem(sign: String, word: String)
            case numberJumps(from: Int, to: Int)
            case listBegins(at: Int)
            case emptyItem(sign: String)
            case quotationWithinParagraph
        }
    }

    private let lines: [[Unicode.Scalar]]
    /// Per line the scalars that are letters to Markdown, by index.
    private(set) var literals: [Int: [Int]] = [:]
    private(set) var doubts: [Doubt] = []

    /// An item that is open, outermost first.
    private struct Level {
        /// Column of its sign, from 0.
        let column: Int
        /// Column of its text.
        let content: Int
        let sign: LineSign
    }

    private var levels: [Level] = []
    /// The last number of the list on each level: a list goes on behind a paragraph or a condition.
    private var lastNumbers: [Int: Int] = [:]
    private var paragraph: OpenParagraph?
    private var isInQuotation = false
    /// Within a quotation, and the line has no sign of it.
    private var isLazy = false

    /// - Parameter isSingleLine: the text is a line of an agreement, in which no sign has a meaning.
    init(_ lines: [[Unicode.Scalar]], isSingleLine: Bool) {
        self.lines = lines
        for index in lines.indices {
            if isSingleLine { readAsText(index) } else { read(index) }
        }
    }

    private mutating func readAsText(_ number: Int) {
        guard number > 0, let start = lines[number].firstIndex(where: { !LineSign.isBlank($0) }) else { return }
        if let sign = LineSign(lines[number], at: start) { return makeLiteral(number, sign.end - 1) }
        if "#>=-|~`".unicodeScalars.contains(lines[number][start]) { makeLiteral(number, start) }
    }

    private mutating func makeLiteral(_ line: Int, _ index: Int) { literals[line, default: []].append(index) }

    private mutating func doubt(_ line: Int, _ column: Int, _ kind: Doubt.Kind) { doubts.append(Doubt(line: line, column: column, kind: kind)) }

    // MARK: - One line

    private mutating func read(_ number: Int) {
        let line = lines[number]
        guard var index = line.firstIndex(where: { !LineSign.isBlank($0) }) else {
            paragraph = nil
            isInQuotation = false
            return
        }
        let start = index
        index = skipQuotation(number, from: start)
        isLazy = isInQuotation && index == start
        // A sign alone is an empty line of the quotation.
        if index == line.count {
            paragraph = nil
            return
        }
        if let end = LineSign.footnoteLabelEnd(line, at: index) {
            index = end
            (paragraph, levels) = (nil, [])
        }
        var isFirst = true
        while index < line.count, !LineSign.isRule(line, at: index), let sign = LineSign(line, at: index) {
            guard isItem(sign, line: number, at: index, isFirst: isFirst) else { break }
            index = sign.end
            while index < line.count, LineSign.isBlank(line[index]) { index += 1 }
            isFirst = false
        }
        guard index < line.count else { return }
        if LineSign.isLinkDefinition(line, at: index) { makeLiteral(number, index) }
        note(line, from: index, column: index, number: number)
    }

    /// What the rest of a line means for the next one.
    private mutating func note(_ line: [Unicode.Scalar], from index: Int, column: Int, number: Int) {
        if line[index] == "#" {
            (paragraph, levels, lastNumbers) = (nil, [], [:])
            return
        }
        if paragraph == nil { levels.removeAll { $0.content > column } }
        paragraph = OpenParagraph(continuing: paragraph, line[index...])
    }

    /// Signs of quotations; „> 500 Euro“ is text.
    private mutating func skipQuotation(_ number: Int, from start: Int) -> Int {
        let line = lines[number]
        var index = start
        while index < line.count, line[index] == ">" {
            let after = line[(index + 1)...].first { !LineSign.isBlank($0) }
            let goesOn = number + 1 < lines.count && lines[number + 1].first { !LineSign.isBlank($0) } == ">"
            if !isInQuotation, paragraph != nil {
                doubt(number, index, .quotationWithinParagraph)
            } else if !isInQuotation, !goesOn, let after, ("0"..."9").contains(after) {
                makeLiteral(number, index)
                return index
            }
            if !isInQuotation { (paragraph, levels, lastNumbers) = (nil, [], [:]) }
            isInQuotation = true
            index += 1
            while index < line.count, LineSign.isBlank(line[index]) { index += 1 }
        }
        return index
    }

    // MARK: - Items

    /// Decides whether a sign begins an item; notes it in either case.
    private mutating func isItem(_ sign: LineSign, line number: Int, at column: Int, isFirst: Bool) -> Bool {
        let depth = levels.firstIndex { $0.content > column } ?? levels.count
        // Markdown takes four blanks and more within a paragraph for layout.
        let parent = depth > 0 ? levels[depth - 1].content : 0
        if isFirst, paragraph != nil, column >= parent + 4 { return false }
        let sibling = depth < levels.count && levels[depth].sign.isLike(sign) ? levels[depth] : nil
        let context = SignContext(
            sign: sign, rest: lines[number][min(sign.end, lines[number].count)...], paragraph: isFirst ? paragraph : nil,
            leavesContainer: depth < levels.count || isLazy, hasSibling: sibling != nil, isNested: depth > 0, last: lastNumbers[depth],
            goesOnBelow: hasFollower(of: sign, below: number, column: column), hasContentBelow: hasContent(below: number, right: column))
        switch context.reading {
        case .item:
            break
        case .natural:
            return false
        case .text:
            makeLiteral(number, sign.end - 1)
            return false
        case .doubt(let kind):
            doubt(number, column, kind)
        }
        levels.removeSubrange(depth...)
        var content = sign.end
        let line = lines[number]
        while content < line.count, LineSign.isBlank(line[content]) { content += 1 }
        levels.append(Level(column: column, content: content >= line.count || content > sign.end + 4 ? sign.end + 1 : content, sign: sign))
        if case .number(let value) = sign.kind { lastNumbers[depth] = value } else { lastNumbers[depth] = nil }
        for key in lastNumbers.keys where key > depth { lastNumbers[key] = nil }
        paragraph = nil
        return true
    }

    /// Lines that are looked ahead at most, so that the time stays linear.
    private static let lookAhead = 48

    /// A sign of the same list on one of the next lines, one empty line between them at most.
    private func hasFollower(of sign: LineSign, below number: Int, column: Int) -> Bool {
        var blanks = 0
        for line in lines[(number + 1)...].prefix(LineBeginnings.lookAhead) {
            guard let start = line.firstIndex(where: { !LineSign.isBlank($0) }) else {
                blanks += 1
                if blanks > 1 { return false }
                continue
            }
            if start == column, let next = LineSign(line, at: start), next.continues(sign) { return true }
            // Text behind an empty line ends the list unless it belongs to the item.
            if blanks > 0, start <= column { return false }
            if start > column { blanks = 0 }
        }
        return false
    }

    private func hasContent(below number: Int, right column: Int) -> Bool {
        guard number + 1 < lines.count, let start = lines[number + 1].firstIndex(where: { !LineSign.isBlank($0) }) else { return false }
        return start > column
    }
}

/// The paragraph that a line may go on with.
struct OpenParagraph {
    /// The last word of its last line.
    private let lastWord: ArraySlice<Unicode.Scalar>
    /// A dash has opened that no other has closed.
    let hasOpenDash: Bool

    /// Its last line ends with a colon.
    var endsWithColon: Bool { lastWord.last == ":" }
    /// Its last word cannot end a sentence: „am“, „der“.
    var endsWithinPhrase: Bool { !lastWord.isEmpty && OrdinalWords.endsWithinPhrase(lastWord) }

    init(continuing before: OpenParagraph?, _ line: ArraySlice<Unicode.Scalar>) {
        let end = line.lastIndex { !LineSign.isBlank($0) } ?? line.startIndex
        let start = line[..<end].lastIndex { LineSign.isBlank($0) }.map { $0 + 1 } ?? line.startIndex
        lastWord = line[start...].prefix { !LineSign.isBlank($0) }
        hasOpenDash = (before?.hasOpenDash ?? false) != (OpenParagraph.lonelyDashes(line) % 2 == 1)
    }

    /// Dashes that are words of their own, behind the first word.
    private static func lonelyDashes(_ line: ArraySlice<Unicode.Scalar>) -> Int {
        guard let first = line.firstIndex(where: { !LineSign.isBlank($0) }) else { return 0 }
        return line[(first + 1)...].indices.count { index in
            (line[index] == "-" || line[index] == "–") && LineSign.isBlank(line[index - 1])
                && (index + 1 == line.endIndex || LineSign.isBlank(line[index + 1]))
        }
    }
}
