import DocumentModel
import Styles

/// Where a block stands on the page.
struct Flow {
    /// From the left edge of the type area or cell, points.
    var left = 0.0
    var measure: Double
    /// Lists around, Absätze not counted.
    var depth = 0
    var isInCell = false
    /// Style of its paragraphs; empty: that of the body.
    var style = ""
    /// Stays with what follows.
    var keepsNext = false
    /// Number of the item that begins here; taken by its first paragraph.
    var item: ItemStart?
    var runIn: RunIn?
    var language: Language?

    struct ItemStart {
        var node: NodeID
        var style: String
        var assignment: NumberAssignment?
        /// Written as text where Word does not count.
        var label: String?
        var left: Double
        var hanging: Double
    }

    struct RunIn {
        var heading: Heading
        var level: Int
    }
}

extension WordComposer {
    mutating func blocks(_ blocks: [Block], _ flow: Flow) {
        var flow = flow
        for (index, block) in blocks.enumerated() {
            let outer = open(block)
            var own = flow
            if let language = block.language { own.language = language }
            // What introduces a list stays with it.
            if case .paragraph(let paragraph) = block.content, paragraph.role == .listLead, index + 1 < blocks.count { own.keepsNext = true }
            self.block(block, own)
            close(block, outer)
            (flow.item, flow.runIn) = (nil, nil)
        }
        if blocks.isEmpty, flow.item != nil { paragraph([], ParagraphLook(flow.style), flow) }
    }

    /// A clause is a region that knows which it is.
    /// - Returns: the clause around, where one was opened.
    private mutating func open(_ block: Block) -> ClauseVersion?? {
        guard let own = block.origin.clause, own != clause, !block.isOfSeveralClauses else { return nil }
        let outer = clause
        clause = own
        openControl(
            alias: "Klausel \(own.name), Fassung \(own.version)", tag: ControlTag.clause(own), lock: input.locksClauses ? "sdtContentLocked" : nil)
        out.raw("</w:sdtPr><w:sdtContent>")
        return .some(outer)
    }

    private mutating func close(_ block: Block, _ outer: ClauseVersion??) {
        guard case .some(let outer) = outer else { return }
        out.raw("</w:sdtContent></w:sdt>")
        clause = outer
    }

    private mutating func block(_ block: Block, _ flow: Flow) {
        switch block.content {
        case .section(let section): self.section(section, block.id, flow)
        case .paragraph(let paragraph): self.paragraph(paragraph, block.id, flow)
        case .list(let list): self.list(list, flow)
        case .table(let table): self.table(table, block.id, flow)
        case .figure(let figure): self.figure(figure, flow)
        case .quotation(let inner):
            var quoted = flow
            quoted.left += input.style.quotation.indent
            quoted.measure -= input.style.quotation.indent
            quoted.style = StyleName.quotation
            blocks(inner, quoted)
        case .unit(let inner):
            var kept = flow
            kept.keepsNext = true
            blocks(inner, kept)
        case .title(let title): self.title(title, flow)
        case .cover(let cover): self.cover(cover, flow)
        case .letterhead(let letterhead): self.letterhead(letterhead, flow)
        case .parties(let parties): self.parties(parties, flow)
        case .signatures(let signatures): self.signatures(signatures, flow)
        case .tableOfContents(let heading): contents(heading, flow)
        case .pageBreak: out.raw("<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>")
        }
    }

    // MARK: - Sections

    private mutating func section(_ section: Section, _ id: NodeID, _ flow: Flow) {
        var flow = flow
        if let heading = section.heading {
            let level = min(max(section.level, 1), NumberingPlan.headingLevels)
            if heading.form == .runIn, section.legalReferences.isEmpty, section.blocks.first?.isPlainText == true {
                flow.runIn = Flow.RunIn(heading: heading, level: level)
            } else {
                self.heading(heading, level, also: id, flow)
            }
        }
        for (index, reference) in section.legalReferences.enumerated() {
            var look = ParagraphLook(StyleName.legalReference)
            look.keepNext = index < section.legalReferences.count || !section.blocks.isEmpty
            paragraph(reference, look, flow)
        }
        blocks(section.blocks, flow)
    }

    private mutating func heading(_ heading: Heading, _ level: Int, also section: NodeID, _ flow: Flow) {
        var look = ParagraphLook(StyleName.heading(level))
        if level > input.style.headings.count, flow.left > 0 { look.left = flow.left }
        let assignment = plan.assignments[heading.id]
        if let assignment {
            if let instance = assignment.instance { look.number = (instance, assignment.level) }
        } else {
            look.number = (0, nil)
            look.left = flow.left
            look.first = 0
            if heading.number != nil {
                let hang = input.style.heading(at: level).hang
                (look.left, look.first) = (hang, -hang)
            }
        }
        startParagraph(look, flow)
        marked([section, heading.id]) { writer in
            if assignment == nil, let number = heading.number {
                writer.run(number)
                writer.tab()
            }
            if let rest = assignment?.rest, !rest.isEmpty { writer.run(rest + " ") }
            writer.inlines(heading.text)
            if heading.form == .runIn { writer.run(":") }
        }
        out.raw("</w:p>")
    }

    // MARK: - Paragraphs

    private mutating func paragraph(_ paragraph: Paragraph, _ id: NodeID, _ flow: Flow) {
        var look: ParagraphLook
        switch paragraph.role {
        case .body, .listLead: look = ParagraphLook(flow.style)
        case .caption: look = ParagraphLook(StyleName.caption)
        case .footnote: look = ParagraphLook(StyleName.footnote)
        case .alternativeMark: look = ParagraphLook(StyleName.alternativeMark)
        case .note: look = ParagraphLook(StyleName.note)
        case .centred: look = ParagraphLook(StyleName.centred)
        }
        if paragraph.role == .caption || paragraph.role == .alternativeMark { look.keepNext = true }
        self.paragraph(paragraph.content, look, flow, node: id)
    }

