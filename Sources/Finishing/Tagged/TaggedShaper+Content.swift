import Layout

/// What elements may hold.
extension TaggedShaper {
    /// The element, holding only what it may hold; several where it had to be taken apart.
    mutating func fitted(_ element: AnnexElement) -> [AnnexKid] {
        var element = element
        switch element.role {
        case .section, .division, .part, .quotation:
            element.kids = grouped(element.kids)
        case .paragraph:
            // A paragraph of paragraphs groups them.
            if element.kids.contains(where: { $0.role.map(Self.makesGroup) ?? false }) {
                element.role = .division
                element.kids = grouped(element.kids)
            }
        case .span where element.kids.contains(where: { $0.role.map(Self.isRigid) ?? false }):
            return element.kids
        case .heading1, .span, .label:
            element.kids = lined(element.kids)
        case .link:
            return link(element)
        case .caption, .listBody:
            element.kids = bodied(element.kids)
        case .headerCell, .dataCell:
            element.kids = bodied(element.kids).map(Self.inCell)
        case .list: element = list(element)
        case .listItem: element = item(element)
        case .table: element = table(element)
        case .tableHead, .tableBody:
            if element.kids.contains(where: { $0.role != .tableRow }) { fail("in einer Tabelle steht Inhalt außerhalb der Zellen") }
        case .tableRow:
            if element.kids.contains(where: { $0.role != .headerCell && $0.role != .dataCell }) { fail("in einer Tabelle steht Inhalt außerhalb der Zellen") }
        case .figure: return figure(element)
        default: break
        }
        return [.element(element)]
    }

    private static func makesGroup(_ role: StructureRole) -> Bool {
        switch role {
        case .section, .division, .part, .quotation, .paragraph, .heading1, .caption, .listItem, .listBody: true
        default: false
        }
    }

    /// What cannot be made a part of a line.
    private static func isRigid(_ role: StructureRole) -> Bool { role == .list || role == .table }

    /// What stands in a section: blocks, with paragraphs around what stands between them.
    mutating func grouped(_ kids: [AnnexKid]) -> [AnnexKid] {
        var blocks: [AnnexKid] = []
        var line: [AnnexKid] = []
        var items: [AnnexKid] = []
        func flush() {
            if !line.isEmpty { blocks.append(.element(AnnexElement(.paragraph, line))) }
            if !items.isEmpty { blocks.append(.element(AnnexElement(.list, items))) }
            (line, items) = ([], [])
        }
        for kid in kids {
            guard case .element(let element) = kid, !element.role.isInline else {
                if !items.isEmpty { flush() }
                line.append(Self.inLine(kid))
                continue
            }
            if element.role == .listItem {
                if !line.isEmpty { flush() }
                items.append(kid)
                continue
            }
            flush()
            blocks.append(.element(block(element)))
        }
        flush()
        return blocks
    }

    /// What is a block elsewhere, as one that stands in a section.
    private mutating func block(_ element: AnnexElement) -> AnnexElement {
        var element = element
        switch element.role {
        case .note, .listBody:
            element.role = .division
            element.kids = grouped(element.kids)
        case .caption:
            let isText = element.elements.allSatisfy(\.role.isInline)
            element.role = isText ? .paragraph : .division
            if !isText { element.kids = grouped(element.kids) }
        case .tableHead, .tableBody, .tableRow, .headerCell, .dataCell:
            fail("Zellen einer Tabelle stehen außerhalb der Tabelle")
        default: break
        }
        return element
    }

    /// A label that belongs to no item is text.
    private static func inLine(_ kid: AnnexKid) -> AnnexKid {
        guard case .element(var element) = kid, element.role == .label || element.role == .form || element.role == .reference else { return kid }
        element.role = .span
        return .element(element)
    }

    /// Either one line of text, or blocks.
    mutating func bodied(_ kids: [AnnexKid]) -> [AnnexKid] {
        let isLine = kids.allSatisfy { $0.role.map { $0.isInline || $0 == .figure || $0 == .note } ?? true }
        return isLine ? lined(kids) : grouped(kids)
    }

    /// ISO/TS 32005: what cells hold is less than what sections do.
    private static func inCell(_ kid: AnnexKid) -> AnnexKid {
        guard case .element(var element) = kid, element.role == .quotation || element.role == .part else { return kid }
        element.role = .division
        return .element(element)
    }

