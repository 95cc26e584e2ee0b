import Layout
import PageMarks

extension MarkSymbol {
    /// The black squares of a symbol that fills a rectangle, those of a row in one where they touch.
    func modules(in rect: Rect) -> [Rect] {
        let (width, height) = (rect.width / Double(Self.side), rect.height / Double(Self.side))
        return (0..<Self.side).flatMap { row in
            runs(inRow: row).map { run in
                Rect(x: rect.x + Double(run.lowerBound) * width, y: rect.y + Double(row) * height, width: Double(run.count) * width, height: height)
            }
        }
    }
}
