import Findings
import Foundation

/// Proves many files over one library, which is read once.
package enum ProofRun {
    /// Each file is told of in the order of their names, as soon as it has its turn. What is wrong with one file is no end of the run.
    ///
    /// - Parameters:
    ///   - told: called on this thread.
    /// - Throws: ``Failure``: 66 where a folder has no PDF, or agreement or library are missing, what is wrong with the record; where nothing can be proved, because the system
    ///   lets nothing be written or no thread be started.
    package static func run(_ request: ProofRequest, control: RunControl = RunControl(), told: (ProvedFile) -> Void) throws(Failure) -> ProofCount {
        let record = try request.record.map { path throws(Failure) in try IssueRecords(path) }
        let files = try self.files(request.paths)
        let libraries = ReadLibraries(library: request.library, agreement: request.agreement)
        try libraries.openAgreement()
        let workers = max(1, min(request.workers ?? ProcessInfo.processInfo.activeProcessorCount, files.count))
        let work = OrderedWork<Verification>(count: files.count, workers: workers)
        let threads = try work.start { () throws(Failure) in
            OwnPress()
        } make: { (index, tools) throws(Failure) in
            let carried = try CarriedOrigin(contentsOf: files[index])
            return try Verification.of(carried, record?.answerByLine(carried), over: libraries, tools)
        }
        defer {
            work.end()
            threads.join()
        }
        var count = ProofCount(total: files.count)
        var seen = SeenFiles(record, folders: request.paths.filter(ContractFolder.isFolder))
        for (index, path) in files.enumerated() {
            if control.isStopping { break }
            let file: ProvedFile
            do throws(Failure) { file = ProvedFile(path: path, answer: .success(try work.value(index))) } catch {
                // What keeps every file from being proved is told once.
                if [.inputOutput, .cannotCreate].contains(error.status) { throw error }
                if error.status == .inputMissing, error.findings.allSatisfy({ $0.place != .file(path) }) { _ = try libraries.workshop() }
                file = ProvedFile(path: path, answer: .failure(error))
            }
            count.add(file)
            seen?.note(file)
            told(file)
            control.tell(BatchProgress(stage: .checking, total: files.count, done: index + 1))
        }
        count.wasStopped = control.isStopping && count.open > 0
        if count.open == 0 { count.missing = seen?.missing ?? [] }
        return count
    }

    /// Each once; those of a folder in the order of their names.
    private static func files(_ paths: [String]) throws(Failure) -> [String] {
        var files: [String] = []
        var seen: Set<String> = []
        for path in paths {
            let own = ContractFolder.isFolder(path) ? try ContractFolder.names(in: path).map { ContractFolder.path($0, in: path) } : [path]
            files += own.filter { seen.insert($0).inserted }
        }
        return files
    }
}

/// Which lines of a record have their files.
private struct SeenFiles {
    private let record: IssueRecords
    /// Sub-folders of a series, where nothing but such is looked through; empty: all of it is.
    private let parts: Set<String>
    private var names: Set<String> = []
    private var sums: Set<String> = []
    private let folder: String

    /// - Returns: `nil` where only files are named: then nobody asks for the others.
    init?(_ record: IssueRecords?, folders: [String]) {
        guard let record, let first = folders.first else { return nil }
        self.record = record
        folder = first
        let names = folders.map { folder in folder.hasSuffix("/") ? String(folder.dropLast()).lastPathName : folder.lastPathName }
        parts = names.allSatisfy(SpreadFolder.isName) ? Set(names) : []
    }

    mutating func note(_ file: ProvedFile) {
        names.insert(file.path.lastPathName)
        if case .success(let proof) = file.answer { sums.insert(proof.contract.sha256) }
    }

    /// What the record lists and nobody has found, neither by its name nor by its content.
    var missing: [MissingContract] {
        record.lines.filter { line in
            !line.name.isEmpty && (parts.isEmpty || parts.contains(line.name.parentPath)) && !names.contains(line.name.lastPathName) && !sums.contains(line.sha256)
        }.map { line in
            MissingContract(
                name: line.name,
                finding: Finding(
                    .fehler, "nachweis-vertrag-fehlt", at: .file(record.path), "Der Vertrag „\(line.name)“ steht im Nachweis; in „\(folder)“ liegt er nicht.",
                    remedy: "Holen Sie die Datei aus der Sicherung, oder erstellen Sie sie mit „batch --resume“ noch einmal. Liegt sie anderswo, nennen Sie auch diesen Ordner."))
        }
    }
}
