import Findings
import Foundation
import Production
import Tables

/// A table of what changes for whom: a row a contract, a column a field.
package final class AmendmentTable: TableReceiver {
    private let path: String
    private let store: RegisterStore?
    private var heading: [Int: String]?
    private var values: [String: [String: String]] = [:]
    private var findings: [Finding] = []
    private var sheets = 0

    /// - Returns: new values by the path of the contract's file; empty cells change nothing.
    /// - Throws: ``Failure`` with everything that is wrong in it.
    package static func read(_ path: String, store: RegisterStore?) throws(Failure) -> [String: [String: String]] {
        let table = AmendmentTable(path, store)
        try failing(listing(TableFormat.read(path, to: table)))
        if table.values.isEmpty, table.findings.isEmpty {
            table.wrong(1, nil, "Die Tabelle hat keine Zeile mit einem Vertrag.", "Schreiben Sie in die Spalte „vertrag“ die Datei, in die anderen die neuen Werte.")
        }
        guard table.findings.isEmpty else { throw Failure(FindingList(table.findings)) }
        return table.values
    }

    private init(_ path: String, _ store: RegisterStore?) { (self.path, self.store) = (path, store) }

    package func sheet(_ name: String?) throws(Finding) {
        sheets += 1
        heading = nil
    }

    package func merged(_ range: CellRange) {
        wrong(
            range.rows.lowerBound, nil, "Hier sind Zellen verbunden; zu welchem Vertrag ihr Inhalt gehört, ist nicht zu erkennen.",
            "Heben Sie die Verbindung auf, und füllen Sie jede Zelle.")
    }

    package func row(_ row: DataRow) throws(Finding) {
        guard sheets <= 1 else { return }
        var cells: [Int: String] = [:]
        for cell in row.cells {
            switch cell.value {
            case .text(let text): cells[cell.column] = text.trimmingCharacters(in: .whitespacesAndNewlines)
            case .number(let number, _, let shown): cells[cell.column] = shown ?? number
            case .date(let day, _): cells[cell.column] = day
            case .percent(let number): cells[cell.column] = number + " %"
            case .flag(let flag): cells[cell.column] = flag ? "ja" : "nein"
            case .fault(_, let shown):
                wrong(row.number, heading?[cell.column], "In dieser Zelle steht „\(shown)“; was gemeint ist, ist nicht sicher.", "Schreiben Sie den Wert von Hand in die Zelle.")
            }
            if cell.isStruck { wrong(row.number, heading?[cell.column], "Der Inhalt dieser Zelle ist durchgestrichen.", "Löschen Sie ihn, oder heben Sie die Streichung auf.") }
        }
        guard let heading else {
            self.heading = cells.filter { !$0.value.isEmpty && !$0.value.hasPrefix("#") }
            if !cells.values.contains("vertrag") {
                wrong(row.number, nil, "Der Tabelle fehlt die Spalte „vertrag“.", "Nennen Sie darin je Zeile die Datei des Vertrags oder seine Kennung im Register.")
            }
            return
        }
        add(Dictionary(uniqueKeysWithValues: heading.compactMap { column, name in cells[column].map { (name, $0) } }.filter { !$0.1.isEmpty }), row.number)
    }

    package func object(_ json: String, number: Int) throws(Finding) {
        guard let values = try? JSONDecoder().decode([String: String].self, from: Data(json.utf8)) else {
            return wrong(number, nil, "Diese Zeile ist kein JSON-Objekt mit Texten.", "Schreiben Sie jede Zeile als {\"vertrag\": \"…\", \"partner.name\": \"…\"}.")
        }
        add(values, number)
    }

    private func add(_ row: [String: String], _ number: Int) {
        guard !row.isEmpty else { return }
        guard let contract = row["vertrag"] else { return wrong(number, "vertrag", "In dieser Zeile fehlt der Vertrag.", "Nennen Sie seine Datei.") }
        var file = contract
        if let store, !contract.contains("/"), !contract.contains("."), let entry = try? store.contract(contract), !entry.path.isEmpty { file = store.location(of: entry.path) }
        let fields = row.filter { $0.key != "vertrag" }
        if values.updateValue(fields, forKey: file) != nil {
            wrong(number, "vertrag", "Der Vertrag „\(contract)“ steht zweimal in der Tabelle.", "Schreiben Sie alle seine neuen Werte in eine Zeile.")
        }
    }

    private func wrong(_ row: Int, _ column: String?, _ message: String, _ remedy: String) {
        findings.append(Finding(.fehler, "nachtrag-tabelle", at: .cell(path, row: row, column: column), message, remedy: remedy))
    }
}
