/// Writes compact JSON (RFC 8259), members in the order they are written: some hundred times a second in a batch, where
/// `JSONEncoder` would cost more than all of the finishing.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []
    private var needsComma = false

    mutating func object(_ key: StaticString? = nil, _ content: (inout JSONWriter) -> Void) {
        open(key, UInt8(ascii: "{"))
        content(&self)
        close(UInt8(ascii: "}"))
    }

    mutating func array<Element>(_ key: StaticString? = nil, _ elements: [Element], _ content: (inout JSONWriter, Element) -> Void) {
        open(key, UInt8(ascii: "["))
        for element in elements { content(&self, element) }
        close(UInt8(ascii: "]"))
    }

    mutating func member(_ key: StaticString, _ value: String) {
        name(key)
        string(value)
        needsComma = true
    }

    /// A member whose name is data.
    mutating func member(named key: String, _ value: (inout JSONWriter) -> Void) {
        comma()
        string(key)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
        value(&self)
        needsComma = true
    }

    mutating func value(_ value: String) {
        comma()
        string(value)
        needsComma = true
    }

    /// Rounded to hundredths.
    mutating func number(_ value: Double) {
        comma()
        let hundredths = Int((min(max(value, -1e12), 1e12) * 100).rounded())
        let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
        var text = (hundredths < 0 ? "-" : "") + String(whole)
        if rest > 0 { text += rest % 10 == 0 ? ".\(rest / 10)" : rest < 10 ? ".0\(rest)" : ".\(rest)" }
        bytes.append(contentsOf: text.utf8)
        needsComma = true
    }

    mutating func flag(_ value: Bool) {
        comma()
        bytes.append(contentsOf: (value ? "true" : "false").utf8)
        needsComma = true
    }

    mutating func null() {
        comma()
        bytes.append(contentsOf: "null".utf8)
        needsComma = true
    }

    mutating func name(_ key: StaticString) {
        comma()
        bytes.append(UInt8(ascii: "\""))
        key.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    private mutating func comma() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }

    private mutating func open(_ key: StaticString?, _ bracket: UInt8) {
        if let key { name(key) } else { comma() }
        bytes.append(bracket)
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }

    private mutating func string(_ text: String) {
        var text = text
        bytes.append(UInt8(ascii: "\""))
        // Stretch by stretch: nearly every text is one.
        text.withUTF8 { utf8 in
            var rest = utf8[...]
            while let index = rest.firstIndex(where: { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) {
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: rest[..<index]))
                escape(rest[index])
                rest = rest[(index + 1)...]
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: rest))
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case 0x0A: bytes.append(contentsOf: "\\n".utf8)
        case 0..<0x20:
            bytes.append(contentsOf: "\\u00".utf8)
            for digit in [byte >> 4, byte & 15] { bytes.append(digit < 10 ? 0x30 + digit : 0x57 + digit) }
        default:
            bytes.append(UInt8(ascii: "\\"))
            bytes.append(byte)
        }
    }
}
