import Findings

/// Says once what many rows of a table say, with the rows: „20-mal: Das Feld … hat keinen Wert. (Zeilen 3, 5–9)“.
struct FindingFold: Sendable {
    private struct Key: Hashable {
        var severity: Severity
        var rule: String
        /// File and column of a cell.
        var column: [String?]?
        /// Any other place.
        var place: Place?
        /// `nil`: what differs from row to row is not told one by one.
        var message: String?
    }

    private struct Group {
        var first: Finding
        /// Ascending once they are told.
        var rows: [Int] = []
        /// The smallest of them: looking for it each time would cost the square of their number.
        var least = Int.max
        var letters: Set<String> = []
        var haveSameMessage = true
    }

    private var groups: [Group] = []
    private var numbers: [Key: Int] = [:]
    /// How many groups are kept.
    let limit: Int
    /// How many errors and warnings there are beyond these.
    private(set) var unlisted = 0

    init(limit: Int) { self.limit = limit }

    /// - Parameters:
    ///   - row: whose finding it is, where its place is none of the table's.
    ///   - isAlike: findings of this rule and column are the same, whatever they say.
    mutating func add(_ finding: Finding, row: Int? = nil, isAlike: Bool = false) {
        var key = Key(severity: finding.severity, rule: finding.rule, message: finding.message)
        var number = row
        var letter: String?
        if case .cell(let file, let cellRow, let column, let cellLetter)? = finding.place {
            key.column = [file, column, column == nil ? cellLetter : nil]
            if isAlike, column != nil { key.message = nil }
            (number, letter) = (cellRow, cellLetter)
        } else {
            key.place = finding.place
        }
        if let index = numbers[key] {
            if let number, groups[index].rows.last != number { groups[index].rows.append(number) }
            if let letter { groups[index].letters.insert(letter) }
            if finding.message != groups[index].first.message { groups[index].haveSameMessage = false }
            // Of several rows the first is told, whoever came first.
            if let number, number <= groups[index].least {
                groups[index].least = number
                groups[index].first = finding
            }
            return
        }
        var group = Group(first: finding)
        if let number {
            group.rows = [number]
            group.least = number
        }
        if let letter { group.letters = [letter] }
        if groups.count >= limit {
            unlisted += 1
            guard finding.severity == .fehler, let milder = groups.lastIndex(where: { $0.first.severity != .fehler }) else { return }
            numbers = numbers.filter { $0.value != milder }
            groups[milder] = group
            numbers[key] = milder
            return
        }
        numbers[key] = groups.count
        groups.append(group)
    }

    /// By place.
    ///
    /// - Parameter all: how many rows there are: what concerns every one of them needs no list.
    func findings(of all: Int, in table: String) -> [Finding] {
        groups.map { group -> Finding in
            var finding = group.first
            let rows = Array(Set(group.rows)).sorted()
            var isCell = false
            if case .cell? = finding.place { isCell = true }
            guard rows.count > 1 || !isCell && rows.count == 1 && all > 1 else { return finding }
            if isCell {
                let others = rows.dropFirst()
                finding.message =
                    group.haveSameMessage
                    ? "\(rows.count)-mal: \(finding.message) (Zeilen \(Self.list(rows)))"
                    : "\(finding.message) So auch in \(others.count == 1 ? "Zeile" : "den Zeilen") \(Self.list(Array(others)))."
                if let remedy = finding.remedy, let letter = group.letters.first, group.letters.count == 1, let row = rows.first,
                    remedy == "Füllen Sie die Zelle \(letter)\(row) aus."
                {
                    finding.remedy = "Füllen Sie in Spalte \(letter) die Zeilen \(Self.list(rows)) aus."
                }
            } else if rows.count < all {
                finding.message += rows.count == 1 ? " (Zeile \(rows[0]))" : " (\(rows.count)-mal: Zeilen \(Self.list(rows)))"
            }
            return finding
        }.ordered
    }

    /// „3, 5–9, 12“; of very many the first.
    static func list(_ rows: [Int]) -> String {
        var ranges: [(Int, Int)] = []
        for row in rows {
            if let last = ranges.last, row == last.1 + 1 { ranges[ranges.count - 1].1 = row } else { ranges.append((row, row)) }
        }
        let shown = ranges.prefix(12).flatMap { first, last -> [String] in
            first == last ? ["\(first)"] : last == first + 1 ? ["\(first)", "\(last)"] : ["\(first)–\(last)"]
        }
        return shown.joined(separator: ", ") + (ranges.count > 12 ? " …" : "")
    }
}
