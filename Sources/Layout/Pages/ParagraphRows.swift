import Styles

/// Makes rows of the lines of one paragraph.
struct ParagraphRows {
    let context: LineContext
    /// Left edge within the row, points.
    let x: Double
    let text: TextStyle
    /// How many footnotes it has.
    let notes: Int
    let isOnGrid: Bool

    func rows(of lines: [SetLine]) -> [GalleyRow] { lines.indices.map { row(lines, $0) } }

    private func row(_ lines: [SetLine], _ index: Int) -> GalleyRow {
        let line = lines[index]
        var row = GalleyRow(height: text.leading, content: [.line(line, context, x: x, baseline: text.baseline)])
        row.endsWithHyphen = line.endsWithHyphen
        row.isOnGrid = isOnGrid
        row.notes = line.footnotes.map { context.firstNote + Int($0.rawValue) }.filter {
            (context.firstNote..<context.firstNote + notes).contains($0)
        }
        guard index > 0 else { return row }
        // Neither widow nor orphan (typography rule H1).
        let parts = index < 2 || lines.count - index < 2
        row.breakCost =
            parts
            ? PageDemerits.forbidden
            : PageDemerits.withinParagraph + (lines[index - 1].endsWithHyphen ? PageDemerits.hyphen : 0)
        return row
    }
}
