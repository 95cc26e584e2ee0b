import DocumentModel

extension Composer {
    /// Units side by side, one under the other, or as a table. No unit is parted; the block brings at least two lines of the
    /// text before it (typography rule H4).
    func signatures(_ block: SignatureBlock, node: NodeID, in frame: Frame, into galley: inout Galley) {
        guard !block.units.isEmpty else { return }
        let element = tree.add(StructureElement(role: .section, parent: frame.parent, node: node))
        let inner = frame.under(element)
        galley.space(style.signature.before)
        let first = galley.rows.count
        switch block.arrangement {
        case .sideBySide: columns(block.units, perRow: 2, in: inner, into: &galley)
        case .stacked: columns(block.units, perRow: 1, in: inner, into: &galley)
        case .table: signatureTable(block, in: inner, into: &galley)
        }
        let rows = first..<galley.rows.count
        guard let last = rows.last else { return }
        galley.update(first) {
            $0.keepPreceding = 2
            $0.breakCost = PageDemerits.forbidden
        }
        keepLastSection(before: first, &galley)
        // A block that fits on half a page is never parted; a longer one only between its rows.
        let height = rows.reduce(0) { $0 + galley.rows[$1].height }
        let cost = height <= style.page.height / 2 ? PageDemerits.unit : PageDemerits.betweenSignatures
        for index in first..<last {
            galley.update(index + 1) { $0.breakCost = max($0.breakCost, cost) }
        }
    }

    /// Rather the whole last section goes with the signatures than its last two lines, where it is short.
    private func keepLastSection(before first: Int, _ galley: inout Galley) {
        let earliest = max(0, first - Self.longestKeptSection)
        // A heading is what keeps two lines with it.
        guard let heading = (earliest..<first).last(where: { galley.rows[$0].keepFollowing == 2 }) else { return }
        for index in heading + 1..<first {
            galley.update(index) {
                if $0.breakCost != PageDemerits.forced { $0.breakCost += PageDemerits.lastSection }
            }
        }
    }

    /// Rows, about a quarter of a page.
    private static var longestKeptSection: Int { 12 }

    private func columns(_ units: [SignatureUnit], perRow: Int, in frame: Frame, into galley: inout Galley) {
        let gap = style.signature.columnGap
        let width = (frame.measure - gap * Double(perRow - 1)) / Double(perRow)
        var start = 0
        while start < units.count {
            let row = units[start..<min(units.count, start + perRow)]
            let made = row.enumerated().map { index, unit in
                let element = tree.add(StructureElement(role: .division, parent: frame.parent, node: unit.id))
                var column = frame.inset(Double(index) * (width + gap), parent: element)
                column.measure = width
                return parts(of: unit, in: column)
            }
            galley.append(aligned(made, anchors: row.map(\.id)))
            galley.space(style.signature.unitGap)
            start += perRow
        }
    }

    /// One row: parts of the same kind begin at the same height; content stays unit after unit, as it is read.
    private func aligned(_ units: [SignatureParts], anchors: [NodeID]) -> GalleyRow {
        let most = units.map(\.signatories.count).max() ?? 0
        let columns = units.map { $0.all(signatories: most) }
        let heights = (columns.first ?? []).indices.map { part in columns.map { $0[part].height }.max() ?? 0 }
        var row = GalleyRow(height: heights.reduce(0, +))
        for column in columns {
            var top = 0.0
            for (part, height) in zip(column, heights) {
                row.content += part.content.map { $0.moved(x: 0, y: top) }
                row.notes += part.notes
                top += height
            }
        }
        row.anchors = anchors
        row.lines = 0
        return row
    }

    /// Party in the first column, what is written by hand in the others; as many columns as the header has.
    private func signatureTable(_ block: SignatureBlock, in frame: Frame, into galley: inout Galley) {
        let count = max(2, block.tableHeader.count)
        let table = tree.add(StructureElement(role: .table, parent: frame.parent))
        var text = style.table.text
        text.bold = style.table.headerBold
        let look = BlockStyle(text: text, alignment: .left, hyphenates: false)
        let header = block.tableHeader.map { heading in
            CellContent(isHeading: true) { frame, galley in
                self.paragraph(heading, look, in: frame, into: &galley)
            }
        }
        let rows = block.units.map { unit in
            RowContentPlan(node: unit.id, cells: cells(of: unit, columns: count))
        }
        // The last column takes the rule to sign on, at least 60 mm (typography rule I7).
        let shares: [ColumnWidth] =
            count == 3
            ? [.share(0.31), .share(0.27), .share(0.42)]
            : [.share(0.42)] + Array(repeating: .share(0.58 / Double(count - 1)), count: count - 1)
        grid(
            TablePlan(
                header: header.isEmpty ? [] : [RowContentPlan(cells: header)], rows: rows, columns: shares),
            element: table, in: frame, into: &galley)
    }

    private func cells(of unit: SignatureUnit, columns: Int) -> [CellContent] {
        let party = CellContent(isRowHeading: true) { frame, galley in
            galley.append(GalleyRow(self.party(of: unit, in: frame)))
        }
        // Two columns: place, date and signature in one cell. More: place and date in a cell of their own.
        guard columns > 2 else {
            let rest = CellContent { frame, galley in
                let parts = self.parts(of: unit, showsParty: false, in: frame)
                for part in parts.all(signatories: 0) where part.height > 0 { galley.append(GalleyRow(part)) }
            }
            return [party, rest]
        }
        var dated = unit
        (dated.signatories, dated.mandate, dated.hasSealPlace) = ([], nil, false)
        var signed = unit
        signed.placeAndDate = nil
        let halves = [dated, signed].map { half in
            CellContent { frame, galley in
                let parts = self.parts(of: half, showsParty: false, in: frame)
                for part in parts.all(signatories: 0) where part.height > 0 { galley.append(GalleyRow(part)) }
            }
        }
        let empty = (3..<max(3, columns)).map { _ in CellContent { _, _ in } }
        return [party] + halves + empty
    }
}

extension GalleyRow {
    init(_ part: SignaturePart) {
        self.init(height: part.height, content: part.content)
        notes = part.notes
        lines = part.lines
    }
}
