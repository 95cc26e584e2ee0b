/// The kinds of tables that people have. Which one a file is, its content says, not its name (`TableFormat`).
package enum TableKind: Sendable, CaseIterable {
    case workbook, openDocument, text, jsonLines

    /// As people call it.
    package var name: String {
        switch self {
        case .workbook: "XLSX"
        case .openDocument: "ODS"
        case .text: "CSV"
        case .jsonLines: "JSON-Zeilen"
        }
    }

    /// How names of such files end, in lower case.
    package var endings: [String] {
        switch self {
        case .workbook: [".xlsx", ".xlsm"]
        case .openDocument: [".ods"]
        case .text: [".csv"]
        case .jsonLines: [".jsonl"]
        }
    }

    package static let endings = allCases.flatMap(\.endings)

    /// „XLSX, ODS, CSV oder JSON-Zeilen“
    package static let inGerman = allCases.dropLast().map(\.name).joined(separator: ", ") + allCases.suffix(1).map { " oder \($0.name)" }.joined()
}
