import Checksum
import Production

/// A message of xdomea that hands contracts over to a records system.
public struct XdomeaMessage: Sendable {
    public enum Version: String, Sendable, CaseIterable {
        case v31 = "3.1"
        case v40 = "4.0"

        var number: String { rawValue + ".0" }
    }

    public enum Kind: String, Sendable, CaseIterable {
        /// Information.Information: documents for information or to be taken over.
        case information = "0101"
        /// FVDaten.SGOAblegen: a line-of-business system files documents.
        case filing = "0605"

        var element: String { self == .information ? "Information.Information.0101" : "FVDaten.SGOAblegen.0605" }
    }

    /// A contract with its file.
    struct Item: Sendable {
        let entry: ContractEntry
        /// As it lies beside the message.
        let fileName: String
        /// As it was called.
        let originalName: String
        let sha256: String
    }

    let version: Version
    let kind: Kind
    /// Names of the two institutions.
    let sender: String
    let receiver: String
    /// Code of the office's list of file formats.
    let format: String
    /// ISO.
    let day: String
    let items: [Item]

    /// The same contracts on the same day give the same process.
    var processID: String { XdomeaMessage.identifier(["prozess", kind.rawValue, version.rawValue, day] + items.map(\.entry.identifier)) }

    /// `<ProzessID>_<Nachrichtentyp>`, of XML and ZIP.
    var fileName: String { "\(processID)_\(kind.rawValue)" }

    /// A name-based identifier (RFC 9562, version 8: SHA-256 of the parts): the same input has the same one.
    static func identifier(_ parts: [String]) -> String {
        var digits = Array(SHA256.hex(of: (["klauselwerk"] + parts).joined(separator: "\n")).prefix(32))
        digits[12] = "8"
        digits[16] = "a"
        let text = String(digits)
        var groups: [Substring] = []
        var rest = text[...]
        for length in [8, 4, 4, 4, 12] {
            groups.append(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        return groups.joined(separator: "-")
    }

    // MARK: - Elements

    var root: ExportElement {
        var root = element(kind.element, head + items.enumerated().map { object($1, number: $0 + 1) })
        root.attributes = [("xmlns:xdomea", "urn:xoev-de:xdomea:schema:\(version.number)")]
        if version == .v40 {
            root.attributes += [("produkt", "Klauselwerk"), ("produkthersteller", "Klauselwerk"), ("standard", "xdomea"), ("version", version.number)]
        }
        return root
    }

    private func element(_ name: String, _ text: String) -> ExportElement? { ExportElement.optional("xdomea:" + name, text) }

    private func element(_ name: String, _ children: [ExportElement?]) -> ExportElement { ExportElement("xdomea:" + name, "", attributes: [], children) }

    private func code(_ name: String, _ code: String, list: String, version: String) -> ExportElement {
        ExportElement(
            name, "", attributes: [("listURI", "urn:xoev-de:xdomea:codeliste:\(list)"), ("listVersionID", version)], [ExportElement("code", code)])
    }

    private var head: [ExportElement?] { version == .v31 ? [element("Kopf", headOf31)] : headOf40 }

    private var headOf31: [ExportElement?] {
        [
            element("ProzessID", processID), code("xdomea:Nachrichtentyp", kind.rawValue, list: "nachrichtentyp", version: "2.0"),
            element("Erstellungszeitpunkt", day + "T00:00:00Z"), element("Absender", [element("Institution", [element("Name", sender)])]),
            element("Empfaenger", [element("Institution", [element("Name", receiver)])]),
            element("SendendesSystem", [element("Produktname", "Klauselwerk"), element("Version", ProgramVersion.number)]),
        ] + confirmations
    }

    private var headOf40: [ExportElement?] {
        let identification = element(
            "identifikation.nachricht",
            [
                ExportElement("nachrichtenUUID", XdomeaMessage.identifier(["nachricht", processID])),
                code("nachrichtentyp", kind.rawValue, list: "nachrichtentyp", version: "3.0"), ExportElement("erstellungszeitpunkt", day + "T00:00:00Z"),
            ])
        func institution(_ name: String) -> [ExportElement?] { [element("NameInstitution", [element("Name", name)])] }
        return [
            element("nachrichtenkopf", [identification, element("leser", institution(receiver)), element("autor", institution(sender)), element("ProzessID", processID)])
        ] + confirmations
    }

    /// Nothing is asked back.
    private var confirmations: [ExportElement?] {
        guard kind == .filing else { return [element("Empfangsbestaetigung", "false")] }
        return [
            element("Empfangsbestaetigung", "false"), element("Importbestaetigung", "false"), element("Erstellerkennung", "Klauselwerk"),
            element("Stapel", items.count > 1 ? "true" : "false"), items.count > 1 ? element("Stapellaenge", String(items.count)) : nil,
        ]
    }

    private func object(_ item: Item, number: Int) -> ExportElement {
        let object = element("Schriftgutobjekt", [document(item)])
        guard kind == .filing else { return object }
        return element(
            "SchriftgutobjektZumAblegen",
            [items.count > 1 ? element("NummerImStapel", String(number)) : nil, element("FachverfahrenObjektID", item.entry.identifier), object])
    }

    private func document(_ item: Item) -> ExportElement {
        let entry = item.entry
        let parties = entry.parties.map(\.record)
        let remark = "Partner: \(parties.map(\.name).joined(separator: "; ")); SHA-256: \(item.sha256); Register: \(entry.identifier)"
        return element(
            "Dokument",
            [
                element("Identifikation", [element(version == .v31 ? "ID" : "xdomeaUUID", XdomeaMessage.identifier(["dokument", entry.identifier]))]),
                element(
                    "AllgemeineMetadaten",
                    [
                        element("Betreff", entry.title.isEmpty ? entry.agreement : entry.title), element("Kennzeichen", entry.fileNumber), element("Bemerkung", remark),
                        code("xdomea:Medium", "001", list: "medium", version: "1.0"),
                    ]), element("DatumDesSchreibens", entry.date), element("Typ", "Vertrag"), element("Version", [element("Nummer", "1"), file(item)]),
            ] + parties.map(contact))
    }

    private func file(_ item: Item) -> ExportElement {
        let hash = element(
            "Hash",
            [
                element("Wert", item.sha256),
                ExportElement(
                    "xdomea:Algorithmus", "",
                    attributes: [("listURI", "urn:xoev-de:kosit:codeliste:xta.serviceprofile.kryptographische-algorithmen"), ("listVersionID", "1.0.0")],
                    [ExportElement("code", "SHA-256")]),
            ])
        return element(
            "Format",
            [
                code("xdomea:Name", format, list: "dateiformat", version: "2.0"), element("SonstigerName", "PDF/A-3a"), element("Version", "PDF/A-3a"),
                element(
                    "Primaerdokument", [element("Dateiname", item.fileName), element("DateinameOriginal", item.originalName), version == .v40 ? hash : nil]),
            ])
    }

    private func contact(_ party: PartyRecord) -> ExportElement {
        let address = [element("Strasse", party.street), element("Postleitzahl", party.postcode), element("Ort", party.town)]
        return element(
            "WeitererKontakt",
            [element("Institution", [element("Name", party.name)]), address.contains { $0 != nil } ? element("Anschrift", address) : nil])
    }
}
