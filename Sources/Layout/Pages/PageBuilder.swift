import DocumentModel
import Styles

/// Puts the rows of a page where they belong.
struct PageBuilder {
    let style: StyleSheet
    private(set) var page = BuiltPage()

    init(style: StyleSheet) { self.style = style }

    mutating func place(_ part: PagePart) {
        switch part {
        case .rows(let content, let corner, let artifact): place(content, at: corner, as: artifact)
        case .rule(let from, let length, let width):
            page.items.append(PageItem(.artifact(.layout), .line(from: from, to: from.moved(x: length, y: 0), width: width, .black)))
        }
    }

    /// - Parameter artifact: content shown once more, that is not to be read again.
    private mutating func place(_ content: [RowContent], at corner: Point, as artifact: Artifact?) {
        for item in content {
            switch item {
            case .line(let line, let context, let x, let baseline):
                let origin = corner.moved(x: x, y: baseline)
                place(line, context, at: origin, artifact)
                if artifact == nil, let setting = line.setting {
                    page.lines.append(PlacedLine(line: line, setting: setting, origin: origin))
                }
            case .drawing(let mark, let drawing):
                let moved = drawing.moved(x: corner.x, y: corner.y)
                page.items.append(PageItem(artifact.map { .artifact($0) } ?? mark, moved))
                if artifact == nil, case .content(let id) = mark, let box = moved.box {
                    page.boxes.append(ElementBox(element: id, box: box))
                }
            case .field(let area):
                if artifact == nil { add(area.moved(x: corner.x, y: corner.y)) }
            }
        }
    }

    private mutating func place(_ line: SetLine, _ context: LineContext, at origin: Point, _ artifact: Artifact?) {
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
                    page.items.append(PageItem(.artifact(.layout), .rectangle(box, fill)))
                }
                page.items.append(PageItem(mark, Drawing.text(run).moved(x: origin.x, y: origin.y)))
                if let stroke = leaf?.stroke { draw(stroke, item, run, at: origin) }
                if artifact == nil, let leaf { link(item, leaf, run, at: origin) }
            case .fillIn(let index):
                fill(item, index, context, mark, at: origin, isArtifact: artifact != nil)
            }
        }
    }

    /// A line through the middle of small letters, or below the baseline.
    private mutating func draw(_ stroke: LineContext.Stroke, _ item: LineItem, _ run: TextRun, at origin: Point) {
        let y = origin.y + run.origin.y + run.size * (stroke == .through ? -0.24 : 0.14)
        let from = Point(x: origin.x + item.x, y: y)
        page.items.append(PageItem(.artifact(.layout), .line(from: from, to: from.moved(x: item.width, y: 0), width: run.size * 0.055, run.color)))
    }

    private mutating func link(_ item: LineItem, _ leaf: LineContext.Leaf, _ run: TextRun, at origin: Point) {
        guard let target = leaf.link, let element = leaf.linkElement else { return }
        let top = origin.y + run.origin.y - run.size * 0.78
        let area = Rect(x: origin.x + item.x, y: top, width: item.width, height: run.size * 1.05)
        // Pieces of the same link on the same line are one area.
        if let last = page.links.last, last.structure == element, abs(last.rect.y - top) < run.size * 0.5,
            area.x >= last.rect.x
        {
            page.links[page.links.count - 1].rect.width = max(last.rect.maxX, area.maxX) - last.rect.x
            return
        }
        page.links.append(LinkArea(rect: area, target: target, structure: element, description: leaf.description))
    }

    private mutating func fill(
        _ item: LineItem, _ index: FillInIndex, _ context: LineContext, _ mark: Mark, at origin: Point, isArtifact: Bool
    ) {
        let look = style.blank
        let left = origin.x + item.x
        let y = origin.y + look.drop
        page.items.append(
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
                name: source.name, tooltip: source.fillIn.label, structure: element))
    }

    private mutating func add(_ area: FieldArea) {
        page.fields.append(area)
        page.boxes.append(ElementBox(element: area.structure, box: area.rect))
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
