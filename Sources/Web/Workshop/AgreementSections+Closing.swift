import Production
import Stewardship

/// Signatures and annexes of an agreement as rows of the form.
extension AgreementSections {
    var signatures: SettingSection {
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

    var annexes: SettingSection {
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
    var references: [(value: String, label: String)] {
        let uses = (tree["klauseln"]?.elements ?? []).flatMap { entry in entry["abschnitt"] == nil ? [entry] : (entry["unterabschnitte"] ?? entry["absaetze"])?.elements ?? [] }
        var seen: Set<String> = []
        return uses.compactMap { use in
            guard let name = use["id"]?.string ?? (use.string ?? use["klausel"]?.string)?.split(separator: "/").first.map(String.init), name != "unterschriften",
                seen.insert(name).inserted
            else {
                return nil
            }
            return ("{{ref:\(name)}}", AgreementSections.called(name, nil, library))
        }
    }
}
