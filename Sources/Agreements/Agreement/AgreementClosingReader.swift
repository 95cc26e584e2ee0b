import DocumentModel
import Findings
import GermanText
import Settings

/// Reads parties, annexes and signatures of an agreement.
struct AgreementClosingReader {
    static let partiesKeys = KeySet("der Parteien", ["form", "kasus", "einleitung", "verbindung", "schluss", "sammelbezeichnung", "anschrift", "liste"])
    static let partyKeys = KeySet("einer Partei", ["stelle", "bezeichnung", "genus"])
    static let annexKeys = KeySet(
        "einer Anlage",
        ["kennung", "titel", "zu", "stand", "art", "feld", "zeilen_leer", "einleitung", "datei", "seiten", "groesse", "alternativtext", "klausel", "felder", "wenn"])
    static let signaturesKeys = KeySet("der Unterschriften", ["form", "vorspann", "einheiten", "zeilen_leer", "spalten", "gezeichnet", "funktion_oben"])
    static let unitKeys = KeySet(
        "einer Unterschrift", ["partei", "zeile", "ort", "datum", "zusatz", "name", "funktion", "funktion_oben", "gezeichnet", "siegel", "anzahl"])

    let log: FindingLog

    // MARK: - Parties

    func parties(_ node: InputNode?) -> PartySettings {
        let none = PartySettings(form: .ohne, parties: [])
        guard let node, let reader = MappingReader(node, AgreementClosingReader.partiesKeys, log: log) else { return none }
        let parties = reader.elements("liste").compactMap { element -> PartySetting? in
            guard let reader = MappingReader(element, AgreementClosingReader.partyKeys, log: log) else { return nil }
            guard let body = reader.path("stelle") else {
                if reader.node("stelle") == nil { reader.missing("stelle", remedy: "Nennen Sie ein Feld der Art „stelle“: stelle: partner.") }
                return nil
            }
            return PartySetting(
                body: body, designation: reader.text("bezeichnung"), roleGender: reader.choice("genus", GrammaticalGender.self)?.value)
        }
        let form = reader.choice("form", PartyForm.self)?.value ?? (parties.isEmpty ? .ohne : .block)
        if form != .ohne, parties.isEmpty, reader.node("liste") == nil {
            reader.missing("liste", remedy: "Nennen Sie die Parteien, oder schreiben Sie: form: ohne.")
        }
        if form == .satz, let closing = reader.textOrEmpty("schluss"), closing.value.isEmpty {
            log.warning(
                "parteien-satz", at: closing.start, "Der Satz mit den Parteien hört mittendrin auf: „schluss“ ist leer.",
                remedy: "Löschen Sie „schluss“ (dann steht dort „wird die folgende Vereinbarung geschlossen:“), oder beenden Sie den Satz.")
        }
        if form != .ohne || reader.node("form") == nil {
            reader.rejectEmptyList("liste", remedy: "Nennen Sie die Parteien, oder schreiben Sie: form: ohne.")
        }
        return PartySettings(
            form: form, lead: reader.textOrEmpty("einleitung"), conjunction: reader.textOrEmpty("verbindung"), closing: reader.textOrEmpty("schluss"),
            parties: parties, grammaticalCase: reader.choice("kasus", PartyCase.self)?.value == .nominativ ? .nominative : .dative,
            collective: reader.text("sammelbezeichnung"), printsAddresses: reader.flag("anschrift") ?? true)
    }

    private enum PartyCase: String, Sendable, CaseIterable { case dativ, nominativ }

    // MARK: - Annexes

    func annexes(_ nodes: [InputNode]) -> [AnnexSettings] {
        var found: [AnnexSettings] = []
        for node in nodes {
            guard let annex = annex(node) else { continue }
            if let earlier = found.first(where: { $0.key.value == annex.key.value }) {
                log.error(
                    "anlage-doppelt", at: annex.key.place, "Die Kennung „\(annex.key.value)“ ist schon vergeben (\(earlier.key.place)).",
                    remedy: "Geben Sie jeder Anlage eine eigene Kennung.")
                continue
            }
            found.append(annex)
        }
        return found
    }

    private enum Kind: String, Sendable, CaseIterable { case text, tabelle, pdf, bild }

    private func annex(_ node: InputNode) -> AnnexSettings? {
        guard let reader = MappingReader(node, AgreementClosingReader.annexKeys, log: log) else { return nil }
        let key = reader.required("kennung", remedy: "Ergänzen Sie: kennung: kontakte.")
        let title = reader.required("titel", remedy: "Ergänzen Sie: titel: Ansprechpersonen.")
        let kind = reader.choice("art", Kind.self)
        if reader.node("art") == nil { reader.missing("art", remedy: "Ergänzen Sie: art: text (oder tabelle, pdf, bild).") }
        if let key, !LibraryName.isSafe(key.value) {
            log.error(
                "anlage-kennung", at: key.start, "\(quoted(key.value)) kann keine Kennung sein.",
                remedy: "Verwenden Sie Kleinbuchstaben ohne Umlaute, Ziffern und „-“.")
        }
        guard let key, let title, let kind, let content = content(kind.value, reader) else { return nil }
        return AnnexSettings(
            key: Located(key.value, at: key.start), title: title, content: content, introduction: reader.text("einleitung"),
            alternativeText: reader.text("alternativtext"), pages: pages(reader),
            size: reader.choice("groesse", AnnexSize.self)?.value ?? .passend, condition: reader.expression("wenn"), belongsTo: reader.text("zu"),
            asOf: reader.text("stand"))
    }

