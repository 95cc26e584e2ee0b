import DocumentModel
import Styles

extension BlockComposer {
    func blocks(_ blocks: [Block], runIn: RunInHeading? = nil, in frame: Frame, into galley: inout Galley) {
        var runIn = runIn
        if let heading = runIn {
            guard blocks.first?.takesRunIn == true else {
                paragraph([], frame.body, runIn: heading, in: frame, into: &galley)
                galley.updateLast { $0.keepFollowing = 2 }
                runIn = nil
                return self.blocks(blocks, in: frame, into: &galley)
            }
        }
        for (index, block) in blocks.enumerated() {
            self.block(
                block, runIn: index == 0 ? runIn : nil, next: index + 1 < blocks.count ? blocks[index + 1] : nil, in: frame,
                into: &galley)
        }
    }

    func block(
        _ block: Block, runIn: RunInHeading?, next: Block?, in frame: Frame, into galley: inout Galley
    ) {
        let outerOrigin = origin
        defer { origin = outerOrigin }
        if block.origin != .none { origin = block.origin }
        var frame = frame
        frame.language = block.language ?? frame.language
        galley.anchor(block.id, at: tree.next)
        switch block.content {
        case .section(let section): self.section(section, in: frame, into: &galley)
        case .paragraph(let paragraph):
            self.paragraph(
                paragraph.content, blockStyle(paragraph.role, frame),
                role: paragraph.role == .caption ? .caption : .paragraph, node: block.id, runIn: runIn, in: frame,
                into: &galley)
            keep(after: paragraph.role, next, &galley)
        case .list(let list): self.list(list, node: block.id, runIn: runIn, in: frame, into: &galley)
        case .table(let table): self.table(table, node: block.id, in: frame, into: &galley)
        case .figure(let figure): self.figure(figure, node: block.id, in: frame, into: &galley)
        case .quotation(let content):
            let element = tree.add(StructureElement(role: .quotation, parent: frame.parent, node: block.id))
            var inner = frame.inset(style.quotation.indent, parent: element)
            inner.measure = max(1, inner.measure - style.quotation.indent)
            inner.body = style.quotation
            inner.body.indent = 0
            galley.space(style.quotation.before)
            blocks(content, in: inner, into: &galley)
            galley.space(style.quotation.after)
        case .unit(let content): unit(content, in: frame, into: &galley)
        case .title(let title): self.title(title, node: block.id, in: frame, into: &galley)
        case .cover(let cover): self.cover(cover, node: block.id, in: frame, into: &galley)
        case .letterhead(let letterhead): self.letterhead(letterhead, node: block.id, in: frame, into: &galley)
        case .parties(let parties): self.parties(parties, node: block.id, in: frame, into: &galley)
        case .signatures(let signatures): self.signatures(signatures, node: block.id, in: frame, into: &galley)
        case .tableOfContents(let heading): tableOfContents(heading, node: block.id, in: frame, into: &galley)
        case .pageBreak: galley.forceBreak()
        }
    }

    private func blockStyle(_ role: ParagraphRole, _ frame: Frame) -> BlockStyle {
        guard frame.region == .page else {
            var block = frame.body
            switch role {
            case .centred: block.alignment = .centre
            case .caption, .alternativeMark: block.text.bold = true
            default: break
            }
            return block
        }
        return switch role {
        case .body, .listLead: frame.body
        case .caption: style.caption
        case .footnote: BlockStyle(text: style.footnote.text)
        case .alternativeMark: style.alternativeMark
        case .note: style.note
        case .centred: style.centred
        }
    }

    /// What a paragraph may not be parted from.
    private func keep(after role: ParagraphRole, _ next: Block?, _ galley: inout Galley) {
        switch role {
        case .listLead, .alternativeMark: galley.updateLast { $0.keepFollowing = max($0.keepFollowing, 1) }
        case .caption:
            // Caption, head and first row of the table (typography rule H5).
            guard case .table? = next?.content else { break }
            galley.updateLast { $0.keepFollowing = max($0.keepFollowing, 3) }
        case .body, .centred:
            // A paragraph that ends in a list introduces it, whatever its role says (rule H3).
            guard case .list(let list)? = next?.content, list.kind != .absaetze else { break }
            galley.updateLast { $0.keepFollowing = max($0.keepFollowing, 1) }
        case .footnote, .note: break
        }
    }

    private func unit(_ content: [Block], in frame: Frame, into galley: inout Galley) {
        let first = galley.rows.count
        var own: Range<Int>?
        for (index, block) in content.enumerated() {
            let start = galley.rows.count
            self.block(block, runIn: nil, next: index + 1 < content.count ? content[index + 1] : nil, in: frame, into: &galley)
            // Where signatures may be parted they know best.
            if case .signatures = block.content { own = start + 1..<max(start + 1, galley.rows.count) }
        }
        for index in (first..<galley.rows.count).dropFirst() where own?.contains(index) != true {
            galley.update(index) {
                if $0.breakCost != PageDemerits.forced { $0.breakCost = max($0.breakCost, PageDemerits.unit) }
            }
        }
    }

