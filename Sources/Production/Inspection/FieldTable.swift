import Agreements
import Assembler
import Findings
import Foundation
import Tables

/// The partner table to fill in, made from what an agreement needs: `fields --xlsx`.
public enum FieldTable {
    /// Writes the table.
    ///
    /// - Throws: ``Failure`` where the agreement is wrong, or the file is there already or cannot be created.
    public static func write(agreement name: String, library: String?, to path: String) throws(Failure) {
        let (workshop, agreement) = try Workshop.open(ContractRequest(agreement: name, library: library))
        var claims = OutputClaims(against: InputFiles(workshop, agreement))
        let output = try claims.claim(path, .workbook, option: "--xlsx")
        try claims.write([(output, try bytes(agreement, workshop))])
    }

    /// The table as an Excel workbook.
    ///
    /// - Throws: ``Failure`` where the agreement's clauses are wrong, or there is no place for a temporary file.
    package static func bytes(_ agreement: AgreementFile, _ workshop: Workshop) throws(Failure) -> [UInt8] {
        let form = try failing(workbook(agreement.name, workshop.planner.catalogue(of: agreement)))
        return try failing(.cannotCreate, FormWriter.bytes(of: form))
    }

    /// The partners' sheet, a sheet for each list of records, and how to fill them in.
    static func workbook(_ agreement: String, _ catalogue: FieldCatalogue) -> FormWorkbook {
        var columns = [key("Eigene Nummer des Partners; nach ihr heißt die PDF-Datei.")]
        var lists: [FormSheet] = []
        for entry in catalogue.entries {
            if let members = elements(of: entry.declaration.kind), sheetName(entry.path.rawValue) != nil {
                lists.append(list(entry, members))
            } else {
                columns += self.columns(entry)
            }
        }
        return FormWorkbook(
            title: "Partnerliste \(agreement)", sheets: [FormSheet(name: "Partner", columns: columns)] + lists,
            remarks: remarks(agreement, lists), remarksName: TableSheets.remarks)
    }

    private static func key(_ meaning: String) -> FormColumn {
        FormColumn(
            PartnerTable.keyColumn, .key, .text,
            notes: ["\(PartnerTable.commentMark) Bedeutung", "\(PartnerTable.commentMark) Angabe"].map { "\($0): \(meaning)" })
    }

    /// One column, or one for each part of a record.
    private static func columns(_ entry: FieldCatalogue.Entry) -> [FormColumn] {
        leaves(entry.declaration, path: entry.path.rawValue).map { path, field in
            let isWhole = path == entry.path.rawValue
            return column(path, field, isNeeded: entry.isNeeded && (isWhole || field.isRequired), standard: isWhole ? entry.standard : nil, entry.conditions)
        }
    }

    private static func leaves(_ field: FieldDeclaration, path: String) -> [(String, FieldDeclaration)] {
        field.kind.members.isEmpty ? [(path, field)] : field.kind.members.flatMap { leaves($0, path: "\(path).\($0.name)") }
    }

    private static func column(
        _ heading: String, _ field: FieldDeclaration, isNeeded: Bool, standard: Value?, _ conditions: [String]
    ) -> FormColumn {
        let role: FormColumn.Role = conditions.isEmpty ? (isNeeded ? .required : .optional) : .conditional
        let meaning = [field.label, field.help].compactMap { $0 }.joined(separator: ". ")
        let need = isNeeded ? "muss ausgefüllt werden" : standard.map { "leer: \(ValueDisplay.text(of: $0))" } ?? "freiwillig"
        let condition = conditions.isEmpty ? nil : "nur wenn \(conditions.joined(separator: " oder "))"
        return FormColumn(
            heading, role, content(field), notes: [meaning, [kind(field), need, condition].compactMap { $0 }.joined(separator: "; ")])
    }

    private static func content(_ field: FieldDeclaration) -> FormContent {
        func double(_ bound: Decimal?) -> Double? { bound.map { NSDecimalNumber(decimal: $0).doubleValue } }
        switch field.kind {
        case .date: return .date
        case .number: return .number(minimum: double(field.minimum), maximum: double(field.maximum))
        case .money: return .amount(minimum: double(field.minimum), maximum: double(field.maximum))
        case .flag: return .choice(["ja", "nein"])
        case .choice(let choices):
            // Labels read better, as long as each means one value.
            let labels = choices.map(\.label)
            return .choice(Set(labels.map { $0.lowercased() }).count == labels.count ? labels : choices.map(\.value))
        case .longText, .list, .representation: return .longText
        case .text, .iban, .person, .address, .body, .table, .inflection: return .text
        }
    }

    private static func kind(_ field: FieldDeclaration) -> String {
        switch field.kind {
        case .text where field.name == "plz": "Postleitzahl"
        case .text, .representation: "Text"
        case .longText: "Text, auch mehrere Zeilen"
        case .date: "Datum (31.12.2026)"
        case .number: "Zahl"
        case .money: "Betrag in Euro"
        case .flag: "ja oder nein"
        case .choice: "Auswahl aus der Liste"
        case .list: "mehrere Angaben, getrennt durch Semikolon"
        case .iban: "IBAN (DE02 1203 …)"
        case .person: "Person"
        case .address: "Anschrift"
        case .body: "Stelle"
        case .table: "Tabelle"
        case .inflection: "Beugungsformen"
        }
    }

    // MARK: - Lists

    /// The parts of each element, where the field is a table or a list of records.
    private static func elements(of kind: FieldKind) -> [FieldDeclaration]? {
        switch kind {
        case .table(let columns): columns
        case .list(let element) where !element.members.isEmpty: element.members
        case .text, .longText, .date, .number, .money, .flag, .iban, .choice, .list, .person, .address, .body, .representation, .inflection: nil
        }
    }

    /// `nil` where a sheet cannot have that name.
    private static func sheetName(_ path: String) -> String? { path.count <= FormSheet.longestName ? path : nil }

    private static func list(_ entry: FieldCatalogue.Entry, _ members: [FieldDeclaration]) -> FormSheet {
        let own = members.flatMap { leaves($0, path: $0.name) }.map { path, field in
            column(path, field, isNeeded: field.isRequired, standard: field.defaultValue, entry.conditions)
        }
        return FormSheet(name: entry.path.rawValue, columns: [key("Nummer des Partners im Blatt „Partner“; je Eintrag eine Zeile.")] + own)
    }

    private static func remarks(_ agreement: String, _ lists: [FormSheet]) -> [String] {
        var lines = [
            "Partnerliste für die Vereinbarung „\(agreement)“",
            "Im Blatt „Partner“ steht ab Zeile 4 je Partner eine Zeile. Die Überschriften bleiben, wie sie sind.",
            "Zeilen, deren nr mit # beginnt, sind Erläuterungen und werden nicht gelesen.",
            "Blaue Spalten müssen ausgefüllt werden, graue sind freiwillig, gelbe braucht nur, wer die genannte Bedingung erfüllt.",
            "Eine leere Zelle bedeutet: keine Angabe; es gilt der übliche Wert.",
            "Eigene Spalten beginnen mit # („#Bemerkung“); sie werden nicht gelesen.",
        ]
        if !lists.isEmpty {
            lines.append(
                "Mehrere Einträge je Partner stehen in eigenen Blättern (\(lists.map { "„\($0.name)“" }.joined(separator: ", "))): je Eintrag eine Zeile, vorn die nr des Partners."
            )
        }
        return lines + ["Erstellt werden die Verträge mit: klauselwerk batch \(agreement) --partners DATEI"]
    }
}
