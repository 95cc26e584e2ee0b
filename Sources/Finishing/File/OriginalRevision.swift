/// The revision of a file that this program wrote: all of it, or what stands before later additions (a signature).
package struct OriginalRevision: Sendable, Hashable {
    /// Bytes from the beginning of the file.
    package var length: Int
    /// Whether the bytes are those that were written: the trailer bears their hash.
    package var isIntact: Bool
    /// Where its cross-references begin.
    var tableStart: Int
    /// Object numbers are lower than this.
    var objectCount: Int

    /// More ends than this are not tried; signed copies have as many as there are signatures and time stamps.
    private static let endLimit = 256

    /// - Returns: `nil` where no end of a revision looks like one of ours.
    package static func find(in bytes: [UInt8]) -> OriginalRevision? {
        var found: OriginalRevision?
        for end in ends(of: bytes).prefix(endLimit) {
            guard let start = tableStart(before: end, in: bytes) else { continue }
            guard let parsed = FileEnd(in: bytes[..<end], at: start), parsed.length == end - start else { continue }
            let isIntact = parsed.pointsToObjects(in: bytes) && FileEnd.identifier(of: bytes[..<start]) == parsed.identifier
            found = OriginalRevision(length: end, isIntact: isIntact, tableStart: start, objectCount: parsed.addresses.count)
            if isIntact { return found }
        }
        return found
    }

    /// Behind each `%%EOF` and its line end. Attached files have such too.
    private static func ends(of bytes: [UInt8]) -> [Int] {
        let mark = Array("\n%%EOF\n".utf8)
        return bytes.indices.dropLast(mark.count - 1).filter { bytes[$0] == 0x0A && bytes[$0...].starts(with: mark) }.map { $0 + mark.count }
    }

    /// The number between `startxref` and the `%%EOF` that ends at `end`.
    private static func tableStart(before end: Int, in bytes: [UInt8]) -> Int? {
        let last = end - "\n%%EOF\n".utf8.count
        let digits = bytes[..<last].suffix(10).reversed().prefix { (0x30...0x39).contains($0) }.count
        var scanner = ByteScanner(bytes[..<last], at: last - digits)
        guard let start = scanner.integer(), start < last - digits else { return nil }
        return start
    }
}
