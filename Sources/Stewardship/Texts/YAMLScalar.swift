/// How a text is written as a value in YAML, and where a value ends that stands in a line.
enum YAMLScalar {
    enum Style: Sendable { case plain, single, double }

    /// The style of a value by its first byte.
    static func style(of first: UInt8?) -> Style { first == UInt8(ascii: "\"") ? .double : first == UInt8(ascii: "'") ? .single : .plain }

    /// A text as a value, in the style asked for if that can say it.
    ///
    /// - Parameter inList: between brackets, where commas part elements.
    static func written(_ text: String, _ style: Style, inList: Bool = false) -> String {
        let isOneLine = !text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
        switch style {
        case .plain where isPlain(text, inList: inList): return text
        case .single where isOneLine: return "'" + text.replacing("'", with: "''") + "'"
        default: return doubleQuoted(text)
        }
    }

    private static func doubleQuoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F || scalar.value == 0x85 || scalar.value == 0x2028 || scalar.value == 0x2029 || scalar.value == 0xFEFF:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// YAML 1.1, 9.1.3: what a plain scalar may begin with and hold. What YAML would read as no value is quoted, too.
    private static func isPlain(_ text: String, inList: Bool) -> Bool {
        guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else { return false }
        if ["~", "null", "---", "..."].contains(text) { return false }
        if "-?:,[]{}#&*!|>'\"%@`<= \t".unicodeScalars.contains(first) || last == " " || last == ":" || last == "\t" { return false }
        if text.contains(": ") || text.contains(" #")
            || text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F || $0.value == 0x85 || $0.value == 0x2028 || $0.value == 0x2029 || $0.value == 0xFEFF })
        {
            return false
        }
        return !inList || !text.unicodeScalars.contains { ",[]{}".unicodeScalars.contains($0) }
    }

    /// The end of a value that begins in a line and ends in it, as an offset into its bytes; `nil` where it goes on in the next.
    static func end(of bytes: [UInt8], from start: Int, inList: Bool = false) -> Int? {
        guard bytes.indices.contains(start) else { return nil }
        switch bytes[start] {
        case UInt8(ascii: "\""): return quotedEnd(bytes, start, escape: true)
        case UInt8(ascii: "'"): return quotedEnd(bytes, start, escape: false)
        case UInt8(ascii: "["), UInt8(ascii: "{"): return bracketEnd(bytes, start)
        case UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!"): return nil
        default: return plainEnd(bytes, start, inList: inList)
        }
    }

    private static func plainEnd(_ bytes: [UInt8], _ start: Int, inList: Bool) -> Int {
        var end = start
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            let isBlank = byte == 0x20 || byte == 0x09
            if byte == UInt8(ascii: "#"), index > start, bytes[index - 1] == 0x20 || bytes[index - 1] == 0x09 { break }
            if inList, [UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}")].contains(byte) { break }
            if !isBlank { end = index + 1 }
            index += 1
        }
        return end
    }

    private static func quotedEnd(_ bytes: [UInt8], _ start: Int, escape: Bool) -> Int? {
        var index = start + 1
        while index < bytes.count {
            if escape, bytes[index] == UInt8(ascii: "\\") {
                index += 2
            } else if bytes[index] == bytes[start] {
                guard !escape, index + 1 < bytes.count, bytes[index + 1] == bytes[start] else { return index + 1 }
                index += 2
            } else {
                index += 1
            }
        }
        return nil
    }

    private static func bracketEnd(_ bytes: [UInt8], _ start: Int) -> Int? {
        var depth = 0
        var index = start
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                depth -= 1
                if depth == 0 { return index + 1 }
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                // Only at the beginning of an element is it a quote.
                if bytes[..<index].last(where: { $0 != 0x20 && $0 != 0x09 }).map({ "[{,:".utf8.contains($0) }) == true {
                    guard let end = quotedEnd(bytes, index, escape: bytes[index] == UInt8(ascii: "\"")) else { return nil }
                    index = end - 1
                }
            case UInt8(ascii: "#") where bytes[index - 1] == 0x20: return nil
            default: break
            }
            index += 1
        }
        return nil
    }
}
