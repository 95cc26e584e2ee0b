/// Windows-1252, the encoding of old text files and, as WinAnsiEncoding, of simple fonts in PDF. It differs from Latin-1 in 0x80–0x9F only
/// (WHATWG Encoding Standard, index windows-1252; ISO 32000-1, annex D).
package enum Windows1252 {
    /// 0x80 to 0x9F; `nil` for the five codes that stand for nothing.
    private static let special: [Unicode.Scalar?] = [
        "€", nil, "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", nil, "Ž", nil, nil, "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", nil,
        "ž", "Ÿ",
    ]

    package static func scalar(_ byte: UInt8) -> Unicode.Scalar? {
        (0x80...0x9F).contains(byte) ? special[Int(byte) - 0x80] : Unicode.Scalar(byte)
    }

    /// Each byte in UTF-8. A byte that stands for nothing becomes a control character, as in every browser.
    package static let utf8: [[UInt8]] = (0...255).map { byte in
        let byte = UInt8(byte)
        return Array(String(Character(scalar(byte) ?? Unicode.Scalar(byte))).utf8)
    }

    /// What becomes of a text in UTF-8 that is read as Windows-1252: „Ã¤“ for „ä“.
    package static func misread(_ text: String) -> String {
        String(decoding: text.utf8.flatMap { utf8[Int($0)] }, as: UTF8.self)
    }
}
