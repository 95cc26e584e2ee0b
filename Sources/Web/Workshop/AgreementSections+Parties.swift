import Agreements
import Stewardship

/// Who concludes the contract, and who stands for them.
extension AgreementSections {
    /// Fields of kind `stelle`, and the body itself.
    var bodyFields: [String] {
        ["stelle"]
            + (tree["felder"]?.entries ?? []).filter { $0.value["art"]?.string == "stelle" || ($0.value["art"]?.string == "liste" && $0.value["von"]?.string == "stelle") }.map(
                \.key)
    }

    func called(_ field: String) -> String { field == "stelle" ? "Eigene Stelle" : tree["felder"]?[field]?["beschriftung"]?.string ?? ClauseNames.readable(field) }

    var parties: SettingSection {
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

    func party(_ place: SettingPath, _ node: SettingNode) -> Row {
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
}
