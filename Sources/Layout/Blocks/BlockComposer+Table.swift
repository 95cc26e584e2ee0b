import DocumentModel
import Styles

/// What a table cell holds, whoever composes it: blocks of the document, or a place to sign.
struct CellContent {
    var node: NodeID?
    var rowSpan = 1
    var columnSpan = 1
    var isHeading = false
    var isRowHeading = false
    /// Widest word and widest line, points.
    var widths: (least: Double, natural: Double) = (0, 0)
    var compose: (Frame, inout Galley) -> Void
}

struct RowContentPlan {
    var node: NodeID?
    var cells: [CellContent]
    var minimumHeight = 0.0
}

extension BlockComposer {
    func table(_ table: Table, node: NodeID, in frame: Frame, into galley: inout Galley) {
        guard table.header.contains(where: { !$0.cells.isEmpty }) || table.rows.contains(where: { !$0.cells.isEmpty }) else { return }
        let element = tree.add(
            StructureElement(
                role: .table, parent: frame.parent, node: node,
                attributes: table.summary.isEmpty ? [] : [.tableSummary(table.summary)]))
        galley.space(style.table.spaceAround)
        if !table.caption.isEmpty {
            paragraph(table.caption, style.caption, role: .caption, in: frame.under(element), into: &galley)
            galley.updateLast { $0.keepFollowing = 3 }
        }
        let decimals = DecimalColumns(table) { width(of: .plain($0), style.table.text, in: frame) }
        func plan(_ row: TableRow, isHeader: Bool) -> RowContentPlan {
            var column = 0
            let cells = row.cells.map { cell -> CellContent in
                let alignment = column < table.columns.count ? table.columns[column].alignment : .left
                column += max(1, min(cell.columnSpan, TableGrid.widestSpan))
                return self.cell(cell, alignment: alignment, isHeader: isHeader, inset: decimals.insets[cell.id] ?? 0)
            }
            return RowContentPlan(node: row.id, cells: cells, minimumHeight: mm(row.minimumHeight))
        }
        let plan = TablePlan(
            header: table.header.map { plan($0, isHeader: true) }, rows: table.rows.map { plan($0, isHeader: false) },
            columns: table.columns.map(\.width))
        grid(plan, element: element, in: frame, into: &galley)
        galley.space(style.table.spaceAround)
    }

    /// - Parameter inset: at the right, points.
    private func cell(_ cell: TableCell, alignment: ColumnAlignment, isHeader: Bool, inset: Double) -> CellContent {
        var text = style.table.text
        text.bold = isHeader && style.table.headerBold || cell.isRowHeading
        let block = BlockStyle(
            text: text, alignment: alignment.textAlignment, hyphenates: !isHeader, after: style.table.paragraphGap)
        var widths = widths(of: cell.blocks, text)
        widths.least += inset
        widths.natural += inset
        return CellContent(
            node: cell.id, rowSpan: cell.rowSpan, columnSpan: cell.columnSpan, isHeading: isHeader,
            isRowHeading: cell.isRowHeading, widths: widths
        ) { frame, galley in
            var inner = frame
            inner.body = block
            inner.region = .cell
            inner.measure = max(1, inner.measure - inset)
            self.blocks(cell.blocks, in: inner, into: &galley)
        }
    }

    /// Widest piece that is not divided, and widest line of the cell's paragraphs.
    private func widths(of blocks: [Block], _ text: TextStyle) -> (least: Double, natural: Double) {
        var result = (least: 0.0, natural: 0.0)
        for block in blocks {
            switch block.content {
            case .paragraph(let paragraph):
                var conversion = InlineConversion(style: style, base: text, language: language, pageLabels: pageLabels)
                conversion.append(paragraph.content)
                guard !conversion.text.isEmpty else { break }
                result.natural = max(result.natural, setter.naturalWidth(of: conversion.text))
                result.least = max(result.least, setter.minimumWidth(of: conversion.text))
            case .list(let list):
                for item in list.items {
                    let inner = widths(of: item.blocks, text)
                    result.natural = max(result.natural, inner.natural + mm(6))
                    result.least = max(result.least, inner.least + mm(6))
                }
            case .figure(let figure):
                result.natural = max(result.natural, mm(figure.width))
                result.least = max(result.least, min(mm(figure.width), mm(20)))
            case .unit(let blocks), .quotation(let blocks):
                let inner = widths(of: blocks, text)
                result = (max(result.least, inner.least), max(result.natural, inner.natural))
            default: result.natural = max(result.natural, mm(40))
            }
        }
        return result
    }
}

extension ColumnAlignment {
    /// Decimal columns are flush right, each cell with its inset (``DecimalColumns``).
    var textAlignment: Alignment {
        switch self {
        case .left: .left
        case .centre: .centre
        case .right, .decimal: .right
        }
    }
}
