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
        /// The clause that asks; `nil`: the agreement itself.
        let klausel: String?
    }

    let vereinbarung: String
    let felder: [Field]

    public static func of(agreement name: String, library: String?) throws(Failure) -> FieldListing {
        let (workshop, agreement) = try Workshop.open(ContractRequest(agreement: name, library: library))
        return FieldListing(agreement, try workshop.plan(agreement, try workshop.data(ContractRequest(agreement: name))))
    }

    init(_ agreement: AgreementFile, _ plan: AssemblyPlan) {
        vereinbarung = agreement.name
        var fields = agreement.fields.flatMap { FieldListing.leaves(of: $0, at: $0.name, clause: nil, isRequired: true) }
        var seen = Set(agreement.fields.map(\.name))
        for clause in plan.clauses {
            for field in clause.source.frontMatter.fields where seen.insert("\(clause.source.family).\(field.name)").inserted {
                if seen.contains(field.name) { continue }
                let path = "klauseln.\(clause.source.family).\(field.name)"
                fields += FieldListing.leaves(of: field, at: path, clause: clause.source.name, isRequired: true)
            }
        }
        felder = fields
    }

    /// Records taken apart to the members that a table has as columns.
    private static func leaves(of field: FieldDeclaration, at path: String, clause: String?, isRequired: Bool) -> [Field] {
        let required = isRequired && field.isRequired && !field.isOpen && field.defaultValue == nil
        if !field.kind.members.isEmpty, field.kind.name != "formen" {
            return field.kind.members.flatMap { leaves(of: $0, at: "\(path).\($0.name)", clause: clause, isRequired: required) }
        }
        guard field.kind.name != "formen" else { return [] }
        var choices: [String] = []
        if case .choice(let values) = field.kind { choices = values.map(\.value) }
        return [
            Field(
                feld: path, art: field.kind.name, beschriftung: field.label, hilfe: field.help, werte: choices,
                vorgabe: field.defaultValue.map(ValueDisplay.text), pflicht: required, klausel: clause)
        ]
    }

    /// For people.
    public var text: String {
        let width = felder.map(\.feld.count).max() ?? 0
        var lines = ["Felder von \(vereinbarung)   (* muss ausgefüllt werden)", ""]
        var clause: String?
        for field in felder {
            if field.klausel != clause {
                clause = field.klausel
                lines += ["", "Klausel \(clause ?? "")"]
            }
            let gap = String(repeating: " ", count: width - field.feld.count + 2)
            var line = "\(field.pflicht ? "*" : " ") \(field.feld)\(gap)\(field.beschriftung) (\(field.art)"
            if !field.werte.isEmpty { line += ": " + field.werte.joined(separator: ", ") }
            line += ")"
            if let vorgabe = field.vorgabe { line += ", Vorgabe: \(vorgabe)" }
            lines.append(line)
            if let hilfe = field.hilfe { lines.append(String(repeating: " ", count: width + 4) + hilfe) }
        }
        lines += ["", "Werte geben Sie mit --set feld=wert, in einer Datei (--data) oder als Spalten einer Partnerliste an."]
        return lines.joined(separator: "\n")
    }

    /// Writes an empty partner table: columns as Excel in Germany reads them, separated by semicolons, with a byte order mark.
    ///
    /// - Throws: ``Failure`` where the file is there already or cannot be created.
    public func writeTable(to path: String) throws(Failure) {
        guard !AtomicFile.exists(path) else {
            throw Failure(
                .cannotCreate,
                Finding(
                    .fehler, "datei-vorhanden", at: .file(path), "Diese Datei gibt es schon.",
                    remedy: "Wählen Sie einen anderen Namen; überschrieben wird nichts."))
        }
        let columns = felder.filter { $0.klausel == nil && $0.art != "tabelle" && $0.art != "liste" }
        let header = (["nr"] + columns.map(\.feld)).joined(separator: ";")
        try AtomicFile.write(Array("\u{FEFF}\(header)\r\n".utf8), to: path)
    }
}
