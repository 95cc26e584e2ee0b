/// Some fixed words, names and numbers of an object, at most ``capacity`` bytes; see ``PDFBytes/together(_:)``.
struct ShortText {
    static let capacity = 256
    private let room: UnsafeMutableBufferPointer<UInt8>
    private(set) var count = 0

    /// - Parameter room: of ``capacity`` bytes.
    init(_ room: UnsafeMutableBufferPointer<UInt8>) { self.room = room }

    mutating func text(_ text: StaticString) {
        text.withUTF8Buffer { for byte in $0 { put(byte) } }
    }

    /// A name of PDF itself, which has nothing to escape.
    mutating func plainName(_ name: String) {
        put(UInt8(ascii: "/"))
        for byte in name.utf8 { put(byte) }
    }

    mutating func digits(_ value: UInt) {
        // 20 digits are more than a word has.
        var length = 1
        var rest = value / 10
        while rest > 0 {
            length += 1
            rest /= 10
        }
        rest = value
        for place in stride(from: count + length - 1, through: count, by: -1) {
            room[place] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        count += length
    }

    mutating func int(_ value: Int) {
        if value < 0 { put(UInt8(ascii: "-")) }
        digits(value.magnitude)
    }

    mutating func reference(_ object: PDFReference) {
        int(object.number)
        text(" 0 R")
    }

    private mutating func put(_ byte: UInt8) {
        room[count] = byte
        count += 1
    }
}
