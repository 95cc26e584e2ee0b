/// The search of ``PageBreaker``: states in order of rows, each extended by all pages that begin there.
struct PageSearch {
    /// The part of a footnote still owed.
    struct Carry: Hashable {
        var note: Int
        var line: Int
    }

    private struct State {
        var position: Int
        var carry: Carry?
        var cost: Double
        var previous: Int
        var page: PagePlan?
        /// Pages before it.
        var number = 0
    }

    private struct PagePlan {
        var start: Int
        var end: Int
        var notes: [PageBreaker.NotePart]
        var isOverfull = false
        var breaksKeep = false
        var shortfall = 0.0
        var couldTakeMore = false
        var demerits = 0.0
        /// Last of the settings chosen on it: an index into `chosen`.
        var choice = -1
    }

    /// A page under way. Several of them differ in how paragraphs on the page are set.
    private struct Thread {
        var measure: PageMeasure
        var cost = 0.0
        var choice = -1
        /// Paragraphs not set as they come.
        var changes = 0
    }

    /// Settings chosen, as lists that share their beginnings.
    private struct Chosen {
        var setting: Int
        var previous: Int
    }

    private let breaker: PageBreaker
    private let splitting: Bool
    /// States that cost so much more than one further on are not looked at.
    private let horizon: Double
    private let rows: PageRows
    private var states: [State] = []
    /// By position: the states that begin there.
    private var at: [[Int]]
    private var chosen: [Chosen] = []
    /// Highest rank reached.
    private var reached = 0

    init(_ breaker: PageBreaker, splitting: Bool, horizon: Double) {
        self.breaker = breaker
        self.splitting = splitting
        self.horizon = horizon
        rows = PageRows(breaker)
        at = Array(repeating: [], count: rows.cells.count)
        states.reserveCapacity(rows.cells.count)
    }

    mutating func run() -> PageBreaker.Solution? {
        states.append(State(position: 0, cost: 0, previous: -1))
        at[0].append(0)
        for (rank, position) in rows.order.enumerated() where position != rows.count && !at[position].isEmpty {
            let best = cheapestBeyond(rank)
            var next = 0
            // A page of nothing but the rest of a note adds a state at the same row.
            while next < at[position].count {
                let state = at[position][next]
                if states[state].cost <= best + horizon { extend(state) }
                next += 1
            }
        }
        return path()
    }

    private func cheapestBeyond(_ rank: Int) -> Double {
        guard horizon < .infinity, rank < reached else { return .infinity }
        var best = Double.infinity
        for position in rows.order[(rank + 1)...reached] {
            for state in at[position] { best = min(best, states[state].cost) }
        }
        return best
    }

    // MARK: Pages

    /// All pages that begin at the state.
    private mutating func extend(_ index: Int) {
        let start = states[index]
        var thread = Thread(
            measure: PageMeasure(
                breaker,
                carry: start.carry.map { PageBreaker.NotePart(note: $0.note, lines: $0.line..<breaker.notes[$0.note].count) }))
        if splitting, start.carry != nil,
            thread.measure.height + rows.cells[start.position].height > breaker.capacity + PageBreaker.tolerance
        {
            carryOn(index)
        }
        var position = start.position
        if let around = rows.settingAround[position] {
            // The page begins in the middle of a paragraph whose setting is chosen.
            let setting = rows.settings[around]
            guard walk(&thread, position..<setting.cells.upperBound, to: setting.end, from: index) else { return }
            position = setting.end
        }
        var threads = [thread]
        while position < rows.count, !threads.isEmpty {
            if position > start.position, rows.isForced(position) { break }
            let settings = rows.settings(at: position)
            if settings.isEmpty {
                var next = 0
                while next < threads.count {
                    if walk(&threads[next], position..<position + 1, to: position + 1, from: index) {
                        next += 1
                    } else {
                        threads.remove(at: next)
                    }
                }
                position += 1
            } else {
                threads = branch(threads, settings, from: index)
                position = rows.settings[settings.lowerBound].end
            }
        }
    }

