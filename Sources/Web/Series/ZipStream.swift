import CZlib
import Findings
import Foundation

/// A ZIP archive written from front to end while it is sent (PKWARE APPNOTE 6.3.10): files as they are, for PDFs are compressed already; of each only
/// name, checksum and size are kept. libzip, which reads archives here, has to go back in what it has written, and a connection cannot.
///
/// The same files give the same bytes: every entry bears the first day that the format knows.
struct ZipStream {
    private struct Entry {
        let name: [UInt8]
        let offset: UInt64
        let size: UInt64
        let checksum: UInt32
    }

    private var entries: [Entry] = []
    private var offset: UInt64 = 0

    private static let day: UInt16 = 0x21
    /// Sizes follow the file (bit 3); names are UTF-8 (bit 11).
    private static let flags: UInt16 = 0x0808
    private static let chunk = 64 << 10

    /// Writes one file.
    ///
    /// - Parameters:
    ///   - name: in the archive.
    ///   - path: of the file; below 4 GiB.
    /// - Returns: whether the file was there.
    mutating func add(_ name: String, at path: String, _ write: ([UInt8]) async throws -> Void) async throws -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        let name = Array(name.utf8)
        let begin = offset
        var bytes = Self.little(UInt32(0x0403_4B50)) + Self.little(UInt16(20)) + Self.little(Self.flags) + Self.little(UInt16(0)) + Self.little(UInt16(0)) + Self.little(Self.day)
        bytes += Self.little(UInt32(0)) + Self.little(UInt32(0)) + Self.little(UInt32(0)) + Self.little(UInt16(name.count)) + Self.little(UInt16(0)) + name
        var (size, sum) = (UInt64(0), UInt(0))
        offset += UInt64(bytes.count)
        try await write(bytes)
        var buffer = [UInt8](repeating: 0, count: Self.chunk)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0, size + UInt64(count) < UInt64(UInt32.max) else { throw CocoaError(.fileReadUnknown) }
            if count == 0 { break }
            sum = crc32(sum, buffer, uInt(count))
            size += UInt64(count)
            try await write(Array(buffer[..<count]))
        }
        let checksum = UInt32(truncatingIfNeeded: sum)
        let end = Self.little(UInt32(0x0807_4B50)) + Self.little(checksum) + Self.little(UInt32(size)) + Self.little(UInt32(size))
        offset += size + UInt64(end.count)
        try await write(end)
        entries.append(Entry(name: name, offset: begin, size: size, checksum: checksum))
        return true
    }

    /// Writes the list of the files, with what archives beyond 4 GiB and 65,535 files need.
    func finish(_ write: ([UInt8]) async throws -> Void) async throws {
        var bytes: [UInt8] = []
        var size: UInt64 = 0
        for entry in entries {
            let record = Self.record(entry)
            size += UInt64(record.count)
            bytes += record
            guard bytes.count > Self.chunk else { continue }
            try await write(bytes)
            bytes = []
        }
        if entries.count >= Int(UInt16.max) || offset + size >= UInt64(UInt32.max) {
            bytes +=
                Self.little(UInt32(0x0606_4B50)) + Self.little(UInt64(44)) + Self.little(UInt16(45)) + Self.little(UInt16(45)) + Self.little(UInt32(0)) + Self.little(UInt32(0))
            bytes += Self.little(UInt64(entries.count)) + Self.little(UInt64(entries.count)) + Self.little(size) + Self.little(offset)
            bytes += Self.little(UInt32(0x0706_4B50)) + Self.little(UInt32(0)) + Self.little(offset + size) + Self.little(UInt32(1))
        }
        let count = UInt16(clamping: entries.count)
        bytes += Self.little(UInt32(0x0605_4B50)) + Self.little(UInt16(0)) + Self.little(UInt16(0)) + Self.little(count) + Self.little(count)
        bytes += Self.little(UInt32(clamping: size)) + Self.little(UInt32(clamping: offset)) + Self.little(UInt16(0))
        try await write(bytes)
    }

    private static func record(_ entry: Entry) -> [UInt8] {
        // An offset beyond 32 bits stands in a field of its own.
        let extra = entry.offset >= UInt64(UInt32.max) ? little(UInt16(1)) + little(UInt16(8)) + little(entry.offset) : []
        var bytes = little(UInt32(0x0201_4B50)) + little(UInt16(45)) + little(UInt16(extra.isEmpty ? 20 : 45)) + little(flags) + little(UInt16(0)) + little(UInt16(0)) + little(day)
        bytes += little(entry.checksum) + little(UInt32(entry.size)) + little(UInt32(entry.size)) + little(UInt16(entry.name.count)) + little(UInt16(extra.count))
        bytes += little(UInt16(0)) + little(UInt16(0)) + little(UInt16(0)) + little(UInt32(0)) + little(UInt32(clamping: entry.offset)) + entry.name + extra
        return bytes
    }

    private static func little<T: FixedWidthInteger>(_ number: T) -> [UInt8] { (0..<T.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) } }
}
