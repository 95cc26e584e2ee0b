/// Finds the page breaks with the least demerits over the whole document, not page by page: the shortest path through
/// the graph of possible breaks (Plass, „Optimal pagination techniques“, 1981; Knuth & Plass 1981 for the method).
///
/// A pure function over numbers. Every state is a break before a row, together with the part of a footnote that is still to
/// be set; every edge is a page. Time is linear in rows for pages of bounded length.
struct PageBreaker {
    struct Row {
        var height: Double
        var spaceBefore = 0.0
        var breakCost = 0.0
        /// Height of the table head repeated when a page begins here.
        var resumption = 0.0
        /// Indices of the footnotes owed.
        var notes: [Int] = []
        /// Height of what stands at the foot of the row's page.
        var foot = 0.0
    }

    /// A run of lines of a footnote on a page.
    struct NotePart: Hashable {
        var note: Int
        var lines: Range<Int>
    }

    struct Page: Hashable {
        var rows: Range<Int>
        var notes: [NotePart]
        /// Higher than the type area.
        var isOverfull: Bool
        /// Begins where no page should.
        var breaksKeep: Bool
    }

    var rows: [Row]
    /// Heights of the lines of each footnote, the gap before the note in the first.
    var notes: [[Double]]
    /// Height of the type area, points.
    var capacity: Double
    var leading: Double
    /// Rule and white over the notes of a page, points.
    var separator: Double

    func pages() -> [Page] {
        guard !rows.isEmpty else { return [] }
        let whole = search(splitting: false)
        guard whole.cost >= PageDemerits.overfull, !notes.isEmpty else { return whole.pages }
        let split = search(splitting: true)
        return split.cost < whole.cost ? split.pages : whole.pages
    }

    // MARK: Search

    private struct Carry: Hashable {
        var note: Int
        var line: Int
    }

    private struct State {
        var row: Int
        var carry: Carry?
        var cost: Double
        var previous: Int
        var page: Page?
        /// Pages before it.
        var number = 0
    }

    /// The states found so far, in order of rows.
    private struct Frontier {
        var states: [State] = []
        /// For each row: the states that begin there.
        var byRow: [[Int]]
    }

    private func search(splitting: Bool) -> (pages: [Page], cost: Double) {
        var frontier = Frontier(byRow: Array(repeating: [], count: rows.count + 1))
        frontier.states.append(State(row: 0, carry: nil, cost: 0, previous: -1, page: nil))
        frontier.byRow[0].append(0)
        for row in rows.indices {
            var next = 0
            // A page of nothing but the rest of a note adds a state at the same row.
            while next < frontier.byRow[row].count {
                extend(frontier.byRow[row][next], splitting: splitting, &frontier)
                next += 1
            }
        }
        return path(frontier)
    }

    private func path(_ frontier: Frontier) -> (pages: [Page], cost: Double) {
        let ends = frontier.byRow[rows.count]
        guard var state = ends.min(by: { frontier.states[$0].cost < frontier.states[$1].cost }) else { return ([], 0) }
        let cost = frontier.states[state].cost
        var pages: [Page] = []
        while let page = frontier.states[state].page {
            pages.append(page)
            state = frontier.states[state].previous
        }
        return (pages.reversed(), cost)
    }

    /// All pages that begin at the state.
    private func extend(_ index: Int, splitting: Bool, _ frontier: inout Frontier) {
        let start = frontier.states[index]
        var measure = PageMeasure(self, carry: start.carry.map { NotePart(note: $0.note, lines: $0.line..<notes[$0.note].count) })
        if splitting, start.carry != nil, measure.height + rows[start.row].height > capacity + Self.tolerance {
            carryOn(index, &frontier)
        }
        var end = start.row
        while end < rows.count {
            if end > start.row, rows[end].breakCost == PageDemerits.forced { break }
            measure.add(end, first: end == start.row)
            end += 1
            let fits = measure.height <= capacity + Self.tolerance
            if fits || end == start.row + 1 {
                reach(end, nil, from: index, measure, overfull: !fits, &frontier)
            }
            if !fits, splitting, let part = measure.splitLast(capacity: capacity) {
                reach(end, part.carry, from: index, part.measure, overfull: false, &frontier)
            }
            if measure.bodyHeight > capacity + Self.tolerance { break }
            if !fits, !splitting { break }
        }
    }

    /// A page for the rest of a note alone.
    private func carryOn(_ index: Int, _ frontier: inout Frontier) {
        let start = frontier.states[index]
        guard let carry = start.carry else { return }
        var line = carry.line
        var height = separator
        while line < notes[carry.note].count, height + notes[carry.note][line] <= capacity || line == carry.line {
            height += notes[carry.note][line]
            line += 1
        }
        let rest = line < notes[carry.note].count ? Carry(note: carry.note, line: line) : nil
        let page = Page(
            rows: start.row..<start.row, notes: [NotePart(note: carry.note, lines: carry.line..<line)], isOverfull: false,
            breaksKeep: false)
        insert(
            State(
                row: start.row, carry: rest, cost: start.cost + PageDemerits.splitNote, previous: index, page: page,
                number: start.number + 1),
            &frontier)
    }

