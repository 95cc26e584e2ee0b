import DocumentModel

/// Joins pieces of running text, so that what a condition or an empty value leaves behind (two spaces, a space before a
/// comma) does not show.
struct InlineBuilder {
    private(set) var result: [Inline] = []
    /// The text so far ends with a space, or has not begun.
    private(set) var endsWithSpace: Bool
    /// Something vanished since the last text.
    private var hasGap = false
    /// The text so far, for counting sentences.
    private(set) var plain: String

    init(endsWithSpace: Bool = true, plain: String = "") {
        self.endsWithSpace = endsWithSpace
        self.plain = plain
    }

    mutating func append(_ text: String) {
        var text = text
        if endsWithSpace { text = String(text.drop { $0 == " " }) }
        guard let first = text.unicodeScalars.first else { return }
        if hasGap, endsWithSpace, ",.;:)!?".unicodeScalars.contains(first) { dropFinalSpace() }
        hasGap = false
        endsWithSpace = text.unicodeScalars.last == " "
        plain += text
        if case .text(let before)? = result.last {
            result[result.count - 1] = .text(before + text)
        } else {
            result.append(.text(text))
        }
    }

    mutating func append(_ inline: Inline, plain text: String) {
        if case .lineBreak = inline { dropFinalSpace() }
        result.append(inline)
        plain += text
        hasGap = false
        endsWithSpace = if case .lineBreak = inline { true } else { text.unicodeScalars.last == " " }
    }

    /// Content with a role, built with the same care at its seams.
    mutating func append(contentsOf inner: InlineBuilder, wrap: ([Inline]) -> Inline) {
        guard !inner.result.isEmpty else {
            vanish()
            return
        }
        result.append(wrap(inner.result))
        plain = inner.plain
        endsWithSpace = inner.endsWithSpace
        hasGap = false
    }

    /// A value, condition or mark that prints nothing stood here.
    mutating func vanish() { hasGap = true }

    private mutating func dropFinalSpace() {
        guard case .text(let text)? = result.last, text.hasSuffix(" ") else { return }
        let trimmed = String(text.dropLast())
        if trimmed.isEmpty { result.removeLast() } else { result[result.count - 1] = .text(trimmed) }
        endsWithSpace = false
    }

    /// The finished text, without white space at its end.
    func finished() -> [Inline] {
        var content = result
        while let last = content.last {
            switch last {
            case .lineBreak:
                content.removeLast()
                continue
            case .text(let text) where text.hasSuffix(" "):
                let trimmed = String(text.reversed().drop { $0 == " " }.reversed())
                if trimmed.isEmpty {
                    content.removeLast()
                    continue
                }
                content[content.count - 1] = .text(trimmed)
            default:
                break
            }
            break
        }
        return content
    }
}
