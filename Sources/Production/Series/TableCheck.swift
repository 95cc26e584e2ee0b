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
    /// Indices of the rows without an error.
    private var soundRows = RowRanges()
    /// How many rows have an error.
    public private(set) var faulty = 0
    /// Whether a column is wrong whichever rows are left out: no contract reads it.
    private var hasUnreadColumn = false
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
        if hindersAll {
            told.append(
                Finding(
                    .hinweis, "liste-fehler",
                    faulty == 0
                        ? "Die Fehler betreffen die Liste als Ganzes, keine einzelne Zeile; erstellt wurde nichts."
                        : "Neben den Fehlern in \(faulty == 1 ? "einer Zeile" : "\(faulty) Zeilen") gibt es solche, die die Liste als Ganzes betreffen; erstellt wurde nichts.",
                    remedy:
                        "Beheben Sie die Fehler (eine Spalte, die nicht gelten soll, beginnt mit # oder steht hinter --ignore-columns); --only-valid (--nur-gueltige) hilft hier nicht."
                ))
        } else if soundRows.count > 0 {
            told.append(
                Finding(
                    .hinweis, "zeilen-fehlerfrei", "\(faulty) von \(faulty + soundRows.count) Zeilen haben Fehler; erstellt wurde nichts.",
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

    /// Indices of the rows without an error, ascending.
    public var sound: [Int] { soundRows.all }

    /// Whether everything can be made.
    public var isSound: Bool { faulty == 0 && !findings.contains { $0.severity == .fehler } }

    /// Whether what is wrong is wrong with the table as a whole, so that to leave out rows does not help.
    var hindersAll: Bool { hasUnreadColumn || faulty == 0 && !isSound }

    /// - Parameters:
    ///   - indices: the rows to look at.
    ///   - annexes: what holds for all rows, and their annexes.
    ///   - workers: threads to use.
    ///   - control: ends the check early when the run is to stop.
    ///   - unread: finds out what no row's contract reads; for tables as a whole.
    ///   - leavesOut: whether the sound rows are made where others have errors.
    ///   - checked: gets what is composed, for who makes contracts of the rows.
    ///   - fileName: the name of a row's file; two rows of the same are an error of the later one.
    init(
        of table: PartnerTable, rows indices: RowSelection, annexes: RowAnnexes, workshop: Workshop, workers: Int,
        control: RunControl = RunControl(), unread: UnreadNames? = nil, leavesOut: Bool = false, checked: CheckedContracts? = nil,
        fileName: @escaping @Sendable (PartnerRow) -> String
    ) {
        let done = Atomic(0)
        let check: @Sendable (Int) -> [RowCheck] = { group in
            var rows: [RowCheck] = []
            for position in group * Self.rowsAtOnce..<min(indices.count, (group + 1) * Self.rowsAtOnce) where !control.isStopping {
                let row = table.rows[indices[position]]
                rows.append(RowCheck(row, annexes, workshop, fileName(row), unread, checked.flatMap { $0.wants(position) ? $0 : nil }))
                control.tell(BatchProgress(stage: .checking, total: indices.count, done: done.add(1, ordering: .relaxed).newValue))
            }
            return rows
        }
        let groups = (indices.count + Self.rowsAtOnce - 1) / Self.rowsAtOnce
        let work = OrderedWork<[RowCheck]>(count: groups, workers: workers)
        let threads = try? work.start { () throws(Failure) in
        } make: { group, _ in
            check(group)
        }
        var summary = CheckSummary(table)
        var repetitions = RowRepetitions(table, indices, annexes, workshop, fileName)
        var position = 0
        for group in 0..<groups {
            // Where the system gives no thread, on this one.
            let rows = threads == nil ? check(group) : (try? work.value(group)) ?? check(group)
            for row in rows {
                let findings = row.findings + repetitions.findings(of: row, position)
                if findings.contains(where: { $0.severity == .fehler }) { faulty += 1 } else { soundRows.insert(indices[position]) }
                summary.add(findings, row: row.number)
                position += 1
            }
        }
        work.end()
        threads?.join()
        (findings, unlisted) = summary.finish()
        if soundRows.count > 0, !control.isStopping, let unread {
            let told = unread.findings(isSeries: true, tellsDoubts: leavesOut) { workshop.planner.mayRead($0, in: annexes.agreement) }
            hasUnreadColumn = told.contains { $0.severity == .fehler }
            findings = (findings + told).ordered
        }
        cells = summary.cells
    }

    /// How many rows a thread takes at once.
    private static let rowsAtOnce = 16
}

/// Rows with the same file, and rows with the same partner: seen by hashes, told only where both rows say the same.
private struct RowRepetitions {
    private let table: PartnerTable
    private let indices: RowSelection
    private let annexes: RowAnnexes
    private let workshop: Workshop
    private let fileName: (PartnerRow) -> String
    private var files: FirstRows
    private var partners: FirstRows

    init(_ table: PartnerTable, _ indices: RowSelection, _ annexes: RowAnnexes, _ workshop: Workshop, _ fileName: @escaping (PartnerRow) -> String) {
        (self.table, self.indices, self.annexes, self.workshop, self.fileName) = (table, indices, annexes, workshop, fileName)
        (files, partners) = (FirstRows(rows: indices.count), FirstRows(rows: indices.count))
    }

    /// - Parameter position: among the rows that are looked at; asked in their order.
    mutating func findings(of row: RowCheck, _ position: Int) -> [Finding] {
        guard row.hasKey else { return [] }
        var found: [Finding] = []
        let (table, indices) = (table, indices)
        let place = Place.cell(table.path, row: row.number, column: PartnerTable.keyColumn)
        let name = { [fileName] (position: Int) in fileName(table.rows[indices[position]]).lowercased() }
        if let earlier = files.first(row.file, row: position, isSame: { name($0) == name(position) }), !row.findings.contains(where: { $0.rule == "nr-doppelt" }) {
            found.append(
                Finding(
                    .fehler, "dateiname-doppelt", at: place, "Die Datei hieße wie die von Zeile \(table.rows[indices[earlier]].number).",
                    remedy: "Geben Sie der Zeile eine nr, die sich in Ziffern oder Buchstaben unterscheidet; eine eigene Vorlage (--file-names) sollte {{nr}} enthalten."))
        }
        let identity = { [annexes, workshop] (position: Int) in RowCheck.identity(of: table.rows[indices[position]], annexes, workshop) }
        if let partner = row.partner, let earlier = partners.first(partner, row: position, isSame: { identity($0) == identity(position) }) {
            found.append(
                Finding(
                    .warnung, TableCheck.samePartner, at: place, "Derselbe Partner steht schon in Zeile \(table.rows[indices[earlier]].number).",
                    remedy: "Löschen Sie eine der beiden Zeilen, wenn der Partner nur einen Vertrag bekommen soll."))
        }
        return found
    }
}

/// What there is to say of one row.
struct RowCheck: Sendable {
    let number: Int
    let hasKey: Bool
    /// The same once.
    let findings: [Finding]
    /// Hash of the file's name.
    let file: UInt64
    /// Hash of name and address; `nil` where the agreement has no partner.
    let partner: UInt64?

    init(_ row: PartnerRow, _ annexes: RowAnnexes, _ workshop: Workshop, _ name: String, _ unread: UnreadNames?, _ checked: CheckedContracts? = nil) {
        number = row.number
        hasKey = !row.key.isEmpty
        file = StableHash.of(name.lowercased())
        var findings = row.findings
        var partner: UInt64?
        do throws(Failure) {
            // A line that cannot be read has no values to look at.
            guard row.isReadable else {
                unread?.leaveOut(row)
                self.findings = RowCheck.once(findings)
                self.partner = nil
                return
            }
            let whole = try annexes.contract(of: row)
            let plan = try workshop.plan(whole.agreement, whole.data)
            partner = RowCheck.identity(of: plan).map(StableHash.of)
            // What hinders the row already need not be sought for in its text.
            if findings.contains(where: { $0.severity == .fehler }) {
                findings += plan.findings
            } else {
                let use = unread?.use(for: row, decisive: plan.decisive)
                do throws(Failure) {
                    if let checked {
                        let work = try whole.work(plan, workshop, noting: use ?? FieldUse(decisive: plan.decisive))
                        findings += whole.located(work.contract.findings)
                        checked.keep(work, row: number)
                    } else {
                        findings += whole.located(try workshop.compose(plan, noting: use).findings)
                    }
                } catch {
                    throw Failure(error.status, whole.located(error.findings))
                }
                if let use { unread?.note(use, of: row) { workshop.planner.rules.weighed(plan) } }
            }
        } catch {
            findings += error.findings
        }
        if findings.contains(where: { $0.severity == .fehler }) { unread?.leaveOut(row) }
        // That a value is missing follows from what is wrong with its cell.
        let faulty = Set(findings.filter { $0.severity == .fehler && $0.rule != "feld-fehlt" }.map(\.place))
        self.findings = RowCheck.once(findings.filter { $0.rule != "feld-fehlt" || !faulty.contains($0.place) })
        self.partner = partner
    }

    private static func once(_ findings: [Finding]) -> [Finding] {
        guard findings.count > 1 else { return findings }
        var seen: Set<Finding> = []
        return findings.filter { seen.insert($0).inserted }
    }

    /// What tells the row's partner from others, found out anew.
    static func identity(of row: PartnerRow, _ annexes: RowAnnexes, _ workshop: Workshop) -> String? {
        guard let whole = try? annexes.contract(of: row), let plan = try? workshop.plan(whole.agreement, whole.data) else { return nil }
        return identity(of: plan)
    }

    /// Name and address of the parties other than the commissioning body.
    private static func identity(of plan: AssemblyPlan) -> String? {
        let texts = plan.parties.filter { $0.path.rawValue != "stelle" }.flatMap { party in
            ["name", "strasse", "plz", "ort"].map { member -> String in
                if case .text(let text)? = party.record?[member] { text.lowercased() } else { "" }
            }
        }
        return texts.contains { !$0.isEmpty } ? texts.joined(separator: "\0") : nil
    }
}
