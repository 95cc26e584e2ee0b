import CMarkdown

/// Owner of a cmark-gfm tree: parsed in `init`, freed in `deinit`. Nodes must not outlive it.
final class MarkdownTree {
    private let document: OpaquePointer

    /// Parses with tables and footnotes; quotes and dashes are left alone, because the German normaliser sees to them.
    /// `nil` where cmark has no memory left or the table extension is missing.
    init?(_ bytes: [UInt8]) {
        _ = MarkdownTree.extensions
        guard let parser = cmark_parser_new(CMARK_OPT_FOOTNOTES) else { return nil }
        defer { cmark_parser_free(parser) }
        guard let table = cmark_find_syntax_extension("table"),
            cmark_parser_attach_syntax_extension(parser, table) == 1
        else { return nil }
        bytes.withUnsafeBytes { buffer in
            cmark_parser_feed(parser, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count)
        }
        guard let document = cmark_parser_finish(parser) else { return nil }
        self.document = document
    }

    deinit { cmark_node_free(document) }

    /// Registering is not thread-safe in cmark-gfm; a lazy static runs once.
    private static let extensions: Void = cmark_gfm_core_extensions_ensure_registered()

    /// Calls `body` with the root; the tree stays alive meanwhile.
    func withRoot<Result>(_ body: (MarkdownNode) -> Result) -> Result {
        withExtendedLifetime(self) { body(MarkdownNode(document)) }
    }
}

/// A node of a ``MarkdownTree``.
struct MarkdownNode {
    private let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) { self.pointer = pointer }

    package enum Kind {
        case paragraph, heading, list, item, quotation, table, tableRow, tableCell, footnoteDefinition
        case code, html, thematicBreak
        case text, softBreak, lineBreak, inlineCode, inlineHTML, emphasis, strong, link, image, footnoteReference
        case unknown
    }

    var kind: Kind {
        let type = cmark_node_get_type(pointer)
        switch type {
        case CMARK_NODE_PARAGRAPH: return .paragraph
        case CMARK_NODE_HEADING: return .heading
        case CMARK_NODE_LIST: return .list
        case CMARK_NODE_ITEM: return .item
        case CMARK_NODE_BLOCK_QUOTE: return .quotation
        case CMARK_NODE_FOOTNOTE_DEFINITION: return .footnoteDefinition
        case CMARK_NODE_CODE_BLOCK: return .code
        case CMARK_NODE_HTML_BLOCK: return .html
        case CMARK_NODE_THEMATIC_BREAK: return .thematicBreak
        case CMARK_NODE_TEXT: return .text
        case CMARK_NODE_SOFTBREAK: return .softBreak
        case CMARK_NODE_LINEBREAK: return .lineBreak
        case CMARK_NODE_CODE: return .inlineCode
        case CMARK_NODE_HTML_INLINE: return .inlineHTML
        case CMARK_NODE_EMPH: return .emphasis
        case CMARK_NODE_STRONG: return .strong
        case CMARK_NODE_LINK: return .link
        case CMARK_NODE_IMAGE: return .image
        case CMARK_NODE_FOOTNOTE_REFERENCE: return .footnoteReference
        default: break
        }
        // Extension nodes have numbers given out at run time; the name is the stable handle.
        guard let name = cmark_node_get_type_string(pointer) else { return .unknown }
        switch String(cString: name) {
        case "table": return .table
        case "table_header", "table_row": return .tableRow
        case "table_cell": return .tableCell
        default: return .unknown
        }
    }

    var literal: String { cmark_node_get_literal(pointer).map { String(cString: $0) } ?? "" }
    var url: String { cmark_node_get_url(pointer).map { String(cString: $0) } ?? "" }
    var headingLevel: Int { Int(cmark_node_get_heading_level(pointer)) }
    var isOrderedList: Bool { cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST }
    /// From 1; 0 where cmark does not know.
    var line: Int { Int(cmark_node_get_start_line(pointer)) }
    /// Last line, from 1.
    var endLine: Int { Int(cmark_node_get_end_line(pointer)) }
    /// In bytes, from 1.
    var column: Int { Int(cmark_node_get_start_column(pointer)) }

    /// Of a table: one letter a column, 0 where none is given.
    var alignments: [UInt8] {
        let count = Int(cmark_gfm_extensions_get_table_columns(pointer))
        guard let letters = cmark_gfm_extensions_get_table_alignments(pointer) else { return [] }
        return Array(UnsafeBufferPointer(start: letters, count: count))
    }

    var children: Children { Children(first: cmark_node_first_child(pointer)) }

    package struct Children: Sequence {
        fileprivate let first: OpaquePointer?
        fileprivate init(first: OpaquePointer?) { self.first = first }

        func makeIterator() -> AnyIterator<MarkdownNode> {
            var next = first
            return AnyIterator {
                guard let node = next else { return nil }
                next = cmark_node_next(node)
                return MarkdownNode(node)
            }
        }
    }
}
