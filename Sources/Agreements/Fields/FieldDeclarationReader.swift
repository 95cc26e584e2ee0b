import DocumentModel
import Findings
import Foundation
import Settings

/// Reads `felder:` of clauses and agreements.
struct FieldDeclarationReader {
    static let keys = KeySet(
        "eines Feldes",
        ["art", "beschriftung", "hilfe", "vorgabe", "offen", "platzhalter", "pflicht", "min", "max", "werte", "von", "spalten", "summe", "summe_aus", "typografie"])

    /// Names that a field cannot have, because they are always there.
    static let reservedNames = Setting.fieldNames.union(["klauseln"])

    let log: FindingLog

    /// The fields in the order they are written.
    func fields(_ node: InputNode?, allowsReserved: Bool = false) -> [FieldDeclaration] {
        guard let node else { return [] }
        guard case .mapping(let entries) = node.content else {
            log.error(
                "angabe-art", at: node.place, "Unter „felder“ stehen die Felder mit Namen, gefunden wurde \(node.kindInGerman).",
                remedy: "Schreiben Sie je Feld: name: {art: text}.")
            return []
        }
        return entries.compactMap { entry in
            guard isName(entry, allowsReserved: allowsReserved) else { return nil }
            return field(entry)
        }
    }

    private func isName(_ entry: InputEntry, allowsReserved: Bool) -> Bool {
        if !allowsReserved, FieldDeclarationReader.reservedNames.contains(entry.key) {
            log.error(
                "feld-vergeben", at: entry.keyPlace, "Ein Feld kann nicht „\(entry.key)“ heißen; diese Angabe gibt es immer.",
                remedy: "Wählen Sie einen anderen Namen.")
            return false
        }
        let scalars = entry.key.unicodeScalars
        let isSound = scalars.allSatisfy { $0.properties.isAlphabetic || $0 == "_" || $0 == "-" || ("0"..."9").contains($0) }
        let keywords: Set<String> = ["und", "oder", "nicht", "in", "enthaelt", "enthält", "vorhanden", "ja", "nein"]
        guard isSound, let first = scalars.first, first.properties.isAlphabetic, !keywords.contains(entry.key) else {
            log.error(
                "feld-name", at: entry.keyPlace, "\(quoted(entry.key)) kann kein Name eines Feldes sein.",
                remedy: "Verwenden Sie Buchstaben, Ziffern und „_“, zum Beispiel: kuendigung_frist.")
            return false
        }
        return true
    }

    private func field(_ entry: InputEntry) -> FieldDeclaration? {
        guard let reader = MappingReader(entry.value, FieldDeclarationReader.keys, log: log) else { return nil }
        guard let name = reader.required("art", remedy: "Schreiben Sie zum Beispiel: art: text.") else { return nil }
        guard let kind = kind(name, reader) else { return nil }
        var field = FieldDeclaration(
            entry.key, kind, label: reader.string("beschriftung"), help: reader.string("hilfe"), isOpen: reader.flag("offen") ?? false,
            placeholder: reader.string("platzhalter"), isRequired: reader.flag("pflicht") ?? true, minimum: reader.number("min"),
            maximum: reader.number("max"), isVerbatim: reader.choice("typografie", FieldTypography.self)?.value == .woertlich, place: entry.keyPlace)
        checkKeys(reader, kind)
        if case .table(let columns) = kind { field.totals = totals(reader, columns) }
        field.sumOf = reader.texts("summe_aus").map(\.value)
        // What follows from the others nobody has to give.
        if !field.sumOf.isEmpty { field.isRequired = false }
        if let minimum = field.minimum, let maximum = field.maximum, minimum > maximum {
            log.error("feld-grenzen", at: reader.place(of: "min"), "„min“ ist größer als „max“.", remedy: "Vertauschen Sie die beiden Angaben.")
        }
        if let node = reader.node("vorgabe") {
            field.defaultValue = ValueConverter(log: log).value(node, for: field, path: entry.key)
            field.defaultPlace = node.place
        }
        return field
    }

