import CZip
import Foundation

/// A ZIP archive of files on the disk, texts and what lies in other archives; the same content gives the same bytes.
///
/// libzip takes all of it piece by piece when the archive is closed, so memory holds some 600 bytes an entry and no content; where more than 65,535 entries or 4 GiB need it, it writes ZIP64
/// (APPNOTE.TXT 4.3.14 and 4.5.3).
package enum ZipBundle {
    package enum Content {
        /// Of a PDF, which is compressed already.
        case file(String)
        case text(String)
        /// As it lies in another archive.
        case entry(of: String, index: Int)
    }

    /// What libzip could not do.
    package struct Fault: Error {
        /// `errno`, where the system has refused something; `ECANCELED` where it was stopped.
        package let code: Int32?
    }

    /// What libzip's callback asks; it knows no closures.
    private final class Stop {
        let isAsked: () -> Bool

        init(_ isAsked: @escaping () -> Bool) { self.isAsked = isAsked }
    }

    /// - Parameters:
    ///   - comment: of the archive.
    ///   - path: must not be there. libzip writes beside it, under this name with a dot and six letters behind it, until all is written; it is not synced.
    ///   - isStopped: asked again and again while libzip writes.
    /// - Throws: ``Fault``; nothing is left behind then.
    package static func write(
        _ parts: [(name: String, content: Content)], comment: String = "", to path: String, isStopped: @escaping () -> Bool = { false }
    ) throws(Fault) {
        var code: Int32 = 0
        guard let archive = zip_open(path, ZIP_CREATE | ZIP_EXCL, &code) else { throw Fault(code: errno) }
        var others: [String: OpaquePointer] = [:]
        // libzip reads them until the archive is closed.
        defer { for other in others.values { zip_discard(other) } }
        for part in parts {
            if case .entry(let path, _) = part.content, others[path] == nil { others[path] = zip_open(path, ZIP_RDONLY, nil) }
            guard add(part.name, part.content, to: archive, others) else { throw discard(archive) }
        }
        if !comment.isEmpty, zip_set_archive_comment(archive, comment, zip_uint16_t(clamping: comment.utf8.count)) != 0 { throw discard(archive) }
        let stop = Stop(isStopped)
        let isWritten = withExtendedLifetime(stop) {
            let asked: zip_cancel_callback = { _, state in state.map { Unmanaged<Stop>.fromOpaque($0).takeUnretainedValue().isAsked() ? 1 : 0 } ?? 0 }
            guard zip_register_cancel_callback_with_state(archive, asked, nil, Unmanaged.passUnretained(stop).toOpaque()) == 0 else { return false }
            return zip_close(archive) == 0
        }
        guard isWritten else { throw discard(archive) }
    }

    private static func discard(_ archive: OpaquePointer) -> Fault {
        let error = zip_get_error(archive)
        let (code, isStopped) = (error.map { zip_error_code_system($0) } ?? 0, error.map { zip_error_code_zip($0) == ZIP_ER_CANCELLED } ?? false)
        zip_discard(archive)
        return Fault(code: isStopped ? ECANCELED : code == 0 ? nil : code)
    }

    private static func add(_ name: String, _ content: Content, to archive: OpaquePointer, _ others: [String: OpaquePointer]) -> Bool {
        guard let source = source(of: content, archive, others) else { return false }
        let added = zip_file_add(archive, name, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
        guard added >= 0 else {
            zip_source_free(source)
            return false
        }
        let index = zip_uint64_t(added)
        var method = ZIP_CM_STORE
        if case .text = content { method = ZIP_CM_DEFLATE }
        // 1 January 1980: the least that the format knows. Rights as a new file has them, not those of the file: they differ from machine to machine.
        return zip_set_file_compression(archive, index, method, 6) == 0 && zip_file_set_dostime(archive, index, 0, 0x21, 0) == 0
            && zip_file_set_external_attributes(archive, index, 0, UInt8(ZIP_OPSYS_UNIX), 0o100644 << 16) == 0
    }

    private static func source(of content: Content, _ archive: OpaquePointer, _ others: [String: OpaquePointer]) -> OpaquePointer? {
        switch content {
        case .file(let path): return zip_source_file(archive, path, 0, -1)
        case .entry(let path, let index):
            guard let other = others[path], let index = zip_uint64_t(exactly: index) else { return nil }
            return zip_source_zip(archive, other, index, 0, 0, 0)
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
}
