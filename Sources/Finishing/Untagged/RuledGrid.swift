/// Lines that cross each other so that they make cells.
struct RuledGrid: Sendable {
    /// Ascending.
    let xs: [Double]
    /// Descending: rows from top to bottom.
    let ys: [Double]
    /// Of each place, by row and column: the cell that it belongs to.
    let cells: [[Int]]
    let box: InkBox

    private static let slack = 2.5
    private static let ruleLimit = 4000
    private static let cellLimit = 4_000

    /// From the top of the page.
    static func all(_ rules: [InkBox]) -> [RuledGrid] {
        guard rules.count >= 6, rules.count <= ruleLimit else { return [] }
        return groups(rules).compactMap { RuledGrid($0) }.sorted { $0.box.y1 > $1.box.y1 }
    }

    /// Those that touch.
    private static func groups(_ rules: [InkBox]) -> [[InkBox]] {
        let order = rules.indices.sorted { rules[$0].x0 < rules[$1].x0 }
        var parent = Array(rules.indices)
        func root(_ index: Int) -> Int {
            var index = index
            while parent[index] != index {
                parent[index] = parent[parent[index]]
                index = parent[index]
            }
            return index
        }
        for (position, index) in order.enumerated() {
            let reach = rules[index].grown(slack)
            for other in order[(position + 1)...] {
                if rules[other].x0 > reach.x1 { break }
                if rules[other].meets(reach) { parent[root(other)] = root(index) }
            }
        }
        return Dictionary(grouping: rules.indices) { root($0) }.sorted { $0.key < $1.key }.map { $0.value.map { rules[$0] } }
    }

    private init?(_ rules: [InkBox]) {
        let across = rules.filter { $0.width >= $0.height }
        let down = rules.filter { $0.width < $0.height }
        guard across.count >= 2, down.count >= 1, let box = rules.dropFirst().reduce(rules.first, { $0?.joined($1) }) else { return nil }
        let xs = Self.clustered(down.map(\.middle.x) + [box.x0, box.x1])
        let ys = Array(Self.clustered(across.map(\.middle.y) + [box.y0, box.y1]).reversed())
        guard xs.count >= 3, ys.count >= 3, xs.count * ys.count <= Self.cellLimit else { return nil }
        let (rows, columns) = (ys.count - 1, xs.count - 1)
        let lying = Self.spans(across, at: ys, \.middle.y) { ($0.x0, $0.x1) }
        let standing = Self.spans(down, at: xs, \.middle.x) { ($0.y0, $0.y1) }
        // Places between which no line runs are one cell.
        var cells = (0..<rows).map { row in (0..<columns).map { row * columns + $0 } }
        func merge(_ from: Int, _ to: Int) {
            guard from != to else { return }
            for row in 0..<rows { for column in 0..<columns where cells[row][column] == from { cells[row][column] = to } }
        }
        for row in 0..<rows {
            for column in 0..<columns {
                if column + 1 < columns, !Self.covers(standing[column + 1], ys[row + 1], ys[row]) { merge(cells[row][column + 1], cells[row][column]) }
                if row + 1 < rows, !Self.covers(lying[row + 1], xs[column], xs[column + 1]) { merge(cells[row + 1][column], cells[row][column]) }
            }
        }
        guard Self.areRectangles(cells) else { return nil }
        guard Set(cells.joined()).count >= 4, cells.contains(where: { Set($0).count >= 2 }), (0..<columns).contains(where: { column in Set(cells.map { $0[column] }).count >= 2 })
        else { return nil }
        (self.xs, self.ys, self.cells, self.box) = (xs, ys, cells, box)
    }

    private static func clustered(_ values: [Double]) -> [Double] {
        var found: [Double] = []
        for value in values.sorted() where found.last.map({ value - $0 > slack * 1.4 }) ?? true { found.append(value) }
        return found
    }