    /// What stands in a line: blocks in it are parts of the text.
    private mutating func lined(_ kids: [AnnexKid]) -> [AnnexKid] {
        kids.flatMap { kid -> [AnnexKid] in
            guard case .element(var element) = kid else { return [kid] }
            if Self.isRigid(element.role) || element.role == .tableRow { fail("eine Liste oder Tabelle steht mitten in einer Zeile") }
            guard !element.role.isInline, element.role != .figure else { return [Self.inLine(kid)] }
            guard element.saysMore else { return lined(element.kids) }
            element.role = .span
            element.kids = lined(element.kids)
            return [.element(element)]
        }
    }

    /// One that leads nowhere is text.
    private mutating func link(_ element: AnnexElement) -> [AnnexKid] {
        var element = element
        if element.kids.contains(where: { $0.role.map(Self.isRigid) ?? false }) {
            return element.kids.filter { if case .link = $0 { false } else { true } }
        }
        element.kids = lined(element.kids)
        let leads = element.kids.contains { if case .link = $0 { true } else { false } }
        if !leads { element.role = .span }
        return [.element(element)]
    }

    private mutating func list(_ element: AnnexElement) -> AnnexElement {
        var element = element
        var kids: [AnnexKid] = []
        var loose: [AnnexKid] = []
        func flush(_ shaper: inout TaggedShaper) {
            guard !loose.isEmpty else { return }
            let body = AnnexElement(.listBody, shaper.bodied(loose))
            kids.append(.element(AnnexElement(.listItem, [.element(body)])))
            loose = []
        }
        for kid in element.kids {
            switch kid.role {
            case .listItem?, .list?:
                flush(&self)
                kids.append(kid)
            case .caption? where kids.isEmpty && loose.isEmpty: kids.append(kid)
            default: loose.append(kid)
            }
        }
        flush(&self)
        element.kids = kids
        let isNumbered = element.attributes.contains { if case .listNumbering = $0 { true } else { false } }
        // ISO 14289-2, 8.2.5.25: where there are labels it is said of which kind; where that is not known, a label begins the text.
        if !isNumbered { element.kids = kids.map(Self.withoutLabel) }
        return element
    }

    private static func withoutLabel(_ kid: AnnexKid) -> AnnexKid {
        guard case .element(var item) = kid, item.role == .listItem else { return kid }
        let labels = item.elements.filter { $0.role == .label }
        guard !labels.isEmpty else { return kid }
        let spans = labels.map { inLine(.element($0)) }
        var bodies = item.elements.filter { $0.role == .listBody }
        guard var first = bodies.first else {
            item.kids = [.element(AnnexElement(.listBody, spans))]
            return .element(item)
        }
        if let start = first.elements.first, first.kids.first?.role == .paragraph {
            var start = start
            start.kids = spans + start.kids
            first.kids[0] = .element(start)
        } else if first.kids.allSatisfy({ $0.role?.isInline ?? true }) {
            first.kids = spans + first.kids
        } else {
            first.kids = [.element(AnnexElement(.paragraph, spans))] + first.kids
        }
        bodies[0] = first
        item.kids = bodies.map { .element($0) }
        return .element(item)
    }

    /// Label and body; what is neither belongs to the body.
    private mutating func item(_ element: AnnexElement) -> AnnexElement {
        var element = element
        let isSound = element.kids.allSatisfy { $0.role == .label || $0.role == .listBody }
        guard !isSound else { return element }
        let labels = element.kids.filter { $0.role == .label }
        let rest = element.kids.flatMap { kid -> [AnnexKid] in
            guard case .element(let inner) = kid else { return [kid] }
            return inner.role == .label ? [] : inner.role == .listBody ? inner.kids : [kid]
        }
        element.kids = labels + (rest.isEmpty ? [] : [.element(AnnexElement(.listBody, bodied(rest)))])
        return element
    }

    /// Its content is one picture, whatever it was made of; with a caption, if it has one.
    private mutating func figure(_ element: AnnexElement) -> [AnnexKid] {
        var element = element
        let caption = element.kids.first { $0.role == .caption }
        let marks = element.kids.filter { $0.role != .caption }.flatMap(\.marks)
        guard !marks.isEmpty else { return element.kids }
        if element.alternativeText == nil, element.actualText == nil {
            // Text that nobody has described otherwise must be read.
            if marks.contains(where: \.hasText) { return grouped(element.kids) }
            element.alternativeText = Self.undescribedPicture
            for mark in marks { noteUndescribed(mark.page) }
        }
        element.kids = marks.map { .mark($0) }
        if let caption { element.kids.append(caption) }
        return [.element(element)]
    }
}

extension AnnexKid {
    /// `nil` for content of its own.
    var role: StructureRole? { if case .element(let element) = self { element.role } else { nil } }

    var marks: [AnnexMark] {
        switch self {
        case .mark(let mark): [mark]
        case .element(let element): element.marks
        case .link: []
        }
    }
}
