import DocumentModel
import Styles

struct TablePlan {
    var header: [RowContentPlan]
    var rows: [RowContentPlan]
    var columns: [ColumnWidth]
}

extension [RowContentPlan] {
    func grid(_ columns: Int) -> TableGrid {
        TableGrid(spans: map { $0.cells.map { ($0.rowSpan, $0.columnSpan) } }, columns: columns)
    }
}

/// A row whose cells have been composed at the widths of their columns.
private struct ComposedRow {
    var height = 0.0
    var cells: [ComposedCell] = []
    var anchor: Anchor?
    /// A cell goes on in the next row.
    var spansDown = false
    /// Closes the table (a total): not alone on the next page.
    var isClosing = false
}

private struct ComposedCell {
    var galley: Galley
    var place: TableGrid.Cell
    var needed: Double
}

extension BlockComposer {
    /// Lays out rows and columns, draws the rules, notes the head for repetition.
    func grid(_ plan: TablePlan, element: StructureID, in frame: Frame, into galley: inout Galley) {
        let (header, body) = (plan.header.grid(plan.columns.count), plan.rows.grid(plan.columns.count))
        let widths = columnWidths(plan, header, body, measure: frame.measure)
        var edges = [frame.x]
        for width in widths { edges.append(edges[edges.count - 1] + width) }

        var headers = HeaderCells(isNeeded: header.hasSpans || body.hasSpans || plan.header.count > 1)
        var head: Int?
        if !plan.header.isEmpty {
            let group = tree.add(StructureElement(role: .tableHead, parent: element))
            let rows = compose(plan.header, header, edges, group, &headers, frame)
            let first = galley.rows.count
            append(rows, edges, isHeader: true, isLast: plan.rows.isEmpty, head: nil, &galley)
            let repeated = RepeatedHead(rows: galley.rows[first...])
            // A head that fills the page leaves no room for what it heads.
            if repeated.height < style.page.height * 0.4 {
                head = heads.count
                heads.append(repeated)
            }
        }
        guard !plan.rows.isEmpty else { return }
        let group = tree.add(StructureElement(role: .tableBody, parent: element))
        let rows = compose(plan.rows, body, edges, group, &headers, frame)
        append(rows, edges, isHeader: false, isLast: true, head: head, &galley)
    }

