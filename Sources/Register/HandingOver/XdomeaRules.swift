/// What may stand where in the messages that we write: our own table, written after the schemas of xdomea 3.1.0 and 4.0.0 (AG xdomea, KoSIT; as archives
/// publish them). They are not ours to ship; that a message fits this table does not prove that a records system takes it.
enum XdomeaRules {
    struct Child: Sendable, Hashable {
        let name: String
        let least: Int
        let isRepeatable: Bool

        init(_ name: String, _ least: Int = 1, repeats: Bool = false) {
            self.name = name
            self.least = least
            isRepeatable = repeats
        }
    }

    /// Children of an element in their order; an element that is not here has text only.
    static func children(of name: String, _ version: XdomeaMessage.Version) -> [Child]? {
        switch (name, version) {
        case ("Information.Information.0101", .v31): [.init("Kopf"), .init("Schriftgutobjekt", repeats: true)]
        case ("Information.Information.0101", .v40):
            [
                .init("nachrichtenkopf"), .init("Empfangsbestaetigung"), .init("LfdNrNachrichtProTyp"), .init("GesamtanzahlNachrichtenProTyp"),
                .init("Schriftgutobjekt", repeats: true),
            ]
        case ("FVDaten.SGOAblegen.0605", .v31): [.init("Kopf"), .init("SchriftgutobjektZumAblegen", repeats: true)]
        case ("FVDaten.SGOAblegen.0605", .v40):
            [.init("nachrichtenkopf")] + line + [.init("SchriftgutobjektZumAblegen", repeats: true)]
        case ("Kopf", _):
            [.init("ProzessID"), .init("Nachrichtentyp"), .init("Erstellungszeitpunkt"), .init("Absender"), .init("Empfaenger"), .init("SendendesSystem", 0)]
                + line.map {
                    Child($0.name, $0.name == "Empfangsbestaetigung" ? 1 : 0)
                }
        case ("nachrichtenkopf", _): [.init("identifikation.nachricht"), .init("leser"), .init("autor"), .init("ProzessID")]
        case ("identifikation.nachricht", _): [.init("nachrichtenUUID"), .init("nachrichtentyp"), .init("erstellungszeitpunkt")]
        case ("leser", _), ("autor", _): [.init("NameInstitution")]
        case ("NameInstitution", _): [.init("Name")]
        case ("SendendesSystem", _): [.init("Produktname", 0), .init("Version", 0)]
        case ("Absender", _), ("Empfaenger", _), ("WeitererKontakt", .v31): [.init("Institution", 0), .init("Anschrift", 0)]
        case ("WeitererKontakt", .v40): [.init("NameInstitution", 0), .init("Anschrift", 0)]
        case ("Institution", _): [.init("Name", 0)]
        case ("Anschrift", _): [.init("Strasse", 0), .init("Postleitzahl", 0), .init("Ort", 0)]
        case ("SchriftgutobjektZumAblegen", _): [.init("NummerImStapel", 0), .init("FachverfahrenObjektID"), .init("Schriftgutobjekt")]
        case ("Schriftgutobjekt", .v31): [.init("Dokument")]
        case ("Schriftgutobjekt", .v40): [.init("DokumentOderDokumentMitSchriftstueck")]
        case ("DokumentOderDokumentMitSchriftstueck", _): [.init("Dokument")]
        case ("Dokument", .v31): document + [.init("Version", 0), .init("Anlage", 0, repeats: true), .init("WeitererKontakt", 0, repeats: true)]
        case ("Dokument", .v40): document + [.init("Anlage", 0, repeats: true), .init("WeitererKontakt", 0, repeats: true), .init("Version", 0)]
        case ("Anlage", .v31): document + [.init("Version", 0), .init("Nummer", 0)]
        case ("Anlage", .v40): [.init("Dokument"), .init("Nummer", 0)]
        case ("Identifikation", .v31): [.init("ID")]
        case ("Identifikation", .v40): [.init("xdomeaUUID")]
        case ("AllgemeineMetadaten", _): [.init("Betreff", 0), .init("Kennzeichen", 0), .init("Bemerkung", 0), .init("Medium", 0)]
        case ("Format", _): [.init("Name"), .init("SonstigerName", 0), .init("Version"), .init("Primaerdokument")]
        case ("Primaerdokument", .v31): [.init("Dateiname"), .init("DateinameOriginal", 0)]
        case ("Primaerdokument", .v40): [.init("Dateiname"), .init("DateinameOriginal", 0), .init("Hash", 0)]
        case ("Hash", _): [.init("Wert"), .init("Algorithmus")]
        case ("Nachrichtentyp", _), ("nachrichtentyp", _), ("Medium", _), ("Algorithmus", _): [.init("code"), .init("name", 0)]
        default: nil
        }
    }

    /// What each document begins with.
    private static let document: [Child] = [.init("Identifikation"), .init("AllgemeineMetadaten", 0), .init("DatumDesSchreibens", 0), .init("Typ", 0)]

    /// Of messages of a line-of-business system.
    private static let line: [Child] = [
        .init("Empfangsbestaetigung"), .init("Importbestaetigung"), .init("Erstellerkennung"), .init("Stapel"), .init("Stapellaenge", 0),
    ]

    /// What is not as the table has it, one sentence each.
    static func faults(in element: ExportElement, _ version: XdomeaMessage.Version, parent: String = "") -> [String] {
        let name = local(element.name)
        guard let rules = self.rules(for: name, parent, version) else {
            return element.children.isEmpty ? [] : ["„\(name)“ darf keine Elemente enthalten."]
        }
        var faults: [String] = []
        var rest = element.children[...]
        for rule in rules {
            var count = 0
            while let next = rest.first, local(next.name) == rule.name, count == 0 || rule.isRepeatable {
                count += 1
                rest = rest.dropFirst()
            }
            if count < rule.least { faults.append("In „\(name)“ fehlt „\(rule.name)“.") }
        }
        if let next = rest.first { faults.append("In „\(name)“ steht „\(local(next.name))“ nicht an seinem Platz.") }
        return faults + element.children.flatMap { self.faults(in: $0, version, parent: name) }
    }

    /// `Name` and `Version` are called alike in several places.
    private static func rules(for name: String, _ parent: String, _ version: XdomeaMessage.Version) -> [Child]? {
        if name == "Version" { return ["Dokument", "Anlage"].contains(parent) ? [.init("Nummer"), .init("Format")] : nil }
        if name == "Name" { return parent == "Format" ? [.init("code"), .init("name", 0)] : nil }
        return children(of: name, version)
    }

    private static func local(_ name: String) -> String { name.split(separator: ":").last.map(String.init) ?? name }
}