    /// The pages under way with every setting of the next paragraph.
    private mutating func branch(_ threads: [Thread], _ settings: Range<Int>, from index: Int) -> [Thread] {
        var result: [Thread] = []
        for number in settings {
            let setting = rows.settings[number]
            for thread in threads {
                var thread = thread
                if setting.alternative != nil {
                    guard thread.changes < PageDemerits.mostChanges else { continue }
                    thread.changes += 1
                    thread.cost += setting.cost
                    chosen.append(Chosen(setting: number, previous: thread.choice))
                    thread.choice = chosen.count - 1
                }
                guard walk(&thread, setting.cells, to: setting.end, from: index) else { continue }
                if let same = result.firstIndex(where: { $0.measure.isLike(thread.measure) }) {
                    if thread.cost < result[same].cost { result[same] = thread }
                } else {
                    result.append(thread)
                }
            }
        }
        return result
    }

    /// Adds rows to a page and notes every break that is possible after them.
    ///
    /// - Parameter end: position behind the last of them.
    /// - Returns: whether more may follow on the page.
    private mutating func walk(_ thread: inout Thread, _ cells: Range<Int>, to end: Int, from index: Int) -> Bool {
        for cell in cells {
            thread.measure.add(rows.cells[cell], notes: breaker.notes)
            let next = cell + 1 == cells.upperBound ? end : cell + 1
            let fits = thread.measure.height <= breaker.capacity + PageBreaker.tolerance
            if fits || thread.measure.rowCount == 1 { reach(next, nil, from: index, thread, thread.measure, overfull: !fits) }
            if !fits, splitting,
                let part = thread.measure.splitLast(capacity: breaker.capacity, notes: breaker.notes)
            {
                reach(next, part.carry, from: index, thread, part.measure, overfull: false)
            }
            if thread.measure.bodyHeight > breaker.capacity + PageBreaker.tolerance || !fits && !splitting { return false }
        }
        return true
    }

    private mutating func reach(
        _ end: Int, _ carry: Carry?, from index: Int, _ thread: Thread, _ measure: PageMeasure, overfull: Bool
    ) {
        let start = states[index]
        var demerits = thread.cost
        var shortfall = 0.0
        var couldTakeMore = false
        if overfull { demerits += PageDemerits.overfull + (measure.height - breaker.capacity) }
        if carry != nil { demerits += PageDemerits.splitNote }
        if end == rows.count || rows.isForced(end) {
            let beginsHere = start.position == 0 || rows.isForced(start.position)
            let least = Double(PageDemerits.leastLines) * breaker.leading
            if !beginsHere, measure.bodyHeight < least - PageBreaker.tolerance { demerits += PageDemerits.shortLastPage }
        } else {
            shortfall = max(0, breaker.capacity - measure.height)
            demerits +=
                rows.cells[end].breakCost
                + PageDemerits.shortfall(shortfall, leading: breaker.leading, page: start.number)
            couldTakeMore = carry == nil && hasRoom(after: measure, at: end, missing: shortfall)
            if couldTakeMore { demerits += PageDemerits.unfilled(shortfall, leading: breaker.leading) }
        }
        let cost = start.cost + demerits
        // Nothing may be owed when the body ends: the rest would stand behind everything.
        let ends = end == rows.count && carry != nil
        if !ends, let known = known(end, carry), states[known].cost <= cost { return }
        var plan = PagePlan(start: start.position, end: end, notes: measure.parts, isOverfull: overfull)
        plan.breaksKeep = start.position > 0 && rows.cells[start.position].breakCost >= PageDemerits.forbidden
        plan.shortfall = shortfall
        plan.couldTakeMore = couldTakeMore
        plan.demerits = demerits
        plan.choice = thread.choice
        let state = State(
            position: end, carry: carry, cost: cost, previous: index, page: plan, number: start.number + 1)
        if ends, let carry { finish(carry, state) } else { insert(state) }
    }

    /// Whether the page could go on to the next good break.
    private func hasRoom(after measure: PageMeasure, at position: Int, missing: Double) -> Bool {
        let step = rows.steps[position]
        let separator = step.notes > 0 && measure.parts.isEmpty ? breaker.separator : 0
        let spare = missing + PageBreaker.tolerance - step.body - step.notes - separator
        if spare < 0 { return false }
        guard let grid = breaker.grid, spare < Double(step.gridded) * grid else { return true }
        // Close enough to ask how the rows come to stand on the grid.
        var longer = measure
        var next = position
        repeat {
            longer.add(rows.cells[next], notes: breaker.notes)
            next = rows.successor(of: next)
        } while !rows.endsWell(next)
        return longer.height <= breaker.capacity + PageBreaker.tolerance
    }

