/// The structure of a foreign file as it stands there (ISO 32000-1, 14.7): its types mapped, its content by page and number.
struct TaggedTree {
    struct Node: Sendable {
        var role: TaggedRole
        var kids: [Kid] = []
        var language: String?
        var alternativeText: String?
        var actualText: String?
        var identifier: String?
        /// That it names itself, from 0.
        var page: Int?
        var attributes = TaggedAttributes()
    }

    enum Kid: Sendable {
        case node(Int)
        /// Page from 0.
        case mark(page: Int, id: Int)
        case link(AnnexLink)
    }

    /// Parents before children; the first is the root.
    private(set) var nodes: [Node] = []
    /// Of the whole file.
    private(set) var language: String?
    private var roles: RoleMap
    private let classes: QPDFObject
    private let pages: [Int: Int]
    private var visited: Set<Int> = []

    private static let depthLimit = 120
    private static let nodeLimit = 400_000

    /// Whether there is a structure at all.
    static func isThere(_ catalog: QPDFObject) -> Bool { catalog["/StructTreeRoot"]["/K"].kind != .null }

    /// - Parameter pages: indices of the pages by their object numbers.
    init(_ catalog: QPDFObject, pages: [Int: Int]) throws(StructureDefect) {
        let root = catalog["/StructTreeRoot"]
        roles = RoleMap(root)
        classes = root["/ClassMap"]
        self.pages = pages
        language = Self.language(catalog)
        if catalog["/MarkInfo"]["/Suspects"].isTrue { throw StructureDefect(reason: "die Datei nennt sie selbst zweifelhaft") }
        nodes = [Node(role: .transparent)]
        nodes[0].kids = try kids(of: root, page: nil, depth: 0)
    }

    private mutating func node(_ element: QPDFObject, depth: Int) throws(StructureDefect) -> Int {
        guard depth < Self.depthLimit, nodes.count < Self.nodeLimit else { throw StructureDefect(reason: "sie ist zu tief oder zu umfangreich") }
        if element.number > 0, !visited.insert(element.number).inserted { throw StructureDefect(reason: "ein Teil von ihr kommt zweimal vor") }
        let index = nodes.count
        var node = Node(role: roles.role(of: element))
        node.language = Self.language(element)
        node.alternativeText = Self.text(element["/Alt"])
        node.actualText = Self.text(element["/ActualText"])
        node.identifier = element["/ID"].text
        node.attributes = TaggedAttributes(element, classes)
        nodes.append(node)
        let own = element["/Pg"]
        nodes[index].page = own.kind == .dictionary ? pages[own.number] : nil
        nodes[index].kids = try kids(of: element, page: nodes[index].page, depth: depth)
        return index
    }

    private mutating func kids(of element: QPDFObject, page: Int?, depth: Int) throws(StructureDefect) -> [Kid] {
        let content = element["/K"]
        var found: [Kid] = []
        for kid in content.kind == .array ? content.items : [content] {
            if let kid = try self.kid(kid, page: page, depth: depth) { found.append(kid) }
        }
        return found
    }

    private mutating func kid(_ kid: QPDFObject, page: Int?, depth: Int) throws(StructureDefect) -> Kid? {
        if let number = kid.double {
            // What lies on a page that somebody has taken out is not there; an element does not inherit its page (ISO 32000-1, table 323).
            guard let id = Int(exactly: number), let page else { return nil }
            return .mark(page: page, id: id)
        }
        guard kid.kind == .dictionary else { return nil }
        let own = kid["/Pg"]
        let place = own.kind == .dictionary ? pages[own.number] : page
        switch kid["/Type"].name {
        case "MCR":
            if kid["/Stm"].kind != .null { throw StructureDefect(reason: "sie reicht in eingesetzte Zeichnungen hinein") }
            guard let id = kid["/MCID"].double.flatMap({ Int(exactly: $0) }), let place else { return nil }
            return .mark(page: place, id: id)
        case "OBJR":
            return place.flatMap { AnnexLink(kid["/Obj"], page: $0) }.map { .link($0) }
        default:
            guard kid["/S"].name != nil else { return nil }
            return .node(try node(kid, depth: depth + 1))
        }
    }

    /// Whose content it is, page by page.
    struct Ownership {
        /// Numbers that elements name.
        var owned: Set<Int> = []
        /// Numbers that elements name that are none: what they hold is no content.
        var discarded: Set<Int> = []
        var defect: StructureDefect?
    }

