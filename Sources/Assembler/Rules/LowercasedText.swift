import Foundation

/// A text in small letters, in which words are sought byte by byte: rules look into every row's names.
struct LowercasedText {
    private let bytes: [UInt8]

    init(_ text: String) {
        // „ä“ may be written as a letter with a mark (U+0300 to U+036F begin with these two bytes); our words are not.
        let isComposed = !text.utf8.contains { $0 == 0xCC || $0 == 0xCD }
        bytes = Array((isComposed ? text : text.precomposedStringWithCanonicalMapping).lowercased().utf8)
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
