import Findings

/// A partner table: one row a partner, columns named as the fields.
public struct PartnerTable: Sendable {
    public let path: String
    /// Names of the columns as in the heading, without `nr`.
    public let columns: [String]
    /// In the order of the file; empty rows are left out.
    public let rows: [PartnerRow]

    public static let keyColumn = "nr"

    /// The row with that `nr`. Throws `zeile-fehlt`.
    public func row(_ key: String) throws(Findings) -> PartnerRow {
        if let row = rows.first(where: { $0.key == key }) { return row }
        throw Findings([
            Finding(
                .fehler, "zeile-fehlt", at: .file(path), "In der Tabelle gibt es keine Zeile mit der nr \(quoted(key)).",
                remedy: Suggestion.remedy(for: key, among: rows.prefix(1_000).map(\.key), otherwise: "Prüfen Sie die Spalte „nr“."))
        ])
    }

    /// Reads a CSV file. Throws what concerns the table as a whole; what concerns a row is in ``PartnerRow/findings``.
    public init(contentsOf path: String) throws(Findings) {
        let bytes: [UInt8]
        do {
            bytes = try FileReading.bytes(of: path, limit: Limits.tableBytes)
        } catch {
            throw Findings([error])
        }
        try self.init(bytes: bytes, path: path)
    }

    init(bytes: [UInt8], path: String) throws(Findings) {
        let content: [UInt8]
        do {
            content = try TableEncoding.utf8(bytes, path: path)
        } catch {
            throw Findings([error])
        }
        let lines = CSVParser.rows(of: content)
        let log = FindingLog()
        self.path = path
        guard let heading = lines.first, heading.cells.contains(where: { !$0.trimmingBlanks.isEmpty }) else {
            throw Findings([
                Finding(
                    .fehler, "tabelle-leer", at: .cell(path, row: 1, column: nil), "Die Tabelle hat keine Überschriften.",
                    remedy:
                        "Schreiben Sie in die erste Zeile die Namen der Spalten; „klauselwerk felder VEREINBARUNG --csv DATEI“ legt eine Tabelle an.")
            ])
        }
        if lines.count > Limits.tableRows {
            log.error(
                "tabelle-zu-gross", at: .file(path), "Die Tabelle hat mehr als \(Limits.tableRows) Zeilen.", remedy: "Teilen Sie die Tabelle auf.")
        }
        let names = heading.cells.map(\.trimmingBlanks)
        PartnerTable.checkHeading(names, lines: lines, path: path, log: log)
        try log.throwIfErrors()
        columns = names.filter { $0 != PartnerTable.keyColumn && !$0.isEmpty }
        var seen: [String: Int] = [:]
        rows = lines.dropFirst().compactMap { line in
            guard line.problem != nil || line.cells.contains(where: { !$0.trimmingBlanks.isEmpty }) else { return nil }
            var row = PartnerRow(line, names: names, path: path)
            if let earlier = seen[row.key], !row.key.isEmpty {
                row.findings.append(
                    Finding(
                        .fehler, "nr-doppelt", at: .cell(path, row: line.number, column: PartnerTable.keyColumn),
                        "Die nr „\(row.key)“ steht schon in Zeile \(earlier).", remedy: "Geben Sie jeder Zeile eine eigene nr."))
            } else {
                seen[row.key] = line.number
            }
            return row
        }
    }

