import Findings
import Foundation
import Rendering
import Synchronization

/// The folder of a batch while one run works in it. What is hidden in it belongs to the run and is gone at its end.
///
/// Parts of a table (shards) may work in one folder at once: each has its own manifest, journal and lock; a run over the whole
/// table keeps all others out.
final class BatchFolder: Sendable {
    let path: String
    /// `manifest.json`, or `manifest.teil-2-von-4.json`, `manifest.nachtraege.json`.
    let manifestName: String
    /// `bericht.html`, or `bericht.teil-2-von-4.html`.
    let reportName: String
    /// Of the report's pages, where it has many: `bericht`, or `bericht.teil-2-von-4`.
    let reportFolder: String
    /// Of the archive that the run's contracts may be put into: `vertraege.zip`, or `vertraege.teil-2-von-4.zip`.
    let archiveName: String
    private let scope: Scope
    private let locks: [FolderLock]
    private let shelf = Mutex<ContractArchives?>(nil)
    /// Contracts that the next archive is to leave out.
    private let leavingOut = Mutex<Set<String>>([])

    static let hiddenPrefix = ".klauselwerk-"

    /// Which runs a folder can have at once, each with files of its own.
    enum Scope: Sendable, Hashable {
        /// A whole table; keeps all others out.
        case whole
        case shard(Shard)
        /// Amendments: a folder may have many, of many runs, also beside the contracts of a series.
        case amendments
        /// Contracts of another folder with further annexes; it writes neither manifest nor report.
        case annexes

        /// In the names of its files; `nil`: they are called as they are.
        fileprivate var suffix: String? {
            switch self {
            case .whole: nil
            case .shard(let shard): "teil-\(shard.number)-von-\(shard.count)"
            case .amendments: "nachtraege"
            case .annexes: "anlagen"
            }
        }

        fileprivate var name: String { suffix ?? "serie" }
    }

    /// Whether the manifest goes on telling what earlier runs have made.
    var keepsOthers: Bool { scope == .amendments }

    /// Makes the folder where it is missing, takes it, and clears away what a dead run has left.
    ///
    /// - Parameters:
    ///   - inputs: what the run reads: no folder of it may be this one.
    ///   - waits: whether a part waits for another run of the same part, instead of being refused.
    /// - Throws: ``Failure`` 73: another run holds the folder, it is of the library, or what is called like our manifest or report is not ours.
    init(_ path: String, _ scope: Scope, inputs: InputFiles = InputFiles(), waits: () -> Bool = { false }) throws(Failure) {
        self.path = path
        if let folder = inputs.folder(of: path + "/manifest.json") {
            throw Failure(
                .cannotCreate,
                Finding(
                    .fehler, "ausgabe-in-bibliothek", at: .file(path), "Dies ist der Ordner „\(folder)“ der Bibliothek, aus dem das Programm liest.",
                    remedy: "Geben Sie mit -o einen anderen Ordner an."))
        }
        self.scope = scope
        let suffix = scope.suffix
        manifestName = BatchFolder.name("manifest", suffix, "json")
        reportName = BatchFolder.name("bericht", suffix, "html")
        reportFolder = ["bericht", suffix].compactMap { $0 }.joined(separator: ".")
        archiveName = BatchFolder.name("vertraege", suffix, "zip")
        try AtomicFile.makeFolder(path, for: path)
        var locks = [try FolderLock("\(path)/\(Self.hiddenPrefix)serie.lock", scope == .whole ? .alone : .shared, folder: path)]
        if let suffix { locks.append(try FolderLock("\(path)/\(Self.hiddenPrefix)\(suffix).lock", .alone, folder: path, waits: waits)) }
        self.locks = locks
        do throws(Failure) { try checkOwn() } catch {
            release()
            throw error
        }
        removeLeftovers(all: scope == .whole)
        do throws(Failure) { try lookAtArchives() } catch {
            release()
            throw error
        }
    }

    /// Which contracts lie in archives, as it was when the run began or looked again. Amendments lie in none.
    var archives: ContractArchives? { shelf.withLock { $0 } }

    /// - Throws: ``Failure`` with status 65 where one cannot be read.
    func lookAtArchives() throws(Failure) {
        guard scope != .amendments else { return }
        let archives = try ContractArchives(in: path, own: archiveName)
        shelf.withLock { $0 = archives.isEmpty ? nil : archives }
    }

    /// Whether the run may write an archive anew: a part its own, a run over the whole table all.
    func owns(archive: String) -> Bool { scope == .whole || archive == archiveName }

    /// Names of contracts in archives that ``remove(_:)`` was asked to take away: they go when the archive is written anew.
    var leftOutOfArchive: Set<String> { leavingOut.withLock { $0 } }

    /// A contract as it lies here.
    enum Look {
        case nothing
        /// The folder's own file goes before that in an archive.
        case file([UInt8])
        /// No regular file, one that cannot be read, or damaged in its archive.
        case unreadable
    }

    func look(at name: String) -> Look {
        switch PathKind.of(file(name)) {
        case .file: FileBytes.read(file(name), limit: CarriedOrigin.sizeLimit).map { .file($0) } ?? .unreadable
        case .folder, .link, .device: .unreadable
        case .nothing:
            if let archives, archives.archive(of: name) != nil { archives.bytes(name).map { .file($0) } ?? .unreadable } else { .nothing }
        }
    }

    /// Whether something has this name, here or in an archive.
    func has(_ name: String) -> Bool { PathKind.of(file(name)) != .nothing || archives?.archive(of: name) != nil }

