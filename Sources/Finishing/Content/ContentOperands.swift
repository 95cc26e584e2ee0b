/// What stands before an operator of page content.
enum ContentOperand {
    case number(Double)
    case name(String)
    case string([UInt8])
    case array([ContentOperand])
    /// A dictionary, `true`, or what cannot be understood.
    case other

    var name: String? { if case .name(let name) = self { name } else { nil } }

    var number: Double? { if case .number(let number) = self { number } else { nil } }

    /// Strings in it, in order: what `Tj` and `TJ` show.
    var strings: [[UInt8]] {
        switch self {
        case .string(let bytes): [bytes]
        case .array(let items): items.flatMap(\.strings)
        default: []
        }
    }
}

/// Reads operands (ISO 32000-1, 7.3).
struct ContentOperandReader {
    private let bytes: ArraySlice<UInt8>
    private var at: Int

    static func operands(_ bytes: ArraySlice<UInt8>) -> [ContentOperand] {
        var reader = ContentOperandReader(bytes: bytes, at: bytes.startIndex)
        return reader.read(depth: 0)
    }

    private mutating func read(depth: Int) -> [ContentOperand] {
        var found: [ContentOperand] = []
        while at < bytes.endIndex {
            switch bytes[at] {
            case 0x00, 0x09, 0x0A, 0x0C, 0x0D, 0x20:
                at += 1
            case UInt8(ascii: "%"):
                while at < bytes.endIndex, bytes[at] != 0x0A, bytes[at] != 0x0D { at += 1 }
            case UInt8(ascii: "("):
                found.append(.string(literal()))
            case UInt8(ascii: "<"):
                if at + 1 < bytes.endIndex, bytes[at + 1] == UInt8(ascii: "<") {
                    at += 2
                    found.append(.other)
                } else {
                    found.append(.string(hexadecimal()))
                }
            case UInt8(ascii: "["):
                at += 1
                // Arrays of operands do not nest; deeper ones are read flat.
                if depth < 4 { found.append(.array(read(depth: depth + 1))) }
            case UInt8(ascii: "]"):
                at += 1
                if depth > 0 { return found }
            case UInt8(ascii: "/"):
                at += 1
                found.append(.name(name()))
            case UInt8(ascii: ">"), UInt8(ascii: ")"), UInt8(ascii: "{"), UInt8(ascii: "}"):
                at += 1
            default:
                let word = String(decoding: regular(), as: UTF8.self)
                found.append(Double(word).map { .number($0) } ?? .other)
            }
        }
        return found
    }

    private mutating func regular() -> ArraySlice<UInt8> {
        let start = at
        while at < bytes.endIndex, !ContentCleaner.isSpace(bytes[at]), !ContentCleaner.isDelimiter(bytes[at]) { at += 1 }
        return bytes[start..<at]
    }

    private mutating func name() -> String {
        let raw = Array(regular())
        var decoded: [UInt8] = []
        var index = 0
        while index < raw.count {
            if raw[index] == UInt8(ascii: "#"), index + 2 < raw.count, let high = Self.digit(raw[index + 1]), let low = Self.digit(raw[index + 2]) {
                decoded.append(high << 4 | low)
                index += 3
            } else {
                decoded.append(raw[index])
                index += 1
            }
        }
        return String(decoding: decoded, as: UTF8.self)
    }

    private mutating func hexadecimal() -> [UInt8] {
        at += 1
        var digits: [UInt8] = []
        while at < bytes.endIndex, bytes[at] != UInt8(ascii: ">") {
            if let digit = Self.digit(bytes[at]) { digits.append(digit) }
            at += 1
        }
        at += 1
        if digits.count % 2 == 1 { digits.append(0) }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    /// ISO 32000-1, 7.3.4.2.
    private mutating func literal() -> [UInt8] {
        var out: [UInt8] = []
        var depth = 1
        at += 1
        while at < bytes.endIndex {
            let byte = bytes[at]
            at += 1
            switch byte {
            case UInt8(ascii: "("):
                depth += 1
                out.append(byte)
            case UInt8(ascii: ")"):
                depth -= 1
                if depth == 0 { return out }
                out.append(byte)
            case UInt8(ascii: "\\"):
                escape(into: &out)
            default:
                out.append(byte)
            }
        }
        return out
    }

    private mutating func escape(into out: inout [UInt8]) {
        guard at < bytes.endIndex else { return }
        let byte = bytes[at]
        at += 1
        switch byte {
        case UInt8(ascii: "n"): out.append(0x0A)
        case UInt8(ascii: "r"): out.append(0x0D)
        case UInt8(ascii: "t"): out.append(0x09)
        case UInt8(ascii: "b"): out.append(0x08)
        case UInt8(ascii: "f"): out.append(0x0C)
        case 0x0D: if at < bytes.endIndex, bytes[at] == 0x0A { at += 1 }
        case 0x0A: break
        case 0x30...0x37:
            var value = Int(byte - 0x30)
            var count = 1
            while count < 3, at < bytes.endIndex, (0x30...0x37).contains(bytes[at]) {
                value = value * 8 + Int(bytes[at] - 0x30)
                at += 1
                count += 1
            }
            out.append(UInt8(truncatingIfNeeded: value))
        default: out.append(byte)
        }
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}
