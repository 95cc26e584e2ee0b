import Checksum
import Production

/// A message of xdomea that hands contracts over to a records system.
package struct XdomeaMessage: Sendable {
    package enum Version: String, Sendable, CaseIterable {
        case v31 = "3.1"
        case v40 = "4.0"

        var number: String { rawValue + ".0" }
    }

    package enum Kind: String, Sendable, CaseIterable {
        /// Information.Information: documents for information or to be taken over.
        case information = "0101"
        /// FVDaten.SGOAblegen: a line-of-business system files documents.
        case filing = "0605"

        var element: String { self == .information ? "Information.Information.0101" : "FVDaten.SGOAblegen.0605" }
    }

    /// A contract with its file.
    struct Item: Sendable {
        let entry: ContractEntry
        let file: File
        /// What came back signed.
        var scans: [File] = []
    }

    struct File: Sendable {
        /// As it lies beside the message.
        let name: String
        /// As it was called.
        let originalName: String
        let sha256: String
        /// „PDF/A-3a“
        let format: String
        /// ISO: when it came back; empty: of the contract itself.
        var day = ""
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

    /// Of XML and ZIP: before 4.0.0 with the message's whole name, then with its number (so Landesarchiv Thüringen, x-man, `util.go`).
    var fileName: String { "\(processID)_\(version == .v31 ? kind.element : kind.rawValue)" }

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

    /// Nothing is asked back but what message 0605 prescribes (the value is fixed).
    private var confirmations: [ExportElement?] {
        guard kind == .filing else {
            // 4.0.0 counts the messages of a process.
            return [element("Empfangsbestaetigung", "false")]
                + (version == .v31 ? [] : [element("LfdNrNachrichtProTyp", "1"), element("GesamtanzahlNachrichtenProTyp", "1")])
        }
        return [
            element("Empfangsbestaetigung", "false"), element("Importbestaetigung", "1"), element("Erstellerkennung", "Klauselwerk"),
            element("Stapel", items.count > 1 ? "true" : "false"), items.count > 1 ? element("Stapellaenge", String(items.count)) : nil,
        ]
    }

    private func object(_ item: Item, number: Int) -> ExportElement {
        let document = document(item)
        let object = element("Schriftgutobjekt", [version == .v31 ? document : element("DokumentOderDokumentMitSchriftstueck", [document])])
        guard kind == .filing else { return object }
        return element(
            "SchriftgutobjektZumAblegen",
            [items.count > 1 ? element("NummerImStapel", String(number)) : nil, element("FachverfahrenObjektID", item.entry.identifier), object])
    }

    private func document(_ item: Item) -> ExportElement {
        let entry = item.entry
        let parties = entry.parties.map(\.record)
        let remark = "Partner: \(parties.map(\.name).joined(separator: "; ")); SHA-256: \(item.file.sha256); Register: \(entry.identifier)"
        let metadata = [
            element("Betreff", entry.title.isEmpty ? entry.agreement : entry.title), element("Kennzeichen", entry.fileNumber), element("Bemerkung", remark), electronic,
        ]
        let annexes = item.scans.enumerated().map { index, scan in
            let scanned = document(
                ["scan", scan.sha256, entry.identifier],
                [element("Betreff", "Unterschriebene Ausfertigung (Scan): \(scan.originalName)"), element("Bemerkung", "SHA-256: \(scan.sha256)"), electronic], scan.day, "Scan",
                scan)
            let number = element("Nummer", String(index + 1))
            if version == .v40 { return element("Anlage", [scanned, number]) }
            var annex = element("Anlage", scanned.children)
            annex.children += [number].compactMap { $0 }
            return annex
        }
        return document(["dokument", entry.identifier], metadata, entry.date, "Vertrag", item.file, annexes, parties.map(contact))
    }

    /// 3.1.0 has the version before annexes and contacts, 4.0.0 behind them.
    private func document(
        _ identity: [String], _ metadata: [ExportElement?], _ day: String, _ type: String, _ file: File, _ annexes: [ExportElement] = [], _ contacts: [ExportElement] = []
    ) -> ExportElement {
        let head = [
            element("Identifikation", [element(version == .v31 ? "ID" : "xdomeaUUID", XdomeaMessage.identifier(identity))]), element("AllgemeineMetadaten", metadata),
            element("DatumDesSchreibens", day), element("Typ", type),
        ]
        let state = [element("Version", [element("Nummer", "1"), carried(file)])]
        return element("Dokument", head + (version == .v31 ? state + annexes + contacts : annexes + contacts + state))
    }

    private var electronic: ExportElement { code("xdomea:Medium", "001", list: "medium", version: "1.0") }

    private func carried(_ file: File) -> ExportElement {
        let hash = element(
            "Hash",
            [
                element("Wert", file.sha256),
                ExportElement(
                    "xdomea:Algorithmus", "",
                    attributes: [("listURI", "urn:xoev-de:kosit:codeliste:xta.serviceprofile.kryptographische-algorithmen"), ("listVersionID", "1.0.0")],
                    [ExportElement("code", "SHA-256")]),
            ])
        return element(
            "Format",
            [
                code("xdomea:Name", format, list: "dateiformat", version: "2.0"), element("SonstigerName", file.format), element("Version", file.format),
                element("Primaerdokument", [element("Dateiname", file.name), element("DateinameOriginal", file.originalName), version == .v40 ? hash : nil]),
            ])
    }

    private func contact(_ party: PartyRecord) -> ExportElement {
        let address = [element("Strasse", party.street), element("Postleitzahl", party.postcode), element("Ort", party.town)]
        let name = element(version == .v31 ? "Institution" : "NameInstitution", [element("Name", party.name)])
        return element("WeitererKontakt", [name, address.contains { $0 != nil } ? element("Anschrift", address) : nil])
    }
}
