/// Which code of which PDF font Cairo gave to each glyph of a variant, read from the primer's own page.
struct GlyphCodes {
    /// By font: code → glyph and its text.
    private(set) var uses: [FontProgram.Key: [Int: GlyphUse]] = [:]

    /// - Parameter uses: the variant's, which alone was drawn.
    init(_ primer: DrawnStream, _ uses: [GlyphUse]) throws(DrawingError) {
        guard let content = Flate.expand(primer.data, limit: 1 << 22) else { throw .unexpectedOutput("Strom beschädigt") }
        let shown = try GlyphCodes.shown(in: content, fonts: primer.fonts)
        guard shown.count == uses.count else { throw .unexpectedOutput("Zeichen fehlen") }
        for (code, use) in zip(shown, uses) { self.uses[code.key, default: [:]][code.code] = use }
    }

    private static func shown(
        in content: [UInt8], fonts: [FontResource]
    ) throws(DrawingError) -> [(key: FontProgram.Key, code: Int)] {
        var found: [(key: FontProgram.Key, code: Int)] = []
        var lexer = PDFLexer(content[...])
        var font: FontResource?
        while let token = lexer.next() {
            switch token {
            case .name:
                let name = String(decoding: lexer.text, as: UTF8.self)
                font = fonts.first { $0.name == name } ?? font
            case .string(let isHexadecimal):
                guard let font else { throw .unexpectedOutput("Text ohne Schrift") }
                let bytes = lexer.stringBytes(isHexadecimal: isHexadecimal)
                let key = font.key
                if font.subset == 0 {
                    found.append(contentsOf: bytes.map { (key, Int($0)) })
                } else {
                    guard bytes.count.isMultiple(of: 2) else { throw .unexpectedOutput("halbes Zeichen") }
                    for at in stride(from: 0, to: bytes.count, by: 2) {
                        found.append((key, Int(bytes[at]) << 8 | Int(bytes[at + 1])))
                    }
                }
            default:
                break
            }
        }
        return found
    }
}