    /// One paragraph, with the number of the item and the heading that begin with it.
    mutating func paragraph(_ content: [Inline], _ look: ParagraphLook, _ flow: Flow, node: NodeID? = nil, runs: RunLook = RunLook()) {
        guard !content.isEmpty || flow.item != nil || flow.runIn != nil else { return }
        var look = look
        if let item = flow.item {
            if look.style.isEmpty || look.style == flow.style { look.style = item.style }
            look.left = item.left + item.hanging
            look.first = -item.hanging
            if let assignment = item.assignment {
                look.number = (assignment.instance ?? 1, assignment.level)
            } else if item.style != flow.style {
                look.number = (0, nil)
            }
            if item.label == nil, item.assignment == nil { look.first = 0 }
        } else if flow.left > 0, look.style != StyleName.note || !flow.isInCell {
            look.left = flow.left
        }
        if let runIn = flow.runIn {
            look.outlineLevel = runIn.level - 1
            if let assignment = plan.assignments[runIn.heading.id] { look.number = (assignment.instance ?? 1, assignment.level) }
        }
        startParagraph(look, flow)
        var runs = runs
        if let language = flow.language { runs.set(language) }
        marked([flow.runIn?.heading.id, flow.item?.node, node].compactMap { $0 }) { writer in
            if let item = flow.item, item.assignment == nil, let label = item.label {
                writer.run(label, runs)
                writer.tab(runs)
            }
            if let runIn = flow.runIn { writer.runIn(runIn, runs, hasText: !content.isEmpty) }
            writer.inlines(content, runs)
        }
        out.raw("</w:p>")
    }

    private mutating func runIn(_ runIn: Flow.RunIn, _ runs: RunLook, hasText: Bool) {
        var bold = runs
        bold.bold = true
        if let number = runIn.heading.number {
            if let assignment = plan.assignments[runIn.heading.id] {
                if !assignment.rest.isEmpty { run(assignment.rest + " ", bold) }
            } else {
                run(number + " ", bold)
            }
        }
        inlines(runIn.heading.text, bold)
        run(":", bold)
        if hasText { run(" ", runs) }
    }

    mutating func startParagraph(_ look: ParagraphLook, _ flow: Flow) {
        var look = look
        if flow.keepsNext { look.keepNext = true }
        if flow.language?.isRightToLeft == true { look.isRightToLeft = true }
        out.raw("<w:p>")
        look.write(&out)
    }

    // MARK: - Lists

    private mutating func list(_ list: List, _ flow: Flow) {
        let lists = input.style.lists
        let isAbsatz = list.kind == .absaetze && flow.depth == 0
        if list.kind == .absaetze, list.items.allSatisfy({ $0.label == nil }) {
            for item in list.items { blocks(item.blocks, of: item, flow) }
            return
        }
        let depth = flow.depth
        let wanted = isAbsatz ? lists.absatzIndent : lists.indents.isEmpty ? mm(6.5) : lists.indents[min(depth, lists.indents.count - 1)]
        // Wide enough for its widest label: a letter is about half its size wide.
        let widest = list.items.compactMap { $0.label?.count }.max() ?? 1
        let hanging = max(min(wanted, flow.measure / 3), Double(widest) * input.style.body.text.size * 0.52 + lists.gap)
        for (index, item) in list.items.enumerated() {
            var inner = flow
            inner.keepsNext = flow.keepsNext && index < list.items.count - 1
            inner.style = flow.isInCell ? flow.style : isAbsatz ? StyleName.absatzContinued : StyleName.listContinued
            inner.depth = isAbsatz ? 0 : depth + 1
            inner.left = flow.left + hanging
            inner.measure = flow.measure - hanging
            let style = flow.isInCell ? flow.style : isAbsatz ? StyleName.absatz : list.kind == .bullets ? StyleName.bullet(depth) : StyleName.item(depth)
            inner.item = Flow.ItemStart(
                node: item.id, style: style, assignment: plan.assignments[item.id], label: item.label ?? (list.kind == .bullets ? "•" : nil),
                left: flow.left, hanging: hanging)
            blocks(item.blocks, of: item, inner)
        }
    }

    /// Items of several clauses in one section are regions of their own.
    private mutating func blocks(_ content: [Block], of item: ListItem, _ flow: Flow) {
        // A list or table cannot take the number; an empty line does.
        guard flow.item != nil, let first = content.first, !first.takesNumber else { return blocks(content, flow) }
        var flow = flow
        paragraph([], ParagraphLook(flow.style), flow)
        flow.item = nil
        blocks(content, flow)
    }
}

extension Block {
    /// Whether its first paragraph is its own.
    fileprivate var takesNumber: Bool {
        switch content {
        case .paragraph(let paragraph): !paragraph.content.isEmpty
        case .quotation(let blocks), .unit(let blocks): blocks.first?.takesNumber ?? false
        default: false
        }
    }

    fileprivate var isPlainText: Bool {
        switch content {
        case .paragraph(let paragraph): paragraph.role == .body || paragraph.role == .listLead
        case .list(let list): list.kind == .absaetze && list.items.allSatisfy { $0.label == nil } && list.items.first?.blocks.first?.isPlainText == true
        default: false
        }
    }

    /// A list of Absätze that several clauses have brought: each has a region of its own.
    fileprivate var isOfSeveralClauses: Bool {
        guard case .list(let list) = content, list.kind == .absaetze else { return false }
        return list.items.contains { item in item.blocks.contains { $0.origin.clause != nil && $0.origin.clause != origin.clause } }
    }
}
