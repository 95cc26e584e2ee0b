/// What a message quotes („…“) is shown as far as it takes to know it again: a heading may be as long as a page.
package enum QuotedText {
    /// Characters of a quotation that is left alone, and of one that is cut.
    private static let (longest, kept) = (160, 120)

    /// The text, with quotations that are too long cut and marked by „…“.
    package static func shortened(_ text: String) -> String {
        // Nearly every message.
        guard text.utf8.count > longest else { return text }
        var result = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "„") {
            let begin = rest.index(after: open)
            guard let end = rest[begin...].firstIndex(of: "“") else { break }
            let quoted = rest[begin..<end]
            result += rest[..<begin]
            result += quoted.count > longest ? String(quoted.prefix(kept)) + "…" : String(quoted)
            rest = rest[end...]
        }
        return result + rest
    }
}
