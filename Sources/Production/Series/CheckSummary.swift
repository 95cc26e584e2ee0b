import Assembler
import Findings

/// What there is to say of a table as a whole: what is wrong with each column and row, equal things once with their rows.
struct CheckSummary {
    /// By place.
    let findings: [Finding]
    /// How many errors and warnings there are beyond ``TableCheck/mostFindings``.
    let unlisted: Int
    /// Every finding about a cell or row, for the table with its mistakes marked; as many as one can look through.
    let cells: [Finding]

    private static let mostCells = 20_000

    init(_ rows: [RowCheck], _ table: PartnerTable, _ pool: FindingPool) {
        var common: [FindingPool.Identifier: Int] = [:]
        for row in rows { for identifier in pool.identifiers(row.findings) { common[identifier, default: 0] += 1 } }
        let columns = Set(table.columns)
        var fold = FindingFold(limit: TableCheck.mostFindings)
        var cells: [Finding] = []
        for finding in table.findings { fold.add(finding) }
        // About the heading, for example, every row says the same.
        var told: Set<FindingPool.Identifier> = []
        for row in rows {
            for identifier in pool.identifiers(row.findings) {
                let finding = pool[identifier]
                if finding.isOfARow {
                    guard told.insert(identifier).inserted else { continue }
                    fold.add(finding, isAlike: CheckSummary.isAlike(finding, columns))
                    if cells.count < CheckSummary.mostCells { cells.append(finding) }
                } else if rows.count > 1, let count = common[identifier], count == rows.count {
                    common[identifier] = 0
                    fold.add(finding)
                } else if common[identifier] != 0 {
                    let located = finding.located(in: table.path, row: row.number)
                    fold.add(located)
                    if cells.count < CheckSummary.mostCells { cells.append(located) }
                }
            }
        }
        findings = fold.findings(of: rows.count, in: table.path)
        unlisted = fold.unlisted
        self.cells = cells
    }

    /// What is told once a column, not in each row: what was mended, and the lack of a column.
    private static func isAlike(_ finding: Finding, _ columns: Set<String>) -> Bool {
        guard case .cell(_, _, let column?, _)? = finding.place else { return false }
        let isWithoutColumn = finding.rule == "feld-fehlt" && !columns.isEmpty && !columns.contains(column)
        return finding.severity == .hinweis || isWithoutColumn
    }
}

extension Finding {
    /// Whether its place is in the table.
    fileprivate var isOfARow: Bool { if case .cell? = place { true } else { false } }

    /// What one row brings about elsewhere is the row's.
    fileprivate func located(in path: String, row: Int) -> Finding {
        var finding = self
        if let place { finding.message += " (\(place))" }
        finding.place = .cell(path, row: row, column: nil)
        return finding
    }
}
