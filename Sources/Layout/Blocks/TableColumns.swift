/// Widths of columns from what stands in them, after the automatic table layout of CSS 2.1, 17.5.2.2: fixed columns
/// first, then every other at least its widest word, the rest by need or by share.
enum TableColumns {
    enum Wish: Hashable {
        /// Points.
        case fixed(Double)
        case share(Double)
        /// Widest word and widest line, points.
        case content(least: Double, natural: Double)
    }

    /// - Returns: widths that add up to at most `measure`; exactly `measure` unless all are fixed and narrower.
    static func widths(_ wishes: [Wish], measure: Double) -> [Double] {
        guard !wishes.isEmpty, measure > 0 else { return [] }
        var widths = wishes.map { wish -> Double in
            if case .fixed(let width) = wish { max(0, width) } else { 0 }
        }
        let open = wishes.indices.filter { if case .fixed = wishes[$0] { false } else { true } }
        let fixed = widths.reduce(0, +)
        // Fixed widths that leave nothing for the others give way.
        let least = measure * 0.08 * Double(open.count)
        if fixed > measure - least, fixed > 0 {
            let factor = max(0, measure - least) / fixed
            for index in widths.indices { widths[index] *= factor }
        }
        guard !open.isEmpty else { return widths }
        let rest = max(0, measure - widths.reduce(0, +))
        let shares = open.compactMap { index -> Double? in
            if case .share(let share) = wishes[index] { max(0, share) } else { nil }
        }
        let fromContent = open.count - shares.count
        // Shares take their part of what columns by content leave; each of these counts as one share.
        let total = shares.reduce(0, +) + Double(fromContent)
        let perShare = total > 0 ? rest / total : 0
        var left = rest
        for index in open {
            if case .share(let share) = wishes[index] {
                widths[index] = perShare * max(0, share)
                left -= widths[index]
            }
        }
        distribute(left, over: open, wishes, &widths)
        return widths
    }

    private static func distribute(_ room: Double, over open: [Int], _ wishes: [Wish], _ widths: inout [Double]) {
        var columns: [(index: Int, least: Double, natural: Double)] = []
        for index in open {
            if case .content(let least, let natural) = wishes[index] {
                columns.append((index, max(1, least), max(1, least, natural)))
            }
        }
        guard !columns.isEmpty else { return }
        let least = columns.reduce(0) { $0 + $1.least }
        let natural = columns.reduce(0) { $0 + $1.natural }
        for column in columns {
            if natural <= room {
                // Everything fits on one line; the rest goes where the text is.
                widths[column.index] = column.natural + (room - natural) * column.natural / natural
            } else if least < room {
                let need = natural - least
                let part = need > 0 ? (column.natural - column.least) / need : 1 / Double(columns.count)
                widths[column.index] = column.least + (room - least) * part
            } else {
                // Narrower than the widest words: they are divided.
                widths[column.index] = room * column.least / least
            }
        }
    }
}
