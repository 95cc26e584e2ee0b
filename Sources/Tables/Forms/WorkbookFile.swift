import CXlsxWriter
import Findings
import Foundation

/// A workbook that libxlsxwriter writes. The same content gives the same bytes.
final class WorkbookFile {
    private let workbook: UnsafeMutablePointer<lxw_workbook>
    private var isClosed = false
    private var names: Set<String> = []
    /// 1 January 2000: the library would write the time of day.
    private static let created: time_t = 946_684_800
    /// What a cell holds at most, in UTF-16 units.
    private static let cellLength = 32_767

    /// - Throws: `tabelle-schreiben` where there is no place for a temporary file, and what `fill` throws.
    static func bytes(_ fill: (WorkbookFile) throws(Finding) -> Void) throws(Finding) -> [UInt8] {
        let place: String
        do throws(TemporaryFiles.Failure) { place = try TemporaryFiles.privateFolder() } catch { throw failure(error.reason) }
        defer { rmdir(place) }
        let path = place + "/tabelle.xlsx"
        defer { unlink(path) }
        let file = try WorkbookFile(path)
        try fill(file)
        try file.close()
        return try InputFile(path, limit: TableLimits.fileBytes).bytes(limit: TableLimits.fileBytes)
    }

    private init(_ path: String) throws(Finding) {
        guard let workbook = workbook_new(path) else { throw WorkbookFile.failure("zu wenig Arbeitsspeicher") }
        self.workbook = workbook
        var properties = lxw_doc_properties()
        properties.created = WorkbookFile.created
        try check(workbook_set_properties(workbook, &properties))
    }

    deinit { if !isClosed { lxw_workbook_free(workbook) } }

    private func close() throws(Finding) {
        isClosed = true
        let code = workbook_close(workbook)
        if code != LXW_NO_ERROR { throw WorkbookFile.failure("die Tabelle lässt sich nicht zusammenpacken (Fehler \(code.rawValue) von libxlsxwriter)") }
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
        guard let sheet = workbook_add_worksheet(workbook, free) else { throw WorkbookFile.failure("das Blatt „\(name)“ lässt sich nicht anlegen") }
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
            throw WorkbookFile.failure("die Zelle \(ColumnLetter.of(Int(column)))\(row + 1) hat mehr Zeichen, als eine Arbeitsmappe aufnimmt")
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

    func check(_ code: lxw_error) throws(Finding) {
        if code != LXW_NO_ERROR { throw WorkbookFile.failure("die Tabelle lässt sich nicht zusammenpacken (Fehler \(code.rawValue) von libxlsxwriter)") }
    }

    static func failure(_ reason: String) -> Finding {
        Finding(
            .fehler, "tabelle-schreiben", "Die Tabelle lässt sich nicht schreiben: \(reason).",
            remedy: "Schaffen Sie Platz auf dem Datenträger; hilft das nicht, bitten Sie Ihre Systembetreuung, den Ordner für vorläufige Dateien zu prüfen (TMPDIR).")
    }
}
