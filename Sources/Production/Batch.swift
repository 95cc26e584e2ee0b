import Assembler
import DocumentModel
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
    /// - Parameter receiver: keeps a list of the contracts that are there at the end, made or kept.
    /// - Throws: ``Failure`` where agreement, table or options are wrong as a whole, another run holds the folder, or manifest and
    ///   report cannot be written; what was made by then is kept, and a run that resumes finds it.
    public static func run(_ request: BatchRequest, control: RunControl = RunControl(), receiver: (any ContractReceiver)? = nil) throws(Failure) -> BatchResult {
        let pattern = try FileNamePattern(request.fileNames)
        let workspace = try Workspace.locate(agreement: request.contract.agreement, library: request.contract.library)
        // Before anything is read.
        let snapshot = InputSnapshot(workspace, agreement: workspace.agreement ?? request.contract.agreement, annexes: request.contract.annexes)
        let supplies = Supplies(workspace)
        supplies.prepare()
        defer { supplies.close() }
        let workshop = try Workshop(workspace, supplies)
        var agreement = try workshop.agreement(at: workspace.agreement ?? request.contract.agreement)
        supplies.prepare(style: agreement.style?.value ?? Supplies.standardStyle)
        var common = request.contract
        common.partners = nil
        var data = try workshop.data(common)
        for file in request.contract.annexes { try agreement.attach(file, into: &data) }
        let annexes = RowAnnexes(agreement, data, folder: request.contract.annexFolder)
        let path = request.contract.partners ?? ""
        let table = try failing(PartnerTable(contentsOf: path, ignoring: request.contract.ignoredColumns + agreement.ownColumns, changes: request.contract.changes))
        if table.rows.isEmpty { throw SeriesCheck.empty(table) }

        let scope = FieldScope(agreement.fields)
        let members = agreement.fields.flatMap { field in field.kind.memberNames.isEmpty ? [field.name] : field.kind.memberNames.map { "\(field.name).\($0)" } }
        // JSON lines have no heading.
        let isColumn: (FieldPath) -> Bool = { path in table.columns.contains(path.rawValue) || table.columns.contains { $0.hasPrefix(path.rawValue + ".") } }
        try pattern.check((table.columns + members).sorted()) { scope[$0] != nil || isColumn($0) || table.columns.isEmpty && $0.rawValue.hasPrefix("klauseln.") }
        var files = InputFiles(workshop, agreement, request.contract)
        for file in request.contract.annexes { files.add(file.path, as: "eine der Anlagen") }
        var claims = try claims(request, workshop, &files)
        let printed = try request.print.map { print throws(Failure) in try claims.claim(print.path, .pdf, option: "--print") }
        let errors = try request.errors.map { path throws(Failure) in try claims.claim(path, .workbook, option: "--errors") }
        let rows = BatchRows(table, data, pattern, request.shard)
        let workers = max(1, min(request.workers ?? ProcessInfo.processInfo.activeProcessorCount, rows.count))
        let check = TableCheck(
            of: table, rows: rows.indices, annexes: annexes, workshop: workshop, workers: workers, control: control,
            unread: request.shard == nil ? unread(request, annexes, table, pattern) : nil
        ) { rows.name(of: $0) }
        var marked = ""
        if let errors, !check.isSound {
            try claims.write([(errors, try ErrorWorkbook.bytes(check, of: table))])
            marked = errors.path
        }
        if !check.isSound, !request.onlyValid { throw check.refusal(marked) }
        let inputs = RunInputs(snapshot, workshop, annexes, pattern: pattern, strict: request.contract.strict)
        let folder = try BatchFolder(request.folder ?? "serie-\(agreement.name)", shard: request.shard, inputs: files)
        defer { folder.release() }
        let tally = BatchTally(
            total: rows.count, table: path, control: control,
            prefixes: [
                (workspace.library + "/", ""), (workspace.resources + "/", ""), (folder.path + "/", ""),
                (agreement.path.parentPath + "/", ""), (path, path.lastPathName),
            ])
        let former = try FormerRun([folder.file(folder.manifestName), folder.journal])
        let reserve = try DiskReserve(folder.reserve, size: (1 << 18) + bytesToldOfARow * min(rows.count, 100_000))
        let journal = try Journal(folder.journal, reserve: reserve)
        let job = BatchJob(
            workshop: workshop, annexes: annexes, rows: rows, inputs: inputs, folder: folder, tally: tally,
            control: control, former: former,
            existing: ExistingContracts(
                former, folder, files, resumes: request.resumes, replaces: request.replaces,
                words: request.word ? WordCopies(folder, files, agreement, replaces: request.replaces) : nil),
            receiver: receiver)
        // What a row says of itself, its own turn tells.
        tally.note(check.findings.filter { [TableCheck.samePartner, "spalte-ungelesen", "wert-ungelesen"].contains($0.rule) } + table.findings)
        try job.run(workers: workers, journal)
        if let finding = inputs.finding { tally.note([finding]) }

        var result = tally.result(folder: folder, isStopped: control.isStopping)
        if result.isComplete { try settle(try former.stale(in: folder) { rows.hasFile($0) }, folder, replaces: request.replaces, &result) }
        reserve.giveBackAll()
        let header = ManifestHeader(
            programm: ProgramVersion.text, vereinbarung: agreement.name, tabelle: path.lastPathName,
            teil: request.shard?.text, eingabe: inputs.common, anzahl: result.total, gescheitert: result.failed,
            offen: result.open, seiten: tally.pages)
        let lines = try JournalRows(journal, path: folder.journal)
        try BatchReport.write(header, lines, to: folder.file(folder.reportName), temporary: folder.temporary(1))
        try ManifestWriter.write(header, lines, to: folder.file(folder.manifestName), temporary: folder.temporary(2))
        journal.remove()
        if result.isComplete, request.shard == nil { folder.removeParts() }
        if let options = request.print, let printed {
            let run = PrintRun(workshop: workshop, annexes: annexes, options: options, claims: claims, output: printed)
            // What is printed has to be what lies in the folder.
            if result.isComplete, result.outdated == 0 { result.volumes = try run.write(rows, without: lines.failedRows, workers: workers, control: control) }
            result.wasStopped = control.isStopping
            result.lacksPrintRun = (result.wasStopped || result.outdated > 0) && result.volumes.isEmpty
        }
        return result
    }

    private static func unread(_ request: BatchRequest, _ annexes: RowAnnexes, _ table: PartnerTable, _ pattern: FileNamePattern) -> UnreadNames {
        let (print, text) = (request.print, pattern.text)
        return UnreadNames(annexes.data, table) { name in
            annexes.reads(name) || text.contains(name) || print?.order.contains(name) ?? false || print?.coverLetter != nil && name.contains(".")
        }
    }

    /// What the print run reads besides.
    private static func claims(_ request: BatchRequest, _ workshop: Workshop, _ files: inout InputFiles) throws(Failure) -> OutputClaims {
        if let name = request.print?.coverLetter {
            let workspace = try Workspace.locate(agreement: name, library: workshop.workspace.library)
            files.add(try workshop.agreement(at: workspace.agreement ?? name))
        }
        return OutputClaims(against: files)
    }

    /// Contracts of an earlier run that belong to no row any more: they stay, and are told, unless they may be replaced.
    private static func settle(_ names: [String], _ folder: BatchFolder, replaces: Bool, _ result: inout BatchResult) throws(Failure) {
        guard !names.isEmpty else { return }
        if replaces { return names.forEach { unlink(folder.file($0)) } }
        let list = names.prefix(10).map { "„\($0)“" }.joined(separator: ", ") + (names.count > 10 ? " …" : "")
        result.findings.append(
            Finding(
                .hinweis, "vertrag-ohne-zeile", at: .file(folder.path),
                names.count == 1
                    ? "Der Vertrag \(list) eines früheren Laufs gehört zu keiner Zeile der Tabelle mehr; er bleibt liegen."
                    : "\(names.count) Verträge eines früheren Laufs gehören zu keiner Zeile der Tabelle mehr; sie bleiben liegen: \(list).",
                remedy: "Löschen Sie, was nicht ausgegeben ist, selbst, oder starten Sie den Lauf mit --replace (--ersetzen)."))
    }
}
