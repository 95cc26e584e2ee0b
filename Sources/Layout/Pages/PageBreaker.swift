import Keeping

/// Finds the page breaks with the least demerits over the whole document, not page by page: the shortest path through
/// the graph of possible breaks (Plass, „Optimal pagination techniques“, 1981; Knuth & Plass 1981 for the method), over
/// paragraphs that may be set a line longer or shorter (Mittelbach, „A general framework for globally optimized
/// pagination“, 2019).
///
/// A pure function over numbers. Every state is a break before a row, together with the part of a footnote that is still to
/// be set; every edge is a page. Time is linear in rows for pages of bounded length.
struct PageBreaker: Hashable {
    struct Row: Hashable {
        var height: Double
        var spaceBefore = 0.0
        var breakCost = 0.0
        /// Height of the table head repeated when a page begins here.
        var resumption = 0.0
        /// Indices of the footnotes owed.
        var notes: [Int] = []
        /// Height of what stands at the foot of the row's page.
        var foot = 0.0
        /// Begins at a multiple of the grid from the upper edge of the type area.
        var isOnGrid = false
    }

    /// A run of rows that could be set otherwise: a paragraph with a line more or fewer.
    struct Choice: Hashable {
        var rows: Range<Int>
        var alternatives: [Alternative]
    }

    struct Alternative: Hashable {
        var rows: [Row]
        /// What it costs to take it, in page demerits.
        var cost: Double
    }

    /// A run of lines of a footnote on a page.
    struct NotePart: Hashable {
        var note: Int
        var lines: Range<Int>
    }

    struct Page: Hashable {
        /// Of the rows as they are with the alternatives taken.
        var rows: Range<Int>
        var notes: [NotePart]
        /// Higher than the type area.
        var isOverfull: Bool
        /// Begins where no page should.
        var breaksKeep: Bool
        /// What is left empty at the foot, points.
        var shortfall = 0.0
        /// The rows up to the next good break would have fitted into that.
        var couldTakeMore = false
        /// What this page costs.
        var demerits = 0.0
    }

    struct Solution {
        var pages: [Page] = []
        var cost = 0.0
        /// For each choice: the alternative taken; `nil`: the rows as they were.
        var taken: [Int?] = []
    }

    var rows: [Row]
    /// Ascending, without overlap.
    var choices: [Choice] = []
    /// Heights of the lines of each footnote, the gap before the note in the first.
    var notes: [[Double]]
    /// Height of the type area, points.
    var capacity: Double
    var leading: Double
    /// Rule and white over the notes of a page, points.
    var separator: Double
    /// Distance of the lines of the grid, points.
    var grid: Double?

    /// Heights and costs tell documents apart; hashing all of each row would cost more than comparing them once.
    func hash(into hasher: inout Hasher) {
        var fold = Fold(choices.count)
        for row in rows {
            fold.add(row.height)
            fold.add(row.breakCost)
        }
        hasher.combine(fold.value)
    }

    func pages() -> [Page] { solve().pages }

    func solve() -> Solution {
        guard !rows.isEmpty else { return Solution(taken: choices.map { _ in nil }) }
        let whole = solve(splitting: false)
        guard whole.cost >= PageDemerits.overfull, !notes.isEmpty else { return whole }
        let split = solve(splitting: true)
        return split.cost < whole.cost ? split : whole
    }

    /// Looks first only at breaks that can compete with the best known so far; where a page turned out dear – something long
    /// has to stay together –, at all.
    private func solve(splitting: Bool) -> Solution {
        var quick = PageSearch(self, splitting: splitting, horizon: PageDemerits.horizon)
        if let solution = quick.run(), !solution.pages.contains(where: { $0.demerits > PageDemerits.horizon }) {
            return solution
        }
        var full = PageSearch(self, splitting: splitting, horizon: .infinity)
        return full.run() ?? Solution(taken: choices.map { _ in nil })
    }

    /// Where a row begins that would come to `y` points below the upper edge of the type area.
    static func snapped(_ y: Double, isOnGrid: Bool, grid: Double?) -> Double {
        guard isOnGrid, let grid, grid > 0 else { return y }
        return ((y - tolerance) / grid).rounded(.up) * grid
    }

    /// Rounding of sums, points.
    static let tolerance = 0.01
}
