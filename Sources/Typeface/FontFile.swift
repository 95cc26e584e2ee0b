import CHarfBuzz
import CNettle

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
        if let sha256, sha256.lowercased() != FontFile.sha256(of: bytes) {
            hb_blob_destroy(blob)
            throw .fileChanged(path: path)
        }
        self.blob = blob
        self.bytes = bytes
    }

    deinit { hb_blob_destroy(blob) }

    /// SHA-256 (FIPS 180-4) as 64 lower-case hexadecimal digits.
    public static func sha256(of bytes: UnsafeRawBufferPointer) -> String {
        var context = sha256_ctx()
        nettle_sha256_init(&context)
        nettle_sha256_update(&context, bytes.count, bytes.bindMemory(to: UInt8.self).baseAddress)
        let digest = [UInt8](unsafeUninitializedCapacity: Int(SHA256_DIGEST_SIZE)) { buffer, count in
            nettle_sha256_digest(&context, Int(SHA256_DIGEST_SIZE), buffer.baseAddress)
            count = Int(SHA256_DIGEST_SIZE)
        }
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
