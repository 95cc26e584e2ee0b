import DocumentModel
import Findings
import Settings

/// Reads an agreement's file.
package struct AgreementReader {
    static let keys = KeySet(
        "der Vereinbarung",
        [
            "titel", "kurztitel", "beschreibung", "stelle", "land", "datum", "stichtag", "status", "entwurf", "stil", "gender", "herkunft", "formular", "signaturfelder", "pdf",
            "seitenkennung", "gliederung", "verweise", "abkuerzung", "kurztitel_drucken",
            "rechtszeilen", "deckblatt", "brief", "inhaltsverzeichnis", "seiten", "felder", "parteien", "klauseln", "anlagen",
            "unterschriften", "beispiel", "eigene_spalten",
        ])
    static let draftKeys = KeySet("des Entwurfs", ["bezeichnung", "stand"])
    static let numberingKeys = KeySet("der Gliederung", ["abschnitt", "unterabschnitt", "dritte_ebene", "absatz", "ebenen", "ueberschrift", "trenner", "aufzaehlung"])
    static let referenceKeys = KeySet("der Verweise", ["form", "vereinbarung"])
    static let coverKeys = KeySet("des Deckblatts", ["wappen", "vermerk", "zeilen", "parteien"])
    static let letterKeys = KeySet("des Briefs", ["form", "empfaenger", "informationen"])
    static let furnitureKeys = KeySet(
        "der Seiten",
        [
            "kopf_links", "kopf_rechts", "fuss_links", "fuss_mitte", "fuss_rechts", "erste_seite_ohne_kopf", "paraphe", "beidseitig",
            "zeilennummern",
        ])

    let log = FindingLog()

    /// Throws all errors of the file.
    package static func agreement(_ file: SourceFile) throws(FindingList) -> AgreementFile {
        let reader = AgreementReader()
        guard let root = YAMLReading.root(file.text, of: file, log: reader.log) else { throw FindingList(reader.log.all) }
        let agreement = reader.agreement(root, file: file)
        try reader.log.throwIfErrors()
        guard var agreement else { throw FindingList(reader.log.all) }
        agreement.change { $0.findings = reader.log.all }
        return agreement
    }

    private func agreement(_ root: InputNode, file: SourceFile) -> AgreementFile? {
        let fields = FieldDeclarationReader(log: log).fields(root["felder"])
        let names = Set(fields.map(\.name))
        guard let reader = MappingReader(root, AgreementReader.keys, extra: names, log: log) else { return nil }
        for field in fields where AgreementReader.keys.names.contains(field.name) {
            log.error(
                "feld-vergeben", at: field.place, "Ein Feld kann nicht „\(field.name)“ heißen; so heißt eine Angabe der Vereinbarung.",
                remedy: "Wählen Sie einen anderen Namen.")
        }
        if reader.node("titel") == nil { reader.missing("titel", remedy: "Ergänzen Sie: titel: Kooperationsvereinbarung.") }
        if reader.node("stelle") == nil { reader.missing("stelle", remedy: "Ergänzen Sie: stelle: musterstadt (eine Datei im Ordner „stellen“).") }
        if reader.node("klauseln") == nil { reader.missing("klauseln", remedy: "Ergänzen Sie: klauseln: mit den Klauseln als Liste.") }
        reader.rejectEmptyList("klauseln", remedy: "Nennen Sie die Klauseln der Vereinbarung, je Zeile eine: - kuendigung.")
        reader.rejectEmptyList("titel", remedy: "Ergänzen Sie: titel: Kooperationsvereinbarung.")
        if let title = reader.texts("titel").first, reader.texts("titel").allSatisfy({ $0.value.trimmed.isEmpty }) {
            log.error("angabe-leer", at: title.start, "„titel“ ist leer.", remedy: "Ergänzen Sie: titel: Kooperationsvereinbarung.")
        }
        let entries = ClauseEntryReader(log: log, fields: fields)
        let closing = AgreementClosingReader(log: log)
        let parts = AgreementFile.Parts(
            name: AgreementReader.name(of: file.path), path: file.path, title: reader.texts("titel"), shortTitle: reader.text("kurztitel"),
            description: reader.string("beschreibung"), body: reader.located("stelle"), land: reader.located("land"),
            date: dateSetting("datum", reader), referenceDate: dateSetting("stichtag", reader), status: reader.choice("status", DocumentStatus.self),
            draft: draft(reader.node("entwurf")), style: reader.located("stil"), gender: reader.choice("gender", GenderSetting.self),
            provenance: reader.choice("herkunft", ProvenanceDetail.self), isForm: reader.locatedFlag("formular"),
            isSignable: reader.locatedFlag("signaturfelder"), profile: reader.choice("pdf", PDFProfile.self),
            hasPageMarks: reader.locatedFlag("seitenkennung"),
            numbering: numbering(reader.node("gliederung")), references: references(reader.node("verweise")),
            abbreviation: reader.text("abkuerzung"), printsShortTitle: reader.flag("kurztitel_drucken") ?? false, printsLegalLines: reader.flag("rechtszeilen") ?? false,
            cover: cover(reader.node("deckblatt")), letter: letter(reader.node("brief")),
            hasTableOfContents: reader.flag("inhaltsverzeichnis") ?? false,
            furniture: furniture(reader.node("seiten")), fields: fields,
            settings: reader.entries.filter { names.contains($0.key) && !AgreementReader.keys.names.contains($0.key) },
            parties: closing.parties(reader.node("parteien")), clauses: entries.entries(reader.elements("klauseln")),
            annexes: closing.annexes(reader.elements("anlagen")), signatures: closing.signatures(reader.node("unterschriften")),
            example: reader.node("beispiel"), ownColumns: reader.texts("eigene_spalten").map(\.value), findings: [], sha256: file.sha256)
        return AgreementFile(parts)
    }

    /// `agreements/fruehe-hilfen.yaml` → `fruehe-hilfen`.
    package static func name(of path: String) -> String {
        let file = path.split(separator: "/").last ?? ""
        return String(file.split(separator: ".").first ?? file)
    }

    private func dateSetting(_ key: String, _ reader: MappingReader) -> Located<DateSetting>? {
        guard let text = reader.text(key) else { return nil }
        if text.value == "heute" { return Located(.today, at: text.start) }
        return reader.date(key).map { Located(.day($0), at: text.start) }
    }

    private func draft(_ node: InputNode?) -> DraftSettings? {
        guard let node, let reader = MappingReader(node, AgreementReader.draftKeys, log: log) else { return nil }
        return DraftSettings(label: reader.text("bezeichnung"), date: reader.date("stand"))
    }

    private func numbering(_ node: InputNode?) -> NumberingSettings {
        guard let node, let reader = MappingReader(node, AgreementReader.numberingKeys, log: log) else { return NumberingSettings() }
        var settings = NumberingSettings()
        settings.section = reader.choice("abschnitt", SectionNumbering.self)?.value ?? settings.section
        settings.subsection = reader.choice("unterabschnitt", SubsectionNumbering.self)?.value ?? settings.subsection
        settings.third = reader.choice("dritte_ebene", SubsectionNumbering.self)?.value
        if let separator = reader.choice("trenner", HeadingSeparator.self)?.value { settings.separator = separator == .none ? "" : "–" }
        settings.hasDashes = reader.choice("aufzaehlung", BulletSign.self)?.value == .dash
        settings.paragraph = reader.choice("absatz", ParagraphNumbering.self)?.value ?? settings.paragraph
        let levels = reader.texts("ebenen").compactMap { text -> ListNumbering? in
            if let level = ListNumbering(rawValue: text.value) { return level }
            let names = ListNumbering.allCases.map(\.rawValue)
            log.error(
                "wert-unbekannt", at: text.start, "„ebenen“ kann nicht \(quoted(text.value)) enthalten.",
                remedy: "Möglich sind: \(names.joined(separator: ", ")).")
            return nil
        }
        if reader.node("ebenen") != nil { settings.levels = levels }
        if let heading = reader.choice("ueberschrift", HeadingSetting.self) { settings.heading = heading.value == .abgesetzt ? .display : .runIn }
        return settings
    }

    private func references(_ node: InputNode?) -> ReferenceSettings {
        var settings = ReferenceSettings()
        guard let node, let reader = MappingReader(node, AgreementReader.referenceKeys, log: log) else { return settings }
        settings.isSpelledOut = reader.choice("form", ReferenceForm.self)?.value == .ausgeschrieben
        if let document = reader.textOrEmpty("vereinbarung") { settings.document = document.value }
        return settings
    }

    private enum ReferenceForm: String, Sendable, CaseIterable { case abgekuerzt, ausgeschrieben }

    private enum HeadingSeparator: String, Sendable, CaseIterable {
        case dash = "–"
        case hyphen = "-"
        case none = "ohne"
    }

    private enum BulletSign: String, Sendable, CaseIterable {
        case dash = "-"
        case bullet = "•"
    }

    private enum HeadingSetting: String, Sendable, CaseIterable { case abgesetzt, eingezogen }

    private func cover(_ node: InputNode?) -> CoverSettings? {
        guard let node, FlagNotation.flag(node.scalar?.text.value ?? "") != false else { return nil }
        if FlagNotation.flag(node.scalar?.text.value ?? "") == true { return CoverSettings(hasArms: false, lines: [], parties: []) }
        guard let reader = MappingReader(node, AgreementReader.coverKeys, log: log) else { return nil }
        return CoverSettings(
            hasArms: reader.flag("wappen") ?? false, mark: reader.text("vermerk"), lines: reader.texts("zeilen"), parties: reader.texts("parteien"))
    }

    private func letter(_ node: InputNode?) -> LetterSettings? {
        guard let node, FlagNotation.flag(node.scalar?.text.value ?? "") != false else { return nil }
        guard let reader = MappingReader(node, AgreementReader.letterKeys, log: log) else { return nil }
        return LetterSettings(
            form: reader.choice("form", LetterForm.self)?.value, recipient: reader.path("empfaenger"),
            information: InformationReader(log: log).groups(reader.node("informationen")), place: node.place)
    }

    private func furniture(_ node: InputNode?) -> FurnitureSettings {
        var settings = FurnitureSettings()
        guard let node, let reader = MappingReader(node, AgreementReader.furnitureKeys, log: log) else { return settings }
        settings.headLeft = reader.text("kopf_links")
        settings.headRight = reader.text("kopf_rechts")
        settings.footLeft = reader.text("fuss_links")
        settings.footCentre = reader.text("fuss_mitte")
        settings.footRight = reader.text("fuss_rechts")
        settings.firstPageWithoutHead = reader.flag("erste_seite_ohne_kopf") ?? true
        settings.hasInitials = reader.flag("paraphe") ?? false
        settings.isTwoSided = reader.flag("beidseitig") ?? false
        settings.hasLineNumbers = reader.flag("zeilennummern") ?? false
        return settings
    }
}

