import DocumentModel
import Styles

extension WordComposer {
    /// Units in the cells of a table without rules: side by side, one under the other, or as a table with a head. No row is parted, and
    /// up to three units stay together.
    mutating func signatures(_ block: SignatureBlock, _ flow: Flow) {
        guard !block.units.isEmpty else { return }
        let style = input.style.signature
        spacer(style.before / 2)
        switch block.arrangement {
        case .table: signatureTable(block, flow)
        case .sideBySide, .stacked:
            let perRow = block.arrangement == .sideBySide ? 2 : 1
            let width = flow.measure / Double(perRow)
            tableStart(Array(repeating: width, count: perRow), style: nil)
            var start = 0
            while start < block.units.count {
                let row = Array(block.units[start..<min(block.units.count, start + perRow)])
                let isKept = block.units.count < 4 && start + perRow < block.units.count
                self.row(row, perRow: perRow, width: width, block, keepsNext: isKept, flow)
                start += perRow
            }
            out.raw("</w:tbl>")
        }
        spacer(2)
    }

    private mutating func row(_ units: [SignatureUnit], perRow: Int, width: Double, _ block: SignatureBlock, keepsNext: Bool, _ flow: Flow) {
        out.raw("<w:tr><w:trPr><w:cantSplit/></w:trPr>")
        for index in 0..<perRow {
            cellStart(width, span: 1, merge: nil)
            if units.indices.contains(index) {
                let gap = perRow > 1 ? input.style.signature.columnGap : 0
                var inner = Flow(measure: width - gap)
                inner.isInCell = true
                inner.keepsNext = keepsNext
                unit(units[index], block, showsParty: true, right: gap, inner)
                spacer(input.style.signature.unitGap)
            } else {
                out.raw("<w:p/>")
            }
            out.raw("</w:tc>")
        }
        out.raw("</w:tr>")
    }

    private mutating func signatureTable(_ block: SignatureBlock, _ flow: Flow) {
        let count = max(2, block.tableHeader.count)
        let shares = count == 3 ? [0.31, 0.27, 0.42] : [0.42] + Array(repeating: 0.58 / Double(count - 1), count: count - 1)
        let widths = shares.map { $0 * flow.measure }
        tableStart(widths, style: StyleName.table)
        if !block.tableHeader.isEmpty {
            out.raw("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>")
            for (column, width) in widths.enumerated() {
                cellStart(width, span: 1, merge: nil)
                var head = Flow(measure: width)
                head.isInCell = true
                head.keepsNext = true
                let text = block.tableHeader.indices.contains(column) ? block.tableHeader[column] : []
                if text.isEmpty { out.raw("<w:p/>") } else { paragraph(text, ParagraphLook(StyleName.tableHead), head) }
                out.raw("</w:tc>")
            }
            out.raw("</w:tr>")
        }
        for (index, unit) in block.units.enumerated() {
            out.raw("<w:tr><w:trPr><w:cantSplit/></w:trPr>")
            var (dated, signed) = (unit, unit)
            (dated.signatories, dated.mandate, dated.hasSealPlace) = ([], nil, false)
            signed.placeAndDate = nil
            var inner = Flow(measure: widths[0])
            inner.isInCell = true
            inner.keepsNext = block.units.count < 4 && index < block.units.count - 1
            for (column, width) in widths.enumerated() {
                cellStart(width, span: 1, merge: nil)
                inner.measure = width - 2 * input.style.table.paddingX
                switch (column, count > 2) {
                case (0, _): if unit.party.isEmpty { out.raw("<w:p/>") } else { paragraph(unit.party, ParagraphLook(StyleName.signatureText), inner, node: unit.id) }
                case (1, true): self.unit(dated, block, showsParty: false, right: 0, inner)
                case (2, true): self.unit(signed, block, showsParty: false, right: 0, inner)
                case (1, false): self.unit(unit, block, showsParty: false, right: 0, inner)
                default: out.raw("<w:p/>")
                }
                out.raw("</w:tc>")
            }
            out.raw("</w:tr>")
        }
        out.raw("</w:tbl>")
    }

