/// Reads the tokens of PDF (ISO 32000-1, 7.2 and 7.3), of files and of content streams alike. Knows nothing of who wrote them.
///
/// Never traps: damaged input gives tokens that nobody expects, or the end.
package struct PDFLexer {
    package enum Token: Equatable {
        /// An integer; `nil` for a real number, or one of more than 15 digits.
        case number(Int?)
        /// Without the slash, as it is written (`#xx` is not resolved: the names looked for have none).
        case name
        /// A string in parentheses or, where `isHexadecimal`, in angle brackets.
        case string(isHexadecimal: Bool)
        case arrayBegin, arrayEnd, dictionaryBegin, dictionaryEnd
        /// An operator, `obj`, `R`, `true`, `stream` …
        case keyword
    }

    let bytes: ArraySlice<UInt8>
    /// Where the next token is sought.
    private(set) var position: Int
    /// The bytes of the last token: of a name without its slash, of a string without its brackets.
    package private(set) var range: Range<Int>
    /// Where the last token begins, slash and brackets included.
    private(set) var start: Int

    package init(_ bytes: ArraySlice<UInt8>, at position: Int? = nil) {
        self.bytes = bytes
        let at = min(max(position ?? bytes.startIndex, bytes.startIndex), bytes.endIndex)
        self.position = at
        range = at..<at
        start = at
    }

    var text: ArraySlice<UInt8> { bytes[range] }

    package func isText(_ text: StaticString) -> Bool {
        text.withUTF8Buffer { bytes[range].elementsEqual($0) }
    }

    package mutating func next() -> Token? {
        skipBlanks()
        guard position < bytes.endIndex else { return nil }
        start = position
        let byte = bytes[position]
        switch byte {
        case UInt8(ascii: "/"):
            position += 1
            takeRegular()
            return .name
        case UInt8(ascii: "("):
            takeLiteral()
            return .string(isHexadecimal: false)
        case UInt8(ascii: "<"):
            if position + 1 < bytes.endIndex, bytes[position + 1] == UInt8(ascii: "<") { return delimiter(2, .dictionaryBegin) }
            takeHexadecimal()
            return .string(isHexadecimal: true)
        case UInt8(ascii: ">"):
            let isPair = position + 1 < bytes.endIndex && bytes[position + 1] == UInt8(ascii: ">")
            return delimiter(isPair ? 2 : 1, .dictionaryEnd)
        case UInt8(ascii: "["): return delimiter(1, .arrayBegin)
        case UInt8(ascii: "]"): return delimiter(1, .arrayEnd)
        case UInt8(ascii: ")"), UInt8(ascii: "{"), UInt8(ascii: "}"): return delimiter(1, .keyword)
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
            takeRegular()
            return .number(integer)
        default:
            takeRegular()
            return .keyword
        }
    }

    private mutating func delimiter(_ count: Int, _ token: Token) -> Token {
        range = position..<(position + count)
        position += count
        return token
    }

    private mutating func skipBlanks() {
        while position < bytes.endIndex {
            if bytes[position] == UInt8(ascii: "%") {
                while position < bytes.endIndex, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
            } else if PDFLexer.isBlank(bytes[position]) {
                position += 1
            } else {
                return
            }
        }
    }

    private mutating func takeRegular() {
        let begin = position
        while position < bytes.endIndex, !PDFLexer.isBlank(bytes[position]), !PDFLexer.isDelimiter(bytes[position]) { position += 1 }
        range = begin..<position
    }

    private mutating func takeLiteral() {
        position += 1
        let begin = position
        var depth = 1
        while position < bytes.endIndex {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\\") {
                position = min(position + 2, bytes.endIndex)
                continue
            }
            if byte == UInt8(ascii: "(") { depth += 1 }
            if byte == UInt8(ascii: ")") { depth -= 1 }
            if depth == 0 { break }
            position += 1
        }
        range = begin..<position
        position = min(position + 1, bytes.endIndex)
    }

    private mutating func takeHexadecimal() {
        position += 1
        let begin = position
        while position < bytes.endIndex, bytes[position] != UInt8(ascii: ">") { position += 1 }
        range = begin..<position
        position = min(position + 1, bytes.endIndex)
    }

    private var integer: Int? {
        guard range.count <= 15 else { return nil }
        var digits = bytes[range]
        let isNegative = digits.first == UInt8(ascii: "-")
        if isNegative || digits.first == UInt8(ascii: "+") { digits = digits.dropFirst() }
        guard !digits.isEmpty else { return nil }
        var value = 0
        for byte in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return isNegative ? -value : value
    }

    @inline(__always) static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 || byte == 0x0C || byte == 0
    }

    @inline(__always) private static func isDelimiter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "/"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "["),
            UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "%"):
            true
        default: false
        }
    }
}

extension PDFLexer {
    /// What the last string shows, escapes resolved (ISO 32000-1, 7.3.4).
    func stringBytes(isHexadecimal: Bool) -> [UInt8] { isHexadecimal ? hexadecimalBytes : literalBytes }

    private var literalBytes: [UInt8] {
        var shown: [UInt8] = []
        var at = range.lowerBound
        while at < range.upperBound {
            guard bytes[at] == UInt8(ascii: "\\"), at + 1 < range.upperBound else {
                shown.append(bytes[at])
                at += 1
                continue
            }
            at += 1
            let end = min(at + 3, range.upperBound)
            var value = 0
            let first = at
            while at < end, (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(bytes[at]) {
                value = value * 8 + Int(bytes[at] - UInt8(ascii: "0"))
                at += 1
            }
            if at > first {
                shown.append(UInt8(truncatingIfNeeded: value))
            } else {
                if let escaped = PDFLexer.escaped(bytes[at]) { shown.append(escaped) }
                at += 1
            }
        }
        return shown
    }

    /// ISO 32000-1, table 3; `nil` for a line end, which a backslash takes away.
    private static func escaped(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case 0x0A, 0x0D: nil
        default: byte
        }
    }

    private var hexadecimalBytes: [UInt8] {
        var digits: [UInt8] = []
        for byte in bytes[range] {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digits.append(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digits.append(byte - UInt8(ascii: "a") + 10)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digits.append(byte - UInt8(ascii: "A") + 10)
            default: continue
            }
        }
        if !digits.count.isMultiple(of: 2) { digits.append(0) }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}