    private func checkKeys(_ reader: MappingReader, _ kind: FieldKind) {
        func only(_ key: String, _ isMeaningful: Bool, _ kinds: String) {
            guard !isMeaningful, reader.node(key) != nil else { return }
            log.error(
                "angabe-unpassend", at: reader.place(of: key), "„\(key)“ gilt nur für \(kinds); das Feld ist \(kind.inGerman).",
                remedy: "Löschen Sie „\(key)“, oder ändern Sie „art“.")
        }
        switch kind {
        case .number, .money: break
        case .text, .longText, .date, .flag, .iban, .choice, .list, .person, .address, .body, .table, .representation, .inflection:
            only("min", false, "Zahlen und Beträge")
            only("max", false, "Zahlen und Beträge")
            only("summe_aus", false, "Spalten mit Zahlen oder Beträgen")
        }
        if case .choice = kind {} else { only("werte", false, "eine Auswahl") }
        if case .list = kind {} else { only("von", false, "eine Liste") }
        if case .table = kind {
        } else {
            only("spalten", false, "eine Tabelle")
            only("summe", false, "eine Tabelle")
        }
    }

    private func kind(_ name: SourceText, _ reader: MappingReader) -> FieldKind? {
        switch FieldKind.Word(rawValue: name.value) {
        case .text: return .text
        case .longText: return .longText
        case .date: return .date
        case .number: return .number
        case .money: return .money
        case .flag: return .flag
        case .iban: return .iban
        case .person: return .person
        case .address: return .address
        case .body: return .body
        case .choice: return choices(reader)
        case .list: return list(reader)
        case .table:
            guard let node = reader.node("spalten") else {
                reader.missing("spalten", remedy: "Schreiben Sie zum Beispiel: spalten: {name: {art: text}}.")
                return nil
            }
            let columns = fields(node, allowsReserved: true)
            checkSums(columns, node)
            return .table(columns)
        case nil:
            log.error(
                "art-unbekannt", at: name.start, "Eine Art \(quoted(name.value)) gibt es nicht.",
                remedy: Suggestion.remedy(
                    for: name.value, among: FieldKind.declarableNames,
                    otherwise: "Möglich sind: \(FieldKind.declarableNames.joined(separator: ", "))."))
            return nil
        }
    }

    private func list(_ reader: MappingReader) -> FieldKind? {
        guard let name = reader.filled("von") else { return .list(of: .text) }
        if let word = FieldKind.Word(rawValue: name.value), !word.isOfElements {
            log.error(
                "art-unbekannt", at: name.start, "Eine Liste von „\(name.value)“ gibt es nicht.",
                remedy: "Verwenden Sie für mehrere Spalten: art: tabelle.")
            return nil
        }
        return kind(name, reader).map { .list(of: $0) }
    }

    /// `werte: [a, b]` or `werte: {a: Beschriftung}`.
    private func choices(_ reader: MappingReader) -> FieldKind? {
        var choices: [FieldChoice] = []
        switch reader.node("werte")?.content {
        case .mapping(let entries)?:
            for entry in entries {
                choices.append(FieldChoice(entry.key, label: entry.value.isEmpty ? nil : reader.text(entry.value, named: "werte")?.value))
            }
        case .sequence?, .scalar?:
            choices = reader.texts("werte").map { FieldChoice($0.value) }
        case .empty?, nil:
            reader.missing("werte", remedy: "Schreiben Sie zum Beispiel: werte: [monatsende, quartalsende].")
            return nil
        }
        let repeated = Dictionary(grouping: choices, by: \.value).filter { $1.count > 1 }.keys.sorted()
        for value in repeated {
            log.error(
                "wert-doppelt", at: reader.place(of: "werte"), "Der Wert „\(value)“ steht zweimal zur Auswahl.",
                remedy: "Löschen Sie einen der beiden.")
        }
        return .choice(choices)
    }
}
