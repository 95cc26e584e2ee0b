import Assembler
import Findings

/// What there is to say of a table as a whole: every error with its row, everything else once with the number of its rows.
struct CheckSummary {
    /// Errors first, at most ``TableCheck/mostFindings``; by place.
    private(set) var findings: [Finding] = []
    /// How many errors and warnings there are beyond these.
    private(set) var unlisted = 0

    private struct Entry {
        var finding: Finding
        /// What is said once for many rows.
        var subject: Subject?
    }

    private enum Subject: Hashable {
        case column(rule: String, String)
        /// Of a text that not all rows have.
        case text(FindingPool.Identifier)
    }

    private var errors: [Entry] = []
    private var milder: [Entry] = []
    /// How many rows a subject concerns.
    private var rowsOf: [Subject: Int] = [:]

    init(_ rows: [RowCheck], _ table: PartnerTable, _ pool: FindingPool) {
        var common: [FindingPool.Identifier: Int] = [:]
        for row in rows { for identifier in pool.identifiers(row.findings) { common[identifier, default: 0] += 1 } }
        let columns = Set(table.columns)
        for finding in table.findings { add(Entry(finding: finding)) }
        // About the heading, for example, every row says the same.
        var told: Set<FindingPool.Identifier> = []
        for row in rows {
            for identifier in pool.identifiers(row.findings) {
                let finding = pool[identifier]
                if finding.isOfARow {
                    if told.insert(identifier).inserted { add(finding, subject: CheckSummary.subject(finding, columns)) }
                } else if rows.count > 1, let count = common[identifier], count == rows.count {
                    common[identifier] = 0
                    add(Entry(finding: finding))
                } else if common[identifier] != 0 {
                    let located = finding.located(in: table.path, row: row.number)
                    add(located, subject: finding.severity == .fehler ? nil : .text(identifier))
                }
            }
        }
        let shown = (errors + milder).prefix(TableCheck.mostFindings).map { entry in
            guard let subject = entry.subject, let count = rowsOf[subject], count > 1 else { return entry.finding }
            var finding = entry.finding
            finding.message += " So auch in \(count == 2 ? "einer weiteren Zeile" : "\(count - 1) weiteren Zeilen")."
            return finding
        }
        unlisted += errors.count + milder.count - shown.count
        findings = FindingReport.sorted(Array(shown))
    }

    private mutating func add(_ finding: Finding, subject: Subject?) {
        if let subject {
            rowsOf[subject, default: 0] += 1
            if rowsOf[subject] ?? 0 > 1 { return }
        }
        add(Entry(finding: finding, subject: subject))
    }

    /// More than can be shown are only counted: a table may have an error in each of its rows.
    private mutating func add(_ entry: Entry) {
        if entry.finding.severity == .fehler {
            if errors.count < TableCheck.mostFindings { errors.append(entry) } else { unlisted += 1 }
        } else {
            if milder.count < TableCheck.mostFindings { milder.append(entry) } else { unlisted += 1 }
        }
    }

    /// What is told once a column, not in each row: what was mended, and the lack of a column.
    private static func subject(_ finding: Finding, _ columns: Set<String>) -> Subject? {
        guard case .cell(_, _, let column?, _)? = finding.place else { return nil }
        let isWithoutColumn = finding.rule == "feld-fehlt" && !columns.isEmpty && !columns.contains(column)
        return finding.severity == .hinweis || isWithoutColumn ? .column(rule: finding.rule, column) : nil
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