extension DocumentStatus: CaseIterable {
    public static let allCases: [DocumentStatus] = [.entwurf, .muster, .endfassung]
}

extension LetterForm: CaseIterable {
    public static let allCases: [LetterForm] = [.a, .b]
}

/// The information block of letters: groups of entries, each with name and value.
struct InformationReader {
    static let keys = KeySet("des Informationsblocks", ["name", "wert"])

    let log: FindingLog

    /// A list of groups; a group is a list of `{name, wert}`. Entries that stand without a group form one.
    func groups(_ node: InputNode?) -> [InformationSettings] {
        guard let node else { return [] }
        guard case .sequence(let elements) = node.content else {
            log.error(
                "angabe-art", at: node.place, "„informationen“ ist eine Liste, gefunden wurde \(node.kindInGerman).",
                remedy: "Schreiben Sie je Gruppe: - - {name: Telefon, wert: 02000 160-0}.")
            return []
        }
        var groups: [InformationSettings] = []
        var loose: [InformationSettings.Entry] = []
        for element in elements {
            if case .sequence(let entries) = element.content {
                groups.append(InformationSettings(entries: entries.compactMap(entry)))
            } else if let entry = entry(element) {
                loose.append(entry)
            }
        }
        if !loose.isEmpty { groups.insert(InformationSettings(entries: loose), at: 0) }
        return groups
    }

    private func entry(_ node: InputNode) -> InformationSettings.Entry? {
        guard let reader = MappingReader(node, InformationReader.keys, log: log) else { return nil }
        guard let name = reader.required("name", remedy: "Ergänzen Sie: name: Telefon.") else { return nil }
        return InformationSettings.Entry(label: name, value: reader.texts("wert").filter { !$0.value.isEmpty })
    }
}

extension AgreementFile {
    /// An agreement as it would be if its file had this text. Throws all errors of the text.
    package static func read(_ file: SourceFile) throws(FindingList) -> AgreementFile { try AgreementReader.agreement(file) }
}
