/// A whole file of Cairo's, read by its own cross-reference table. Files are asked for in PDF 1.4, which knows neither object
/// streams nor cross-reference streams (``PrimedSurface``).
struct CairoFile {
    private let bytes: [UInt8]
    /// By object number: where the object begins; 0 for a free one.
    private let offsets: [Int]

    init(_ bytes: [UInt8]) throws(DrawingError) {
        self.bytes = bytes
        guard let offsets = CairoFile.offsets(of: bytes) else { throw .unexpectedOutput("keine Querverweistabelle") }
        self.offsets = offsets
    }

    /// ISO 32000-1, 7.5.4 and 7.5.5; one section that begins with object 0, for nothing is ever updated.
    private static func offsets(of bytes: [UInt8]) -> [Int]? {
        let marker = Array("startxref".utf8)
        let from = max(bytes.count - 1024, 0)
        guard let place = (from..<max(bytes.count - marker.count, from)).last(where: { bytes[$0...].starts(with: marker) }) else { return nil }
        var lexer = PDFLexer(bytes[...], at: place + marker.count)
        guard case .number(let table?) = lexer.next(), bytes.indices.contains(table) else { return nil }
        lexer = PDFLexer(bytes[...], at: table)
        guard lexer.next() == .keyword, lexer.isText("xref"), case .number(0) = lexer.next(), case .number(let count?) = lexer.next(),
            count > 0, count < 1_000_000
        else { return nil }
        var offsets: [Int] = []
        for _ in 0..<count {
            guard case .number(let offset?) = lexer.next(), case .number = lexer.next(), lexer.next() == .keyword,
                bytes.indices.contains(offset)
            else { return nil }
            offsets.append(lexer.isText("n") ? offset : 0)
        }
        return offsets
    }

    func object(_ number: Int) throws(DrawingError) -> CairoObject {
        guard offsets.indices.contains(number), offsets[number] > 0 else { throw .unexpectedOutput("Objekt \(number) fehlt") }
        var reader = CairoObjectReader(bytes[...], at: offsets[number])
        guard let object = try reader.next(length: { self.integer($0) }), object.number == number else {
            throw .unexpectedOutput("Objekt \(number) fehlt")
        }
        return object
    }

    private func integer(_ number: Int) -> Int? {
        guard offsets.indices.contains(number), offsets[number] > 0 else { return nil }
        var reader = CairoObjectReader(bytes[...], at: offsets[number])
        guard let object = try? reader.next(length: { _ in nil }) else { return nil }
        return object.integer
    }

    /// Copies text of a dictionary, `replace` deciding what stands for each reference `N 0 R`.
    static func copy(
        _ text: ArraySlice<UInt8>, replace: (Int) throws(DrawingError) -> PDFFragment
    ) throws(DrawingError) -> PDFFragment {
        var fragment = PDFFragment()
        var lexer = PDFLexer(text)
        var copied = text.startIndex
        while let token = lexer.next() {
            guard case .number(let number?) = token else { continue }
            let begin = lexer.start
            var ahead = lexer
            guard case .number = ahead.next(), ahead.next() == .keyword, ahead.isText("R") else { continue }
            fragment.append(bytes: text[copied..<begin])
            fragment.append(try replace(number))
            copied = ahead.position
            lexer = ahead
        }
        fragment.append(bytes: text[copied...])
        return fragment
    }
}
