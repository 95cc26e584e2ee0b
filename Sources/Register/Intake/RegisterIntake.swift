import Findings
import Foundation
import Production
import Tables

/// Reads a table of contracts that are older than the program: one row a contract.
struct RegisterIntake {
    private let store: RegisterStore

    init(_ store: RegisterStore) { self.store = store }

    /// - Throws: ``Failure``: the table cannot be read, or a row is wrong; nothing of it is taken in then.
    func take(_ path: String) throws(Failure) -> IntakeResult {
        let table = ContractTable(path)
        try failing(listing(TableFormat.read(path, to: table)))
        let entries = table.finish()
        guard table.findings.isEmpty else { throw Failure(FindingList(table.findings)) }
        return try store.take(entries)
    }
}

/// The rows of such a table, read.
final class ContractTable: TableReceiver {
    /// What the columns are called, and in which order the handbook shows them.
    static let columns =
        ["kennung", "aktenzeichen", "betreff", "vereinbarung", "datum", "datei", "klauseln", "wortlaut"]
        + ["name", "strasse", "plz", "ort", "vertreten_durch"].map { "partner." + $0 }
        + ContractEvent.Kind.allCases.map(\.rawValue) + ["unterschrieben_von", "gekuendigt_zum", "bemerkung"]

    private let path: String
    private(set) var findings: [Finding] = []
    private var heading: [Int: String]?
    private var entries: [ContractEntry] = []
    private var rows: [String: Int] = [:]
    private var sheets = 0

    init(_ path: String) { self.path = path }

    func sheet(_ name: String?) throws(Finding) {
        sheets += 1
        heading = nil
    }

    func merged(_ range: CellRange) {
        findings.append(
            Finding(
                .fehler, "register-zelle", at: .cell(path, row: range.rows.lowerBound, column: nil),
                "Hier sind Zellen verbunden; zu welchem Vertrag ihr Inhalt gehört, ist nicht zu erkennen.",
                remedy: "Heben Sie die Verbindung auf, und füllen Sie jede Zelle."))
    }

    func row(_ row: DataRow) throws(Finding) {
        guard sheets <= 1 else { return }
        guard let heading else { return readHeading(row) }
        var values: [String: String] = [:]
        for cell in row.cells {
            guard let name = heading[cell.column] else { continue }
            switch cell.value {
            case .text(let text): values[name] = text
            case .number(let number, _, let shown): values[name] = shown ?? number
            case .date(let day, _): values[name] = day
            case .percent(let number): values[name] = number + " %"
            case .flag(let flag): values[name] = flag ? "ja" : "nein"
            case .fault(_, let shown):
                wrong(row.number, name, "In dieser Zelle steht „\(shown)“; was gemeint ist, ist nicht sicher.", "Schreiben Sie den Wert von Hand in die Zelle.")
            }
            if cell.isStruck { wrong(row.number, name, "Der Inhalt dieser Zelle ist durchgestrichen.", "Löschen Sie ihn, oder heben Sie die Streichung auf.") }
        }
        read(values, number: row.number)
    }

    func object(_ json: String, number: Int) throws(Finding) {
        guard let record = try? JSONDecoder().decode(RecordedText.self, from: Data(json.utf8)), case .group(let members) = record else {
            return wrong(number, nil, "Diese Zeile ist kein JSON-Objekt.", "Schreiben Sie jede Zeile als {\"kennung\": …, \"partner\": {\"name\": …}}.")
        }
        var values: [String: String] = [:]
        for (name, value) in members {
            if case .group(let inner) = value {
                for (member, text) in inner { values["\(name).\(member)"] = text.oneLine }
            } else {
                values[name] = value.oneLine
            }
        }
        for name in values.keys.sorted() where !Self.columns.contains(name) { unknown(name, number) }
        read(values, number: number)
    }

    private func readHeading(_ row: DataRow) {
        var heading: [Int: String] = [:]
        for cell in row.cells {
            guard case .text(let text) = cell.value, !text.hasPrefix("#") else { continue }
            let name = text.trimmingCharacters(in: .whitespaces).lowercased()
            if Self.columns.contains(name) { heading[cell.column] = name } else { unknown(name, row.number) }
        }
        self.heading = heading
    }

