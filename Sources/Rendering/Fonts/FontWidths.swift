/// The widths that a PDF font tells (ISO 32000-1, 9.2.4), as exact as the font's own.
///
/// Cairo 1.16 cuts those of TrueType faces to whole thousandths of an em (a blank of Liberation Sans: 277 for 277.832), while it
/// counts on the exact ones when it writes a line: readers that follow the dictionary set a line of sans serif up to a third of
/// a point too short, unevenly. Cairo 1.18 writes the exact ones, with six decimals (277.832031). ISO 19005-3, 6.2.11.5 wants both to agree.
/// What is told is the same under each: millionths of an em add up along a line, and a reader that places letters by quarters of a
/// pixel would show some of them otherwise.
enum FontWidths {
    /// - Parameters:
    ///   - dictionary: of a simple font or a CIDFont; anything else is returned as it is.
    ///   - advances: by code, in thousandths of an em.
    static func exact(_ dictionary: ArraySlice<UInt8>, advances: [Int: Double]) -> ArraySlice<UInt8> {
        guard !advances.isEmpty else { return dictionary }
        var mended: [UInt8] = []
        var copied = dictionary.startIndex
        for width in widths(in: dictionary) {
            guard let exact = advances[width.code].map(text), !dictionary[width.range].elementsEqual(exact.utf8) else { continue }
            mended += dictionary[copied..<width.range.lowerBound]
            mended += exact.utf8
            copied = width.range.upperBound
        }
        guard copied > dictionary.startIndex else { return dictionary }
        return ArraySlice(mended + dictionary[copied...])
    }

    private struct Width {
        var code: Int
        var range: Range<Int>
    }

    /// `/FirstChar … /Widths [w w …]` of simple fonts, `/W [c [w w …] …]` of CIDFonts (ISO 32000-1, tables 111 and 117).
    private static func widths(in dictionary: ArraySlice<UInt8>) -> [Width] {
        var found: [Width] = []
        var lexer = PDFLexer(dictionary)
        var first = 0
        while let token = lexer.next() {
            guard token == .name else { continue }
            if lexer.isText("FirstChar") {
                var ahead = lexer
                if case .number(let value?) = ahead.next() { first = value }
            } else if lexer.isText("Widths") {
                if lexer.next() == .arrayBegin { take(&lexer, from: first, into: &found) }
            } else if lexer.isText("W"), lexer.next() == .arrayBegin {
                var code: Int?
                while let token = lexer.next(), token != .arrayEnd {
                    if case .number(let value) = token { code = value }
                    if token == .arrayBegin, let code { take(&lexer, from: code, into: &found) }
                }
            }
        }
        return found
    }

    private static func take(_ lexer: inout PDFLexer, from first: Int, into found: inout [Width]) {
        var code = first
        while let token = lexer.next(), token != .arrayEnd {
            guard case .number = token, Double(String(decoding: lexer.text, as: UTF8.self)) != nil else { return }
            found.append(Width(code: code, range: lexer.range))
            code += 1
        }
    }

    /// At most three decimals, without trailing zeros.
    private static func text(_ width: Double) -> String {
        let thousandths = Int((width * 1000).rounded())
        let (whole, rest) = thousandths.quotientAndRemainder(dividingBy: 1000)
        guard rest > 0 else { return String(whole) }
        var digits = String(rest)
        digits = String(repeating: "0", count: 3 - digits.count) + digits
        while digits.last == "0" { digits.removeLast() }
        return "\(whole).\(digits)"
    }
}
