import Assembler
import Findings
import Tables

/// The partner table with its mistakes marked and commented, to be mended where they are: `batch --errors`.
enum ErrorWorkbook {
    /// Writes the workbook.
    ///
    /// - Throws: ``Failure`` where the file is there already or cannot be written.
    static func write(_ check: TableCheck, of table: PartnerTable, to path: String) throws(Failure) {
        guard path.lowercased().hasSuffix(".xlsx") else {
            throw Failure(
                .usage,
                Finding(
                    .fehler, "option-falsch", at: .option("--errors"), "Die Fehlerliste ist eine Arbeitsmappe; „\(path)“ endet nicht auf .xlsx.",
                    remedy: "Nennen Sie sie zum Beispiel fehler.xlsx."))
        }
        guard !AtomicFile.exists(path) else { throw Failure(.cannotCreate, FieldListing.fileExists(path)) }
        let marks = check.cells.compactMap { mark($0, table) }
        let list = [["Zeile", "Spalte", "Art", "Befund", "Abhilfe"]] + check.findings.map(line)
        let bytes: [UInt8]
        do throws(Finding) {
            bytes = try MarkedTable.bytes(of: table.path, marks: marks, sheet: "Partner", list: list, listName: TableSheets.findings)
        } catch { throw Failure(.cannotCreate, error) }
        try AtomicFile.write(bytes, to: path)
    }

    /// What is said of a row as a whole stands in its `nr`.
    private static func mark(_ finding: Finding, _ table: PartnerTable) -> CellMark? {
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
