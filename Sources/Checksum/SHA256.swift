import CNettle

/// SHA-256 (FIPS 180-4).
package enum SHA256 {
    /// 64 lower-case hexadecimal digits.
    package static func hex(of bytes: UnsafeRawBufferPointer) -> String { hex(digest(of: bytes)) }

    package static func hex(of bytes: [UInt8]) -> String { bytes.withUnsafeBytes { hex(of: $0) } }

    /// Of the text in UTF-8.
    package static func hex(of text: String) -> String {
        var text = text
        return text.withUTF8 { hex(of: UnsafeRawBufferPointer($0)) }
    }

    /// 32 bytes.
    package static func digest(of bytes: UnsafeRawBufferPointer) -> [UInt8] {
        var running = Running()
        running.add(bytes)
        return running.digest
    }

    private static let digits = Array("0123456789abcdef".utf8)

    private static func hex(_ digest: [UInt8]) -> String {
        String(unsafeUninitializedCapacity: digest.count * 2) { buffer in
            for (index, byte) in digest.enumerated() {
                buffer[2 * index] = digits[Int(byte >> 4)]
                buffer[2 * index + 1] = digits[Int(byte & 15)]
            }
            return digest.count * 2
        }
    }

    /// The checksum of bytes that come piece by piece. A copy goes on from where it was made: what many files begin with
    /// is added up once.
    package struct Running: Sendable {
        private var context = sha256_ctx()

        package init() { nettle_sha256_init(&context) }

        package mutating func add(_ bytes: UnsafeRawBufferPointer) {
            nettle_sha256_update(&context, bytes.count, bytes.bindMemory(to: UInt8.self).baseAddress)
        }

        package mutating func add(_ bytes: [UInt8]) { bytes.withUnsafeBytes { add($0) } }

        /// Of what was added so far: 32 bytes.
        package var digest: [UInt8] {
            // Asking for it begins anew.
            var context = context
            return [UInt8](unsafeUninitializedCapacity: Int(SHA256_DIGEST_SIZE)) { buffer, count in
                nettle_sha256_digest(&context, Int(SHA256_DIGEST_SIZE), buffer.baseAddress)
                count = Int(SHA256_DIGEST_SIZE)
            }
        }

        /// 64 lower-case hexadecimal digits.
        package var hex: String { SHA256.hex(digest) }
    }
}