    func section(_ section: Section, in frame: Frame, into galley: inout Galley) {
        let element = tree.add(StructureElement(role: .section, parent: frame.parent))
        let inner = frame.under(element)
        var runIn: RunInHeading?
        if let heading = section.heading {
            let headingStyle = style.heading(section.level)
            let role = headingRole(level: section.level + headingOffset)
            galley.anchor(heading.id, at: tree.next)
            switch heading.form {
            case .display:
                self.heading(heading, level: section.level, headingStyle, role: role, in: inner, into: &galley)
            case .runIn:
                galley.space(max(frame.body.before, frame.body.after))
                runIn = RunInHeading(
                    content: heading.runInContent, style: frame.body.text.with(bold: true), role: role, node: heading.id)
            }
        }
        for reference in section.legalReferences {
            paragraph(reference, style.legalReference, in: inner, into: &galley)
            galley.updateLast { $0.keepFollowing = 2 }
        }
        blocks(section.blocks, runIn: runIn, in: inner, into: &galley)
    }

    func heading(
        _ heading: Heading, level: Int, _ look: HeadingStyle, role: StructureRole, in frame: Frame, into galley: inout Galley
    ) {
        let element = tree.add(StructureElement(role: role, parent: frame.parent, node: heading.id))
        var block = look.block
        let first = galley.rows.count
        galley.space(block.before)
        var text = inlines(block.text, frame)
        if heading.text.isEmpty, let number = heading.number {
            // A section without a name: its number is the heading.
            text.append(number)
        } else if let number = heading.number, look.numberHangs, block.alignment == .left || block.alignment == .justified {
            text.append(heading.text)
            // Content belongs to leaves: the number is a leaf beside others only where the title has several.
            let leaf =
                text.isSingleLeaf || text.text.isEmpty
                ? element : tree.add(StructureElement(role: .span, parent: element))
            let label = plainLines(.plain(number + Self.readersBlank), block.text, measure: frame.measure, element: leaf, in: frame)
            if let line = label.lines.first {
                galley.label(
                    HangingLabel(
                        line: line, context: label.context, x: frame.x + block.indent, baseline: block.text.baseline))
                block.indent += max(hang(level, look, in: frame), line.width + look.gap)
            }
        } else {
            if let number = heading.number {
                text.append(number + "\u{A0}")
                text.append(.space(max(0, look.gap - width(of: .plain("\u{A0}"), block.text, in: frame))))
            }
            text.append(heading.text)
        }
        rows(of: text, leaves: text.leaves(in: &tree, under: element), block, in: frame, into: &galley)
        flushLabels(into: &galley, block)
        // A heading stays whole and takes two lines of what follows with it (typography rule H2).
        for index in first..<galley.rows.count where index > first {
            galley.update(index) { $0.breakCost = PageDemerits.forbidden }
        }
        galley.updateLast { $0.keepFollowing = 2 }
    }

    func figure(_ figure: Figure, node: NodeID, in frame: Frame, into galley: inout Galley) {
        // A picture never leaves its column or page.
        let wanted = Size(width: max(1, mm(figure.width)), height: max(1, mm(figure.height)))
        let most = style.page.height * (frame.region == .page ? 0.8 : 0.4)
        let scale = min(1, frame.measure / wanted.width, most / wanted.height)
        let size = Size(width: wanted.width * scale, height: wanted.height * scale)
        let group =
            figure.caption.isEmpty
            ? frame.parent : tree.add(StructureElement(role: .division, parent: frame.parent))
        let element = tree.add(
            StructureElement(role: .figure, parent: group, node: node, alternativeText: figure.alternativeText))
        galley.space(style.table.spaceAround)
        let place = Rect(x: frame.x + (frame.measure - size.width) / 2, y: 0, width: size.width, height: size.height)
        galley.append(
            GalleyRow(
                height: size.height, content: [.drawing(.content(element), .image(file: figure.file, place))]))
        if !figure.caption.isEmpty {
            galley.updateLast { $0.keepFollowing = 1 }
            paragraph(figure.caption, style.caption, role: .caption, in: frame.under(group), into: &galley)
        }
        galley.space(style.table.spaceAround)
    }
}

extension Block {
    /// A paragraph takes the heading into its first line.
    fileprivate var takesRunIn: Bool {
        switch content {
        case .paragraph: true
        case .list(let list): list.isPlain && list.items.first?.blocks.first?.takesRunIn == true
        default: false
        }
    }
}

extension Heading {
    /// „Vereinbarung:“, with its number.
    var runInContent: [Inline] {
        let numbered = number.map { [Inline.text($0 + "\u{A0}")] } ?? []
        return numbered + text + [.text(":")]
    }
}
