/// A number for a text that is the same in every process, unlike that of `Hasher`: for keys in memory, not against people who mean harm.
package enum StableHash {
    /// FNV-1a with 64 bits (Fowler, Noll, Vo; RFC 9923).
    package static func of(_ text: String) -> UInt64 {
        text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
