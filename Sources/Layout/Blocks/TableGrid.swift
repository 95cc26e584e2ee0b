/// Which cell lies where, row and column spans resolved. No cell is dropped: where spans push cells over the edge, the table
/// gets further columns; rows spanned end with the table.
struct TableGrid {
    struct Cell {
        var row: Int
        var column: Int
        var rowSpan: Int
        var columnSpan: Int
        /// Number of the cell in its row of the source.
        var source: Int
    }

    private(set) var rows: [[Cell]] = []
    private(set) var columns: Int
    private let hasRowSpans: Bool

    /// Wider spans are cut.
    static let widestSpan = 64

    /// - Parameter spans: of each cell of each row: rows and columns.
    init(spans: [[(rows: Int, columns: Int)]], columns: Int) {
        self.columns = columns
        hasRowSpans = spans.joined().contains { $0.rows > 1 }
        // For each column the row from which it is free again.
        var free = Array(repeating: 0, count: columns)
        for (row, cells) in spans.enumerated() {
            var placed: [Cell] = []
            var column = 0
            for (source, span) in cells.enumerated() {
                while column < free.count, free[column] > row { column += 1 }
                var width = 1
                let wanted = min(max(1, span.columns), Self.widestSpan)
                while width < wanted, column + width >= free.count || free[column + width] <= row { width += 1 }
                let height = min(max(1, span.rows), spans.count - row)
                while free.count < column + width { free.append(0) }
                for x in column..<column + width { free[x] = row + height }
                placed.append(Cell(row: row, column: column, rowSpan: height, columnSpan: width, source: source))
                column += width
            }
            rows.append(placed)
        }
        self.columns = free.count
    }

    var hasSpans: Bool { rows.joined().contains { $0.rowSpan > 1 || $0.columnSpan > 1 } }

    /// The columns of a row that neither its own cells nor those from above take.
    /// - Parameter columns: of the table, whose head and body are grids of their own.
    func freeColumns(in row: Int, of columns: Int) -> [Range<Int>] {
        let cells = hasRowSpans ? rows.prefix(row + 1).joined().filter { $0.row + $0.rowSpan > row } : rows[row]
        var free: [Range<Int>] = []
        var column = 0
        for cell in cells.sorted(by: { $0.column < $1.column }) {
            if cell.column > column { free.append(column..<cell.column) }
            column = cell.column + cell.columnSpan
        }
        if column < columns { free.append(column..<columns) }
        return free
    }

    /// A cell reaches from a row above into this one.
    func isSpanned(into row: Int) -> Bool {
        rows.prefix(row).joined().contains { $0.row + $0.rowSpan > row }
    }
}