    // MARK: Notes carried over

    /// Lines of a note that fill a page from `line` on.
    private func lines(of carry: Carry) -> Range<Int> {
        var line = carry.line
        var height = breaker.separator
        let lines = breaker.notes[carry.note]
        while line < lines.count, height + lines[line] <= breaker.capacity || line == carry.line {
            height += lines[line]
            line += 1
        }
        return carry.line..<line
    }

    /// A page for the rest of a note alone.
    private mutating func carryOn(_ index: Int) {
        guard let carry = states[index].carry else { return }
        insert(page(of: carry, after: index, at: states[index].position))
    }

    /// The rest of a note behind the last row gets pages of its own.
    private mutating func finish(_ rest: Carry, _ state: State) {
        var owed: Carry? = rest
        states.append(state)
        while let carry = owed {
            let next = page(of: carry, after: states.count - 1, at: rows.count)
            owed = next.carry
            states.append(next)
        }
        at[rows.count].append(states.count - 1)
        reached = rows.rank[rows.count]
    }

    private func page(of carry: Carry, after index: Int, at position: Int) -> State {
        let lines = lines(of: carry)
        let rest = lines.upperBound < breaker.notes[carry.note].count ? Carry(note: carry.note, line: lines.upperBound) : nil
        let plan = PagePlan(
            start: position, end: position, notes: [PageBreaker.NotePart(note: carry.note, lines: lines)],
            demerits: PageDemerits.splitNote)
        return State(
            position: position, carry: rest, cost: states[index].cost + PageDemerits.splitNote, previous: index, page: plan,
            number: states[index].number + 1)
    }

    private mutating func insert(_ state: State) {
        reached = max(reached, rows.rank[state.position])
        guard let known = known(state.position, state.carry) else {
            states.append(state)
            at[state.position].append(states.count - 1)
            return
        }
        guard state.cost < states[known].cost else { return }
        if states[state.previous].position != state.position {
            // No page begins there yet, so that nothing leads on from what is replaced. Keeping all would fill the memory with them.
            states[known] = state
        } else if let place = at[state.position].firstIndex(of: known) {
            states.append(state)
            at[state.position][place] = states.count - 1
        }
    }

    /// The state that begins at the row and owes the same.
    private func known(_ position: Int, _ carry: Carry?) -> Int? { at[position].first { states[$0].carry == carry } }

    // MARK: Result

    private func path() -> PageBreaker.Solution? {
        guard let end = at[rows.count].min(by: { states[$0].cost < states[$1].cost }) else { return nil }
        var plans: [PagePlan] = []
        var state = end
        while let page = states[state].page {
            plans.append(page)
            state = states[state].previous
        }
        var taken: [Int?] = breaker.choices.map { _ in nil }
        for plan in plans {
            var link = plan.choice
            while link >= 0 {
                let setting = rows.settings[chosen[link].setting]
                taken[setting.choice] = setting.alternative
                link = chosen[link].previous
            }
        }
        let final = FinalRows(rows, breaker.choices, taken)
        let pages = plans.reversed().map { plan in
            PageBreaker.Page(
                rows: final[plan.start]..<final[plan.end], notes: plan.notes, isOverfull: plan.isOverfull,
                breaksKeep: plan.breaksKeep, shortfall: plan.shortfall, couldTakeMore: plan.couldTakeMore, demerits: plan.demerits)
        }
        return PageBreaker.Solution(pages: pages, cost: states[end].cost, taken: taken)
    }
}

/// Where positions lie among the rows with the alternatives taken.
private struct FinalRows {
    private var rows: [Int]

    init(_ all: PageRows, _ choices: [PageBreaker.Choice], _ taken: [Int?]) {
        rows = Array(repeating: 0, count: all.cells.count)
        var shift = 0
        var next = 0
        for row in 0...all.count {
            while next < choices.count, choices[next].rows.upperBound <= row {
                if let alternative = taken[next] { shift += choices[next].alternatives[alternative].rows.count - choices[next].rows.count }
                next += 1
            }
            rows[row] = row + shift
        }
        for setting in all.settings where setting.alternative != nil {
            let first = rows[choices[setting.choice].rows.lowerBound]
            for (index, cell) in setting.cells.enumerated() { rows[cell] = first + index }
        }
    }

    subscript(position: Int) -> Int { rows[position] }
}
