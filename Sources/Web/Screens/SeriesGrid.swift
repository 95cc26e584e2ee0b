import Assembler
import Findings
import Hummingbird
import Production
import Tables

/// A table with what is wrong in it at its cells, page by page, as a form: what is typed into a cell mends it.
struct SeriesGrid {
    let series: ContractSeries
    let check: SeriesCheck
    let words: SeriesWords
    let view: View

    /// Which part of the table is shown.
    struct View: Sendable, Hashable {
        var allRows = false
        var allColumns = false
        /// From 1.
        var page = 1

        init(_ value: (String) -> String?) {
            allRows = value("zeilen") == "alle"
            allColumns = value("spalten") == "alle"
            page = max(1, value("seite").flatMap { Int($0) } ?? 1)
        }

        var address: String { address(ofPage: page) }

        func address(ofPage page: Int) -> String {
            let parts = [allRows ? "zeilen=alle" : nil, allColumns ? "spalten=alle" : nil, page > 1 ? "seite=\(page)" : nil].compactMap { $0 }
            return parts.isEmpty ? "" : "?" + parts.joined(separator: "&")
        }
    }

    static let rowsOfAPage = 25
    /// Findings at one cell.
    private static let mostAtACell = 4

    /// - Throws: ``Finding`` where the table cannot be read any more.
    func values(_ path: String) throws(Finding) -> [String: Any] {
        let main = check.table.sheet ?? ""
        var marked: [String: [Int: [Int: [Finding]]]] = [:]
        // Hints are told above: beside nearly every row they would bury what has to be mended.
        for cell in check.cells where cell.finding.severity != .hinweis {
            marked[cell.sheet ?? "", default: [:]][cell.row, default: [:]][cell.column, default: []].append(cell.finding)
        }
        let numbers = view.allRows ? check.table.rows.map(\.number) : (marked[main] ?? [:]).keys.sorted()
        let pages = max(1, (numbers.count + Self.rowsOfAPage - 1) / Self.rowsOfAPage)
        let page = min(view.page, pages)
        let shownRows = Array(numbers.dropFirst((page - 1) * Self.rowsOfAPage).prefix(Self.rowsOfAPage))
        var wanted: [String: Set<Int>] = marked.mapValues { Set($0.keys.sorted().prefix(Self.rowsOfAPage)) }
        wanted[main] = Set(shownRows)
        let grid = try GridRows.read(path, changes: series.changes, wanted: wanted)
        let sheets = grid.sheets.enumerated().compactMap { index, sheet -> [String: Any]? in
            self.sheet(sheet, index, marked[sheet.name ?? ""] ?? [:], isMain: (sheet.name ?? "") == main)
        }
        func link(_ number: Int) -> Any {
            if (1...pages).contains(number) { return ["adresse": view.address(ofPage: number)] }
            return false
        }
        return [
            "blaetter": sheets, "hatGitter": !sheets.isEmpty && grid.hasCells, "ohneZellen": !grid.hasCells, "seiteNr": "\(page)", "seiten": "\(pages)", "mehrereSeiten": pages > 1,
            "vor": link(page + 1), "zurueck": link(page - 1), "alleZeilen": view.allRows, "alleSpalten": view.allColumns,
        ]
    }

    private func sheet(_ sheet: GridRows.Sheet, _ index: Int, _ marked: [Int: [Int: [Finding]]], isMain: Bool) -> [String: Any]? {
        guard !sheet.rows.isEmpty else { return nil }
        let shown = marked.filter { sheet.rows[$0.key] != nil }
        let troubled = Set(shown.values.flatMap(\.keys))
        let columns = sheet.heading.keys.sorted().filter { column in
            view.allColumns || troubled.contains(column) || ["nr", "partner.name"].contains(sheet.heading[column])
        }
        let heads = columns.map { column in ["buchstabe": ColumnLetter.of(column), "name": label(sheet.heading[column] ?? "", sheet, isMain)] }
        let rows = sheet.rows.sorted { $0.key < $1.key }.map { number, texts -> [String: Any] in
            let cells = zip(columns, heads).map { column, head in cell(texts[column] ?? "", index, number, column, head["name"] ?? "", shown[number]?[column] ?? []) }
            return ["nummer": "\(number)", "zellen": cells, "vorschau": isMain, "id": series.id]
        }
        return ["titel": isMain ? "Partner" : sheet.name ?? "Partner", "nummer": "\(index)", "blatt": sheet.name ?? "", "spalten": heads, "zeilen": rows]
    }

