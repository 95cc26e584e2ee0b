/// The height of a page as rows are added.
struct PageMeasure {
    private(set) var bodyHeight = 0.0
    private(set) var rowCount = 0
    private var noteHeight = 0.0
    private var foot = 0.0
    private(set) var parts: [PageBreaker.NotePart] = []
    private let separator: Double
    private let grid: Double?

    init(_ breaker: PageBreaker, carry: PageBreaker.NotePart?) {
        separator = breaker.separator
        grid = breaker.grid
        if let carry {
            parts.append(carry)
            noteHeight = breaker.notes[carry.note][carry.lines].reduce(0, +)
        }
    }

    var height: Double { bodyHeight + foot + (parts.isEmpty ? 0 : noteHeight + separator) }

    mutating func add(_ row: PageBreaker.Row, notes: [[Double]]) {
        bodyHeight += rowCount == 0 ? row.resumption : row.spaceBefore
        bodyHeight = PageBreaker.snapped(bodyHeight, isOnGrid: row.isOnGrid, grid: grid) + row.height
        rowCount += 1
        foot += row.foot
        for note in row.notes where notes.indices.contains(note) && !notes[note].isEmpty {
            noteHeight += notes[note].reduce(0, +)
            parts.append(PageBreaker.NotePart(note: note, lines: 0..<notes[note].count))
        }
    }

    /// Whether pages that began differently go on in the same way.
    func isLike(_ other: PageMeasure) -> Bool {
        abs(bodyHeight - other.bodyHeight) < PageBreaker.tolerance && abs(height - other.height) < PageBreaker.tolerance
            && parts == other.parts
    }

    /// The page with as much of its last note as fits, at least two lines of it; the rest goes on.
    func splitLast(capacity: Double, notes: [[Double]]) -> (measure: PageMeasure, carry: PageSearch.Carry)? {
        guard let last = parts.last else { return nil }
        var copy = self
        var end = last.lines.upperBound
        let least = last.lines.lowerBound + 2
        while copy.height > capacity + PageBreaker.tolerance, end > least {
            end -= 1
            copy.noteHeight -= notes[last.note][end]
        }
        guard copy.height <= capacity + PageBreaker.tolerance, end < last.lines.upperBound else { return nil }
        copy.parts[copy.parts.count - 1].lines = last.lines.lowerBound..<end
        return (copy, PageSearch.Carry(note: last.note, line: end))
    }
}
