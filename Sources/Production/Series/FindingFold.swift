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
        var rows = RowRanges()
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
            if let letter { groups[index].letters.insert(letter) }
            if finding.message != groups[index].first.message { groups[index].haveSameMessage = false }
            guard let number else { return }
            groups[index].rows.insert(number)
            // Of several rows the first is told, whoever came first.
            if groups[index].rows.first == number { groups[index].first = finding }
            return
        }
        var group = Group(first: finding)
        if let number { group.rows.insert(number) }
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
            let rows = group.rows
            var isCell = false
            if case .cell? = finding.place { isCell = true }
            guard rows.count > 1 || !isCell && rows.count == 1 && all > 1 else { return finding }
            if isCell {
                let others = rows.rest
                finding.message =
                    group.haveSameMessage
                    ? "\(rows.count)-mal: \(finding.message) (Zeilen \(rows.text))"
                    : "\(finding.message) So auch in \(others.count == 1 ? "Zeile" : "den Zeilen") \(others.text)."
                if let remedy = finding.remedy, let letter = group.letters.first, group.letters.count == 1, let row = rows.first,
                    remedy == "Füllen Sie die Zelle \(letter)\(row) aus."
                {
                    finding.remedy = "Füllen Sie in Spalte \(letter) die Zeilen \(rows.text) aus."
                }
            } else if rows.count < all {
                finding.message += rows.count == 1 ? " (Zeile \(rows.text))" : " (\(rows.count)-mal: Zeilen \(rows.text))"
            }
            return finding
        }.ordered
    }
}
