import Assembler
import DocumentModel
import Production
import Stewardship

/// The form over an agreement: what it says, part by part, with pickers that offer only what there is.
struct AgreementSections {
    let tree: SettingNode
    let library: ClauseLibrary
    let workspace: Workspace

    typealias Row = SettingSection.Row
    typealias Addition = SettingSection.Addition

    var sections: [SettingSection] { [clauses, parties, signatures, annexes, basics, numbering, pages, fields] }

    private func path(_ text: String) -> SettingPath { SettingPath(text) }
    private func control(_ text: String, _ label: String, _ kind: SettingControl.Kind = .line, help: String? = nil, proposals: String? = nil, placeholder: String? = nil)
        -> SettingControl
    {
        SettingControl(path(text), label, kind, help: help, proposals: proposals, placeholder: placeholder)
    }

    private func choice(_ values: [String]) -> SettingControl.Kind { .choice(values.map { ($0, $0) }) }

    // MARK: - The agreement as a whole

    private var basics: SettingSection {
        SettingSection(
            id: "grund", title: "Titel, Stelle und Gestalt",
            controls: [
                control("titel", "Titel, je Zeile eine Zeile", .lines(alwaysList: false)), control("kurztitel", "Kurztitel"),
                control("beschreibung", "Wofür die Vereinbarung gedacht ist"), control("stelle", "Stelle, für die sie gemacht wird", choice(workspace.bodyNames)),
                control("status", "Was entsteht", .choice([("entwurf", "Entwurf"), ("muster", "Muster"), ("endfassung", "Endfassung")])),
                control("datum", "Datum", help: "Ein Tag wie 2026-10-01, oder: heute"), control("stichtag", "Stichtag", help: "Welche Fassungen gelten; sonst das Datum."),
                control("land", "Land", .choice(FormChoices.states.map { ($0.value, $0.label) }), placeholder: "(das der Stelle)"),
                control("stil", "Hausstil", choice(workspace.styleNames), placeholder: "(der der Stelle)"),
                control("gender", "Personenbezeichnungen", choice(GenderSetting.allCases.map(\.rawValue)), placeholder: "(wie bei der Stelle)"),
                control("inhaltsverzeichnis", "Inhaltsverzeichnis", SettingControl.yesOrNo),
            ])
    }

    private var numbering: SettingSection {
        SettingSection(
            id: "gliederung", title: "Gliederung und Verweise",
            controls: [
                control("gliederung.abschnitt", "Abschnitte", choice(SectionNumbering.allCases.map(\.rawValue))),
                control("gliederung.unterabschnitt", "Unterabschnitte", choice(SubsectionNumbering.allCases.map(\.rawValue))),
                control("gliederung.absatz", "Absätze", choice(ParagraphNumbering.allCases.map(\.rawValue))),
                control("gliederung.ebenen", "Ebenen unter dem Absatz, je Zeile eine", .lines(alwaysList: true), help: "a) aa) 1. (1) i) - •"),
                control("gliederung.ueberschrift", "Überschriften", .choice([("abgesetzt", "abgesetzt"), ("eingezogen", "eingezogen")])),
                control("verweise.form", "Verweise", .choice([("abgekuerzt", "abgekürzt: Abs. 2"), ("ausgeschrieben", "ausgeschrieben: Absatz 2")])),
                control("verweise.vereinbarung", "Was ein „§“ allein meint", help: "Zum Beispiel: dieses Vertrags"),
                control("rechtszeilen", "Rechtszeilen drucken", SettingControl.yesOrNo),
            ])
    }

