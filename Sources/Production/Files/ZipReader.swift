import CZip
import Foundation

/// A ZIP archive that is read entry by entry. Owns libzip's archive; for one thread at a time.
final class ZipReader {
    let path: String
    /// How many entries it has.
    let count: Int
    private let archive: OpaquePointer

    /// - Throws: ``ZipBundle/Fault`` where there is none, or its directory cannot be read.
    init(_ path: String) throws(ZipBundle.Fault) {
        var code: Int32 = 0
        guard let archive = zip_open(path, ZIP_RDONLY, &code) else { throw ZipBundle.Fault(code: nil) }
        self.path = path
        self.archive = archive
        count = Int(clamping: max(0, zip_get_num_entries(archive, 0)))
    }

    deinit { zip_discard(archive) }

    /// Whether a file begins as an archive with entries does (APPNOTE.TXT 4.3.7).
    static func isArchive(_ path: String) -> Bool { FileLook.head(path, 4) == [0x50, 0x4B, 0x03, 0x04] }

    var comment: String {
        var length: Int32 = 0
        guard let text = zip_get_archive_comment(archive, &length, 0), length > 0 else { return "" }
        return String(decoding: UnsafeRawBufferPointer(start: text, count: Int(length)), as: UTF8.self)
    }

    /// - Parameter index: from 0; below ``count``.
    func name(_ index: Int) -> String? { zip_uint64_t(exactly: index).flatMap { zip_get_name(archive, $0, 0) }.map { String(cString: $0) } }

    /// What an entry holds, its checksum (CRC-32) compared.
    ///
    /// - Parameter limit: bytes.
    /// - Returns: `nil` where it is damaged, locked, or larger.
    func bytes(_ index: Int, limit: Int) -> [UInt8]? {
        guard let index = zip_uint64_t(exactly: index), let entry = zip_fopen_index(archive, index, 0) else { return nil }
        defer { zip_fclose(entry) }
        var bytes: [UInt8] = []
        // What the directory says of its size is no more than a word.
        var status = zip_stat_t()
        if zip_stat_index(archive, index, 0, &status) == 0 { bytes.reserveCapacity(min(Int(clamping: status.size), 1 << 24)) }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = buffer.withUnsafeMutableBytes { room in room.baseAddress.map { zip_fread(entry, $0, zip_uint64_t(room.count)) } ?? -1 }
            guard count >= 0, bytes.count + Int(count) <= limit else { return nil }
            if count == 0 { return bytes }
            bytes += buffer[..<Int(count)]
        }
    }
}
