/// Makes neighbouring lines alike once the breaks are found.
///
/// The search gives a line its natural spaces wherever the glyphs can flex enough for it. Next to a line whose spaces had to change
/// that is a step the eye sees; a little of the glyphs' reserve turns it into two smaller ones. The sum over the paragraph of
/// squared changes of the spaces and, with the weight of ``LineCosts/evening``, squared steps is made least, each line staying
/// within what its glyphs can give.
struct LineEvening {
    /// What a line's spaces may be, as relative changes; `nil` where they are not stretched.
    private struct Range {
        var least: Double
        var most: Double
    }

    private let weight: Double
    private var ranges: [Range?]
    private var changes: [Double]

    /// - Parameter points: the paragraph's start and the ends of its lines.
    init(_ points: [Breakpoint], _ format: ParagraphFormat) {
        weight = format.costs.evening
        ranges = []
        changes = []
        for (start, end) in zip(points, points.dropFirst()) {
            let line = Sums(of: start, end)
            let measure = start.kind == .start ? format.measure - format.firstIndent : format.measure
            let excess = max(1, measure) - line.width
            guard format.alignment == .justified, !end.isForcedEnd, line.gaps > 0, line.spaces > 0, line.fills == 0 else {
                ranges.append(nil)
                changes.append(0)
                continue
            }
            let capacity = format.costs.capacity(line)
            let change = format.costs.fit(excess: excess, line).space
            ranges.append(
                Range(
                    least: max((excess - capacity) / line.spaces, change - Self.most),
                    most: min((excess + capacity) / line.spaces, change + Self.most)))
            changes.append(change)
        }
    }

    /// The relative changes of the spaces, line by line, 0 where they are not stretched: each in turn the best for those beside
    /// it, which converges since the sum is convex (Gauss–Seidel with bounds).
    func evened() -> [Double] {
        var result = changes
        guard weight > 0, ranges.count > 2 else { return result }
        for _ in 0..<Self.rounds {
            for index in result.indices {
                guard let range = ranges[index] else { continue }
                var sum = 0.0
                var share = 1.0
                if index > 0, ranges[index - 1] != nil {
                    sum += weight * result[index - 1]
                    share += weight
                }
                if index + 1 < ranges.count, ranges[index + 1] != nil {
                    sum += weight * result[index + 1]
                    share += weight
                }
                result[index] = min(range.most, max(range.least, sum / share))
            }
        }
        return result
    }

    private static let rounds = 12
    /// No line gives up more than this of its evenness for its neighbours': a hole must not make others.
    private static let most = 0.1
}
