import Glibc
import Rendering

/// Finds what would fill the memory as soon as a reader opens the file: object and cross-reference streams (ISO 32000-1, 7.5.7
/// and 7.5.8), which qpdf expands without asking. All other streams are expanded with a bound.
enum ExpansionGuard {
    /// Of all such streams together; a book has some ten MiB.
    private static let limit = 128 << 20
    /// How far before the word `stream` its dictionary begins at most.
    private static let dictionaryLimit = 4096

    static func isBomb(_ bytes: [UInt8]) -> Bool {
        var total = 0
        var at = 0
        while let start = find("stream", in: bytes, from: at) {
            at = start + 6
            // „endstream“ is no beginning.
            if start >= 3, bytes[start - 3..<start].elementsEqual("end".utf8) { continue }
            let dictionary = bytes[max(0, start - dictionaryLimit)..<start]
            guard let opening = lastObject(dictionary) else { continue }
            guard contains("/ObjStm", bytes[opening..<start]) || contains("/XRef", bytes[opening..<start]) else { continue }
            var data = start + 6
            while data < bytes.count, bytes[data] == 0x0D || bytes[data] == 0x0A { data += 1 }
            total += Flate.expandedSize(bytes[data...], limit: limit - total)
            if total >= limit { return true }
        }
        return false
    }

    static func find(_ word: StaticString, in bytes: [UInt8], from start: Int) -> Int? {
        bytes.withUnsafeBufferPointer { buffer -> Int? in
            guard let base = buffer.baseAddress else { return nil }
            let length = word.utf8CodeUnitCount
            var at = start
            while at + length <= buffer.count, let next = memchr(base + at, Int32(word.utf8Start.pointee), buffer.count - at) {
                let found = UnsafeRawPointer(next) - UnsafeRawPointer(base)
                if found + length <= buffer.count, memcmp(base + found, word.utf8Start, length) == 0 { return found }
                at = found + 1
            }
            return nil
        }
    }

    /// After the last `obj` that begins an object.
    private static func lastObject(_ bytes: ArraySlice<UInt8>) -> Int? {
        var at = bytes.endIndex - 3
        while at >= bytes.startIndex {
            if bytes[at] == UInt8(ascii: "o"), bytes[at + 1] == UInt8(ascii: "b"), bytes[at + 2] == UInt8(ascii: "j") { return at }
            at -= 1
        }
        return bytes.startIndex
    }

    private static func contains(_ word: String, _ bytes: ArraySlice<UInt8>) -> Bool {
        let word = Array(word.utf8)
        return bytes.indices.contains { bytes[$0...].starts(with: word) }
    }
}