    private static func checkHeading(_ names: [String], lines: [CSVParser.Row], path: String, log: FindingLog) {
        if names.count > Limits.tableColumns {
            log.error(
                "tabelle-zu-gross", at: .cell(path, row: 1, column: nil), "Die Tabelle hat mehr als \(Limits.tableColumns) Spalten.",
                remedy: "Löschen Sie überzählige Spalten.")
            return
        }
        if !names.contains(keyColumn) {
            log.error(
                "spalte-fehlt", at: .cell(path, row: 1, column: nil), "Die Spalte „nr“ fehlt.",
                remedy: Suggestion.nearest(to: keyColumn, among: names).map { "Benennen Sie die Spalte „\($0)“ in „nr“ um." }
                    ?? "Ergänzen Sie eine Spalte „nr“ mit einer eigenen Nummer je Zeile.")
        }
        var tree = InputTree(root: .file(path))
        var seen: Set<String> = []
        for (index, name) in names.enumerated() {
            let place = Place.cell(path, row: 1, column: name.isEmpty ? nil : name)
            if name.isEmpty {
                let filled = lines.dropFirst().first { index < $0.cells.count && !$0.cells[index].trimmingBlanks.isEmpty }
                if let filled {
                    log.error(
                        "spalte-ohne-namen", at: .cell(path, row: filled.number, column: nil),
                        "Spalte \(index + 1) hat keine Überschrift, aber Inhalt.",
                        remedy: "Schreiben Sie in die erste Zeile, zu welchem Feld die Spalte gehört.")
                }
                continue
            }
            if !seen.insert(name).inserted {
                log.error("spalte-doppelt", at: place, "Die Spalte „\(name)“ gibt es zweimal.", remedy: "Löschen Sie eine der beiden.")
            } else if let taken = tree.set(name, InputNode(.empty, at: place)) {
                log.error(
                    "spalte-widerspruch", at: place, "Die Spalten „\(name)“ und „\(taken)“ schließen sich aus.",
                    remedy: "Geben Sie entweder das Ganze oder seine Teile an.")
            }
        }
    }
}

public struct PartnerRow: Sendable, Hashable {
    /// `nr`
    public let key: String
    /// As Excel shows it; the heading is row 1.
    public let number: Int
    /// What is wrong with the row as such.
    public fileprivate(set) var findings: [Finding]
    let layer: InputLayer

    fileprivate init(_ line: CSVParser.Row, names: [String], path: String) {
        number = line.number
        findings = []
        var key = ""
        var tree = InputTree(root: .cell(path, row: line.number, column: nil))
        for (name, cell) in zip(names, line.cells) where !name.isEmpty {
            let text = cell.trimmingBlanks
            if name == PartnerTable.keyColumn { key = text }
            guard !text.isEmpty, name != PartnerTable.keyColumn else { continue }
            let place = Place.cell(path, row: line.number, column: name)
            _ = tree.set(name, InputNode(.scalar(InputScalar(.whole(cell.precomposed, at: place), style: .quoted)), at: place))
        }
        self.key = key
        layer = InputLayer(kind: .tableRow, root: tree.root)
        check(line, names: names, path: path)
    }

    private mutating func check(_ line: CSVParser.Row, names: [String], path: String) {
        func column(_ index: Int) -> String? { index < names.count && !names[index].isEmpty ? names[index] : nil }
        switch line.problem {
        case .textAfterQuote(let cell)?:
            findings.append(
                Finding(
                    .fehler, "csv-anfuehrung", at: .cell(path, row: number, column: column(cell)),
                    "Nach dem schließenden Anführungszeichen steht noch Text.",
                    remedy: "Verdoppeln Sie Anführungszeichen innerhalb der Zelle (\"\"), oder speichern Sie die Tabelle neu aus Excel."))
        case .unclosedQuote(let cell)?:
            findings.append(
                Finding(
                    .fehler, "csv-anfuehrung", at: .cell(path, row: number, column: column(cell)),
                    "Das Anführungszeichen am Anfang der Zelle wird nicht geschlossen.",
                    remedy: "Ergänzen Sie das schließende Anführungszeichen, oder speichern Sie die Tabelle neu aus Excel."))
        case nil: break
        }
        if line.cells.dropFirst(names.count).contains(where: { !$0.trimmingBlanks.isEmpty }) {
            findings.append(
                Finding(
                    .fehler, "zeile-zu-lang", at: .cell(path, row: number, column: nil), "Die Zeile hat mehr Zellen als die Tabelle Spalten.",
                    remedy: "Steht ein Trennzeichen im Text, so setzen Sie die Zelle in Anführungszeichen."))
        }
        if key.isEmpty {
            findings.append(
                Finding(
                    .fehler, "nr-fehlt", at: .cell(path, row: number, column: PartnerTable.keyColumn), "Die Zeile hat keine nr.",
                    remedy: "Geben Sie jeder Zeile eine eigene nr."))
        }
    }
}
