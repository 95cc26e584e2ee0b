extension Document {
    /// The assembled text in reading order, one line a block, without page furniture: what the text extracted from the
    /// PDF has to equal. Footnotes stand apart (``footnotes``), because on paper they stand at the foot of a page.
    public var plainText: String {
        var text = PlainTextCollector()
        text.blocks(body)
        for annex in annexes { text.annex(annex) }
        return text.lines.joined(separator: "\n")
    }

    /// All footnotes in order: label and text.
    public var footnotes: [(label: String, text: String)] {
        var text = PlainTextCollector()
        text.blocks(body)
        for annex in annexes { text.annex(annex) }
        return text.footnotes
    }
}

extension Document {
    /// The text in passages that somebody would look up as one: a section with all its paragraphs, the parties, an annex; each with its
    /// footnotes, one line a block. Passages without text are left out.
    public var passages: [String] {
        var passages: [String] = []
        func add(_ fill: (inout PlainTextCollector) -> Void) {
            var text = PlainTextCollector()
            fill(&text)
            let lines = text.lines + text.footnotes.map { "\($0.label) \($0.text)" }
            if !lines.isEmpty { passages.append(lines.joined(separator: "\n")) }
        }
        for block in body { add { $0.blocks([block]) } }
        for annex in annexes { add { $0.annex(annex) } }
        return passages
    }
}

struct PlainTextCollector {
    private(set) var lines: [String] = []
    private(set) var footnotes: [(label: String, text: String)] = []

    private mutating func line(_ parts: [Inline]...) {
        let text = parts.map { inlines($0) }.filter { !$0.isEmpty }.joined(separator: " ")
        if !text.isEmpty { lines.append(text) }
    }

    mutating func annex(_ annex: Annex) {
        line(.plain(annex.label))
        // A title that its own first page has stands there.
        if case .foreign(let document) = annex.content, document.opens(with: annex.title) { return line(annex.belonging) }
        line(annex.title)
        line(annex.belonging)
        if case .blocks(let blocks) = annex.content { self.blocks(blocks) }
    }

    mutating func blocks(_ blocks: [Block], lead: String? = nil) {
        var lead = lead
        for block in blocks {
            let before = lines.count
            self.block(block)
            if let label = lead, lines.count > before {
                lines[before] = label + " " + lines[before]
                lead = nil
            }
        }
        if let lead { lines.append(lead) }
    }

    private mutating func block(_ block: Block) {
        switch block.content {
        case .section(let section): self.section(section)
        case .paragraph(let paragraph): line(paragraph.content)
        case .list(let list):
            for item in list.items { blocks(item.blocks, lead: item.label ?? (list.kind == .bullets ? "•" : nil)) }
        case .table(let table): self.table(table)
        case .figure(let figure): line(figure.caption)
        case .quotation(let content), .unit(let content): blocks(content)
        case .title(let title):
            for content in title.lines { line(content) }
            line(title.draftMark)
        case .cover(let cover): self.cover(cover)
        case .letterhead(let letterhead): self.letterhead(letterhead)
        case .parties(let parties): self.parties(parties)
        case .signatures(let signatures): self.signatures(signatures)
        case .tableOfContents, .pageBreak: break
        }
    }

    private mutating func section(_ section: Section) {
        var runIn: String?
        if let heading = section.heading {
            let text = [heading.number ?? "", inlines(heading.text)].filter { !$0.isEmpty }.joined(separator: " ")
            switch heading.form {
            case .display: lines.append(text)
            case .runIn: runIn = text + ":"
            }
        }
        for reference in section.legalReferences { line(reference) }
        blocks(section.blocks, lead: runIn)
    }

    private mutating func table(_ table: Table) {
        line(table.caption)
        for row in table.header + table.rows {
            for cell in row.cells { blocks(cell.blocks) }
        }
    }

    private mutating func cover(_ cover: Cover) {
        if case .place(_, let label, _, _)? = cover.arms { lines.append(label) }
        line(cover.mark)
        for content in cover.lines { line(content.content) }
        line(cover.draftMark)
        for content in cover.parties { line(content) }
    }

    private mutating func letterhead(_ letterhead: Letterhead) {
        if case .place(_, let label, _, _)? = letterhead.arms { lines.append(label) }
        for content in letterhead.sender { line(content) }
        line(letterhead.returnAddress)
        for content in letterhead.recipient { line(content) }
        for entry in letterhead.information.flatMap(\.entries) {
            lines.append(entry.label + ":")
            for content in entry.value { line(content) }
        }
        line(letterhead.subject)
    }

    private mutating func parties(_ block: PartyBlock) {
        switch block.form {
        case .block:
            line(block.lead)
            for (index, party) in block.parties.enumerated() {
                if index > 0, index == block.parties.count - 1 { line(block.conjunction) }
                for content in party.lines { line(content) }
                line(party.shortName)
            }
            line(block.collective)
            line(block.closing)
        case .sentence:
            var words = [inlines(block.lead)]
            for (index, party) in block.parties.enumerated() {
                if index > 0, index == block.parties.count - 1 { words.append(inlines(block.conjunction)) }
                words += party.lines.map { inlines($0) }
                words.append(inlines(party.shortName))
            }
            words.append(inlines(block.collective))
            words.append(inlines(block.closing))
            lines.append(words.filter { !$0.isEmpty }.joined(separator: " "))
        }
    }

    private mutating func signatures(_ block: SignatureBlock) {
        for header in block.tableHeader { line(header) }
        for unit in block.units {
            line(unit.party)
            if let place = unit.placeAndDate {
                line(place.prefix)
                if !place.caption.isEmpty, !block.isInHeader(place.caption) { lines.append(place.caption) }
            }
            if let mandate = unit.mandate { lines.append(mandate) }
            for signatory in unit.signatories {
                if signatory.hasOfficeAbove { line(signatory.office) }
                if !signatory.name.isEmpty {
                    line(signatory.name)
                } else if !block.isInHeader(signatory.caption) {
                    lines.append(signatory.caption)
                }
                if !signatory.hasOfficeAbove { line(signatory.office) }
            }
            if unit.hasSealPlace { lines.append(SignatureUnit.sealLabel) }
        }
    }

    private mutating func inlines(_ content: [Inline]) -> String {
        var text = ""
        for inline in content {
            switch inline {
            case .text(let string): text += string
            case .span(let span): text += inlines(span.content)
            case .reference(_, let content), .link(_, let content): text += inlines(content)
            case .pageNumber: break
            case .blank: text += FillIn.plainText
            case .lineBreak: text += "\n"
            case .footnote(let footnote):
                text += footnote.label
                var note = PlainTextCollector()
                note.blocks(footnote.blocks)
                footnotes.append((footnote.label, note.lines.joined(separator: " ")))
            }
        }
        return text
    }
}

extension SignatureUnit {
    /// Printed in the circle that keeps a place for the seal.
    public static let sealLabel = "(Siegel)"
}
