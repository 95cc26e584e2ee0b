import Assembler
import Checksum
import DocumentModel
import Findings
import Foundation
import Synchronization

/// Checks rows of a partner table, their values, clauses and texts, before the first page is made.
public struct TableCheck: Sendable {
    /// Worst first within a row; what all rows have in common is said once.
    public private(set) var findings: [Finding] = []
    /// How many errors and warnings there are beyond `mostFindings`.
    public private(set) var unlisted = 0
    /// Indices of the rows without an error, ascending.
    public private(set) var sound: [Int] = []
    /// How many rows have an error.
    public private(set) var faulty = 0
    /// Every finding about a cell or row.
    private(set) var cells: [Finding] = []

    /// More would drive what matters off the screen.
    static let mostFindings = 1_000

    static let samePartner = "partner-doppelt"

    /// Why nothing is made.
    ///
    /// - Parameter marked: where the table with its mistakes marked is; empty: nowhere.
    func refusal(_ marked: String) -> Failure {
        var told = findings
        if unlisted > 0 {
            told.append(
                Finding(
                    .fehler, "weitere-befunde", "Es gibt \(unlisted) weitere Befunde.",
                    remedy: "Beheben Sie die gezeigten, und starten Sie noch einmal."))
        }
        if !sound.isEmpty {
            told.append(
                Finding(
                    .hinweis, "zeilen-fehlerfrei", "\(faulty) von \(faulty + sound.count) Zeilen haben Fehler; erstellt wurde nichts.",
                    remedy: "Beheben Sie die Fehler, oder erstellen Sie mit --only-valid (--nur-gueltige) nur die fehlerfreien Zeilen."))
        }
        if !marked.isEmpty {
            told.append(
                Finding(
                    .hinweis, "fehlerliste", at: .file(marked), "Die Partnerliste liegt mit markierten Zellen in dieser Datei.",
                    remedy: "Berichtigen Sie die Zellen dort, und starten Sie den Befehl mit dieser Datei als Partnerliste."))
        }
        return Failure(FindingList(told))
    }

    /// Whether everything can be made.
    public var isSound: Bool { faulty == 0 && !findings.contains { $0.severity == .fehler } }

    /// - Parameters:
    ///   - indices: the rows to look at.
    ///   - annexes: what holds for all rows, and their annexes.
    ///   - workers: threads to use.
    ///   - control: ends the check early when the run is to stop.
    ///   - unread: finds out what no row's contract reads; for tables as a whole.
    ///   - fileName: the name of a row's file; two rows of the same are an error of the later one.
    init(
        of table: PartnerTable, rows indices: [Int], annexes: RowAnnexes, workshop: Workshop, workers: Int,
        control: RunControl = RunControl(), unread: UnreadNames? = nil, fileName: @escaping @Sendable (PartnerRow) -> String
    ) {
        let pool = FindingPool()
        let checks = Mutex<[[RowCheck]]>([])
        let next = Atomic(0)
        let done = Atomic(0)
        WorkerThreads.run(max(1, min(workers, indices.count))) {
            var own: [RowCheck] = []
            while !control.isStopping {
                let position = next.add(1, ordering: .relaxed).oldValue
                guard position < indices.count else { break }
                let row = table.rows[indices[position]]
                own.append(RowCheck(row, indices[position], annexes, workshop, fileName(row), pool, unread))
                let count = done.add(1, ordering: .relaxed).newValue
                control.tell(BatchProgress(stage: .checking, total: indices.count, done: count))
            }
            checks.withLock { $0.append(own) }
        }
        var rows = checks.withLock { checks in
            defer { checks = [] }
            return checks.flatMap { $0 }
        }
        rows.sort { $0.index < $1.index }
        TableCheck.findRepetitions(&rows, table, pool)
        for row in rows {
            if pool.contains(row.findings, where: { $0.severity == .fehler }) { faulty += 1 } else { sound.append(row.index) }
        }
        let summary = CheckSummary(rows, table, pool)
        findings = summary.findings
        // Of rows with errors nobody knows what they would have read.
        if faulty == 0, !control.isStopping, let unread { findings = (findings + unread.findings(isSeries: true)).ordered }
        unlisted = summary.unlisted
        cells = summary.cells
    }

