import Testing

@testable import Rendering

@Suite("What is read back of Cairo's files") struct CairoReadingTests {
    @Test(
        "The lexer knows the tokens of PDF, whoever wrote them",
        arguments: [
            ("<< /Length 6 0 R\n /Filter[/A/B]>>", ["<<", "/Length", "6", "0", "R", "/Filter", "[", "/A", "/B", "]", ">>"]),
            ("(a \\( b (c) \\\\)Tj % (no token\n<0a 0B>Tj", ["(a \\( b (c) \\\\)", "Tj", "<0a 0B>", "Tj"]),
            ("-.5 +3 0.0117188 re", ["-.5", "+3", "0.0117188", "re"]),
            ("(never ended", ["(never ended)"]),
            ("", []),
        ])
    func tokens(_ text: String, _ expected: [String]) {
        var lexer = PDFLexer(Array(text.utf8)[...])
        var found: [String] = []
        while let token = lexer.next() {
            let content = String(decoding: lexer.text, as: UTF8.self)
            switch token {
            case .name: found.append("/" + content)
            case .string(let isHexadecimal): found.append(isHexadecimal ? "<\(content)>" : "(\(content))")
            default: found.append(content)
            }
        }
        #expect(found == expected)
    }

    @Test("Escapes in strings are resolved") func escapes() {
        var lexer = PDFLexer(Array("(\\225\\(\\n\\\\x) <0g7>".utf8)[...])
        _ = lexer.next()
        #expect(lexer.stringBytes(isHexadecimal: false) == [0o225, 0x28, 0x0A, 0x5C, 0x78])
        _ = lexer.next()
        #expect(lexer.stringBytes(isHexadecimal: true) == [0x07])
    }

    /// The data hold what ends a stream, and even an object after it, with another length.
    @Test("A stream ends where its length says, whatever its data look like") func streamEnd() throws {
        let data = "a\nendstream\nendobj\n6 0 obj\n   3\nendobj\nb"
        let text = "5 0 obj\n<</Length 6 0 R>>\nstream\n\(data)\nendstream\nendobj\n6 0 obj\n   \(data.utf8.count)\nendobj\n"
        var reader = CairoObjectReader(Array(text.utf8)[...])
        let stream = try #require(try reader.next(length: { _ in nil }))
        #expect(stream.number == 5 && stream.data.map { String(decoding: $0, as: UTF8.self) } == data)
        #expect(try reader.next(length: { _ in nil })?.integer == data.utf8.count)
        #expect(try reader.next(length: { _ in nil }) == nil)
    }

    @Test("Keys are sought in the object's own dictionary, not in arrays, values or inner dictionaries") func entries() {
        let object = CairoObject(
            number: 1, text: Array("<</A<</Length 1>>/B[/Length 2]/C/Length/Length 3 0 R/D[4 0 R]>>".utf8)[...], data: nil)
        #expect(object.reference("Length") == 3)
        #expect(object.entry("C") == .name("Length".utf8))
        #expect(object.reference("D") == 4)
        #expect(object.entry("E") == nil)
    }

    @Test("Signposts become marked content; the same words within a string stay") func marks() throws {
        let begin = "0 0 0.277344 0.285156 re f"
        let end = "0 0 0.285156 0.277344 re f"
        let content = "q\n\(begin)\nBT (\(end)) Tj ET\n\(end)\n\(begin)\n1 2 3 4 re f\n\(end)\nQ"
        let placed = try MarkedContent.placed(Array(content.utf8), tags: ["P", "Lbl"], first: 7)
        #expect(
            String(decoding: placed, as: UTF8.self)
                == "q\n/P << /MCID 7 >> BDC\nBT (\(end)) Tj ET\nEMC\n/Lbl << /MCID 8 >> BDC\n1 2 3 4 re f\nEMC\nQ")
        #expect(throws: DrawingError.self) { try MarkedContent.placed(Array(content.utf8), tags: ["P"], first: 0) }
        #expect(throws: DrawingError.self) { try MarkedContent.placed(Array(content.utf8), tags: ["P", "P", "P"], first: 0) }
        #expect(throws: DrawingError.self) { try MarkedContent.placed(Array(begin.utf8), tags: ["P"], first: 0) }
    }

    @Test("Widths cut to whole thousandths become exact, and read the same under each Cairo; right ones and unknown codes stay") func widths() {
        let simple = "<< /Type /Font /FirstChar 32 /Widths [ 277 500 333 ] /X 1 >>"
        let exact = FontWidths.exact(Array(simple.utf8)[...], advances: [32: 277.832, 33: 500.0001])
        #expect(String(decoding: exact, as: UTF8.self) == "<< /Type /Font /FirstChar 32 /Widths [ 277.832 500 333 ] /X 1 >>")
        // Cairo 1.18 tells the same width with more decimals.
        for told in ["277", "277.832", "277.832031", "277.83203125"] {
            let widths = FontWidths.exact(Array("<< /FirstChar 32 /Widths [ \(told) ] >>".utf8)[...], advances: [32: 277.83203125])
            #expect(String(decoding: widths, as: UTF8.self) == "<< /FirstChar 32 /Widths [ 277.832 ] >>")
        }
        let composite = "<</W [0 [ 750 702 583 ] 9 [1000]]>>"
        let mended = FontWidths.exact(Array(composite.utf8)[...], advances: [1: 702.5, 9: 1000.25])
        #expect(String(decoding: mended, as: UTF8.self) == "<</W [0 [ 750 702.5 583 ] 9 [1000.25]]>>")
    }
}
