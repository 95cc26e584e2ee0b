import Agreements
import Findings
import Production
import Stewardship

/// The form over a body.
struct BodySections {
    let tree: SettingNode
    let workspace: Workspace

    private func control(_ text: String, _ label: String, _ kind: SettingControl.Kind = .line, help: String? = nil, placeholder: String? = nil) -> SettingControl {
        SettingControl(SettingPath(text), label, kind, help: help, placeholder: placeholder)
    }

    var sections: [SettingSection] { [name, representation, letter, arms, more] }

    private var name: SettingSection {
        SettingSection(
            id: "name", title: "Name und Anschrift",
            controls: [
                control("name", "Name"), control("kurz", "Kurzname"), control("art", "Art", .choice(FormChoices.bodyKinds.map { ($0.value, $0.label) })),
                control("einheit", "Organisationseinheit"), control("strasse", "Straße und Hausnummer"), control("plz", "Postleitzahl"), control("ort", "Ort"),
                control("land", "Land", .choice(FormChoices.states.map { ($0.value, $0.label) })), control("telefon", "Telefon"), control("email", "E-Mail"),
                control("genus", "Artikel des Namens", .choice([("m", "der"), ("f", "die"), ("n", "das")]), placeholder: "(folgt aus dem Namen)"),
                control("formen.nominativ", "Name mit Artikel: wer?"), control("formen.genitiv", "wessen?"), control("formen.dativ", "wem?"), control("formen.akkusativ", "wen?"),
            ], isOpen: true)
    }

    private var representation: SettingSection {
        var section = SettingSection(
            id: "vertretung", title: "Vertretung", help: "Die Kette von oben nach unten: vertreten durch die Landrätin, diese vertreten durch den Dezernenten.")
        let key = tree["vertretung"] != nil || tree["vertreten_durch"] == nil ? "vertretung" : "vertreten_durch"
        if case .list(let persons)? = tree[key] {
            section.rows = persons.enumerated().map { index, person in AgreementSections.person(SettingPath(key) + index, person) }
        } else {
            section.controls = [control("vertreten_durch", "Vertreten durch")]
        }
        section.additions = [
            SettingSection.Addition(
                act: "neu:person", button: "Person hinzufügen", fields: [SettingSection.Addition.Field(name: "neu.person", label: "Amt der Person (Landrätin, Dezernent …)")])
        ]
        return section
    }

    private var letter: SettingSection {
        var section = SettingSection(
            id: "brief", title: "Kopfbogen",
            controls: [
                control("brief.form", "Form nach DIN 5008", .choice([("A", "A"), ("B", "B")])),
                control("brief.absender", "Kopf des Bogens, je Zeile eine", .lines(alwaysList: true)),
                control("brief.ruecksendezeile", "Rücksendezeile, je Teil eine Zeile", .lines(alwaysList: true)),
            ])
        for column in (tree["brief"]?["fusszeile"]?.elements ?? []).indices {
            section.controls.append(control("brief.fusszeile.\(column)", "Fußzeile, Spalte \(column + 1)", .lines(alwaysList: true)))
        }
        for (group, entries) in (tree["brief"]?["informationen"]?.elements ?? []).enumerated() {
            for index in entries.elements.indices {
                let place = "brief.informationen.\(group).\(index)"
                section.controls.append(control(place + ".name", "Informationsblock \(group + 1).\(index + 1): Bezeichnung"))
                section.controls.append(control(place + ".wert", "Informationsblock \(group + 1).\(index + 1): Angabe", help: "\"\" lässt Platz zum Eintragen."))
            }
        }
        section.buttons = [
            SettingSection.Button(act: "neu:fusszeile", text: "Spalte der Fußzeile hinzufügen"),
            SettingSection.Button(act: "neu:information", text: "Zeile im Informationsblock hinzufügen"),
        ]
        return section
    }

    private var arms: SettingSection {
        let files = [".svg", ".png", ".jpg", ".jpeg"].flatMap { workspace.armsFileNames(ending: $0) }.sorted()
        let controls =
            tree["wappen"]?.string != nil
            ? [control("wappen", "Datei", .choice(files.map { ($0, $0) }))]
            : [
                control("wappen.datei", "Datei", .choice(files.map { ($0, $0) }), help: "Ein neues Wappen ziehen Sie unten in das Feld."),
                control("wappen.alternativtext", "Beschreibung für alle, die es nicht sehen"), control("wappen.breite", "Breite in Millimetern"),
            ]
        return SettingSection(id: "wappen", title: "Wappen", controls: controls)
    }

    private var more: SettingSection {
        SettingSection(
            id: "weiteres", title: "Weiteres",
            controls: [
                control("stil", "Hausstil", .choice(workspace.styleNames.map { ($0, $0) })),
                control("gender", "Personenbezeichnungen", .choice(GenderSetting.allCases.map { ($0.rawValue, $0.rawValue) })),
                control("rechtstraeger", "Rechtsträger"), control("bistum", "Bistum"), control("datenschutzgesetz", "Datenschutzgesetz, wo es nicht aus der Art folgt"),
                control("datenschutzaufsicht", "Datenschutzaufsicht, wo sie nicht aus der Art folgt"),
            ])
    }

    static func act(_ text: String, _ form: FormFields, _ edit: inout SettingTreeEdit) throws -> SettingPath? {
        func append(_ node: SettingNode, _ list: SettingPath) throws -> SettingPath {
            let count = edit.tree[list]?.elements.count ?? 0
            try edit.insert(node, at: count, in: list)
            return list + count
        }
        switch text {
        case "neu:person":
            let office = SettingControl.clean(form["neu.person"] ?? "", keepsLines: false)
            guard !office.isEmpty else {
                throw FindingList([Finding(.fehler, "eingabe-fehlt", "Das Feld neben dem Knopf ist leer; geändert wurde nichts.", remedy: "Nennen Sie das Amt der Person.")])
            }
            let key = tree(edit)
            return try append(.group([SettingNode.Entry("funktion", .text(office))]), SettingPath(key))
        case "neu:fusszeile": return try append(.list([.text("Zeile")]), SettingPath("brief.fusszeile"))
        case "neu:information":
            let entry = SettingNode.group([SettingNode.Entry("name", .text("Telefon")), SettingNode.Entry("wert", .text(""))])
            return try append(.list([entry]), SettingPath("brief.informationen"))
        default: return try AgreementActs.act(text, form, &edit)
        }
    }

    private static func tree(_ edit: SettingTreeEdit) -> String { if case .list? = edit.tree["vertreten_durch"] { "vertreten_durch" } else { "vertretung" } }
}
