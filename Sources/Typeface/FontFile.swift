import CHarfBuzz
import Checksum

/// The content of a file of the catalogue, mapped into memory, its checksum verified. Owns the `hb_blob_t`.
public final class FontFile {
    let blob: OpaquePointer
    /// Valid as long as this object lives.
    public let bytes: UnsafeRawBufferPointer

    /// - Throws: ``FontError/fileMissing(path:)``, ``FontError/fileChanged(path:)``
    init(path: String, sha256: String?) throws(FontError) {
        guard let blob = hb_blob_create_from_file_or_fail(path) else { throw .fileMissing(path: path) }
        var length: UInt32 = 0
        let start = hb_blob_get_data(blob, &length)
        let bytes = UnsafeRawBufferPointer(start: start, count: Int(length))
        if let sha256, sha256.lowercased() != SHA256.hex(of: bytes) {
            hb_blob_destroy(blob)
            throw .fileChanged(path: path)
        }
        self.blob = blob
        self.bytes = bytes
    }

    deinit { hb_blob_destroy(blob) }
}
