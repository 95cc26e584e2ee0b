import Findings
import Foundation
import Tables

/// Reads the sheets of an exported register back into records.
final class SheetsReader: TableReceiver {
    private var name = ""
    private var isHeading = true
    private var rows: [String: [[String]]] = [:]
    private var columns: [String: Int] = [:]
    private var isBroken = false

    func sheet(_ name: String?) throws(Finding) {
        self.name = name ?? ""
        isHeading = true
    }

    func merged(_ range: CellRange) {}

    func object(_ json: String, number: Int) throws(Finding) { isBroken = true }

    func row(_ row: DataRow) throws(Finding) {
        var texts: [String] = []
        for cell in row.cells {
            while texts.count < cell.column { texts.append("") }
            switch cell.value {
            case .text(let text): texts.append(SheetsReader.value(text, &isBroken))
            // Somebody has typed over it.
            case .number(let number, _, let shown): texts.append(shown ?? number)
            case .date(let day, _): texts.append(Day.read(day)?.isoText ?? day)
            case .percent, .flag, .fault: isBroken = true
            }
        }
        if isHeading {
            isHeading = false
            columns[name] = texts.count
            return
        }
        while texts.count < columns[name] ?? 0 { texts.append("") }
        if texts.count > columns[name] ?? 0 { isBroken = true }
        rows[name, default: []].append(texts)
    }

    private static func value(_ cell: String, _ isBroken: inout Bool) -> String {
        if let text = RegisterSheets.text(cell) { return text }
        isBroken = true
        return ""
    }

    /// In the order in which they can be taken in; `nil` where the workbook is no register's.
    var records: [RegisterRecord]? {
        let widths = [
            "Register": 1, "Verträge": 11, "Beteiligte": 3, "Ereignisse": 8, "Klauseln": 4, "Partner": 7, "Schlüssel": 2, "Stellen": 2, "Wortlaut": 2, "Herkunft": 2,
            "Protokoll": 3,
        ]
        guard !isBroken, rows["Register"]?.first?.first == RegisterRecord.format, widths.allSatisfy({ columns[$0.key] == $0.value }) else { return nil }
        var records: [RegisterRecord] = [.head(.init())]
        for (sum, text) in joined("Wortlaut") { records.append(.passage(.init(sha256: sum, wortlaut: text))) }
        let keys = grouped("Schlüssel")
        for (identifier, standings) in ordered("Partner") {
            records.append(
                .partner(
                    .init(
                        partner: identifier,
                        staende: standings.map { .init(ab: $0[1], name: $0[2], strasse: $0[3], plz: $0[4], ort: $0[5], vertreten_durch: $0[6]) },
                        schluessel: (keys[identifier] ?? []).map { $0[1] })))
        }
        let parts = (parties: grouped("Beteiligte"), events: grouped("Ereignisse"), clauses: grouped("Klauseln"), passages: grouped("Stellen"))
        let origins = Dictionary(joined("Herkunft"), uniquingKeysWith: { first, _ in first })
        for row in rows["Verträge"] ?? [] {
            let name = row[0]
            records.append(
                .contract(
                    .init(
                        kennung: name, sha256: row[1], vereinbarung: row[2], betreff: row[3], aktenzeichen: row[4], nr: row[5], datei: row[6],
                        seiten: Int(row[7]), datum: row[8], quelle: row[9], nachweis: row[10],
                        klauseln: (parts.clauses[name] ?? []).map { .init(klausel: $0[1], fassung: $0[2], sha256: $0[3]) }, herkunft: origins[name],
                        beteiligte: (parts.parties[name] ?? []).map { .init(rolle: $0[1], partner: $0[2]) },
                        ereignisse: (parts.events[name] ?? []).map {
                            .init(art: $0[1], datum: $0[2], wer: $0[3], wirkung: $0[4], bemerkung: $0[5], storniert: $0[6].isEmpty ? nil : $0[7])
                        }, wortlaut: (parts.passages[name] ?? []).map { $0[1] })))
        }
        for row in rows["Protokoll"] ?? [] { records.append(.log(.init(tag: row[0], was: row[1], anzahl: Int(row[2]) ?? 0))) }
        return records
    }

    private func grouped(_ sheet: String) -> [String: [[String]]] { Dictionary(grouping: rows[sheet] ?? []) { $0[0] } }

    /// Rows with the same first cell together, in the order of the sheet.
    private func ordered(_ sheet: String) -> [(String, [[String]])] {
        let groups = grouped(sheet)
        var seen: Set<String> = []
        return (rows[sheet] ?? []).compactMap { row in seen.insert(row[0]).inserted ? (row[0], groups[row[0]] ?? []) : nil }
    }

    private func joined(_ sheet: String) -> [(String, String)] { ordered(sheet).map { ($0.0, $0.1.map { $0[1] }.joined()) } }
}
