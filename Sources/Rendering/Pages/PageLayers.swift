import Layout
import Styles

/// A page taken apart into its layers, each with what decides its looks and nothing else: two pages of which a layer is equal
/// share what was drawn.
struct PageLayers {
    private(set) var layers: [LayerContent] = []
    private(set) var pictures: [DrawnPage.Picture] = []
    /// The element of each marked-content sequence.
    private(set) var owners: [StructureID] = []

    /// What lies beneath comes first.
    init(_ page: Page, _ structure: StructureTree?) {
        let artifacts = (page.furniture + page.items).filter { if case .artifact = $0.mark { true } else { false } }
        add(.watermark, artifacts, page.size)
        add(.layout, artifacts, page.size)
        addBodies(page, structure)
        add(.header, artifacts, page.size)
        add(.footer, artifacts, page.size)
    }

    private mutating func add(_ kind: Artifact, _ artifacts: [PageItem], _ size: Size) {
        var drawings: [Drawing] = []
        for item in artifacts where item.mark == .artifact(kind) {
            if let picture = item.drawing.picture(mark: nil) { pictures.append(picture) } else { drawings.append(item.drawing) }
        }
        guard !drawings.isEmpty else { return }
        layers.append(
            LayerContent(kind: .artifact(kind), size: size, firstMark: 0, series: [LayerContent.Series(tag: nil, drawings: drawings)]))
    }

    /// The content, a layer for each section of it, so that what one partner has of his own does not cost the whole page.
    private mutating func addBodies(_ page: Page, _ structure: StructureTree?) {
        var body: LayerContent?
        var section: StructureID?
        for (mark, leaf) in page.leaves.enumerated() {
            owners.append(leaf.structure)
            if leaf.isPicture {
                pictures.append(contentsOf: leaf.items.compactMap { page.items[$0].drawing.picture(mark: mark) })
                continue
            }
            let current = structure?.section(of: leaf.structure)
            if body == nil || current != section {
                if let body { layers.append(body) }
                body = LayerContent(kind: .body, size: page.size, firstMark: mark)
                section = current
            }
            body?.series.append(
                LayerContent.Series(
                    tag: structure?.elements[Int(leaf.structure.rawValue)].role.markedContentTag,
                    drawings: leaf.items.map { page.items[$0].drawing }))
        }
        if let body { layers.append(body) }
    }
}

extension StructureTree {
    /// The section right below the document that the element belongs to; `nil` for what stands before and between them.
    fileprivate func section(of element: StructureID) -> StructureID? {
        var id = element
        while let parent = elements[Int(id.rawValue)].parent, parent != StructureTree.root { id = parent }
        switch elements[Int(id.rawValue)].role {
        case .section, .part: return id
        default: return nil
        }
    }
}

/// Everything that a layer's content stream depends on, besides the document's faces.
struct LayerContent: Hashable {
    var kind: PageLayer.Kind
    var size: Size
    /// The number of its first marked-content sequence on the page.
    var firstMark: Int
    var series: [Series] = []

    struct Series: Hashable {
        /// The structure type it is tagged with; `nil` for artifacts, and for previews.
        var tag: String?
        var drawings: [Drawing]
    }

    /// Texts and places tell layers apart; hashing every glyph would cost more than comparing them once.
    func hash(into hasher: inout Hasher) {
        hasher.combine(kind)
        hasher.combine(firstMark)
        hasher.combine(series.count)
        for drawing in series.lazy.flatMap(\.drawings) {
            switch drawing {
            case .text(let run):
                // By its bytes: as a String it would be normalised first.
                run.text.utf8.withContiguousStorageIfAvailable { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
                hasher.combine(run.origin)
            case .rectangle(let rect, _), .image(_, let rect), .foreignPage(_, _, let rect):
                hasher.combine(rect)
            case .symbol(let text, _): hasher.combine(text)
            case .line(let from, let to, _, _):
                hasher.combine(from)
                hasher.combine(to)
            case .circle(let centre, _, _, _):
                hasher.combine(centre)
            }
        }
    }
}

extension Drawing {
    fileprivate func picture(mark: Int?) -> DrawnPage.Picture? {
        switch self {
        case .image(let file, let rect): DrawnPage.Picture(source: .image(file: file), rect: rect, mark: mark)
        case .foreignPage(let file, let index, let rect):
            DrawnPage.Picture(source: .foreignPage(file: file, index: index), rect: rect, mark: mark)
        case .text, .rectangle, .line, .circle, .symbol: nil
        }
    }
}

extension StructureRole {
    /// What a marked-content sequence is tagged with; its element in the structure tree says what it is.
    fileprivate var markedContentTag: String { self == .link ? StructureRole.span.rawValue : rawValue }
}