    /// Two rows with the same file, and two with the same partner.
    private static func findRepetitions(_ rows: inout [RowCheck], _ table: PartnerTable, _ pool: FindingPool) {
        var files: [UInt64: Int] = [:]
        var partners: [UInt64: Int] = [:]
        for index in rows.indices where rows[index].hasKey {
            let number = rows[index].number
            let place = Place.cell(table.path, row: number, column: PartnerTable.keyColumn)
            if let earlier = files[rows[index].file], !pool.contains(rows[index].findings, where: { $0.rule == "nr-doppelt" }) {
                rows[index].findings = pool.list(
                    rows[index].findings,
                    with: [
                        Finding(
                            .fehler, "dateiname-doppelt", at: place, "Die Datei hieße wie die von Zeile \(earlier).",
                            remedy: "Geben Sie der Zeile eine nr, die sich in Ziffern oder Buchstaben unterscheidet; eine eigene Vorlage (--file-names) sollte {{nr}} enthalten.")
                    ])
            } else if files[rows[index].file] == nil {
                files[rows[index].file] = number
            }
            guard let partner = rows[index].partner else { continue }
            if let earlier = partners[partner] {
                rows[index].findings = pool.list(
                    rows[index].findings,
                    with: [
                        Finding(
                            .warnung, TableCheck.samePartner, at: place, "Derselbe Partner steht schon in Zeile \(earlier).",
                            remedy: "Löschen Sie eine der beiden Zeilen, wenn der Partner nur einen Vertrag bekommen soll.")
                    ])
            } else {
                partners[partner] = number
            }
        }
    }
}

/// What there is to say of one row.
struct RowCheck: Sendable {
    let index: Int
    let number: Int
    let hasKey: Bool
    /// In the pool: most rows have the same ones.
    var findings: FindingPool.List
    let file: UInt64
    /// `nil` where the agreement has no partner.
    let partner: UInt64?

    init(
        _ row: PartnerRow, _ index: Int, _ annexes: RowAnnexes, _ workshop: Workshop, _ name: String,
        _ pool: FindingPool, _ unread: UnreadNames?
    ) {
        self.index = index
        number = row.number
        hasKey = !row.key.isEmpty
        file = StableHash.of(name.lowercased())
        var findings = row.findings
        var partner: UInt64?
        do throws(Failure) {
            // A line that cannot be read has no values to look at.
            guard row.isReadable else {
                self.findings = pool.list(with: findings)
                self.partner = nil
                return
            }
            let whole = try annexes.contract(of: row)
            let plan = try workshop.plan(whole.agreement, whole.data)
            partner = RowCheck.identity(of: plan)
            // What hinders the row already need not be sought for in its text.
            if findings.contains(where: { $0.severity == .fehler }) {
                findings += plan.findings
            } else {
                let use = unread?.use(for: row, decisive: plan.decisive)
                do throws(Failure) { findings += whole.located(try workshop.compose(plan, noting: use).findings) } catch {
                    throw Failure(error.status, whole.located(error.findings))
                }
                if let use { unread?.note(use) }
            }
        } catch {
            findings += error.findings
        }
        // That a value is missing follows from what is wrong with its cell.
        let faulty = Set(findings.filter { $0.severity == .fehler && $0.rule != "feld-fehlt" }.map(\.place))
        self.findings = pool.list(with: findings.filter { $0.rule != "feld-fehlt" || !faulty.contains($0.place) })
        self.partner = partner
    }

    /// Name and address of the parties other than the commissioning body.
    private static func identity(of plan: AssemblyPlan) -> UInt64? {
        let texts = plan.parties.filter { $0.path.rawValue != "stelle" }.flatMap { party in
            ["name", "strasse", "plz", "ort"].map { member -> String in
                if case .text(let text)? = party.record?[member] { text.lowercased() } else { "" }
            }
        }
        return texts.contains { !$0.isEmpty } ? StableHash.of(texts.joined(separator: "\0")) : nil
    }
}
