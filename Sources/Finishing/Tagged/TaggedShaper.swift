import Layout

/// Brings a foreign structure into the shape of ours, for the pages that are taken.
///
/// What programs write differently from the standards but leaves no doubt is put right – text straight in a section becomes a paragraph, an
/// item without body gets one; what leaves doubt is a defect.
struct TaggedShaper {
    private let nodes: [TaggedTree.Node]
    private let numbers: [[Int: Int]]
    private let contents: [[Int: PageSequences.Sequence]]
    private let pages: Set<Int>
    /// All pages of the file are taken.
    var takesAll: Bool { pages.count >= numbers.count }
    var defect: StructureDefect?
    /// Pages with figures that nobody has described, from 0.
    private(set) var undescribed: Set<Int> = []

    /// - Parameters:
    ///   - numbers: by page, of marked content: new by old.
    ///   - pages: that are taken, from 0.
    init(_ nodes: [TaggedTree.Node], numbers: [[Int: Int]], contents: [[Int: PageSequences.Sequence]], pages: Set<Int>) {
        self.nodes = nodes
        self.numbers = numbers
        self.contents = contents
        self.pages = pages
    }

    /// What stands below the annex.
    mutating func elements() throws(StructureDefect) -> [AnnexElement] {
        let kids = shape(0, depth: 0)
        let found = grouped(kids).compactMap { if case .element(let element) = $0 { element } else { nil } }
        if let defect { throw defect }
        return found
    }

    mutating func fail(_ reason: String) {
        if defect == nil { defect = StructureDefect(reason: reason) }
    }

    private mutating func shape(_ index: Int, depth: Int, isFigure: Bool = false) -> [AnnexKid] {
        let node = nodes[index]
        let isFigure = isFigure || node.role == .role(.figure)
        let isSection = node.role == .role(.section) || node.role == .role(.part)
        var kids: [AnnexKid] = []
        for kid in node.kids {
            switch kid {
            case .node(let child): kids += shape(child, depth: depth + (isSection ? 1 : 0), isFigure: isFigure)
            case .link(let link):
                if pages.contains(link.page), node.role == .role(.link) { kids.append(.link(link)) }
            case .mark(let page, let id):
                guard pages.contains(page), let number = numbers[page][id] else { continue }
                let mark = AnnexMark(page: page, number: number, hasText: contents[page][id]?.hasText ?? false)
                kids.append(mark.hasText || isFigure ? .mark(mark) : picture(mark))
            }
        }
        return made(node, kids, depth: depth)
    }

    /// A picture that the file takes for text.
    private mutating func picture(_ mark: AnnexMark) -> AnnexKid {
        var figure = AnnexElement(.figure, [.mark(mark)])
        figure.alternativeText = Self.undescribedPicture
        undescribed.insert(mark.page)
        return .element(figure)
    }

    static let undescribedPicture = "Bild ohne Beschreibung"

    private mutating func made(_ node: TaggedTree.Node, _ kids: [AnnexKid], depth: Int) -> [AnnexKid] {
        var element: AnnexElement
        switch node.role {
        case .artifact: return []
        case .transparent:
            guard let language = node.language else { return kids }
            return kids.map { spoken($0, language) }
        case .heading(let level):
            element = AnnexElement(.heading1, kids)
            element.level = level ?? depth + 1
        case .role(let role):
            element = AnnexElement(role, kids)
        }
        let isCell = element.role == .headerCell || element.role == .dataCell
        guard !element.marks.isEmpty || isCell || element.role == .tableRow && !kids.isEmpty else { return [] }
        element.language = node.language
        element.alternativeText = node.alternativeText
        element.actualText = node.actualText
        element.identifier = node.identifier
        attach(node.attributes, to: &element)
        return fitted(element)
    }

    private func spoken(_ kid: AnnexKid, _ language: String) -> AnnexKid {
        switch kid {
        case .link: return kid
        case .element(var element):
            element.language = element.language ?? language
            return .element(element)
        case .mark:
            var span = AnnexElement(.span, [kid])
            span.language = language
            return .element(span)
        }
    }

    private func attach(_ attributes: TaggedAttributes, to element: inout AnnexElement) {
        switch element.role {
        case .headerCell, .dataCell:
            if attributes.rowSpan > 1 { element.attributes.append(.rowSpan(attributes.rowSpan)) }
            if attributes.columnSpan > 1 { element.attributes.append(.columnSpan(attributes.columnSpan)) }
            element.headers = attributes.headers
            // A corner is the head of its column; there is no word of ours for both.
            if element.role == .headerCell, let scope = attributes.scope {
                element.attributes.append(.scope(scope == "Row" ? .row : .column))
            }
        case .table:
            if let summary = attributes.summary { element.attributes.append(.tableSummary(summary)) }
        case .list:
            if let kind = attributes.listNumbering.flatMap(Self.numbering) { element.attributes.append(.listNumbering(kind)) }
        case .figure:
            if let box = attributes.box, let page = element.marks.first?.page { element.box = AnnexBox(page: page, box) }
        default: break
        }
    }

    private static func numbering(_ name: String) -> ListNumberingKind? {
        switch name {
        case "Decimal", "Ordered": .decimal
        case "LowerAlpha": .lowerAlpha
        case "UpperAlpha": .upperAlpha
        case "UpperRoman", "LowerRoman": .upperRoman
        case "Disc", "Circle", "Square", "Unordered": .disc
        default: nil
        }
    }

    mutating func noteUndescribed(_ page: Int) { undescribed.insert(page) }
}
