import Styles

/// Finds the breaks of a paragraph whose lines together cost least: dynamic programming over the feasible breakpoints
/// (Knuth & Plass 1981, the „best line breaking“ algorithm). The state holds, beside the place, the tightness of the line that
/// ended there, the length of the run of hyphenated lines and – when another number of lines is asked for – the line's number.
struct TotalFit {
    let points: [Breakpoint]
    let format: ParagraphFormat
    private let costs: LineCosts
    /// Of the first line.
    let firstMeasure: Double
    let measure: Double
    private let gapShare: Double
    private let hyphenWeight: Double

    struct Solution {
        /// Indices of the breakpoints at which lines end, ascending.
        var ends: [Int]
        var demerits: Double
    }

    private struct Node {
        var demerits: Double
        var point: Int32
        var previous: Int32
        var line: Int32
        /// Relative change of the spaces of the line that ends here.
        var space: Double
        /// Its class: nodes that differ in nothing else compete.
        var fitness: Int8
        var hyphens: Int8
    }

    /// The nodes of one breakpoint, neighbours in `nodes`.
    private struct Active {
        var point: Int
        var nodes: Range<Int>
    }

    private struct Pass {
        var tolerance: Double
        var ladders: Bool
        /// Take an overfull line rather than none.
        var rescue: Bool
        var countsLines: Bool
    }

    /// - Parameter points: first the paragraph's start, last its end.
    init(_ points: [Breakpoint], _ format: ParagraphFormat, size: Double) {
        self.points = points
        self.format = format
        costs = format.costs
        measure = max(format.measure, 1)
        firstMeasure = max(format.measure - format.firstIndent, 1)
        let ems = measure / max(size, 0.1)
        gapShare = costs.gapShare(measure: ems)
        let isRagged = format.alignment != .justified
        hyphenWeight = LineCosts.hyphenWeight(isRagged: isRagged) * (isRagged ? 1 : costs.hyphenFactor(measure: ems))
    }

    func solve() -> Solution {
        let passes = [
            Pass(tolerance: costs.tolerance, ladders: false, rescue: false, countsLines: false),
            Pass(tolerance: .infinity, ladders: true, rescue: true, countsLines: false),
        ]
        for pass in passes {
            if let solution = run(pass)?.best() { return solution }
        }
        // The second pass always ends; a paragraph without breakpoints has one line.
        return Solution(ends: [points.count - 1], demerits: 0)
    }

    /// The best setting with `looseness` lines more (or fewer) than `solution`, or the nearest to it that is possible
    /// without gaps beyond the tolerance.
    func solve(looseness: Int, from solution: Solution) -> Solution {
        // With hundreds of lines a line more or less is not worth the search's growth.
        guard looseness != 0, solution.ends.count <= 200,
            let search = run(Pass(tolerance: costs.tolerance, ladders: false, rescue: false, countsLines: true))
        else { return solution }
        let wanted = solution.ends.count + looseness
        return search.best { lines in
            let between = looseness > 0 ? lines >= solution.ends.count && lines <= wanted : lines <= solution.ends.count && lines >= wanted
            return between ? abs(lines - wanted) : nil
        } ?? solution
    }

    private struct Search {
        var nodes: [Node]
        var last: Range<Int>

        func best() -> Solution? { best { _ in 0 } }

        /// The cheapest among the ends with the smallest distance.
        func best(_ distance: (Int) -> Int?) -> Solution? {
            var chosen: Int?
            var nearest = Int.max
            for index in last {
                guard let away = distance(Int(nodes[index].line)) else { continue }
                if away < nearest || away == nearest && chosen.map({ nodes[index].demerits < nodes[$0].demerits }) ?? true {
                    chosen = index
                    nearest = away
                }
            }
            guard let chosen else { return nil }
            var ends: [Int] = []
            var node = chosen
            while nodes[node].previous >= 0 {
                ends.append(Int(nodes[node].point))
                node = Int(nodes[node].previous)
            }
            return Solution(ends: ends.reversed(), demerits: nodes[chosen].demerits)
        }
    }

