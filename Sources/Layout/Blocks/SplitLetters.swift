/// Scripts in which a letter may be drawn in several parts that are no letters of their own, or in another order: those that descend
/// from Brahmi, from Devanagari to Myanmar, and Khmer (The Unicode Standard, chapters 12 to 16). There the glyphs of a word need not
/// be its text, which therefore stands beside them as ActualText (ISO 32000-1, 14.9.4).
enum SplitLetters {
    /// Blocks U+0900 to U+109F and U+1780 to U+17FF. By bytes of UTF-8, since all text of a document comes by here.
    static func concern(_ text: String) -> Bool {
        var lead: UInt8 = 0
        for byte in text.utf8 {
            switch lead {
            case 0xE0 where byte >= 0xA4, 0xE1 where byte <= 0x82 || byte == 0x9E || byte == 0x9F: return true
            default: lead = byte
            }
        }
        return false
    }

    /// The text in parts: single words of such scripts, and what stands between them.
    static func parts(of text: String) -> [(text: String, isConcerned: Bool)] {
        var parts: [(text: String, isConcerned: Bool)] = []
        var rest = text[...]
        while let first = rest.unicodeScalars.first {
            let isBlank = first.properties.isWhitespace
            let end = rest.unicodeScalars.firstIndex { $0.properties.isWhitespace != isBlank } ?? rest.endIndex
            let word = String(rest[..<end])
            rest = rest[end...]
            if concern(word) {
                parts.append((word, true))
            } else if let last = parts.indices.last, !parts[last].isConcerned {
                parts[last].text += word
            } else {
                parts.append((word, false))
            }
        }
        return parts
    }
}
