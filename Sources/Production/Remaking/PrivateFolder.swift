import Checksum
import Findings
import Foundation
import Synchronization

/// A folder that only this user can read, gone when the object is: for annexes that travel in contracts. It may serve many contracts: a file of one name and
/// content lies there once, always at the same path, so it is converted once as well.
final class PrivateFolder: Sendable {
    private struct File {
        var users: Int
        let size: Int
        /// When it was wanted last.
        var turn: Int
    }

    private struct Content {
        var files: [String: File] = [:]
        /// Bytes of files that nobody uses at the moment.
        var idle = 0
        var turn = 0
    }

    private let path: String
    private let content = Mutex(Content())

    /// Bytes that are kept although nobody uses them: the next contract may have the same annex.
    private static let mostIdle = 64 << 20
    /// Of a name within the folder: digits of a checksum and a slash.
    private static let prefixLength = 65

    init() throws(Failure) {
        do throws(TemporaryFiles.Failure) { path = try TemporaryFiles.privateFolder() } catch {
            throw Failure(
                .cannotCreate,
                Finding(
                    .fehler, "ordner-unmoeglich", "Für die Anlagen lässt sich kein vorläufiger Ordner anlegen: \(error.reason).",
                    remedy: TemporaryFiles.Failure.remedy))
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// A text with the paths of its files as „Anlage“ names.
    func hidden(in text: String) -> String {
        let parts = text.components(separatedBy: path + "/")
        return parts.dropFirst().reduce(parts[0]) { $0 + "Anlage im PDF: " + $1.dropFirst(Self.prefixLength) }
    }

    /// Writes a file; returns its path, which ends with the last part of `name`. It stays until it is released as often as it was added.
    func add(_ bytes: [UInt8], named name: String) throws(Failure) -> String {
        let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? "anlage"
        let safe = last == ".." || last == "." || last.utf8.contains(0) ? "anlage" : last
        let file = "\(path)/\(SHA256.hex(of: bytes))/\(safe)"
        try content.withLock { content throws(Failure) in
            content.turn += 1
            if let known = content.files[file] {
                if known.users == 0 { content.idle -= known.size }
                content.files[file] = File(users: known.users + 1, size: known.size, turn: content.turn)
                return
            }
            try AtomicFile.write(bytes, to: file)
            content.files[file] = File(users: 1, size: bytes.count, turn: content.turn)
        }
        return file
    }

    /// Files that one of those who have added them needs no longer.
    func release(_ files: some Sequence<String>) {
        content.withLock { content in
            for file in files {
                guard let known = content.files[file], known.users > 0 else { continue }
                content.files[file]?.users -= 1
                if known.users == 1 { content.idle += known.size }
            }
            while content.idle > Self.mostIdle, let oldest = content.files.filter({ $0.value.users == 0 }).min(by: { $0.value.turn < $1.value.turn }) {
                unlink(oldest.key)
                rmdir(oldest.key.parentPath)
                content.idle -= oldest.value.size
                content.files[oldest.key] = nil
            }
        }
    }
}
