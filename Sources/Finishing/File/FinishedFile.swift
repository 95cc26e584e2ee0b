import Checksum

/// A finished PDF in parts: what files of a series have in common is kept once and never copied.
package struct FinishedFile: Sendable, Hashable {
    /// One after the other they are the file.
    package let parts: [[UInt8]]
    /// Of all bytes, 64 lower-case hexadecimal digits.
    package let sha256: String
    /// Bytes of the longest part that is its own.
    let longest: Int

    package var bytes: [UInt8] { parts.together }
}

extension [[UInt8]] {
    var together: [UInt8] {
        var all: [UInt8] = []
        all.reserveCapacity(reduce(0) { $0 + $1.count })
        for part in self { all += part }
        return all
    }
}

/// What several files begin with, with all that is needed to go on behind it.
struct FileBeginning: Sendable {
    let parts: [[UInt8]]
    let length: Int
    /// By object number.
    let addresses: [ObjectAddress]
    /// Of the bytes.
    let checksum: SHA256.Running
}