    private var pages: SettingSection {
        let texts = [
            ("kopf_links", "Kopf links"), ("kopf_rechts", "Kopf rechts"), ("fuss_links", "Fuß links"), ("fuss_mitte", "Fuß Mitte"), ("fuss_rechts", "Fuß rechts"),
        ]
        let flags = [
            ("erste_seite_ohne_kopf", "Erste Seite ohne Kopf"), ("paraphe", "Platz für Paraphen"), ("beidseitig", "Zweiseitig"), ("zeilennummern", "Zeilennummern im Entwurf"),
        ]
        return SettingSection(
            id: "seiten", title: "Kopf, Fuß, Kopfbogen, Deckblatt",
            controls: texts.map { control("seiten.\($0.0)", $0.1) } + flags.map { control("seiten.\($0.0)", $0.1, SettingControl.yesOrNo) } + [
                control("brief.form", "Kopfbogen der Stelle (DIN 5008)", choice(["A", "B"]), placeholder: "(kein Brief)"),
                control("brief.empfaenger", "Empfänger des Briefs", choice(bodyFields.filter { $0 != "stelle" })),
                control("deckblatt.wappen", "Deckblatt mit Wappen", SettingControl.yesOrNo, placeholder: "(kein Deckblatt)"),
                control("deckblatt.vermerk", "Vermerk auf dem Deckblatt"),
            ])
    }

    // MARK: - Clauses

    private var clauses: SettingSection {
        var section = SettingSection(
            id: "klauseln", title: "Klauseln",
            help: "Die Reihenfolge hier ist die im Vertrag. Ziehen Sie am Griff, verwenden Sie die Pfeile, oder drücken Sie in einer Zeile Alt und die Pfeiltasten.", isOpen: true)
        let list = path("klauseln")
        let entries = tree[list]?.elements ?? []
        section.rows = entries.indices.map { index in
            if let heading = entries[index]["abschnitt"] { return group(list + index, entries[index], heading.string ?? "", isFirst: index == 0) }
            return clause(list + index, entries[index], before: index > 0 ? entries[index - 1] : nil)
        }
        let heading = Addition.Field(name: "neu.abschnitt", label: "Überschrift eines neuen Abschnitts")
        let form = Addition.Field(
            name: "neu.form", label: "Die Klauseln darin werden",
            choices: [("absaetze", "Absätze ohne eigene Überschrift"), ("unterabschnitte", "Unterabschnitte mit Überschrift")])
        section.additions = [
            addition("klauseln", "Klausel hinzufügen"), Addition(act: "neu:abschnitt", button: "Abschnitt aus mehreren Klauseln hinzufügen", fields: [heading, form]),
        ]
        if !entries.contains(where: { $0.string == "unterschriften" }) {
            section.buttons = [SettingSection.Button(act: "neu:stelle-der-unterschriften", text: "Ort der Unterschriften festlegen")]
        }
        return section
    }

    private func addition(_ list: String, _ button: String) -> Addition {
        Addition(
            act: "neu:klausel:\(list)", button: button,
            fields: [Addition.Field(name: "neu.klausel.\(list)", label: "Klausel oder Familie", proposals: "klauselnamen")])
    }

    private func group(_ place: SettingPath, _ node: SettingNode, _ heading: String, isFirst: Bool) -> Row {
        let key = node["unterabschnitte"] != nil ? "unterabschnitte" : "absaetze"
        let list = place + key
        var row = Row(path: place, title: "Abschnitt „\(heading)“", note: key == "absaetze" ? "Klauseln als Absätze" : "Klauseln als Unterabschnitte")
        row.controls = [
            SettingControl(place + "abschnitt", "Überschrift des Abschnitts"), condition(place),
            SettingControl(place + "nummer", "Nummer", .choice([("ja", "mit Nummer"), ("nein", "ohne Nummer")]), placeholder: "(mit Nummer)"),
        ]
        row.rows = (node[key]?.elements ?? []).enumerated().map { index, entry in
            var inner = clause(list + index, entry, before: nil)
            inner.buttons = [SettingSection.Button(act: "heraus:\(list + index)", text: "Aus dem Abschnitt heraus")]
            return inner
        }
        row.additions = [addition("\(list)", "In den Abschnitt „\(heading)“ aufnehmen")]
        row.isOpen = true
        return row
    }

