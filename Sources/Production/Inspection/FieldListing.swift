import Assembler
import DocumentModel
import Findings

/// What an agreement needs to be filled in: `fields`.
public struct FieldListing: Sendable, Encodable {
    public struct Field: Sendable, Encodable {
        let feld: String
        let art: String
        let beschriftung: String
        let hilfe: String?
        let werte: [String]
        let vorgabe: String?
        let pflicht: Bool
        /// Clauses that ask for it; „Vereinbarung“ where the agreement itself does.
        let gefragt_von: [String]
        let wenn: [String]
    }

    let vereinbarung: String
    let felder: [Field]
    /// Columns of a partner table.
    let spalten: [String]

    public static func of(agreement name: String, library: String?) throws(Failure) -> FieldListing {
        let (workshop, agreement) = try Workshop.open(ContractRequest(agreement: name, library: library))
        return try failing(FieldListing(agreement.name, workshop.planner.catalogue(of: agreement)))
    }

    init(_ name: String, _ catalogue: FieldCatalogue) {
        vereinbarung = name
        felder = catalogue.entries.map { entry in
            var choices: [String] = []
            if case .choice(let values) = entry.declaration.kind { choices = values.map(\.value) }
            return Field(
                feld: entry.path.rawValue, art: entry.declaration.kind.name, beschriftung: entry.declaration.label,
                hilfe: entry.declaration.help, werte: choices, vorgabe: entry.standard.map(ValueDisplay.text),
                pflicht: entry.isNeeded, gefragt_von: entry.askedBy, wenn: entry.conditions)
        }
        spalten = catalogue.columns
    }

    /// For people.
    public var text: String {
        let width = felder.map(\.feld.count).max() ?? 0
        let indent = String(repeating: " ", count: width + 4)
        var lines = ["Felder von \(vereinbarung)   (* muss ausgefüllt werden)", ""]
        for field in felder {
            let gap = String(repeating: " ", count: width - field.feld.count + 2)
            let kind = field.werte.isEmpty ? field.art : "\(field.art): \(field.werte.joined(separator: ", "))"
            let standard = field.vorgabe.map { ", Vorgabe: \($0)" } ?? ""
            lines.append("\(field.pflicht ? "*" : " ") \(field.feld)\(gap)\(field.beschriftung) (\(kind))\(standard)")
            if let hilfe = field.hilfe { lines.append(indent + hilfe) }
            let clauses = field.gefragt_von.filter { $0.contains("/") }
            if field.feld.hasPrefix("klauseln."), !clauses.isEmpty {
                lines.append(indent + "gefragt von \(clauses.joined(separator: ", "))")
            }
            if !field.wenn.isEmpty { lines.append(indent + "nur wenn " + field.wenn.joined(separator: " oder ")) }
        }
        lines += ["", "Werte geben Sie mit --set feld=wert, in einer Datei (--data) oder als Spalten einer Partnerliste an."]
        return lines.joined(separator: "\n")
    }

    /// Writes an empty partner table: as Excel in Germany reads it, separated by semicolons, with a byte order mark.
    ///
    /// - Throws: ``Failure`` where the file is there already or cannot be created.
    public func writeTable(to path: String, agreement: String, library: String?) throws(Failure) {
        var claims = OutputClaims(against: InputFiles(try Workspace.locate(agreement: agreement, library: library)))
        let table = try claims.claim(path, .table, option: "--csv")
        try claims.write([(table, Array("\u{FEFF}\(spalten.joined(separator: ";"))\r\n".utf8))])
    }
}
