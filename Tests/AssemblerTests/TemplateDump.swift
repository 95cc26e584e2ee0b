@testable import Agreements
@testable import Assembler
import Findings

/// A template as indented text, one block a line: what the snapshots compare.
struct TemplateDump {
    static func text(_ template: Template) -> String {
        template.blocks.map { block($0, indent: "") }.joined()
    }

    static func block(_ block: TemplateBlock, indent: String) -> String {
        let head = indent + (block.mark.map { "#\($0) " } ?? "")
        let deeper = indent + "  "
        switch block.content {
        case .heading(let level, let content):
            return head + "h\(level) " + inlines(content) + "\n"
        case .paragraph(let content):
            return head + "p " + inlines(content) + "\n"
        case .list(let list):
            let items = list.items.map { item in
                deeper + "item" + (item.mark.map { " #\($0)" } ?? "") + "\n" + item.blocks.map { self.block($0, indent: deeper + "  ") }.joined()
            }
            return head + (list.isOrdered ? "ol " : "ul ") + "\(list.depth)\n" + items.joined()
        case .quotation(let blocks):
            return head + "quote\n" + blocks.map { self.block($0, indent: deeper) }.joined()
        case .table(let table):
            let rows = table.rows.map { deeper + $0.map { inlines($0) }.joined(separator: " | ") + "\n" }
            return head + "table " + table.alignments.map(\.rawValue).joined(separator: ",") + "\n" + rows.joined()
        case .conditional(let conditional):
            return head + "if [\(conditional.condition.source)]\n" + conditional.then.map { self.block($0, indent: deeper) }.joined()
                + (conditional.otherwise.isEmpty ? "" : indent + "else\n" + conditional.otherwise.map { self.block($0, indent: deeper) }.joined())
        case .alternatives(let alternatives):
            return head + "choice \(alternatives.field)\n"
                + alternatives.cases.map { indent + "case \($0.value)\n" + $0.content.map { self.block($0, indent: deeper) }.joined() }.joined()
        case .listField(let field):
            return head + "list-field \(field)\n"
        case .tableField(let field):
            return head + "table-field \(field)\n"
        }
    }

    static func inlines(_ content: [TemplateInline]) -> String { content.map { inline($0) }.joined() }

    static func inline(_ inline: TemplateInline) -> String {
        switch inline {
        case .text(let text): text
        case .citation(let text): "<cite>\(text)</cite>"
        case .emphasis(let content): "<em>\(inlines(content))</em>"
        case .strong(let content): "<strong>\(inlines(content))</strong>"
        case .link(let url, let content): "<a \(url)>\(inlines(content))</a>"
        case .lineBreak: "<br>"
        case .footnote(let blocks): "<note>" + blocks.map { block($0, indent: "").split(separator: "\n").joined(separator: "/") }.joined(separator: "/") + "</note>"
        case .marker(let marker): "⟨\(marker.source)⟩"
        case .conditional(let content): "<if \(content.condition.source)>\(inlines(content.then))<else>\(inlines(content.otherwise))</if>"
        case .alternatives(let content):
            "<choice \(content.field)>" + content.cases.map { "<case \($0.value)>" + inlines($0.content) }.joined() + "</choice>"
        }
    }
}
