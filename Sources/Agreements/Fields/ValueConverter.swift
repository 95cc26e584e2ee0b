import DocumentModel
import Findings
import Foundation
import Settings

/// Turns what was written in YAML, JSON, a table or on the command line into the value of a declared field. Defects go
/// to the log, each with its place and how to mend it.
package struct ValueConverter {
    let log: FindingLog
    /// Of the partner, else of the agreement: decides about postcodes out of tables.
    var land: String?
    /// What is known of the Länder; `nil`: no postcode is mended.
    var facts: Facts?

    package init(log: FindingLog, land: String? = nil, facts: Facts? = nil) {
        self.log = log
        self.land = land
        self.facts = facts
    }

    func postalRegions() -> Set<String> {
        guard let land, let found = try? facts?.land(land) else { return [] }
        return found.postalRegionsWithZero
    }

    /// `nil` where there is no value (empty) or a wrong one (reported).
    package func value(_ node: InputNode, for field: FieldDeclaration, path: String) -> Value? {
        switch node.content {
        case .empty:
            return nil
        case .scalar(let scalar):
            guard isSound(scalar.text, path: path) else { return nil }
            let trimmed = scalar.text.value.trimmed
            return trimmed.isEmpty ? nil : self.scalar(trimmed, scalar.style, stored: scalar.stored, for: field, node: node, path: path)
        case .sequence(let elements):
            return sequence(elements, for: field, node: node, path: path)
        case .mapping(let entries):
            return mapping(entries, for: field, node: node, path: path)
        }
    }

    private func scalar(_ text: String, _ style: ScalarStyle, stored: String? = nil, for field: FieldDeclaration, node: InputNode, path: String) -> Value? {
        switch field.kind {
        case .text:
            let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
            return tableText(line, style, for: field, node: node, path: path).map { .text($0) }
        case .longText, .representation: return .text(text)
        case .date:
            if let stored, let date = DateNotation.any(stored) { return .date(date) }
            if let date = DateNotation.any(text) { return .date(date) }
            if let date = DateNotation.serial(text) {
                if style == .cellNumber {
                    log.note(
                        "datum-aus-zahl", at: node.place, "Die Zahl \(text) in „\(path)“ wird als Tag gelesen: \(date.inGerman).",
                        remedy: "Stellen Sie die Spalte auf „Datum“.")
                    return .date(date)
                }
                log.error(
                    "datum-falsch", at: node.place, "„\(path)“ ist ein Datum; \(quoted(text)) ist keines.",
                    remedy: "Hat Excel den \(date.inGerman) als Zahl gespeichert? Stellen Sie die Spalte auf „Datum“, oder schreiben Sie den Tag aus.")
                return nil
            }
            log.error(
                "datum-falsch", at: node.place, "„\(path)“ ist ein Datum; \(quoted(text)) ist keines.",
                remedy: DateNotation.advice(text) ?? field.kind.advice)
            return nil
        case .number:
            let reading = shown(NumberNotation.german(text, style: style), text, stored, node: node, path: path)
            return number(reading, text, for: field, node: node, path: path).map { .number($0) }
        case .money:
            let reading = shown(NumberNotation.amount(text, style: style), text, stored, node: node, path: path)
            return amount(reading, text, for: field, node: node, path: path)
        case .flag:
            if let flag = FlagNotation.flag(text) { return .flag(flag) }
        case .iban:
            do throws(IBANNotation.Fault) { return .text(try IBANNotation.read(text)) } catch {
                log.error(
                    "iban-falsch", at: node.place, "\(quoted(text)) in „\(path)“ ist keine IBAN: \(error.reason).", remedy: field.kind.advice)
                return nil
            }
        case .choice(let choices): return choice(text, choices, node: node, path: path)
        case .list(let kind):
            // One cell holds a whole list: parted by semicolons or line ends.
            let element = FieldDeclaration(field.name, kind)
            let parts = text.split { $0.isNewline || $0 == ";" }.map { String($0).trimmed }.filter { !$0.isEmpty }
            return .list(parts.compactMap { scalar($0, style, for: element, node: node, path: path) })
        case .person, .address, .body, .table, .inflection: break
        }
        wrongKind(node, for: field, path: path, found: quoted(text))
        return nil
    }

    private func sequence(_ elements: [InputNode], for field: FieldDeclaration, node: InputNode, path: String) -> Value? {
        let element: FieldDeclaration
        switch field.kind {
        case .list(let kind): element = FieldDeclaration(field.name, kind, label: field.label)
        case .representation: element = FieldDeclaration(field.name, .person)
        case .table(let columns): return table(elements, columns, path: path)
        case .text, .longText, .date, .number, .money, .flag, .iban, .choice, .person, .address, .body, .inflection:
            wrongKind(node, for: field, path: path, found: node.kindInGerman)
            return nil
        }
        let values = elements.enumerated().compactMap { index, node in value(node, for: element, path: "\(path)[\(index + 1)]") }
        return values.isEmpty ? nil : .list(values)
    }

    private func table(_ rows: [InputNode], _ columns: [FieldDeclaration], path: String) -> Value? {
        var records: [Value] = []
        for (index, row) in rows.enumerated() {
            let rowPath = "\(path)[\(index + 1)]"
            guard case .mapping(let entries) = row.content else {
                if case .empty = row.content { continue }
                log.error(
                    "wert-art", at: row.place, "Eine Zeile der Tabelle „\(path)“ hat Spalten, gefunden wurde \(row.kindInGerman).",
                    remedy: FieldKind.table(columns).advice)
                continue
            }
            if let record = record(entries, columns, path: rowPath, rule: "spalte-unbekannt") {
                records.append(.record(summed(record, columns, row: row, path: rowPath)))
            }
        }
        return records.isEmpty ? nil : .list(records)
    }

    private func mapping(_ entries: [InputEntry], for field: FieldDeclaration, node: InputNode, path: String) -> Value? {
        let members = field.kind.members
        if members.isEmpty {
            if case .representation = field.kind { return value(InputNode(.sequence([node]), at: node.place), for: field, path: path) }
            wrongKind(node, for: field, path: path, found: node.kindInGerman)
            return nil
        }
        return record(entries, members, path: path, rule: "feld-unbekannt").map { .record($0) }
    }

    private func record(_ entries: [InputEntry], _ members: [FieldDeclaration], path: String, rule: String) -> Record? {
        var record = Record()
        for entry in entries {
            guard let member = members.first(where: { $0.name == entry.key }) else {
                unknownMember(entry, members, path: path, rule: rule)
                continue
            }
            record.fields[entry.key] = value(entry.value, for: member, path: "\(path).\(entry.key)")
        }
        return record.fields.isEmpty ? nil : record
    }

    package func unknownMember(_ entry: InputEntry, _ members: [FieldDeclaration], path: String, rule: String = "feld-unbekannt") {
        let names = members.map(\.name)
        let nearest = Suggestion.nearest(to: entry.key, among: names)
        log.error(
            rule, at: entry.keyPlace, "„\(path)“ hat keinen Teil \(quoted(entry.key)).",
            remedy: nearest.map { "Meinten Sie „\(path).\($0)“?" } ?? "Möglich sind: \(names.joined(separator: ", ")).")
    }

    private func number(_ reading: NumberNotation.Reading, _ text: String, for field: FieldDeclaration, node: InputNode, path: String) -> Decimal? {
        switch reading {
        case .number(let number):
            return isInRange(number, for: field, node: node, path: path) ? number : nil
        case .ambiguous:
            log.error(
                "zahl-mehrdeutig", at: node.place, "\(quoted(text)) kann für „\(path)“ tausend oder eine Kommazahl heißen.",
                remedy: "Schreiben Sie \(text.filter { $0 != "." }) oder \"\(text),00\".")
        case .notANumber where text.hasSuffix("%"):
            log.error(
                "prozent-mehrdeutig", at: node.place, "„\(path)“ ist \(field.kind.inGerman), die Zelle zeigt \(quoted(text)).",
                remedy: "Schreiben Sie die Zahl ohne Prozentzeichen, so wie sie im Vertrag stehen soll, und stellen Sie die Zelle auf „Zahl“.")
        case .notANumber:
            wrongKind(node, for: field, path: path, found: quoted(text))
        }
        return nil
    }

    private func amount(_ reading: NumberNotation.Reading, _ text: String, for field: FieldDeclaration, node: InputNode, path: String) -> Value? {
        guard let amount = number(reading, text, for: field, node: node, path: path) else { return nil }
        guard amount.exponent >= -2 || amount * 100 == (amount * 100).roundedToInteger else {
            log.error(
                "betrag-genau", at: node.place, "Der Betrag \(quoted(text)) für „\(path)“ hat mehr als zwei Stellen nach dem Komma.",
                remedy: "Runden Sie auf ganze Cent.")
            return nil
        }
        return .money(amount)
    }

    private func choice(_ text: String, _ choices: [FieldChoice], node: InputNode, path: String) -> Value? {
        if choices.contains(where: { $0.value == text }) { return .choice(text) }
        // What a spreadsheet shows of a cell that says yes or no.
        if let word = ["WAHR": "ja", "FALSCH": "nein"][text], choices.contains(where: { $0.value == word }) { return .choice(word) }
        // What stands on paper is accepted for the raw value.
        if let choice = FieldChoice.meant(by: text, among: choices) { return .choice(choice.value) }
        log.error(
            "wert-unbekannt", at: node.place, "„\(path)“ kann nicht \(quoted(text)) sein.",
            remedy: Suggestion.remedy(for: text, among: choices.map(\.value), otherwise: FieldKind.choice(choices).advice))
        return nil
    }

    private func isInRange(_ number: Decimal, for field: FieldDeclaration, node: InputNode, path: String) -> Bool {
        if let minimum = field.minimum, number < minimum {
            log.error(
                "wert-zu-klein", at: node.place, "„\(path)“ ist mindestens \(minimum.inGerman), angegeben ist \(number.inGerman).",
                remedy: "Geben Sie \(range(of: field)) an.")
            return false
        }
        if let maximum = field.maximum, number > maximum {
            log.error(
                "wert-zu-gross", at: node.place, "„\(path)“ ist höchstens \(maximum.inGerman), angegeben ist \(number.inGerman).",
                remedy: "Geben Sie \(range(of: field)) an.")
            return false
        }
        return true
    }

    private func range(of field: FieldDeclaration) -> String {
        switch (field.minimum, field.maximum) {
        case (let minimum?, let maximum?): "einen Wert von \(minimum.inGerman) bis \(maximum.inGerman)"
        case (let minimum?, nil): "\(minimum.inGerman) oder mehr"
        case (nil, let maximum?): "\(maximum.inGerman) oder weniger"
        case (nil, nil): "einen Wert"
        }
    }

    private func isSound(_ text: SourceText, path: String) -> Bool {
        if text.value.utf8.count > Limits.valueScalars, text.value.unicodeScalars.count > Limits.valueScalars {
            log.error(
                "wert-zu-lang", at: text.start, "Der Wert von „\(path)“ ist länger als \(Limits.valueScalars) Zeichen.",
                remedy: "Kürzen Sie den Text, oder legen Sie ihn als Anlage bei.")
            return false
        }
        if let offset = text.value.unicodeScalars.enumerated().first(where: { TextHygiene.forbiddenName(of: $0.element) != nil })?.offset,
            let name = text.value.unicodeScalars.lazy.compactMap(TextHygiene.forbiddenName).first
        {
            log.error(
                "wert-zeichen", at: text.place(at: offset), "Der Wert von „\(path)“ enthält ein unzulässiges Zeichen (\(name)).",
                remedy: "Tippen Sie den Wert neu, ohne ihn aus einem anderen Programm zu kopieren.")
            return false
        }
        return true
    }

    private func wrongKind(_ node: InputNode, for field: FieldDeclaration, path: String, found: String) {
        log.error("wert-art", at: node.place, "„\(path)“ ist \(field.kind.inGerman), gefunden wurde \(found).", remedy: field.kind.advice)
    }
}

