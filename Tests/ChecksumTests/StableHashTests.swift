import Checksum
import Testing

@Suite("Hash of texts")
struct StableHashTests {
    /// Test vectors of FNV-1a with 64 bits, from RFC 9923.
    @Test(
        "It is FNV-1a, on every machine and in every run",
        arguments: [("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8)] as [(String, UInt64)])
    func vectors(text: String, hash: UInt64) {
        #expect(StableHash.of(text) == hash)
    }
}
