import Findings
import Settings
import Tables

/// The row that names the columns.
struct TableHeading: Sendable {
    enum Conflict {
        /// The name stands above an earlier column, too.
        case twice(Int)
        /// The column of that name is part of this one, or the other way round.
        case excluding(Int, String)
    }

    /// The row itself, for whoever writes parts of the table.
    let source: DataRow
    /// The number of the row.
    let row: Int
    /// Names by column; columns without a name are left out.
    let columns: [Int: String]
    let keyColumn: Int?
    /// Columns for the office's own use.
    let ignored: Set<Int>
    /// Columns whose heading is struck through.
    let struck: [Int]
    /// The last column that has a name.
    let lastColumn: Int
    let conflicts: [Conflict]
    /// The names as a tree, without values.
    let tree: InputTree

    /// - Parameter ignoring: headings of columns that are not read, besides those that begin with ``PartnerTable/commentMark``.
    init(_ row: DataRow, path: String, ignoring: IgnoredColumns = IgnoredColumns()) {
        source = row
        self.row = row.number
        var ignored: Set<Int> = []
        var columns: [Int: String] = [:]
        var conflicts: [Conflict] = []
        var seen: Set<String> = []
        var last = -1
        var tree = InputTree(root: .file(path))
        for cell in row.cells {
            let name = CellReading.plain(cell.value)
            guard !name.isEmpty else { continue }
            last = max(last, cell.column)
            // A table that wide is refused; what lies beyond is not looked at.
            guard cell.column < TableLimits.columns else { continue }
            guard !ignoring.contains(name) else {
                ignored.insert(cell.column)
                continue
            }
            columns[cell.column] = name
            if !seen.insert(name).inserted {
                conflicts.append(.twice(cell.column))
            } else if let taken = tree.set(name, InputNode(.empty, at: .cell(path, row: row.number, column: name))) {
                conflicts.append(.excluding(cell.column, taken))
            }
        }
        self.columns = columns
        keyColumn = row.cells.first { columns[$0.column] == PartnerTable.keyColumn }?.column
        lastColumn = last
        self.ignored = ignored
        struck = row.cells.filter { $0.isStruck && columns[$0.column] != nil }.map(\.column)
        self.conflicts = conflicts
        self.tree = tree
    }

    var isTooWide: Bool { lastColumn >= TableLimits.columns }

    subscript(column: Int) -> String? { columns[column] }

    /// In the order of the columns.
    var names: [String] { columns.sorted { $0.key < $1.key }.map(\.value) }
}

/// Headings of columns that an office keeps for itself: „Bemerkung“, „erledigt?“.
struct IgnoredColumns: Sendable, Hashable {
    private let names: Set<String>

    init(_ names: some Sequence<String> = []) { self.names = Set(names.map { $0.trimmed.lowercased() }.filter { !$0.isEmpty }) }

    /// `nr` is needed whatever is said; who names a record („partner“) means all its columns („partner.name“).
    func contains(_ name: String) -> Bool {
        if name.hasPrefix(PartnerTable.commentMark) { return true }
        guard !names.isEmpty, name != PartnerTable.keyColumn else { return false }
        let folded = name.lowercased()
        return names.contains(folded) || folded.indices.contains { folded[$0] == "." && names.contains(String(folded[..<$0])) }
    }
}
