import DocumentModel

/// Columns of numbers, aligned at the decimal comma: what stands behind it in the column's widest cell is kept free in all.
///
/// Cells without a number („entfällt“, „–“) end where the whole numbers end.
struct DecimalColumns {
    /// By cell: how far its text ends before the right edge of the column, points.
    private(set) var insets: [NodeID: Double] = [:]

    /// - Parameter width: of a text in the table's type, points.
    init(_ table: Table, width: (String) -> Double) {
        for (index, column) in table.columns.enumerated() where column.alignment == .decimal {
            var tails: [NodeID: Double] = [:]
            for row in table.rows {
                guard let cell = DecimalColumns.cell(of: row, at: index) else { continue }
                let tail = DecimalColumns.fraction(cell)
                tails[cell.id] = tail.isEmpty ? 0 : width(tail)
            }
            let widest = tails.values.max() ?? 0
            for (cell, tail) in tails { insets[cell] = widest - tail }
        }
    }

    /// The cell that begins in that column; `nil` where one spans over it.
    private static func cell(of row: TableRow, at column: Int) -> TableCell? {
        var place = 0
        for cell in row.cells {
            if place == column { return cell.columnSpan == 1 ? cell : nil }
            place += max(1, min(cell.columnSpan, TableGrid.widestSpan))
        }
        return nil
    }

    /// What stands behind the whole number: comma, decimals, unit. „1.234,50 Euro“ has „,50 Euro“.
    static func fraction(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        guard var end = scalars.lastIndex(where: { ("0"..."9").contains($0) }) else { return "" }
        if let comma = scalars.firstIndex(of: ","), comma > 0, comma < scalars.count - 1, ("0"..."9").contains(scalars[comma - 1]) {
            end = comma - 1
        }
        var tail = String.UnicodeScalarView()
        tail.append(contentsOf: scalars[(end + 1)...])
        return String(tail)
    }

    private static func fraction(_ cell: TableCell) -> String {
        guard cell.blocks.count == 1, case .paragraph(let paragraph) = cell.blocks[0].content else { return "" }
        return fraction(paragraph.content.spokenText)
    }
}
