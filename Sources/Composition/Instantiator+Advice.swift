import Agreements
import DocumentModel

extension TemplateBlock {
    /// What a block quotation that begins with `{{ausfuellhinweis}}` tells the person who fills in; `nil` for all others. It is printed
    /// in drafts and forms only.
    static func advice(_ blocks: [TemplateBlock]) -> [TemplateBlock]? {
        guard var first = blocks.first, case .paragraph(var content) = first.content, case .marker(let marker)? = content.first,
            case .value(FieldPath("ausfuellhinweis"), _) = marker.content
        else { return nil }
        content.removeFirst()
        if case .text(let text)? = content.first { content[0] = .text(String(text.drop { $0.isWhitespace })) }
        first.content = .paragraph(content)
        return (content.isEmpty ? [] : [first]) + blocks.dropFirst()
    }
}
