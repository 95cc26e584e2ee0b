import Findings

/// A cell as somebody has mended it since the table was written.
package struct CellChange: Sendable, Hashable, Codable {
    /// Name of the sheet; `nil` in a text.
    package var sheet: String?
    /// From 1.
    package var row: Int
    /// From 0.
    package var column: Int
    /// Empty: nothing stands there any more.
    package var text: String

    package init(sheet: String?, row: Int, column: Int, text: String) {
        self.sheet = sheet
        self.row = row
        self.column = column
        self.text = text
    }
}

/// Passes a table on with some of its cells changed. What is mended so stays apart from the file that somebody has given: nothing of it is lost by
/// being written anew, neither what a cell shows nor that its formula went wrong.
package final class ChangedCells: TableReceiver {
    private let next: any TableReceiver
    private let changes: [String: [Int: [Int: String]]]
    private var current: [Int: [Int: String]] = [:]

    package init(_ changes: [CellChange], over next: any TableReceiver) {
        self.next = next
        var sorted: [String: [Int: [Int: String]]] = [:]
        for change in changes { sorted[change.sheet ?? "", default: [:]][change.row, default: [:]][change.column] = change.text }
        self.changes = sorted
    }

    package func sheet(_ name: String?) throws(Finding) {
        current = changes[name ?? ""] ?? [:]
        try next.sheet(name)
    }

    package func row(_ row: DataRow) throws(Finding) {
        guard let texts = current[row.number] else { return try next.row(row) }
        var changed = row
        changed.cells.removeAll { texts[$0.column] != nil }
        for (column, text) in texts where text.contains(where: { !$0.isWhitespace }) { changed.cells.append(DataCell(column, .text(text))) }
        changed.cells.sort { $0.column < $1.column }
        // A row that is emptied is none.
        if !changed.cells.isEmpty { try next.row(changed) }
    }

    package func merged(_ range: CellRange) { next.merged(range) }

    package func object(_ json: String, number: Int) throws(Finding) { try next.object(json, number: number) }
}

extension TableFormat {
    /// Goes through a table as it is after some of its cells were mended.
    package static func read(_ path: String, _ scale: TableScale = .office, changes: [CellChange], to receiver: some TableReceiver) throws(Finding) {
        if changes.isEmpty { return try read(path, scale, to: receiver) }
        try read(path, scale, to: ChangedCells(changes, over: receiver))
    }
}
