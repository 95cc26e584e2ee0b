import CMalloc
import Checksum
import Findings
import Foundation

/// Puts the contracts of a run that is done into one archive, in the order of the rows, stored: they are made, kept and proved as single files before, and these go only when the archive is
/// safe on the disk, has been read again and the manifest tells of it. So a run that is killed anywhere in between goes on by the same call.
///
/// libzip writes an archive at one go. Written row by row instead, archives would depend on which row was ready first, and what a killed run had left would have no directory.
struct SeriesArchive {
    private let folder: BatchFolder
    private let rows: JournalRows
    private let control: RunControl
    /// Single files that the archive has, as they were when it was written.
    private var singles: [String: FileStamp] = [:]
    /// Archives whose contracts the archive has, too.
    private var formers: [String] = []

    init(_ folder: BatchFolder, _ rows: JournalRows, _ control: RunControl) { (self.folder, self.rows, self.control) = (folder, rows, control) }

    /// A contract on its way.
    private struct Part {
        let name: String
        let content: ZipBundle.Content
        /// Of the single file; `nil` of what lies in an archive.
        var sha256: String?
        var stamp: FileStamp?
    }

    enum Outcome {
        /// The archive is there as it should be.
        case packed
        /// Somebody has stopped the run before; everything is where it was.
        case stopped
        /// Everything is where it was.
        case failed(Failure)
    }

    mutating func pack() -> Outcome {
        // What the contracts were made in goes back to the system, which the C library keeps it from (malloc_trim(3)): a list of all rows takes its place.
        malloc_trim(0)
        var outcome = Outcome.stopped
        do throws(Failure) { if try write() { return .packed } } catch { outcome = .failed(error) }
        singles = [:]
        try? folder.lookAtArchives()
        return outcome
    }

    /// Writes the archive, unless it is there as it would be. What is not as the run has written it – signed, filled in, changed – stays a single file.
    ///
    /// - Returns: whether nobody has stopped it.
    /// - Throws: ``Failure`` with status 74 where the archive cannot be written, 65 where one that is there is damaged; everything is where it was then.
    private mutating func write() throws(Failure) -> Bool {
        try folder.lookAtArchives()
        guard let plan = try planned() else { return false }
        guard plan.isChanged else { return true }
        var parts = plan.parts
        while true {
            guard let differing = try write(parts) else { return false }
            if differing.isEmpty { break }
            // They were what they should be a moment ago.
            guard folder.archives == nil else {
                unlink(folder.unfinishedArchive)
                throw Self.notWritten(folder.file(folder.archiveName), EBUSY)
            }
            parts.removeAll { differing.contains($0.name) }
        }
        let archive = folder.file(folder.archiveName)
        guard !parts.isEmpty || folder.archives != nil else { return true }
        if PathKind.of(archive) != .nothing, folder.archives?.names.contains(folder.archiveName) != true {
            unlink(folder.unfinishedArchive)
            throw Self.foreign(archive)
        }
        if parts.isEmpty { unlink(archive) } else if rename(folder.unfinishedArchive, archive) != 0 { throw Self.notWritten(archive, errno) }
        let code = folder.sync()
        if code != 0 { throw Self.notWritten(archive, code) }
        formers = (folder.archives?.names ?? []).filter { $0 != folder.archiveName && folder.owns(archive: $0) }
        for part in parts where part.stamp != nil { singles[part.name] = part.stamp }
        try folder.lookAtArchives()
        return true
    }

    /// The archive that has a row's file, or will have it alone.
    func archive(of name: String) -> String? { singles[name] == nil ? folder.archive(of: name) : folder.archiveName }

    /// Takes away what the archive has, once the manifest tells of it.
    func removeSingles() {
        guard !singles.isEmpty || !formers.isEmpty, folder.sync() == 0 else { return }
        // What somebody has written into since stays.
        for (name, stamp) in singles where FileStamp(folder.file(name)) == stamp { _ = unlink(folder.file(name)) }
        for place in Set(singles.keys.map { $0.parentPath }) where !place.isEmpty { rmdir(folder.file(place)) }
        for name in formers { unlink(folder.file(name)) }
    }

    // MARK: - What belongs in