    private func unknown(_ name: String, _ row: Int) {
        findings.append(
            Finding(
                .fehler, "register-spalte", at: .cell(path, row: row, column: name), "Eine Spalte „\(name)“ kennt das Register nicht.",
                remedy: Suggestion.remedy(for: name, among: Self.columns)
                    ?? "Benennen Sie sie um (\(Self.columns.prefix(5).joined(separator: ", ")) …), oder schreiben Sie # vor ihre Überschrift; dann wird sie übergangen."))
    }

    private func wrong(_ row: Int, _ column: String?, _ message: String, _ remedy: String) {
        findings.append(Finding(.fehler, "register-zelle", at: .cell(path, row: row, column: column), message, remedy: remedy))
    }

    // MARK: - One contract

    private func read(_ values: [String: String], number: Int) {
        let values = values.mapValues { $0.trimmingCharacters(in: .whitespacesAndNewlines) }.filter { !$0.value.isEmpty }
        guard !values.isEmpty else { return }
        var entry = ContractEntry()
        entry.source = .table
        entry.fileNumber = values["aktenzeichen"] ?? ""
        entry.identifier = values["kennung"] ?? entry.fileNumber
        guard !entry.identifier.isEmpty else {
            return wrong(number, "kennung", "Diesem Vertrag fehlt eine Kennung.", "Geben Sie ihm in „kennung“ oder „aktenzeichen“ eine, die kein anderer hat.")
        }
        if let other = rows.updateValue(number, forKey: entry.identifier) {
            return wrong(number, "kennung", "Die Kennung „\(entry.identifier)“ hat schon Zeile \(other).", "Geben Sie jedem Vertrag eine eigene.")
        }
        guard let name = values["partner.name"] else {
            return wrong(number, "partner.name", "Diesem Vertrag fehlt der Partner.", "Tragen Sie seinen Namen ein.")
        }
        entry.title = values["betreff"] ?? ""
        entry.agreement = values["vereinbarung"] ?? ""
        entry.path = values["datei"] ?? ""
        entry.date = day(values["datum"], "datum", number)
        entry.clauses = (values["klauseln"] ?? "").split(whereSeparator: { ";,\n".contains($0) }).compactMap { ContractTable.clause($0) }
        entry.passages = [values["wortlaut"], values["bemerkung"]].compactMap { $0 }
        entry.parties = [
            .init(
                role: "partner",
                record: PartyRecord(
                    name: name, street: values["partner.strasse"] ?? "", postcode: values["partner.plz"] ?? "", town: values["partner.ort"] ?? "",
                    representative: values["partner.vertreten_durch"] ?? ""))
        ]
        entry.events = events(values, number)
        entries.append(entry)
    }

    private func events(_ values: [String: String], _ number: Int) -> [ContractEvent] {
        ContractEvent.Kind.allCases.compactMap { kind in
            let day = day(values[kind.rawValue], kind.rawValue, number)
            guard !day.isEmpty else { return nil }
            var event = ContractEvent(kind, on: day)
            if kind == .signed { event.who = values["unterschrieben_von"] ?? "" }
            if kind == .terminated { event.effect = self.day(values["gekuendigt_zum"], "gekuendigt_zum", number) }
            return event
        }
    }

    private func day(_ text: String?, _ column: String, _ number: Int) -> String {
        guard let text else { return "" }
        if let day = Day.read(text) { return day.isoText }
        wrong(number, column, "„\(text)“ ist kein Tag des Kalenders.", "Schreiben Sie ihn als 31.12.2026 oder 2026-12-31.")
        return ""
    }

    /// `datenschutz@1`, `kuendigung/frist 1.0`
    private static func clause(_ text: Substring) -> ContractOrigin.Clause? {
        let parts = text.split(whereSeparator: { $0 == "@" || $0.isWhitespace }).map(String.init)
        guard let name = parts.first else { return nil }
        return ContractOrigin.Clause(name: name, version: parts.count > 1 ? parts[1] : "", sha256: "", reason: nil)
    }

    /// What was read; whether it may be used, ``findings`` say.
    func finish() -> [ContractEntry] {
        if entries.isEmpty, findings.isEmpty {
            findings.append(
                Finding(
                    .fehler, "register-tabelle-leer", at: .file(path), "Die Tabelle hat keine Zeile mit einem Vertrag.",
                    remedy: "Überschriften: \(Self.columns.joined(separator: ", "))."))
        }
        return entries
    }
}
