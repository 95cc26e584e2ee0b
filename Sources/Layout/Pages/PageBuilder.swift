import DocumentModel
import Styles

/// Puts the rows of a page where they belong and tells the structure tree where they went.
struct PageBuilder {
    let style: StyleSheet
    private(set) var items: [PageItem] = []
    private(set) var links: [LinkArea] = []
    private(set) var fields: [FieldArea] = []
    private(set) var lines: [PlacedLine] = []
    private let number: Int

    /// - Parameter number: index of the page, from 0.
    init(style: StyleSheet, number: Int) {
        self.style = style
        self.number = number
    }

    /// - Parameter artifact: content shown once more, that is not to be read again.
    mutating func place(
        _ content: [RowContent], at corner: Point, as artifact: Artifact? = nil, _ tree: inout StructureTree
    ) {
        for item in content {
            switch item {
            case .line(let line, let context, let x, let baseline):
                let origin = corner.moved(x: x, y: baseline)
                place(line, context, at: origin, artifact, &tree)
                if artifact == nil, let setting = line.setting {
                    lines.append(PlacedLine(line: line, setting: setting, origin: origin))
                }
            case .drawing(let mark, let drawing):
                let moved = drawing.moved(x: corner.x, y: corner.y)
                items.append(PageItem(artifact.map { .artifact($0) } ?? mark, moved))
                if artifact == nil, case .content(let id) = mark, let box = moved.box {
                    tree.update(id) { $0.attributes.append(.boundingBox(page: number, box)) }
                }
            case .field(let area):
                if artifact == nil { add(area.moved(x: corner.x, y: corner.y), &tree) }
            }
        }
    }

    private mutating func place(
        _ line: SetLine, _ context: LineContext, at origin: Point, _ artifact: Artifact?, _ tree: inout StructureTree
    ) {
        for item in line.items {
            let leaf = item.structure.flatMap { context.leaves.element(at: Int($0.rawValue)) }
            let mark: Mark =
                if let artifact { .artifact(artifact) } else if let id = leaf?.structure { .content(id) } else {
                    .artifact(context.artifact)
                }
            switch item.content {
            case .text(let run):
                if let fill = leaf?.fill {
                    let box = Rect(
                        x: origin.x + item.x - 1, y: origin.y - run.size * 0.76, width: item.width + 2,
                        height: run.size * 1.02)
                    items.append(PageItem(.artifact(.layout), .rectangle(box, fill)))
                }
                items.append(PageItem(mark, Drawing.text(run).moved(x: origin.x, y: origin.y)))
                if let stroke = leaf?.stroke { draw(stroke, item, run, at: origin) }
                if artifact == nil, let leaf { link(item, leaf, run, at: origin) }
            case .fillIn(let index):
                fill(item, index, context, mark, at: origin, isArtifact: artifact != nil, &tree)
            }
        }
    }

    /// A line through the middle of small letters, or below the baseline.
    private mutating func draw(_ stroke: LineContext.Stroke, _ item: LineItem, _ run: TextRun, at origin: Point) {
        let y = origin.y + run.origin.y + run.size * (stroke == .through ? -0.24 : 0.14)
        let from = Point(x: origin.x + item.x, y: y)
        items.append(PageItem(.artifact(.layout), .line(from: from, to: from.moved(x: item.width, y: 0), width: run.size * 0.055, run.color)))
    }

    private mutating func link(_ item: LineItem, _ leaf: LineContext.Leaf, _ run: TextRun, at origin: Point) {
        guard let target = leaf.link, let element = leaf.linkElement else { return }
        let top = origin.y + run.origin.y - run.size * 0.78
        let area = Rect(x: origin.x + item.x, y: top, width: item.width, height: run.size * 1.05)
        // Pieces of the same link on the same line are one area.
        if let last = links.last, last.structure == element, abs(last.rect.y - top) < run.size * 0.5,
            area.x >= last.rect.x
        {
            links[links.count - 1].rect.width = max(last.rect.maxX, area.maxX) - last.rect.x
            return
        }
        links.append(LinkArea(rect: area, target: target, structure: element, description: leaf.description))
    }

    private mutating func fill(
        _ item: LineItem, _ index: FillInIndex, _ context: LineContext, _ mark: Mark, at origin: Point, isArtifact: Bool,
        _ tree: inout StructureTree
    ) {
        let look = style.blank
        let left = origin.x + item.x
        let y = origin.y + look.drop
        items.append(
            PageItem(
                mark,
                .line(
                    from: Point(x: left, y: y), to: Point(x: left + item.width, y: y), width: look.ruleWidth, .black)))
        guard !isArtifact, case .content(let element) = mark,
            let source = context.fillIns.element(at: Int(index.rawValue))
        else { return }
        add(
            FieldArea(
                kind: .text, rect: Rect(x: left, y: y - look.height, width: item.width, height: look.height),
                name: source.name, tooltip: source.fillIn.label, structure: element),
            &tree)
    }

    private mutating func add(_ area: FieldArea, _ tree: inout StructureTree) {
        fields.append(area)
        tree.update(area.structure) { $0.attributes.append(.boundingBox(page: number, area.rect)) }
    }

    mutating func rule(from left: Double, y: Double, length: Double, width: Double) {
        items.append(
            PageItem(
                .artifact(.layout),
                .line(from: Point(x: left, y: y), to: Point(x: left + length, y: y), width: width, .black)))
    }
}

extension Drawing {
    /// Of pictures, which have to tell where they stand (ISO 32000-1, 14.8.5.4.3).
    fileprivate var box: Rect? {
        switch self {
        case .image(_, let rect), .foreignPage(_, _, let rect): rect
        default: nil
        }
    }
}

extension Array {
    func element(at index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
