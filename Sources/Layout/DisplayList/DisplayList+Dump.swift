import DocumentModel
import Styles

extension DisplayList {
    /// The pages as text, for comparison: one line an item, lengths rounded to 0.01 pt. The same on every machine.
    public func dump() -> String {
        var lines: [String] = []
        for (index, page) in pages.enumerated() {
            lines.append("page \(index + 1) \(Self.number(page.size.width)) × \(Self.number(page.size.height)) „\(page.label)“")
            lines += page.items.map { "  " + Self.text($0) }
            if !page.furniture.isEmpty {
                lines.append("  furniture")
                lines += page.furniture.map { "    " + Self.text($0) }
            }
            lines += page.links.map { "  link \(Self.text($0.rect)) → \(Self.text($0.target)) #\($0.structure.rawValue) „\($0.description)“" }
            lines += page.fields.map { "  field \($0.kind) \(Self.text($0.rect)) \($0.name) #\($0.structure.rawValue) „\($0.tooltip)“" }
        }
        if !outline.isEmpty {
            lines.append("outline")
            lines += Self.text(outline, depth: 1)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func text(_ item: PageItem) -> String {
        let mark =
            switch item.mark {
            case .content(let id): "#\(id.rawValue)"
            case .artifact(let artifact): "~\(artifact)"
            }
        return "\(mark) \(text(item.drawing))"
    }

    private static func text(_ drawing: Drawing) -> String {
        switch drawing {
        case .text(let run):
            var text = "text \(text(run.origin)) \(number(run.size)) f\(run.font.rawValue)"
            if run.expansion != 1 { text += " e\(number(run.expansion))" }
            if run.rotation != 0 { text += " r\(number(run.rotation))" }
            if run.color != .black { text += " \(self.text(run.color))" }
            return text + " „\(run.text)“"
        case .rectangle(let rect, let color): return "rectangle \(text(rect)) \(text(color))"
        case .line(let from, let to, let width, _): return "line \(text(from)) – \(text(to)) \(number(width))"
        case .circle(let centre, let radius, let width, _): return "circle \(text(centre)) \(number(radius)) \(number(width))"
        case .symbol(let content, let rect): return "symbol \(text(rect)) „\(content)“"
        case .image(let file, let rect): return "image \(text(rect)) \(file)"
        case .foreignPage(let file, let index, let rect): return "foreign \(text(rect)) \(file)[\(index)]"
        }
    }

    private static func text(_ entries: [OutlineEntry], depth: Int) -> [String] {
        entries.flatMap { entry in
            [String(repeating: "  ", count: depth) + entry.title + " → \(entry.target.rawValue)"]
                + text(entry.children, depth: depth + 1)
        }
    }

    private static func text(_ target: LinkTarget) -> String {
        switch target {
        case .node(let node): "\(node.rawValue)"
        case .url(let url): url
        }
    }

    private static func text(_ point: Point) -> String { "\(number(point.x)),\(number(point.y))" }
    private static func text(_ rect: Rect) -> String {
        "[\(number(rect.x)),\(number(rect.y)) \(number(rect.width))×\(number(rect.height))]"
    }
    private static func text(_ color: Color) -> String {
        "rgb(\(number(color.red)),\(number(color.green)),\(number(color.blue)))"
    }

    /// Two decimals at most, without locale; never „-0“.
    static func number(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e12 else { return "\(value)" }
        let hundredths = Int((value * 100).rounded())
        let (whole, rest) = abs(hundredths).quotientAndRemainder(dividingBy: 100)
        let sign = hundredths < 0 ? "-" : ""
        if rest == 0 { return "\(sign)\(whole)" }
        return "\(sign)\(whole)." + (rest < 10 ? "0\(rest)" : rest % 10 == 0 ? "\(rest / 10)" : "\(rest)")
    }
}

extension StructureTree {
    /// The tree as text: one line an element, children indented, with the numbers by which items refer to it.
    public func dump() -> String {
        var lines: [String] = []
        func append(_ id: StructureID, _ depth: Int) {
            let element = self[id]
            var line = String(repeating: "  ", count: depth) + "\(element.role.rawValue) #\(id.rawValue)"
            if let language = element.language { line += " lang=\(language.rawValue)" }
            if let text = element.alternativeText { line += " alt=„\(text)“" }
            for attribute in element.attributes { line += " \(Self.text(attribute))" }
            lines.append(line)
            for child in element.children { append(child, depth + 1) }
        }
        append(Self.root, 0)
        return lines.joined(separator: "\n") + "\n"
    }

    private static func text(_ attribute: StructureAttribute) -> String {
        switch attribute {
        case .scope(let scope): "scope=\(scope.rawValue)"
        case .rowSpan(let rows): "rowSpan=\(rows)"
        case .columnSpan(let columns): "columnSpan=\(columns)"
        case .identifier(let id): "id=\(id)"
        case .headers(let ids): "headers=\(ids.joined(separator: ","))"
        case .listNumbering(let numbering): "numbering=\(numbering.rawValue)"
        case .boundingBox(let page, let rect):
            "box=\(page + 1)[\(DisplayList.number(rect.x)),\(DisplayList.number(rect.y)) \(DisplayList.number(rect.width))×\(DisplayList.number(rect.height))]"
        case .tableSummary(let summary): "summary=„\(summary)“"
        }
    }
}
