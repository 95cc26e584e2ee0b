import Foundation

/// A text in small letters, in which words are sought byte by byte: rules look into every row's names.
struct LowercasedText {
    private let bytes: [UInt8]

    init(_ text: String) {
        if let bytes = Self.westernBytes(text) {
            self.bytes = bytes
            return
        }
        // „ä“ may be written as a letter with a mark (U+0300 to U+036F begin with these two bytes); our words are not.
        let isComposed = !text.utf8.contains { $0 == 0xCC || $0 == 0xCD }
        bytes = Array((isComposed ? text : text.precomposedStringWithCanonicalMapping).lowercased().utf8)
    }

    /// Without asking Unicode's tables: ASCII, Latin-1 and the General Punctuation of U+2000–203F, of which only the letters of the first two have two cases,
    /// 32 apart. `nil` where anything else stands in the text.
    private static func westernBytes(_ text: String) -> [UInt8]? {
        var bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                if (0x41...0x5A).contains(byte) { bytes[index] = byte + 0x20 }
                index += 1
                continue
            }
            switch byte {
            case 0xC2: index += 2
            case 0xC3 where index + 1 < bytes.count:
                // U+00C0–U+00DE but for the sign of multiplication (U+00D7).
                if (0x80...0x9E).contains(bytes[index + 1]), bytes[index + 1] != 0x97 { bytes[index + 1] += 0x20 }
                index += 2
            case 0xE2 where index + 1 < bytes.count && bytes[index + 1] == 0x80: index += 3
            default: return nil
            }
        }
        return bytes
    }

    /// - Parameter word: in small letters, not empty.
    func contains(_ word: String) -> Bool {
        var word = word
        return word.withUTF8 { word in
            guard let first = word.first, word.count <= bytes.count else { return false }
            for start in 0...(bytes.count - word.count) where bytes[start] == first && bytes[start...].starts(with: word) { return true }
            return false
        }
    }
}