    private func label(_ heading: String, _ sheet: GridRows.Sheet, _ isMain: Bool) -> String {
        isMain ? words.heading(heading) : words.labels["\(sheet.name ?? "").\(heading)"] ?? words.heading(heading)
    }

    private func cell(_ text: String, _ sheet: Int, _ row: Int, _ column: Int, _ heading: String, _ findings: [Finding]) -> [String: Any] {
        let isWrong = findings.contains { $0.severity == .fehler }
        return [
            "name": "z.\(sheet).\(row).\(column)", "wert": text, "lang": text.contains { $0.isNewline } || text.count > 60, "falsch": isWrong,
            "beschriftung": "\(heading), Zeile \(row)", "hatBefund": !findings.isEmpty,
            "befunde": findings.prefix(Self.mostAtACell).map { finding -> [String: Any] in
                ["art": finding.severity.rawValue, "text": words.sentence(finding.message), "abhilfe": shown(words.remedy(finding.remedy))]
            },
        ]
    }
}

/// What somebody has typed into the cells of a grid: those alone that he has changed, so that nobody else's changes are taken back with them.
struct MendedCells {
    struct Cell: Sendable, Hashable {
        let sheet: Int
        let row: Int
        let column: Int
        let text: String
    }

    private let cells: [Cell]
    /// By indices.
    private let sheets: [Int: String]

    /// What a cell of a workbook holds, in UTF-16 units.
    private static let longest = 32_767

    /// - Throws: ``Problem`` where a text is longer than any cell.
    init(_ form: FormFields) throws(Problem) {
        var cells: [Cell] = []
        var sheets: [Int: String] = [:]
        let shown = Dictionary(form.pairs.lazy.filter { $0.name.hasPrefix("v.z.") }.map { ($0.name.dropFirst(2), $0.value) }, uniquingKeysWith: { first, _ in first })
        for (name, value) in form.pairs where shown[name[...]].map({ $0.replacing("\r\n", with: "\n") }) != value.replacing("\r\n", with: "\n") {
            let parts = name.split(separator: ".")
            if parts.count == 2, parts[0] == "_blatt", let index = Int(parts[1]) { sheets[index] = value }
            guard parts.count == 4, parts[0] == "z", let sheet = Int(parts[1]), let row = Int(parts[2]), let column = Int(parts[3]), (1...1_048_576).contains(row),
                (0..<TableLimits.columns).contains(column)
            else { continue }
            let text = value.replacing("\r\n", with: "\n")
            guard text.utf16.count <= Self.longest else { throw .tooLarge("32.767 Zeichen in einer Zelle") }
            cells.append(Cell(sheet: sheet, row: row, column: column, text: text))
        }
        (self.cells, self.sheets) = (cells, sheets)
    }

    /// Those that stand otherwise in the table, with what stands there.
    func changes(in path: String, _ changes: [CellChange]) throws(Finding) -> [(change: CellChange, before: String)] {
        var wanted: [String: Set<Int>] = [:]
        for cell in cells { wanted[sheets[cell.sheet] ?? "", default: []].insert(cell.row) }
        let grid = try GridRows.read(path, changes: changes, wanted: wanted)
        return cells.compactMap { cell in
            // Only what the table has: neither other sheets nor rows out of nothing.
            guard grid.sheets.indices.contains(cell.sheet), (grid.sheets[cell.sheet].name ?? "") == (sheets[cell.sheet] ?? ""), let row = grid.sheets[cell.sheet].rows[cell.row]
            else { return nil }
            let before = row[cell.column] ?? ""
            guard before.replacing("\r\n", with: "\n") != cell.text else { return nil }
            return (CellChange(sheet: grid.sheets[cell.sheet].name, row: cell.row, column: cell.column, text: cell.text), before)
        }
    }
}
