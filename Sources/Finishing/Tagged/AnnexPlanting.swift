import DocumentModel
import Layout

/// Adds elements of a foreign structure to ours.
struct AnnexPlanting {
    private(set) var list: DisplayList
    /// Of the pages, by their index in the foreign file.
    var places: [Int: Place] = [:]
    /// By the same: the element of each mark.
    var owners: [Int: [StructureID?]] = [:]
    private let levelAbove: Int
    /// Of identifiers.
    private let prefix: String
    /// Levels of the headings that the next one stands below, as the file counts.
    private var levels: [Int] = []
    private var identifiers: [String: String] = [:]

    /// Where a foreign page is.
    struct Place {
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

    init(_ list: DisplayList, levelAbove: Int, prefix: String) {
        self.list = list
        self.levelAbove = levelAbove
        self.prefix = prefix
    }

    /// - Parameters:
    ///   - language: of those that do not say theirs.
    ///   - figure: the child of `parent` before which they stand.
    mutating func plant(_ elements: [AnnexElement], language: Language?, in parent: StructureID, at figure: StructureID) {
        name(elements)
        let before = list.structure[parent].children
        for var element in elements {
            element.language = element.language ?? language?.rawValue
            add(element, to: parent)
        }
        let added = list.structure[parent].children.dropFirst(before.count)
        let at = before.firstIndex(of: figure) ?? before.count
        list.structure.update(parent) { $0.children = Array(before[..<at]) + added + before[at...] }
    }

    private mutating func name(_ elements: [AnnexElement]) {
        for element in elements {
            if let identifier = element.identifier, element.role == .headerCell, identifiers[identifier] == nil {
                identifiers[identifier] = "\(prefix)-\(identifiers.count + 1)"
            }
            name(element.elements)
        }
    }

    private mutating func add(_ element: AnnexElement, to parent: StructureID) {
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
        if let box = element.box, let place = places[box.page] {
            made.attributes.append(.boundingBox(page: place.page, place.rect(box.x0, box.y0, box.x1, box.y1)))
        }
        let id = list.structure.add(made)
        addKids(of: element, to: id)
    }

    private mutating func addKids(of element: AnnexElement, to id: StructureID) {
        // Content belongs to leaves: between elements it stands in a Span of its own.
        let hasElements = !element.elements.isEmpty
        var span: StructureID?
        for kid in element.kids {
            switch kid {
            case .mark(let mark):
                let owner = hasElements ? span ?? list.structure.add(StructureElement(role: .span, parent: id)) : id
                span = hasElements ? owner : nil
                owners[mark.page]?[mark.number] = owner
            case .link(let link):
                add(link, of: element, to: id)
            case .element(let child):
                span = nil
                add(child, to: id)
            }
        }
    }

    private mutating func add(_ link: AnnexLink, of element: AnnexElement, to id: StructureID) {
        guard let place = places[link.page], list.pages.indices.contains(place.page) else { return }
        // ISO 14289-2, 8.9.4.2: what stands for the link and for its element is the same.
        let description = element.alternativeText ?? link.description ?? link.address
        list.pages[place.page].links.append(
            LinkArea(
                rect: place.rect(link.x0, link.y0, link.x1, link.y1), target: .url(link.address), structure: id, description: description))
    }

    /// No level is skipped (ISO 14289-1, 7.4.2), whatever the file does.
    private mutating func role(of element: AnnexElement) -> StructureRole {
        guard let level = element.level else { return element.role }
        while let last = levels.last, last >= level { levels.removeLast() }
        levels.append(level)
        return .heading(levelAbove + levels.count)
    }
}
