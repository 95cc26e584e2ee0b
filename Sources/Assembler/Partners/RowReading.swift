import Findings
import Settings
import Tables

/// Puts a row's cells, and what second sheets add, into the tree of what it gives.
struct RowReading {
    private let sheet: SheetRows
    private let row: DataRow
    let key: String
    private var tree: InputTree
    private var lists: [(name: String, place: Place, rows: [InputNode])] = []
    private var findings: [Finding] = []

    init(sheet: SheetRows, row: DataRow) {
        self.sheet = sheet
        self.row = row
        tree = InputTree(root: .cell(sheet.path, row: row.number, column: nil))
        let keyCell = sheet.heading.keyColumn.flatMap { column in row.cells.first { $0.column == column } }
        key = keyCell.map { CellReading.key($0.value) } ?? ""
        checkRow()
        let named = row.cells.filter { sheet.heading[$0.column] != nil }
        let isStruck = !named.isEmpty && named.allSatisfy(\.isStruck)
        if isStruck { findings.append(CellReading.struck(.cell(sheet.path, row: row.number, column: nil), isRow: true)) }
        for cell in named { add(cell, isStruck: cell.isStruck && !isStruck) }
    }

    /// A row of a second sheet: one more element of the list that the sheet is named after.
    mutating func add(_ row: DataRow, of list: SheetRows) {
        var element = InputTree(root: .cell(list.place, row: row.number, column: nil))
        for cell in row.cells where cell.column != list.heading.keyColumn {
            guard let name = list.heading[cell.column] else { continue }
            let place = Place.cell(list.place, row: row.number, column: name, letter: ColumnLetter.of(cell.column))
            if cell.isStruck { findings.append(CellReading.struck(place, isRow: false)) }
            guard let leaf = CellReading.node(cell.value, at: place, &findings) else { continue }
            _ = element.set(name, leaf, keyAt: .cell(list.place, row: list.heading.row, column: name, letter: ColumnLetter.of(cell.column)))
        }
        if row.isHidden { findings.append(hidden(.cell(list.place, row: row.number, column: nil))) }
        let heading = Place.cell(list.place, row: list.heading.row, column: nil)
        if let index = lists.firstIndex(where: { $0.name == list.name }) {
            lists[index].rows.append(element.root)
        } else {
            lists.append((list.name, heading, [element.root]))
        }
    }

    consuming func finish() -> PartnerRow {
        for list in lists { _ = tree.set(list.name, InputNode(.sequence(list.rows), at: list.place), keyAt: list.place) }
        let letters = Dictionary(sheet.heading.columns.map { ($0.value, ColumnLetter.of($0.key)) }, uniquingKeysWith: { first, _ in first })
        let layer = InputLayer(kind: .tableRow, root: tree.root.withNumberedLists, letters: letters)
        return PartnerRow(key: key, number: row.number, findings: findings, layer: layer)
    }

    private mutating func add(_ cell: DataCell, isStruck: Bool) {
        guard let name = sheet.heading[cell.column] else { return }
        let letter = ColumnLetter.of(cell.column)
        let place = Place.cell(sheet.path, row: row.number, column: name, letter: letter)
        if isStruck { findings.append(CellReading.struck(place, isRow: false)) }
        guard let leaf = CellReading.node(cell.value, at: place, &findings), name != PartnerTable.keyColumn else { return }
        _ = tree.set(name, leaf, keyAt: .cell(sheet.path, row: sheet.heading.row, column: name, letter: letter))
    }

    private mutating func checkRow() {
        let place = Place.cell(sheet.path, row: row.number, column: nil)
        if row.isHidden { findings.append(hidden(place)) }
        if let cell = row.cells.first(where: { $0.column > sheet.heading.lastColumn }) {
            let letter = ColumnLetter.of(cell.column)
            findings.append(
                sheet.isWorkbook
                    ? Finding(
                        .fehler, "zeile-zu-lang", at: .cell(sheet.path, row: row.number, column: nil, letter: letter),
                        "Die Zelle \(letter)\(row.number) steht neben der Tabelle: Ihre Spalte hat keine Überschrift.",
                        remedy: "Löschen Sie die Zelle, oder schreiben Sie über die Spalte, zu welchem Feld sie gehört.")
                    : Finding(
                        .fehler, "zeile-zu-lang", at: place, "Die Zeile hat mehr Zellen als die Tabelle Spalten.",
                        remedy: "Steht ein Trennzeichen im Text, so setzen Sie die Zelle in Anführungszeichen."))
        }
        for range in sheet.merged where range.rows.contains(row.number) && range.columns.lowerBound <= sheet.heading.lastColumn {
            let letter = ColumnLetter.of(range.columns.lowerBound)
            let last = "\(ColumnLetter.of(range.columns.upperBound))\(range.rows.upperBound)"
            findings.append(
                Finding(
                    .fehler, "zellen-verbunden",
                    at: .cell(sheet.path, row: row.number, column: sheet.heading[range.columns.lowerBound], letter: letter),
                    "Die Zellen \(letter)\(range.rows.lowerBound) bis \(last) sind verbunden; für wen der Inhalt gilt, lässt sich nicht sagen.",
                    remedy: "Heben Sie die Verbindung auf, und füllen Sie jede Zelle einzeln."))
        }
    }

    private func hidden(_ place: Place) -> Finding {
        Finding(
            .fehler, "zeile-ausgeblendet", at: place, "Die Zeile ist in der Tabelle ausgeblendet (oder durch einen Filter verborgen).",
            remedy: "Blenden Sie die Zeile ein, oder löschen Sie sie, wenn kein Vertrag entstehen soll.")
    }
}

extension InputNode {
    /// `kontakte.1.name`, `kontakte.2.name`: a group whose parts are all numbers is a list in the order of the numbers.
    var withNumberedLists: InputNode {
        guard case .mapping(let entries) = content else { return self }
        let parts = entries.map { InputEntry($0.key, at: $0.keyPlace, $0.value.withNumberedLists) }
        let numbers = parts.compactMap { $0.key.utf8.count <= 6 && $0.key.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int($0.key) : nil }
        guard !parts.isEmpty, numbers.count == parts.count else { return InputNode(.mapping(parts), at: place) }
        let sorted = zip(numbers, parts).sorted { $0.0 < $1.0 }.map(\.1.value)
        return InputNode(.sequence(sorted), at: place)
    }
}
