import DocumentModel
import Layout
import Styles

/// The sheet before a partner's copies: says to whom that hands them out whose contracts follow, in letters that can be read from a
/// stack, with a bar at the edge that shows where it lies.
struct SlipSheet {
    /// „Nr. 12“
    var label: String
    /// Of the partner.
    var name: String
    var copies: Int

    func document(before contract: DocumentInfo) -> Document {
        let title = TitleBlock(lines: [label, name].filter { !$0.isEmpty }.map { [.text($0)] })
        let lines = [contract.title, copies == 1 ? "1 Ausfertigung" : "\(copies) Ausfertigungen"]
        var ids = NodeNumbering()
        let paragraphs = lines.map { Block(id: ids.next(), .paragraph(Paragraph(.body, [.text($0)]))) }
        return Document(info: contract, furniture: PageFurniture(), body: [Block(id: .unnumbered, .title(title))] + paragraphs)
    }

    /// The house style in letters of such a size.
    static func style(_ style: StyleSheet) -> StyleSheet {
        var style = style
        style.title = enlarged(style.title, to: 40)
        style.subtitle = enlarged(style.subtitle, to: 28)
        style.body = enlarged(style.body, to: 16)
        // The grid is that of the text's own size.
        style.grid = nil
        return style
    }

    private static func enlarged(_ block: BlockStyle, to size: Double) -> BlockStyle {
        var block = block
        let ratio = size / block.text.size
        block.text.size = size
        block.text.leading *= ratio
        block.alignment = .left
        block.hyphenates = false
        block.before = 0
        block.after = block.text.leading / 2
        return block
    }

    /// At the right edge, as far from it as copiers leave white.
    static func bar(on page: Size) -> PageItem {
        let bar = Rect(x: page.width - mm(13), y: mm(5), width: mm(8), height: mm(60))
        return PageItem(.artifact(.layout), .rectangle(bar, .black))
    }
}
