import Rendering

/// A font without ink, for text that is only read (ISO 32000-1, 9.3.6 and 9.6.5): one blank procedure for all its codes, each with its letter.
enum InvisibleFont {
    /// Of an em.
    static let advance = 0.5

    /// In the order of their codes, from 1: what German texts are written in, and the letters of its neighbours.
    private static let letters: [Character] = {
        let basic = (0x20...0x7E).compactMap(Unicode.Scalar.init).map { Character($0) }
        let latin = (0xA1...0xFF).filter { $0 != 0xAD }.compactMap { Unicode.Scalar(UInt32($0)) }.map { Character($0) }
        return basic + latin + Array("„“”‚‘’–—…•€†‡‰‹›ŒœŠšŽžŸĞğŞşİıĄąĆćČčĘęĚěŁłŃńŐőŘřŚśŰűŹźŻż")
    }()

    private static let codes: [Character: UInt8] = Dictionary(
        letters.prefix(255).enumerated().map { ($0.element, UInt8($0.offset + 1)) }, uniquingKeysWith: { first, _ in first })

    /// What stands for letters that have no code.
    private static let others: [Character: String] = ["ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "«": "«", "−": "–", "‐": "-", "‑": "-", "`": "‘", "′": "’"]

    /// Codes of a text; letters that have none are left out.
    static func codes(of text: String) -> [UInt8] {
        text.flatMap { letter -> [UInt8] in
            if let code = codes[letter] { return [code] }
            return (others[letter] ?? "").compactMap { codes[$0] }
        }
    }

    /// Adds the font.
    static func add(to group: inout ObjectGroup) -> Int {
        let count = codes.count
        let procedure = group.add(.stream("", Array("500 0 d0\n".utf8)))
        let map = group.add(.stream("/Filter/FlateDecode", Flate.compress(toUnicode.utf8)))
        var font = PDFFragment("<</Type/Font/Subtype/Type3/FontBBox[0 0 500 1000]/FontMatrix[.001 0 0 .001 0 0]/FirstChar 1/LastChar \(count)/Widths[")
        font.append(Array(repeating: "500", count: count).joined(separator: " "))
        font.append("]/Encoding<</Type/Encoding/Differences[1")
        for code in 1...count { font.append("/g\(code)") }
        font.append("]>>/CharProcs<<")
        for code in 1...count {
            font.append("/g\(code) ")
            font.append(reference: procedure)
        }
        font.append(">>/Resources<<>>/ToUnicode ")
        font.append(reference: map)
        font.append(">>")
        return group.add(font)
    }

    /// ISO 32000-1, 9.10.3.
    private static let toUnicode: String = {
        let entries = codes.sorted { $0.value < $1.value }.compactMap { letter, code in
            letter.unicodeScalars.first.map { "<\(hex(UInt32(code), 2))> <\(hex($0.value, 4))>\n" }
        }
        var text = "/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n/CMapName/Adobe-Identity-UCS def/CMapType 2 def\n"
        text += "1 begincodespacerange\n<00> <FF>\nendcodespacerange\n"
        // At most a hundred a block.
        for start in stride(from: 0, to: entries.count, by: 100) {
            let block = entries[start..<min(start + 100, entries.count)]
            text += "\(block.count) beginbfchar\n\(block.joined())endbfchar\n"
        }
        return text + "endcmap CMapName currentdict/CMap defineresource pop end end\n"
    }()

    private static func hex(_ value: UInt32, _ digits: Int) -> String {
        let text = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
