/// Which code of which PDF font Cairo gave to each glyph of a repertoire, read from the primer's own page.
struct GlyphCodes {
    /// By font: code → text.
    private(set) var texts: [FontProgram.Key: [Int: GlyphText]] = [:]

    init(_ primer: DrawnStream, _ repertoire: Repertoire) throws(DrawingError) {
        guard let content = Flate.expand(primer.data, limit: 1 << 22) else { throw .unexpectedOutput("Strom beschädigt") }
        let codes = try GlyphCodes.shown(in: content, fonts: primer.fonts)
        for (variant, uses) in repertoire.variants.enumerated() {
            let shown = codes.filter { $0.key.variant == variant }
            guard shown.count == uses.count else { throw .unexpectedOutput("Zeichen fehlen") }
            for (code, use) in zip(shown, uses) { texts[code.key, default: [:]][code.code] = use.text }
        }
    }

    private static func shown(
        in content: [UInt8], fonts: [FontResource]
    ) throws(DrawingError) -> [(key: FontProgram.Key, code: Int)] {
        var found: [(key: FontProgram.Key, code: Int)] = []
        var tokens = ContentTokens(content)
        var font: FontResource?
        while let token = tokens.next() {
            switch token {
            case .name(let name):
                font = fonts.first { $0.name == name } ?? font
            case .string(let bytes):
                guard let font else { throw .unexpectedOutput("Text ohne Schrift") }
                let key = FontProgram.Key(variant: font.face.variant, subset: font.subset)
                if font.subset == 0 {
                    found.append(contentsOf: bytes.map { (key, Int($0)) })
                } else {
                    guard bytes.count.isMultiple(of: 2) else { throw .unexpectedOutput("halbes Zeichen") }
                    for at in stride(from: 0, to: bytes.count, by: 2) {
                        found.append((key, Int(bytes[at]) << 8 | Int(bytes[at + 1])))
                    }
                }
            case .other:
                break
            }
        }
        return found
    }
}

/// The few tokens that matter in Cairo's own content streams.
private struct ContentTokens: IteratorProtocol {
    enum Token {
        case name(String)
        case string([UInt8])
        case other
    }

    private let bytes: [UInt8]
    private var at = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func next() -> Token? {
        guard at < bytes.count else { return nil }
        let byte = bytes[at]
        at += 1
        switch byte {
        case UInt8(ascii: "/"):
            let start = at
            while at < bytes.count, bytes[at] > 0x20 { at += 1 }
            return .name(String(decoding: bytes[start..<at], as: UTF8.self))
        case UInt8(ascii: "("):
            return .string(literal())
        case UInt8(ascii: "<"):
            return .string(hexadecimal())
        default:
            return .other
        }
    }

    /// ISO 32000-1, 7.3.4.2; Cairo escapes both parentheses, so they never nest.
    private mutating func literal() -> [UInt8] {
        var text: [UInt8] = []
        while at < bytes.count, bytes[at] != UInt8(ascii: ")") {
            guard bytes[at] == UInt8(ascii: "\\"), at + 1 < bytes.count else {
                text.append(bytes[at])
                at += 1
                continue
            }
            at += 1
            if (0x30...0x37).contains(bytes[at]) {
                var value = 0
                let end = min(at + 3, bytes.count)
                while at < end, (0x30...0x37).contains(bytes[at]) {
                    value = value * 8 + Int(bytes[at] - 0x30)
                    at += 1
                }
                text.append(UInt8(truncatingIfNeeded: value))
            } else {
                text.append(bytes[at])
                at += 1
            }
        }
        at += 1
        return text
    }

    private mutating func hexadecimal() -> [UInt8] {
        var digits: [UInt8] = []
        while at < bytes.count, bytes[at] != UInt8(ascii: ">") {
            if let digit = Character(Unicode.Scalar(bytes[at])).hexDigitValue { digits.append(UInt8(digit)) }
            at += 1
        }
        at += 1
        return stride(from: 0, to: digits.count - digits.count % 2, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}
