import DocumentModel
import Styles

/// What a typesetter wants to see, drawn under the page: baselines and grid, the boxes of the lines, how far each line's
/// spaces are stretched, where pages may break and what that costs.
struct LayoutOverlay<Setter: ParagraphSetting> {
    let setter: Setter
    let style: StyleSheet

    private static var baselineColor: Color { Color(red: 0.55, green: 0.78, blue: 0.95) }
    private static var gridColor: Color { Color(red: 0.88, green: 0.93, blue: 0.97) }
    private static var boxColor: Color { Color(grey: 0.82) }
    private static var keptColor: Color { Color(red: 0.85, green: 0.2, blue: 0.2) }
    private static var breakColor: Color { Color(red: 0.2, green: 0.6, blue: 0.3) }
    private static var labelSize: Double { 5 }

    func drawn(on list: DisplayList, _ trace: LayoutTrace) -> DisplayList {
        var result = list
        for index in result.pages.indices where index < trace.pages.count && trace.pages[index].isBody {
            result.pages[index].items = items(trace.pages[index], size: result.pages[index].size) + result.pages[index].items
        }
        return result
    }

    private func items(_ page: PageTrace, size: Size) -> [PageItem] {
        var drawings: [Drawing] = grid()
        for line in page.lines { drawings += marks(line) }
        for row in page.rows { drawings += breakMark(row) }
        drawings += label(
            "Seite: \(number(page.demerits)) · leer: \(number(page.shortfall / style.body.text.leading)) Zeilen",
            at: Point(x: style.page.left, y: style.page.top - 6), .black)
        return drawings.map { PageItem(.artifact(.layout), $0) }
    }

    private func grid() -> [Drawing] {
        let area = Rect(x: style.page.left, y: style.page.top, width: style.page.measure, height: style.page.height)
        var drawings = frame(area, Self.boxColor)
        guard let grid = style.grid, grid > 0 else { return drawings }
        var y = area.y + style.body.text.baseline
        while y < area.maxY {
            drawings.append(.line(from: Point(x: area.x - 4, y: y), to: Point(x: area.maxX + 4, y: y), width: 0.2, Self.gridColor))
            y += grid
        }
        return drawings
    }

    private func marks(_ line: PlacedLine) -> [Drawing] {
        let left = line.origin.x
        let right = left + line.line.width
        let box = Rect(
            x: left, y: line.origin.y - line.line.ascent, width: line.line.width, height: line.line.ascent + line.line.descent)
        var drawings: [Drawing] = []
        if line.setting.isJustified { drawings.append(.rectangle(box, tint(line.setting.stretch))) }
        drawings += frame(box, Self.boxColor)
        drawings.append(
            .line(from: Point(x: left, y: line.origin.y), to: Point(x: right, y: line.origin.y), width: 0.3, Self.baselineColor))
        if line.setting.isJustified, let gap = line.setting.gap {
            let glyphs = line.setting.expansion == 1 ? "" : " " + percent(line.setting.expansion - 1)
            drawings += label(
                number(gap) + glyphs, at: Point(x: style.page.left + style.page.measure + 6, y: line.origin.y), .black)
        }
        return drawings
    }

    /// Red for loose, blue for tight: white is natural.
    private func tint(_ stretch: Double) -> Color {
        let strength = min(1, abs(stretch) / (stretch > 0 ? style.lines.costs.tolerance : style.lines.costs.shrinkLimit)) * 0.4
        return stretch > 0
            ? Color(red: 1, green: 1 - strength, blue: 1 - strength)
            : Color(red: 1 - strength, green: 1 - strength, blue: 1)
    }

    private func breakMark(_ row: PageTrace.Row) -> [Drawing] {
        let x = style.page.left - 22
        let isKept = row.breakCost >= PageDemerits.forbidden
        let color = isKept ? Self.keptColor : Self.breakColor
        let rule = Drawing.line(from: Point(x: x, y: row.y), to: Point(x: x + 8, y: row.y), width: isKept ? 0.8 : 0.4, color)
        guard !isKept, row.breakCost > 0 else { return [rule] }
        return [rule] + label(number(row.breakCost), at: Point(x: x - 12, y: row.y + 2), color)
    }

    private func frame(_ box: Rect, _ color: Color) -> [Drawing] {
        let corners = [
            Point(x: box.x, y: box.y), Point(x: box.maxX, y: box.y), Point(x: box.maxX, y: box.maxY), Point(x: box.x, y: box.maxY),
        ]
        return zip(corners, corners.dropFirst() + corners.prefix(1)).map { .line(from: $0, to: $1, width: 0.2, color) }
    }

    private func label(_ words: String, at origin: Point, _ color: Color) -> [Drawing] {
        var text = StyledText()
        text.append(
            words,
            TextAttributes(family: style.furniture.text.family, size: Self.labelSize, color: color, language: .german))
        let format = ParagraphFormat(alignment: .left, measure: 400, hyphenates: false, protrudes: false)
        guard let line = setter.set(text, format, looseness: 0).lines.first else { return [] }
        return line.items.compactMap { item in
            if case .text(let run) = item.content { Drawing.text(run).moved(x: origin.x, y: origin.y) } else { nil }
        }
    }

    /// Two places behind a German comma.
    private func number(_ value: Double) -> String {
        let hundredths = Int((min(max(value, -1e9), 1e9) * 100).rounded())
        let sign = hundredths < 0 ? "−" : ""
        let (whole, rest) = (abs(hundredths) / 100, abs(hundredths) % 100)
        if rest == 0 { return "\(sign)\(whole)" }
        return "\(sign)\(whole),\(rest < 10 ? "0" : "")\(rest)"
    }

    private func percent(_ value: Double) -> String { (value > 0 ? "+" : "") + number(value * 100) + " %" }
}

extension LayoutEngine {
    /// The pages with baselines, boxes, break points and badness under them.
    public func overlay(_ result: LayoutResult) -> DisplayList {
        LayoutOverlay(setter: FontSetting(setter), style: style).drawn(on: result.list, result.trace)
    }

    public func report(_ result: LayoutResult) -> LayoutReport { LayoutReport(result.trace, style: style) }
}
