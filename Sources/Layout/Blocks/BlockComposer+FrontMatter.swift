import DocumentModel
import Styles

extension BlockComposer {
    func title(_ title: TitleBlock, node: NodeID, in frame: Frame, into galley: inout Galley) {
        let first = galley.rows.count
        for (index, line) in title.lines.enumerated() {
            let isProper = index == 0
            paragraph(
                line.withAlternativesApart, isProper ? style.title : style.subtitle,
                role: isProper ? headingRole(level: 1) : .paragraph, node: isProper ? node : nil, in: frame, into: &galley)
        }
        paragraph(title.draftMark, style.draftMark, in: frame, into: &galley)
        keepWhole(from: first, following: 2, &galley)
    }

    func keepWhole(from first: Int, following: Int, _ galley: inout Galley) {
        guard galley.rows.count > first else { return }
        for index in first + 1..<galley.rows.count {
            galley.update(index) { $0.breakCost = max($0.breakCost, PageDemerits.forbidden) }
        }
        galley.updateLast { $0.keepFollowing = max($0.keepFollowing, following) }
    }

    /// A page of its own: arms, mark, title, rule, parties.
    func cover(_ cover: Cover, node: NodeID, in frame: Frame, into galley: inout Galley) {
        let look = style.cover
        let part = tree.add(StructureElement(role: .part, parent: frame.parent, node: node))
        let inner = frame.under(part)
        var page = Galley()
        var content: [RowContent] = []
        var top = look.armsTop
        if let arms = cover.arms {
            let size = self.size(of: arms, within: Size(width: frame.measure, height: look.textTop * 2))
            content += self.arms(
                arms, Rect(x: frame.x + (frame.measure - size.width) / 2, y: top, width: size.width, height: size.height),
                in: inner)
            top += size.height + look.mark.text.leading
        }
        paragraph(cover.mark, look.mark, in: inner, into: &page)
        var hasTitle = false
        for line in cover.lines {
            let isTitle = line.isTitle && !hasTitle
            hasTitle = hasTitle || isTitle
            paragraph(
                line.content.withAlternativesApart, line.isTitle ? look.title : look.line, role: isTitle ? headingRole(level: 1) : .paragraph,
                in: inner, into: &page)
        }
        paragraph(cover.draftMark, look.draftMark, in: inner, into: &page)
        let title = page.stacked(x: 0, y: max(top, look.textTop))
        content += title.content
        let rule = title.bottom + look.line.text.leading * 2
        if look.ruleWidth > 0 {
            let left = frame.x + (frame.measure - look.ruleLength) / 2
            content.append(
                .drawing(
                    .artifact(.layout),
                    .line(
                        from: Point(x: left, y: rule), to: Point(x: left + look.ruleLength, y: rule), width: look.ruleWidth,
                        .black)))
        }
        var parties = Galley()
        for party in cover.parties { paragraph(party, look.party, in: inner, into: &parties) }
        let below = parties.stacked(x: 0, y: rule + look.line.text.leading * 2)
        var row = GalleyRow(height: below.bottom, content: content + below.content)
        row.notes = title.notes + below.notes
        galley.begin(PageContext(kind: .cover))
        galley.append(row)
        galley.begin(PageContext(kind: .body))
    }

    /// Size in which the arms fit, points.
    func size(of arms: CoatOfArms, within most: Size) -> Size {
        let wanted: Size =
            switch arms {
            case .image(let figure): Size(width: mm(figure.width), height: mm(figure.height))
            case .place(_, _, let width, let height): Size(width: mm(width), height: mm(height))
            }
        let scale = min(1, most.width / max(1, wanted.width), most.height / max(1, wanted.height))
        return Size(width: max(1, wanted.width * scale), height: max(1, wanted.height * scale))
    }

    /// A picture, or the framed place for one with its label.
    func arms(_ arms: CoatOfArms, _ place: Rect, in frame: Frame) -> [RowContent] {
        switch arms {
        case .image(let figure):
            let element = tree.add(
                StructureElement(role: .figure, parent: frame.parent, alternativeText: figure.alternativeText))
            return [.drawing(.content(element), .image(file: figure.file, place))]
        case .place(let node, let label, _, _):
            let element = tree.add(StructureElement(role: .paragraph, parent: frame.parent, node: node))
            let text = style.signature.caption
            let set = plainLines(
                .plain(label), text, alignment: .centre, measure: place.width, element: element, in: frame)
            var baseline = place.y + (place.height - Double(set.lines.count) * text.leading) / 2 + text.baseline
            var content = Self.frameLines(place, width: 0.5, style.cover.frameColor)
            for line in set.lines {
                content.append(.line(line, set.context, x: place.x, baseline: baseline))
                baseline += text.leading
            }
            return content
        }
    }

    /// The four sides of a rectangle.
    static func frameLines(_ rect: Rect, width: Double, _ color: Color) -> [RowContent] {
        let corners = [
            Point(x: rect.x, y: rect.y), Point(x: rect.maxX, y: rect.y), Point(x: rect.maxX, y: rect.maxY),
            Point(x: rect.x, y: rect.maxY), Point(x: rect.x, y: rect.y),
        ]
        return zip(corners, corners.dropFirst()).map {
            .drawing(.artifact(.layout), .line(from: $0, to: $1, width: width, color))
        }
    }
}

extension [Inline] {
    /// In a title each alternative that is still open begins a line of its own.
    fileprivate var withAlternativesApart: [Inline] {
        var result: [Inline] = []
        for inline in self {
            if case .span(let span) = inline, span.role == .alternativeMark, !result.isEmpty { result.append(.lineBreak) }
            result.append(inline)
        }
        return result
    }
}
