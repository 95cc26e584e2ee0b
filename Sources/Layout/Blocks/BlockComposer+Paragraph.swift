import DocumentModel
import Styles

extension BlockComposer {
    /// Sets one paragraph.
    ///
    /// - Parameters:
    ///   - role: the element it becomes, below the frame's parent.
    ///   - runIn: a heading at the head of its first line.
    func paragraph(
        _ content: [Inline], _ block: BlockStyle, role: StructureRole = .paragraph, node: NodeID? = nil,
        runIn: RunInHeading? = nil, in frame: Frame, into galley: inout Galley
    ) {
        var leaves: [LineContext.Leaf] = []
        var text: InlineConversion
        if let runIn {
            var head = inlines(runIn.style, frame)
            head.append(runIn.content)
            let heading = tree.add(StructureElement(role: runIn.role, parent: frame.parent, node: runIn.node))
            text = InlineConversion(
                after: head, base: block.text, leaves: head.leaves(in: &tree, under: heading))
            if !content.isEmpty { text.append(" ") }
        } else {
            text = inlines(block.text, frame)
        }
        text.append(content)
        guard !text.text.isEmpty else { return }
        let element = tree.add(
            StructureElement(
                role: role, parent: frame.parent, node: node, language: frame.language == parentLanguage(frame) ? nil : frame.language))
        leaves = text.leaves(in: &tree, under: element)
        rows(of: text, leaves: leaves, block, in: frame, into: &galley)
    }

    private func parentLanguage(_ frame: Frame) -> Language {
        var id: StructureID? = frame.parent
        while let element = id {
            if let language = tree[element].language { return language }
            id = tree[element].parent
        }
        return language
    }

    /// Sets text whose elements are already in the tree, and appends its lines as rows.
    func rows(
        of text: InlineConversion, leaves: [LineContext.Leaf], _ block: BlockStyle, in frame: Frame,
        into galley: inout Galley
    ) {
        let context = LineContext(
            leaves: leaves, fillIns: text.fillIns.map { fillInLeaf($0) }, firstNote: notes.count)
        askForPages(of: text.pagesAskedFor)
        let format = format(block, measure: frame.measure - block.indent)
        let best = set(text.text, format)
        let count = text.notes.count
        galley.space(block.before)
        let rows = ParagraphRows(
            context: context, x: frame.x + block.indent, text: block.text, notes: count,
            isOnGrid: frame.region == .page && block.text.leading == style.body.text.leading)
        for row in rows.rows(of: best.lines) { galley.append(row) }
        // Two lines cannot give one away without a widow's look, and are the least to be kept together.
        if frame.region == .page, best.lines.count > 2 {
            galley.markFlexible(best.lines.count, text.text, format, demerits: best.demerits, rows)
        }
        galley.space(block.after)
        for note in text.notes { compose(note, in: frame) }
    }

    /// How the style's paragraph is set in that measure. Justified text needs room: below 60 mm it is set ragged
    /// (typography rule G3).
    func format(_ block: BlockStyle, measure: Double) -> ParagraphFormat {
        let narrow = measure < mm(60)
        return ParagraphFormat(
            alignment: block.alignment == .justified && narrow ? .left : block.alignment, measure: max(1, measure),
            firstIndent: block.firstIndent, hyphenates: block.hyphenates,
            hyphenLimit: style.lines.hyphenLimit, costs: style.lines.weightedCosts)
    }

    private func fillInLeaf(_ fillIn: FillIn) -> LineContext.FillInLeaf {
        LineContext.FillInLeaf(
            fillIn: fillIn, name: fieldNames.unique(FieldNames.identifier(fillIn.field?.rawValue ?? fillIn.label)))
    }

    /// Stands at the end of a text that what follows is set apart from by room alone: readers of the structure hear a blank there. At a
    /// line's end it takes no room.
    static var readersBlank: String { " " }

    /// One or more lines of their own leaf, for labels and captions: nothing but text.
    func plainLines(
        _ content: [Inline], _ text: TextStyle, alignment: Alignment = .left, measure: Double, element: StructureID?,
        artifact: Artifact = .layout, in frame: Frame
    ) -> (lines: [SetLine], context: LineContext) {
        var conversion = inlines(text, frame)
        conversion.append(content)
        guard !conversion.text.isEmpty else { return ([], LineContext()) }
        var context = LineContext.artifact(artifact)
        if let element { context.leaves = conversion.leaves(in: &tree, under: element) }
        context.fillIns = conversion.fillIns.map { fillInLeaf($0) }
        let format = ParagraphFormat(
            alignment: alignment, measure: max(1, measure), hyphenates: false, protrudes: false)
        return (set(conversion.text, format).lines, context)
    }

    /// Width of the text on one line, points.
    func width(of content: [Inline], _ text: TextStyle, in frame: Frame) -> Double {
        var conversion = inlines(text, frame)
        conversion.append(content)
        return conversion.text.isEmpty ? 0 : setter.naturalWidth(of: conversion.text)
    }

    /// The note's own lines, set once; they are placed at the foot of the page of their mark.
    ///
    /// Its element follows the paragraph's, so that whoever listens hears the sentence to its end first.
    private func compose(_ footnote: Footnote, in frame: Frame) {
        let block = BlockStyle(text: style.footnote.text)
        let element = tree.add(StructureElement(role: .note, parent: frame.parent, node: footnote.id))
        var note = Frame(
            x: 0, measure: style.page.measure, body: block, parent: element, language: frame.language, region: .note)
        let label = tree.add(StructureElement(role: .label, parent: element))
        let set = plainLines(
            .plain(footnote.label), style.footnote.text, measure: note.measure, element: label, in: note)
        let indent = max(style.footnote.indent, (set.lines.first?.width ?? 0) + style.footnote.gap)
        note = note.inset(indent)
        var galley = Galley()
        if let line = set.lines.first {
            galley.label(HangingLabel(line: line, context: set.context, x: 0, baseline: block.text.baseline))
        }
        // Reserved before its blocks are composed: a note in a note would come after it.
        let index = notes.count
        notes.append(ComposedNote(galley: Galley(), height: 0, node: footnote.id, element: element, label: footnote.label))
        blocks(footnote.blocks, in: note, into: &galley)
        flushLabels(into: &galley, block)
        notes[index] = ComposedNote(galley: galley, height: galley.height, node: footnote.id, element: element, label: footnote.label)
    }

    /// A label beside which nothing came stands on a line of its own.
    func flushLabels(into galley: inout Galley, _ block: BlockStyle) {
        if galley.hasPendingLabel { galley.append(GalleyRow(height: block.text.leading)) }
    }
}

/// A heading at the head of the paragraph it introduces: „Vereinbarung: Die Partner …“.
struct RunInHeading {
    var content: [Inline]
    var style: TextStyle
    var role: StructureRole
    var node: NodeID
}

extension FieldNames {
    /// A label made fit for the name of a form field, in which a full stop would part levels.
    static func identifier(_ label: String) -> String {
        var name = ""
        for scalar in label.unicodeScalars {
            if scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) {
                name.unicodeScalars.append(scalar)
            } else if name.last != "_", !name.isEmpty {
                name += "_"
            }
        }
        return name.isEmpty ? "Feld" : name
    }
}