    mutating func tableStart(_ widths: [Double], style: String?) {
        out.raw("<w:tbl><w:tblPr>")
        if let style { out.raw("<w:tblStyle w:val=\"\(style)\"/>") }
        out.raw("<w:tblW w:w=\"\(Measure.twips(widths.reduce(0, +)))\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>")
        if style == nil { out.raw("<w:tblCellMar><w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar>") }
        out.raw("<w:tblLook w:val=\"0020\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/></w:tblPr><w:tblGrid>")
        for width in widths { out.raw("<w:gridCol w:w=\"\(Measure.twips(width))\"/>") }
        out.raw("</w:tblGrid>")
    }

    // MARK: - One unit

    private mutating func unit(_ unit: SignatureUnit, _ block: SignatureBlock, showsParty: Bool, right: Double, _ flow: Flow) {
        let start = out.bytes.count
        let style = input.style.signature
        if showsParty { line(unit.party, StyleName.signatureText, right: right, flow, node: unit.id) }
        if let place = unit.placeAndDate {
            if place.isComplete {
                line(place.prefix, StyleName.signatureText, right: right, before: style.dateHeight / 2, flow)
            } else if place.prefix.isEmpty {
                rule(place.caption.isEmpty || block.isInHeader(place.caption) ? [] : .plain(place.caption), height: style.dateHeight, right: right, flow)
            } else {
                datedLine(place, right: right, flow)
                if !place.caption.isEmpty, !block.isInHeader(place.caption) { line(.plain(place.caption), StyleName.signatureCaption, right: right, flow) }
            }
        }
        if let mandate = unit.mandate, !mandate.isEmpty { line(.plain(mandate), StyleName.signatureText, right: right, before: style.text.leading, flow) }
        for signatory in unit.signatories {
            if signatory.hasOfficeAbove { line(signatory.office, StyleName.signatureText, right: right, before: 4, flow) }
            if signatory.hasSigned {
                line(signatory.name.isEmpty ? .plain(signatory.caption) : signatory.name, StyleName.signatureText, right: right, before: style.text.leading / 2, flow)
                if !signatory.hasOfficeAbove { line(signatory.office, StyleName.signatureText, right: right, flow) }
                continue
            }
            let caption: [Inline] = signatory.name.isEmpty ? (block.isInHeader(signatory.caption) ? [] : .plain(signatory.caption)) : signatory.name
            rule(caption, height: style.height, right: right, flow)
            if !signatory.hasOfficeAbove { line(signatory.office, StyleName.signatureCaption, right: right, flow) }
        }
        if unit.hasSealPlace { line(.plain(SignatureUnit.sealLabel), StyleName.signatureSeal, right: right, before: 6, flow) }
        if out.bytes.count == start { out.raw("<w:p/>") }
    }

    private mutating func line(_ content: [Inline], _ style: String, right: Double, before: Double? = nil, _ flow: Flow, node: NodeID? = nil) {
        var look = ParagraphLook(style)
        look.before = before
        if right > 0 { look.right = right }
        paragraph(content, look, flow, node: node)
    }

    /// A rule to write on, with what stands under it. The free height is an empty line, so that the rule stays where it is when somebody
    /// types over it.
    private mutating func rule(_ caption: [Inline], height: Double, right: Double, _ flow: Flow) {
        var free = ParagraphLook(StyleName.spacer)
        (free.leading, free.isExact) = (height, true)
        startParagraph(free, flow)
        out.raw("</w:p>")
        var look = ParagraphLook(StyleName.signatureCaption)
        look.borders = [("top", input.style.signature.ruleWidth, "000000")]
        look.right = max(right, right + flow.measure - input.style.signature.ruleLength)
        if caption.isEmpty {
            startParagraph(look, flow)
            out.raw("</w:p>")
        } else {
            paragraph(caption, look, flow)
        }
    }

    /// „Musterau, den ________“: the rule is the leader of a tab.
    private mutating func datedLine(_ place: PlaceAndDate, right: Double, _ flow: Flow) {
        let style = input.style.signature
        var look = ParagraphLook(StyleName.signatureText)
        look.before = style.dateHeight
        look.tabs = [(max(mm(40), min(style.ruleLength, flow.measure)), "right", "underscore")]
        if right > 0 { look.right = right }
        startParagraph(look, flow)
        marked([place.id]) { $0.inlines(place.prefix) }
        run(" ")
        tab()
        out.raw("</w:p>")
    }
}
