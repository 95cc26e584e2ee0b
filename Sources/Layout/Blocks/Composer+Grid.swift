import DocumentModel

struct TablePlan {
    var header: [RowContentPlan]
    var rows: [RowContentPlan]
    var columns: [ColumnWidth]
}

/// A row whose cells have been composed at the widths of their columns.
private struct ComposedRow {
    var height = 0.0
    var cells: [ComposedCell] = []
    var isSpanned = false
}

private struct ComposedCell {
    var galley: Galley
    var place: TableGrid.Cell
    var needed: Double
}

extension Composer {
    /// Lays out rows and columns, draws the rules, notes the head for repetition.
    func grid(_ plan: TablePlan, element: StructureID, in frame: Frame, into galley: inout Galley) {
        let widths = columnWidths(plan, measure: frame.measure)
        var edges = [frame.x]
        for width in widths { edges.append(edges[edges.count - 1] + width) }

        var head: Int?
        if !plan.header.isEmpty {
            let group = tree.add(StructureElement(role: .tableHead, parent: element))
            let rows = compose(plan.header, isHeader: true, edges, group, frame)
            append(rows, edges, isHeader: true, isLast: plan.rows.isEmpty, head: nil, &galley)
            let repeated = galley.rows.suffix(rows.count)
            head = heads.count
            heads.append(RepeatedHead(rows: repeated))
        }
        guard !plan.rows.isEmpty else { return }
        let group = tree.add(StructureElement(role: .tableBody, parent: element))
        let rows = compose(plan.rows, isHeader: false, edges, group, frame)
        append(rows, edges, isHeader: false, isLast: true, head: head, &galley)
    }

    private func columnWidths(_ plan: TablePlan, measure: Double) -> [Double] {
        var wishes = plan.columns.map { column -> TableColumns.Wish in
            switch column {
            case .fixed(let millimetres): .fixed(mm(millimetres))
            case .share(let share): .share(share)
            case .fromContent: .content(least: style.table.text.size * 2, natural: style.table.text.size * 2)
            }
        }
        let padding = 2 * style.table.paddingX
        let all = plan.header + plan.rows
        let grid = TableGrid(spans: all.map { $0.cells.map { ($0.rowSpan, $0.columnSpan) } }, columns: wishes.count)
        for (row, cells) in zip(all, grid.rows) {
            for place in cells where place.columnSpan == 1 {
                guard case .content(let least, let natural) = wishes[place.column] else { continue }
                let widths = row.cells[place.source].widths
                wishes[place.column] = .content(
                    least: max(least, widths.least + padding), natural: max(natural, widths.natural + padding))
            }
        }
        return TableColumns.widths(wishes, measure: measure)
    }

    private func compose(
        _ rows: [RowContentPlan], isHeader: Bool, _ edges: [Double], _ group: StructureID, _ frame: Frame
    ) -> [ComposedRow] {
        let grid = TableGrid(spans: rows.map { $0.cells.map { ($0.rowSpan, $0.columnSpan) } }, columns: edges.count - 1)
        var composed: [ComposedRow] = []
        for (index, row) in rows.enumerated() {
            let element = tree.add(StructureElement(role: .tableRow, parent: group, node: row.node))
            var result = ComposedRow(height: row.minimumHeight)
            result.isSpanned = grid.isSpanned(into: index)
            for place in grid.rows[index] {
                let cell = row.cells[place.source]
                let galley = compose(cell, place, edges, row: element, frame)
                let needed = galley.height + 2 * style.table.paddingY
                if place.rowSpan == 1 { result.height = max(result.height, needed) }
                result.cells.append(ComposedCell(galley: galley, place: place, needed: needed))
            }
            if result.height == 0 { result.height = style.table.text.leading + 2 * style.table.paddingY }
            composed.append(result)
        }
        // What a cell over several rows needs beyond them, its last row gives.
        for index in composed.indices {
            for cell in composed[index].cells where cell.place.rowSpan > 1 {
                let rows = index..<index + cell.place.rowSpan
                let missing = cell.needed - rows.reduce(0) { $0 + composed[$1].height }
                if missing > 0 { composed[rows.upperBound - 1].height += missing }
            }
        }
        return composed
    }

