import DocumentModel

extension ContractPart {
    /// The provisions of a contract, without signatures, contents and page furniture.
    package init(_ document: Document) {
        let reader = ProvisionReader()
        self.init(.contract, parts: reader.parts(of: document.body) + document.annexes.map { reader.annex($0) })
    }
}

/// Walks a document's tree.
private struct ProvisionReader {
    func parts(of blocks: [Block]) -> [ContractPart] { blocks.flatMap { part($0) } }

    func annex(_ annex: Annex) -> ContractPart {
        var parts: [ContractPart] = []
        if case .blocks(let blocks) = annex.content { parts = self.parts(of: blocks) }
        return ContractPart(.annex, label: annex.label, heading: annex.title.reading, key: annex.key, parts: parts, node: annex.id)
    }

    private func part(_ block: Block) -> [ContractPart] {
        guard let clause = block.origin.clause?.name else { return bare(block) }
        return bare(block).map { part in
            var part = part
            part.aside.clause = part.aside.clause ?? clause
            return part
        }
    }

    private func bare(_ block: Block) -> [ContractPart] {
        switch block.content {
        case .section(let section): [self.section(section, block)]
        case .paragraph(let paragraph): [ContractPart(.text, content: paragraph.content.reading, role: paragraph.role, node: block.id)]
        case .list(let list): list.items.map { item($0, of: list) }
        case .table(let table): [ContractPart(.table, heading: table.caption.reading, table: table.reading, node: block.id)]
        case .figure(let figure): [ContractPart(.figure, content: figure.caption.reading, key: figure.file, node: block.id)]
        case .quotation(let blocks): [ContractPart(.quotation, parts: parts(of: blocks), node: block.id)]
        case .unit(let blocks): parts(of: blocks)
        case .title(let title): [ContractPart(.title, content: title.lines.asLines, node: block.id)]
        case .cover(let cover): [ContractPart(.title, content: (cover.lines.map(\.content) + cover.parties).asLines, key: "deckblatt", node: block.id)]
        case .letterhead(let letter): [ContractPart(.title, content: (letter.recipient + [letter.subject]).asLines, key: "brief", node: block.id)]
        case .parties(let parties): [self.parties(parties, block.id)]
        case .signatures, .tableOfContents, .pageBreak: []
        }
    }

    private func section(_ section: Section, _ block: Block) -> ContractPart {
        ContractPart(
            .section, label: section.heading?.number ?? "", heading: section.heading?.text.reading ?? [], content: section.legalReferences.asLines,
            key: block.origin.clause?.name ?? "", parts: parts(of: section.blocks), node: block.id)
    }

    private func item(_ item: ListItem, of list: List) -> ContractPart {
        let kind: ContractPart.Kind =
            switch list.kind {
            case .absaetze: .absatz
            case .ordered: .item
            case .bullets: .bullet
            }
        var provision = ContractPart(kind, label: item.label ?? "", node: item.id)
        // Absätze of several clauses may be one list.
        provision.aside.clause = item.blocks.first?.origin.clause?.name
        var rest = item.blocks[...]
        if let first = rest.first, case .paragraph(let paragraph) = first.content {
            (provision.content, provision.role) = (paragraph.content.reading, paragraph.role)
            rest = rest.dropFirst()
        }
        provision.parts = parts(of: Array(rest))
        return provision
    }

    private func parties(_ block: PartyBlock, _ id: NodeID) -> ContractPart {
        let parties = block.parties.map { ContractPart(.party, content: ($0.lines + [$0.shortName]).asLines, node: $0.id) }
        let closing = [block.collective, block.closing].asLines
        return ContractPart(
            .parties, content: block.lead.reading, parts: parties + (closing.isEmpty ? [] : [ContractPart(.text, content: closing)]), node: id)
    }
}

extension [[Inline]] {
    /// One text with a line each.
    var asLines: [Inline] {
        let lines = map(\.reading).filter { !$0.isEmpty }
        return lines.enumerated().flatMap { $0 == 0 ? $1 : [.lineBreak] + $1 }.reading
    }
}

extension Table {
    /// As it reads: without identifiers.
    fileprivate var reading: Table {
        var table = self
        table.caption = []
        table.header = header.map(\.reading)
        table.rows = rows.map(\.reading)
        return table
    }
}

extension TableRow {
    fileprivate var reading: TableRow {
        var row = self
        row.id = .unnumbered
        row.cells = cells.map { cell in
            var cell = cell
            cell.id = .unnumbered
            cell.blocks = cell.blocks.flatMap { block -> [Block] in
                switch block.content {
                case .paragraph(let paragraph): [Block(id: .unnumbered, .paragraph(Paragraph(paragraph.role, paragraph.content.reading)))]
                case .list(let list): list.items.flatMap { $0.blocks }.map { Block(id: .unnumbered, .paragraph(Paragraph(.body, [.text([$0].cellText)]))) }
                default: []
                }
            }
            return cell
        }
        return row
    }
}
