import DocumentModel
import Styles
import Typeface

/// Running text turned into ``StyledText`` and the little structure tree of its paragraph.
///
/// Content belongs to leaves only. So „text, link, text“ becomes P > (Span, Link, Span), while a paragraph of plain text is
/// itself the leaf. Structure, notes and blanks are numbered from 0 within the paragraph (``LineContext``).
struct InlineConversion {
    // What it takes of the style sheet, which is large, and a contract has hundreds of these.
    private let placeholderStyle: PlaceholderStyle
    private let noteStyle: FootnoteStyle
    let base: TextStyle
    let language: Language
    /// The page on which a node begins, as printed; from the last pass.
    let pageLabels: [NodeID: String]

    private(set) var text = StyledText()
    private(set) var notes: [Footnote] = []
    private(set) var fillIns: [FillIn] = []
    /// Nodes whose page number stands in the text.
    private(set) var pagesAskedFor: [NodeID] = []
    private var elements = [Element(role: .paragraph)]
    private var current = 0
    private var slots = 0
    private let earlier: [LineContext.Leaf]

    private struct Element {
        var role: StructureRole
        var language: Language?
        var link: LinkTarget?
        var description = ""
        var alternativeText: String?
        var actualText: String?
        var fill: Color?
        var stroke: LineContext.Stroke?
        var children: [Int] = []
        /// Number of the leaf in the styled text.
        var slot: Int?
        /// The child that takes further text.
        var openText: Int?
        var mayBeLeaf = true
    }

    init(style: StyleSheet, base: TextStyle, language: Language, pageLabels: [NodeID: String] = [:]) {
        placeholderStyle = style.placeholder
        noteStyle = style.footnote
        self.base = base
        self.language = language
        self.pageLabels = pageLabels
        earlier = []
    }

    /// Goes on in the same lines as another element: the text after a run-in heading.
    ///
    /// - Parameter leaves: those of `head`, already in the tree.
    init(after head: InlineConversion, base: TextStyle, leaves: [LineContext.Leaf]) {
        placeholderStyle = head.placeholderStyle
        noteStyle = head.noteStyle
        self.base = base
        language = head.language
        pageLabels = head.pageLabels
        text = head.text
        notes = head.notes
        fillIns = head.fillIns
        pagesAskedFor = head.pagesAskedFor
        slots = leaves.count
        earlier = leaves
    }

    /// As the style's text is, without anything special.
    var attributes: TextAttributes {
        TextAttributes(
            family: base.family, style: FontStyle(bold: base.bold, italic: base.italic), size: base.size, color: base.color,
            smallCaps: base.smallCaps, tabularFigures: base.tabularFigures, language: language)
    }

    mutating func append(_ content: [Inline]) { append(content, attributes) }

    mutating func append(_ object: InlineObject) { text.append(object, attributes) }

    mutating func append(_ string: String) { appendText(string, attributes) }

    mutating func link(to node: NodeID, description: String, _ body: (inout InlineConversion) -> Void) {
        within(Element(role: .link, link: .node(node), description: description), body)
    }

    /// Text that is nobody's content: leaders.
    mutating func appendArtifact(_ object: InlineObject) {
        var plain = attributes
        plain.structure = nil
        text.append(object, plain)
    }

    private mutating func append(_ content: [Inline], _ attributes: TextAttributes) {
        for inline in content { append(inline, attributes) }
    }

    private mutating func append(_ inline: Inline, _ attributes: TextAttributes) {
        switch inline {
        case .text(let string): appendText(string, attributes)
        case .span(let span): append(span, attributes)
        case .reference(let target, let content):
            let spoken = content.spokenText
            within(Element(role: .link, link: .node(target), description: spoken)) { $0.append(content, attributes) }
        case .link(let url, let content):
            let spoken = content.spokenText
            within(Element(role: .link, link: .url(url), description: spoken)) { $0.append(content, attributes) }
        case .pageNumber(let target):
            let label = pageLabels[target] ?? "0"
            pagesAskedFor.append(target)
            within(Element(role: .link, link: .node(target), description: "Seite \(label)")) {
                $0.appendText(label, attributes)
            }
        case .footnote(let footnote): append(footnote, attributes)
        case .blank(let fillIn): append(fillIn, attributes)
        case .lineBreak: text.append(.lineBreak, attributes)
        }
    }

    private mutating func append(_ span: Span, _ attributes: TextAttributes) {
        var inner = attributes
        var element: Element?
        if let language = span.language, language != attributes.language {
            inner.language = language
            element = Element(role: .span, language: language)
        }
        switch span.role {
        case .emphasis: inner.style.italic.toggle()
        case .strong: inner.style.bold = true
        case .value(let field): inner.field = field
        case .citation:
            // Short citations stay whole; long ones may break at the spaces that GermanText left breakable (rule C4).
            inner.unhyphenated = true
            if span.content.spokenText.utf8.count <= Self.longestWholeCitation { inner.unbreakable = true }
        case .definition, .foreign: break
        case .placeholder(let field):
            inner.field = field ?? inner.field
            if placeholderStyle.italic { inner.style.italic = true }
            var marked = element ?? Element(role: .span)
            marked.fill = placeholderStyle.fill
            element = marked
        case .alternativeMark:
            inner.style.bold = true
        case .unbreakable: inner.unbreakable = true
        case .deleted: element = Element(role: .span, alternativeText: "gestrichen: " + span.content.spokenText, stroke: .through)
        case .inserted: element = Element(role: .span, alternativeText: "eingefügt: " + span.content.spokenText, stroke: .under)
        }
        if let element {
            within(element) { $0.append(span.content, inner) }
        } else {
            append(span.content, inner)
        }
    }

