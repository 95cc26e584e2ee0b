/// Takes apart what programs append to a PDF, strictly: whatever could be read in two ways is refused (ISO 32000-1, 7.2–7.3).
struct UpdateScanner {
    /// As much of a value as the structure of a file needs.
    indirect enum Value: Equatable {
        case integer(Int)
        case name(String)
        case reference(Int)
        case array([Value])
        case dictionary([String: Value])
        /// Strings, other numbers, booleans, null.
        case other

        var integer: Int? { if case .integer(let value) = self { value } else { nil } }
        var name: String? { if case .name(let value) = self { value } else { nil } }
        var items: [Value]? { if case .array(let value) = self { value } else { nil } }
    }

    private let bytes: ArraySlice<UInt8>
    private(set) var position: Int

    private static let depthLimit = 64
    /// Comments of programs are short; a long one hides something.
    private static let commentLimit = 256

    init(_ bytes: ArraySlice<UInt8>, at position: Int) {
        self.bytes = bytes
        self.position = min(max(position, bytes.startIndex), bytes.endIndex)
    }

    var isAtEnd: Bool { position == bytes.endIndex }

    private var next: UInt8? { position < bytes.endIndex ? bytes[position] : nil }

    /// White space and short comments.
    mutating func skipBlanks() throws(RefusedUpdate) {
        while let byte = next {
            if Self.isBlank(byte) {
                position += 1
            } else if byte == UInt8(ascii: "%"), !bytes[position...].starts(with: "%%EOF".utf8) {
                let comment = bytes[position...].prefix { $0 != 0x0A && $0 != 0x0D }
                guard comment.count <= Self.commentLimit, !Self.contains("obj", comment) else { throw .damaged }
                position = comment.endIndex
            } else {
                return
            }
        }
    }

    mutating func skip(_ word: String) -> Bool {
        guard bytes[position...].starts(with: word.utf8) else { return false }
        position += word.utf8.count
        return true
    }

    /// A word that nothing goes on after.
    mutating func keyword(_ word: String) throws(RefusedUpdate) {
        try skipBlanks()
        guard skip(word), next.map({ Self.isBlank($0) || Self.isDelimiter($0) }) ?? true else { throw .damaged }
    }

    mutating func digits() -> Int? {
        let digits = bytes[position...].prefix(11).prefix { (0x30...0x39).contains($0) }
        guard !digits.isEmpty, digits.count <= 10 else { return nil }
        position = digits.endIndex
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    /// `12 0 obj`; `nil` and unmoved where there is something else.
    mutating func objectStart() throws(RefusedUpdate) -> (number: Int, generation: Int, offset: Int)? {
        let start = position
        guard let number = digits() else { return nil }
        guard skip(" "), let generation = digits(), skip(" ") else {
            position = start
            return nil
        }
        try keyword("obj")
        return (number, generation, start)
    }

    /// The rest of an object, to behind `endobj`.
    /// - Returns: the value, and a stream's data.
    mutating func objectBody() throws(RefusedUpdate) -> (value: Value, data: ArraySlice<UInt8>?) {
        let value = try self.value()
        try skipBlanks()
        var data: ArraySlice<UInt8>?
        if skip("stream") {
            guard case .dictionary(let entries) = value else { throw .damaged }
            guard skip("\r\n") || skip("\n") else { throw .damaged }
            let start = position
            if let length = entries["Length"]?.integer {
                guard length <= bytes.endIndex - start else { throw .damaged }
                position = start + length
            } else {
                // The length stands in another object; the data end before the word all the same.
                guard let end = Self.find("endstream", in: bytes[start...]) else { throw .damaged }
                position = end
            }
            data = bytes[start..<position]
            try keyword("endstream")
        }
        try keyword("endobj")
        return (value, data)
    }

    mutating func value(depth: Int = 0) throws(RefusedUpdate) -> Value {
        guard depth < Self.depthLimit else { throw .damaged }
        try skipBlanks()
        guard let byte = next else { throw .damaged }
        switch byte {
        case UInt8(ascii: "/"): return .name(name())
        case UInt8(ascii: "("):
            try literal()
            return .other
        case UInt8(ascii: "["):
            position += 1
            var items: [Value] = []
            while true {
                try skipBlanks()
                if skip("]") { return .array(items) }
                items.append(try value(depth: depth + 1))
            }
        case UInt8(ascii: "<"):
            position += 1
            return skip("<") ? .dictionary(try entries(depth)) : try hexadecimal()
        default: return try scalar()
        }
    }

    private mutating func entries(_ depth: Int) throws(RefusedUpdate) -> [String: Value] {
        var entries: [String: Value] = [:]
        while true {
            try skipBlanks()
            if skip(">>") { return entries }
            guard next == UInt8(ascii: "/") else { throw .damaged }
            let key = name()
            // Readers differ in which of two entries counts.
            guard entries[key] == nil else { throw .damaged }
            entries[key] = try value(depth: depth + 1)
        }
    }

    private mutating func name() -> String {
        let rest = bytes[(position + 1)...].prefix { !Self.isBlank($0) && !Self.isDelimiter($0) }
        position = rest.endIndex
        return String(decoding: rest, as: UTF8.self)
    }

    private mutating func literal() throws(RefusedUpdate) {
        var open = 0
        while let byte = next {
            position += 1
            switch byte {
            case UInt8(ascii: "\\"): position = min(position + 1, bytes.endIndex)
            case UInt8(ascii: "("): open += 1
            case UInt8(ascii: ")"):
                open -= 1
                if open == 0 { return }
            default: break
            }
        }
        throw .damaged
    }

    private mutating func hexadecimal() throws(RefusedUpdate) -> Value {
        let digits = bytes[position...].prefix { $0 != UInt8(ascii: ">") }
        guard digits.endIndex < bytes.endIndex, digits.allSatisfy({ Self.isBlank($0) || Self.isHexadecimal($0) }) else { throw .damaged }
        position = digits.endIndex + 1
        return .other
    }

    private mutating func scalar() throws(RefusedUpdate) -> Value {
        let start = position
        if let number = digits() {
            let behind = position
            if skip(" "), digits() != nil, skip(" R"), next.map({ Self.isBlank($0) || Self.isDelimiter($0) }) ?? true { return .reference(number) }
            position = behind
            if next.map({ Self.isBlank($0) || Self.isDelimiter($0) }) ?? true { return .integer(number) }
            position = start
        }
        let word = bytes[start...].prefix { !Self.isBlank($0) && !Self.isDelimiter($0) }
        position = word.endIndex
        guard !word.isEmpty, word.count <= 64 else { throw .damaged }
        let isNumber = word.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
        guard isNumber || ["true", "false", "null"].contains(String(decoding: word, as: UTF8.self)) else { throw .damaged }
        return .other
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) && byte != 0x0B || byte == 0 }

    private static func isDelimiter(_ byte: UInt8) -> Bool { "()<>[]{}/%".utf8.contains(byte) }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
    }

    private static func contains(_ word: String, _ bytes: ArraySlice<UInt8>) -> Bool { find(word, in: bytes) != nil }

    private static func find(_ word: String, in bytes: ArraySlice<UInt8>) -> Int? {
        let word = Array(word.utf8)
        guard let first = word.first else { return nil }
        return bytes.indices.first { bytes[$0] == first && bytes[$0...].starts(with: word) }
    }
}
