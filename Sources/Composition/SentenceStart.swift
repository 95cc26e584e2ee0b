import DocumentModel

/// The capital at the beginning of a sentence, for markers that are declined: `{{Stelle|nominativ}}`, „Die Stadt Musterstadt“.
enum SentenceStart {
    /// Only articles take it: a name keeps its letters („eins gGmbH“ stays as it is registered).
    private static let articles: Set<Substring> = ["der", "die", "das", "des", "dem", "den", "ein", "eine", "eines", "einem", "einen", "einer"]

    /// The same text with a capital article, wherever in the spans its first word stands.
    static func capitalised(_ content: [Inline]) -> [Inline] {
        guard let first = content.first else { return content }
        var result = content
        switch first {
        case .text(let text): result[0] = .text(capitalised(text))
        case .span(var span):
            span.content = capitalised(span.content)
            result[0] = .span(span)
        default: break
        }
        return result
    }

    static func capitalised(_ text: String) -> String {
        let word = text.prefix { $0.isLetter }
        guard articles.contains(word) else { return text }
        return text.prefix(1).uppercased() + text.dropFirst()
    }
}

/// „…“, and ‚…‘ where the text before has opened quotes already (Amtliches Regelwerk, § 95).
struct QuotationMarks {
    let opening: String
    let closing: String

    init(after text: String) {
        var depth = 0
        for scalar in text.unicodeScalars {
            if scalar == "„" { depth += 1 } else if scalar == "“", depth > 0 { depth -= 1 }
        }
        (opening, closing) = depth > 0 ? ("‚", "‘") : ("„", "“")
    }
}
