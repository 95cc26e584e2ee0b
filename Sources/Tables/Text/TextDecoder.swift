import CharacterSets

/// Turns the bytes of a text table into UTF-8, piece by piece.
struct TextDecoder {
    private let encoding: TextEncoding
    private var skip: Int
    /// What belongs to a character or code unit that the next piece completes.
    private var rest: [UInt8] = []

    init(_ encoding: TextEncoding) {
        self.encoding = encoding
        switch encoding {
        case .utf8(let mark), .utf16(let mark, _): skip = mark
        case .windows1252: skip = 0
        }
    }

    mutating func utf8(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        let content = bytes.dropFirst(skip)
        skip = max(0, skip - bytes.count)
        switch encoding {
        case .utf8: return Array(content)
        case .windows1252:
            var result: [UInt8] = []
            result.reserveCapacity(content.count + content.count / 8)
            for byte in content {
                if byte < 0x80 { result.append(byte) } else { result += Windows1252.utf8[Int(byte)] }
            }
            return result
        case .utf16(_, let isLittleEndian): return utf16(rest + content, isLittleEndian: isLittleEndian)
        }
    }

    private mutating func utf16(_ bytes: [UInt8], isLittleEndian: Bool) -> [UInt8] {
        var units = stride(from: 0, to: bytes.count - 1, by: 2).map { index in
            isLittleEndian ? UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8 : UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1])
        }
        // The first half of a pair waits for the second.
        if let last = units.last, UTF16.isLeadSurrogate(last) { units.removeLast() }
        rest = Array(bytes[(units.count * 2)...])
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }
}
