/// Finds columns: gaps that go down between lines, with running text on both sides.
struct ColumnSorter {
    private let ink: PageInk
    /// Blocks stand side by side that may be read in another order.
    private(set) var isUncertain = false

    private static let depthLimit = 6
    /// More pieces are letters strewn over a page.
    private static let itemLimit = 3_000
    /// Points a place in which is counted what covers it.
    private static let step = 2.0

    init(_ ink: PageInk) { self.ink = ink }

    mutating func columns(_ items: [OrderItem], depth: Int) -> [PageOrder.TextColumn] {
        guard !items.isEmpty else { return [] }
        guard depth < Self.depthLimit, items.count >= 4, items.count <= Self.itemLimit, let cut = bestCut(items) else { return [column(items)] }
        var found: [PageOrder.TextColumn] = []
        var single: [OrderItem] = []
        for part in cut.parts {
            switch part {
            case .across(let items): single += items
            case .beside(let left, let right, let isSure):
                found += columns(single, depth: depth + 1)
                single = []
                if !isSure { isUncertain = true }
                found += columns(left, depth: depth + 1) + columns(right, depth: depth + 1)
            }
        }
        return found + columns(single, depth: depth + 1)
    }

    private mutating func column(_ items: [OrderItem]) -> PageOrder.TextColumn {
        let lines = LineMaker.lines(items.filter { $0.run != nil }, ink)
        var parts: [(top: Double, part: PageOrder.Part)] = lines.map { ($0.box.y1, .line($0)) }
        parts += items.compactMap { item in item.part.map { (item.box.y1, $0) } }
        parts.sort { $0.top > $1.top }
        if lines.windows(of: 3).contains(where: { $0.allSatisfy(isParted) }) { isUncertain = true }
        let box = items.dropFirst().reduce(items[0].box) { $0.joined($1.box) }
        return PageOrder.TextColumn(parts: parts.map(\.part), left: box.x0, right: box.x1)
    }

    /// Room as between columns of a table parts what stands in it.
    private func isParted(_ line: PageOrder.TextLine) -> Bool {
        zip(line.runs, line.runs.dropFirst()).enumerated().contains { number, pair in
            let (before, after) = (ink.runs[pair.0], ink.runs[pair.1])
            let isLabel = number == 0 && before.text.count <= 5
            return !isLabel && after.start - before.end > 2.2 * line.size
        }
    }

    // MARK: - Cutting

    private enum CutPart {
        case across([OrderItem])
        case beside([OrderItem], [OrderItem], isSure: Bool)
    }

    private struct Cut {
        var parts: [CutPart]
        var score: Int
    }

    private func bestCut(_ items: [OrderItem]) -> Cut? {
        var best: Cut?
        for place in candidates(items) {
            let made = cut(items, at: place)
            if made.score > best?.score ?? 0 { best = made }
        }
        return best
    }

    /// Places that few items cover, one in each gap.
    private func candidates(_ items: [OrderItem]) -> [Double] {
        let (left, right) = (items.map(\.box.x0).min() ?? 0, items.map(\.box.x1).max() ?? 0)
        let count = Int(min(4000, max(0, (right - left) / Self.step)))
        guard count > 8 else { return [] }
        var cover = Array(repeating: 0, count: count + 1)
        for item in items {
            let from = max(0, Int((item.box.x0 - left) / Self.step))
            let to = min(count, Int((item.box.x1 - left) / Self.step))
            if from <= to { for bin in from...to { cover[bin] += 1 } }
        }
        let limit = max(1, (cover.max() ?? 0) / 3)
        var found: [Double] = []
        var bin = 0
        while bin <= count {
            guard cover[bin] < limit else {
                bin += 1
                continue
            }
            let start = bin
            while bin <= count, cover[bin] < limit { bin += 1 }
            // In the middle of where the fewest are.
            let least = cover[start..<bin].min() ?? 0
            let places = (start..<bin).filter { cover[$0] == least }
            if start > 2, bin < count - 2, let place = places.dropFirst(places.count / 2).first { found.append(left + (Double(place) + 0.5) * Self.step) }
        }
        return found
    }