    /// What lines at each place cover, merged.
    private static func spans(
        _ rules: [InkBox], at places: [Double], _ place: (InkBox) -> Double, _ span: (InkBox) -> (Double, Double)
    ) -> [[(Double, Double)]] {
        places.map { at in
            var merged: [(Double, Double)] = []
            for (from, to) in rules.filter({ abs(place($0) - at) <= slack * 1.4 }).map(span).sorted(by: { $0.0 < $1.0 }) {
                if let last = merged.last, from <= last.1 + slack { merged[merged.count - 1].1 = max(last.1, to) } else { merged.append((from, to)) }
            }
            return merged
        }
    }

    private static func covers(_ spans: [(Double, Double)], _ from: Double, _ to: Double) -> Bool {
        spans.contains { min($0.1, to) - max($0.0, from) >= 0.8 * (to - from) }
    }

    private static func areRectangles(_ cells: [[Int]]) -> Bool {
        var extents: [Int: (top: Int, bottom: Int, left: Int, right: Int, count: Int)] = [:]
        for (row, line) in cells.enumerated() {
            for (column, cell) in line.enumerated() {
                let known = extents[cell] ?? (row, row, column, column, 0)
                extents[cell] = (min(known.top, row), max(known.bottom, row), min(known.left, column), max(known.right, column), known.count + 1)
            }
        }
        return extents.values.allSatisfy { ($0.bottom - $0.top + 1) * ($0.right - $0.left + 1) == $0.count }
    }
}

/// A table whose lines leave no doubt: every piece of text lies in one cell.
struct RuledTable: Sendable {
    struct RuledCell: Sendable {
        var lines: [PageOrder.TextLine]
        var rowSpan: Int
        var columnSpan: Int
    }

    /// From the top, from the left; a cell stands where it begins.
    private(set) var rows: [[RuledCell]] = []
    /// The first row is in bold letters, and the others are not.
    private(set) var hasHead = false
    let box: InkBox
    let runs: [Int]

    init?(_ grid: RuledGrid, _ items: [OrderItem], _ ink: PageInk) {
        box = grid.box
        let inside = items.filter { $0.run != nil && grid.box.holds($0.box.middle) }
        runs = inside.compactMap(\.run)
        var held: [Int: [OrderItem]] = [:]
        for item in inside {
            guard let row = grid.ys.dropFirst().firstIndex(where: { item.box.middle.y >= $0 }).map({ $0 - 1 }),
                let column = grid.xs.dropFirst().firstIndex(where: { item.box.middle.x <= $0 }).map({ $0 - 1 })
            else { return nil }
            held[grid.cells[row][column], default: []].append(item)
        }
        guard held.count >= 3 else { return nil }
        for (row, line) in grid.cells.enumerated() {
            var made: [RuledCell] = []
            for (column, cell) in line.enumerated() {
                let isFirst = (column == 0 || line[column - 1] != cell) && (row == 0 || grid.cells[row - 1][column] != cell)
                guard isFirst else { continue }
                let width = line[column...].prefix { $0 == cell }.count
                let height = grid.cells[row...].prefix { $0[column] == cell }.count
                let (left, right) = (grid.xs[column], grid.xs[column + width])
                let items = held[cell] ?? []
                guard items.allSatisfy({ $0.box.x0 >= left - 2.5 && $0.box.x1 <= right + 2.5 }) else { return nil }
                made.append(RuledCell(lines: LineMaker.lines(items, ink), rowSpan: height, columnSpan: width))
            }
            guard !made.isEmpty else { return nil }
            rows.append(made)
        }
        hasHead = Self.hasHead(rows)
    }

    private static func hasHead(_ rows: [[RuledCell]]) -> Bool {
        guard let first = rows.first, first.allSatisfy({ $0.rowSpan == 1 }) else { return false }
        let head = first.flatMap(\.lines)
        let body = rows.dropFirst().flatMap { $0 }.flatMap(\.lines)
        return !head.isEmpty && head.allSatisfy(\.isBold) && body.contains { !$0.isBold } && first.count { !$0.lines.isEmpty } * 2 > first.count
    }
}
