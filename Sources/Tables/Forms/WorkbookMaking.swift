import CXlsxWriter
import Findings
import Foundation

/// What is common to all workbooks that libxlsxwriter writes: it writes files only, and its errors are codes.
enum WorkbookMaking {
    /// 1 January 2000: the library would write the time of day.
    static let created: time_t = 946_684_800

    /// The bytes of the file that `write` writes to the path it is given; nothing of it stays.
    ///
    /// - Throws: `tabelle-schreiben` where there is no place for a temporary file, and what `write` throws.
    static func bytes(_ write: (_ path: String) throws(Finding) -> Void) throws(Finding) -> [UInt8] {
        let place: String
        do throws(TemporaryFiles.Failure) { place = try TemporaryFiles.privateFolder() } catch { throw failure(error.reason) }
        defer { rmdir(place) }
        let path = place + "/tabelle.xlsx"
        defer { unlink(path) }
        try write(path)
        return try InputFile(path, limit: TableLimits.fileBytes).bytes(limit: TableLimits.fileBytes)
    }

    static func workbook(_ path: String) throws(Finding) -> UnsafeMutablePointer<lxw_workbook> {
        guard let workbook = workbook_new(path) else { throw failure("zu wenig Arbeitsspeicher") }
        return workbook
    }

    static func sheet(_ name: String, in workbook: UnsafeMutablePointer<lxw_workbook>, called spelling: String) throws(Finding) -> UnsafeMutablePointer<lxw_worksheet> {
        guard let sheet = workbook_add_worksheet(workbook, spelling) else { throw failure("das Blatt „\(name)“ lässt sich nicht anlegen") }
        return sheet
    }

    static func check(_ code: lxw_error) throws(Finding) {
        if code != LXW_NO_ERROR { throw failure("die Tabelle lässt sich nicht zusammenpacken (Fehler \(code.rawValue) von libxlsxwriter)") }
    }

    static func failure(_ reason: String) -> Finding {
        Finding(
            .fehler, "tabelle-schreiben", "Die Tabelle lässt sich nicht schreiben: \(reason).",
            remedy: "Schaffen Sie Platz auf dem Datenträger; hilft das nicht, bitten Sie Ihre Systembetreuung, den Ordner für vorläufige Dateien zu prüfen (TMPDIR).")
    }
}
