import DocumentModel
import PageMarks
import Styles

/// Head, foot, watermark and initials of one page. Set after the pages are known, so that „Seite x von y“ is right at once.
extension BlockComposer {
    func furniture(_ slots: PageFurniture, page: Page, context: PageContext, number: Int, count: Int, first: Int) -> [PageItem] {
        let identity = slots.pageMark.map { pageMark(PageMark($0, page: number + 1, of: count), on: page.size) } ?? []
        let mark = (slots.copyMark.map { copyMark($0, on: page.size) } ?? []) + identity
        guard context.kind != .cover else {
            // A cover has neither head nor foot; a draft is a draft there too, and a copy a copy.
            return (slots.watermark.map { watermark($0, on: page.size) } ?? []) + mark
        }
        var items = mark
        if let word = slots.watermark { items += watermark(word, on: page.size) }
        let facts = PageFacts(label: page.label, count: count, annexLabel: context.annexLabel)
        let hasHead = !(slots.firstPageWithoutHead && number == first)
        if !context.stamp.isEmpty {
            items += line(
                [([.text(context.stamp)], .left)], baseline: style.furniture.headBaseline, facts, .header, on: page.size, rule: 1)
        } else if hasHead {
            items += line(
                [(slots.headLeft, .left), (slots.headRight, .right)], baseline: style.furniture.headBaseline, facts, .header,
                on: page.size, rule: 1)
        }
        let foot = page.size.height - style.furniture.footBaseline
        items += line(
            [(slots.footLeft, .left), (slots.footCentre, .centre), (slots.footRight, .right)], baseline: foot, facts,
            .footer, on: page.size, rule: -1)
        if slots.hasInitials { items += initials(above: foot, on: page.size) }
        return items
    }

    /// In the middle above the head, clear of what printers cannot reach (4 to 6 mm).
    private func copyMark(_ text: String, on size: Size) -> [PageItem] {
        let look = style.furniture
        let measure = size.width - style.page.left - style.page.right
        let set = plainLines(
            .plain(text), look.text, alignment: .centre, measure: measure, element: nil, artifact: .copyMark,
            in: artifactFrame(measure: measure))
        guard let line = set.lines.first else { return [] }
        var items: [PageItem] = []
        let baseline = max(mm(8), look.headBaseline - 1.7 * look.text.leading)
        place(line, set.context, at: Point(x: style.page.left, y: baseline), &items)
        return items
    }

    private struct PageFacts {
        var label: String
        var count: Int
        var annexLabel: String
    }

    /// - Parameter rule: 1 for a rule below the line, -1 for one above it.
    private func line(
        _ slots: [(parts: [FurniturePart], alignment: Alignment)], baseline: Double, _ facts: PageFacts, _ kind: Artifact,
        on size: Size, rule: Double
    ) -> [PageItem] {
        let texts = slots.map { FurnitureLine.Slot(content: resolve($0.parts, facts), alignment: $0.alignment) }.filter { !$0.content.isEmpty }
        guard !texts.isEmpty else { return [] }
        let line = FurnitureLine(slots: texts, language: language, pageLabels: pageLabels, baseline: baseline, kind: kind, sheet: size, rule: rule)
        if let known = memory?.furniture.value(for: line) { return known }
        let before = (findings: findings.count, loose: looseLines.count)
        let items = set(line)
        // What there is to tell of a line is told of each document.
        if findings.count == before.findings, looseLines.count == before.loose, setter.isSound {
            memory?.furniture.insert(items, for: line, weight: items.count)
        }
        return items
    }

    private func set(_ line: FurnitureLine) -> [PageItem] {
        let look = style.furniture
        let measure = line.sheet.width - style.page.left - style.page.right
        var items: [PageItem] = []
        let frame = artifactFrame(measure: measure)
        for slot in line.slots {
            // Neighbours share the line; each gets what the others leave it.
            let width = line.slots.count == 1 ? measure : share(of: slot.content, among: line.slots.map(\.content), measure: measure, frame)
            let set = plainLines(slot.content, look.text, alignment: slot.alignment, measure: width, element: nil, artifact: line.kind, in: frame)
            let left =
                switch slot.alignment {
                case .left, .justified: style.page.left
                case .right: style.page.left + measure - width
                case .centre: style.page.left + (measure - width) / 2
                }
            for (index, setLine) in set.lines.prefix(Self.mostFurnitureLines).enumerated() {
                // A head grows upwards, a foot downwards: away from the text.
                let shift = line.rule > 0 ? Double(index + 1 - min(set.lines.count, Self.mostFurnitureLines)) : Double(index)
                place(
                    setLine, set.context, at: Point(x: left, y: line.baseline + shift * look.text.leading), &items)
            }
        }
        if look.ruleWidth > 0 {
            let y = line.rule > 0 ? line.baseline + look.text.size * 0.5 : line.baseline - look.text.size * 1.1
            items.append(
                PageItem(
                    .artifact(line.kind),
                    .line(
                        from: Point(x: style.page.left, y: y), to: Point(x: style.page.left + measure, y: y),
                        width: look.ruleWidth, look.ruleColor)))
        }
        return items
    }

