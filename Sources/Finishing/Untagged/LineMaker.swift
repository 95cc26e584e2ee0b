/// Makes lines of pieces of text.
enum LineMaker {
    /// From top to bottom.
    static func lines(_ items: [OrderItem], _ ink: PageInk) -> [PageOrder.TextLine] {
        var groups: [(items: [OrderItem], body: OrderItem)] = []
        for item in items.sorted(by: { ($0.baseline, $1.box.x0) > ($1.baseline, $0.box.x0) }) {
            // Raised and lowered letters belong to the line that they overlap; only the latest lines are near enough.
            let near = groups.indices.suffix(3).last { overlaps(groups[$0].body, item) }
            if let near {
                groups[near].items.append(item)
                if item.size > groups[near].body.size * 1.05 { groups[near].body = item }
            } else {
                groups.append(([item], item))
            }
        }
        return groups.map { line($0.items.sorted { $0.box.x0 < $1.box.x0 }, $0.body, ink) }.sorted { $0.baseline > $1.baseline }
    }

    private static func overlaps(_ a: OrderItem, _ b: OrderItem) -> Bool {
        let shared = min(a.box.y1, b.box.y1) - max(a.box.y0, b.box.y0)
        let smaller = min(a.box.height, b.box.height)
        return shared > 0.55 * smaller && abs(a.baseline - b.baseline) < 0.55 * max(a.size, b.size)
    }

    private static func line(_ items: [OrderItem], _ body: OrderItem, _ ink: PageInk) -> PageOrder.TextLine {
        let runs = items.compactMap(\.run)
        var text = ""
        var end: Double?
        for run in runs.map({ ink.runs[$0] }) {
            if let end, run.start - end > GlyphLineReader.blank * run.size, !text.endsBlank, !run.text.startsBlank { text += " " }
            text += run.text
            end = max(end ?? run.end, run.end)
        }
        let letters = runs.filter { !ink.runs[$0].text.isEmptyOrBlank }
        return PageOrder.TextLine(
            runs: runs, box: items.dropFirst().reduce(items[0].box) { $0.joined($1.box) }, baseline: body.baseline, size: body.size,
            isBold: letters.allSatisfy { ink.runs[$0].isBold }, text: text, second: runs.count > 1 ? ink.runs[runs[1]].start : nil)
    }
}