    private func reach(
        _ end: Int, _ carry: (note: Int, line: Int)?, from index: Int, _ measure: PageMeasure, overfull: Bool,
        _ frontier: inout Frontier
    ) {
        let start = frontier.states[index]
        let isLast = end == rows.count || rows[end].breakCost == PageDemerits.forced
        // Nothing may be owed when the body ends: the rest would stand behind everything.
        var cost = start.cost
        if overfull { cost += PageDemerits.overfull + (measure.height - capacity) }
        if carry != nil { cost += PageDemerits.splitNote }
        if isLast {
            let beginsHere = start.row == 0 || rows[start.row].breakCost == PageDemerits.forced
            if !beginsHere, measure.bodyHeight < Double(PageDemerits.leastLines) * leading - Self.tolerance { cost += PageDemerits.shortLastPage }
        } else {
            cost += rows[end].breakCost + PageDemerits.shortfall(
                capacity - measure.height, leading: leading, page: start.number)
        }
        let keeps = start.row > 0 && rows[start.row].breakCost >= PageDemerits.forbidden
        let page = Page(rows: start.row..<end, notes: measure.parts, isOverfull: overfull, breaksKeep: keeps)
        let rest = carry.map { Carry(note: $0.note, line: $0.line) }
        if end == rows.count, let rest {
            finish(rest, State(row: end, carry: rest, cost: cost, previous: index, page: page), &frontier)
        } else {
            insert(
                State(row: end, carry: rest, cost: cost, previous: index, page: page, number: start.number + 1), &frontier)
        }
    }

    /// The rest of a note behind the last row gets pages of its own.
    private func finish(_ rest: Carry, _ state: State, _ frontier: inout Frontier) {
        frontier.states.append(state)
        var previous = frontier.states.count - 1
        var line = rest.line
        var cost = state.cost
        while line < notes[rest.note].count {
            let first = line
            var height = separator
            while line < notes[rest.note].count, height + notes[rest.note][line] <= capacity || line == first {
                height += notes[rest.note][line]
                line += 1
            }
            cost += PageDemerits.splitNote
            let page = Page(
                rows: rows.count..<rows.count, notes: [NotePart(note: rest.note, lines: first..<line)], isOverfull: false,
                breaksKeep: false)
            frontier.states.append(State(row: rows.count, carry: nil, cost: cost, previous: previous, page: page))
            previous = frontier.states.count - 1
        }
        frontier.byRow[rows.count].append(previous)
    }

    private func insert(_ state: State, _ frontier: inout Frontier) {
        for (place, other) in frontier.byRow[state.row].enumerated()
        where frontier.states[other].carry == state.carry {
            guard state.cost < frontier.states[other].cost else { return }
            frontier.states.append(state)
            frontier.byRow[state.row][place] = frontier.states.count - 1
            return
        }
        frontier.states.append(state)
        frontier.byRow[state.row].append(frontier.states.count - 1)
    }

    /// Rounding of sums, points.
    static let tolerance = 0.01
}

/// The height of a page as rows are added.
private struct PageMeasure {
    let breaker: PageBreaker
    var bodyHeight = 0.0
    var noteHeight = 0.0
    var foot = 0.0
    var parts: [PageBreaker.NotePart] = []

    init(_ breaker: PageBreaker, carry: PageBreaker.NotePart?) {
        self.breaker = breaker
        if let carry {
            parts.append(carry)
            noteHeight = breaker.notes[carry.note][carry.lines].reduce(0, +)
        }
    }

    var height: Double { bodyHeight + foot + (parts.isEmpty ? 0 : noteHeight + breaker.separator) }

    mutating func add(_ index: Int, first: Bool) {
        let row = breaker.rows[index]
        bodyHeight += row.height + (first ? row.resumption : row.spaceBefore)
        foot += row.foot
        for note in row.notes where breaker.notes.indices.contains(note) && !breaker.notes[note].isEmpty {
            noteHeight += breaker.notes[note].reduce(0, +)
            parts.append(PageBreaker.NotePart(note: note, lines: 0..<breaker.notes[note].count))
        }
    }

    /// The page with as much of its last note as fits, at least two lines of it; the rest goes on.
    func splitLast(capacity: Double) -> (measure: PageMeasure, carry: (note: Int, line: Int))? {
        guard let last = parts.last else { return nil }
        var copy = self
        var end = last.lines.upperBound
        let least = last.lines.lowerBound + 2
        while copy.height > capacity + PageBreaker.tolerance, end > least {
            end -= 1
            copy.noteHeight -= breaker.notes[last.note][end]
        }
        guard copy.height <= capacity + PageBreaker.tolerance, end < last.lines.upperBound else { return nil }
        copy.parts[copy.parts.count - 1].lines = last.lines.lowerBound..<end
        return (copy, (last.note, end))
    }
}
