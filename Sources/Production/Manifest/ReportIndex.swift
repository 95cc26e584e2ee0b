import Foundation

/// A list of very many short texts in alphabetical order, each with the number of its row: keys of at most ``longest`` bytes, one behind the other in one array.
struct ReportIndex {
    private struct Entry {
        let start: UInt32
        let length: UInt32
        let row: UInt32
    }

    private var bytes: [UInt8] = []
    private var entries: [Entry] = []
    /// Whether each came behind the one before it.
    private(set) var isAscending = true
    /// Of a key, bytes: more are hardly ever needed to tell two texts apart.
    static let longest = 60

    var count: Int { entries.count }

    /// - Parameter row: from 0.
    mutating func add(_ text: String, row: Int) {
        let key = ReportIndex.key(text)
        if isAscending, let last = entries.last { isAscending = !key.lexicographicallyPrecedes(self.key(of: last)) }
        entries.append(Entry(start: UInt32(clamping: bytes.count), length: UInt32(clamping: key.count), row: UInt32(clamping: row)))
        bytes += key
    }

    /// By key; of the same key in the order of the rows.
    mutating func sort() {
        var sorted: [Entry] = []
        swap(&sorted, &entries)
        bytes.withUnsafeBytes { bytes in
            sorted.sort { one, other in
                let order = bytes.baseAddress.map { memcmp($0 + Int(one.start), $0 + Int(other.start), Int(min(one.length, other.length))) } ?? 0
                return order != 0 ? order < 0 : (one.length, one.row) < (other.length, other.row)
            }
        }
        swap(&sorted, &entries)
    }

    /// The row at that place of the list.
    func row(_ index: Int) -> Int { Int(entries[index].row) }

    func key(_ index: Int) -> String { String(decoding: key(of: entries[index]), as: UTF8.self) }

    private func key(of entry: Entry) -> ArraySlice<UInt8> { bytes[Int(entry.start)...].prefix(Int(entry.length)) }

    /// What a text is ordered by and sought by: small letters without marks, „ss“ for „ß“, numbers by their size (their length goes before them), one blank for whatever is
    /// neither letter nor digit. ``ReportScript`` does the same.
    static func key(_ text: String) -> [UInt8] {
        var key: [UInt8] = []
        var digits: [UInt8] = []
        func endNumber() {
            guard !digits.isEmpty else { return }
            let number = digits.drop { $0 == UInt8(ascii: "0") }
            let shown = number.isEmpty ? digits.suffix(1) : number
            let length = min(99, shown.count)
            key += [0x30 + UInt8(length / 10), 0x30 + UInt8(length % 10)] + shown
            digits = []
        }
        let isPlain = text.utf8.allSatisfy { $0 < 0x80 }
        for scalar in (isPlain ? text : text.decomposedStringWithCompatibilityMapping).lowercased().unicodeScalars {
            if ("0"..."9").contains(scalar) {
                digits.append(UInt8(truncatingIfNeeded: scalar.value))
                continue
            }
            endNumber()
            guard key.count < longest else { break }
            switch scalar {
            case "a"..."z": key.append(UInt8(truncatingIfNeeded: scalar.value))
            case "ß": key += "ss".utf8
            case "\u{300}"..."\u{36F}": break
            case _ where isLetter(scalar): key += String(scalar).utf8
            default: if key.last != 0x20, !key.isEmpty { key.append(0x20) }
            }
        }
        endNumber()
        // Cut between letters.
        var end = min(key.count, longest)
        while end < key.count, end > 0, key[end] & 0xC0 == 0x80 { end -= 1 }
        key.removeSubrange(end...)
        while key.last == 0x20 { key.removeLast() }
        return key
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value >= 0x80 else { return false }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber, .letterNumber, .otherNumber: return true
        default: return false
        }
    }
}
