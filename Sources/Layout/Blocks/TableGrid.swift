/// Which cell lies where, row and column spans resolved; hostile spans are cut to the table.
struct TableGrid {
    struct Cell {
        var row: Int
        var column: Int
        var rowSpan: Int
        var columnSpan: Int
        /// Place in the source: row and number of the cell in it.
        var source: Int
    }

    private(set) var rows: [[Cell]] = []

    /// - Parameter spans: of each cell of each row: rows and columns.
    init(spans: [[(rows: Int, columns: Int)]], columns: Int) {
        var taken = Array(repeating: Array(repeating: false, count: columns), count: spans.count)
        for (row, cells) in spans.enumerated() {
            var placed: [Cell] = []
            var column = 0
            for (source, span) in cells.enumerated() {
                while column < columns, taken[row][column] { column += 1 }
                guard column < columns else { break }
                var width = 1
                while width < min(max(1, span.columns), columns - column), !taken[row][column + width] { width += 1 }
                let height = min(max(1, span.rows), spans.count - row)
                for y in row..<row + height {
                    for x in column..<column + width { taken[y][x] = true }
                }
                placed.append(Cell(row: row, column: column, rowSpan: height, columnSpan: width, source: source))
                column += width
            }
            rows.append(placed)
        }
    }

    /// A cell reaches from a row above into this one.
    func isSpanned(into row: Int) -> Bool {
        rows.prefix(row).joined().contains { $0.row < row && $0.row + $0.rowSpan > row }
    }
}