    private func condition(_ place: SettingPath) -> SettingControl {
        SettingControl(
            place + "wenn", "Nur, wenn", help: "Leer: immer. Vorschläge kommen beim Schreiben; verbinden lassen sie sich mit „und“, „oder“, „nicht“.", proposals: "bedingungen")
    }

    private func clause(_ place: SettingPath, _ node: SettingNode, before: SettingNode?) -> Row {
        let name = node.string ?? node["klausel"]?.string ?? ""
        if name == "unterschriften", node.string != nil { return Row(path: place, title: "Hier stehen die Unterschriften") }
        let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
        let family = library.family(parts.first ?? "")
        var variants: [(value: String, label: String)] = [(parts.first ?? "", "(die Variante, deren Bedingung zutrifft)")]
        for variant in family?.variants ?? [] { variants.append(("\(parts[0])/\(variant.name)", ClauseNames.readable(variant.name))) }
        var row = Row(path: place, title: ClauseNames.readable(parts.first ?? "?"), note: parts.count > 1 ? ClauseNames.readable(parts[1]) : "passende Variante")
        if node["wenn"] != nil { row.note = (row.note ?? "") + ", mit Bedingung" }
        if family == nil { row.note = "gibt es nicht" }
        row.controls = [
            SettingControl(place + "klausel", "Variante", .choice(variants), placeholder: "(nichts)"), condition(place),
            SettingControl(place + "ueberschrift", "Andere Überschrift", help: "Leer: die der Klausel. \"\" für keine."),
            SettingControl(place + "nummer", "Nummer", help: "ja, nein, oder eine feste Nummer wie 4a", placeholder: "(wie die Klausel)"),
            SettingControl(place + "id", "Kennung für Verweise", help: "Nötig, wo eine Familie zweimal vorkommt."),
            SettingControl(place + "neue_seite", "Beginnt eine Seite", SettingControl.yesOrNo),
        ]
        row.controls += own(name).map { field in
            let kind: SettingControl.Kind =
                if case .choice(let choices) = field.kind { .choice(choices.map { ($0.value, $0.label) }) } else if case .list = field.kind { .lines(alwaysList: true) } else {
                    .line
                }
            return SettingControl(place + "felder" + field.name, "Angabe: \(field.label)", kind, help: field.help)
        }
        if before?["abschnitt"] != nil { row.buttons = [SettingSection.Button(act: "hinein:\(place)", text: "In den Abschnitt davor")] }
        return row
    }

    /// Fields that a clause declares, as far as a line can hold their values.
    private func own(_ name: String) -> [FieldDeclaration] {
        let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
        guard parts.count == 2, let file = library.family(parts[0])?.variant(parts[1])?.files.first, let source = try? library.source(file, family: parts[0], variant: parts[1])
        else { return [] }
        return source.frontMatter.fields.filter { field in
            switch field.kind {
            case .text, .longText, .date, .number, .money, .flag, .choice, .list(.text): true
            default: false
            }
        }
    }

    // MARK: - Parties

    /// Fields of kind `stelle`, and the body itself.
    private var bodyFields: [String] {
        ["stelle"]
            + (tree["felder"]?.entries ?? []).filter { $0.value["art"]?.string == "stelle" || ($0.value["art"]?.string == "liste" && $0.value["von"]?.string == "stelle") }.map(
                \.key)
    }

    private func called(_ field: String) -> String { field == "stelle" ? "Eigene Stelle" : tree["felder"]?[field]?["beschriftung"]?.string ?? ClauseNames.readable(field) }

