/// A ToUnicode CMap of a foreign font (ISO 32000-1, 9.10.3), as far as it is asked for: which codes have a meaning, and which.
struct ToUnicodeMap {
    /// First code point by code.
    private var meanings: [Int: UInt32] = [:]
    /// Of codes that mean several letters.
    private var texts: [Int: String] = [:]
    private var ranges: [(codes: ClosedRange<Int>, first: UInt32)] = []
    /// More entries than codes of two bytes.
    private static let limit = 70_000

    init(_ bytes: [UInt8]) {
        // Operators are words; what stands before them are strings and arrays.
        var words = CMapWords(bytes)
        var strings: [[UInt8]] = []
        var isArray = false
        var array: [[UInt8]] = []
        while let word = words.next() {
            switch word {
            case .string(let bytes):
                if isArray { array.append(bytes) } else { strings.append(bytes) }
            case .begin:
                isArray = true
                array = []
            case .end:
                isArray = false
                addArray(strings, array)
                strings.removeAll()
            case .operation(let name):
                switch name {
                case "endbfchar":
                    for index in stride(from: 0, to: strings.count - 1, by: 2) { add(strings[index], strings[index + 1]) }
                case "endbfrange":
                    for index in stride(from: 0, to: strings.count - 2, by: 3) {
                        addRange(strings[index], strings[index + 1], strings[index + 2])
                    }
                default: break
                }
                strings.removeAll()
            }
            if meanings.count + ranges.count > Self.limit { return }
        }
    }

    /// Its first code point; `nil` if the map says nothing.
    func meaning(of code: Int) -> UInt32? {
        if let found = meanings[code] { return found }
        guard let range = ranges.last(where: { $0.codes.contains(code) }) else { return nil }
        return range.first &+ UInt32(truncatingIfNeeded: code - range.codes.lowerBound)
    }

    /// All of it.
    func text(of code: Int) -> String? {
        if let text = texts[code] { return text }
        return meaning(of: code).flatMap(Unicode.Scalar.init).map { String($0) }
    }

    private mutating func add(_ code: [UInt8], _ text: [UInt8]) {
        guard let code = Self.number(code) else { return }
        add(code, text)
    }

    private mutating func add(_ code: Int, _ text: [UInt8]) {
        guard let first = Self.scalar(text) else { return }
        meanings[code] = first
        texts[code] = nil
        if text.count > (first > 0xFFFF ? 4 : 2) {
            let units = stride(from: 0, to: text.count - 1, by: 2).map { UInt16(text[$0]) << 8 | UInt16(text[$0 + 1]) }
            texts[code] = String(decoding: units, as: UTF16.self)
        }
    }

    private mutating func addRange(_ low: [UInt8], _ high: [UInt8], _ text: [UInt8]) {
        guard let low = Self.number(low), let high = Self.number(high), low <= high, let first = Self.scalar(text) else { return }
        // Only the last byte counts up (ISO 32000-1, 9.10.3; Adobe Technical Note 5411): beyond it the map says nothing.
        let room = min(0xFF - low & 0xFF, 0xFF - Int(first & 0xFF))
        ranges.append((low...min(high, low + room), first))
    }

    /// `<0003> <0005> [<0041> <0042> <0043>]`; ranges before it stand in `strings` too.
    private mutating func addArray(_ strings: [[UInt8]], _ array: [[UInt8]]) {
        guard strings.count >= 2, let low = Self.number(strings[strings.count - 2]) else { return }
        for index in stride(from: 0, to: strings.count - 4, by: 3) { addRange(strings[index], strings[index + 1], strings[index + 2]) }
        for (offset, text) in array.enumerated() {
            add(low + offset, text)
        }
    }

    private static func number(_ bytes: [UInt8]) -> Int? {
        (1...4).contains(bytes.count) ? bytes.reduce(0) { $0 << 8 | Int($1) } : nil
    }

    /// The first code point of UTF-16, big-endian.
    private static func scalar(_ bytes: [UInt8]) -> UInt32? {
        if bytes.count == 1 { return UInt32(bytes[0]) }
        guard bytes.count >= 2 else { return nil }
        let first = UInt32(bytes[0]) << 8 | UInt32(bytes[1])
        guard (0xD800...0xDBFF).contains(first) else { return first }
        guard bytes.count >= 4 else { return nil }
        let second = UInt32(bytes[2]) << 8 | UInt32(bytes[3])
        guard (0xDC00...0xDFFF).contains(second) else { return nil }
        return 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
    }
}

/// The words of a CMap.
private struct CMapWords {
    enum Word {
        case string([UInt8])
        case begin, end
        case operation(String)
    }

    private let bytes: [UInt8]
    private var at = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func next() -> Word? {
        while at < bytes.count {
            let byte = bytes[at]
            if ContentCleaner.isSpace(byte) {
                at += 1
            } else if byte == UInt8(ascii: "%") {
                while at < bytes.count, bytes[at] != 0x0A, bytes[at] != 0x0D { at += 1 }
            } else if byte == UInt8(ascii: "[") {
                at += 1
                return .begin
            } else if byte == UInt8(ascii: "]") {
                at += 1
                return .end
            } else if byte == UInt8(ascii: "<"), at + 1 < bytes.count, bytes[at + 1] != UInt8(ascii: "<") {
                return string()
            } else if ContentCleaner.isDelimiter(byte) {
                at += 1
            } else {
                let start = at
                while at < bytes.count, !ContentCleaner.isSpace(bytes[at]), !ContentCleaner.isDelimiter(bytes[at]) { at += 1 }
                return .operation(String(decoding: bytes[start..<at], as: UTF8.self))
            }
        }
        return nil
    }

    private mutating func string() -> Word? {
        let start = at
        while at < bytes.count, bytes[at] != UInt8(ascii: ">") { at += 1 }
        at = min(at + 1, bytes.count)
        guard case .string(let decoded)? = ContentOperandReader.operands(bytes[start..<at]).first else { return nil }
        return .string(decoded)
    }
}
