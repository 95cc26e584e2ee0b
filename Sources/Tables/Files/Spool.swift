import Findings
import Foundation

/// Records written once and read at random, so that memory does not grow with a table: small ones stay in memory, larger ones
/// go to a temporary file that has no name (its content, people's data, is gone with the process).
package struct Spool: Sendable {
    private let file: TemporaryFile?
    private let memory: [UInt8]
    /// Where each record begins, and the end of the last.
    private let offsets: [UInt32]

    fileprivate init(file: TemporaryFile?, memory: [UInt8], offsets: [UInt32]) {
        self.file = file
        self.memory = memory
        self.offsets = offsets
    }

    /// How many records there are.
    package var count: Int { offsets.count - 1 }

    /// - Throws: `zwischenspeicher` where the temporary file cannot be read.
    package func record(_ index: Int) throws(Finding) -> [UInt8] {
        let range = range(index)
        guard let file else { return Array(memory[range]) }
        return try file.read(range)
    }

    fileprivate func range(_ index: Int) -> Range<Int> { Int(offsets[index])..<Int(offsets[index + 1]) }

    fileprivate func bytes(_ range: Range<Int>) throws(Finding) -> [UInt8] {
        guard let file else { return Array(memory[range]) }
        return try file.read(range)
    }

    fileprivate var size: Int { Int(offsets[offsets.count - 1]) }

    /// Reads neighbouring records with one access to the file.
    struct Cursor {
        let spool: Spool
        private var window: [UInt8] = []
        private var start = 0
        private static let windowBytes = 128 * 1024

        init(_ spool: Spool) { self.spool = spool }

        mutating func record(_ index: Int) throws(Finding) -> ArraySlice<UInt8> {
            let range = spool.range(index)
            if range.lowerBound < start || range.upperBound > start + window.count {
                let end = max(range.upperBound, min(spool.size, range.lowerBound + Cursor.windowBytes))
                window = try spool.bytes(range.lowerBound..<end)
                start = range.lowerBound
            }
            return window[(range.lowerBound - start)..<(range.upperBound - start)]
        }
    }
}

/// Builds a ``Spool``.
package struct SpoolWriter {
    private var file: TemporaryFile?
    private var pending: [UInt8] = []
    private var written = 0
    private var offsets: [UInt32] = [0]
    /// Beyond that many bytes a file is made.
    private static let memoryBytes = 512 * 1024
    private let limit: Int

    /// - Parameter scale: how much may go in.
    package init(_ scale: TableScale = .office) { limit = scale.spoolBytes }

    package var count: Int { offsets.count - 1 }

    /// - Throws: `tabelle-zu-gross`, `zwischenspeicher`.
    package mutating func append(_ record: some Collection<UInt8>) throws(Finding) {
        let end = written + pending.count + record.count
        guard end <= limit, let offset = UInt32(exactly: end) else {
            throw Finding(
                .fehler, "tabelle-zu-gross", "Die Tabelle hat mehr als \(limit / 1_048_576) MiB Inhalt.",
                remedy: "Teilen Sie die Tabelle auf.")
        }
        pending += record
        offsets.append(offset)
        if pending.count > SpoolWriter.memoryBytes { try flush() }
    }

    package consuming func finish() throws(Finding) -> Spool {
        if file != nil { try flush() }
        return Spool(file: file, memory: pending, offsets: offsets)
    }

    private mutating func flush() throws(Finding) {
        let target: TemporaryFile
        if let file { target = file } else { target = try TemporaryFile() }
        try target.write(pending, at: written)
        file = target
        written += pending.count
        pending.removeAll(keepingCapacity: true)
    }
}

/// A file without a name in the folder for temporary files. Owns the descriptor.
private final class TemporaryFile: Sendable {
    private let descriptor: Int32

    init() throws(Finding) {
        do throws(TemporaryFiles.Failure) { descriptor = try TemporaryFiles.nameless() } catch { throw TemporaryFile.failure(error.code) }
    }

    deinit { close(descriptor) }

    func write(_ bytes: [UInt8], at offset: Int) throws(Finding) {
        let code = TemporaryFiles.write(bytes, to: descriptor, at: offset)
        if code != 0 { throw TemporaryFile.failure(code) }
    }

    func read(_ range: Range<Int>) throws(Finding) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: range.count)
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes { buffer in
                pread(descriptor, buffer.baseAddress?.advanced(by: filled), buffer.count - filled, off_t(range.lowerBound + filled))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw TemporaryFile.failure(count < 0 ? errno : EIO) }
            filled += count
        }
        return bytes
    }

    private static func failure(_ code: Int32) -> Finding {
        Finding(
            .fehler, "zwischenspeicher", "Die Tabelle lässt sich nicht zwischenspeichern: \(SystemMessage.text(code)).",
            remedy: code == ENOSPC
                ? "Schaffen Sie Platz auf dem Datenträger für vorläufige Dateien, oder bitten Sie Ihre Systembetreuung, einen anderen zu nennen (TMPDIR)."
                : "Bitten Sie Ihre Systembetreuung, den Ordner für vorläufige Dateien zu prüfen (TMPDIR).")
    }
}
