import Assembler
import Findings

/// What there is to say of a table as a whole: what is wrong with each column and row, equal things once with their rows. Takes the rows one after the other and keeps no more of them than their
/// numbers, so that a million of them need little room.
struct CheckSummary {
    private let path: String
    private let columns: Set<String>
    private var fold = FindingFold(limit: TableCheck.mostFindings)
    /// Every finding about a cell or row, for the table with its mistakes marked; as many as one can look through.
    private(set) var cells: [Finding] = []
    /// What all rows so far have said that has no place in the table: of the agreement, of a clause.
    private var common: [Finding] = []
    private var numbers: [UInt32] = []
    /// What rows have said of other lines than their own: of the heading, for example, every row says the same.
    private var told: Set<Finding> = []

    private static let mostCells = 20_000
    /// Of what is told once: beyond that, it may be counted once more.
    private static let mostTold = 20_000

    init(_ table: PartnerTable) { self.init(path: table.path, columns: table.columns, table.findings) }

    /// - Parameter findings: of the table as a whole.
    init(path: String, columns: [String], _ findings: [Finding] = []) {
        (self.path, self.columns) = (path, Set(columns))
        for finding in findings { fold.add(finding) }
    }

    /// - Parameter findings: of the row; the same once.
    mutating func add(_ findings: [Finding], row: Int) {
        if !common.isEmpty { settle(with: findings) }
        for finding in findings {
            if case .cell(_, let place, _, _)? = finding.place {
                if place != row {
                    guard !told.contains(finding) else { continue }
                    if told.count < Self.mostTold { told.insert(finding) }
                }
                fold.add(finding, isAlike: isAlike(finding))
                keep(finding)
            } else if numbers.isEmpty {
                common.append(finding)
            } else if !common.contains(finding) {
                locate(finding, row)
            }
        }
        numbers.append(UInt32(clamping: row))
    }

    /// What this row does not say is no longer what all say.
    private mutating func settle(with findings: [Finding]) {
        for finding in common where !findings.contains(finding) {
            for number in numbers { locate(finding, Int(number)) }
        }
        common.removeAll { !findings.contains($0) }
    }

    private mutating func locate(_ finding: Finding, _ row: Int) {
        let located = finding.located(in: path, row: row)
        fold.add(located)
        keep(located)
    }

    private mutating func keep(_ finding: Finding) { if cells.count < Self.mostCells { cells.append(finding) } }

    /// By place, and how many errors and warnings there are beyond ``TableCheck/mostFindings``.
    mutating func finish() -> (findings: [Finding], unlisted: Int) {
        for finding in common {
            if numbers.count > 1 { fold.add(finding) } else { locate(finding, Int(numbers.first ?? 0)) }
        }
        common = []
        return (fold.findings(of: numbers.count, in: path), fold.unlisted)
    }

    /// What is told once a column, not in each row: what was mended, and the lack of a column.
    private func isAlike(_ finding: Finding) -> Bool {
        guard case .cell(_, _, let column?, _)? = finding.place else { return false }
        let isWithoutColumn = finding.rule == "feld-fehlt" && !columns.isEmpty && !columns.contains(column)
        return finding.severity == .hinweis || isWithoutColumn
    }
}

extension Finding {
    /// What one row brings about elsewhere is the row's.
    fileprivate func located(in path: String, row: Int) -> Finding {
        var finding = self
        if let place { finding.message += " (\(place))" }
        finding.place = .cell(path, row: row, column: nil)
        return finding
    }
}
