import Foundation

/// Words as the register compares them: small letters, `Straße` like `Strasse`, `ä` like `ae`, other letters without their marks.
///
/// Done here, before indexing and before asking, because SQLite does not: measured with 3.40, its `trigram` index takes `MÜLLER` for no
/// `Müller`, and `unicode61` takes `ä` either for a letter of its own or for `a`, `ß` never for `ss`.
package enum GermanFolding {
    package static func fold(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return asciiFolded(text) }
        var folded = String.UnicodeScalarView()
        for scalar in text.precomposedStringWithCompatibilityMapping.unicodeScalars { append(scalar, to: &folded) }
        return String(folded)
    }

    private static func asciiFolded(_ text: String) -> String {
        String(decoding: text.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }

    private static func append(_ scalar: Unicode.Scalar, to folded: inout String.UnicodeScalarView) {
        // Most letters of a text; to take each apart costs twenty times as much.
        if scalar.isASCII { return folded.append(("A"..."Z").contains(scalar) ? Unicode.Scalar(UInt8(scalar.value) | 0x20) : scalar) }
        if let letters = special(scalar) { return folded.append(contentsOf: letters.unicodeScalars) }
        for part in String(scalar).lowercased().decomposedStringWithCanonicalMapping.unicodeScalars
        where part.properties.generalCategory != .nonspacingMark {
            if let letters = special(part) { folded.append(contentsOf: letters.unicodeScalars) } else { folded.append(part) }
        }
    }

    /// Letters that are written in two (DIN 5007-2 for umlauts), or that Unicode does not take apart; and what is not seen within a word.
    private static func special(_ scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "ä", "Ä", "æ", "Æ": "ae"
        case "ö", "Ö", "ø", "Ø", "œ", "Œ": "oe"
        case "ü", "Ü": "ue"
        case "ß", "ẞ": "ss"
        case "ł", "Ł": "l"
        case "đ", "Đ", "ð", "Ð": "d"
        case "þ", "Þ": "th"
        case "ı": "i"
        // Soft hyphen, zero-width space and joiners, byte order mark.
        case "\u{AD}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}", "\u{FEFF}": ""
        default: nil
        }
    }
}
