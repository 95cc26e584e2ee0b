import DocumentModel
import Styles

extension WordComposer {
    mutating func table(_ table: Table, _ id: NodeID, _ flow: Flow) {
        let style = input.style.table
        if !table.caption.isEmpty {
            var look = ParagraphLook(StyleName.caption)
            look.keepNext = true
            paragraph(table.caption, look, flow, node: id)
        }
        let widths = columnWidths(table, measure: flow.measure)
        guard !widths.isEmpty else { return }
        out.raw("<w:tbl><w:tblPr><w:tblStyle w:val=\"\(StyleName.table)\"/><w:tblW w:w=\"\(Measure.twips(widths.reduce(0, +)))\" w:type=\"dxa\"/>")
        if flow.left > 0 { out.raw("<w:tblInd w:w=\"\(Measure.twips(flow.left))\" w:type=\"dxa\"/>") }
        out.raw(
            "<w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"0020\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>")
        if !table.caption.isEmpty { out.empty("w:tblCaption", ("w:val", String(table.caption.plainText.prefix(250)))) }
        if !table.summary.isEmpty { out.empty("w:tblDescription", ("w:val", String(table.summary.prefix(250)))) }
        out.raw("</w:tblPr><w:tblGrid>")
        for width in widths { out.raw("<w:gridCol w:w=\"\(Measure.twips(width))\"/>") }
        out.raw("</w:tblGrid>")
        var open: [Int: (rows: Int, span: Int)] = [:]
        for (index, row) in (table.header + table.rows).enumerated() {
            self.row(row, table, widths, isHeader: index < table.header.count, &open, flow)
        }
        out.raw("</w:tbl>")
        // Word joins tables that follow each other, and wants a paragraph after the last one of a cell.
        spacer(style.spaceAround / 2)
    }

    /// An empty line of little height.
    mutating func spacer(_ height: Double) {
        var look = ParagraphLook(StyleName.spacer)
        look.leading = max(1, height)
        look.isExact = true
        out.raw("<w:p>")
        look.write(&out)
        out.raw("</w:p>")
    }

    private mutating func row(
        _ row: TableRow, _ table: Table, _ widths: [Double], isHeader: Bool, _ open: inout [Int: (rows: Int, span: Int)], _ flow: Flow
    ) {
        out.raw("<w:tr><w:trPr><w:cantSplit/>")
        if row.minimumHeight > 0 { out.raw("<w:trHeight w:val=\"\(Measure.twips(mm(row.minimumHeight)))\" w:hRule=\"atLeast\"/>") }
        if isHeader { out.raw("<w:tblHeader/>") }
        out.raw("</w:trPr>")
        var column = 0
        func continued(_ writer: inout WordComposer) {
            while let above = open[column], above.rows > 0 {
                let span = max(1, min(above.span, widths.count - column))
                writer.cellStart(widths[column..<column + span].reduce(0, +), span: span, merge: "continue")
                writer.out.raw("<w:p/></w:tc>")
                open[column]?.rows -= 1
                column += span
            }
        }
        continued(&self)
        for cell in row.cells {
            guard column < widths.count else { break }
            let span = max(1, min(cell.columnSpan, widths.count - column))
            let width = widths[column..<column + span].reduce(0, +)
            cellStart(width, span: span, merge: cell.rowSpan > 1 ? "restart" : nil)
            var inner = Flow(measure: max(10, width - 2 * input.style.table.paddingX))
            inner.isInCell = true
            inner.style = isHeader ? StyleName.tableHead : StyleName.tableText
            inner.keepsNext = isHeader
            inner.language = flow.language
            cellContent(cell, alignment: table.columns.indices.contains(column) ? table.columns[column].alignment : .left, inner, isHeader: isHeader)
            out.raw("</w:tc>")
            if cell.rowSpan > 1 { open[column] = (cell.rowSpan - 1, span) }
            column += span
            continued(&self)
        }
        while column < widths.count {
            cellStart(widths[column], span: 1, merge: nil)
            out.raw("<w:p/></w:tc>")
            column += 1
        }
        out.raw("</w:tr>")
    }

    mutating func cellStart(_ width: Double, span: Int, merge: String?, extra: String = "") {
        out.raw("<w:tc><w:tcPr><w:tcW w:w=\"\(Measure.twips(width))\" w:type=\"dxa\"/>")
        if span > 1 { out.raw("<w:gridSpan w:val=\"\(span)\"/>") }
        if let merge { out.raw("<w:vMerge w:val=\"\(merge)\"/>") }
        out.raw(extra)
        out.raw("</w:tcPr>")
    }

    private mutating func cellContent(_ cell: TableCell, alignment: ColumnAlignment, _ flow: Flow, isHeader: Bool) {
        let start = out.bytes.count
        for block in cell.blocks {
            if case .paragraph(let paragraph) = block.content, paragraph.role == .body {
                var look = ParagraphLook(flow.style)
                if alignment == .centre { look.alignment = .centre }
                if alignment == .right || alignment == .decimal { look.alignment = .right }
                var runs = RunLook()
                if cell.isRowHeading { runs.bold = true }
                var own = flow
                own.language = block.language ?? flow.language
                self.paragraph(paragraph.content, look, own, node: block.id, runs: runs)
            } else {
                blocks([block], flow)
            }
        }
        if out.bytes.count == start { out.raw("<w:p/>") }
    }

    /// Fixed widths as they are, shares of what is left, and the rest by the longest text of its cells.
    private func columnWidths(_ table: Table, measure: Double) -> [Double] {
        let count = max(table.columns.count, (table.header + table.rows).map { $0.cells.reduce(0) { $0 + max(1, $1.columnSpan) } }.max() ?? 0)
        guard count > 0, count <= 63 else { return [] }
        var fixed = [Double](repeating: 0, count: count)
        var shares = [Double](repeating: 0, count: count)
        for column in 0..<count {
            switch table.columns.indices.contains(column) ? table.columns[column].width : .fromContent {
            case .fixed(let width): fixed[column] = mm(width)
            case .share(let share): shares[column] = max(0, share)
            case .fromContent: break
            }
        }
        let open = (0..<count).filter { fixed[$0] == 0 && shares[$0] == 0 }
        if !open.isEmpty {
            let lengths = open.map { column in
                Double(
                    (table.header + table.rows).compactMap { row in
                        row.cells.count == count ? row.cells[column].blocks.reduce(0) { $0 + $1.textLength } : nil
                    }.max() ?? 1)
            }
            // Long texts are broken; the root keeps short columns from vanishing.
            for (column, length) in zip(open, lengths) { shares[column] = max(2, length.squareRoot()) }
        }
        let total = shares.reduce(0, +)
        let rest = max(0, measure - fixed.reduce(0, +))
        var widths = (0..<count).map { fixed[$0] > 0 ? fixed[$0] : total > 0 ? rest * shares[$0] / total : 0 }
        let sum = widths.reduce(0, +)
        if sum > measure, sum > 0 { widths = widths.map { $0 * measure / sum } }
        return widths.map { max(8, $0) }
    }

    // MARK: - Pictures

    mutating func figure(_ figure: Figure, _ flow: Flow) {
        let scale = min(1, flow.measure / max(1, mm(figure.width)))
        let size = Size(width: max(1, mm(figure.width) * scale), height: max(1, mm(figure.height) * scale))
        var look = ParagraphLook(StyleName.figure)
        look.keepNext = !figure.caption.isEmpty
        if flow.left > 0 { look.left = flow.left }
        startParagraph(look, flow)
        drawing(.file(figure.file, size), size, alternativeText: figure.alternativeText)
        out.raw("</w:p>")
        if !figure.caption.isEmpty { paragraph(figure.caption, ParagraphLook(StyleName.caption), flow) }
    }

    /// A picture in line with the text.
    mutating func drawing(_ picture: WordPicture, _ size: Size, alternativeText: String) {
        guard let number = add(picture) else { return }
        let id = nextDrawing()
        let extent = "cx=\"\(Measure.emu(size.width))\" cy=\"\(Measure.emu(size.height))\""
        out.raw("<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent \(extent)/><wp:docPr id=\"\(id)\" name=\"Bild \(id)\"")
        if !alternativeText.isEmpty { out.attribute("descr", alternativeText) }
        out.raw("/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect=\"1\"/></wp:cNvGraphicFramePr>")
        out.raw("<a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic>")
        out.raw("<pic:nvPicPr><pic:cNvPr id=\"\(id)\" name=\"bild\(number).png\"/><pic:cNvPicPr/></pic:nvPicPr>")
        out.raw("<pic:blipFill><a:blip r:embed=\"rIdP\(number)\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>")
        out.raw("<pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext \(extent)/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr>")
        out.raw("</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>")
    }
}

extension Block {
    /// Letters of its paragraphs.
    fileprivate var textLength: Int {
        switch content {
        case .paragraph(let paragraph): paragraph.content.plainText.utf8.count
        case .list(let list): list.items.reduce(0) { $0 + $1.blocks.reduce(4) { $0 + $1.textLength } }
        default: 12
        }
    }
}