    private func compose(
        _ cell: CellContent, _ place: TableGrid.Cell, _ edges: [Double], row: StructureID, _ frame: Frame
    ) -> Galley {
        var attributes: [StructureAttribute] = []
        if place.rowSpan > 1 { attributes.append(.rowSpan(place.rowSpan)) }
        if place.columnSpan > 1 { attributes.append(.columnSpan(place.columnSpan)) }
        let isHeading = cell.isHeading || cell.isRowHeading
        if isHeading { attributes.append(.scope(cell.isHeading ? "Column" : "Row")) }
        let element = tree.add(
            StructureElement(
                role: isHeading ? .headerCell : .dataCell, parent: row, node: cell.node, attributes: attributes))
        var inner = frame
        inner.parent = element
        inner.region = .cell
        inner.x = edges[place.column] + style.table.paddingX
        inner.measure = max(
            1, edges[place.column + place.columnSpan] - edges[place.column] - 2 * style.table.paddingX)
        var galley = Galley()
        cell.compose(inner, &galley)
        return galley
    }

    private func append(
        _ rows: [ComposedRow], _ edges: [Double], isHeader: Bool, isLast: Bool, head: Int?, _ galley: inout Galley
    ) {
        let most = (style.page.height - (head.map { heads[$0].height } ?? 0)) * 0.9
        for (index, row) in rows.enumerated() {
            let lastRow = isLast && index == rows.count - 1
            var rules = RowRules(edges: edges, isFirst: (isHeader || head == nil) && index == 0, isHeader: isHeader)
            rules.open = Self.columnsSpanned(below: index, rows)
            rules.below = lastRow || isHeader && index == rows.count - 1
                ? style.table.outerRuleWidth : style.table.horizontalRules ? style.table.ruleWidth : 0
            var content: [RowContent] = []
            var made = GalleyRow(height: row.height)
            var cuts: [[Double]] = []
            var spans = false
            for cell in row.cells {
                let stacked = cell.galley.stacked(x: 0, y: style.table.paddingY)
                content += stacked.content
                made.notes += stacked.notes
                made.anchors += stacked.anchors
                made.lines = max(made.lines, stacked.lines)
                cuts.append(stacked.cuts)
                spans = spans || cell.place.rowSpan > 1
            }
            if isHeader || row.isSpanned {
                made.breakCost = index == 0 ? 0 : PageDemerits.forbidden
            } else {
                made.breakCost = index == 0 && isHeader ? 0 : PageDemerits.betweenTableRows
            }
            if isHeader { made.keepFollowing = 1 }
            made.repeatedHead = isHeader ? nil : head
            if row.height > most, !isHeader, !spans {
                slices(of: made, content, at: cuts, rules).forEach { galley.append($0) }
            } else {
                made.content = drawn(rules, height: row.height) + content
                galley.append(made)
            }
        }
    }

    private static func columnsSpanned(below index: Int, _ rows: [ComposedRow]) -> Set<Int> {
        var columns: Set<Int> = []
        for row in rows[...index] {
            for cell in row.cells where cell.place.row + cell.place.rowSpan - 1 > index {
                columns.formUnion(cell.place.column..<cell.place.column + cell.place.columnSpan)
            }
        }
        return columns
    }

