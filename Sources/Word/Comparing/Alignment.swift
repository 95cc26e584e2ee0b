/// Which paragraph of one text is which of another: equal ones first, in order; what lies between by likeness; what is left and alike
/// elsewhere has moved.
struct ParagraphAlignment {
    struct Pair: Hashable {
        var old: Int
        var new: Int
        var isMoved = false
    }

    private(set) var pairs: [Pair] = []
    private(set) var deleted: [Int] = []
    private(set) var inserted: [Int] = []

    /// Two paragraphs are one, changed, from so much likeness on (0 to 1).
    private static let likeness = 0.4
    private static let movedLikeness = 0.85
    /// Comparisons in one gap; beyond that, paragraphs are taken one by one.
    private static let mostComparisons = 40_000

    init(_ old: [FlatText.Paragraph], _ new: [FlatText.Paragraph]) {
        let (before, after) = (old.map(\.key), new.map(\.key))
        var (removed, added): (Set<Int>, Set<Int>) = ([], [])
        for change in after.difference(from: before) {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): added.insert(offset)
            }
        }
        var (i, j) = (0, 0)
        var (gapOld, gapNew): ([Int], [Int]) = ([], [])
        while i < old.count || j < new.count {
            if i < old.count, removed.contains(i) {
                gapOld.append(i)
                i += 1
            } else if j < new.count, added.contains(j) {
                gapNew.append(j)
                j += 1
            } else {
                close(&gapOld, &gapNew, old, new)
                if i < old.count, j < new.count { pairs.append(Pair(old: i, new: j)) }
                i += 1
                j += 1
            }
        }
        close(&gapOld, &gapNew, old, new)
        findMoves(old, new)
        pairs.sort { $0.old < $1.old }
    }

    /// Best pairs in order (dynamic programming over likeness).
    private mutating func close(_ gapOld: inout [Int], _ gapNew: inout [Int], _ old: [FlatText.Paragraph], _ new: [FlatText.Paragraph]) {
        defer { (gapOld, gapNew) = ([], []) }
        guard !gapOld.isEmpty, !gapNew.isEmpty, gapOld.count <= Self.mostComparisons / max(1, gapNew.count) else {
            deleted += gapOld
            inserted += gapNew
            return
        }
        let (rows, columns) = (gapOld.count, gapNew.count)
        let bags = gapNew.map { Self.bag(new[$0]) }
        var alike = [[Double]](repeating: [Double](repeating: 0, count: columns), count: rows)
        for row in 0..<rows {
            let own = Self.bag(old[gapOld[row]])
            for column in 0..<columns { alike[row][column] = Self.likeness(own, bags[column]) }
        }
        var best = [[Double]](repeating: [Double](repeating: 0, count: columns + 1), count: rows + 1)
        for row in stride(from: rows - 1, through: 0, by: -1) {
            for column in stride(from: columns - 1, through: 0, by: -1) {
                let pair = alike[row][column] >= Self.likeness ? alike[row][column] + best[row + 1][column + 1] : -1
                best[row][column] = max(pair, best[row + 1][column], best[row][column + 1])
            }
        }
        var (row, column) = (0, 0)
        while row < rows || column < columns {
            if row < rows, column < columns, alike[row][column] >= Self.likeness, best[row][column] == alike[row][column] + best[row + 1][column + 1] {
                pairs.append(Pair(old: gapOld[row], new: gapNew[column]))
                (row, column) = (row + 1, column + 1)
            } else if row < rows, column == columns || best[row][column] == best[row + 1][column] {
                deleted.append(gapOld[row])
                row += 1
            } else {
                inserted.append(gapNew[column])
                column += 1
            }
        }
    }

    private mutating func findMoves(_ old: [FlatText.Paragraph], _ new: [FlatText.Paragraph]) {
        guard !deleted.isEmpty, !inserted.isEmpty, deleted.count <= Self.mostComparisons / inserted.count else { return }
        for index in deleted where old[index].tokens.count >= 5 {
            let own = Self.bag(old[index])
            let candidates = inserted.map { ($0, Self.likeness(own, Self.bag(new[$0]))) }
            guard let found = candidates.max(by: { $0.1 < $1.1 }), found.1 >= Self.movedLikeness else { continue }
            pairs.append(Pair(old: index, new: found.0, isMoved: true))
            inserted.removeAll { $0 == found.0 }
        }
        let moved = Set(pairs.filter(\.isMoved).map(\.old))
        deleted.removeAll { moved.contains($0) }
    }

    private static func bag(_ paragraph: FlatText.Paragraph) -> [String: Int] {
        var bag: [String: Int] = [:]
        for token in paragraph.tokens { bag[token.text, default: 0] += 1 }
        return bag
    }

    /// Words in common, twice, over all words (Dice).
    private static func likeness(_ one: [String: Int], _ other: [String: Int]) -> Double {
        let all = one.values.reduce(0, +) + other.values.reduce(0, +)
        guard all > 0 else { return 0 }
        return Double(2 * one.reduce(0) { $0 + min($1.value, other[$1.key] ?? 0) }) / Double(all)
    }
}
