import Assembler
import DocumentModel
import Findings

/// A list on pages of ours.
public struct ListPaper: Sendable {
    public var title: String
    public var subtitle: String
    public var note: String
    public var heads: [String]
    /// Shares of the columns.
    public var widths: [Double]
    public var rows: [[String]]
    /// Of the state that it shows.
    public var date: CalendarDate

    public init(title: String, subtitle: String, note: String, heads: [String], widths: [Double], rows: [[String]], date: CalendarDate) {
        (self.title, self.subtitle, self.note, self.heads) = (title, subtitle, note, heads)
        (self.widths, self.rows, self.date) = (widths, rows, date)
    }

    /// - Throws: ``Failure`` where something that is not ours lies at the path, or fonts and style cannot be read.
    public func write(to path: String, library: String?) throws(Failure) {
        let workspace = try Workspace.locate(agreement: nil, library: library)
        var claims = OutputClaims(against: InputFiles(workspace))
        let output = try claims.claim(path, .pdf, option: "--pdf")
        let press = try Press(Supplies(workspace))
        let bytes = try press.pdf(try press.layOut(document).list, origin: nil)
        try claims.write([(output, bytes)])
    }

    private var document: Document {
        var ids = ProvisionBlocks.NodeIDs()
        func paragraph(_ text: String, _ ids: inout ProvisionBlocks.NodeIDs) -> Block {
            Block(id: ids.next(), .paragraph(Paragraph(.body, [.text(text.isEmpty ? "–" : text)])))
        }
        func row(_ cells: [String], _ ids: inout ProvisionBlocks.NodeIDs) -> TableRow {
            let id = ids.next()
            return TableRow(
                id: id,
                cells: cells.map { text in
                    let cell = ids.next()
                    return TableCell(id: cell, blocks: [paragraph(text, &ids)])
                })
        }
        let title = Block(id: ids.next(), .title(TitleBlock(lines: [[.text(self.title)], [.text(subtitle)]])))
        var body = [title, paragraph(note, &ids)]
        if !rows.isEmpty {
            let table = ids.next()
            let header = row(heads, &ids)
            let made = rows.map { row($0, &ids) }
            body.append(Block(id: table, .table(Table(columns: widths.map { TableColumn(width: .share($0)) }, header: [header], rows: made))))
        }
        let info = DocumentInfo(
            agreement: "liste", title: "\(self.title): \(subtitle)", shortTitle: self.title, author: "", date: date, status: .endfassung, style: Supplies.standardStyle,
            isSignable: false)
        let furniture = PageFurniture(
            headLeft: [.text([.text("\(self.title): \(subtitle)")])], footRight: [.text([.text("Seite ")]), .pageNumber, .text([.text(" von ")]), .pageCount])
        return Document(info: info, furniture: furniture, body: body)
    }
}