    private var parties: SettingSection {
        var section = SettingSection(
            id: "parteien", title: "Parteien", help: "Zwei bis zwanzig. Wer fest angegeben ist, steht so in jedem Vertrag; ein Beispiel steht nur in Entwürfen.",
            controls: [
                control("parteien.form", "Wie sie genannt werden", .choice([("block", "Block am Anfang"), ("satz", "in einem Satz"), ("ohne", "gar nicht")])),
                control("parteien.kasus", "Fall", .choice([("dativ", "zwischen dem …"), ("nominativ", "Der … schließt")])), control("parteien.einleitung", "Davor"),
                control("parteien.schluss", "Danach"), control("parteien.sammelbezeichnung", "Was alle zusammen heißen"),
                control("parteien.anschrift", "Mit Anschriften", SettingControl.yesOrNo),
            ])
        let list = path("parteien.liste")
        section.rows = (tree[list]?.elements ?? []).enumerated().map { index, node in party(list + index, node) }
        section.additions = [
            Addition(
                act: "neu:partei", button: "Partei hinzufügen",
                fields: [
                    Addition.Field(name: "neu.partei", label: "Wie sie im Vertrag heißt (Träger, Einrichtung …)"),
                    Addition.Field(
                        name: "neu.partei.angaben", label: "Ihre Angaben stehen",
                        choices: [("fest", "fest in der Vereinbarung"), ("beispiel", "nur als Beispiel; gefragt wird bei jedem Vertrag")]),
                ])
        ]
        return section
    }

    private func party(_ place: SettingPath, _ node: SettingNode) -> Row {
        let field = node["stelle"]?.string ?? ""
        var row = Row(path: place, title: node["bezeichnung"]?.string ?? called(field), note: called(field))
        row.controls = [
            SettingControl(place + "stelle", "Wessen Angaben", .choice(bodyFields.map { ($0, called($0)) })), SettingControl(place + "bezeichnung", "Im Vertrag genannt"),
            SettingControl(place + "genus", "Geschlecht dieses Wortes", .choice([("m", "der"), ("f", "die"), ("n", "das")]), placeholder: "(folgt aus dem Wort)"),
        ]
        guard field != "stelle", !field.isEmpty, tree["felder"]?[field]?["art"]?.string == "stelle" else { return row }
        let isFixed = tree[field] != nil
        let record = isFixed ? path(field) : path("beispiel") + field
        row.controls += AgreementSections.record(record)
        row.buttons.append(
            isFixed
                ? SettingSection.Button(act: "beispiel:\(field)", text: "Nur als Beispiel führen")
                : SettingSection.Button(act: "fest:\(field)", text: "Fest in die Vereinbarung schreiben"))
        let chain = record + "vertreten_durch"
        if case .list(let persons)? = tree[chain] {
            row.rows = persons.enumerated().map { index, person in AgreementSections.person(chain + index, person) }
            row.additions = [
                Addition(
                    act: "neu:person:\(chain)", button: "Weitere Person der Kette",
                    fields: [Addition.Field(name: "neu.person.\(chain)", label: "Amt der Person (Landrätin, Dezernent …)")])
            ]
        } else {
            row.buttons.append(SettingSection.Button(act: "kette:\(chain)", text: "Vertretung als Kette von Personen"))
        }
        return row
    }

    static func record(_ place: SettingPath) -> [SettingControl] {
        [
            SettingControl(place + "name", "Name"), SettingControl(place + "art", "Art", .choice(FormChoices.bodyKinds.map { ($0.value, $0.label) })),
            SettingControl(place + "genus", "Artikel des Namens", .choice([("m", "der"), ("f", "die"), ("n", "das")]), placeholder: "(folgt aus dem Namen)"),
            SettingControl(place + "strasse", "Straße und Hausnummer"), SettingControl(place + "plz", "Postleitzahl"), SettingControl(place + "ort", "Ort"),
            SettingControl(place + "vertreten_durch", "Vertreten durch", help: "Zum Beispiel: den Vorstand, oder ein Name mit Amt."),
        ]
    }

    static func person(_ place: SettingPath, _ node: SettingNode) -> Row {
        let name = [node["titel"]?.string, node["vorname"]?.string, node["name"]?.string].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
        var row = Row(path: place, title: node["funktion"]?.string ?? node.string ?? "Person", note: name.isEmpty ? "ohne Namen" : name)
        if node.string != nil { return row }
        row.controls = [
            SettingControl(place + "funktion", "Amt"), SettingControl(place + "anrede", "Anrede", .choice([("Frau", "Frau"), ("Herr", "Herr")])),
            SettingControl(place + "titel", "Titel"),
            SettingControl(place + "vorname", "Vorname"), SettingControl(place + "name", "Name"),
        ]
        return row
    }

