import Findings
import Foundation

/// A file written piece by piece that appears whole or not at all.
final class FileWriter {
    private let path: String
    private let temporary: String
    private let descriptor: Int32
    private var pending: [UInt8] = []
    private let syncs: Bool

    /// - Parameters:
    ///   - temporary: beside the file; replaced if it is there.
    ///   - syncs: `false` for one of many files, after which the caller syncs them all.
    init(_ path: String, temporary: String, syncs: Bool = true) throws(Failure) {
        self.path = path
        self.syncs = syncs
        self.temporary = temporary
        descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw AtomicFile.cannotCreate(path, errno) }
    }

    func write(_ text: String) throws(Failure) { try write(text.utf8) }

    func write(_ bytes: some Sequence<UInt8>) throws(Failure) {
        pending.append(contentsOf: bytes)
        if pending.count > 1 << 18 { try flush() }
    }

    private func flush() throws(Failure) {
        let code = AtomicFile.writeAll(pending, to: descriptor)
        pending.removeAll(keepingCapacity: true)
        if code != 0 { throw AtomicFile.notWritten(path, code) }
    }

    /// Puts the file in its place.
    func finish() throws(Failure) {
        try flush()
        var code = !syncs || fsync(descriptor) == 0 ? 0 : errno
        if code == 0, rename(temporary, path) != 0 { code = errno }
        if code != 0 { throw AtomicFile.notWritten(path, code) }
    }

    deinit {
        close(descriptor)
        // Gone already if it has got its name.
        unlink(temporary)
    }
}
