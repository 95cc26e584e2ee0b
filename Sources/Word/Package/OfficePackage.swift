import CZip
import Findings
import Foundation

/// The parts of an Office Open XML file, and the archive they make (ECMA-376 part 2). Same parts, same bytes: order and times are fixed.
struct OfficePackage {
    struct Part {
        var name: String
        var bytes: [UInt8]
        /// Pictures are compressed already.
        var isStored = false
    }

    private(set) var parts: [Part] = []

    mutating func add(_ name: String, _ bytes: [UInt8], isStored: Bool = false) {
        parts.append(Part(name: name, bytes: bytes, isStored: isStored))
    }

    mutating func add(_ name: String, _ markup: MarkupWriter) { add(name, markup.bytes) }

    /// - Throws: a finding where the archive cannot be made: no memory.
    func archive() throws(Finding) -> [UInt8] {
        guard let bytes = zipped() else {
            throw Finding(
                .fehler, "word-archiv", "Die Word-Datei lässt sich nicht zusammenpacken; vermutlich fehlt Arbeitsspeicher.",
                remedy: "Beenden Sie andere Programme, und versuchen Sie es erneut.")
        }
        return bytes
    }

    private func zipped() -> [UInt8]? {
        guard let target = zip_source_buffer_create(nil, 0, 0, nil) else { return nil }
        // What is given away lives on in the source, which is read afterwards.
        zip_source_keep(target)
        defer { zip_source_free(target) }
        guard let archive = zip_open_from_source(target, ZIP_TRUNCATE, nil) else {
            zip_source_free(target)
            return nil
        }
        for part in parts where !add(part, to: archive) {
            zip_discard(archive)
            return nil
        }
        guard zip_close(archive) == 0 else {
            zip_discard(archive)
            return nil
        }
        return Self.content(of: target)
    }

    private func add(_ part: Part, to archive: OpaquePointer) -> Bool {
        // libzip frees it when the archive is closed.
        guard let buffer = malloc(max(1, part.bytes.count)) else { return false }
        part.bytes.withUnsafeBytes { if let base = $0.baseAddress { memcpy(buffer, base, $0.count) } }
        guard let source = zip_source_buffer(archive, buffer, zip_uint64_t(part.bytes.count), 1) else {
            free(buffer)
            return false
        }
        let index = zip_file_add(archive, part.name, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
        guard index >= 0 else {
            zip_source_free(source)
            return false
        }
        let method = part.isStored ? ZIP_CM_STORE : ZIP_CM_DEFLATE
        // 1 January 1980, as Word writes it: the least that the format knows.
        return zip_set_file_compression(archive, zip_uint64_t(index), method, 6) == 0
            && zip_file_set_dostime(archive, zip_uint64_t(index), 0, 0x21, 0) == 0
    }

    private static func content(of source: OpaquePointer) -> [UInt8]? {
        var status = zip_stat_t()
        guard zip_source_stat(source, &status) == 0, let count = Int(exactly: status.size), zip_source_open(source) == 0 else { return nil }
        defer { zip_source_close(source) }
        var bytes = [UInt8](repeating: 0, count: count)
        let read = bytes.withUnsafeMutableBytes { room in room.baseAddress.map { zip_source_read(source, $0, zip_uint64_t(count)) } ?? 0 }
        return Int(read) == count ? bytes : nil
    }
}
