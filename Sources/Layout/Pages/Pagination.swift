import DocumentModel
import Findings

/// Rows and notes put on pages.
struct Pagination {
    var pages: [Page] = []
    var contexts: [PageContext] = []
    var destinations: [NodeID: Destination] = [:]
    var findings: [Finding] = []
}

extension Composer {
    /// Breaks the vertical list into pages and places everything but the furniture.
    func paginate(_ galley: Galley) -> Pagination {
        let gap = style.footnote.gap
        let noteLines = notes.map { note in
            note.galley.rows.enumerated().map { index, row in
                row.height + (index > 0 ? row.spaceBefore : gap)
            }
        }
        let (rows, plans) = pagePlans(galley, noteLines)
        var result = Pagination()
        var context = PageContext(kind: .body)
        for (number, plan) in plans.enumerated() {
            if !plan.rows.isEmpty { context = rows[plan.rows.lowerBound].context ?? context }
            place(plan, rows, noteLines, context, number: number, into: &result)
        }
        return result
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
        var builder = PageBuilder(style: style, number: number)
        let size = context.size ?? style.page.size
        let corner = context.usesWholeSheet ? Point(x: 0, y: 0) : Point(x: style.page.left, y: style.page.top)
        var y = corner.y
        var foot = style.page.top + style.page.height
        for index in plan.rows {
            let row = rows[index]
            if index == plan.rows.lowerBound {
                if let head = row.repeatedHead {
                    builder.place(heads[head].content, at: Point(x: corner.x, y: y), as: .layout, &tree)
                    y += heads[head].height
                }
            } else {
                y += row.spaceBefore
            }
            for node in row.anchors where result.destinations[node] == nil {
                result.destinations[node] = Destination(page: number, y: y)
            }
            builder.place(row.content, at: Point(x: corner.x, y: y), &tree)
            if let insert = row.footInsert { foot -= footInserts[insert].height }
            y += row.height
        }
        place(plan.notes, noteLines, foot: foot, number: number, &builder, &result)
        for index in plan.rows {
            guard let insert = rows[index].footInsert else { continue }
            builder.place(footInserts[insert].content, at: Point(x: style.page.left, y: foot), &tree)
        }
        report(plan, number: number, into: &result)
        result.pages.append(
            Page(
                size: size, label: context.kind == .cover ? "" : String(number + 1), items: builder.items,
                links: builder.links, fields: builder.fields))
        result.contexts.append(context)
    }

    /// Notes at the foot of the type area, under a rule.
    private func place(
        _ parts: [PageBreaker.NotePart], _ lines: [[Double]], foot: Double, number: Int, _ builder: inout PageBuilder,
        _ result: inout Pagination
    ) {
        guard !parts.isEmpty else { return }
        var height = 0.0
        for part in parts { height += lines[part.note][part.lines].reduce(0, +) }
        var y = foot - height
        builder.rule(
            from: style.page.left, y: y - style.footnote.spaceBelow, length: style.footnote.ruleLength,
            width: style.footnote.ruleWidth)
        for part in parts {
            let note = notes[part.note]
            for index in part.lines {
                let row = note.galley.rows[index]
                let top = y + lines[part.note][index] - row.height
                for node in [note.node] + row.anchors where result.destinations[node] == nil {
                    result.destinations[node] = Destination(page: number, y: top)
                }
                builder.place(row.content, at: Point(x: style.page.left, y: top), &tree)
                y += lines[part.note][index]
            }
        }
    }

    private func report(_ plan: PageBreaker.Page, number: Int, into result: inout Pagination) {
        if plan.isOverfull { result.findings.append(.overfullPage(number + 1)) }
        if plan.breaksKeep { result.findings.append(.partedKeep(page: number + 1)) }
    }
}