    /// More would run off the sheet or into the text.
    private static var mostFurnitureLines: Int { 2 }

    /// Width for one of several texts on a line: in proportion to their own widths when they do not fit side by side.
    private func share(of content: [Inline], among all: [[Inline]], measure: Double, _ frame: Frame) -> Double {
        let own = width(of: content, style.furniture.text, in: frame)
        let total = all.reduce(0) { $0 + width(of: $1, style.furniture.text, in: frame) }
        let gaps = Double(all.count - 1) * style.furniture.text.size
        guard total + gaps > measure, total > 0 else { return min(measure, own + 1) }
        return max(mm(10), own / total * (measure - gaps))
    }

    private func resolve(_ parts: [FurniturePart], _ facts: PageFacts) -> [Inline] {
        parts.flatMap { part -> [Inline] in
            switch part {
            case .text(let content): content
            case .pageNumber: .plain(facts.label)
            case .pageCount: .plain(String(facts.count))
            case .annexLabel: .plain(facts.annexLabel)
            }
        }
    }

    private func artifactFrame(measure: Double) -> Frame {
        Frame(x: 0, measure: measure, body: style.body, parent: StructureTree.root, language: language)
    }

    private func place(_ line: SetLine, _ context: LineContext, at origin: Point, _ items: inout [PageItem]) {
        for item in line.items {
            guard case .text(let run) = item.content else { continue }
            items.append(
                PageItem(.artifact(context.artifact), Drawing.text(run).moved(x: origin.x, y: origin.y)))
        }
    }

    /// A strip of two boxes at the outer foot, above the foot's line: one for each side's initials.
    private func initials(above foot: Double, on size: Size) -> [PageItem] {
        let look = style.furniture
        let measure = size.width - style.page.left - style.page.right
        let frame = artifactFrame(measure: measure)
        let label = plainLines(
            .plain("Paraphen:"), look.text, measure: measure, element: nil, artifact: .footer, in: frame)
        guard let line = label.lines.first else { return [] }
        let gap = mm(3)
        let baseline = foot - look.text.leading - 2
        let right = style.page.left + measure
        let left = right - 2 * look.initialsWidth - gap
        var items: [PageItem] = []
        place(line, label.context, at: Point(x: left - line.width - gap, y: baseline), &items)
        for box in 0..<2 {
            let x = left + Double(box) * (look.initialsWidth + gap)
            items.append(
                PageItem(
                    .artifact(.footer),
                    .line(
                        from: Point(x: x, y: baseline + 1.5), to: Point(x: x + look.initialsWidth, y: baseline + 1.5),
                        width: 0.5, look.ruleColor)))
        }
        return items
    }

    /// Every fifth line of the page is numbered in the margin, so that drafts can be talked about.
    func lineNumbers(_ page: PageTrace) -> [PageItem] {
        guard page.isBody else { return [] }
        var baselines: [Double] = []
        for y in page.lines.map(\.origin.y).sorted() where y - (baselines.last ?? -.infinity) > style.body.text.leading / 2 {
            baselines.append(y)
        }
        let look = style.furniture.text
        let frame = artifactFrame(measure: style.page.left)
        var items: [PageItem] = []
        for (index, y) in baselines.enumerated() where (index + 1).isMultiple(of: Self.lineNumberStep) {
            let set = plainLines(
                .plain(String(index + 1)), look, alignment: .right, measure: style.page.left - Self.lineNumberGap, element: nil,
                artifact: .layout, in: frame)
            if let line = set.lines.first { place(line, set.context, at: Point(x: 0, y: y), &items) }
        }
        return items
    }

    private static var lineNumberStep: Int { 5 }
    /// Between number and text, points.
    private static var lineNumberGap: Double { mm(5) }

    /// One word, turned about the middle of the sheet, as large as fits.
    private func watermark(_ word: String, on size: Size) -> [PageItem] {
        let look = style.watermark
        let frame = artifactFrame(measure: size.width)
        func lines(_ points: Double) -> (lines: [SetLine], context: LineContext) {
            let text = TextStyle(family: look.family, size: points, leading: points, bold: look.bold, color: look.color)
            return plainLines(.plain(word), text, measure: 14_400, element: nil, artifact: .watermark, in: frame)
        }
        let diagonal = 0.8 * (size.width * size.width + size.height * size.height).squareRoot()
        var points = look.size
        if let width = lines(points).lines.first?.width, width > diagonal { points *= diagonal / width }
        guard let line = lines(points).lines.first else { return [] }
        let radians = look.angle * .pi / 180
        let (sine, cosine) = (Trigonometry.sine(radians), Trigonometry.cosine(radians))
        return line.items.compactMap { item in
            guard case .text(var run) = item.content else { return nil }
            // From the middle of the sheet back along the turned baseline by half the width, and down by half the height
            // of capitals.
            let along = run.origin.x - line.width / 2
            let down = points * 0.33
            run.origin = Point(
                x: size.width / 2 + along * cosine + down * sine, y: size.height / 2 - along * sine + down * cosine)
            run.rotation = look.angle
            return PageItem(.artifact(.watermark), .text(run))
        }
    }
}
