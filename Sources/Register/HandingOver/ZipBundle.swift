import CZip
import Findings
import Foundation
import Production

/// A ZIP archive of files on the disk and texts; the same content gives the same bytes.
enum ZipBundle {
    enum Content {
        /// Of a PDF, which is compressed already.
        case file(String)
        case text(String)
    }

    /// - Parameter path: of the archive, which must not be there.
    /// - Throws: ``Failure`` with status 74 where it cannot be written.
    static func write(_ parts: [(name: String, content: Content)], to path: String) throws(Failure) {
        var code: Int32 = 0
        guard let archive = zip_open(path, ZIP_CREATE | ZIP_EXCL, &code) else { throw failed(path) }
        for part in parts where !add(part.name, part.content, to: archive) {
            zip_discard(archive)
            throw failed(path)
        }
        guard zip_close(archive) == 0 else {
            zip_discard(archive)
            throw failed(path)
        }
    }

    private static func add(_ name: String, _ content: Content, to archive: OpaquePointer) -> Bool {
        guard let source = source(of: content, archive) else { return false }
        let index = zip_file_add(archive, name, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
        guard index >= 0 else {
            zip_source_free(source)
            return false
        }
        var method = ZIP_CM_DEFLATE
        if case .file = content { method = ZIP_CM_STORE }
        // 1 January 1980: the least that the format knows.
        return zip_set_file_compression(archive, zip_uint64_t(index), method, 6) == 0 && zip_file_set_dostime(archive, zip_uint64_t(index), 0, 0x21, 0) == 0
    }

    private static func source(of content: Content, _ archive: OpaquePointer) -> OpaquePointer? {
        switch content {
        case .file(let path): return zip_source_file(archive, path, 0, -1)
        case .text(let text):
            let bytes = Array(text.utf8)
            // libzip frees it when the archive is closed.
            guard let buffer = malloc(max(1, bytes.count)) else { return nil }
            bytes.withUnsafeBytes { if let base = $0.baseAddress { memcpy(buffer, base, $0.count) } }
            guard let source = zip_source_buffer(archive, buffer, zip_uint64_t(bytes.count), 1) else {
                free(buffer)
                return nil
            }
            return source
        }
    }

    private static func failed(_ path: String) -> Failure {
        Failure(
            .inputOutput,
            Finding(
                .fehler, "uebergabe-archiv", at: .file(path), "Das Archiv lässt sich nicht schreiben.",
                remedy: "Prüfen Sie Schreibrechte und freien Platz des Datenträgers, und starten Sie noch einmal."))
    }
}
