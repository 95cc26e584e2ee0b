import Agreements
import Assembler
import Findings
import Foundation
import Tables

/// A partner table looked over by somebody who prepares a series: the same check that a run begins with, with what it says of each cell.
public struct SeriesCheck: Sendable {
    /// Rows are read when they are asked for.
    package let table: PartnerTable
    /// What there is to say, equal things once with their rows.
    public let findings: [Finding]
    /// How many more there are.
    public let unlisted: Int
    /// The same cell by cell.
    public let cells: [CellFinding]
    /// Rows with an error.
    public let faulty: Int
    /// Whether a run makes all.
    public let isSound: Bool
    /// Whether something is wrong with the table as a whole, so that to leave out rows does not help.
    public let hindersAll: Bool
    private let check: TableCheck
    /// What holds for all rows, without annexes.
    private let data: AgreementData
    private let annexes: RowAnnexes
    private let common: [AttachedFile]

    /// - Parameters:
    ///   - request: its table, its changes and what holds for all rows.
    ///   - control: ends the check early.
    /// - Throws: ``Failure`` where the table cannot be read or has no rows.
    package init(
        _ request: ContractRequest, _ workshop: Workshop, _ agreement: AgreementFile, workers: Int = 1, control: RunControl = RunControl()
    ) throws(Failure) {
        var common = request
        common.partners = nil
        data = try workshop.data(common)
        let path = request.partners ?? ""
        table = try failing(PartnerTable(contentsOf: path, ignoring: request.ignoredColumns + agreement.ownColumns, changes: request.changes))
        if table.rows.isEmpty { throw SeriesCheck.empty(table) }
        self.common = request.annexes
        var (whole, given) = (agreement, data)
        for file in request.annexes { try whole.attach(file, into: &given) }
        let annexes = RowAnnexes(whole, given, folder: request.annexFolder)
        self.annexes = annexes
        let pattern = try FileNamePattern(FileNamePattern.usual(for: agreement))
        let rows = BatchRows(table, data, pattern, nil)
        check = TableCheck(
            of: table, rows: rows.indices, annexes: annexes, workshop: workshop, workers: workers, control: control,
            unread: UnreadNames(data, table) { annexes.reads($0) || pattern.text.contains($0) }
        ) { rows.name(of: $0) }
        findings = check.findings
        unlisted = check.unlisted
        faulty = check.faulty
        isSound = check.isSound
        hindersAll = check.hindersAll
        let read = table
        cells = check.cells.compactMap { CellFinding($0, read) }
    }

    static func empty(_ table: PartnerTable) -> Failure {
        Failure(
            .data,
            table.findings + [
                Finding(
                    .fehler, "tabelle-leer", at: .file(table.path), "Die Tabelle hat keine Zeile mit einem Partner; erstellt wurde nichts.",
                    remedy: "Tragen Sie unter den Überschriften die Partner ein, je Zeile einen.")
            ])
    }

    /// What a contract of the row is made from; `nil` where there is no such row, or it cannot be read.
    ///
    /// - Parameter number: as Excel shows it.
    package func data(ofRow number: Int) -> AgreementData? {
        guard let row = row(number), row.isReadable, !row.findings.contains(where: { $0.severity == .fehler }) else { return nil }
        return data.with(annexes.reads(PartnerRow.annexColumn) ? row.withoutAnnexes : row)
    }

    /// What the row's contract has behind the annexes that the agreement names.
    ///
    /// - Throws: ``Failure`` where a file is named that is not there.
    public func annexes(ofRow number: Int) throws(Failure) -> [AttachedFile] { common + (try row(number).map(annexes.files(of:)) ?? []) }

    private func row(_ number: Int) -> PartnerRow? { table.rows.first { $0.number == number } }

    /// The table as an Excel workbook, mended as far as it is, with what is still to mend marked.
    public func workbook() throws(Failure) -> [UInt8] { try ErrorWorkbook.bytes(check, of: table) }
}

/// What there is to say of one cell.
public struct CellFinding: Sendable, Hashable {
    /// `nil` in a text.
    public let sheet: String?
    /// From 1.
    public let row: Int
    /// From 0; what concerns the whole row stands in its `nr`.
    public let column: Int
    public let finding: Finding

    init?(_ finding: Finding, _ table: PartnerTable) {
        guard let mark = ErrorWorkbook.mark(finding, table) else { return nil }
        (sheet, row, column) = (mark.sheet, mark.row, mark.column)
        self.finding = finding
    }
}
