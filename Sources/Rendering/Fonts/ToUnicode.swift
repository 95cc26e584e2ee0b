/// The CMap that tells readers what a font's codes stand for (ISO 32000-1, 9.10.3).
enum ToUnicode {
    static func stream(_ texts: [Int: GlyphText], isWide: Bool) -> PDFFragment {
        let digits = isWide ? 4 : 2
        var map = """
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
            /CMapName /Adobe-Identity-UCS def
            /CMapType 2 def
            1 begincodespacerange
            <\(hex(0, digits))> <\(isWide ? "ffff" : "ff")>
            endcodespacerange

            """
        let lines = texts.sorted { $0.key < $1.key }.map { code, text in
            "<\(hex(code, digits))> <\(text.string.utf16.map { hex(Int($0), 4) }.joined())>\n"
        }
        // At most 100 entries a block.
        for start in stride(from: 0, to: lines.count, by: 100) {
            let block = lines[start..<min(start + 100, lines.count)]
            map += "\(block.count) beginbfchar\n\(block.joined())endbfchar\n"
        }
        map += "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
        return .stream("/Filter/FlateDecode", Flate.compress(map.utf8))
    }

    private static func hex(_ value: Int, _ digits: Int) -> String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: max(digits - text.count, 0)) + text
    }
}
