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

    /// By position; that of the end is empty.
    private(set) var cells: [PageBreaker.Row]
    let count: Int
    private(set) var settings: [Setting] = []
    /// By position: the settings that begin there; empty where there is no choice.
    private var settingsAt: [Range<Int>]
    /// By position: the setting in whose middle it is.
    private(set) var settingAround: [Int?]
    /// Positions so that every page goes from an earlier to a later one.
    private(set) var order: [Int] = []
    /// By position: its place in `order`.
    private(set) var rank: [Int] = []

    init(_ rows: [PageBreaker.Row], _ choices: [PageBreaker.Choice]) {
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
    }

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
