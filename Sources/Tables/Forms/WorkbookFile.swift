import CXlsxWriter
import Findings
import Foundation

/// A workbook that libxlsxwriter writes. The same content gives the same bytes.
final class WorkbookFile {
    private let workbook: UnsafeMutablePointer<lxw_workbook>
    private var isClosed = false
    private var names: Set<String> = []
    /// What a cell holds at most, in UTF-16 units.
    private static let cellLength = 32_767

    /// - Throws: `tabelle-schreiben` where there is no place for a temporary file, and what `fill` throws.
    static func bytes(_ fill: (WorkbookFile) throws(Finding) -> Void) throws(Finding) -> [UInt8] {
        try WorkbookMaking.bytes { path throws(Finding) in
            let file = try WorkbookFile(path)
            try fill(file)
            try file.close()
        }
    }

    private init(_ path: String) throws(Finding) {
        workbook = try WorkbookMaking.workbook(path)
        var properties = lxw_doc_properties()
        properties.created = WorkbookMaking.created
        try check(workbook_set_properties(workbook, &properties))
    }

    deinit { if !isClosed { lxw_workbook_free(workbook) } }

    private func close() throws(Finding) {
        isClosed = true
        try check(workbook_close(workbook))
    }

    /// A sheet of that name, or of one like it that Excel allows.
    func add(_ name: String) throws(Finding) -> UnsafeMutablePointer<lxw_worksheet> {
        let allowed = String(name.filter { !"[]:*?/\\'".contains($0) }.prefix(FormSheet.longestName))
        var free = allowed.isEmpty ? "Blatt" : allowed
        var number = 2
        while !names.insert(free.lowercased()).inserted {
            free = "\(allowed.prefix(FormSheet.longestName - 5)) (\(number))"
            number += 1
        }
        let sheet = try WorkbookMaking.sheet(name, in: workbook, called: free)
        try check(worksheet_set_column(sheet, 0, lxw_col_t(clamping: TableLimits.columns), 20, nil))
        worksheet_freeze_panes(sheet, 1, 0)
        return sheet
    }

    func format(_ set: (UnsafeMutablePointer<lxw_format>) -> Void) -> UnsafeMutablePointer<lxw_format>? {
        let format = workbook_add_format(workbook)
        if let format { set(format) }
        return format
    }

    func write(
        _ text: String, to sheet: UnsafeMutablePointer<lxw_worksheet>, _ row: lxw_row_t, _ column: lxw_col_t,
        _ format: UnsafeMutablePointer<lxw_format>?
    ) throws(Finding) {
        guard !text.isEmpty else { return try check(worksheet_write_blank(sheet, row, column, format)) }
        guard text.utf16.count <= WorkbookFile.cellLength else {
            throw WorkbookMaking.failure("die Zelle \(ColumnLetter.of(Int(column)))\(row + 1) hat mehr Zeichen, als eine Arbeitsmappe aufnimmt")
        }
        // C strings end at a zero.
        let fitting = text.replacing("\0", with: "\u{FFFD}")
        try check(worksheet_write_string(sheet, row, column, fitting, format))
    }

    func write(_ lines: [[String]], to name: String) throws(Finding) {
        let sheet = try add(name)
        let format = format { format_set_text_wrap($0) }
        for (row, line) in lines.enumerated() {
            for (column, text) in line.enumerated() { try write(text, to: sheet, lxw_row_t(clamping: row), lxw_col_t(clamping: column), format) }
        }
    }

    func check(_ code: lxw_error) throws(Finding) { try WorkbookMaking.check(code) }
}
