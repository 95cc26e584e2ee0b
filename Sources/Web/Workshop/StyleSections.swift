import Stewardship

/// The form over a house style: what is changed most, by name; everything else that the file says, by its key.
struct StyleSections {
    let tree: SettingNode

    private static let known: [(path: String, label: String)] = [
        ("name", "Name"), ("beschreibung", "Beschreibung"), ("schrift.familie", "Schrift"), ("schrift.groesse", "Schriftgröße in Punkt"),
        ("schrift.zeilenabstand", "Zeilenabstand in Punkt"),
        ("schrift.absatzabstand", "Abstand zwischen Absätzen in Zeilen"), ("seite.breite", "Blattbreite in mm"), ("seite.hoehe", "Blatthöhe in mm"),
        ("seite.oben", "Rand oben in mm"),
        ("seite.unten", "Rand unten in mm"), ("seite.links", "Rand links in mm"), ("seite.rechts", "Rand rechts in mm"), ("titel.groesse", "Größe des Titels in Punkt"),
        ("kopf_fuss.groesse", "Größe von Kopf und Fuß in Punkt"), ("umbruch.trennungen_in_folge", "Trennungen in Folge, höchstens"), ("umbruch.trennscheu", "Trennscheu, 0 bis 20"),
    ]

    var sections: [SettingSection] {
        let first = StyleSections.known.map { SettingControl(SettingPath($0.path), $0.label) }
        let names = Set(StyleSections.known.map(\.path))
        let others = tree.entries.filter { $0.key != "name" && $0.key != "beschreibung" }.map { entry in
            SettingSection(
                id: "teil-\(entry.key)", title: ClauseNames.readable(entry.key),
                controls: StyleSections.controls(entry.value, SettingPath(entry.key)).filter { !names.contains("\($0.path)") })
        }.filter { !$0.controls.isEmpty }
        return [SettingSection(id: "wichtig", title: "Schrift und Seite", controls: first, isOpen: true)] + others
    }

    private static func controls(_ node: SettingNode, _ place: SettingPath) -> [SettingControl] {
        switch node {
        case .text, .empty: [SettingControl(place, label(place))]
        case .group(let entries): entries.flatMap { controls($0.value, place + $0.key) }
        case .list(let nodes) where nodes.allSatisfy { $0.string != nil }: [SettingControl(place, label(place), .lines(alwaysList: true))]
        case .list(let nodes): nodes.enumerated().flatMap { controls($1, place + $0) }
        }
    }

    private static func label(_ place: SettingPath) -> String {
        place.steps.map { step in
            switch step {
            case .key(let key): ClauseNames.readable(key)
            case .index(let index): "\(index + 1)"
            }
        }.joined(separator: ", ")
    }
}