    /// In the order of the rows, behind them what else the archives hold; and whether that is another archive than there is. `nil`: stopped.
    private mutating func planned() throws(Failure) -> (parts: [Part], isChanged: Bool)? {
        let archives = folder.archives
        var parts: [Part] = []
        var named: Set<String> = []
        var isChanged = archives.map { $0.names.contains { $0 != folder.archiveName && folder.owns(archive: $0) } } ?? false
        var known: [String: FileStamp] = [:]
        try BatchReport.forEachRecord(rows) { record in
            guard !control.isStopping, let name = record.datei, let sum = record.sha256, named.insert(name).inserted else { return }
            let archive = archives?.archive(of: name)
            // What another part's archive has, stays there.
            if let archive, !folder.owns(archive: archive) { return }
            var entry: Part?
            if let archives, let archive, let index = archives.index(of: name, in: archive) {
                entry = Part(name: name, content: .entry(of: folder.file(archive), index: index))
            }
            let path = folder.file(name)
            guard PathKind.of(path) == .file, let stamp = FileStamp(path) else {
                if let entry { parts.append(entry) }
                return
            }
            if let entry, archives?.bytes(name).map({ SHA256.hex(of: $0) }) == sum {
                parts.append(entry)
                if FileLook.sha256(path) == sum { known[name] = stamp }
                return
            }
            // Signed perhaps. Of the first archive it is told when it has been written: nothing is read for it twice.
            if archives != nil, FileLook.sha256(path) != sum {
                if let entry { parts.append(entry) }
                return
            }
            isChanged = true
            parts.append(Part(name: name, content: .file(path), sha256: sum, stamp: stamp))
        }
        // Rows were passed over.
        guard !control.isStopping else { return nil }
        let leaving = folder.leftOutOfArchive
        var others: [Part] = []
        for archive in archives?.names ?? [] where folder.owns(archive: archive) {
            for (index, name) in (archives?.entries(of: archive) ?? []).enumerated() {
                if leaving.contains(name) {
                    isChanged = true
                } else if named.insert(name).inserted {
                    others.append(Part(name: name, content: .entry(of: folder.file(archive), index: index)))
                }
            }
        }
        singles = known
        return (parts + others.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }, isChanged)
    }

    // MARK: - Writing

    /// - Returns: names of single files that are not what the rows say of them; `nil`: stopped.
    private func write(_ parts: [Part]) throws(Failure) -> Set<String>? {
        let temporary = folder.unfinishedArchive
        unlink(temporary)
        guard !parts.isEmpty else { return [] }
        do throws(ZipBundle.Fault) {
            try ZipBundle.write(parts.map { ($0.name, $0.content) }, comment: ContractArchives.comment, to: temporary) { [control] in control.isStopping }
        } catch {
            if error.code == ECANCELED { return nil }
            throw Self.notWritten(folder.file(folder.archiveName), error.code)
        }
        do throws(Failure) {
            let differing = try differing(parts, in: temporary)
            if differing == nil { unlink(temporary) }
            return differing
        } catch {
            unlink(temporary)
            throw error
        }
    }

    private func differing(_ parts: [Part], in path: String) throws(Failure) -> Set<String>? {
        let archive = folder.file(folder.archiveName)
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.notWritten(archive, errno) }
        let code = fsync(descriptor) == 0 ? 0 : errno
        close(descriptor)
        if code != 0 { throw Self.notWritten(archive, code) }
        guard let reader = try? ZipReader(path), reader.count == parts.count else { throw Self.notWritten(archive, EIO) }
        var differing: Set<String> = []
        for (index, part) in parts.enumerated() {
            if control.isStopping { return nil }
            guard reader.name(index) == part.name, let bytes = reader.bytes(index, limit: CarriedOrigin.sizeLimit) else { throw Self.notWritten(archive, EIO) }
            if let sum = part.sha256, SHA256.hex(of: bytes) != sum { differing.insert(part.name) }
        }
        return differing
    }

    // MARK: - What is said

    private static func notWritten(_ path: String, _ code: Int32?) -> Failure {
        Failure(
            .inputOutput,
            Finding(
                .fehler, "archiv-gescheitert", at: .file(path),
                "Das Archiv konnte nicht geschrieben werden\(code.map { ": " + SystemMessage.text($0) } ?? ""). Die Verträge sind erstellt und liegen da, wo sie vorher lagen.",
                remedy: code == ENOSPC || code == EFBIG || code == EDQUOT
                    ? "Schaffen Sie Platz – solange gepackt wird, liegt alles doppelt da –, und starten Sie den Lauf mit --resume noch einmal."
                    : "Prüfen Sie den Datenträger, und starten Sie den Lauf mit --resume noch einmal."))
    }

    private static func foreign(_ path: String) -> Failure {
        Failure(
            .cannotCreate,
            Finding(
                .fehler, "ausgabe-geschuetzt", at: .file(path), "Diese Datei ist nicht von Klauselwerk; das Archiv der Serie müsste sie ersetzen.",
                remedy: "Verschieben Sie die Datei, oder wählen Sie mit -o einen anderen Ordner."))
    }

    /// - Parameter archives: in the folder of a run that packs nothing.
    static func unasked(_ archives: ContractArchives, in folder: BatchFolder) -> Failure {
        Failure(
            .cannotCreate,
            Finding(
                .fehler, "archiv-vorhanden", at: .file(folder.path),
                "Die Verträge in diesem Ordner liegen in \(archives.names.count == 1 ? "einem Archiv" : "Archiven"): \(archives.names.prefix(3).map { "„\($0)“" }.joined(separator: ", "))\(archives.names.count > 3 ? " …" : "").",
                remedy: "Starten Sie den Lauf mit --archiv; oder entpacken Sie die Archive in diesen Ordner, und löschen Sie sie."))
    }

    /// Asked before the first row, so that nobody waits for an archive that cannot be.
    static func check(_ folder: BatchFolder) throws(Failure) {
        let archive = folder.file(folder.archiveName)
        if PathKind.of(archive) != .nothing, folder.archives?.names.contains(folder.archiveName) != true { throw foreign(archive) }
    }
}
