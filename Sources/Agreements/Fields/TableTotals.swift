import DocumentModel
import Findings
import Foundation
import Settings

/// `summe` of a table: columns that are added up in a closing row, and what their totals have to be.
package struct TableTotals: Sendable, Hashable {
    /// Names of columns of kind zahl or betrag, at least one.
    package var columns: [String]
    /// What the closing row is called.
    package var label: String
    /// `nil`: any total is right.
    package var target: Target?
    package var place: Place

    /// `ergibt`
    package enum Target: Sendable, Hashable {
        case number(Decimal)
        /// The values of these fields together; `table.column` is the total of that column.
        case fields([FieldPath])
    }

    package init(columns: [String], label: String, target: Target? = nil, place: Place) {
        self.columns = columns
        self.label = label
        self.target = target
        self.place = place
    }

    /// The values of a column together; empty cells count nothing.
    package static func total(of column: String, in rows: some Sequence<Value>) -> Decimal {
        rows.reduce(0) { $0 + ($1.member(column)?.amount ?? 0) }
    }

    /// Whether a row that somebody wrote calls itself a total: the program adds one of its own.
    package func isTotal(_ row: Value, labelColumn: String?) -> Bool {
        guard let labelColumn, case .text(let text)? = row.member(labelColumn) else { return false }
        let words = text.lowercased().trimmed
        return words == label.lowercased() || ["summe", "gesamtsumme", "insgesamt", "zusammen"].contains { words == $0 || words.hasPrefix($0 + " ") || words.hasPrefix($0 + ":") }
    }
}

extension Value {
    /// Of numbers and amounts.
    package var amount: Decimal? {
        switch self {
        case .number(let number), .money(let number): number
        case .text, .date, .flag, .choice, .list, .record: nil
        }
    }

    /// The same kind of value with another amount.
    package func with(amount: Decimal) -> Value {
        if case .money = self { .money(amount) } else { .number(amount) }
    }
}

extension FieldKind {
    /// Whether its values can be added up.
    package var isAmount: Bool {
        switch self {
        case .number, .money: true
        case .text, .longText, .date, .flag, .iban, .choice, .list, .person, .address, .body, .table, .representation, .inflection: false
        }
    }
}

// MARK: - Declarations

extension FieldDeclarationReader {
    static let totalKeys = KeySet("der Summe", ["spalten", "zeile", "ergibt"])

    /// `summe` of a table.
    func totals(_ reader: MappingReader, _ columns: [FieldDeclaration]) -> TableTotals? {
        guard let node = reader.node("summe"), let own = MappingReader(node, FieldDeclarationReader.totalKeys, log: log) else { return nil }
        let names = own.texts("spalten").filter { isAmount($0, columns, "summe") }.map(\.value)
        guard own.node("spalten") != nil else {
            own.missing("spalten", remedy: "Schreiben Sie zum Beispiel: summe: {spalten: [betrag]}.")
            return nil
        }
        return names.isEmpty ? nil : TableTotals(columns: names, label: own.filled("zeile")?.value ?? "Summe", target: target(own), place: node.place)
    }

    private func target(_ reader: MappingReader) -> TableTotals.Target? {
        guard let node = reader.node("ergibt") else { return nil }
        if let scalar = node.scalar, case .number(let number) = NumberNotation.amount(scalar.text.value, style: scalar.style) { return .number(number) }
        return .fields(reader.texts("ergibt").map { FieldPath($0.value) })
    }

    /// `summe_aus` of columns names other columns of the same table.
    func checkSums(_ columns: [FieldDeclaration], _ node: InputNode) {
        guard case .mapping(let entries) = node.content else { return }
        for column in columns where !column.sumOf.isEmpty {
            guard let entry = entries.first(where: { $0.key == column.name }), let reader = MappingReader(entry.value, FieldDeclarationReader.keys, log: FindingLog())
            else { continue }
            let others = columns.filter { $0.name != column.name && $0.kind == column.kind && $0.sumOf.isEmpty }
            for text in reader.texts("summe_aus") { _ = isAmount(text, others, "summe_aus") }
        }
    }

    private func isAmount(_ text: SourceText, _ columns: [FieldDeclaration], _ key: String) -> Bool {
        let names = columns.filter(\.kind.isAmount).map(\.name)
        guard !names.contains(text.value) else { return true }
        log.error(
            "summe-spalte", at: text.start, "„\(key)“ nennt \(quoted(text.value)); das ist keine Spalte dieser Tabelle, die sich addieren lässt.",
            remedy: Suggestion.remedy(
                for: text.value, among: names,
                otherwise: names.isEmpty ? "Geben Sie der Tabelle eine Spalte der Art „betrag“ oder „zahl“." : "Möglich sind: \(names.joined(separator: ", "))."))
        return false
    }
}

// MARK: - Values

extension ValueConverter {
    /// The row with what its columns say of one another: a sum that is not given is reckoned, one that is given has to be right.
    func summed(_ record: Record, _ columns: [FieldDeclaration], row: InputNode, path: String) -> Record {
        var record = record
        for column in columns where !column.sumOf.isEmpty {
            let addends = column.sumOf.compactMap { record[$0]?.amount }
            guard !addends.isEmpty else { continue }
            let sum = addends.reduce(0, +)
            guard let given = record[column.name] else {
                record.fields[column.name] = column.kind == .money ? .money(sum) : .number(sum)
                continue
            }
            guard let amount = given.amount, amount != sum else { continue }
            let labels = column.sumOf.map { name in "„\(columns.first { $0.name == name }?.label ?? name)“" }
            log.error(
                "zeile-summe", at: row.place,
                "In „\(path)“ ist „\(column.label)“ \(given.inGermanText), \(labels.joined(separator: " + ")) ergeben \(given.with(amount: sum).inGermanText).",
                remedy: "Berichtigen Sie die Zeile, oder lassen Sie „\(column.label)“ leer: Dann rechnet das Programm.")
        }
        return record
    }
}

extension Value {
    /// Amounts as they are printed, for messages.
    package var inGermanText: String { ValueText.text(self, .standard) ?? "" }
}
