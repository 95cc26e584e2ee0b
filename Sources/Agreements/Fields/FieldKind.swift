import DocumentModel

/// The `art` of a field: what its values look like.
package indirect enum FieldKind: Sendable, Hashable {
    case text
    case longText
    case date
    case number
    /// Euro.
    case money
    case flag
    /// A bank account: checked, and printed in groups of four (``IBANNotation``).
    case iban
    case choice([FieldChoice])
    case list(of: FieldKind)
    case person
    case address
    case body
    /// Columns in order.
    case table([FieldDeclaration])
    /// `vertreten_durch` of a body: a text, or a list of persons from the top of the chain down.
    case representation
    /// `formen` of a body: its name in the four cases.
    case inflection

    /// The word after `art:`: what readers, schemas, manuals and the page's forms know of kinds.
    package enum Word: String, Sendable, CaseIterable {
        case text
        case longText = "langtext"
        case date = "datum"
        case number = "zahl"
        case money = "betrag"
        case flag = "ja_nein"
        case iban
        case choice = "auswahl"
        case list = "liste"
        case person
        case address = "anschrift"
        case body = "stelle"
        case table = "tabelle"

        /// Whether a list can have it after `von:`.
        package var isOfElements: Bool {
            switch self {
            case .text, .longText, .date, .number, .money, .flag, .iban, .person, .address, .body: true
            case .choice, .list, .table: false
            }
        }
    }

    /// `nil`: a member of `stelle` only, which nobody declares.
    package var word: Word? {
        switch self {
        case .text: .text
        case .longText: .longText
        case .date: .date
        case .number: .number
        case .money: .money
        case .flag: .flag
        case .iban: .iban
        case .choice: .choice
        case .list: .list
        case .person: .person
        case .address: .address
        case .body: .body
        case .table: .table
        case .representation, .inflection: nil
        }
    }

    /// For messages.
    package var name: String { word?.rawValue ?? (self == .inflection ? "formen" : "vertretung") }

    static let declarableNames = Word.allCases.map(\.rawValue)

    /// With article, for messages: „ein Datum“.
    package var inGerman: String {
        switch self {
        case .text: "ein Text"
        case .longText: "ein langer Text"
        case .date: "ein Datum"
        case .number: "eine Zahl"
        case .money: "ein Betrag"
        case .flag: "ja oder nein"
        case .iban: "eine IBAN"
        case .choice: "eine Auswahl"
        case .list: "eine Liste"
        case .person: "eine Person"
        case .address: "eine Anschrift"
        case .body: "eine Stelle"
        case .table: "eine Tabelle"
        case .representation: "eine Vertretung"
        case .inflection: "eine Gruppe von Beugungsformen"
        }
    }

    /// How a value is to be written, for remedies.
    package var advice: String {
        switch self {
        case .text, .longText: "Schreiben Sie einen Text in Anführungszeichen."
        case .date: "Schreiben Sie das Datum als 31.12.2026, 2026-12-31 oder 31. Dezember 2026."
        case .number: "Schreiben Sie die Zahl als 12, 1.234 oder 12,5."
        case .money: "Schreiben Sie den Betrag als 1.200,00 €."
        case .flag: "Schreiben Sie ja oder nein."
        case .iban: "Schreiben Sie die IBAN von Kontoauszug oder Karte ab, zum Beispiel DE02 1203 0000 0000 2020 51."
        case .choice(let choices): "Möglich sind: " + choices.map(\.value).joined(separator: ", ") + "."
        case .list: "Schreiben Sie die Einträge als Liste, je Zeile mit „- “ davor."
        case .person, .address, .body, .inflection: "Geben Sie die Teile einzeln an: " + memberNames.joined(separator: ", ") + "."
        case .table(let columns):
            "Schreiben Sie je Zeile „- “ und die Spalten: " + columns.map(\.name).joined(separator: ", ") + "."
        case .representation: "Schreiben Sie einen Text oder eine Liste von Personen."
        }
    }

    /// Parts that paths can name: `partner.name`.
    package var members: [FieldDeclaration] {
        switch self {
        case .person: RecordShape.person
        case .address: RecordShape.address
        case .body: RecordShape.body
        case .inflection: RecordShape.inflection
        case .text, .longText, .date, .number, .money, .flag, .iban, .choice, .list, .table, .representation: []
        }
    }

    package var memberNames: [String] { members.map(\.name) }

    /// A part by its name; of a list of records an entry by its number, from 1 (`laender.3`).
    package func member(_ name: some StringProtocol) -> FieldDeclaration? {
        if case .list(let element) = self, !element.members.isEmpty, name.utf8.count <= 3, let number = Int(name), number > 0 {
            return FieldDeclaration("\(number)", element)
        }
        return members.first { $0.name == name }
    }
}

/// One of the `werte` of an `auswahl`.
package struct FieldChoice: Sendable, Hashable {
    /// As conditions and data name it.
    package var value: String
    /// As printed.
    package var label: String

    package init(_ value: String, label: String? = nil) {
        self.value = value
        self.label = label ?? value
    }
}