    private func pages(_ reader: MappingReader) -> PageSelection? {
        guard let text = reader.filled("seiten") else { return nil }
        guard let selection = PageSelection(text.value) else {
            log.error(
                "anlage-seiten", at: text.start, "\(quoted(text.value)) ist keine Auswahl von Seiten.",
                remedy: "Schreiben Sie zum Beispiel: seiten: 1-3, 7 (Seiten 1 bis 3 und 7) oder seiten: 4- (ab Seite 4).")
            return nil
        }
        return selection
    }

    private func content(_ kind: Kind, _ reader: MappingReader) -> AnnexKind? {
        switch kind {
        case .tabelle:
            guard let field = reader.path("feld") else {
                if reader.node("feld") == nil { reader.missing("feld", remedy: "Nennen Sie ein Feld der Art „tabelle“: feld: kontakte.") }
                return nil
            }
            return .table(field: field, emptyRows: reader.integer("zeilen_leer", in: 0...200) ?? 0)
        case .pdf:
            return file("datei", ending: [".pdf"], reader).map { .foreign($0) }
        case .bild:
            return file("datei", ending: [".png", ".jpg", ".jpeg", ".tif", ".tiff", ".svg"], reader).map { .foreign($0) }
        case .text:
            if reader.node("klausel") != nil {
                let entries = reader.entries.filter { ["klausel", "felder"].contains($0.key) }
                return ClauseEntryReader(log: log).use(InputNode(.mapping(entries), at: reader.place)).map { .clause($0) }
            }
            return file("datei", ending: [".md", ".markdown"], reader).map { .textFile($0) }
        }
    }

    private func file(_ key: String, ending: [String], _ reader: MappingReader) -> Located<String>? {
        guard let file = reader.required(key, remedy: "Ergänzen Sie: datei: anlagen/name\(ending[0]).") else { return nil }
        guard ending.contains(where: file.value.lowercased().hasSuffix) else {
            if let other = ["HEIC", "HEIF", "WebP", "AVIF", "GIF", "BMP"].first(where: { file.value.lowercased().hasSuffix("." + $0.lowercased()) }) {
                log.error(
                    "anlage-datei", at: file.start, "\(quoted(file.value)) ist ein Bild im Format \(other), das nicht gelesen wird.",
                    remedy: "Öffnen Sie es in einem Bildprogramm (unter Windows „Fotos“ oder „Paint“), speichern Sie es als JPEG oder PNG, und nennen Sie diese Datei.")
                return nil
            }
            log.error(
                "anlage-datei", at: file.start, "Die Datei \(quoted(file.value)) endet nicht auf \(ending[0]).",
                remedy: "Prüfen Sie „art“ und „datei“.")
            return nil
        }
        return Located(file.value, at: file.start)
    }

    // MARK: - Signatures

    func signatures(_ node: InputNode?) -> SignatureSettings {
        let none = SignatureSettings(form: .ohne, units: [], emptyRows: 0, tableHeader: [])
        guard let node, let reader = MappingReader(node, AgreementClosingReader.signaturesKeys, log: log) else { return none }
        let isSigned = reader.flag("gezeichnet") ?? false
        let hasOfficeAbove = reader.flag("funktion_oben") ?? false
        let units = reader.elements("einheiten").compactMap { unit($0, isSigned: isSigned, hasOfficeAbove: hasOfficeAbove) }
        let form = reader.choice("form", SignatureForm.self)?.value ?? (units.isEmpty ? .ohne : .nebeneinander)
        if form != .ohne, units.isEmpty, reader.node("einheiten") == nil {
            reader.missing("einheiten", remedy: "Nennen Sie die Unterschriften, oder schreiben Sie: form: ohne.")
        }
        if form != .ohne || reader.node("form") == nil {
            reader.rejectEmptyList("einheiten", remedy: "Nennen Sie die Unterschriften, oder schreiben Sie: form: ohne.")
        }
        return SignatureSettings(
            form: form, introduction: reader.text("vorspann"), units: units, emptyRows: reader.integer("zeilen_leer", in: 0...200) ?? 0,
            tableHeader: reader.texts("spalten"))
    }

    private func unit(_ node: InputNode, isSigned: Bool, hasOfficeAbove: Bool) -> SignatureUnitSettings? {
        guard let reader = MappingReader(node, AgreementClosingReader.unitKeys, log: log) else { return nil }
        if reader.node("partei") == nil, reader.text("zeile") == nil {
            reader.missing("partei", remedy: "Nennen Sie eine Partei (partei: partner) oder einen Text (zeile: Für den Träger).")
        }
        return SignatureUnitSettings(
            party: reader.path("partei"), line: reader.text("zeile"), location: reader.textOrEmpty("ort"), date: reader.text("datum"), mandate: reader.text("zusatz"),
            name: reader.textOrEmpty("name"), office: reader.text("funktion"), hasOfficeAbove: reader.flag("funktion_oben") ?? hasOfficeAbove,
            isSigned: reader.flag("gezeichnet") ?? isSigned, hasSeal: reader.flag("siegel") ?? false,
            signatories: reader.integer("anzahl", in: 1...2) ?? 1, place: node.place)
    }
}
