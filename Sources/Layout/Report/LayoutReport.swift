import Styles

/// The quality of a layout in figures, by page and for the whole document.
///
/// Gaps are spaces between words in em. Figures about gaps count justified lines that are not the last of their paragraph;
/// contrast is the difference of gaps between such neighbours (the measures of „../docs/quality.md“, taken from inside).
public struct LayoutReport: Sendable, Hashable {
    public var document = Figures()
    public var pages: [Figures] = []
    /// Passes until the page numbers had settled.
    public var passes: Int

    public struct Figures: Sendable, Hashable {
        public var lines = 0
        public var justifiedLines = 0
        public var gapMean: Double?
        public var gapDeviation: Double?
        public var contrast: Double?
        public var loosest: Line?
        public var tightest: Line?
        public var hyphenatedLines = 0
        /// Runs of three and more hyphenated lines.
        public var ladders = 0
        /// Words divided between this page and the next.
        public var hyphensAcrossPages = 0
        /// Paragraphs whose last line is shorter than 15 % of the measure.
        public var runts = 0
        /// Last lines alone at the head of a page, first lines alone at its foot.
        public var widows = 0
        public var orphans = 0
        /// Empty lines at the foot of a page on which the text goes on.
        public var emptyLines = 0.0
        /// Largest distance of a baseline of the text from the grid, points.
        public var gridDeviation: Double?
    }

    public struct Line: Sendable, Hashable {
        public var gap: Double
        public var text: String
    }

    /// - Parameter leading: of the body, points.
    public init(_ trace: LayoutTrace, style: StyleSheet) {
        passes = trace.passes
        var all = Tally()
        for page in trace.pages {
            var tally = Tally()
            tally.count(page, style)
            pages.append(tally.figures)
            all.add(tally)
        }
        document = all.figures
    }
}

/// Sums from which the figures are made.
private struct Tally {
    var figures: LayoutReport.Figures {
        var result = counts
        let count = Double(gaps)
        if gaps > 0 {
            let mean = sum / count
            result.gapMean = mean
            result.gapDeviation = max(0, squares / count - mean * mean).squareRoot()
        }
        if pairs > 0 { result.contrast = differences / Double(pairs) }
        return result
    }

    private var counts = LayoutReport.Figures()
    private var gaps = 0
    private var sum = 0.0
    private var squares = 0.0
    private var pairs = 0
    private var differences = 0.0

    mutating func count(_ page: PageTrace, _ style: StyleSheet) {
        guard page.isBody else { return }
        counts.emptyLines = page.shortfall / style.body.text.leading
        var start = 0
        while start < page.lines.count {
            // The lines of one paragraph on this page follow one another.
            var end = start + 1
            while end < page.lines.count, page.lines[end].setting.index == page.lines[end - 1].setting.index + 1,
                page.lines[end].setting.count == page.lines[start].setting.count
            {
                end += 1
            }
            count(page.lines[start..<end])
            start = end
        }
        grid(page, style)
    }

    private mutating func count(_ lines: ArraySlice<PlacedLine>) {
        guard let first = lines.first?.setting, let last = lines.last else { return }
        counts.lines += lines.count
        let isEnd = last.setting.index + 1 == last.setting.count
        if first.count > 1 {
            if isEnd, lines.count == 1, first.index > 0 { counts.widows += 1 }
            if first.index == 0, lines.count == 1, !isEnd { counts.orphans += 1 }
            if !isEnd, last.line.endsWithHyphen { counts.hyphensAcrossPages += 1 }
            if isEnd, last.line.width < LineCosts().runtShare * last.setting.measure { counts.runts += 1 }
        }
        var run = 0
        var previous: Double?
        for line in lines {
            if line.line.endsWithHyphen {
                counts.hyphenatedLines += 1
                run += 1
                if run == 3 { counts.ladders += 1 }
            } else {
                run = 0
            }
            guard line.setting.isJustified, let gap = line.setting.gap else {
                previous = nil
                continue
            }
            counts.justifiedLines += 1
            gaps += 1
            sum += gap
            squares += gap * gap
            if let previous {
                pairs += 1
                differences += abs(gap - previous)
            }
            previous = gap
            note(LayoutReport.Line(gap: gap, text: line.text))
        }
    }

    private mutating func note(_ line: LayoutReport.Line) {
        if counts.loosest.map({ line.gap > $0.gap }) ?? true { counts.loosest = line }
        if counts.tightest.map({ line.gap < $0.gap }) ?? true { counts.tightest = line }
    }

    /// Baselines of the text against the grid that hangs from the upper edge of the type area.
    private mutating func grid(_ page: PageTrace, _ style: StyleSheet) {
        guard let grid = style.grid else { return }
        let text = style.body.text
        for line in page.lines where line.setting.size == text.size && line.setting.isJustified {
            let places = (line.origin.y - style.page.top - text.baseline) / grid
            let away = abs(places - places.rounded()) * grid
            counts.gridDeviation = max(counts.gridDeviation ?? 0, away)
        }
    }

    mutating func add(_ other: Tally) {
        let theirs = other.counts
        counts.lines += theirs.lines
        counts.justifiedLines += theirs.justifiedLines
        counts.hyphenatedLines += theirs.hyphenatedLines
        counts.ladders += theirs.ladders
        counts.hyphensAcrossPages += theirs.hyphensAcrossPages
        counts.runts += theirs.runts
        counts.widows += theirs.widows
        counts.orphans += theirs.orphans
        counts.emptyLines += theirs.emptyLines
        if let away = theirs.gridDeviation { counts.gridDeviation = max(counts.gridDeviation ?? 0, away) }
        if let line = theirs.loosest { note(line) }
        if let line = theirs.tightest { note(line) }
        gaps += other.gaps
        sum += other.sum
        squares += other.squares
        pairs += other.pairs
        differences += other.differences
    }
}
