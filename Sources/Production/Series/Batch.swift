import Assembler
import Findings
import Foundation

/// One contract for each row of a partner table.
public enum Batch {
    /// What journal, manifest and report say of a row, findings included: measured 3.6 kB together, and all three are there
    /// at the end.
    private static let bytesToldOfARow = 6_144

    /// All rows are checked before the first page; where one has an error, nothing is made unless the sound ones are wanted. Rows that
    /// fail later are named in the result; the others are made all the same. What is made does not depend on the
    /// number of workers, nor on whether the run was broken off and resumed.
    ///
    /// - Throws: ``Failure`` where agreement, table or options are wrong as a whole, another run holds the folder, or manifest and
    ///   report cannot be written; what was made by then is kept, and a run that resumes finds it.
    public static func run(_ request: BatchRequest, control: RunControl = RunControl()) throws(Failure) -> BatchResult {
        let pattern = try FileNamePattern(request.fileNames)
        let workspace = try Workspace.locate(agreement: request.contract.agreement, library: request.contract.library)
        let supplies = Supplies(workspace)
        supplies.prepare()
        defer { supplies.close() }
        let workshop = try Workshop(workspace, supplies)
        let agreement = try workshop.agreement(at: workspace.agreement ?? request.contract.agreement)
        supplies.prepare(style: agreement.style?.value ?? Supplies.standardStyle)
        var common = request.contract
        common.partners = nil
        let data = try workshop.data(common)
        let path = request.contract.partners ?? ""
        let table: PartnerTable
        do throws(Findings) { table = try PartnerTable(contentsOf: path, ignoring: request.contract.ignoredColumns + agreement.ownColumns) } catch { throw Failure(error) }

        let rows = BatchRows(table, data, pattern, request.shard)
        let workers = max(1, min(request.workers ?? ProcessInfo.processInfo.activeProcessorCount, rows.count))
        let check = TableCheck(
            of: table, rows: rows.indices, agreement: agreement, data: data, workshop: workshop, workers: workers, control: control,
            unread: request.shard == nil ? unread(request, data, table, pattern) : nil
        ) { rows.name(of: $0) }
        if !check.isSound, !request.onlyValid { throw check.refusal }
        let inputs = RunInputs(workshop, agreement, data, pattern: pattern, strict: request.contract.strict)
        let folder = try BatchFolder(request.folder ?? "serie-\(agreement.name)", shard: request.shard)
        defer { folder.release() }
        let tally = BatchTally(
            total: rows.count, table: path, control: control,
            prefixes: [
                (workspace.library + "/", ""), (workspace.resources + "/", ""), (folder.path + "/", ""),
                (agreement.path.parentPath + "/", ""), (path, path.lastPathName),
            ])
        // Without --resume only the names of an earlier run's files matter.
        let former = FormerRun([folder.file(folder.manifestName), folder.journal])
        let reserve = try DiskReserve(folder.reserve, size: (1 << 18) + bytesToldOfARow * min(rows.count, 100_000))
        let journal = try Journal(folder.journal, continues: request.resumes, reserve: reserve)
        let job = BatchJob(
            workshop: workshop, agreement: agreement, data: data, rows: rows, inputs: inputs, folder: folder, tally: tally,
            control: control, former: request.resumes ? former : nil)
        // What a row says of itself, its own turn tells.
        tally.note(check.findings.filter { [TableCheck.samePartner, "spalte-ungelesen", "wert-ungelesen"].contains($0.rule) } + table.findings)
        try job.run(workers: workers, journal)

        var result = tally.result(folder: folder, isStopped: control.isStopping)
        if result.isComplete { former.removeStale(in: folder) { rows.hasFile($0) } }
        reserve.giveBackAll()
        let header = ManifestHeader(
            programm: ProgramVersion.text, vereinbarung: agreement.name, tabelle: path.lastPathName,
            teil: request.shard?.text, eingabe: inputs.common, anzahl: result.total, gescheitert: result.failed,
            offen: result.total - result.made - result.kept - result.failed, seiten: tally.pages)
        let lines = try JournalRows(journal, path: folder.journal)
        try BatchReport.write(header, lines, to: folder.file(folder.reportName), temporary: folder.temporary(1))
        try ManifestWriter.write(header, lines, to: folder.file(folder.manifestName), temporary: folder.temporary(2))
        journal.remove()
        if result.isComplete, request.shard == nil { folder.removeParts() }
        if let options = request.print {
            let run = PrintRun(workshop: workshop, agreement: agreement, data: data, options: options)
            if result.isComplete { result.volumes = try run.write(rows, without: lines.failedRows, workers: workers, control: control) }
            result.wasStopped = control.isStopping
            result.lacksPrintRun = result.wasStopped && result.volumes.isEmpty
        }
        return result
    }

    private static func unread(_ request: BatchRequest, _ data: AgreementData, _ table: PartnerTable, _ pattern: FileNamePattern) -> UnreadNames {
        UnreadNames(data, table) { name in
            pattern.text.contains(name) || request.print?.order.contains(name) ?? false || request.print?.coverLetter != nil && name.contains(".")
        }
    }
}

/// The rows of a run with the names of their files.
struct BatchRows: Sendable {
    let table: PartnerTable
    /// Indices of the rows that this run makes.
    let indices: [Int]
    /// By the key of a file name: the first row of the whole table that has it.
    private let owners: [UInt64: Int]
    private let pattern: FileNamePattern
    private let data: AgreementData

    init(_ table: PartnerTable, _ data: AgreementData, _ pattern: FileNamePattern, _ shard: Shard?) {
        self.table = table
        self.pattern = pattern
        self.data = data
        indices = table.rows.indices.filter { shard?.contains($0) ?? true }
        var owners: [UInt64: Int] = [:]
        // The first row has the name, whoever of the workers comes first and whatever part of the table is done here.
        for row in table.rows {
            let key = FileName.key(pattern.name(number: row.key, data.with(row)))
            if owners[key] == nil { owners[key] = row.number }
        }
        self.owners = owners
    }

    var count: Int { indices.count }

    func name(of row: PartnerRow) -> String { pattern.name(number: row.key, data.with(row)) }

    func owner(of name: String) -> Int? { owners[FileName.key(name)] }

    /// Whether a row of the table has a file of that key.
    func hasFile(_ key: UInt64) -> Bool { owners[key] != nil }
}