    /// Bytes; about a third of a line of 160 mm.
    private static let longestWholeCitation = 32

    private mutating func append(_ footnote: Footnote, _ attributes: TextAttributes) {
        var mark = attributes
        mark.rise += attributes.size * noteStyle.markRise
        mark.size *= noteStyle.markScale
        mark.style = FontStyle(bold: attributes.style.bold, italic: false)
        mark.unhyphenated = true
        var reference = Element(role: .reference)
        reference.mayBeLeaf = false
        within(reference) {
            $0.within(Element(role: .link, link: .node(footnote.id), description: "Fußnote \(footnote.label)")) {
                $0.appendText(footnote.label, mark)
            }
        }
        text.append(.footnoteAnchor(NoteIndex(rawValue: Int32(clamping: notes.count))), mark)
        notes.append(footnote)
    }

    private mutating func append(_ fillIn: FillIn, _ attributes: TextAttributes) {
        let index = FillInIndex(rawValue: Int32(clamping: fillIns.count))
        fillIns.append(fillIn)
        within(Element(role: .form, alternativeText: fillIn.label)) {
            var rule = attributes
            rule.structure = $0.slot()
            switch fillIn.length {
            case .fixed(let millimetres): $0.text.append(.fillIn(index, width: mm(millimetres)), rule)
            case .restOfLine(let minimum): $0.text.append(.fillInToLineEnd(index, minimum: mm(minimum)), rule)
            }
        }
    }

    private mutating func appendText(_ string: String, _ attributes: TextAttributes) {
        if SplitLetters.concern(string) {
            for part in SplitLetters.parts(of: string) {
                guard part.isConcerned else {
                    appendPlain(part.text, attributes)
                    continue
                }
                within(Element(role: .span, actualText: part.text)) { $0.appendPlain(part.text, attributes) }
            }
        } else {
            appendPlain(string, attributes)
        }
    }

    private mutating func appendPlain(_ string: String, _ attributes: TextAttributes) {
        guard !string.isEmpty else { return }
        var attributes = attributes
        attributes.structure = slot()
        text.append(string, attributes)
    }

    /// The leaf that takes text in the current element.
    private mutating func slot() -> StructureID {
        if let open = elements[current].openText, let slot = elements[open].slot {
            return StructureID(rawValue: Int32(slot))
        }
        let leaf = elements.count
        elements.append(Element(role: .span, fill: elements[current].fill, stroke: elements[current].stroke, slot: slots))
        elements[current].children.append(leaf)
        elements[current].openText = leaf
        slots += 1
        return StructureID(rawValue: Int32(slots - 1))
    }

    private mutating func within(_ element: Element, _ body: (inout InlineConversion) -> Void) {
        let outer = current
        let index = elements.count
        elements.append(element)
        elements[outer].children.append(index)
        elements[outer].openText = nil
        current = index
        body(&self)
        current = outer
    }

    /// The whole paragraph is one leaf.
    var isSingleLeaf: Bool { elements[0].children.count == 1 && elements[elements[0].children[0]].slot != nil }

    /// Adds the paragraph's elements to the tree; returns the leaves of the whole styled text, those before it included.
    ///
    /// - Parameter paragraph: an element already there, which becomes the leaf or the parent of the leaves.
    func leaves(in tree: inout StructureTree, under paragraph: StructureID) -> [LineContext.Leaf] {
        var leaves = earlier + Array(repeating: LineContext.Leaf(), count: slots - earlier.count)
        realise(0, as: paragraph, link: LineContext.Leaf(), in: &tree, &leaves)
        return leaves
    }

    /// - Parameter link: the link in which the element stands.
    private func realise(
        _ index: Int, as id: StructureID, link outer: LineContext.Leaf, in tree: inout StructureTree,
        _ leaves: inout [LineContext.Leaf]
    ) {
        let element = elements[index]
        var link = outer
        link.structure = id
        if let target = element.link {
            (link.link, link.linkElement, link.description) = (target, id, element.description)
        }
        if element.mayBeLeaf, element.children.count == 1, let slot = elements[element.children[0]].slot {
            leaves[slot] = link
            (leaves[slot].fill, leaves[slot].stroke) = (elements[element.children[0]].fill, elements[element.children[0]].stroke)
            return
        }
        for child in element.children {
            let inner = elements[child]
            // An element whose text came out empty is left away.
            guard inner.slot != nil || !inner.children.isEmpty else { continue }
            let childID = tree.add(
                StructureElement(
                    role: inner.role, parent: id, language: inner.language, alternativeText: inner.alternativeText, actualText: inner.actualText))
            if let slot = inner.slot {
                leaves[slot] = link
                leaves[slot].structure = childID
                (leaves[slot].fill, leaves[slot].stroke) = (inner.fill, inner.stroke)
            } else {
                realise(child, as: childID, link: link, in: &tree, &leaves)
            }
        }
    }
}

extension [Inline] {
    /// The words, without notes, rules and what only forbids line breaks: for bookmarks and descriptions.
    var spokenText: String {
        var text = ""
        for inline in self {
            switch inline {
            // E2: how the bytes of a word joiner begin.
            case .text(let string) where !string.utf8.contains(0xE2): text += string
            case .text(let string): text.unicodeScalars += string.unicodeScalars.filter { $0 != "\u{2060}" }
            case .span(let span): text += span.content.spokenText
            case .reference(_, let content), .link(_, let content): text += content.spokenText
            case .lineBreak: text += " "
            case .blank(let fillIn): text += fillIn.label
            case .pageNumber, .footnote: break
            }
        }
        return text
    }
}
