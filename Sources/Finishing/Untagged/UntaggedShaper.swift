import Layout

/// Makes elements of what pages without structure show: headings by their size, lists by their labels, paragraphs, ruled tables, pictures.
///
/// Marks name the units of their page: its runs, then its pictures, then its strokes.
struct UntaggedShaper {
    private let inks: [PageInk]
    private let orders: [PageOrder?]
    private(set) var elements: [AnnexElement] = []
    /// By page: what is read after a run where the page has only room.
    private(set) var blanks: [Int: Set<Int>] = [:]
    /// Sizes of headings, the largest first; bold ones of the text's size have the last place.
    private var ranks: [Double] = []
    private var bodySize = 0.0
    private var lists = ListStack()

    init(_ inks: [PageInk], _ orders: [PageOrder?]) {
        self.inks = inks
        self.orders = orders
        let blocks = joined(paragraphs())
        measure(blocks)
        for (index, block) in blocks.enumerated() { add(block, before: blocks[(index + 1)...].first { !$0[0].lines.isEmpty }?[0]) }
        close()
    }

    // MARK: - Blocks

    private func paragraphs() -> [TextBlock] {
        let running = RunningLines(orders)
        var found: [TextBlock] = []
        var column = 0
        for (page, order) in orders.enumerated() {
            guard let order else { continue }
            for part in order.columns {
                let parts = part.parts.filter { part in part.line.map { !running.isRepeated($0, order, page: page) } ?? true }
                found += ParagraphMaker.blocks(parts, isAside: part.isAside, page: page, column: column)
                column += 1
            }
        }
        return found
    }

    /// Paragraphs that go on in the next column or on the next page.
    private func joined(_ blocks: [TextBlock]) -> [[TextBlock]] {
        var found: [[TextBlock]] = []
        for block in blocks {
            if let last = found.last?.last, last.column != block.column, !last.lines.isEmpty, !block.lines.isEmpty, last.isAside == block.isAside,
                abs(last.size - block.size) < 0.05 * last.size, last.isBold == block.isBold, block.label == nil, last.fillsItsLines, last.reachesEdge, last.text.endsOpen,
                block.text.beginsLow
            {
                found[found.count - 1].append(block)
            } else {
                found.append([block])
            }
        }
        return found
    }

    private mutating func measure(_ blocks: [[TextBlock]]) {
        var letters: [Double: Int] = [:]
        for block in blocks.joined() { for line in block.lines { letters[line.size.halves, default: 0] += line.text.count } }
        bodySize = letters.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key ?? 0
        let heads = blocks.filter { isHeadingBySize($0[0]) && $0.count == 1 }
        ranks = Set(heads.map { $0[0].size.halves }).sorted(by: >)
    }

    private func isHeadingBySize(_ block: TextBlock) -> Bool {
        block.size >= (block.isBold ? 1.05 : 1.14) * bodySize && block.lines.count <= 3 && block.text.count <= 200 && block.text.contains(where: \.isLetter) && !block.isAside
    }

    /// In letters of the text's size only what is bold, numbered and stands alone.
    private func isNumberedHeading(_ block: TextBlock, before next: TextBlock?) -> Bool {
        guard block.isBold, !block.isAside, block.lines.count <= 2, block.text.count <= 120, abs(block.size - bodySize) < 0.14 * bodySize, let next, !next.isBold
        else { return false }
        return block.text.wholeMatch(of: Self.headingNumber) != nil
    }

    private static var headingNumber: Regex<(Substring, Substring)> { /\s*(§\s*\d+[a-z]?|\d+(?:\.\d+)*\.?|[IVX]+\.|(?:Anlage|Artikel|Abschnitt|Teil|Kapitel)\s+\w+)\s.*/ }

    // MARK: - Elements

    private mutating func add(_ parts: [TextBlock], before next: TextBlock?) {
        let block = parts[0]
        switch block.matter {
        case .text:
            if parts.count == 1, isHeadingBySize(block) { return addHeading(block, level: 1 + (ranks.firstIndex(of: block.size.halves) ?? 0)) }
            if parts.count == 1, isNumberedHeading(block, before: next) { return addHeading(block, level: ranks.count + 1) }
            if block.label != nil || lists.isOpen { return addItem(parts) }
            addParagraph(parts)
        case .picture(let picture):
            close()
            addFigure(block.page, [inks[block.page].runs.count + picture], box: inks[block.page].pictures[picture].own, "Bild ohne Beschreibung")
        case .drawing(let strokes, _):
            close()
            let ink = inks[block.page]
            guard let first = strokes.first else { return }
            let box = strokes.dropFirst().reduce(ink.strokes[first].own) { $0.joined(ink.strokes[$1].own) }
            addFigure(block.page, strokes.map { ink.runs.count + ink.pictures.count + $0 }, box: box, "Zeichnung ohne Beschreibung")
        case .table(let table):
            close()
            addTable(table, page: block.page)
        }
    }

