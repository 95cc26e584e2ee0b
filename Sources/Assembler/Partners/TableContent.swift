import Findings
import Settings
import Tables

/// The rows of one sheet, in a spool.
struct SheetRows: Sendable {
    let name: String
    let path: String
    /// XLSX and ODS; there a cell has its place on a sheet, while in a text it follows from separators.
    let isWorkbook: Bool
    let heading: TableHeading
    let spool: Spool
    let keys: KeyList
    let merged: [CellRange]
}

/// A table behind its rows: reads a row out of the spool, joins what second sheets say of it, checks the cells.
struct TableContent: Sendable {
    enum Source: Sendable {
        case sheet(SheetRows, lists: [SheetRows])
        /// JSON, each record begun by the line's number in four bytes.
        case objects(Spool)
    }

    let path: String
    let source: Source
    private let keys: KeyIndex
    private let listKeys: [KeyIndex]

    private let ignoring: IgnoredColumns
    /// Of a part of a table: the number of the first row of the whole table that has the same `nr`, by index.
    private let earlier: [Int: Int]

    init(path: String, source: Source, keys: KeyIndex, ignoring: IgnoredColumns, earlier: [Int: Int] = [:]) {
        self.ignoring = ignoring
        self.earlier = earlier
        self.path = path
        self.source = source
        self.keys = keys
        if case .sheet(_, let lists) = source { listKeys = lists.map { KeyIndex($0.keys) } } else { listKeys = [] }
    }

    var count: Int {
        switch source {
        case .sheet(let sheet, _): sheet.spool.count
        case .objects(let spool): spool.count
        }
    }

    var heading: TableHeading {
        if case .sheet(let sheet, _) = source { return sheet.heading }
        return TableHeading(DataRow(number: 1), path: path)
    }

    func index(of key: String) -> Int? { keys.first(key) }

    func row(_ index: Int) -> PartnerRow {
        do throws(Finding) {
            var row: PartnerRow
            switch source {
            case .sheet(let sheet, let lists):
                var reading = RowReading(sheet: sheet, row: RowCodec.row(try sheet.spool.record(index)))
                for (list, keys) in zip(lists, listKeys) {
                    for part in keys[reading.key] { reading.add(RowCodec.row(try list.spool.record(part)), of: list) }
                }
                row = reading.finish()
            case .objects(let spool):
                let record = try spool.record(index)
                let number = record.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
                row = JSONRow(String(decoding: record.dropFirst(4), as: UTF8.self), number: number, path: path, ignoring: ignoring).finish()
            }
            checkKey(&row, index)
            return row
        } catch {
            return PartnerRow(key: "", number: index + 2, findings: [error], layer: InputLayer(kind: .tableRow, root: InputNode(.mapping([]), at: .file(path))))
        }
    }

    private func checkKey(_ row: inout PartnerRow, _ index: Int) {
        let letter = heading.keyColumn.map(ColumnLetter.of)
        let place = Place.cell(path, row: row.number, column: PartnerTable.keyColumn, letter: letter)
        guard !row.key.isEmpty else {
            // A row that cannot be read has said so.
            if row.findings.contains(where: { $0.severity == .fehler }), case .objects = source { return }
            row.findings.append(Finding(.fehler, "nr-fehlt", at: place, "Die Zeile hat keine nr.", remedy: "Geben Sie jeder Zeile eine eigene nr."))
            return
        }
        guard let earlier = earlierRow(of: row.key, index) else { return }
        row.findings.append(
            Finding(
                .fehler, "nr-doppelt", at: place, "Die nr \(quoted(row.key)) steht schon in Zeile \(earlier).",
                remedy: "Geben Sie jeder Zeile eine eigene nr."))
    }

    /// The number of the first row with the same `nr`, where it is another one.
    func earlierRow(of key: String, _ index: Int) -> Int? {
        if let known = earlier[index] { return known }
        guard !key.isEmpty, let first = keys.first(key), first != index else { return nil }
        return number(of: first)
    }

    /// A row as it lies in the spool, and the rows of second sheets that belong to it, sheet by sheet.
    func records(_ index: Int) throws(Finding) -> (row: [UInt8], lists: [[[UInt8]]]) {
        switch source {
        case .objects(let spool): return (try spool.record(index), [])
        case .sheet(let sheet, let lists):
            let record = try sheet.spool.record(index)
            let key = sheet.keys[index]
            var found: [[[UInt8]]] = []
            for (list, keys) in zip(lists, listKeys) {
                var parts: [[UInt8]] = []
                for part in keys[key] { parts.append(try list.spool.record(part)) }
                found.append(parts)
            }
            return (record, found)
        }
    }

    /// The number of a row in the file.
    private func number(of index: Int) -> Int? {
        switch source {
        case .sheet(let sheet, _): (try? sheet.spool.record(index)).map { RowCodec.row($0).number }
        case .objects(let spool): (try? spool.record(index)).map { $0.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) } }
        }
    }

    /// Rows of second sheets that belong to nobody would be lost without a word.
    func reportStrangers(_ log: FindingLog) {
        guard case .sheet(_, let lists) = source else { return }
        // Where a number is missing or stands twice, the stranger may be meant for that row; a guess would mislead.
        let isGap = keys.hasGap
        for list in lists {
            for (index, key) in list.keys.enumerated() where keys.first(key) == nil {
                guard let record = try? list.spool.record(index) else { continue }
                let place = Place.cell(
                    list.place, row: RowCodec.row(record).number, column: PartnerTable.keyColumn, letter: list.heading.keyColumn.map(ColumnLetter.of))
                log.error(
                    key.isEmpty ? "nr-fehlt" : "nr-unbekannt", at: place,
                    key.isEmpty ? "Die Zeile hat keine nr." : "Einen Partner mit der nr \(quoted(key)) gibt es in der Tabelle nicht.",
                    remedy: isGap
                        ? "Berichtigen Sie zuerst die fehlenden und doppelten Nummern im ersten Blatt."
                        : Suggestion.remedy(
                            for: key, among: keys.keys.lazy.filter { !$0.isEmpty }.prefix(2_000),
                            otherwise: "Tragen Sie die nr des Partners ein, zu dem die Zeile gehört, oder löschen Sie sie."))
                if log.all.count >= Limits.findingsPerFile { return }
            }
        }
    }
}

extension SheetRows {
    /// As findings name a second sheet.
    var place: String { "\(path), Blatt „\(name)“" }
}
