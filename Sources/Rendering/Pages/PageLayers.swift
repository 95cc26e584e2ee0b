import Keeping
import Layout
import Styles
import Typeface

/// What stands on a page, furniture aside, taken apart by what each content stream depends on.
struct PageContent {
    /// What the structure has to say about a marked-content sequence.
    struct Leaf: Hashable {
        var element: StructureID
        /// The structure type it is tagged with; `nil` in previews.
        var tag: String?
        var section: StructureID?
    }

    /// The text, a layer for each section of it, so that what one partner has of his own does not cost the whole page.
    private(set) var bodies: [LayerContent] = []
    /// Of the layout.
    private(set) var artifacts: [PageItem] = []
    private(set) var pictures: [DrawnPage.Picture] = []
    /// In the order of their ids.
    private(set) var leaves: [Leaf] = []
    /// Faces of the text, sorted.
    let fonts: [FontID]

    init(_ page: Page, _ structure: StructureTree?) {
        fonts = DocumentGlyphs.fonts(of: [page.items])
        artifacts = page.items.filter { if case .artifact = $0.mark { true } else { false } }
        var body: LayerContent?
        for (mark, series) in page.leaves.enumerated() {
            let leaf = Leaf(series.structure, in: structure)
            leaves.append(leaf)
            if series.isPicture {
                pictures.append(contentsOf: series.items.compactMap { page.items[$0].drawing.picture(mark: mark) })
                continue
            }
            if body == nil || leaf.section != leaves[mark - 1].section {
                if let body { bodies.append(body) }
                body = LayerContent(kind: .body, size: page.size, firstMark: mark)
            }
            body?.series.append(LayerContent.Series(tag: leaf.tag, drawings: series.items.map { page.items[$0].drawing }))
        }
        if let body { bodies.append(body) }
    }

    /// The same without the text, where its content streams are known.
    var withoutBodies: PageContent {
        var copy = self
        copy.bodies = []
        return copy
    }

    /// The element of each marked-content sequence.
    var owners: [StructureID] { leaves.map(\.element) }
}

extension PageContent.Leaf {
    init(_ element: StructureID, in structure: StructureTree?) {
        self.element = element
        tag = structure?.elements[Int(element.rawValue)].role.markedContentTag
        section = structure?.section(of: element)
    }
}

/// The layers of a page around its content, each with what decides its looks and nothing else: two pages of which a layer is equal share what was drawn.
struct PageLayers {
    private(set) var beneath: [LayerContent] = []
    private(set) var above: [LayerContent] = []
    /// With those of the content.
    private(set) var pictures: [DrawnPage.Picture] = []

    init(around content: PageContent, furniture: [PageItem], size: Size) {
        let artifacts = furniture + content.artifacts
        beneath = [.watermark, .layout].compactMap { layer($0, artifacts, size) }
        pictures += content.pictures
        above = [.copyMark, .header, .footer].compactMap { layer($0, artifacts, size) }
    }

    private mutating func layer(_ kind: Artifact, _ artifacts: [PageItem], _ size: Size) -> LayerContent? {
        var drawings: [Drawing] = []
        for item in artifacts where item.mark == .artifact(kind) {
            if let picture = item.drawing.picture(mark: nil) { pictures.append(picture) } else { drawings.append(item.drawing) }
        }
        guard !drawings.isEmpty else { return nil }
        return LayerContent(kind: .artifact(kind), size: size, firstMark: 0, series: [LayerContent.Series(tag: nil, drawings: drawings)])
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
        var fold = Fold(firstMark)
        for part in series {
            fold.add(part.drawings.count)
            for drawing in part.drawings {
                switch drawing {
                case .text(let run):
                    fold.add(text: run.text)
                    fold.add(run.origin)
                case .rectangle(let rect, _), .image(_, let rect), .foreignPage(_, _, let rect): fold.add(Point(x: rect.x, y: rect.y))
                case .symbol(let text, _): fold.add(text: text)
                case .line(let from, _, _, _): fold.add(from)
                case .circle(let centre, _, _, _): fold.add(centre)
                }
            }
        }
        hasher.combine(kind)
        hasher.combine(fold.value)
    }
}

extension Fold {
    fileprivate mutating func add(_ point: Point) {
        add(point.x)
        add(point.y)
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