    /// A row taller than a page is parted where no cell has a line.
    private func slices(
        of row: GalleyRow, _ content: [RowContent], at cuts: [[Double]], _ rules: RowRules
    ) -> [GalleyRow] {
        let spans = content.map { $0.extent(baselineOf: style.table.text) }
        let candidates = Set(cuts.joined()).sorted().filter { y in
            y > style.table.paddingY && y < row.height && !spans.contains { $0.top < y - 0.01 && $0.bottom > y + 0.01 }
        }
        var slices: [GalleyRow] = []
        var top = 0.0
        for bottom in candidates.filter({ $0 < row.height - style.table.text.leading }) + [row.height] {
            var slice = GalleyRow(height: bottom - top)
            var part = rules
            part.isFirst = rules.isFirst && top == 0
            part.below = bottom == row.height ? rules.below : 0
            slice.content = drawn(part, height: slice.height)
            for (item, span) in zip(content, spans) where span.top >= top - 0.01 && span.top < bottom - 0.01 {
                slice.content.append(item.moved(x: 0, y: -top))
            }
            slice.repeatedHead = row.repeatedHead
            slice.breakCost = top == 0 ? row.breakCost : PageDemerits.withinParagraph
            slice.notes = slice.content.flatMap(\.notes)
            if top == 0 { slice.anchors = row.anchors }
            slices.append(slice)
            top = bottom
        }
        return slices
    }
}

/// The rules around one row.
private struct RowRules {
    var edges: [Double]
    var isFirst: Bool
    var isHeader: Bool
    var below = 0.0
    /// Columns whose cell goes on in the next row: no rule under them.
    var open: Set<Int> = []
}

extension Composer {
    private func drawn(_ rules: RowRules, height: Double) -> [RowContent] {
        let look = style.table
        guard let left = rules.edges.first, let right = rules.edges.last else { return [] }
        var content: [RowContent] = []
        func line(_ from: Point, _ to: Point, _ width: Double) {
            guard width > 0 else { return }
            content.append(.drawing(.artifact(.layout), .line(from: from, to: to, width: width, look.ruleColor)))
        }
        if rules.isHeader, let fill = look.headerFill {
            content.append(
                .drawing(
                    .artifact(.layout), .rectangle(Rect(x: left, y: 0, width: right - left, height: height), fill)))
        }
        if rules.isFirst { line(Point(x: left, y: 0), Point(x: right, y: 0), look.outerRuleWidth) }
        var start = 0
        for column in 0..<rules.edges.count - 1 {
            if rules.open.contains(column) {
                line(Point(x: rules.edges[start], y: height), Point(x: rules.edges[column], y: height), column > start ? rules.below : 0)
                start = column + 1
            }
        }
        if start < rules.edges.count - 1 {
            line(Point(x: rules.edges[start], y: height), Point(x: right, y: height), rules.below)
        }
        if look.verticalRules {
            for x in rules.edges { line(Point(x: x, y: 0), Point(x: x, y: height), look.ruleWidth) }
        }
        return content
    }
}

extension RowContent {
    /// Upper and lower edge, by which a tall row is parted.
    fileprivate func extent(baselineOf text: TextStyle) -> (top: Double, bottom: Double) {
        switch self {
        case .line(_, _, _, let baseline): (baseline - text.baseline, baseline - text.baseline + text.leading)
        case .drawing(_, let drawing): drawing.extent
        case .field(let area): (area.rect.y, area.rect.maxY)
        }
    }
}

extension RepeatedHead {
    init(rows: ArraySlice<GalleyRow>) {
        var height = 0.0
        var content: [RowContent] = []
        for row in rows {
            if height > 0 { height += row.spaceBefore }
            content += row.content.map { $0.moved(x: 0, y: height) }
            height += row.height
        }
        self.init(height: height, content: content)
    }
}

extension Drawing {
    /// Upper and lower edge.
    var extent: (top: Double, bottom: Double) {
        switch self {
        case .text(let run): (run.origin.y - run.size, run.origin.y)
        case .rectangle(let rect, _), .image(_, let rect), .foreignPage(_, _, let rect): (rect.y, rect.maxY)
        case .line(let from, let to, _, _): (min(from.y, to.y), max(from.y, to.y))
        case .circle(let centre, let radius, _, _): (centre.y - radius, centre.y + radius)
        }
    }
}
