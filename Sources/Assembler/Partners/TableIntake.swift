import Findings
import Settings
import Tables

/// Takes a table while it is read: keeps headings, puts rows into a spool each sheet, and knows at the end which sheet is which.
final class TableIntake: TableReceiver {
    private let path: String
    private var sheets: [SheetIntake] = []
    private var objects: SpoolWriter
    private var objectKeys = KeyList()
    private var isObjects = false
    private var total = 0

    private let ignoring: IgnoredColumns
    private let scale: TableScale

    init(path: String, ignoring: IgnoredColumns, scale: TableScale = .office) {
        self.scale = scale
        objects = SpoolWriter(scale)
        self.path = path
        self.ignoring = ignoring
    }

    func sheet(_ name: String?) { sheets.append(SheetIntake(name: name, path: path, ignoring: ignoring, scale: scale)) }

    func row(_ row: DataRow) throws(Finding) {
        total += 1
        // A text has one sheet, without a name.
        guard let sheet = sheets.last else { return }
        let limit = sheet.name == nil ? scale.textRows : scale.workbookRows
        guard total <= limit else { throw tooManyRows(limit) }
        try sheets[sheets.count - 1].add(row)
    }

    func merged(_ range: CellRange) {
        guard !sheets.isEmpty else { return }
        sheets[sheets.count - 1].merged.append(range)
    }

    func object(_ json: String, number: Int) throws(Finding) {
        total += 1
        guard total <= scale.textRows else { throw tooManyRows(scale.textRows) }
        isObjects = true
        let row = JSONRow(json, number: number, path: path, ignoring: ignoring)
        if row.isTooWide {
            throw Finding(
                .fehler, "tabelle-zu-gross", at: .cell(path, row: number, column: nil), "Die Zeile hat mehr als \(TableLimits.columns) Felder.",
                remedy: "Löschen Sie überzählige Felder.")
        }
        guard !row.key.hasPrefix(PartnerTable.commentMark) else { return }
        objectKeys.append(row.key)
        var record: [UInt8] = []
        for shift in [0, 8, 16, 24] { record.append(UInt8(truncatingIfNeeded: number >> shift)) }
        try objects.append(record + Array(json.utf8))
    }

    /// Which sheet is the table, which give lists; and what is wrong with headings.
    func finish() throws(FindingList) -> (rows: TableContent, findings: [Finding]) {
        let log = FindingLog()
        var content: TableContent?
        do throws(Finding) {
            content =
                try isObjects
                ? TableContent(path: path, source: .objects(try objects.finish()), keys: KeyIndex(objectKeys), ignoring: ignoring) : sheetContent(log)
        } catch { log.add(error) }
        try log.throwIfErrors()
        guard let content else { throw FindingList(log.all) }
        content.reportStrangers(log)
        return (content, log.all)
    }

    private func sheetContent(_ log: FindingLog) throws(Finding) -> TableContent {
        let filled = sheets.filter { $0.heading != nil }
        guard let main = mainSheet(of: filled), let heading = main.heading else {
            throw Finding(
                .fehler, "tabelle-leer", at: .cell(path, row: 1, column: nil), "Die Tabelle hat keine Überschriften.",
                remedy:
                    "Schreiben Sie in die erste Zeile die Namen der Spalten; „klauselwerk felder VEREINBARUNG --xlsx DATEI“ legt eine Tabelle an.")
        }
        main.checkHeading(log: log)
        let table = try main.finish()
        var lists: [SheetRows] = []
        var names = heading.tree
        for sheet in filled where sheet !== main {
            guard let list = try self.list(sheet, log: log) else { continue }
            if names.set(list.name, InputNode(.empty, at: .file(list.path))) != nil {
                log.error(
                    "spalte-widerspruch", at: .cell(list.place, row: list.heading.row, column: nil),
                    "„\(list.name)“ steht als Spalte und als Blatt „\(list.name)“ in der Tabelle.", remedy: "Geben Sie eines von beiden an.")
            }
            lists.append(list)
        }
        return TableContent(path: path, source: .sheet(table, lists: lists), keys: KeyIndex(main.keys), ignoring: ignoring)
    }

    /// The sheet called „Partner“, else the first that has an `nr`, else the first.
    private func mainSheet(of sheets: [SheetIntake]) -> SheetIntake? {
        sheets.first { $0.name?.lowercased() == "partner" } ?? sheets.first { $0.heading?.keyColumn != nil } ?? sheets.first
    }

    /// A second sheet with an `nr` gives a list; any other is left alone.
    private func list(_ sheet: SheetIntake, log: FindingLog) throws(Finding) -> SheetRows? {
        guard let name = sheet.name, let heading = sheet.heading else { return nil }
        guard heading.keyColumn != nil else {
            if name != TableSheets.remarks, name != TableSheets.findings {
                log.note(
                    "blatt-uebergangen", at: .file(path), "Das Blatt \(quoted(name)) hat keine Spalte „nr“ und wird nicht gelesen.",
                    remedy: "Gehört es zu den Partnern, ergänzen Sie die Spalte „nr“ mit den Nummern aus dem ersten Blatt.")
            }
            return nil
        }
        sheet.checkHeading(log: log)
        return try sheet.finish()
    }

