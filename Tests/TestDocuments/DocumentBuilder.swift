import DocumentModel

/// Builds small documents in few words. Nodes are numbered in reading order.
public final class DocumentBuilder {
    private var numbering = NodeNumbering()
    public var furniture = PageFurniture()
    public var annexes: [Annex] = []

    public init() {}

    private static let day = [2026].compactMap { CalendarDate(year: $0, month: 10, day: 1) }[0]

    public func id() -> NodeID { numbering.next() }

    public func block(_ content: (DocumentBuilder) -> BlockContent) -> Block {
        let id = id()
        return Block(id: id, content(self))
    }

    public func paragraph(_ text: String, _ role: ParagraphRole = .body) -> Block { paragraph([.text(text)], role) }

    public func paragraph(_ content: [Inline], _ role: ParagraphRole = .body) -> Block {
        block { _ in .paragraph(Paragraph(role, content)) }
    }

    public func section(_ number: String?, _ title: String, level: Int = 1, form: HeadingForm = .display, _ blocks: () -> [Block]) -> Block {
        block {
            let heading = Heading(id: $0.id(), number: number, text: title.isEmpty ? [] : [.text(title)], form: form)
            return .section(Section(level: level, heading: heading, blocks: blocks()))
        }
    }

    public func list(_ kind: ListKind, level: Int = 1, _ items: [(label: String?, blocks: () -> [Block])]) -> Block {
        block { builder in
            .list(
                List(
                    kind: kind, level: level,
                    items: items.map { ListItem(id: builder.id(), label: $0.label, blocks: $0.blocks()) }))
        }
    }

    public func bullets(_ texts: [String]) -> Block {
        list(.bullets, texts.map { text in (nil, { [self.paragraph(text)] }) })
    }

    public func footnote(_ label: String, _ text: String) -> Inline {
        let id = id()
        return .footnote(Footnote(id: id, label: label, blocks: [paragraph(text, .footnote)]))
    }

    public func cell(_ text: String, rows: Int = 1, columns: Int = 1) -> TableCell {
        TableCell(id: id(), blocks: text.isEmpty ? [] : [paragraph(text)], rowSpan: rows, columnSpan: columns)
    }

    public func row(_ texts: [String], height: Double = 0) -> TableRow {
        let id = id()
        return TableRow(id: id, cells: texts.map { cell($0) }, minimumHeight: height)
    }

    public func signatures(_ arrangement: SignatureArrangement, units: Int, header: [String] = []) -> Block {
        block { builder in
            .signatures(
                SignatureBlock(
                    arrangement: arrangement, tableHeader: header.map { [.text($0)] },
                    units: (0..<units).map { index in
                        SignatureUnit(
                            id: builder.id(), party: [.text("Für Partei \(index + 1)")],
                            placeAndDate: PlaceAndDate(id: builder.id(), caption: "Ort, Datum"), mandate: "Im Auftrag",
                            signatories: [Signatory(id: builder.id(), name: [.text("Name \(index + 1)")], office: [.text("Amt")])])
                    }))
        }
    }

    public func document(_ body: [Block]) -> Document {
        Document(
            info: DocumentInfo(
                agreement: "probe", title: "Probe", shortTitle: "Probe", author: "Stadt Musterstadt",
                date: Self.day, status: .endfassung, style: "klassisch"),
            furniture: furniture, body: body, annexes: annexes)
    }

    /// Words of changing length, `count` of them, none twice in a row.
    public static func prose(_ count: Int, seed: Int = 0) -> String {
        let words = [
            "Netzwerk", "der", "Jugendhilfe", "und", "Vereinbarung", "im", "Landkreis", "zur", "Zusammenarbeit", "gilt", "auch",
            "ohne", "Fachkräfte", "die", "Familien", "beraten",
        ]
        return (0..<count).map { words[($0 * 7 + seed) % words.count] }.joined(separator: " ") + "."
    }
}