extension FieldChoice {
    /// The choice whose value or label people write so: „e. V.“, „E.V.“ and „eingetragener Verein“ all mean `ev`.
    package static func meant(by text: String, among choices: [FieldChoice]) -> FieldChoice? {
        let lower = text.lowercased()
        if let choice = choices.first(where: { $0.label.lowercased() == lower || $0.value.lowercased() == lower }) { return choice }
        let wanted = folded(text)
        guard !wanted.isEmpty else { return nil }
        let found = choices.filter { folded($0.value) == wanted || folded($0.label) == wanted }
        return found.count == 1 ? found[0] : nil
    }

    /// Letters and figures alone, umlauts written out.
    private static func folded(_ text: String) -> String {
        text.lowercased().replacing("ä", with: "ae").replacing("ö", with: "oe").replacing("ü", with: "ue").replacing("ß", with: "ss").filter { $0.isLetter || $0.isNumber }
    }
}

extension Decimal {
    /// With a decimal comma, for messages.
    package var inGerman: String {
        let text = description
        return text.utf8.contains(UInt8(ascii: ".")) ? text.replacing(".", with: ",") : text
    }

    fileprivate var roundedToInteger: Decimal {
        var source = self
        var result = Decimal()
        NSDecimalRound(&result, &source, 0, .plain)
        return result
    }
}
