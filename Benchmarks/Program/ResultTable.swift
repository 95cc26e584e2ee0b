import Foundation

/// What a run prints.
struct ResultTable {
    var rows: [Measurement] = []

    var text: String {
        let cells = [["measured", "value", "unit", "target", ""]] + rows.map(cells)
        let widths = (0..<5).map { column in cells.map { $0[column].count }.max() ?? 0 }
        return cells.map { row in
            let padded = row.enumerated().map { column, cell in
                let space = String(repeating: " ", count: widths[column] - cell.count)
                return column == 1 ? space + cell : cell + space
            }
            return padded.joined(separator: "  ")
        }.joined(separator: "\n")
    }

    private func cells(_ row: Measurement) -> [String] {
        let (target, met): (String, Bool?) =
            switch row.target {
            case .atLeast(let least)?: ("≥ " + ResultTable.number(least), row.value >= least)
            case .atMost(let most)?: ("≤ " + ResultTable.number(most), row.value <= most)
            case .between(let least, let most)?:
                ("\(ResultTable.number(least)) … \(ResultTable.number(most))", row.value >= least && row.value <= most)
            case nil: ("", nil)
            }
        return [row.what, ResultTable.number(row.value), row.unit, target, met.map { $0 ? "met" : "missed" } ?? ""]
    }

    /// Three significant digits or all before the point.
    private static func number(_ value: Double) -> String {
        switch abs(value) {
        case 100...: String(format: "%.0f", value)
        case 10...: String(format: "%.1f", value)
        default: String(format: "%.3f", value)
        }
    }
}