    // MARK: - Signatures and annexes

    private var signatures: SettingSection {
        let list = path("unterschriften.einheiten")
        var section = SettingSection(
            id: "unterschriften", title: "Unterschriften",
            controls: [
                control(
                    "unterschriften.form", "Anordnung",
                    .choice([("nebeneinander", "nebeneinander"), ("untereinander", "untereinander"), ("tabelle", "als Tabelle"), ("ohne", "ohne Unterschriften")])),
                control("unterschriften.vorspann", "Satz davor"),
            ])
        section.rows = (tree[list]?.elements ?? []).enumerated().map { index, node in
            let place = list + index
            var row = Row(path: place, title: node["zeile"]?.string ?? called(node["partei"]?.string ?? ""), note: node["ort"]?.string)
            row.controls = [
                SettingControl(place + "partei", "Wer unterschreibt", .choice(bodyFields.map { ($0, called($0)) })),
                SettingControl(place + "zeile", "Zeile darüber", help: "Zum Beispiel: Für den Träger"),
                SettingControl(place + "ort", "Ort", help: "Gedruckt wird „Ort, den …“; leer: eine Linie für Ort und Datum."),
                SettingControl(place + "zusatz", "Zusatz", choice(["Im Auftrag", "In Vertretung"])),
                SettingControl(place + "name", "Name", help: "Leer: wer die Partei vertritt. \"\" für keinen."), SettingControl(place + "funktion", "Amt"),
                SettingControl(place + "siegel", "Platz für ein Siegel", SettingControl.yesOrNo), SettingControl(place + "anzahl", "Wie viele unterschreiben", choice(["1", "2"])),
            ]
            return row
        }
        section.additions = [
            Addition(
                act: "neu:unterschrift", button: "Unterschrift hinzufügen",
                fields: [
                    Addition.Field(name: "neu.unterschrift", label: "Wer unterschreibt", choices: bodyFields.map { ($0, called($0)) }),
                    Addition.Field(name: "neu.unterschrift.ort", label: "Ort"),
                ])
        ]
        return section
    }

    private var annexes: SettingSection {
        let list = path("anlagen")
        var section = SettingSection(id: "anlagen", title: "Anlagen")
        section.rows = (tree[list]?.elements ?? []).enumerated().map { index, node in
            let place = list + index
            var row = Row(path: place, title: node["titel"]?.string ?? "Anlage", note: node["kennung"]?.string)
            row.controls = [
                SettingControl(place + "kennung", "Kennung für Verweise"), SettingControl(place + "titel", "Titel"),
                SettingControl(place + "zu", "Gehört zu", .choice(references), help: "Steht unter dem Titel: „(zu Artikel 3)“.", placeholder: "(zum ganzen Vertrag)"),
                SettingControl(place + "art", "Art", .choice([("text", "Text"), ("tabelle", "Tabelle"), ("pdf", "PDF-Datei"), ("bild", "Bild")])),
                SettingControl(place + "datei", "Datei", choice(workspace.annexFileNames)),
                SettingControl(place + "klausel", "Statt einer Datei eine Klausel", proposals: "klauselnamen"),
                SettingControl(place + "feld", "Feld der Tabelle", choice(fieldNames.filter { tree["felder"]?[$0]?["art"]?.string == "tabelle" })),
                SettingControl(place + "einleitung", "Einleitung"),
                SettingControl(place + "seiten", "Nur diese Seiten", help: "1-3, 7"), SettingControl(place + "stand", "Stand"), condition(place),
            ]
            return row
        }
        section.additions = [
            Addition(
                act: "neu:anlage", button: "Anlage hinzufügen",
                fields: [
                    Addition.Field(name: "neu.anlage", label: "Titel der Anlage"),
                    Addition.Field(name: "neu.anlage.datei", label: "Datei", choices: workspace.annexFileNames.map { ($0, $0) }),
                    Addition.Field(name: "neu.anlage.zu", label: "Gehört zu", choices: [(value: "", label: "(zum ganzen Vertrag)")] + references),
                ])
        ]
        return section
    }

