/// Numbers of rows, neighbours together: „3, 5–9, 12“. Rows of a table mostly come one after the other, so a million of them are few ranges.
struct RowRanges: Sendable, Hashable {
    private struct Range: Sendable, Hashable {
        var first: UInt32
        var last: UInt32
    }

    private var ranges: [Range] = []
    private(set) var count = 0

    init(_ rows: some Sequence<Int> = []) { for row in rows { insert(row) } }

    var first: Int? { ranges.first.map { Int($0.first) } }

    /// Ascending.
    var all: [Int] { ranges.flatMap { Int($0.first)...Int($0.last) } }

    mutating func insert(_ row: Int) {
        let row = UInt32(clamping: row)
        // The first range behind the row; nearly always there is none.
        var (low, high) = (0, ranges.count)
        if let last = ranges.last, last.first <= row { low = high }
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].first <= row { low = middle + 1 } else { high = middle }
        }
        if low > 0, ranges[low - 1].last >= row { return }
        count += 1
        let joinsEarlier = low > 0 && ranges[low - 1].last + 1 == row
        let joinsLater = low < ranges.count && row < UInt32.max && ranges[low].first == row + 1
        switch (joinsEarlier, joinsLater) {
        case (true, true):
            ranges[low - 1].last = ranges[low].last
            ranges.remove(at: low)
        case (true, false): ranges[low - 1].last = row
        case (false, true): ranges[low].first = row
        case (false, false): ranges.insert(Range(first: row, last: row), at: low)
        }
    }

    /// Without the first row.
    var rest: RowRanges {
        var rest = self
        guard let first = ranges.first else { return rest }
        rest.count -= 1
        if first.first == first.last { rest.ranges.removeFirst() } else { rest.ranges[0].first += 1 }
        return rest
    }

    /// „3, 5–9, 12“; of very many the first.
    var text: String {
        let shown = ranges.prefix(12).flatMap { range -> [String] in
            range.first == range.last ? ["\(range.first)"] : range.last == range.first + 1 ? ["\(range.first)", "\(range.last)"] : ["\(range.first)–\(range.last)"]
        }
        return shown.joined(separator: ", ") + (ranges.count > 12 ? " …" : "")
    }
}
