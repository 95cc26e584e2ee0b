import DocumentModel
import Layout
import Synchronization

/// Elements of a foreign structure as they stand in ours: what they depend on, and what comes of it.
final class PlantedStructure: Sendable {
    /// What of a document they depend on. Most contracts of a series have an annex at the same place.
    struct Place: Hashable {
        /// How many elements there are before them.
        var count: Int
        var parent: StructureID
        /// Of the heading before them.
        var levelAbove: Int
        /// Of those that do not say theirs.
        var language: Language?
        /// Of the pages, by their index in the foreign file.
        var pages: [Int: AnnexPlanting.Place]
        /// These indices in the order of our document.
        var order: [Int]
        /// Of our document.
        var pageCount: Int
    }

    let elements: [StructureElement]
    /// Those that are children of the parent.
    let children: [StructureID]
    /// By pages of our document.
    let links: [(page: Int, area: LinkArea)]
    /// By pages of the foreign file: the element of each mark.
    let owners: [Int: [StructureID?]]
    /// As they were written before.
    private let blocks = Mutex<[ElementBlock.Key: ElementBlock]>([:])

    init(elements: [StructureElement], children: [StructureID], links: [(page: Int, area: LinkArea)], owners: [Int: [StructureID?]]) {
        self.elements = elements
        self.children = children
        self.links = links
        self.owners = owners
    }

    /// The elements as they are written.
    func block(_ key: ElementBlock.Key, _ make: () -> ElementBlock) -> ElementBlock {
        if let known = blocks.withLock({ $0[key] }) { return known }
        let made = make()
        blocks.withLock { $0[key] = made }
        return made
    }
}

/// Adds elements of a foreign structure to ours.
struct AnnexPlanting {
    private var elements: [StructureElement] = []
    private var children: [StructureID] = []
    private var links: [(page: Int, area: LinkArea)] = []
    private var owners: [Int: [StructureID?]]
    private let site: PlantedStructure.Place
    /// Of identifiers.
    private let prefix: String
    /// Levels of the headings that the next one stands below, as the file counts.
    private var levels: [Int] = []
    private var identifiers: [String: String] = [:]

    /// Where a foreign page is.
    struct Place: Hashable {
        /// Of the document, from 0.
        var page: Int
        /// From the page's own coordinates to those of the form, which is so wide and high.
        var matrix: [Double]
        /// Points, from the upper left corner.
        var rect: Rect
        var width: Double
        var height: Double

        func rect(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) -> Rect {
            let m = matrix
            let corners = [(x0, y0), (x1, y1)].map { x, y in (m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]) }
            let (sx, sy) = (rect.width / max(width, 1e-6), rect.height / max(height, 1e-6))
            let xs = corners.map { min(max(rect.x + $0.0 * sx, rect.x), rect.maxX) }
            let ys = corners.map { min(max(rect.maxY - $0.1 * sy, rect.y), rect.maxY) }
            return Rect(x: min(xs[0], xs[1]), y: min(ys[0], ys[1]), width: abs(xs[0] - xs[1]), height: abs(ys[0] - ys[1]))
        }
    }

    private init(_ site: PlantedStructure.Place, _ marks: [Int: Int]) {
        self.site = site
        prefix = "anlage-\(site.count)"
        owners = marks.mapValues { Array(repeating: nil, count: $0) }
    }

    /// - Parameter marks: how many each page of the foreign file has.
    static func planted(_ elements: [AnnexElement], at site: PlantedStructure.Place, marks: [Int: Int]) -> PlantedStructure {
        var planting = AnnexPlanting(site, marks)
        planting.name(elements)
        for var element in elements {
            element.language = element.language ?? site.language?.rawValue
            planting.children.append(planting.add(element, to: site.parent))
        }
        return PlantedStructure(elements: planting.elements, children: planting.children, links: planting.links, owners: planting.owners)
    }

    /// Below `parent`, which is one of these, or the element that all of them are put below.
    private mutating func insert(_ element: StructureElement, below parent: StructureID) -> StructureID {
        let id = StructureID(rawValue: Int32(clamping: site.count + elements.count))
        elements.append(element)
        let index = Int(parent.rawValue) - site.count
        if elements.indices.contains(index) { elements[index].children.append(id) }
        return id
    }

    private mutating func name(_ elements: [AnnexElement]) {
        for element in elements {
            if let identifier = element.identifier, element.role == .headerCell, identifiers[identifier] == nil {
                identifiers[identifier] = "\(prefix)-\(identifiers.count + 1)"
            }
            name(element.elements)
        }
    }

    private mutating func add(_ element: AnnexElement, to parent: StructureID) -> StructureID {
        var made = StructureElement(role: role(of: element), parent: parent)
        made.language = element.language.map { Language(rawValue: $0) }
        made.actualText = element.actualText
        made.alternativeText = element.alternativeText
        made.attributes = element.attributes
        if element.role == .headerCell, let identifier = element.identifier.flatMap({ identifiers[$0] }) {
            made.attributes.append(.identifier(identifier))
        }
        let headers = element.headers.compactMap { identifiers[$0] }
        if !headers.isEmpty { made.attributes.append(.headers(headers)) }
        if let box = element.box, let place = site.pages[box.page] {
            made.attributes.append(.boundingBox(page: place.page, place.rect(box.x0, box.y0, box.x1, box.y1)))
        }
        let id = insert(made, below: parent)
        addKids(of: element, to: id)
        return id
    }

    private mutating func addKids(of element: AnnexElement, to id: StructureID) {
        // Content belongs to leaves: between elements it stands in a Span of its own.
        let hasElements = !element.elements.isEmpty
        var span: StructureID?
        for kid in element.kids {
            switch kid {
            case .mark(let mark):
                let owner = hasElements ? span ?? insert(StructureElement(role: .span, parent: id), below: id) : id
                span = hasElements ? owner : nil
                owners[mark.page]?[mark.number] = owner
            case .link(let link):
                add(link, of: element, to: id)
            case .element(let child):
                span = nil
                _ = add(child, to: id)
            }
        }
    }

    private mutating func add(_ link: AnnexLink, of element: AnnexElement, to id: StructureID) {
        guard let place = site.pages[link.page], 0 <= place.page, place.page < site.pageCount else { return }
        // ISO 14289-2, 8.9.4.2: what stands for the link and for its element is the same.
        let description = element.alternativeText ?? link.description ?? link.address
        let area = LinkArea(
            rect: place.rect(link.x0, link.y0, link.x1, link.y1), target: .url(link.address), structure: id, description: description)
        links.append((place.page, area))
    }

    /// No level is skipped (ISO 14289-1, 7.4.2), whatever the file does.
    private mutating func role(of element: AnnexElement) -> StructureRole {
        guard let level = element.level else { return element.role }
        while let last = levels.last, last >= level { levels.removeLast() }
        levels.append(level)
        return .heading(site.levelAbove + levels.count)
    }
}
