import Findings
import Tables

/// Headings and some rows of a table, as their cells show them: what a page of the grid needs.
final class GridRows: TableReceiver {
    struct Sheet: Sendable {
        /// `nil` in a text.
        let name: String?
        /// By columns, from 0.
        var heading: [Int: String] = [:]
        /// By numbers, then columns.
        var rows: [Int: [Int: String]] = [:]
    }

    private(set) var sheets: [Sheet] = []
    /// Whether it is a table of cells at all; lines of JSON are none.
    private(set) var hasCells = true
    private let wanted: [String: Set<Int>]
    private var isHeaded = false
    private var current: Set<Int> = []

    /// - Parameter wanted: numbers of rows, by the names of sheets; "" in a text.
    private init(_ wanted: [String: Set<Int>]) { self.wanted = wanted }

    static func read(_ path: String, changes: [CellChange], wanted: [String: Set<Int>]) throws(Finding) -> GridRows {
        let rows = GridRows(wanted)
        try TableFormat.read(path, changes: changes, to: rows)
        return rows
    }

    func sheet(_ name: String?) {
        sheets.append(Sheet(name: name))
        isHeaded = false
        current = wanted[name ?? ""] ?? []
    }

    func row(_ row: DataRow) {
        guard let last = sheets.indices.last else { return }
        func texts() -> [Int: String] { Dictionary(row.cells.map { ($0.column, $0.value.shown) }, uniquingKeysWith: { first, _ in first }) }
        if !isHeaded {
            sheets[last].heading = texts()
            isHeaded = !sheets[last].heading.isEmpty
        } else if current.contains(row.number) {
            sheets[last].rows[row.number] = texts()
        }
    }

    func merged(_ range: CellRange) {}

    func object(_ json: String, number: Int) { hasCells = false }
}
