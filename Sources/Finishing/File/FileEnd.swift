import Checksum

/// What stands after the objects of a file of ours: cross-reference table, trailer, `%%EOF` (ISO 32000-1, 7.5.4–7.5.5).
///
/// Written in one way only, so that it can be recognised again to the byte.
struct FileEnd {
    /// By object number; that of object 0 is not used.
    var offsets: [Int]
    var root: PDFReference
    /// Files of PDF 2.0 have none.
    var info: PDFReference?
    /// The first 16 bytes of the SHA-256 of everything before.
    var identifier: [UInt8]
    /// Where the cross-reference table begins.
    var start: Int
    /// Bytes that it takes; known of one that was read.
    private(set) var length = 0

    static func identifier(of content: ArraySlice<UInt8>) -> [UInt8] {
        identifier(content.withUnsafeBytes { SHA256.digest(of: $0) })
    }

    /// - Parameter digest: the SHA-256 of everything before.
    static func identifier(_ digest: [UInt8]) -> [UInt8] { Array(digest.prefix(16)) }

    func write(_ output: inout PDFBytes) {
        output.text("xref\n0 ")
        output.int(offsets.count)
        output.text("\n0000000000 65535 f \n")
        output.crossReferences(offsets.dropFirst())
        output.text("trailer\n<</Size ")
        output.int(offsets.count)
        output.text("/Root ")
        output.reference(root)
        if let info {
            output.text("/Info ")
            output.reference(info)
        }
        output.text("/ID[")
        for _ in 0..<2 {
            output.text("<")
            for byte in identifier { output.hexadecimal(byte) }
            output.text(">")
        }
        output.text("]>>\nstartxref\n")
        output.int(start)
        output.text("\n%%EOF\n")
    }
}

extension FileEnd {
    /// Reads what ``write(_:)`` has written; `nil` for anything else.
    ///
    /// - Parameters:
    ///   - bytes: begin with the file.
    ///   - start: where the cross-reference table is said to begin.
    init?(in bytes: ArraySlice<UInt8>, at start: Int) {
        var scanner = ByteScanner(bytes, at: start)
        guard scanner.skip("xref\n0 "), let count = scanner.integer(), count > 0, scanner.skip("\n0000000000 65535 f \n") else { return nil }
        // An entry has 20 bytes.
        guard count - 1 <= scanner.remaining / 20 else { return nil }
        var offsets = [0]
        for _ in 1..<count {
            guard let offset = scanner.integer(), scanner.skip(" 00000 n \n") else { return nil }
            offsets.append(offset)
        }
        guard scanner.skip("trailer\n<</Size "), scanner.integer() == count, scanner.skip("/Root "), let root = scanner.integer(),
            scanner.skip(" 0 R")
        else { return nil }
        var info: PDFReference?
        if scanner.skip("/Info ") {
            guard let number = scanner.integer(), scanner.skip(" 0 R") else { return nil }
            info = PDFReference(number: number)
        }
        guard scanner.skip("/ID[<"), let identifier = scanner.hexadecimal(count: 16) else { return nil }
        self.init(offsets: offsets, root: PDFReference(number: root), info: info, identifier: identifier, start: start)
        var written = PDFBytes()
        write(&written)
        guard bytes[start...].starts(with: written.bytes) else { return nil }
        length = written.count
    }
}

/// The revision of a file that this program wrote: all of it, or what stands before later additions (a signature).
package struct OriginalRevision: Sendable, Hashable {
    /// Bytes from the beginning of the file.
    package var length: Int
    /// Whether the bytes are those that were written: the trailer bears their hash.
    package var isIntact: Bool
    /// Where its cross-reference table begins.
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
            found = OriginalRevision(length: end, isIntact: isIntact, tableStart: start, objectCount: parsed.offsets.count)
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

extension FileEnd {
    fileprivate func pointsToObjects(in bytes: [UInt8]) -> Bool {
        offsets.indices.dropFirst().allSatisfy { number in
            guard offsets[number] < start else { return false }
            var scanner = ByteScanner(bytes[..<start], at: offsets[number])
            return scanner.integer() == number && scanner.skip(" 0 obj\n")
        }
    }
}

/// Reads known texts and numbers off bytes.
private struct ByteScanner {
    private let bytes: ArraySlice<UInt8>
    private var position: Int

    /// A position outside of the bytes reads nothing.
    init(_ bytes: ArraySlice<UInt8>, at position: Int) {
        self.bytes = bytes
        self.position = (bytes.startIndex...bytes.endIndex).contains(position) ? position : bytes.endIndex
    }

    var remaining: Int { bytes.endIndex - position }

    mutating func skip(_ text: String) -> Bool {
        guard bytes[position...].starts(with: text.utf8) else { return false }
        position += text.utf8.count
        return true
    }

    /// One to ten digits.
    mutating func integer() -> Int? {
        let digits = bytes[position...].prefix(10).prefix { (0x30...0x39).contains($0) }
        guard !digits.isEmpty else { return nil }
        position += digits.count
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    mutating func hexadecimal(count: Int) -> [UInt8]? {
        guard remaining >= 2 * count else { return nil }
        var result: [UInt8] = []
        for index in 0..<count {
            let pair = String(decoding: bytes[(position + 2 * index)..<(position + 2 * index + 2)], as: UTF8.self)
            guard let byte = UInt8(pair, radix: 16) else { return nil }
            result.append(byte)
        }
        position += 2 * count
        return result
    }
}
