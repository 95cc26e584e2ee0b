import Findings
import Finishing
import Foundation
import Rendering

/// Puts the same files behind all contracts of a folder. Each result appears whole or not at all, so a run that was broken off is done again: what is there
/// and equal counts as made.
struct AnnexRun: Sendable {
    let request: AnnexRequest
    let maker: AnnexMaker
    let inputs: InputFiles

    private enum Outcome: Sendable {
        case new, replaced, kept, outdated
    }

    private struct Done: Sendable {
        let outcome: Outcome
        let findings: [Finding]
    }

    /// What no result may take the place of.
    static func inputs(_ files: [AttachedFile], library: String?, agreement: String?) throws(Failure) -> InputFiles {
        var inputs = InputFiles(try Workspace.locate(agreement: nil, library: library))
        for file in files { inputs.add(file.path, as: "eine der Anlagen") }
        if let agreement { inputs.add(agreement, as: "die Vereinbarung") }
        return inputs
    }

    /// - Throws: ``Failure``: 66 where there is no contract, annex or library, 65 where an annex is wrong for all of them, 73 or 74 where nothing can be written.
    static func run(_ request: AnnexRequest, control: RunControl) throws(Failure) -> AnnexResult {
        let names = try ContractFolder.names(in: request.folder)
        var inputs = try inputs(request.files, library: request.library, agreement: request.agreement)
        for name in names { inputs.add(ContractFolder.path(name, in: request.folder), as: "einer der Verträge") }
        let libraries = ReadLibraries(library: request.library, agreement: request.agreement)
        try libraries.openAgreement()
        let maker = AnnexMaker(files: request.files, strict: request.strict, libraries: libraries)
        try maker.checkFiles()
        try checkOutput(request)
        let folder = try BatchFolder(request.output, .annexes, inputs: inputs)
        defer { folder.release() }
        for (place, files) in Dictionary(grouping: names, by: \.parentPath) {
            AtomicFile.removeLeftovers(of: files.map(\.lastPathName), in: place.isEmpty ? request.output : ContractFolder.path(place, in: request.output))
        }
        return try AnnexRun(request: request, maker: maker, inputs: inputs).run(names, control)
    }

    private static func checkOutput(_ request: AnnexRequest) throws(Failure) {
        if request.output.lowercased().hasSuffix(".pdf"), !FileLook.isFolder(request.output) {
            throw Failure(
                .usage,
                Finding(
                    .fehler, "ausgabe-endung", at: .file(request.output), "Hier entstehen mehrere PDF; „\(request.output)“ ist aber der Name einer einzigen Datei.",
                    remedy: "Nennen Sie mit -o einen Ordner, zum Beispiel: -o mit-anlagen"))
        }
        guard let output = FileIdentity(request.output), output == FileIdentity(request.folder) else { return }
        throw Failure(
            .cannotCreate,
            Finding(
                .fehler, "ausgabe-ist-eingabe", at: .file(request.output), "In diesem Ordner liegen die Verträge; sie würden überschrieben.",
                remedy: "Nennen Sie mit -o einen anderen Ordner."))
    }

    private func run(_ names: [String], _ control: RunControl) throws(Failure) -> AnnexResult {
        let workers = max(1, min(request.workers ?? ProcessInfo.processInfo.activeProcessorCount, names.count))
        let work = OrderedWork<Done>(count: names.count, workers: workers)
        let threads = try work.start { () throws(Failure) in
            OwnPress()
        } make: { (index, tools) throws(Failure) in
            try done(names[index], tools)
        }
        defer {
            work.end()
            threads.join()
        }
        var result = AnnexResult(folder: request.output, total: names.count)
        var told: Set<Finding> = []
        for (index, name) in names.enumerated() {
            if control.isStopping { break }
            var findings: [Finding]
            do throws(Failure) {
                let done = try work.value(index)
                findings = done.findings
                switch done.outcome {
                case .new: result.new += 1
                case .replaced: result.replaced += 1
                case .kept: result.kept += 1
                case .outdated: result.outdated += 1
                }
            } catch {
                // The next one could not be written either.
                if error.status == .inputOutput { throw error }
                result.failed += 1
                findings = error.findings.map { located($0, name) }
            }
            result.findings += findings.filter { told.insert($0).inserted }
            control.tell(
                BatchProgress(stage: .making, total: names.count, done: index + 1, kept: result.kept + result.outdated, failed: result.failed))
        }
        result.wasStopped = control.isStopping && result.open > 0
        return result
    }

    private func done(_ name: String, _ tools: OwnPress) throws(Failure) -> Done {
        let carried = try CarriedOrigin(contentsOf: ContractFolder.path(name, in: request.folder))
        let made = try maker.make(carried, tools)
        let (outcome, findings) = try put(made.bytes, name)
        // What is said of an annex is the same of all contracts.
        let told = made.findings.filter { !Self.isOfValues($0) }
        return Done(outcome: outcome, findings: told.map { $0.place == nil && $0.rule != "anlage-nur-angefuegt" ? located($0, name) : $0 } + findings)
    }

    /// A hint about the values of a contract: whoever made it has been told.
    private static func isOfValues(_ finding: Finding) -> Bool {
        if finding.severity == .hinweis, case .option(let text)? = finding.place { !text.hasPrefix("--") } else { false }
    }

    /// Gives a result its place, or leaves what is there.
    private func put(_ bytes: [UInt8], _ name: String) throws(Failure) -> (Outcome, [Finding]) {
        let path = ContractFolder.path(name, in: request.output)
        let kind = PathKind.of(path)
        var standing = FileStanding.absent
        if kind == .file, inputs.use(of: path) == nil, let old = FileBytes.read(path, limit: CarriedOrigin.sizeLimit) {
            if old == bytes { return (.kept, []) }
            standing = FileStanding.of(old, path: path)
            // Signed or filled in since.
            if let carried = try? CarriedOrigin(old, path: path), carried.isIntact, carried.original == bytes {
                return (.kept, [StayingContract.kept(name, at: .file(path), standing)].compactMap { $0 })
            }
        }
        do throws(Failure) {
            var claims = OutputClaims(against: inputs, replaces: request.replaces)
            try claims.write([(try claims.claim(path, .pdf, option: "-o"), bytes)])
        } catch {
            // Ours, and issued, signed or changed: it may be right that it stays.
            let isOurs = standing != .absent && standing != .foreign
            guard error.status == .cannotCreate, isOurs else { throw error }
            return (.outdated, error.findings.map { Self.staying($0, standing) })
        }
        return (kind == .nothing ? .new : .replaced, [])
    }

    private static func staying(_ finding: Finding, _ standing: FileStanding) -> Finding {
        var told = finding
        told.severity = .warnung
        told.remedy =
            standing == .intact
            ? "Ist diese Datei noch nicht ausgegeben, ersetzen Sie sie mit --replace (--ersetzen); sonst wählen Sie mit -o einen anderen Ordner."
            : "Wählen Sie mit -o einen anderen Ordner, oder legen Sie diese Datei in einen anderen."
        return told
    }

    /// Of one contract among many.
    private func located(_ finding: Finding, _ name: String) -> Finding {
        var told = finding
        if told.place == nil { told.place = .file(ContractFolder.path(name, in: request.folder)) }
        return told
    }
}
