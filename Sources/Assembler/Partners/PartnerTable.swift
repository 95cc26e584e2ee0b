import Findings
import Settings
import Tables

/// A partner table: one row a partner, columns named as the fields. Reads CSV, XLSX, ODS and JSON lines.
///
/// The rows are not held in memory: ``rows`` reads each when it is asked for.
package struct PartnerTable: Sendable {
    package let path: String
    /// Cells that were mended since it was written.
    package let changes: [CellChange]
    /// Names of the columns as in the heading, without `nr`; none for JSON lines.
    package let columns: [String]
    /// In the order of the file; empty rows and comments are left out. What is wrong with a row is in ``PartnerRow/findings``.
    package let rows: PartnerRows
    /// What concerns no single row: second sheets that name partners the table does not have, sheets that are not read.
    package let findings: [Finding]

    package static let keyColumn = "nr"

    /// Name of the sheet with the partners; `nil` in a text.
    package var sheet: String? {
        if case .sheet(let sheet, _) = rows.content.source, sheet.isWorkbook { sheet.name } else { nil }
    }

    /// Where `nr` stands, from 0.
    package var keyColumn: Int? { rows.content.heading.keyColumn }

    /// A row whose `nr` begins so is a remark: the explanations below the heading, or what a clerk notes.
    package static let commentMark = "#"

    /// Reads the table once. Throws what concerns the table as a whole.
    ///
    /// - Parameters:
    ///   - ignoring: headings of columns that are not read, besides those that begin with ``commentMark``.
    ///   - changes: cells that were mended since it was written.
    ///   - scale: how much of it there may be.
    package init(contentsOf path: String, ignoring: [String] = [], changes: [CellChange] = [], scale: TableScale = .office) throws(FindingList) {
        let intake = TableIntake(path: path, ignoring: IgnoredColumns(ignoring), scale: scale)
        do throws(Finding) {
            try TableFormat.read(path, scale, changes: changes, to: intake)
        } catch {
            var finding = error
            finding.place = finding.place ?? .file(path)
            throw FindingList([finding])
        }
        let content = try intake.finish()
        self.path = path
        self.changes = changes
        rows = PartnerRows(content: content.rows)
        columns = content.rows.heading.names.filter { $0 != PartnerTable.keyColumn }
        findings = content.findings
    }

    /// Where the name of a column stands.
    package func heading(of name: String) -> Place {
        let heading = rows.content.heading
        let column = heading.columns.first { $0.value == name }?.key
        return .cell(path, row: heading.row, column: name, letter: column.map(ColumnLetter.of))
    }

    /// The row with that `nr`. Throws `zeile-fehlt`.
    package func row(_ key: String) throws(FindingList) -> PartnerRow {
        if let index = rows.index(of: key) { return rows[index] }
        throw FindingList([
            Finding(
                .fehler, "zeile-fehlt", at: .file(path), "In der Tabelle gibt es keine Zeile mit der nr \(quoted(key)).",
                remedy: Suggestion.remedy(for: key, among: rows.prefix(1_000).map(\.key), otherwise: "Prüfen Sie die Spalte „nr“."))
        ])
    }
}

/// Names of sheets in the tables that the program makes.
package enum TableSheets {
    /// Explains how to fill in the others; not read.
    package static let remarks = "Hinweise"
    /// Lists what is wrong with the others; not read.
    package static let findings = "Befunde"
}

/// The rows of a partner table, each read when it is asked for; safe to ask from several threads.
package struct PartnerRows: RandomAccessCollection, Sendable {
    let content: TableContent

    package var startIndex: Int { 0 }
    package var endIndex: Int { content.count }

    package subscript(index: Int) -> PartnerRow { content.row(index) }

    /// Where the row with that `nr` is; of several the first.
    func index(of key: String) -> Int? { content.index(of: key) }
}
