import DocumentModel

/// What a walk over the document does with its parts.
protocol DocumentRewriting {
    mutating func id(_ old: NodeID) -> NodeID
    mutating func reference(_ target: NodeID, _ content: [Inline]) -> [Inline]
    mutating func footnoteLabel(_ old: String) -> String
    mutating func enterBlock(_ origin: Origin) -> Origin
    mutating func leaveBlock()
    mutating func enterSection(_ id: NodeID)
    mutating func leaveSection()
}

extension DocumentRewriting {
    mutating func enterBlock(_ origin: Origin) -> Origin { origin }
    mutating func leaveBlock() {}
    mutating func enterSection(_ id: NodeID) {}
    mutating func leaveSection() {}

    mutating func rewrite(_ blocks: [Block]) -> [Block] { blocks.map { rewrite($0) } }

    mutating func rewrite(_ annex: Annex) -> Annex {
        var result = annex
        enterSection(annex.id)
        result.id = id(annex.id)
        result.title = rewrite(annex.title)
        result.belonging = rewrite(annex.belonging)
        if case .blocks(let blocks) = annex.content { result.content = .blocks(rewrite(blocks)) }
        leaveSection()
        return result
    }

    mutating func rewrite(_ block: Block) -> Block {
        var result = block
        result.id = id(block.id)
        result.origin = enterBlock(block.origin)
        defer { leaveBlock() }
        switch block.content {
        case .section(var section):
            enterSection(block.id)
            section.heading = section.heading.map { rewrite($0) }
            section.legalReferences = section.legalReferences.map { rewrite($0) }
            section.blocks = rewrite(section.blocks)
            leaveSection()
            result.content = .section(section)
        case .paragraph(var paragraph):
            paragraph.content = rewrite(paragraph.content)
            result.content = .paragraph(paragraph)
        case .list(var list):
            list.items = list.items.map { item in
                var item = item
                item.id = id(item.id)
                item.blocks = rewrite(item.blocks)
                return item
            }
            result.content = .list(list)
        case .table(let table):
            result.content = .table(rewrite(table))
        case .figure(var figure):
            figure.caption = rewrite(figure.caption)
            result.content = .figure(figure)
        case .quotation(let blocks):
            result.content = .quotation(rewrite(blocks))
        case .unit(let blocks):
            result.content = .unit(rewrite(blocks))
        case .title(var title):
            title.lines = title.lines.map { rewrite($0) }
            title.draftMark = rewrite(title.draftMark)
            result.content = .title(title)
        case .cover(let cover):
            result.content = .cover(rewrite(cover))
        case .letterhead(let letterhead):
            result.content = .letterhead(rewrite(letterhead))
        case .parties(let parties):
            result.content = .parties(rewrite(parties))
        case .signatures(let signatures):
            result.content = .signatures(rewrite(signatures))
        case .tableOfContents(let heading):
            result.content = .tableOfContents(heading: rewrite(heading))
        case .pageBreak:
            break
        }
        return result
    }

    private mutating func rewrite(_ heading: Heading) -> Heading {
        var result = heading
        result.id = id(heading.id)
        result.text = rewrite(heading.text)
        return result
    }

    private mutating func rewrite(_ table: Table) -> Table {
        var result = table
        result.caption = rewrite(table.caption)
        result.header = table.header.map { rewrite($0) }
        result.rows = table.rows.map { rewrite($0) }
        return result
    }

    private mutating func rewrite(_ row: TableRow) -> TableRow {
        var result = row
        result.id = id(row.id)
        result.cells = row.cells.map { cell in
            var cell = cell
            cell.id = id(cell.id)
            cell.blocks = rewrite(cell.blocks)
            return cell
        }
        return result
    }

    // MARK: - Running text

    mutating func rewrite(_ content: [Inline]) -> [Inline] {
        var result: [Inline] = []
        result.reserveCapacity(content.count)
        for inline in content {
            switch inline {
            case .text, .lineBreak, .pageNumber:
                result.append(inline)
            case .span(var span):
                span.content = rewrite(span.content)
                result.append(.span(span))
            case .link(let url, let content):
                result.append(.link(url: url, content: rewrite(content)))
            case .reference(let target, let content):
                result += reference(target, content)
            case .blank(var blank):
                blank.id = id(blank.id)
                result.append(.blank(blank))
            case .footnote(var footnote):
                footnote.id = id(footnote.id)
                footnote.label = footnoteLabel(footnote.label)
                footnote.blocks = rewrite(footnote.blocks)
                result.append(.footnote(footnote))
            }
        }
        return result
    }
}
