import CXlsxWriter
import Findings
import Foundation

/// What is to be said of a cell.
package struct CellMark: Sendable, Hashable {
    /// The sheet's name; `nil`: the first that is read, or the only one.
    package var sheet: String?
    /// From 1.
    package var row: Int
    /// From 0.
    package var column: Int
    package var text: String
    package var isError: Bool

    package init(sheet: String?, row: Int, column: Int, text: String, isError: Bool) {
        self.sheet = sheet
        self.row = row
        self.column = column
        self.text = text
        self.isError = isError
    }
}

/// A table once more as a workbook, with the cells marked and commented that something is to be said of. Values stand in it as their cells showed
/// them, as texts, so that nothing changes by being opened.
package enum MarkedTable {
    /// - Parameters:
    ///   - sheet: name of the sheet of a text table.
    ///   - changes: cells that were mended since.
    ///   - list: lines of a further sheet; none: there is no such sheet.
    /// - Throws: what makes the table unreadable, and `tabelle-schreiben`.
    package static func bytes(
        of path: String, changes: [CellChange] = [], marks: [CellMark], sheet: String, list: [[String]], listName: String
    ) throws(Finding) -> [UInt8] {
        try WorkbookFile.bytes { file throws(Finding) in
            let copy = SheetCopy(file, marks, sheet: sheet)
            try TableFormat.read(path, .series, changes: changes, to: copy)
            try copy.finish()
            if !list.isEmpty { try file.write(list, to: listName) }
        }
    }
}

/// Writes rows into a workbook while they are read.
private final class SheetCopy: TableReceiver {
    private let file: WorkbookFile
    private let plainName: String
    private var marks: [String: [Int: [CellMark]]] = [:]
    private var worksheet: UnsafeMutablePointer<lxw_worksheet>?
    private var name = ""
    private var isFirst = true
    private let formats: [[UnsafeMutablePointer<lxw_format>?]]

    init(_ file: WorkbookFile, _ marks: [CellMark], sheet: String) {
        self.file = file
        plainName = sheet
        for mark in marks { self.marks[mark.sheet ?? "", default: [:]][mark.row, default: []].append(mark) }
        // Unmarked, hint, error; struck through or not.
        formats = [nil, 0xFFEB9C, 0xFFC7CE].map { colour in
            [false, true].map { isStruck in
                file.format { format in
                    format_set_num_format(format, "@")
                    format_set_text_wrap(format)
                    format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
                    if let colour { format_set_bg_color(format, lxw_color_t(colour)) }
                    if isStruck { format_set_font_strikeout(format) }
                }
            }
        }
    }

    func sheet(_ name: String?) throws(Finding) {
        try finish()
        worksheet = try file.add(name ?? plainName)
        // What is said of no sheet in particular is about the first.
        self.name = name ?? ""
        if isFirst, marks[self.name] == nil {
            self.name = ""
        } else if isFirst, let common = marks.removeValue(forKey: "") {
            for (row, more) in common { marks[self.name, default: [:]][row, default: []] += more }
        }
        isFirst = false
    }

    func row(_ row: DataRow) throws(Finding) {
        var said: [Int: [CellMark]] = [:]
        for mark in marks[name]?.removeValue(forKey: row.number) ?? [] { said[mark.column, default: []].append(mark) }
        for cell in row.cells {
            try write(cell.value.shown, row: row.number, column: cell.column, isStruck: cell.isStruck, said.removeValue(forKey: cell.column) ?? [])
        }
        for (column, marks) in said.sorted(by: { $0.key < $1.key }) { try write("", row: row.number, column: column, isStruck: false, marks) }
    }

    /// Marks in rows that have no cells.
    func finish() throws(Finding) {
        guard worksheet != nil else { return }
        for (row, marks) in (marks.removeValue(forKey: name) ?? [:]).sorted(by: { $0.key < $1.key }) {
            var said: [Int: [CellMark]] = [:]
            for mark in marks { said[mark.column, default: []].append(mark) }
            for (column, marks) in said.sorted(by: { $0.key < $1.key }) { try write("", row: row, column: column, isStruck: false, marks) }
        }
        worksheet = nil
    }

    func merged(_ range: CellRange) {}

    func object(_ json: String, number: Int) throws(Finding) {
        throw Finding(
            .fehler, "tabelle-schreiben", "Aus JSON-Zeilen entsteht keine Arbeitsmappe mit markierten Zellen.",
            remedy: "Die Befunde mit ihren Zeilen gibt --json aus.")
    }

    private func write(_ text: String, row: Int, column: Int, isStruck: Bool, _ marks: [CellMark]) throws(Finding) {
        guard let sheet = worksheet, let row = lxw_row_t(exactly: row - 1), let column = lxw_col_t(exactly: column), row < 1_048_576, column < 16_384 else { return }
        let format = formats[marks.isEmpty ? 0 : marks.contains(where: \.isError) ? 2 : 1][isStruck ? 1 : 0]
        try file.write(text, to: sheet, row, column, format)
        guard !marks.isEmpty else { return }
        let comment = marks.map(\.text).joined(separator: "\n\n")
        try file.check(worksheet_write_comment(sheet, row, column, String(comment.prefix(4_000))))
    }
}
