import DocumentModel

extension BlockComposer {
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
        guard !rows.isEmpty else { return }
        galley.update(first) {
            $0.keepPreceding = 2
            $0.breakCost = PageDemerits.forbidden
        }
        keepLastSection(before: first, &galley)
        bind(block, rows: rows, &galley)
    }

    /// A block of up to three units that fits on half a page is never parted; a longer one only between its rows, two units at
    /// least on either side and the parts as long as each other where the pages allow it.
    private func bind(_ block: SignatureBlock, rows: Range<Int>, _ galley: inout Galley) {
        let perRow = block.arrangement == .sideBySide ? 2 : 1
        let count = block.units.count
        // The head of a table stays with its first row, which is the only one that may be more rows than units ask for.
        let bodies = (count + perRow - 1) / perRow
        let head = rows.count - bodies
        let height = rows.reduce(0) { $0 + galley.rows[$1].height }
        let isWhole = count < 4 && height <= style.page.height / 2
        for index in rows.dropFirst() {
            let before = min(count, (index - rows.lowerBound - head) * perRow)
            let after = count - before
            let cost =
                if isWhole { PageDemerits.unit } else if before < 2 || after < 2 || count < 4 { PageDemerits.loneSignature } else {
                    PageDemerits.betweenSignatures + PageDemerits.unevenSignatures * Double(min(2, max(0, before - after)))
                }
            galley.update(index) { $0.breakCost = max($0.breakCost, cost) }
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
}

extension GalleyRow {
    init(_ part: SignaturePart) {
        self.init(height: part.height, content: part.content)
        notes = part.notes
        lines = part.lines
    }
}