    private func run(_ pass: Pass) -> Search? {
        var nodes = [Node(demerits: 0, point: 0, previous: -1, line: 0, space: 0, fitness: 0, hyphens: 0)]
        var active = [Active(point: 0, nodes: 0..<1)]
        var found: [Node] = []
        for point in 1..<points.count {
            found.removeAll(keepingCapacity: true)
            var firstAlive = active.startIndex
            scan: for index in active.indices {
                let start = active[index]
                switch outcome(from: start.point, to: point) {
                case .overfull(let hopeless):
                    if hopeless, index == firstAlive { firstAlive = index + 1 }
                    if pass.rescue, found.isEmpty, index == active.count - 1 {
                        extend(start, to: point, LineCosts.Fit(flex: -1, space: -1), demerits: LineCosts.overfull, pass, nodes, &found)
                    }
                case .line(let fit, let demerits, let tolerable):
                    if tolerable <= pass.tolerance { extend(start, to: point, fit, demerits: demerits, pass, nodes, &found) }
                    // Lines that begin later are shorter still; protrusion and hyphens cannot make up for so much.
                    if tolerable > 2 * pass.tolerance { break scan }
                }
            }
            if firstAlive > 0 { active.removeSubrange(..<firstAlive) }
            if points[point].isForcedEnd { active.removeAll(keepingCapacity: true) }
            if !found.isEmpty {
                active.append(Active(point: point, nodes: nodes.count..<nodes.count + found.count))
                nodes += found
            }
            if active.isEmpty { return nil }
        }
        guard let last = active.last, last.point == points.count - 1 else { return nil }
        return Search(nodes: nodes, last: last.nodes)
    }

    private enum Outcome {
        /// `hopeless`: nor will any longer line from there fit.
        case overfull(hopeless: Bool)
        /// `stretch` is what the tolerance is compared with.
        case line(LineCosts.Fit, demerits: Double, stretch: Double)
    }

    private func outcome(from start: Int, to end: Int) -> Outcome {
        let last = points[end]
        let available = start == 0 ? firstMeasure : measure
        let line = Sums(of: points[start], last)
        let excess = available - line.width
        if excess >= 0, line.fills > 0 || last.isForcedEnd {
            return .line(LineCosts.Fit(flex: 0, space: 0), demerits: costs.line, stretch: 0)
        }
        if format.alignment == .justified {
            let fit = costs.fit(excess: excess, line)
            if fit.space < -costs.shrinkLimit { return .overfull(hopeless: fit.space < -2 * costs.shrinkLimit - 0.5) }
            return .line(fit, demerits: costs.demerits(fit, share: Double(max(1, line.gaps)) * gapShare), stretch: fit.space)
        }
        if excess < -1e-6 { return .overfull(hopeless: -excess > 0.05 * measure) }
        let share = excess / measure
        return .line(
            LineCosts.Fit(flex: 0, space: 0), demerits: costs.raggedDemerits(shortfall: excess, measure: measure),
            stretch: share * 2)
    }

    /// Adds the continuations of all nodes of a breakpoint, the best of each state.
    private func extend(
        _ start: Active, to point: Int, _ fit: LineCosts.Fit, demerits: Double, _ pass: Pass, _ nodes: [Node], _ found: inout [Node]
    ) {
        let end = points[point]
        let isRagged = format.alignment != .justified
        let fitness = LineCosts.fitnessClass(fit)
        let isLast = end.isForcedEnd
        let weight = hyphenWeight
        var ending = costs.penalty(end.kind) * weight
        if isLast, start.point != 0 {
            let line = end.lineEnd - points[start.point].lineStart
            if points[start.point].addsHyphen {
                ending += costs.finalHyphen * weight
                if line.gaps == 0 { ending += costs.lastWord }
            }
            if line.fills == 0, !points[start.point].isForcedEnd {
                ending += costs.runt(width: line.width, measure: measure, isRagged: isRagged)
            }
        }
        for index in start.nodes {
            let node = nodes[index]
            var total = node.demerits + demerits + ending
            if !isLast, !points[start.point].isForcedStart { total += costs.contrast(node.space, fit.space) }
            var hyphens: Int8 = 0
            if end.isStroke {
                hyphens = node.hyphens + 1
                if hyphens > 1 { total += costs.hyphenAfterHyphen * weight }
                if Int(hyphens) > format.hyphenLimit {
                    if !pass.ladders { continue }
                    total += LineCosts.ladder
                    hyphens = Int8(clamping: max(1, format.hyphenLimit))
                }
            }
            let new = Node(
                demerits: total, point: Int32(point), previous: Int32(index), line: node.line + 1, space: fit.space,
                fitness: fitness, hyphens: hyphens)
            let known = found.firstIndex {
                $0.fitness == new.fitness && $0.hyphens == new.hyphens && (!pass.countsLines || $0.line == new.line)
            }
            if let known {
                if new.demerits < found[known].demerits { found[known] = new }
            } else {
                found.append(new)
            }
        }
    }
}
