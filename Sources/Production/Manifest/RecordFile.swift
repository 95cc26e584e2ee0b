import Findings
import Foundation

/// A file of which single lines are read: a journal or a manifest. Memory does not grow with its length.
final class RecordFile: Sendable {
    let path: String
    private let descriptor: Int32

    /// - Returns: `nil` where there is none.
    /// - Throws: ``Failure`` with status 74 where there is one that cannot be opened: what is in it must not be taken for nothing.
    static func open(_ path: String) throws(Failure) -> RecordFile? {
        while true {
            let descriptor = Foundation.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
            if descriptor >= 0 {
                var status = stat()
                guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
                    close(descriptor)
                    throw UnreadFile.failure(path, "Die Datei fehlt oder ist nicht lesbar.")
                }
                return RecordFile(path, descriptor)
            }
            switch errno {
            case EINTR: continue
            case ENOENT, ENOTDIR: return nil
            // A link (O_NOFOLLOW) or a socket.
            case ELOOP, ENXIO: throw irregular(path)
            default: throw unreadable(path, errno)
            }
        }
    }

    private init(_ path: String, _ descriptor: Int32) {
        self.path = path
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Where a line stands, without its end and the comma before it.
    struct Line: Sendable, Hashable {
        var offset: Int
        var length: Int
    }

    /// Longer lines are no records.
    private static let longestLine = 1 << 24

    /// Goes through all lines that have an end. Returns the length of the file up to the end of the last of them.
    ///
    /// - Throws: ``Failure`` with status 74 where the disk gives an error before the file's end.
    @discardableResult
    func forEachLine(_ body: (Line, [UInt8]) throws(Failure) -> Void) throws(Failure) -> Int {
        try forLines { line, bytes throws(Failure) in
            try body(line, bytes)
            return true
        }
    }

    /// The same, until `body` wants no more of them: a file's beginning does not cost its length.
    @discardableResult
    func forLines(_ body: (Line, [UInt8]) throws(Failure) -> Bool) throws(Failure) -> Int {
        var chunk = [UInt8](repeating: 0, count: 1 << 17)
        var pending: [UInt8] = []
        var start = 0
        var position = 0
        while true {
            let count = try read(&chunk, 0, chunk.count, at: position)
            if count == 0 { return start }
            var begin = 0
            while let end = chunk[begin..<count].firstIndex(of: 0x0A) {
                pending += chunk[begin..<end]
                var length = pending.count
                if pending.last == UInt8(ascii: ",") {
                    length -= 1
                    pending.removeLast()
                }
                let goesOn = try body(Line(offset: start, length: length), pending)
                pending.removeAll(keepingCapacity: true)
                begin = end + 1
                start = position + begin
                if !goesOn { return start }
            }
            pending += chunk[begin..<count]
            if pending.count > Self.longestLine { return start }
            position += count
        }
    }

    /// - Throws: ``Failure`` with status 74 where the line is no longer there.
    func read(_ line: Line) throws(Failure) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: line.length)
        var filled = 0
        while filled < line.length {
            let count = try read(&bytes, filled, line.length - filled, at: line.offset + filled)
            guard count > 0 else { throw RecordFile.unreadable(path, EIO) }
            filled += count
        }
        return bytes
    }

    /// How many bytes came; 0 at the file's end.
    private func read(_ bytes: inout [UInt8], _ begin: Int, _ count: Int, at position: Int) throws(Failure) -> Int {
        while true {
            let got = bytes.withUnsafeMutableBytes { buffer in
                buffer.baseAddress.map { pread(descriptor, $0 + begin, count, off_t(position)) } ?? 0
            }
            if got >= 0 { return got }
            guard errno == EINTR else { throw RecordFile.unreadable(path, errno) }
        }
    }

    private static func irregular(_ path: String) -> Failure {
        Failure(
            .inputMissing,
            UnreadFile.other(path)
                ?? Finding(
                    .fehler, "datei-fehlt", at: .file(path), "Das ist eine Verknüpfung (ein Link), keine Datei.", remedy: "Nennen Sie die Datei selbst."))
    }

    private static func unreadable(_ path: String, _ code: Int32) -> Failure {
        Failure(
            .inputOutput,
            Finding(
                .fehler, "lesen-gescheitert", at: .file(path), "Die Datei konnte nicht gelesen werden: \(SystemMessage.text(code)).",
                remedy: "Prüfen Sie Datenträger und Leserechte, und starten Sie den Lauf noch einmal."))
    }
}
