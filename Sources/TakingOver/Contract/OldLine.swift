import Word

/// A paragraph of an old contract as a reader sees it: its number apart from its words.
package struct OldLine: Sendable, Hashable {
    /// From 1, in the order of the file.
    package var position: Int
    package var number: LeadingNumber?
    /// The word processor counts it; typed otherwise.
    package var isCounted = false
    /// Level of the list that counts it, from 0.
    var listLevel = 0
    /// Words with line ends, tabs and the marks of footnotes (``NoteMark``).
    package var text: String
    var outline: Int?
    var isBold = false
    var isCentred = false
    var style = ""
    /// Table, row, cell.
    var cell: [Int]?

    /// Words alone, blanks as one.
    package var plain: String { Wording.normal(NoteMark.removed(from: text)) }
    /// With the number before it, as somebody reads it.
    package var whole: String {
        [number.map { $0.shape == .bullet ? "•" : $0.text } ?? "", plain].filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// A typed „§ 4“ or „Artikel 4“ put back into the words.
    var withoutSign: OldLine {
        guard let number, !isCounted, number.shape == .paragraphSign || number.shape == .article else { return self }
        var line = self
        (line.number, line.text) = (nil, number.text + " " + text)
        return line
    }

    /// Ends as a sentence does, or goes on.
    var endsAsText: Bool { plain.last.map { ".;,:".contains($0) } ?? false }
}

/// Where a footnote hangs, within a text: its identifier between two private characters.
enum NoteMark {
    static let start: Character = "\u{E000}"
    static let end: Character = "\u{E001}"

    static func text(_ id: String) -> String { "\(start)\(id)\(end)" }

    static func removed(from text: String) -> String {
        guard text.contains(start) else { return text }
        var (result, isMark) = ("", false)
        for character in text {
            if character == start { isMark = true } else if character == end { isMark = false } else if !isMark { result.append(character) }
        }
        return result
    }

    /// Identifiers in order.
    static func all(in text: String) -> [String] {
        var found: [String] = []
        var open: String?
        for character in text {
            if character == start {
                open = ""
            } else if character == end {
                if let id = open { found.append(id) }
                open = nil
            } else {
                open?.append(character)
            }
        }
        return found
    }
}