    /// The archive that has a contract which does not lie here itself.
    func archive(of name: String) -> String? { PathKind.of(file(name)) == .nothing ? archives?.archive(of: name) : nil }

    /// What the run is going to replace at its end has to be an earlier run's.
    private func checkOwn() throws(Failure) {
        let manifest = file(manifestName)
        var isOurs = PathKind.of(manifest) == .nothing
        if PathKind.of(manifest) == .file, let old = try RecordFile.open(manifest) { isOurs = try ManifestWriter.header(of: old) != nil }
        guard isOurs else { throw BatchFolder.foreign(manifest) }
        let report = file(reportName)
        switch PathKind.of(report) {
        case .nothing: return
        case .file: if FileBytes.begins(report, with: BatchReport.beginning) { return }
        case .folder, .link, .device: break
        }
        throw BatchFolder.foreign(report)
    }

    /// - Throws: ``Failure`` with status 73 where a run of so many rows would have to replace a folder that is not ours.
    func checkReportFolder(rows: Int) throws(Failure) {
        let path = file(reportFolder)
        if rows > ReportPages.mostRowsOfOnePage, PathKind.of(path) != .nothing, !ReportSheets.areOurs(path) { throw BatchFolder.foreign(path) }
    }

    private static func foreign(_ path: String) -> Failure {
        Failure(
            .cannotCreate,
            Finding(
                .fehler, "ausgabe-geschuetzt", at: .file(path), "Diese Datei ist nicht von Klauselwerk; eine Serie müsste sie ersetzen.",
                remedy: "Verschieben Sie die Datei, oder wählen Sie mit -o einen anderen Ordner."))
    }

    /// Lets others in.
    func release() { for lock in locks { lock.release() } }

    private static func name(_ stem: String, _ suffix: String?, _ ending: String) -> String {
        ([stem] + [suffix].compactMap { $0 } + [ending]).joined(separator: ".")
    }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    /// A name for something unfinished.
    func temporary(_ number: Int, _ kind: Unfinished = .contract) -> String { file("\(Self.hiddenPrefix)\(scope.name)-\(number)\(kind.rawValue).tmp") }

    /// What of a row is unfinished.
    enum Unfinished: String {
        case contract = ""
        case wordCopy = "-word"
    }

    var journal: String { file("\(Self.hiddenPrefix)\(scope.name).journal") }

    /// What the report's pages are made in.
    var unfinishedReport: String { file("\(Self.hiddenPrefix)\(scope.name)-bericht.tmp") }

    /// The pages of an earlier report, on their way out.
    var formerReport: String { file("\(Self.hiddenPrefix)\(scope.name)-bericht-alt.tmp") }

    var unfinishedArchive: String { file("\(Self.hiddenPrefix)\(scope.name)-archiv.tmp") }

    var reserve: String { file("\(Self.hiddenPrefix)\(scope.name)-reserve.tmp") }

    /// - Parameter all: of parts, too: nobody else is here.
    private func removeLeftovers(all: Bool) {
        let prefix = all ? Self.hiddenPrefix : "\(Self.hiddenPrefix)\(scope.name)-"
        for name in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] {
            // libzip puts six letters behind the name of what it has not finished.
            guard name.hasPrefix(prefix), name.hasSuffix(".tmp") || name.contains(".tmp.") else { continue }
            discard(name)
        }
    }

    /// What runs over parts of the table have left, once a run over all of it is done.
    func removeParts() {
        guard scope == .whole else { return }
        for name in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] {
            let isPart = ["manifest.teil-", "bericht.teil-", "\(Self.hiddenPrefix)teil-"].contains { name.hasPrefix($0) }
            // Of a folder only what a report's pages are.
            if isPart, PathKind.of(file(name)) != .folder || ReportSheets.areOurs(file(name)) { discard(name) }
        }
    }

    /// Pages of a report are a folder.
    private func discard(_ name: String) {
        if PathKind.of(file(name)) == .folder { try? FileManager.default.removeItem(atPath: file(name)) } else { unlink(file(name)) }
    }

    /// Takes a file away, and its sub-folder when nothing is left in it. What lies in an archive is noted to be left out of the next.
    ///
    /// - Returns: whether it is gone.
    func remove(_ name: String) -> Bool {
        if let archive = archive(of: name), owns(archive: archive) {
            leavingOut.withLock { _ = $0.insert(name) }
            return true
        }
        guard unlink(file(name)) == 0 else { return false }
        if name.contains("/") { rmdir(file(name.parentPath)) }
        return true
    }

    /// Makes the sub-folder of a file, if it has one. 0, or the `errno` of the failed call.
    func makeRoom(for path: String) -> Int32 {
        let parent = path.parentPath
        guard parent.count > self.path.count, SpreadFolder.isName(parent.lastPathName) else { return 0 }
        if mkdir(parent, 0o755) == 0 { return sync(self.path) }
        let code = errno
        // Not through a link to somewhere else.
        return code == EEXIST && PathKind.of(parent) == .folder ? 0 : code
    }

    /// Makes sure that names given to files in these folders last. 0, or the `errno` of the failed call.
    func sync(_ folders: [String]) -> Int32 { Set(folders).sorted().lazy.map { self.sync($0) }.first { $0 != 0 } ?? 0 }

    /// Makes sure that names given to files in the folder itself last. 0, or the `errno` of the failed call.
    func sync() -> Int32 { sync(path) }

    private func sync(_ path: String) -> Int32 {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return errno }
        defer { close(descriptor) }
        return fsync(descriptor) == 0 ? 0 : errno
    }
}
