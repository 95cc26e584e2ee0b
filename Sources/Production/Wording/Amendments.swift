import Assembler
import Checksum
import DocumentModel
import Findings
import Foundation
import Layout

/// Amendments of finished contracts: `nachtrag`.
public enum Amendments {
    /// Makes an amendment for each contract that the change concerns.
    ///
    /// All are assembled and proved before the first page; where one cannot be made, none is. In a folder of its own a run is one like ``Batch``'s:
    /// what is made lies there at once, with journal, manifest and report, and a run that was broken off goes on with
    /// ``AmendmentRequest/resumes``. Without folder all files appear together at the end.
    ///
    /// - Parameter receiver: keeps a list of the contracts that are there at the end, made or kept.
    /// - Throws: ``Failure`` with all findings; nothing has been written then.
    public static func make(
        _ request: AmendmentRequest, control: RunControl = RunControl(), receiver: (any ContractReceiver)? = nil
    ) throws(Failure) -> AmendmentResult {
        let workspace = try Workspace.locate(agreement: nil, library: request.library)
        // Before anything is read.
        let library = InputSnapshot(workspace, agreement: "")
        let chains = try AmendmentChain.read(request.paths)
        let names = Set(chains.compactMap { $0.contract.origin?.agreement.name }).sorted()
        let watch = InputWatch([library] + names.map { InputSnapshot(workspace, agreement: workspace.path(ofAgreement: $0)) })
        let workers = max(1, min(request.workers ?? ProcessInfo.processInfo.activeProcessorCount, chains.count))
        var (result, ready, workshop) = try prepared(chains, request, workers, control)
        guard let workshop, !ready.isEmpty else { return result }
        ready.sort { $0.key < $1.key }
        try requireNames(ready)

        var inputs = InputFiles(workspace)
        // An amendment that an earlier run has made under a name of this one is no input: what becomes of it, the run decides.
        let outputs = Set(ready.map(\.name))
        for path in request.paths where !outputs.contains(path.lastPathName) { inputs.add(path, as: "einer der Verträge") }
        var claims = OutputClaims(against: inputs)
        let common = SHA256.hex(of: try failing(RunInputs.program(hasForeignPages: false, hasDrawings: false)) + "\n" + watch.digestText)
        let source = AmendmentSource(ready: ready, workshop: workshop, common: common)
        let printed = try request.print.map { options throws(Failure) in try claims.claim(options.path, .volume, option: "--print") }
        let print = request.print.flatMap { options in printed.map { (options, claims, $0) } }
        guard !request.folder.isEmpty else {
            try writeTogether(source, receiver, &claims, &result)
            if let print {
                let room = try WorkerRoom(workers) { OwnPress() }
                defer { room.close() }
                result.volumes = try PrintRun(source: source, options: print.0, claims: print.1, output: print.2).write(without: [], in: room, control: control)
            }
            return result
        }
        let folder = try BatchFolder(request.folder.hasSuffix("/") ? String(request.folder.dropLast()) : request.folder, .amendments, inputs: inputs)
        defer { folder.release() }
        let run = SeriesRun(
            source: source, watch: watch, folder: folder, files: inputs, resumes: request.resumes, replaces: request.replaces, spreads: false, archives: false, words: nil,
            workers: workers,
            control: control, receiver: receiver, findings: [], print: print)
        let done = try run.run(
            SeriesRun.Title(
                agreement: names.count == 1 ? names[0] : "", table: "", matter: "Nachträge",
                prefixes: [(workspace.library + "/", ""), (workspace.resources + "/", ""), (folder.path + "/", "")], path: ""))
        let records = try FormerRun([folder.file(folder.manifestName)])
        for own in ready {
            guard let record = try records.record(own.key), let name = record.datei, let sum = record.sha256 else { continue }
            result.made.append(own.told(at: folder.file(name), sha256: sum, pages: record.seiten))
        }
        result.findings += done.findings
        result.volumes = done.volumes
        result.run = done
        return result
    }

    /// All amendments assembled, or all that stands in the way.
    private static func prepared(
        _ chains: [AmendmentChain], _ request: AmendmentRequest, _ workers: Int, _ control: RunControl
    ) throws(Failure) -> (AmendmentResult, [ReadyAmendment], Workshop?) {
        let preparation = AmendmentPreparation(request: request)
        var result = AmendmentResult()
        var ready: [ReadyAmendment] = []
        var workshop: Workshop?
        var faults: [Finding] = []
        let work = OrderedWork<(amendment: ReadyAmendment, workshop: Workshop)?>(count: chains.count, workers: workers)
        let threads = try work.start { () throws(Failure) in
        } make: { (index, _) throws(Failure) in
            try preparation.ready(chains[index])
        }
        for (index, chain) in chains.enumerated() {
            do throws(Failure) {
                if let made = try work.value(index) {
                    ready.append(made.amendment)
                    workshop = workshop ?? made.workshop
                } else {
                    result.unaffected.append(chain.path)
                }
            } catch { faults += error.findings.map { $0.placed(at: chain.path) } }
            control.tell(BatchProgress(stage: .checking, total: chains.count, done: index + 1))
        }
        work.end()
        threads.join()
        let named = Set(chains.compactMap { preparation.row(of: $0.path) })
        faults += request.ownValues.keys.filter { !named.contains($0) }.sorted().map { path in
            Finding(
                .fehler, "nachtrag-tabelle-vertrag", at: .file(path), "Die Tabelle nennt den Vertrag „\(path)“; unter den angegebenen Dateien ist er nicht.",
                remedy: "Berichtigen Sie den Namen, oder nennen Sie auch die Datei.")
        }
        guard faults.isEmpty else { throw Failure(FindingList(faults)) }
        return (result, ready, workshop)
    }

    /// Two contracts of one name in two folders would have one file.
    private static func requireNames(_ ready: [ReadyAmendment]) throws(Failure) {
        var seen: [UInt64: String] = [:]
        for own in ready {
            guard let other = seen.updateValue(own.path, forKey: FileName.key(own.name)) else { continue }
            throw Failure(
                .data,
                Finding(
                    .fehler, "nachtrag-name", at: .file(own.path), "Der Nachtrag hieße „\(own.name)“ wie der zu „\(other)“.",
                    remedy: "Ändern Sie die beiden Verträge in zwei Läufen mit verschiedenen Ordnern (-o)."))
        }
    }

    private static func writeTogether(
        _ source: AmendmentSource, _ receiver: (any ContractReceiver)?, _ claims: inout OutputClaims, _ result: inout AmendmentResult
    ) throws(Failure) {
        let press = try Press(source.supplies)
        var contents: [(output: OutputClaims.Output, bytes: [UInt8])] = []
        for own in source.ready {
            let layout = try press.layOut(own.contract.document)
            let bytes = try press.pdf(layout.list, origin: own.contract.origin)
            contents.append((try claims.claim(own.name, .pdf, option: "-o"), bytes))
            result.made.append(own.told(at: own.name, sha256: SHA256.hex(of: bytes), pages: layout.list.pages.count))
            result.findings += own.contract.findings + layout.findings
        }
        try claims.write(contents)
        try receiver?.take(result.made.map(\.file))
    }
}

extension Finding {
    /// Of one contract among several.
    fileprivate func placed(at path: String) -> Finding {
        var finding = self
        if finding.place == nil { finding.place = .file(path) } else if case .option? = finding.place { finding.message = "\(path.lastPathName): \(finding.message)" }
        return finding
    }
}
