/// One indirect object of a file that Cairo writes: its text, and the data where it is a stream.
struct CairoObject {
    var number: Int
    /// Of a stream its dictionary, of anything else what stands between `obj` and `endobj`.
    var text: ArraySlice<UInt8>
    /// As they are in the file.
    var data: ArraySlice<UInt8>?
}

extension CairoObject {
    /// The integer that the object is, as lengths are.
    var integer: Int? {
        var lexer = PDFLexer(text)
        guard case .number(let value) = lexer.next(), lexer.next() == nil else { return nil }
        return value
    }

    /// What a key of the object's dictionary stands for, wherever the dictionary has it.
    func entry(_ key: StaticString) -> PDFEntry? { CairoObject.entry(key, in: text, depth: 1) }

    func reference(_ key: StaticString) -> Int? {
        if case .reference(let number) = entry(key) { number } else { nil }
    }

    /// The reference that a name in a dictionary within the object's dictionary has: a font in `/Resources`.
    func nestedReference(_ name: String) -> Int? {
        var lexer = PDFLexer(text)
        let wanted = Array(name.utf8)
        while let token = lexer.next() {
            if token == .name, lexer.text.elementsEqual(wanted), case .reference(let number) = CairoObject.value(&lexer) { return number }
        }
        return nil
    }

    private static func entry(_ key: StaticString, in text: ArraySlice<UInt8>, depth wanted: Int) -> PDFEntry? {
        var lexer = PDFLexer(text)
        var depth = 0
        var isKey = false
        while let token = lexer.next() {
            switch token {
            case .dictionaryBegin:
                depth += 1
                isKey = true
            case .dictionaryEnd:
                depth -= 1
                isKey = true
            case .name where depth == wanted && isKey:
                if lexer.isText(key) { return value(&lexer) }
                isKey = false
            case .arrayBegin:
                // Names in an array are no keys.
                var open = 1
                while open > 0, let inner = lexer.next() {
                    if inner == .arrayBegin { open += 1 }
                    if inner == .arrayEnd { open -= 1 }
                }
                isKey = true
            default: isKey = true
            }
        }
        return nil
    }

    /// Reads one value: a reference, also one that is alone in an array, an integer, a name.
    private static func value(_ lexer: inout PDFLexer) -> PDFEntry? {
        guard var token = lexer.next() else { return nil }
        if token == .arrayBegin, let first = lexer.next() { token = first }
        switch token {
        case .number(let value?):
            var ahead = lexer
            if case .number(0) = ahead.next(), ahead.next() == .keyword, ahead.isText("R") { return .reference(value) }
            return .integer(value)
        case .name: return .name(lexer.text)
        default: return nil
        }
    }
}

/// A value of a dictionary, as far as anybody asks.
enum PDFEntry: Equatable {
    case reference(Int)
    case integer(Int)
    case name(ArraySlice<UInt8>)

    static func name(_ text: String.UTF8View) -> PDFEntry { .name(ArraySlice(Array(text))) }
}

/// Reads objects one after the other, as they were written, where there is no cross-reference table yet: of a page that Cairo
/// has just ended while its file goes on.
struct CairoObjectReader {
    private let bytes: ArraySlice<UInt8>
    private var lexer: PDFLexer

    init(_ bytes: ArraySlice<UInt8>, at position: Int? = nil) {
        self.bytes = bytes
        lexer = PDFLexer(bytes, at: position)
    }

    /// - Parameter length: tells a length that another object holds; where it cannot, the object that follows the stream must.
    /// - Returns: `nil` at the end, and in front of anything that is no object.
    mutating func next(length: (Int) -> Int?) throws(DrawingError) -> CairoObject? {
        guard case .number(let number?) = lexer.next(), case .number = lexer.next(), lexer.next() == .keyword, lexer.isText("obj")
        else { return nil }
        var begin = lexer.position
        if begin < bytes.endIndex, bytes[begin] == 0x0A { begin += 1 }
        while let token = lexer.next() {
            guard token == .keyword else { continue }
            if lexer.isText("endobj") { return CairoObject(number: number, text: bytes[begin..<lexer.start], data: nil) }
            if lexer.isText("stream") {
                var object = CairoObject(number: number, text: bytes[begin..<lexer.start], data: nil)
                while let last = object.text.last, PDFLexer.isBlank(last) { object.text.removeLast() }
                object.data = try stream(of: object, from: lexer.position, length: length)
                return object
            }
        }
        throw .unexpectedOutput("Objekt \(number) ohne Ende")
    }

    /// ISO 32000-1, 7.3.8.1: the data begin behind one line end and are `Length` bytes.
    private mutating func stream(
        of object: CairoObject, from keyword: Int, length: (Int) -> Int?
    ) throws(DrawingError) -> ArraySlice<UInt8> {
        var begin = keyword
        if begin < bytes.endIndex, bytes[begin] == 0x0D { begin += 1 }
        if begin < bytes.endIndex, bytes[begin] == 0x0A { begin += 1 }
        let known: Int?
        let holder: Int?
        switch object.entry("Length") {
        case .integer(let value): (known, holder) = (value, nil)
        case .reference(let number): (known, holder) = (length(number), number)
        default: throw .unexpectedOutput("Strom \(object.number) ohne Länge")
        }
        if let known {
            guard known >= 0, known <= bytes.endIndex - begin, end(behind: begin + known) else {
                throw .unexpectedOutput("Strom \(object.number) mit falscher Länge")
            }
            return bytes[begin..<(begin + known)]
        }
        // The data may hold anything, `endstream` too: only where the length that follows fits does the stream end.
        let needle = Array("endstream".utf8)
        var at = begin
        while at + needle.count <= bytes.endIndex {
            if bytes[at] == needle[0], bytes[at..<(at + needle.count)].elementsEqual(needle) {
                for blank in 0...2 where at - blank >= begin && end(behind: at - blank, holder: holder, length: at - blank - begin) {
                    return bytes[begin..<(at - blank)]
                }
            }
            at += 1
        }
        throw .unexpectedOutput("Inhaltsstrom ohne Ende")
    }

    /// Moves behind `endstream endobj`; where `holder` is given, only if the object that follows is the holder with this length.
    private mutating func end(behind position: Int, holder: Int? = nil, length: Int = 0) -> Bool {
        var ahead = PDFLexer(bytes, at: position)
        guard ahead.next() == .keyword, ahead.isText("endstream"), ahead.next() == .keyword, ahead.isText("endobj") else { return false }
        if let holder {
            var following = CairoObjectReader(bytes, at: ahead.position)
            guard let object = try? following.next(length: { _ in nil }), object.number == holder, object.integer == length else {
                return false
            }
        }
        lexer = ahead
        return true
    }
}
