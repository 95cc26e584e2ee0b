import CZip
import Foundation

/// Files that the rows of a table name in their column „Anlagen“. Each change gives a new folder, so that whoever reads an earlier one reads it to the end.
struct SeriesFiles: Sendable {
    let place: SeriesPlace

    /// Bytes of one file, of all of them, and how many.
    static let largest = Bounds.annex
    static let allTogether = 1 << 30
    static let most = 5_000

    /// Names in order.
    func names(_ series: ContractSeries) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: place.files(series))) ?? []).sorted { $0.lowercased() < $1.lowercased() }
    }

    /// Makes the next folder out of this one and a file that was sent, or all files of an archive.
    ///
    /// - Returns: the series with the new folder in it.
    /// - Throws: ``Problem``; the new folder is gone then.
    func adding(_ file: ReceivedFile, to series: ContractSeries) throws -> ContractSeries {
        try changed(series) { folder in
            if SeriesFiles.isArchive(file) {
                try SeriesFiles.unpack(file.path, into: folder)
            } else {
                try SeriesFiles.put(file.path, KeptAnnex.safe(file.name), into: folder)
            }
            var bytes = 0
            let names = try FileManager.default.contentsOfDirectory(atPath: folder)
            guard names.count <= SeriesFiles.most else { throw Problem.tooLarge("\(SeriesFiles.most) Dateien") }
            for name in names { bytes += (try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")[.size] as? Int) ?? 0 }
            guard bytes <= SeriesFiles.allTogether else { throw Problem.tooLarge(Inbox.said(SeriesFiles.allTogether)) }
        }
    }

    func removing(_ name: String, from series: ContractSeries) throws -> ContractSeries {
        guard names(series).contains(name) else { throw Problem.notFound }
        return try changed(series) { folder in unlink("\(folder)/\(name)") }
    }

    func discard(_ series: ContractSeries) { try? FileManager.default.removeItem(atPath: place.files(series)) }

    private func changed(_ series: ContractSeries, _ change: (String) throws -> Void) throws -> ContractSeries {
        var next = series
        next.files += 1
        let (old, new) = (place.files(series), place.files(next))
        // What a dead server has left of a folder that was never noted.
        try? FileManager.default.removeItem(atPath: new)
        do {
            try FileManager.default.createDirectory(atPath: new, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            for name in names(series) { guard link("\(old)/\(name)", "\(new)/\(name)") == 0 else { throw Problem.databaseFull } }
            try change(new)
        } catch {
            discard(next)
            throw error
        }
        return next
    }

    private static func put(_ path: String, _ name: String, into folder: String) throws(Problem) {
        // A link, unlike a rename, takes nothing's place.
        guard link(path, "\(folder)/\(name)") == 0 else { throw errno == EEXIST ? .fileThere(name) : .databaseFull }
    }

    // MARK: - Archives

    private static func isArchive(_ file: ReceivedFile) -> Bool { file.name.lowercased().hasSuffix(".zip") }

    /// Files of all its folders under their own names; what systems add besides is left out.
    private static func unpack(_ path: String, into folder: String) throws {
        var code: Int32 = 0
        guard let archive = zip_open(path, ZIP_RDONLY, &code) else { throw Problem.noArchive }
        defer { zip_discard(archive) }
        let count = zip_get_num_entries(archive, 0)
        guard count <= most else { throw Problem.tooLarge("\(most) Dateien") }
        for index in 0..<max(0, count) {
            var status = zip_stat_t()
            zip_stat_init(&status)
            guard zip_stat_index(archive, zip_uint64_t(index), 0, &status) == 0, let bytes = status.name else { throw Problem.noArchive }
            let whole = String(cString: bytes)
            let last = whole.split(separator: "/").last.map(String.init) ?? ""
            guard !whole.hasSuffix("/"), !whole.hasPrefix("__MACOSX/"), !last.hasPrefix("."), last != "Thumbs.db", !last.isEmpty else { continue }
            guard status.encryption_method == UInt16(ZIP_EM_NONE), let entry = zip_fopen_index(archive, zip_uint64_t(index), 0) else { throw Problem.noArchive }
            defer { zip_fclose(entry) }
            try write(entry, KeptAnnex.safe(last), into: folder)
        }
    }

    private static func write(_ entry: OpaquePointer, _ name: String, into folder: String) throws {
        let descriptor = open("\(folder)/\(name)", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw errno == EEXIST ? Problem.fileThere(name) : Problem.databaseFull }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var size = 0
        while true {
            let count = buffer.withUnsafeMutableBytes { room in room.baseAddress.map { zip_fread(entry, $0, zip_uint64_t(room.count)) } ?? -1 }
            guard count >= 0 else { throw Problem.noArchive }
            if count == 0 { return }
            size += Int(count)
            guard size <= largest else { throw Problem.tooLarge(Inbox.said(largest)) }
            var rest = buffer[..<Int(count)]
            while !rest.isEmpty {
                let written = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
                if written < 0, errno == EINTR { continue }
                guard written > 0 else { throw Problem.databaseFull }
                rest = rest.dropFirst(written)
            }
        }
    }
}

extension Problem {
    static let noArchive = Problem(
        422, "Dieses ZIP-Archiv lässt sich nicht lesen", "Es ist beschädigt oder mit einem Kennwort geschützt. Angenommen wurde nichts; was vorher da war, ist noch da.",
        remedy: "Packen Sie die Dateien neu, ohne Kennwort, oder senden Sie sie einzeln.")

    static func fileThere(_ name: String) -> Problem {
        Problem(
            409, "Eine Datei dieses Namens ist schon da", "„\(name)“ liegt schon bei den Anlagen dieser Serie. Angenommen wurde nichts; überschrieben wurde nichts.",
            remedy: "Entfernen Sie zuerst die alte Datei, oder geben Sie der neuen einen anderen Namen.")
    }
}