    /// LibreOffice 7 draws described pictures as artifacts and leaves their Figures empty: where a page has as many of the ones as of the others,
    /// they belong together, in their order.
    mutating func adoptPictures(_ marks: inout [PageSequences]) {
        let empty = nodes.indices.filter { nodes[$0].role == .role(.figure) && nodes[$0].kids.isEmpty && nodes[$0].alternativeText != nil }
        for (page, figures) in Dictionary(grouping: empty, by: { nodes[$0].page }) {
            guard let page, marks.indices.contains(page) else { continue }
            let drawn = marks[page].sequences.indices.filter { marks[page].sequences[$0].kind == .artifact && marks[page].sequences[$0].hasPicture }
            let last = marks[page].contents.keys.max() ?? -1
            guard drawn.count == figures.count, last < Int.max - drawn.count else { continue }
            var number = max(last, -1) + 1
            for (figure, sequence) in zip(figures, drawn) where !marks[page].sequences[sequence].hasText {
                marks[page].sequences[sequence].kind = .content(number)
                nodes[figure].kids = [.mark(page: page, id: number)]
                number += 1
            }
        }
    }

    /// Takes out content that is none: what the marks of its page do not have, and lines and surfaces outside of figures.
    mutating func settle(_ marks: [PageSequences]) -> [Ownership] {
        let contents = marks.map(\.contents)
        var owners = marks.map { _ in Ownership() }
        settle(0, isFigure: false, isArtifact: false, marks, contents, &owners)
        return owners
    }

    private mutating func settle(
        _ index: Int, isFigure: Bool, isArtifact: Bool, _ marks: [PageSequences], _ contents: [[Int: PageSequences.Sequence]],
        _ owners: inout [Ownership]
    ) {
        let isFigure = isFigure || nodes[index].role == .role(.figure)
        let isArtifact = isArtifact || nodes[index].role == .artifact
        var kept: [Kid] = []
        for kid in nodes[index].kids {
            switch kid {
            case .mark(let page, let id):
                if marks[page].buried.contains(id) { owners[page].fail("Inhalt der Gliederung ist zugleich als Beiwerk markiert") }
                guard let sequence = contents[page][id] else { continue }
                if isArtifact {
                    owners[page].discarded.insert(id)
                } else if sequence.isReal || isFigure {
                    if !owners[page].owned.insert(id).inserted { owners[page].fail("ein Inhalt kommt in der Gliederung zweimal vor") }
                    kept.append(kid)
                }
            case .node(let child):
                settle(child, isFigure: isFigure, isArtifact: isArtifact, marks, contents, &owners)
                kept.append(kid)
            case .link:
                kept.append(kid)
            }
        }
        nodes[index].kids = kept
    }

    /// ISO 14289-2, 8.6: of letters of private use nobody knows the meaning.
    private static func text(_ object: QPDFObject) -> String? { object.text.flatMap { $0.isEmpty || !$0.isReadable ? nil : $0 } }

    private static func language(_ object: QPDFObject) -> String? { object["/Lang"].text.flatMap { StructureLanguage.isOne($0) ? $0 : nil } }
}

extension TaggedTree.Ownership {
    fileprivate mutating func fail(_ reason: String) {
        if defect == nil { defect = StructureDefect(reason: reason) }
    }
}

/// Attributes that are carried over (ISO 32000-1, 14.8.5), whoever owns them.
struct TaggedAttributes: Sendable {
    var scope: String?
    var rowSpan = 1
    var columnSpan = 1
    var headers: [String] = []
    var summary: String?
    var listNumbering: String?
    /// In the page's own coordinates.
    var box: PageGeometry.Box?

    private static let spanLimit = 1000

    init() {}

    /// - Parameter classes: the ClassMap, where elements that look alike have theirs.
    init(_ element: QPDFObject, _ classes: QPDFObject) {
        let names = element["/C"].kind == .array ? element["/C"].items : [element["/C"]]
        for name in names.compactMap(\.name) { read(classes["/" + name]) }
        read(element["/A"])
    }

    private mutating func read(_ attributes: QPDFObject) {
        // In an array revision numbers stand between them.
        for owner in attributes.kind == .array ? attributes.items : [attributes] where owner.kind == .dictionary {
            switch owner["/O"].name {
            case "Table":
                scope = owner["/Scope"].name ?? scope
                rowSpan = span(owner["/RowSpan"]) ?? rowSpan
                columnSpan = span(owner["/ColSpan"]) ?? columnSpan
                let named = owner["/Headers"].items.compactMap(\.text)
                if !named.isEmpty { headers = named }
                summary = owner["/Summary"].text ?? summary
            case "List": listNumbering = owner["/ListNumbering"].name ?? listNumbering
            case "Layout": box = PageGeometry.rectangle(owner["/BBox"]) ?? box
            default: break
            }
        }
    }

    private func span(_ object: QPDFObject) -> Int? {
        object.double.flatMap { Int(exactly: $0) }.map { min(max($0, 1), Self.spanLimit) }
    }
}
