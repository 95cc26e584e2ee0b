import Assembler
import DocumentModel
import Findings
import Foundation
import Tables

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
        let part = try request.part.map { part throws(Failure) in try SeriesPart(part.folder, number: part.number) }
        let inputs = try SeriesInputs(request.contract, fileNames: request.fileNames)
        defer { inputs.supplies.close() }
        let (workspace, watch, workshop, agreement) = (inputs.workspace, inputs.watch, inputs.workshop, inputs.agreement)
        let (data, annexes, pattern) = (inputs.data, inputs.annexes, inputs.pattern)
        if let part { return try run(part, of: inputs, request, control, receiver) }
        let path = request.contract.partners ?? ""
        let (stamp, list) = (FileStamp(path), TableSum(path)?.sha256)
        let table = try inputs.table()
        let isUnchanged = FileStamp(path) == stamp
        if request.errors != nil, table.rows.count > TableLimits.rows { throw tooLongToMark(path) }

        try inputs.checkNames(table)
        var files = InputFiles(workshop, agreement, request.contract)
        for file in request.contract.annexes { files.add(file.path, as: "eine der Anlagen") }
        var claims = try claims(request, workshop, &files)
        let printed = try request.print.map { print throws(Failure) in try claims.claim(print.path, .volume, option: "--print") }
        let errors = try request.errors.map { path throws(Failure) in try claims.claim(path, .workbook, option: "--errors") }
        let rows = BatchRows(table, data, pattern, request.shard)
        let workers = max(1, min(request.workers ?? ProcessInfo.processInfo.activeProcessorCount, rows.count))
        // Foreign pages are looked at more strictly where contracts are made.
        let checked = request.contract.strict ? nil : CheckedContracts(areWantedAgain: request.print != nil)
        let check = TableCheck(
            of: table, rows: rows.indices, annexes: annexes, workshop: workshop, workers: workers, control: control,
            unread: request.shard == nil ? unread(request, annexes, table, pattern) : nil, leavesOut: request.onlyValid, checked: checked
        ) { rows.name(of: $0) }
        var marked = ""
        if let errors, !check.isSound {
            try claims.write([(errors, try ErrorWorkbook.bytes(check, of: table))])
            marked = errors.path
        }
        if !check.isSound, !request.onlyValid || check.hindersAll { throw check.refusal(marked) }
        let folder = try BatchFolder(request.folder ?? "serie-\(agreement.name)", request.shard.map(BatchFolder.Scope.shard) ?? .whole, inputs: files)
        defer { folder.release() }
        let source = TableSource(rows: rows, annexes: annexes, workshop: workshop, inputs: try inputs.hashes(), strict: request.contract.strict, checked: checked)
        let run = SeriesRun(
            source: source, watch: watch, folder: folder, files: files, resumes: request.resumes, replaces: request.replaces, spreads: request.spreads,
            archives: request.archives, words: request.word ? agreement : nil,
            workers: workers, control: control, receiver: receiver,
            // What a row says of itself, its own turn tells.
            findings: check.findings.filter { [TableCheck.samePartner, "spalte-ungelesen", "wert-ungelesen"].contains($0.rule) } + table.findings,
            print: request.print.flatMap { options in printed.map { (options, claims, $0) } })
        return try run.run(
            SeriesRun.Title(
                agreement: agreement.name, table: path.lastPathName, list: isUnchanged ? list : nil, shard: request.shard,
                prefixes: [
                    (workspace.library + "/", ""), (workspace.resources + "/", ""), (folder.path + "/", ""),
                    (agreement.path.parentPath + "/", ""), (path, path.lastPathName),
                ], path: path))
    }

    /// A part of a table that was checked when it was split.
    private static func run(
        _ part: SeriesPart, of inputs: SeriesInputs, _ request: BatchRequest, _ control: RunControl, _ receiver: (any ContractReceiver)?
    ) throws(Failure) -> BatchResult {
        let (workspace, agreement, hashes) = (inputs.workspace, inputs.agreement, try inputs.hashes())
        let rows = BatchRows(try part.rows(hashes.common, ignoring: request.contract.ignoredColumns + agreement.ownColumns), inputs.data, inputs.pattern)
        var files = InputFiles(inputs.workshop, agreement, request.contract)
        for file in request.contract.annexes { files.add(file.path, as: "eine der Anlagen") }
        files.add(part.path, as: "ein Teil der Partnerliste")
        // The other of two runs of one part waits, and then finds everything done.
        let folder = try BatchFolder(request.folder ?? "serie-\(agreement.name)", .shard(part.shard), inputs: files, waits: { !control.isStopping })
        defer { folder.release() }
        let run = SeriesRun(
            source: TableSource(rows: rows, annexes: inputs.annexes, workshop: inputs.workshop, inputs: hashes, strict: request.contract.strict), watch: inputs.watch,
            folder: folder, files: files, resumes: true, replaces: request.replaces, spreads: request.spreads, archives: request.archives,
            words: request.word ? agreement : nil, workers: max(1, min(request.workers ?? ProcessInfo.processInfo.activeProcessorCount, rows.count)), control: control,
            receiver: receiver, findings: [],
            print: nil)
        let path = rows.table.path
        return try run.run(
            SeriesRun.Title(
                agreement: agreement.name, table: path.lastPathName, list: part.list, shard: part.shard,
                prefixes: [
                    (workspace.library + "/", ""), (workspace.resources + "/", ""), (folder.path + "/", ""), (agreement.path.parentPath + "/", ""),
                    (path, path.lastPathName),
                ], path: path))
    }

    private static func tooLongToMark(_ path: String) -> Failure {
        Failure(
            .usage,
            Finding(
                .fehler, "fehlerliste-zu-gross", at: .file(path), "Eine Arbeitsmappe mit markierten Zellen (--errors) gibt es nur für Listen bis \(TableLimits.rows) Zeilen.",
                remedy: "Lassen Sie --errors (--fehlerliste) weg; die Befunde nennen Zeile und Spalte."))
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
