import Findings
import Foundation

/// A regular file open for reading. Owns the descriptor.
package struct InputFile: ~Copyable {
    package let path: String
    /// When it was opened, in bytes.
    package let size: Int
    let descriptor: Int32

    /// - Parameter limit: the largest size, in bytes.
    /// - Throws: `datei-fehlt`, `datei-unlesbar`, `datei-zu-gross`.
    package init(_ path: String, limit: Int) throws(Finding) {
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw InputFile.failure(errno, path) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            let code = errno
            close(descriptor)
            throw InputFile.failure(code, path)
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw Finding(
                .fehler, "datei-unlesbar", at: .file(path), "„\(path)“ ist keine gewöhnliche Datei.",
                remedy: "Geben Sie die Datei selbst an, keinen Ordner, kein Gerät und keine Leitung zu einem anderen Programm.")
        }
        guard status.st_size <= limit else {
            close(descriptor)
            throw InputFile.tooLarge(path, limit)
        }
        self.path = path
        self.descriptor = descriptor
        size = Int(status.st_size)
    }

    deinit { close(descriptor) }

    /// Fills the buffer from `offset` on as far as the file goes; returns how many bytes there were.
    package func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(Finding) -> Int {
        var filled = 0
        while filled < buffer.count {
            let count = pread(descriptor, buffer.baseAddress?.advanced(by: filled), buffer.count - filled, off_t(offset + filled))
            if count < 0 {
                if errno == EINTR { continue }
                throw InputFile.failure(errno, path)
            }
            if count == 0 { break }
            filled += count
        }
        return filled
    }

    /// The whole content, from the beginning.
    package func bytes(limit: Int) throws(Finding) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(size)
        try chunks { chunk throws(Finding) in
            bytes += chunk
            if bytes.count > limit { throw InputFile.tooLarge(path, limit) }
        }
        return bytes
    }

    /// The content in pieces of at most 64 KiB. A file may grow while it is read.
    func chunks(_ take: (ArraySlice<UInt8>) throws(Finding) -> Void) throws(Finding) {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var offset = 0
        while true {
            let count = try fill(&buffer, at: offset)
            if count == 0 { return }
            try take(buffer[..<count])
            offset += count
        }
    }

    /// The first bytes, at most `count`.
    func beginning(_ count: Int) throws(Finding) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: count)
        let filled = try fill(&buffer, at: 0)
        return Array(buffer[..<filled])
    }

    private func fill(_ buffer: inout [UInt8], at offset: Int) throws(Finding) -> Int {
        let result = buffer.withUnsafeMutableBytes { bytes in
            Result { () throws(Finding) in try read(at: offset, into: bytes) }
        }
        return try result.get()
    }

    static func tooLarge(_ path: String, _ limit: Int) -> Finding {
        Finding(
            .fehler, "datei-zu-gross", at: .file(path), "Die Datei ist größer als \(limit / 1_048_576) MiB.",
            remedy: "Prüfen Sie, ob die richtige Datei angegeben ist, oder teilen Sie sie auf.")
    }

    private static func failure(_ code: Int32, _ path: String) -> Finding {
        switch code {
        case ENOENT, ENOTDIR:
            Finding(.fehler, "datei-fehlt", at: .file(path), "Die Datei „\(path)“ gibt es nicht.", remedy: "Prüfen Sie Namen und Ordner.")
        case EACCES, EPERM:
            Finding(
                .fehler, "datei-unlesbar", at: .file(path), "Die Datei „\(path)“ darf nicht gelesen werden.",
                remedy: "Lassen Sie sich das Leserecht geben.")
        default:
            Finding(
                .fehler, "datei-unlesbar", at: .file(path), "Die Datei „\(path)“ lässt sich nicht lesen (\(SystemMessage.text(code))).",
                remedy: "Prüfen Sie Laufwerk und Netz.")
        }
    }
}
