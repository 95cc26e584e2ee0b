import DocumentModel

/// Makes documents that nobody would write but that may occur: the same for the same seed.
public struct RandomDocuments {
    private var state: UInt64
    private let builder = DocumentBuilder()
    private var notes = 0
    /// Headings so far, for references.
    private var headings: [NodeID] = []
    private let picture: String
    private let style: String
    /// Stand among the words of paragraphs; none: the prose alone.
    private let names: [String]

    /// - Parameters:
    ///   - picture: file of every figure; those who only lay out need none.
    ///   - style: house style of the document.
    ///   - names: put into text, headings and titles of tables, in any script.
    public init(seed: UInt64, picture: String = "bild.png", style: String = "klassisch", names: [String] = []) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
        self.picture = picture
        self.style = style
        self.names = names
    }

    /// SplitMix64 (Steele, Lea & Flood 2014).
    private mutating func next(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((z ^ (z >> 31)) >> 33) % max(1, bound)
    }

    public mutating func document() -> Document {
        var body: [Block] = []
        if next(4) == 0 { body.append(cover()) }
        if next(3) > 0 { body.append(title()) }
        if next(3) == 0 { body.append(parties()) }
        if next(4) == 0 { body.append(builder.block { _ in .tableOfContents(heading: [.text("Inhalt")]) }) }
        for number in 1...(1 + next(6)) {
            let count = 1 + next(3)
            var blocks: [Block] = []
            let section = builder.id()
            let heading = Heading(
                id: builder.id(), number: next(4) == 0 ? nil : "§ \(number)", text: [.text(name ?? "Abschnitt \(number)")],
                form: next(5) == 0 ? .runIn : .display)
            headings.append(heading.id)
            for _ in 0..<count { blocks.append(block(depth: 0)) }
            for letter in "abc".prefix(next(4) == 0 ? 1 + next(3) : 0) {
                let (section, heading) = (builder.id(), builder.id())
                let text = Heading(id: heading, number: "\(letter))", text: [.text("Unterabschnitt")])
                blocks.append(Block(id: section, .section(Section(level: 2, heading: text, blocks: [block(depth: 0)]))))
            }
            body.append(
                Block(
                    id: section,
                    .section(
                        Section(
                            level: 1, heading: heading,
                            legalReferences: (0..<next(3)).map { [.text("§ \($0 + 3) SGB VIII (Hilfe)")] }, blocks: blocks))))
        }
        if next(3) > 0 {
            let arrangement: SignatureArrangement = [.sideBySide, .stacked, .table][next(3)]
            body.append(builder.signatures(arrangement, units: 1 + next(7), header: arrangement == .table ? ["Partei", "Unterschrift"] : []))
        }
        for number in 0..<next(3) {
            let id = builder.id()
            builder.annexes.append(
                Annex(
                    id: id, key: "a\(number)", label: "Anlage \(number + 1)", title: [.text("Titel der Anlage")],
                    content: .blocks([block(depth: 0), block(depth: 0)])))
        }
        builder.furniture = PageFurniture(
            headLeft: [.text([.text("Kopf")])], footLeft: [.annexLabel],
            footRight: [.text([.text("Seite ")]), .pageNumber, .text([.text(" von ")]), .pageCount],
            watermark: next(2) == 0 ? "Entwurf" : nil, hasInitials: next(2) == 0)
        var document = builder.document(body)
        document.info.style = style
        return document
    }

    /// `nil` where there are none to choose from.
    private var name: String? {
        mutating get { names.isEmpty ? nil : names[next(names.count)] }
    }

    private mutating func parties() -> Block {
        let form: PartyBlockForm = next(2) == 0 ? .block : .sentence
        return builder.block { builder in
            .parties(
                PartyBlock(
                    lead: [.text("zwischen")],
                    parties: ["Stadt Musterstadt", "Träger der Hilfe e. V."].map { name in
                        PartyEntry(
                            id: builder.id(), lines: [[.text(name)], [.text("Weg 1, 00000 Ort")]],
                            shortName: [.text("– im Folgenden „Partner“ genannt –")])
                    }, conjunction: [.text("und")], closing: [.text("wird vereinbart:")], form: form))
        }
    }

    private mutating func cover() -> Block {
        builder.block {
            .cover(
                Cover(
                    mark: [.text("Muster")], lines: [CoverLine([.text("Vereinbarung")], isTitle: true), CoverLine([.text("zum Netzwerk")])],
                    parties: [[.text("Partei A")]], arms: .place(id: $0.id(), label: "Wappen", width: 30, height: 35)))
        }
    }

    private mutating func title() -> Block {
        builder.block { _ in
            .title(TitleBlock(lines: [[.text("Kooperationsvereinbarung")], [.text("zum Netzwerk")]], draftMark: [.text("Entwurf")]))
        }
    }

    private mutating func inlines() -> [Inline] {
        var content: [Inline] = [.text(DocumentBuilder.prose(1 + next(next(3) == 0 ? 90 : 20), seed: next(16)))]
        for _ in 0..<next(4) {
            switch next(9) {
            case 0:
                notes += 1
                content.append(builder.footnote("\(notes)", DocumentBuilder.prose(1 + next(40), seed: next(16))))
            case 1: content.append(.span(Span(.strong, [.text(" fett ")])))
            case 2: content.append(.link(url: "https://example.org", content: [.text(" eine Adresse ")]))
            case 3: content.append(.span(Span(.placeholder(nil), [.text(" bitte ausfüllen ")])))
            case 4: content.append(.blank(FillIn(id: builder.id(), label: "Name", length: .fixed(40))))
            case 5: content.append(.span(Span(.foreign, language: Language(rawValue: "en"), [.text(" case management ")])))
            case 6: content.append(.span(Span(.foreign, language: Language(rawValue: "fr"), [.text(" sœur façade ")])))
            case 7:
                guard let target = headings.last else { continue }
                content.append(.reference(target: target, content: [.text(" § \(headings.count)")]))
            default: content.append(.text(" " + String(repeating: "Langwort", count: 1 + next(20))))
            }
            content.append(.text(" " + DocumentBuilder.prose(1 + next(20), seed: next(16))))
            if let name { content.append(.text(" " + name + " ")) }
        }
        return content
    }

    private mutating func block(depth: Int) -> Block {
        switch next(depth == 0 ? 9 : depth == 1 ? 5 : 3) {
        case 0, 1, 2:
            let roles = ParagraphRole.allCases.filter { $0 != .footnote }
            let id = builder.id()
            return Block(id: id, .paragraph(Paragraph(next(3) == 0 ? roles[next(roles.count)] : .body, inlines())))
        case 3, 4: return list(depth: depth)
        case 5: return table(depth: depth)
        case 6:
            let id = builder.id()
            return Block(id: id, .unit([block(depth: depth + 1), block(depth: depth + 1)]))
        case 7:
            let id = builder.id()
            return Block(id: id, .quotation([block(depth: depth + 1)]))
        default:
            let height = Double(10 + next(next(8) == 0 ? 400 : 50))
            return builder.block { _ in
                .figure(
                    Figure(file: picture, width: 40, height: height, alternativeText: "Ein Bild", caption: [.text("Abbildung")]))
            }
        }
    }

    private mutating func list(depth: Int) -> Block {
        let kind: ListKind = [.absaetze, .ordered, .bullets][next(3)]
        let id = builder.id()
        let items = (0..<(1 + next(5))).map { index -> ListItem in
            let id = builder.id()
            let blocks = (0..<(1 + next(2))).map { _ in block(depth: depth + 1) }
            return ListItem(id: id, label: kind == .bullets ? nil : "(\(index + 1))", blocks: blocks)
        }
        return Block(id: id, .list(List(kind: kind, level: depth + 1, items: items)))
    }

    private mutating func table(depth: Int) -> Block {
        let columns = 1 + next(4)
        let id = builder.id()
        var header = next(3) > 0 ? [builder.row((0..<columns).map { "Kopf \($0)" })] : []
        if !header.isEmpty, columns > 2, next(3) == 0 {
            let wide = TableRow(id: builder.id(), cells: [builder.cell("Über zwei", columns: 2), builder.cell("Rest", columns: columns - 2)])
            header.insert(wide, at: 0)
        }
        let hasRowHeadings = next(4) == 0
        let rows = (0..<(1 + next(12))).map { _ -> TableRow in
            let id = builder.id()
            let cells = (0..<columns).map { column -> TableCell in
                let id = builder.id()
                return TableCell(
                    id: id, blocks: next(6) == 0 ? [] : [block(depth: 3)], rowSpan: next(9) == 0 ? 2 : 1,
                    columnSpan: column == 0 && next(9) == 0 ? 2 : 1,
                    isRowHeading: column == 0 && hasRowHeadings)
            }
            return TableRow(id: id, cells: cells, minimumHeight: next(5) == 0 ? 12 : 0)
        }
        return Block(
            id: id,
            .table(
                Table(
                    caption: next(2) == 0 ? [.text("Eine Tabelle")] : [],
                    columns: (0..<columns).map { _ in TableColumn(width: [.fromContent, .fixed(30), .share(2)][next(3)]) },
                    header: header, rows: rows)))
    }
}
