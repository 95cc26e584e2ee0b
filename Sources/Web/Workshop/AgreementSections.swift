import Agreements
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

    func path(_ text: String) -> SettingPath { SettingPath(text) }
    func control(_ text: String, _ label: String, _ kind: SettingControl.Kind = .line, help: String? = nil, proposals: String? = nil, placeholder: String? = nil)
        -> SettingControl
    {
        SettingControl(path(text), label, kind, help: help, proposals: proposals, placeholder: placeholder)
    }

    func choice(_ values: [String]) -> SettingControl.Kind { .choice(values.map { ($0, $0) }) }

    // MARK: - The agreement as a whole

    var basics: SettingSection {
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

    var numbering: SettingSection {
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

    var pages: SettingSection {
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

    // MARK: - Fields

    var fieldNames: [String] { (tree["felder"]?.entries ?? []).map(\.key) }

    var fields: SettingSection {
        var section = SettingSection(id: "felder", title: "Felder: was bei jedem Vertrag gefragt wird")
        section.rows = (tree["felder"]?.entries ?? []).map { entry in
            let place = path("felder") + entry.key
            var row = Row(path: place, title: entry.value["beschriftung"]?.string ?? entry.key, note: entry.key)
            row.isMovable = false
            row.controls = [
                SettingControl(place + "beschriftung", "Beschriftung"), SettingControl(place + "art", "Art", choice(FormChoices.fieldKinds)),
                SettingControl(place + "hilfe", "Hilfe"),
                SettingControl(place + "werte", "Werte, je Zeile einer (bei einer Auswahl)", .lines(alwaysList: true)),
                SettingControl(place + "von", "Art der Einträge (bei einer Liste)", choice(FormChoices.elementKinds)),
                SettingControl(place + "vorgabe", "Vorgabe"), SettingControl(place + "pflicht", "Muss angegeben werden", SettingControl.yesOrNo),
                SettingControl(place + "offen", "Darf offen bleiben", SettingControl.yesOrNo),
            ]
            if entry.value["art"]?.string != "stelle" { row.controls.append(SettingControl(path("beispiel") + entry.key, "Beispielwert", .lines(alwaysList: false))) }
            return row
        }
        section.additions = [
            Addition(
                act: "neu:feld", button: "Feld hinzufügen",
                fields: [
                    Addition.Field(name: "neu.feld", label: "Beschriftung"), Addition.Field(name: "neu.feld.art", label: "Art", choices: FormChoices.fieldKinds.map { ($0, $0) }),
                ])
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
}
