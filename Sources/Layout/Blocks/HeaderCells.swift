/// Which header cells stand over and beside a cell: where cells span rows or columns, or there are several rows of heads, their position
/// alone does not tell (ISO 14289-1, 7.5; ISO 32000-1, table 349, Headers).
struct HeaderCells {
    let isNeeded: Bool
    private var columns: [(range: Range<Int>, identifier: String)] = []
    private var rows: [(range: Range<Int>, identifier: String)] = []

    init(isNeeded: Bool) { self.isNeeded = isNeeded }

    /// Notes a header cell; returns its identifier, unique in the document.
    mutating func add(_ place: TableGrid.Cell, isOfColumn: Bool, number: Int) -> String {
        let identifier = "th-\(number)"
        if isOfColumn {
            columns.append((place.column..<place.column + place.columnSpan, identifier))
        } else {
            rows.append((place.row..<place.row + place.rowSpan, identifier))
        }
        return identifier
    }

    /// The heads of a cell of the body: of its columns, then of its rows; `nil` where there are none.
    func of(_ place: TableGrid.Cell) -> [String]? {
        let above = columns.filter { $0.range.overlaps(place.column..<place.column + place.columnSpan) }
        let beside = rows.filter { $0.range.overlaps(place.row..<place.row + place.rowSpan) }
        let found = (above + beside).map(\.identifier)
        return found.isEmpty ? nil : found
    }
}