    private mutating func addHeading(_ block: TextBlock, level: Int) {
        close()
        var element = AnnexElement(.heading1, marks([block]))
        element.level = level
        elements.append(element)
    }

    private mutating func addParagraph(_ parts: [TextBlock]) {
        close()
        elements.append(AnnexElement(.paragraph, marks(parts)))
    }

    private mutating func addFigure(_ page: Int, _ units: [Int], box: InkBox, _ description: String) {
        var figure = AnnexElement(.figure, units.map { .mark(AnnexMark(page: page, number: $0, hasText: false)) })
        figure.alternativeText = description
        figure.box = AnnexBox(page: page, (box.x0, box.y0, box.x1, box.y1))
        elements.append(figure)
    }

    private mutating func addTable(_ table: RuledTable, page: Int) {
        var rows: [AnnexElement] = []
        for (number, row) in table.rows.enumerated() {
            var line = AnnexElement(.tableRow)
            for cell in row {
                var made = AnnexElement(number == 0 && table.hasHead ? .headerCell : .dataCell, marks(cell.lines.map { (page, $0) }))
                if cell.rowSpan > 1 { made.attributes.append(.rowSpan(cell.rowSpan)) }
                if cell.columnSpan > 1 { made.attributes.append(.columnSpan(cell.columnSpan)) }
                line.kids.append(.element(made))
            }
            rows.append(line)
        }
        var grid = TaggedGrid(rows)
        // What is no table after all is read row by row.
        guard grid.isRegular, grid.connectHeads() else {
            for row in table.rows {
                let lines = row.flatMap(\.lines)
                if !lines.isEmpty { elements.append(AnnexElement(.paragraph, marks(lines.map { (page, $0) }))) }
            }
            return
        }
        var element = AnnexElement(.table)
        let made = grid.rows.map { AnnexKid.element($0) }
        element.kids = table.hasHead ? [.element(AnnexElement(.tableHead, [made[0]])), .element(AnnexElement(.tableBody, Array(made.dropFirst())))] : made
        elements.append(element)
    }

    // MARK: - Lists

    private mutating func addItem(_ parts: [TextBlock]) {
        let block = parts[0]
        guard let label = block.label else {
            if lists.holds(block) { return lists.append(AnnexElement(.paragraph, marks(parts))) }
            return addParagraph(parts)
        }
        if !lists.takes(label, at: block.indent, size: block.size) { close() }
        lists.add(label, block, body: marks(parts), hasOwnLabel: block.lines.first.map { hasOwnLabel($0, label, block.page) } ?? false)
    }

    private func hasOwnLabel(_ line: PageOrder.TextLine, _ label: ItemLabel, _ page: Int) -> Bool {
        guard line.runs.count > 1 else { return false }
        return inks[page].runs[line.runs[0]].text.filter { !$0.isWhitespace } == label.text
    }

    private mutating func close() { elements += lists.closed() }

    // MARK: - Marks

    private mutating func marks(_ blocks: [TextBlock]) -> [AnnexKid] { marks(blocks.flatMap { block in block.lines.map { (block.page, $0) } }) }

    /// The lines' runs as marks; where only room parts two words, a blank is noted.
    private mutating func marks(_ lines: [(page: Int, line: PageOrder.TextLine)]) -> [AnnexKid] {
        let runs = lines.flatMap { line in line.line.runs.map { (page: line.page, run: $0) } }
        let ends = Set(lines.compactMap { line in line.line.runs.last.map { UnitPlace(page: line.page, unit: $0) } })
        for (at, next) in zip(runs, runs.dropFirst()) {
            let (text, following) = (inks[at.page].runs[at.run], inks[next.page].runs[next.run])
            guard !text.text.endsBlank, !following.text.startsBlank else { continue }
            let isLineEnd = ends.contains(UnitPlace(page: at.page, unit: at.run))
            let hasRoom = following.start - text.end > GlyphLineReader.blank * max(text.size, following.size) || following.end < text.start
            if isLineEnd ? !Self.isHyphenated(text.text, following.text) : hasRoom { blanks[at.page, default: []].insert(at.run) }
        }
        return runs.map { .mark(AnnexMark(page: $0.page, number: $0.run, hasText: true)) }
    }

    /// „Jugend-“ and „hilfe“ are one word, „Kinder-“ and „und“ are two.
    private static func isHyphenated(_ text: String, _ next: String) -> Bool {
        guard let last = text.last, ["-", "\u{2010}", "\u{AD}"].contains(last), next.beginsLow else { return false }
        let word = next.drop(while: \.isWhitespace).prefix { $0.isLetter }
        return !["und", "oder", "bis", "sowie", "bzw", "wie", "als"].contains(String(word))
    }
}

struct UnitPlace: Hashable {
    var page: Int
    var unit: Int
}

extension Double {
    /// To half points.
    fileprivate var halves: Double { (self * 2).rounded() / 2 }
}