    private func tooManyRows(_ limit: Int) -> Finding {
        Finding(
            .fehler, "tabelle-zu-gross", at: .file(path), "Die Tabelle hat mehr als \(limit) Zeilen.", remedy: "Teilen Sie die Tabelle auf.")
    }
}

/// A sheet on its way in.
final class SheetIntake {
    let name: String?
    /// As findings name it: the file, and the sheet unless it is the only one or the main one.
    let path: String
    private(set) var heading: TableHeading?
    /// `nr` of each row.
    private(set) var keys = KeyList()
    var merged: [CellRange] = []
    private var rows: SpoolWriter
    /// First filled cell below a heading that is empty.
    private var nameless: [Int: Int] = [:]
    private var firstRowWithKey: Int?
    private let ignoring: IgnoredColumns

    init(name: String?, path: String, ignoring: IgnoredColumns, scale: TableScale) {
        rows = SpoolWriter(scale)
        self.ignoring = ignoring
        self.name = name
        self.path = path
    }

    func add(_ row: DataRow) throws(Finding) {
        guard let heading else {
            let heading = TableHeading(row, path: path, ignoring: ignoring)
            // A text has no other sheet: nothing more need be read.
            if heading.isTooWide, name == nil { throw tooWide(heading) }
            if !heading.columns.isEmpty || heading.isTooWide { self.heading = heading }
            return
        }
        let key = heading.keyColumn.flatMap { column in row.cells.first { $0.column == column } }.map { CellReading.key($0.value) } ?? ""
        guard !key.hasPrefix(PartnerTable.commentMark) else { return }
        if heading.keyColumn == nil, firstRowWithKey == nil, rows.count < 20,
            row.cells.contains(where: { CellReading.plain($0.value) == PartnerTable.keyColumn })
        {
            firstRowWithKey = row.number
        }
        for cell in row.cells where cell.column <= heading.lastColumn && heading[cell.column] == nil && !heading.ignored.contains(cell.column) && nameless[cell.column] == nil {
            nameless[cell.column] = row.number
        }
        keys.append(key)
        try rows.append(RowCodec.bytes(of: row))
    }

    func finish() throws(Finding) -> SheetRows {
        SheetRows(
            name: name ?? "", path: path, isWorkbook: name != nil, heading: heading ?? TableHeading(DataRow(number: 1), path: path),
            spool: try rows.finish(), keys: keys, merged: merged)
    }

    private func tooWide(_ heading: TableHeading) -> Finding {
        Finding(
            .fehler, "tabelle-zu-gross", at: .cell(path, row: heading.row, column: nil), "Die Tabelle hat mehr als \(TableLimits.columns) Spalten.",
            remedy: "Löschen Sie überzählige Spalten.")
    }

    func checkHeading(log: FindingLog) {
        guard let heading else { return }
        func place(_ column: Int?) -> Place {
            // A name of thousands of letters would fill the screen.
            .cell(path, row: heading.row, column: column.flatMap { heading[$0] }.map { $0.count <= 80 ? $0 : String($0.prefix(79)) + "…" }, letter: column.map(ColumnLetter.of))
        }
        guard !heading.isTooWide else { return log.add(tooWide(heading)) }
        if heading.keyColumn == nil {
            let key = PartnerTable.keyColumn
            let remedy =
                firstRowWithKey.map { "Die Überschriften stehen offenbar in Zeile \($0): Löschen Sie die Zeilen darüber." }
                ?? Suggestion.nearest(to: key, among: heading.names).map { "Benennen Sie die Spalte „\($0)“ in „nr“ um." }
                ?? "Ergänzen Sie eine Spalte „nr“ mit einer eigenen Nummer je Zeile."
            log.error("spalte-fehlt", at: place(nil), "Die Spalte „nr“ fehlt.", remedy: remedy)
        }
        for (column, row) in nameless.sorted(by: { $0.key < $1.key }).prefix(20) {
            log.error(
                "spalte-ohne-namen", at: .cell(path, row: row, column: nil, letter: ColumnLetter.of(column)),
                "Spalte \(column + 1) hat keine Überschrift, aber Inhalt.",
                remedy: "Schreiben Sie in die Zeile mit den Überschriften, zu welchem Feld die Spalte gehört.")
        }
        for column in heading.struck.prefix(20) {
            log.error(
                "zelle-durchgestrichen", at: place(column), "Die Überschrift „\(heading[column] ?? "")“ ist durchgestrichen.",
                remedy: "Löschen Sie die Spalte, oder heben Sie das Durchstreichen auf; eine Spalte, die nicht gelesen werden soll, beginnt mit #.")
        }
        for conflict in heading.conflicts.prefix(20) {
            switch conflict {
            case .twice(let column):
                log.error("spalte-doppelt", at: place(column), "Die Spalte „\(heading[column] ?? "")“ gibt es zweimal.", remedy: "Löschen Sie eine der beiden.")
            case .excluding(let column, let taken):
                log.error(
                    "spalte-widerspruch", at: place(column), "Die Spalten \(quoted(heading[column] ?? "")) und „\(taken)“ schließen sich aus.",
                    remedy: "Geben Sie entweder das Ganze oder seine Teile an.")
            }
        }
    }
}
