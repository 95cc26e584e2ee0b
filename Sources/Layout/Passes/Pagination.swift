import DocumentModel
import Findings

/// Rows and notes put on pages.
struct Pagination {
    var pages: [Page] = []
    var contexts: [PageContext] = []
    var destinations: [NodeID: Destination] = [:]
    var findings: [Finding] = []
    var trace = LayoutTrace()

    /// Of several places of a node the first counts.
    fileprivate mutating func note(_ anchors: [Anchor], page: Int, y: Double) {
        guard !anchors.isEmpty else { return }
        let places = anchors.lazy.map { ($0.node, Destination(page: page, y: y, element: $0.element)) }
        destinations.merge(places) { first, _ in first }
    }
}

extension BlockComposer {
    /// Breaks the vertical list into pages and places everything but the furniture. The list's rows are taken out of it.
    func paginate(_ galley: inout Galley) -> Pagination {
        let noteLines = self.noteLines
        let (rows, plans) = pagePlans(&galley, noteLines)
        var result = Pagination()
        result.destinations.reserveCapacity(rows.reduce(0) { $0 + $1.anchors.count })
        var context = PageContext(kind: .body)
        for plan in plans {
            let next = plan.rows.isEmpty ? context : rows[plan.rows.lowerBound].context ?? context
            // An annex is a part of its own: printed on both sides, it begins on a sheet of its own.
            if isTwoSided, next.annexLabel != context.annexLabel, !result.pages.count.isMultiple(of: 2) {
                addBlankPage(context, to: &result)
            }
            context = next
            place(plan, rows, noteLines, context, number: result.pages.count, into: &result)
        }
        return result
    }

    /// Heights of the lines of each footnote, the gap before the note in the first.
    var noteLines: [[Double]] {
        notes.map { note in
            note.galley.rows.enumerated().map { index, row in row.height + (index > 0 ? row.spaceBefore : style.footnote.gap) }
        }
    }

    /// The back of a sheet: nothing but furniture.
    private func addBlankPage(_ context: PageContext, to result: inout Pagination) {
        result.pages.append(Page(size: style.page.size, label: String(result.pages.count + 1), items: []))
        result.contexts.append(PageContext(kind: .body, annexLabel: context.annexLabel))
        result.trace.pages.append(PageTrace(lines: [], rows: [], shortfall: 0, demerits: 0, isBody: false))
    }

    /// A note within a note stands on the same page.
    func owed(_ notes: [Int]) -> [Int] {
        notes.flatMap { note -> [Int] in
            guard self.notes.indices.contains(note) else { return [] }
            return [note] + owed(self.notes[note].galley.rows.flatMap(\.notes).filter { $0 > note })
        }
    }

    private func place(
        _ plan: PageBreaker.Page, _ rows: [GalleyRow], _ noteLines: [[Double]], _ context: PageContext, number: Int,
        into result: inout Pagination
    ) {
        var parts: [PagePart] = []
        let corner = context.usesWholeSheet ? Point(x: 0, y: 0) : Point(x: style.page.left, y: style.page.top)
        var y = corner.y
        var foot = style.page.top + style.page.height
        var rowTraces: [PageTrace.Row] = []
        for index in plan.rows {
            if index == plan.rows.lowerBound {
                if let head = rows[index].repeatedHead {
                    parts.append(.rows(heads[head].content, at: Point(x: corner.x, y: y), as: .layout))
                    y += heads[head].height
                }
            } else {
                y += rows[index].spaceBefore
            }
            y = corner.y + PageBreaker.snapped(y - corner.y, isOnGrid: rows[index].isOnGrid, grid: style.grid)
            result.note(rows[index].anchors, page: number, y: y)
            parts.append(.rows(rows[index].content, at: Point(x: corner.x, y: y), as: nil))
            rowTraces.append(PageTrace.Row(y: y, height: rows[index].height, breakCost: rows[index].breakCost))
            if let insert = rows[index].footInsert { foot -= footInserts[insert].height }
            y += rows[index].height
        }
        place(plan.notes, noteLines, foot: foot, number: number, &parts, &result)
        for index in plan.rows {
            guard let insert = rows[index].footInsert else { continue }
            parts.append(.rows(footInserts[insert].content, at: Point(x: style.page.left, y: foot), as: nil))
        }
        report(plan, number: number, into: &result)
        let built = memory?.placed.page(of: parts, style: style) ?? BuiltPage(parts, style: style)
        for box in built.boxes { tree.update(box.element) { $0.attributes.append(.boundingBox(page: number, box.box)) } }
        result.pages.append(
            Page(
                size: context.size ?? style.page.size, label: context.kind == .cover ? "" : String(number + 1), items: built.items,
                links: built.links, fields: built.fields))
        result.contexts.append(context)
        result.trace.pages.append(
            PageTrace(
                lines: built.lines, rows: rowTraces, shortfall: plan.shortfall, couldTakeMore: plan.couldTakeMore, demerits: plan.demerits,
                isBody: !context.usesWholeSheet && context.kind != .cover))
    }

    /// Notes at the foot of the type area, under a rule.
    private func place(
        _ notes: [PageBreaker.NotePart], _ lines: [[Double]], foot: Double, number: Int, _ parts: inout [PagePart], _ result: inout Pagination
    ) {
        guard !notes.isEmpty else { return }
        var height = 0.0
        for part in notes { height += lines[part.note][part.lines].reduce(0, +) }
        var y = foot - height
        parts.append(
            .rule(
                from: Point(x: style.page.left, y: y - style.footnote.spaceBelow), length: style.footnote.ruleLength,
                width: style.footnote.ruleWidth))
        for part in notes {
            let note = self.notes[part.note]
            for index in part.lines {
                let row = note.galley.rows[index]
                let top = y + lines[part.note][index] - row.height
                result.note([Anchor(node: note.node, element: note.element)] + row.anchors, page: number, y: top)
                parts.append(.rows(row.content, at: Point(x: style.page.left, y: top), as: nil))
                y += lines[part.note][index]
            }
        }
    }

    private func report(_ plan: PageBreaker.Page, number: Int, into result: inout Pagination) {
        if plan.isOverfull { result.findings.append(.overfullPage(number + 1)) }
        if plan.breaksKeep { result.findings.append(.partedKeep(page: number + 1)) }
    }
}
