/// Reads known texts and numbers off bytes.
struct ByteScanner {
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

    mutating func reference() -> PDFReference? {
        guard let number = integer(), skip(" 0 R") else { return nil }
        return PDFReference(number: number)
    }

    /// `nil` where there are fewer.
    mutating func bytes(count: Int) -> ArraySlice<UInt8>? {
        guard count <= remaining else { return nil }
        defer { position += count }
        return bytes[position..<(position + count)]
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
