import DocumentModel
import Styles

extension WordComposer {
    mutating func title(_ title: TitleBlock, _ flow: Flow) {
        for (index, line) in title.lines.enumerated() {
            var look = ParagraphLook(index == 0 ? StyleName.title : StyleName.subtitle)
            look.keepNext = true
            paragraph(line, look, flow)
        }
        paragraph(title.draftMark, ParagraphLook(StyleName.draftMark), flow)
    }

    mutating func cover(_ cover: Cover, _ flow: Flow) {
        let style = input.style.cover
        var top = style.textTop
        if let arms = cover.arms {
            spacer(style.armsTop)
            let size = self.arms(arms, alignment: .centre, flow)
            top = max(12, top - style.armsTop - size.height)
        }
        spacer(top)
        paragraph(cover.mark, ParagraphLook(StyleName.coverMark), flow)
        for line in cover.lines { paragraph(line.content, ParagraphLook(line.isTitle ? StyleName.coverTitle : StyleName.coverLine), flow) }
        paragraph(cover.draftMark, ParagraphLook(StyleName.draftMark), flow)
        if !cover.parties.isEmpty {
            var rule = ParagraphLook(StyleName.coverLine)
            let side = max(0, (flow.measure - style.ruleLength) / 2)
            (rule.left, rule.right) = (side, side)
            if style.ruleWidth > 0 { rule.borders = [("bottom", style.ruleWidth, "000000")] }
            out.raw("<w:p>")
            rule.write(&out)
            out.raw("</w:p>")
        }
        for party in cover.parties { paragraph(party, ParagraphLook(StyleName.coverParty), flow) }
        sectionBreak(.cover)
    }

    /// A picture, or the framed place for one.
    @discardableResult
    mutating func arms(_ arms: CoatOfArms, alignment: Alignment, _ flow: Flow) -> Size {
        switch arms {
        case .image(let figure):
            let scale = min(1, flow.measure / max(1, mm(figure.width)))
            let size = Size(width: max(1, mm(figure.width) * scale), height: max(1, mm(figure.height) * scale))
            var look = ParagraphLook(StyleName.figure)
            look.alignment = alignment
            startParagraph(look, flow)
            drawing(.file(figure.file, size), size, alternativeText: figure.alternativeText)
            out.raw("</w:p>")
            return size
        case .place(_, let label, let width, let height):
            let size = Size(width: min(flow.measure, mm(width)), height: mm(height))
            let rest = max(0, flow.measure - size.width)
            var look = ParagraphLook(StyleName.armsPlace)
            look.borders = ["top", "left", "bottom", "right"].map { ($0, 0.5, "8C8C8C") }
            look.before = max(0, size.height / 2 - 6)
            (look.left, look.right) = alignment == .right ? (rest, 0) : alignment == .left ? (0, rest) : (rest / 2, rest / 2)
            paragraph(.plain(label), look, flow)
            return size
        }
    }

    mutating func parties(_ block: PartyBlock, _ flow: Flow) {
        var kept = flow
        // A few parties are read together; thirteen may go on over the page.
        kept.keepsNext = block.parties.count <= 4
        guard block.form == .block else {
            var parts = [block.lead]
            for (index, party) in block.parties.enumerated() {
                if index > 0, index == block.parties.count - 1 { parts.append(block.conjunction) }
                parts += party.lines + [party.shortName]
            }
            parts += [block.collective, block.closing]
            return paragraph(Array(parts.filter { !$0.isEmpty }.joined(separator: [.text(" ")])), ParagraphLook(), flow)
        }
        kept.keepsNext = true
        paragraph(block.lead, ParagraphLook(StyleName.partyWords), kept)
        for (index, party) in block.parties.enumerated() {
            kept.keepsNext = true
            if index > 0, index == block.parties.count - 1 { paragraph(block.conjunction, ParagraphLook(StyleName.partyWords), kept) }
            let lines = party.lines + (party.shortName.isEmpty ? [] : [party.shortName])
            for (number, line) in lines.enumerated() {
                let isShortName = number == party.lines.count
                kept.keepsNext = number < lines.count - 1 || block.parties.count <= 4
                paragraph(
                    line, ParagraphLook(isShortName ? StyleName.partyShortName : number == 0 ? StyleName.partyName : StyleName.partyLine), kept,
                    node: number == 0 ? party.id : nil)
            }
        }
        kept.keepsNext = true
        paragraph(block.collective, ParagraphLook(StyleName.partyShortName), kept)
        paragraph(block.closing, ParagraphLook(StyleName.partyWords), kept)
    }

    // MARK: - Contents

    /// A field of contents with the entries of our own pages, so that it is right before anybody updates it.
    mutating func contents(_ heading: [Inline], _ flow: Flow) {
        let depth = max(1, min(input.style.contents.depth, NumberingPlan.headingLevels))
        var entries = ContentsEntries(depth: depth)
        entries.blocks(document.body)
        for annex in document.annexes { entries.found.append(ContentsEntries.Entry(level: 1, node: annex.id, number: annex.label, text: annex.title.plainText)) }
        openControl(alias: "Inhaltsverzeichnis", tag: "inhalt")
        out.raw("<w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/><w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>")
        paragraph(heading, ParagraphLook(StyleName.contentsHeading), flow)
        for (index, entry) in entries.found.enumerated() {
            out.raw("<w:p>")
            var look = ParagraphLook(StyleName.contentsEntry(entry.level))
            look.tabs = [(Double(entry.level - 1) * input.style.contents.levelIndent + mm(14), "left", nil), (flow.measure, "right", "dot")]
            look.write(&out)
            if index == 0 {
                fieldMark("begin", RunLook())
                instructionText(" TOC \\o \"1-\(depth)\" \\h \\z \\u ")
                fieldMark("separate", RunLook())
            }
            out.raw("<w:hyperlink w:anchor=\"\(mark(of: entry.node))\" w:history=\"1\">")
            if let number = entry.number {
                run(number)
                tab()
            }
            run(entry.text)
            tab()
            field("PAGEREF \(mark(of: entry.node)) \\h", RunLook()) { $0.run($0.input.pages[entry.node].map(String.init) ?? "?") }
            out.raw("</w:hyperlink>")
            if index == entries.found.count - 1 { fieldMark("end", RunLook()) }
            out.raw("</w:p>")
        }
        if entries.found.isEmpty { out.raw("<w:p/>") }
        out.raw("</w:sdtContent></w:sdt>")
    }
}

/// What a table of contents lists.
struct ContentsEntries {
    struct Entry {
        var level: Int
        var node: NodeID
        var number: String?
        var text: String
    }

    let depth: Int
    var found: [Entry] = []

    init(depth: Int) { self.depth = depth }

    mutating func blocks(_ blocks: [Block]) {
        for block in blocks {
            guard case .section(let section) = block.content else {
                if case .unit(let inner) = block.content { self.blocks(inner) }
                continue
            }
            if let heading = section.heading, section.level <= depth {
                found.append(Entry(level: max(1, section.level), node: heading.id, number: heading.number, text: heading.text.plainText))
            }
            self.blocks(section.blocks)
        }
    }
}
