import Assembler
import DocumentModel
import Findings
import Foundation

/// One contract for each row of a partner table.
public enum Batch {
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
        let watch = InputWatch([InputSnapshot(workspace, agreement: workspace.agreement ?? request.contract.agreement, annexes: request.contract.annexes)])
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
        let folder = try BatchFolder(request.folder ?? "serie-\(agreement.name)", request.shard.map(BatchFolder.Scope.shard) ?? .whole, inputs: files)
        defer { folder.release() }
        let strict = request.contract.strict
        let source = TableSource(
            rows: rows, annexes: annexes, workshop: workshop, inputs: RunInputs(watch, workshop, annexes, pattern: pattern, strict: strict), strict: strict)
        let run = SeriesRun(
            source: source, watch: watch, folder: folder, files: files, resumes: request.resumes, replaces: request.replaces, words: request.word ? agreement : nil,
            workers: workers, control: control, receiver: receiver,
            // What a row says of itself, its own turn tells.
            findings: check.findings.filter { [TableCheck.samePartner, "spalte-ungelesen", "wert-ungelesen"].contains($0.rule) } + table.findings,
            print: request.print.flatMap { options in printed.map { (options, claims, $0) } })
        return try run.run(
            SeriesRun.Title(
                agreement: agreement.name, table: path.lastPathName, shard: request.shard,
                prefixes: [
                    (workspace.library + "/", ""), (workspace.resources + "/", ""), (folder.path + "/", ""),
                    (agreement.path.parentPath + "/", ""), (path, path.lastPathName),
                ], path: path))
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
}
