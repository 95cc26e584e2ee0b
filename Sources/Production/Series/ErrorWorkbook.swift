import Assembler
import Findings
import Tables

/// The partner table with its mistakes marked and commented, to be mended where they are: `batch --errors`.
enum ErrorWorkbook {
    /// - Throws: ``Failure`` where the table cannot be read again, or the workbook not be made.
    static func bytes(_ check: TableCheck, of table: PartnerTable) throws(Failure) -> [UInt8] {
        let marks = check.cells.compactMap { mark($0, table) }
        let list = check.findings.isEmpty ? [] : [["Zeile", "Spalte", "Art", "Befund", "Abhilfe"]] + check.findings.map(line)
        return try failing(.cannotCreate, MarkedTable.bytes(of: table.path, changes: table.changes, marks: marks, sheet: "Partner", list: list, listName: TableSheets.findings))
    }

    /// What is said of a row as a whole stands in its `nr`.
    static func mark(_ finding: Finding, _ table: PartnerTable) -> CellMark? {
        guard case .cell(let file, let row, _, let letter)? = finding.place else { return nil }
        var sheet = table.sheet
        let prefix = "\(table.path), Blatt „"
        if file.hasPrefix(prefix), file.hasSuffix("“") { sheet = String(file.dropFirst(prefix.count).dropLast()) }
        let column = letter.flatMap(ColumnLetter.index) ?? (sheet == table.sheet ? table.keyColumn : nil) ?? 0
        let text = [finding.severity.rawValue + ": " + finding.message, finding.remedy].compactMap { $0 }.joined(separator: "\n→ ")
        return CellMark(sheet: sheet, row: row, column: column, text: text, isError: finding.severity == .fehler)
    }

    private static func line(_ finding: Finding) -> [String] {
        var row = ""
        var column = ""
        if case .cell(_, let number, let name, let letter)? = finding.place {
            row = "\(number)"
            column = [letter, name].compactMap { $0 }.joined(separator: " ")
        }
        let place = row.isEmpty ? finding.place.map { " (\($0))" } ?? "" : ""
        return [row, column, finding.severity.rawValue, finding.message + place, finding.remedy ?? ""]
    }
}
