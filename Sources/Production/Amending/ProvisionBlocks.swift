import DocumentModel

/// Provisions as blocks of a document again.
struct ProvisionBlocks {
    private(set) var ids: NodeIDs
    /// Sections are headings of their own, or lines in bold: in a quotation nothing is part of the outline.
    let hasSections: Bool

    /// Hands out identifiers behind those of a document.
    struct NodeIDs {
        private var last: Int32
        private init(after last: Int32) { self.last = last }

        init() { self.init(after: 0) }

        /// Behind all identifiers of a document that the blocks are put into; it is numbered anew then.
        static var behindDocument: NodeIDs { NodeIDs(after: 1 << 24) }

        mutating func next() -> NodeID {
            let (value, overflows) = last.addingReportingOverflow(1)
            last = overflows ? 1 : value
            return NodeID(rawValue: last)
        }
    }

    init(_ ids: NodeIDs, hasSections: Bool) { (self.ids, self.hasSections) = (ids, hasSections) }

    mutating func nextID() -> NodeID { ids.next() }

    mutating func blocks(of parts: [ContractPart], depth: Int = 1) -> [Block] {
        var blocks: [Block] = []
        var rest = parts[...]
        while let first = rest.first {
            if let kind = first.listKind {
                let items = rest.prefix { $0.listKind == kind }
                let id = ids.next()
                blocks.append(Block(id: id, .list(List(kind: kind, level: min(depth, 6), items: items.map { item($0, depth) }))))
                rest = rest.dropFirst(items.count)
            } else {
                blocks += self.blocks(of: first, depth)
                rest = rest.dropFirst()
            }
        }
        return blocks
    }

    private mutating func item(_ provision: ContractPart, _ depth: Int) -> ListItem {
        let id = ids.next()
        let own = provision.content.isEmpty ? [] : [paragraph(provision.content, provision.role)]
        return ListItem(id: id, label: provision.label.isEmpty ? nil : provision.label, blocks: own + blocks(of: provision.parts, depth: depth + 1))
    }

    private mutating func paragraph(_ content: [Inline], _ role: ParagraphRole = .body) -> Block {
        Block(id: ids.next(), .paragraph(Paragraph(role, content)))
    }

    private mutating func blocks(of provision: ContractPart, _ depth: Int) -> [Block] {
        switch provision.kind {
        case .section, .annex: return [section(provision)].flatMap { $0 }
        case .title: return [hasSections ? Block(id: ids.next(), .title(TitleBlock(lines: provision.content.splitLines))) : paragraph(provision.content)]
        case .text, .party: return [paragraph(provision.content, provision.role)]
        case .contract, .parties: return (provision.content.isEmpty ? [] : [paragraph(provision.content)]) + blocks(of: provision.parts, depth: depth)
        case .quotation: return [Block(id: ids.next(), .quotation(blocks(of: provision.parts, depth: depth)))]
        case .figure: return [paragraph(provision.content.isEmpty ? [.text("(Abbildung)")] : provision.content)]
        case .table: return table(provision)
        case .absatz, .item, .bullet: return []
        }
    }

    private mutating func section(_ provision: ContractPart) -> [Block] {
        let id = ids.next()
        let isNamed = !(provision.label.isEmpty && provision.heading.isEmpty)
        guard hasSections else {
            let title: [Inline] = (provision.label.isEmpty ? [] : [.text(provision.label + " ")]) + provision.heading
            let own = [isNamed ? paragraph([.span(Span(.strong, title))]) : nil, provision.content.isEmpty ? nil : paragraph(provision.content)].compactMap { $0 }
            return own + blocks(of: provision.parts)
        }
        let number = provision.label.isEmpty ? nil : provision.label
        let heading = isNamed ? Heading(id: ids.next(), number: number, text: provision.heading) : nil
        let own = provision.content.isEmpty ? [] : [paragraph(provision.content)]
        return [Block(id: id, .section(Section(level: 1, heading: heading, blocks: own + blocks(of: provision.parts))))]
    }

    private mutating func table(_ provision: ContractPart) -> [Block] {
        guard var table = provision.table else { return [] }
        let id = ids.next()
        table.caption = provision.heading
        table.header = table.header.map { row($0) }
        table.rows = table.rows.map { row($0) }
        return [Block(id: id, .table(table))]
    }

    private mutating func row(_ row: TableRow) -> TableRow {
        var row = row
        row.id = ids.next()
        row.cells = row.cells.map { cell in
            var cell = cell
            cell.id = ids.next()
            cell.blocks = cell.blocks.map { block in
                var block = block
                block.id = ids.next()
                return block
            }
            return cell
        }
        return row
    }
}

extension ContractPart {
    fileprivate var listKind: ListKind? {
        switch kind {
        case .absatz: .absaetze
        case .item: .ordered
        case .bullet: .bullets
        default: nil
        }
    }
}

extension [Inline] {
    /// What stands between breaks of lines.
    var splitLines: [[Inline]] { split { $0 == .lineBreak }.map(Array.init) }
}

extension [ContractPart] {
    /// In quotation marks: before the first number or word and behind the last word.
    var quoted: [ContractPart] {
        var result = self
        if let first = result.indices.first { result[first].open() }
        if let last = result.indices.last, !result[last].close() { result.append(ContractPart(.text, content: [.text("“")])) }
        return result
    }
}

extension ContractPart {
    fileprivate mutating func open() {
        if !label.isEmpty, kind != .bullet {
            label = "„" + label
        } else if !heading.isEmpty {
            heading = [.text("„")] + heading
        } else if !content.isEmpty || parts.isEmpty {
            content = ([.text("„")] + content).reading
        } else {
            parts[0].open()
        }
    }

    /// Whether there was a last word to put it behind.
    fileprivate mutating func close() -> Bool {
        if let last = parts.indices.last { return parts[last].close() }
        if kind == .table || kind == .figure { return false }
        if !content.isEmpty { content = (content + [.text("“")]).reading } else if !heading.isEmpty { heading = (heading + [.text("“")]).reading } else { return false }
        return true
    }
}
