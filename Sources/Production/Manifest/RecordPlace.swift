import Foundation

/// Where the line of a record stands: 24 bytes, so that those of a million rows fit into memory.
struct RecordPlace: Sendable {
    /// The number of the row, or the hash of its `nr`.
    var key: UInt64
    var offset: Int
    var length: UInt32
    /// Of several files.
    var file: UInt32

    init(_ key: UInt64, _ line: RecordFile.Line, file: Int = 0) {
        self.key = key
        offset = line.offset
        // Longer lines are none (``RecordFile``).
        length = UInt32(clamping: line.length)
        self.file = UInt32(clamping: file)
    }

    var line: RecordFile.Line { RecordFile.Line(offset: offset, length: Int(length)) }

    /// By key; of the same key in the order in which they were written.
    static func precedes(_ one: RecordPlace, _ other: RecordPlace) -> Bool { (one.key, one.file, one.offset) < (other.key, other.file, other.offset) }
}

/// Reads a single value of a record's line without decoding all of it. ``RecordCoding`` writes keys sorted and no blanks, and a quotation mark without a backslash is
/// markup wherever it stands in JSON (RFC 8259, section 7): so nothing that stands within a text is taken for a key.
enum RecordScan {
    /// `zeile`, the last value of the line; `nil` where it is not written so.
    static func row(_ line: [UInt8]) -> Int? {
        let key = Array(",\"zeile\":".utf8)
        guard line.last == UInt8(ascii: "}") else { return nil }
        let digits = line.dropLast().suffix(18).reversed().prefix { (0x30...0x39).contains($0) }.reversed()
        guard (1...17).contains(digits.count), line.dropLast(1 + digits.count).suffix(key.count).elementsEqual(key) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    /// `nr`; `nil` where it is not written so, or has letters that JSON writes otherwise.
    static func number(_ line: [UInt8]) -> String? {
        let key = Array(",\"nr\":\"".utf8)
        let start = line.withUnsafeBytes { line -> Int? in
            var place = 0
            while let found = line[place...].firstIndex(of: key[0]) {
                if line[found...].starts(with: key) { return found + key.count }
                place = found + 1
            }
            return nil
        }
        guard let start, let end = line[start...].firstIndex(of: UInt8(ascii: "\"")), !line[start..<end].contains(UInt8(ascii: "\\")) else { return nil }
        return String(validating: line[start..<end], as: UTF8.self)
    }
}
