/// The rows of a document in all their settings, as positions a page may begin at.
///
/// Positions 0 …< `count` are the rows as they come; `count` is the end; behind it follow the rows of the alternatives. A
/// break before a paragraph is the same position whichever setting follows, so a choice is open until a page takes it.
struct PageRows {
    /// One way to set a run of rows.
    struct Setting {
        var cells: Range<Int>
        var choice: Int
        /// `nil`: as they come.
        var alternative: Int?
        var cost: Double
        /// Position behind the run.
        var end: Int
    }

    /// The rows from a position to the next at which a page may well end.
    struct Step {
        /// With the white before each of them; less than they need where they stand on a grid.
        var body = 0.0
        var notes = 0.0
        /// Rows on the grid among them.
        var gridded = 0
    }

    /// By position; that of the end is empty.
    private(set) var cells: [PageBreaker.Row]
    let count: Int
    private(set) var settings: [Setting] = []
    /// By position: the settings that begin there; empty where there is no choice.
    private var settingsAt: [Range<Int>]
    /// By position: the setting in whose middle it is.
    private(set) var settingAround: [Int?]
    /// By position: what the page has to have room for to go on there.
    private(set) var steps: [Step] = []
    /// Positions so that every page goes from an earlier to a later one.
    private(set) var order: [Int] = []
    /// By position: its place in `order`.
    private(set) var rank: [Int] = []

    init(_ breaker: PageBreaker) {
        let (rows, choices) = (breaker.rows, breaker.choices)
        count = rows.count
        cells = rows + [PageBreaker.Row(height: 0)]
        settingsAt = Array(repeating: 0..<0, count: rows.count + 1)
        settingAround = Array(repeating: nil, count: rows.count + 1)
        order.reserveCapacity(rows.count + 1)
        var row = 0
        for (index, choice) in choices.enumerated() {
            order += row..<choice.rows.lowerBound
            order.append(choice.rows.lowerBound)
            let first = settings.count
            add(Setting(cells: choice.rows, choice: index, alternative: nil, cost: 0, end: choice.rows.upperBound))
            for (number, alternative) in choice.alternatives.enumerated() where !alternative.rows.isEmpty {
                let start = cells.count
                cells += alternative.rows
                settingAround += alternative.rows.map { _ in nil }
                settingsAt += alternative.rows.map { _ in 0..<0 }
                add(
                    Setting(
                        cells: start..<cells.count, choice: index, alternative: number, cost: alternative.cost,
                        end: choice.rows.upperBound))
            }
            settingsAt[choice.rows.lowerBound] = first..<settings.count
            row = choice.rows.upperBound
        }
        order += row...rows.count
        rank = Array(repeating: 0, count: cells.count)
        for (place, position) in order.enumerated() { rank[position] = place }
        measureSteps(breaker.notes)
    }

    private mutating func measureSteps(_ notes: [[Double]]) {
        let noteHeights = notes.map { $0.reduce(0, +) }
        steps = Array(repeating: Step(), count: cells.count)
        for position in order.reversed() where position != count {
            let cell = cells[position]
            let next = successor(of: position)
            var step = endsWell(next) ? Step() : steps[next]
            step.body += cell.spaceBefore + cell.height + cell.foot
            for note in cell.notes where noteHeights.indices.contains(note) { step.notes += noteHeights[note] }
            if cell.isOnGrid { step.gridded += 1 }
            steps[position] = step
        }
    }

    /// The position behind a row, with paragraphs as they come.
    func successor(of position: Int) -> Int {
        guard let around = settingAround[position] else { return position + 1 }
        return position + 1 == settings[around].cells.upperBound ? settings[around].end : position + 1
    }

    /// Whether a page may end before the row without anybody minding much.
    func endsWell(_ position: Int) -> Bool { position == count || cells[position].breakCost < PageDemerits.exceptional }

    private mutating func add(_ setting: Setting) {
        for cell in setting.cells.dropFirst() {
            settingAround[cell] = settings.count
            order.append(cell)
        }
        settings.append(setting)
    }

    func settings(at position: Int) -> Range<Int> { settingsAt[position] }

    func isForced(_ position: Int) -> Bool { position < count && cells[position].breakCost == PageDemerits.forced }
}
