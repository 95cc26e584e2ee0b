extension [Inline] {
    /// The words alone, for decisions about their end and for headings in references.
    public var plainText: String {
        var text = ""
        for inline in self {
            switch inline {
            case .text(let string): text += string
            case .span(let span): text += span.content.plainText
            case .reference(_, let content), .link(_, let content): text += content.plainText
            case .blank: text += FillIn.plainText
            case .lineBreak: text += " "
            case .pageNumber, .footnote: break
            }
        }
        return text
    }
}