    /// Clauses and annexes that a text can refer to.
    private var references: [(value: String, label: String)] {
        let uses = (tree["klauseln"]?.elements ?? []).flatMap { entry in entry["abschnitt"] == nil ? [entry] : (entry["unterabschnitte"] ?? entry["absaetze"])?.elements ?? [] }
        var seen: Set<String> = []
        return uses.compactMap { use in
            guard let name = use["id"]?.string ?? (use.string ?? use["klausel"]?.string)?.split(separator: "/").first.map(String.init), name != "unterschriften",
                seen.insert(name).inserted
            else {
                return nil
            }
            return ("{{ref:\(name)}}", ClauseNames.readable(name))
        }
    }

    // MARK: - Fields

    private var fieldNames: [String] { (tree["felder"]?.entries ?? []).map(\.key) }

    private static let kinds = ["text", "langtext", "datum", "zahl", "betrag", "ja_nein", "iban", "auswahl", "liste", "person", "anschrift", "stelle", "tabelle"]

    private var fields: SettingSection {
        var section = SettingSection(id: "felder", title: "Felder: was bei jedem Vertrag gefragt wird")
        section.rows = (tree["felder"]?.entries ?? []).map { entry in
            let place = path("felder") + entry.key
            var row = Row(path: place, title: entry.value["beschriftung"]?.string ?? entry.key, note: entry.key)
            row.isMovable = false
            row.controls = [
                SettingControl(place + "beschriftung", "Beschriftung"), SettingControl(place + "art", "Art", choice(Self.kinds)), SettingControl(place + "hilfe", "Hilfe"),
                SettingControl(place + "werte", "Werte, je Zeile einer (bei einer Auswahl)", .lines(alwaysList: true)),
                SettingControl(place + "von", "Art der Einträge (bei einer Liste)"),
                SettingControl(place + "vorgabe", "Vorgabe"), SettingControl(place + "pflicht", "Muss angegeben werden", SettingControl.yesOrNo),
                SettingControl(place + "offen", "Darf offen bleiben", SettingControl.yesOrNo),
            ]
            if entry.value["art"]?.string != "stelle" { row.controls.append(SettingControl(path("beispiel") + entry.key, "Beispielwert", .lines(alwaysList: false))) }
            return row
        }
        section.additions = [
            Addition(
                act: "neu:feld", button: "Feld hinzufügen",
                fields: [Addition.Field(name: "neu.feld", label: "Beschriftung"), Addition.Field(name: "neu.feld.art", label: "Art", choices: Self.kinds.map { ($0, $0) })])
        ]
        return section
    }

    /// Proposals for conditions: what can be asked of the fields there are.
    var conditions: [String] {
        (tree["felder"]?.entries ?? []).flatMap { entry -> [String] in
            switch entry.value["art"]?.string {
            case "auswahl":
                let values = entry.value["werte"].map { $0.elements.compactMap(\.string) + $0.entries.map(\.key) } ?? []
                return values.map { "\(entry.key) == \"\($0)\"" }
            case "ja_nein": return [entry.key, "nicht \(entry.key)"]
            case "stelle": return ["\(entry.key).art == \"ev\"", "\(entry.key).land == \"NW\""]
            default: return ["vorhanden(\(entry.key))"]
            }
        }
    }

    /// Names of clauses as an agreement can have them: families, and each variant.
    static func clauseNames(_ library: ClauseLibrary) -> [(name: String, label: String)] {
        library.familyNames.flatMap { family -> [(name: String, label: String)] in
            [(family, ClauseNames.readable(family))] + (library.family(family)?.variants ?? []).map { ("\(family)/\($0.name)", ClauseNames.subject("\(family)/\($0.name)")) }
        }
    }
}