    private func cut(_ items: [OrderItem], at place: Double) -> Cut {
        let crossing = items.filter { $0.box.x0 < place - 1 && $0.box.x1 > place + 1 }.sorted { $0.box.middle.y > $1.box.middle.y }
        let heights = crossing.map(\.box.middle.y)
        var left: [Int: [OrderItem]] = [:]
        var right: [Int: [OrderItem]] = [:]
        for item in items where !(item.box.x0 < place - 1 && item.box.x1 > place + 1) {
            let part = heights.partition(above: item.box.middle.y)
            if item.box.middle.x < place { left[part, default: []].append(item) } else { right[part, default: []].append(item) }
        }
        var made = Cut(parts: [], score: 0)
        for part in 0...crossing.count {
            let (a, b) = (left[part] ?? [], right[part] ?? [])
            switch judge(a, b) {
            case .columns(let score):
                // The end of what runs across stands above both columns.
                let top = min(a.map(\.box.y1).max() ?? 0, b.map(\.box.y1).max() ?? 0)
                let (above, below) = (a.filter { $0.box.y0 >= top - 1 }, a.filter { $0.box.y0 < top - 1 })
                if !above.isEmpty, !below.isEmpty { made.parts.append(.across(above)) }
                made.parts.append(.beside(below.isEmpty ? a : below, b, isSure: true))
                made.score += score
            case .blocks(let score):
                made.parts += Self.blocks(a, b)
                made.score += score
            case .rows: made.parts.append(.across(a + b))
            }
            if part < crossing.count { made.parts.append(.across([crossing[part]])) }
        }
        return made
    }

    /// Only what really stands side by side; before it what is above both, after it what is below both.
    private static func blocks(_ a: [OrderItem], _ b: [OrderItem]) -> [CutPart] {
        let top = min(a.map(\.box.y1).max() ?? 0, b.map(\.box.y1).max() ?? 0)
        let bottom = max(a.map(\.box.y0).min() ?? 0, b.map(\.box.y0).min() ?? 0)
        func isBeside(_ item: OrderItem) -> Bool { item.box.y0 < top && item.box.y1 > bottom }
        let all = a + b
        return [
            .across(all.filter { $0.box.y0 >= top }), .beside(a.filter(isBeside), b.filter(isBeside), isSure: false),
            .across(all.filter { $0.box.y0 < top && $0.box.y1 <= bottom }),
        ]
    }

    private enum Verdict {
        case columns(Int)
        /// Short lines side by side that do not stand on the same lines.
        case blocks(Int)
        case rows
    }

    private func judge(_ left: [OrderItem], _ right: [OrderItem]) -> Verdict {
        let (a, b) = (LineMaker.lines(left.filter { $0.run != nil }, ink), LineMaker.lines(right.filter { $0.run != nil }, ink))
        guard !a.isEmpty, !b.isEmpty, let edge = left.map(\.box.x1).max(), let start = right.map(\.box.x0).min() else { return .rows }
        let size = (a + b).map(\.size).sorted()[(a.count + b.count) / 2]
        guard start - edge >= max(7, 0.7 * size) else { return .rows }
        let score = a.count + b.count
        if max(a.count, b.count) >= 3, isRunning(a), isRunning(b) { return .columns(score * 2) }
        let pairs = a.count { line in b.contains { abs($0.baseline - line.baseline) < 1.5 && abs($0.size - line.size) < 0.08 * line.size } }
        return Double(pairs) < 0.5 * Double(min(a.count, b.count)) ? .blocks(score) : .rows
    }

    /// Text that fills its lines.
    private func isRunning(_ lines: [PageOrder.TextLine]) -> Bool {
        guard let left = lines.map(\.box.x0).min(), let right = lines.map(\.box.x1).max(), right > left else { return false }
        let fill = lines.reduce(0) { $0 + $1.box.width } / (right - left) / Double(lines.count)
        return fill >= 0.55 && lines.reduce(0) { $0 + $1.text.count } >= 22 * lines.count
    }
}

extension Array {
    func windows(of count: Int) -> [ArraySlice<Element>] { self.count < count ? [] : (0...(self.count - count)).map { self[$0..<($0 + count)] } }
}

extension [Double] {
    /// How many of these, which descend, lie above.
    fileprivate func partition(above height: Double) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] > height { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