    private func columnWidths(
        _ plan: TablePlan, _ header: TableGrid, _ body: TableGrid, measure: Double
    ) -> [Double] {
        var wishes = (0..<max(header.columns, body.columns)).map { index -> TableColumns.Wish in
            switch plan.columns.element(at: index) ?? .fromContent {
            case .fixed(let millimetres): .fixed(mm(millimetres))
            case .share(let share): .share(share)
            case .fromContent: .content(least: style.table.text.size * 2, natural: style.table.text.size * 2)
            }
        }
        let padding = 2 * style.table.paddingX
        for (row, cells) in zip(plan.header + plan.rows, header.rows + body.rows) {
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
        _ rows: [RowContentPlan], _ grid: TableGrid, _ edges: [Double], _ group: StructureID,
        _ headers: inout HeaderCells, _ frame: Frame
    ) -> [ComposedRow] {
        var composed: [ComposedRow] = []
        for (index, row) in rows.enumerated() {
            let element = tree.add(StructureElement(role: .tableRow, parent: group, node: row.node))
            var result = ComposedRow(height: row.minimumHeight, anchor: row.node.map { Anchor(node: $0, element: element) })
            result.spansDown = index + 1 < rows.count && grid.isSpanned(into: index + 1)
            result.isClosing =
                index > 0 && index == rows.count - 1 && row.cells.contains(where: \.isRowHeading) && !rows[index - 1].cells.contains(where: \.isRowHeading)
            for place in grid.rows[index] {
                let cell = row.cells[place.source]
                let galley = compose(cell, place, edges, row: element, &headers, frame)
                let needed = galley.height + 2 * style.table.paddingY
                if place.rowSpan == 1 { result.height = max(result.height, needed) }
                result.cells.append(ComposedCell(galley: galley, place: place, needed: needed))
            }
            // ISO 14289-1, 7.5: every row has all columns of the table.
            for free in grid.freeColumns(in: index, of: edges.count - 1) {
                let place = TableGrid.Cell(row: index, column: free.lowerBound, rowSpan: 1, columnSpan: free.count, source: 0)
                _ = tree.add(StructureElement(role: .dataCell, parent: element, attributes: attributes(of: place, headers)))
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

    /// Of a cell of the body that is no heading.
    private func attributes(of place: TableGrid.Cell, _ headers: HeaderCells) -> [StructureAttribute] {
        spans(of: place) + (headers.isNeeded ? headers.of(place).map { [.headers($0)] } ?? [] : [])
    }

    private func spans(of place: TableGrid.Cell) -> [StructureAttribute] {
        (place.rowSpan > 1 ? [.rowSpan(place.rowSpan)] : []) + (place.columnSpan > 1 ? [.columnSpan(place.columnSpan)] : [])
    }

    private func compose(
        _ cell: CellContent, _ place: TableGrid.Cell, _ edges: [Double], row: StructureID, _ headers: inout HeaderCells,
        _ frame: Frame
    ) -> Galley {
        var attributes: [StructureAttribute]
        let isHeading = cell.isHeading || cell.isRowHeading
        if isHeading {
            attributes = spans(of: place) + [.scope(cell.isHeading ? .column : .row)]
            if headers.isNeeded {
                attributes.append(.identifier(headers.add(place, isOfColumn: cell.isHeading, number: tree.elements.count)))
            }
        } else {
            attributes = self.attributes(of: place, headers)
        }
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

    /// Rows joined by a cell that reaches over them become one row of the vertical list; one taller than a page is sliced.
    private func append(
        _ rows: [ComposedRow], _ edges: [Double], isHeader: Bool, isLast: Bool, head: Int?, _ galley: inout Galley
    ) {
        let most = style.page.height - (head.map { heads[$0].height } ?? 0)
        var start = 0
        while start < rows.count {
            var end = start + 1
            while end < rows.count, rows[end - 1].spansDown { end += 1 }
            func collected(grid: Double?) -> RowGroup {
                var group = RowGroup()
                for index in start..<end {
                    var rules = RowRules(edges: edges, isFirst: (isHeader || head == nil) && index == 0)
                    rules.open = Self.columnsSpanned(below: index, rows)
                    rules.below =
                        (isLast || isHeader) && index == rows.count - 1
                        ? style.table.outerRuleWidth : style.table.horizontalRules ? style.table.ruleWidth : 0
                    add(rows[index], rules, grid: grid, to: &group)
                }
                return group
            }
            var group = collected(grid: nil)
            let whole = group.height <= most * 0.9
            if !whole { group = collected(grid: style.table.text.leading) }
            var made = GalleyRow(height: group.height)
            made.anchors = group.anchors
            made.lines = group.lines
            made.breakCost = start == 0 && head == nil ? 0 : isHeader ? PageDemerits.forbidden : PageDemerits.betweenTableRows
            if isHeader { made.keepFollowing = 1 }
            if rows[start].isClosing, whole { made.breakCost = PageDemerits.forbidden }
            made.repeatedHead = head
            for slice in whole ? [group.slice(0, made.height, of: made)] : slices(of: made, group) {
                var slice = slice
                slice.content = backdrop(edges, isHeader: isHeader, height: slice.height) + slice.content
                galley.append(slice)
            }
            start = end
        }
    }

    private func add(_ row: ComposedRow, _ rules: RowRules, grid: Double?, to group: inout RowGroup) {
        let top = group.height
        var height = row.height
        if let grid {
            let cells = row.cells.filter { $0.place.rowSpan == 1 || !row.spansDown }
            let needed = cells.map { $0.galley.stacked(x: 0, y: 0, grid: grid).bottom }.max() ?? 0
            height = (max(height, needed + 2 * style.table.paddingY) / grid).rounded(.up) * grid
        }
        for item in horizontals(rules, height: height) { group.add(item.moved(x: 0, y: top), extent: nil) }
        for cell in row.cells {
            let stacked = cell.galley.stacked(x: 0, y: top + style.table.paddingY, grid: grid)
            for item in stacked.content { group.add(item, extent: item.extent(baselineOf: style.table.text)) }
            group.anchors += stacked.anchors
            group.lines = max(group.lines, stacked.lines)
            group.cuts.formUnion(stacked.cuts)
        }
        if let anchor = row.anchor { group.anchors.append(anchor) }
        group.height += height
        group.cuts.insert(group.height)
    }

    /// Parts where no cell has a line.
    private func slices(of row: GalleyRow, _ group: RowGroup) -> [GalleyRow] {
        let cuts = group.cuts.sorted().filter { y in
            y > style.table.text.leading && y < row.height - style.table.text.leading && group.mayBeCut(at: y)
        }
        var slices: [GalleyRow] = []
        var top = 0.0
        for bottom in cuts + [row.height] {
            var slice = group.slice(top, bottom, of: row)
            slice.breakCost = top == 0 ? row.breakCost : PageDemerits.withinParagraph
            if top > 0 { slice.anchors = [] }
            slice.lines = max(1, Int(slice.height / style.table.text.leading))
            slices.append(slice)
            top = bottom
        }
        return slices
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
}

/// Rows that stay together unless they are taller than a page.
private struct RowGroup {
    var height = 0.0
    var anchors: [Anchor] = []
    var lines = 1
    /// Lower edges of lines: where it may be cut, if nothing else stands there.
    var cuts: Set<Double> = []
    private var items: [(content: RowContent, extent: (top: Double, bottom: Double)?)] = []

    mutating func add(_ content: RowContent, extent: (top: Double, bottom: Double)?) { items.append((content, extent)) }

    func mayBeCut(at y: Double) -> Bool {
        !items.contains { item in item.extent.map { $0.top < y - 0.01 && $0.bottom > y + 0.01 } ?? false }
    }

    func slice(_ top: Double, _ bottom: Double, of row: GalleyRow) -> GalleyRow {
        var slice = row
        slice.height = bottom - top
        slice.content = items.filter { item in
            // Content by its upper edge, rules by where they lie: the one at the foot belongs to the slice above it.
            if let extent = item.extent { return extent.top >= top - 0.01 && extent.top < bottom - 0.01 }
            guard case .drawing(_, let drawing) = item.content else { return false }
            let y = drawing.extent.top
            return y > top + 0.01 && y <= bottom + 0.01 || y <= 0.01 && top == 0
        }.map { $0.content.moved(x: 0, y: -top) }
        slice.notes = slice.content.flatMap(\.notes)
        return slice
    }
}

/// The horizontal rules around one row.
private struct RowRules {
    var edges: [Double]
    var isFirst: Bool
    var below = 0.0
    /// Columns whose cell goes on in the next row: no rule under them.
    var open: Set<Int> = []
}

extension BlockComposer {
    private func rule(_ from: Point, _ to: Point, _ width: Double) -> [RowContent] {
        guard width > 0, from != to else { return [] }
        return [.drawing(.artifact(.layout), .line(from: from, to: to, width: width, style.table.ruleColor))]
    }

    private func horizontals(_ rules: RowRules, height: Double) -> [RowContent] {
        guard let left = rules.edges.first, let right = rules.edges.last else { return [] }
        var content: [RowContent] = []
        if rules.isFirst {
            content += rule(Point(x: left, y: 0), Point(x: right, y: 0), style.table.outerRuleWidth)
        }
        var start = left
        for column in 0..<rules.edges.count - 1 where rules.open.contains(column) {
            content += rule(Point(x: start, y: height), Point(x: rules.edges[column], y: height), rules.below)
            start = rules.edges[column + 1]
        }
        return content + rule(Point(x: start, y: height), Point(x: right, y: height), rules.below)
    }

    /// What lies behind a row, whatever part of it is shown: the head's tint, vertical rules.
    private func backdrop(_ edges: [Double], isHeader: Bool, height: Double) -> [RowContent] {
        guard let left = edges.first, let right = edges.last else { return [] }
        var content: [RowContent] = []
        if isHeader, let fill = style.table.headerFill {
            let area = Rect(x: left, y: 0, width: right - left, height: height)
            content.append(.drawing(.artifact(.layout), .rectangle(area, fill)))
        }
        if style.table.verticalRules {
            for x in edges { content += rule(Point(x: x, y: 0), Point(x: x, y: height), style.table.ruleWidth) }
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
        case .rectangle(let rect, _), .symbol(_, let rect), .image(_, let rect), .foreignPage(_, _, let rect): (rect.y, rect.maxY)
        case .line(let from, let to, _, _): (min(from.y, to.y), max(from.y, to.y))
        case .circle(let centre, let radius, _, _): (centre.y - radius, centre.y + radius)
        }
    }
}
