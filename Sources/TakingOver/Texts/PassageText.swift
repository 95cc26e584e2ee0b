/// A text with what is to stand in place of some of its words.
struct PassageText {
    enum Part: Sendable, Hashable {
        case text(String)
        /// `{{ref:kuendigung#abs-2}}`
        case marker(String)
    }

    struct Replacement {
        var range: Range<String.Index>
        var marker: String
    }

    private(set) var parts: [Part] = []

    /// - Parameter replacements: of two that overlap the earlier one counts.
    init(_ text: String, _ replacements: [Replacement]) {
        var position = text.startIndex
        for replacement in replacements.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) where replacement.range.lowerBound >= position {
            if position < replacement.range.lowerBound { parts.append(.text(String(text[position..<replacement.range.lowerBound]))) }
            parts.append(.marker(replacement.marker))
            position = replacement.range.upperBound
        }
        if position < text.endIndex { parts.append(.text(String(text[position...]))) }
    }
}
