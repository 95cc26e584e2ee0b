import Agreements
import Stewardship

/// Clauses and sections of an agreement as rows of the form.
extension AgreementSections {
    var clauses: SettingSection {
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

    func addition(_ list: String, _ button: String) -> Addition {
        Addition(
            act: "neu:klausel:\(list)", button: button,
            fields: [Addition.Field(name: "neu.klausel.\(list)", label: "Klausel oder Familie", proposals: "klauselnamen")])
    }

    func group(_ place: SettingPath, _ node: SettingNode, _ heading: String, isFirst: Bool) -> Row {
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

    func condition(_ place: SettingPath) -> SettingControl {
        SettingControl(
            place + "wenn", "Nur, wenn", help: "Leer: immer. Vorschläge kommen beim Schreiben; verbinden lassen sie sich mit „und“, „oder“, „nicht“.", proposals: "bedingungen")
    }

    func clause(_ place: SettingPath, _ node: SettingNode, before: SettingNode?) -> Row {
        let name = node.string ?? node["klausel"]?.string ?? ""
        if name == "unterschriften", node.string != nil { return Row(path: place, title: "Hier stehen die Unterschriften") }
        let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
        let family = library.family(parts.first ?? "")
        var variants: [(value: String, label: String)] = [(parts.first ?? "", "(die Variante, deren Bedingung zutrifft)")]
        for variant in family?.variants ?? [] { variants.append(("\(parts[0])/\(variant.name)", AgreementSections.called(variant, of: parts[0], library))) }
        var row = Row(
            path: place, title: AgreementSections.called(parts.first ?? "?", parts.count > 1 ? parts[1] : nil, library),
            note: parts.count > 1 ? family?.variant(parts[1]).map { AgreementSections.called($0, of: parts[0], library) } ?? parts[1] : "passende Variante")
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
    func own(_ name: String) -> [FieldDeclaration] {
        let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
        guard parts.count == 2, let file = library.family(parts[0])?.variant(parts[1])?.files.first, let source = try? library.source(file, family: parts[0], variant: parts[1])
        else { return [] }
        return source.frontMatter.fields.filter { field in
            switch field.kind {
            case .text, .longText, .date, .number, .money, .flag, .iban, .choice, .list(.text): true
            case .list, .person, .address, .body, .table, .representation, .inflection: false
            }
        }
    }

    private static func called(_ variant: ClauseFamily.Variant, of family: String, _ library: ClauseLibrary) -> String {
        ClauseNames.variant(variant.name, of: variant.files.first.flatMap { try? library.source($0, family: family, variant: variant.name) })
    }

    /// A clause by its heading, a family by the one that most of its clauses have; where values stand in that, by its name.
    static func called(_ family: String, _ name: String?, _ library: ClauseLibrary) -> String {
        let variants = library.family(family)?.variants.filter { name == nil || $0.name == name } ?? []
        let headings = variants.compactMap { variant in
            variant.files.first.flatMap { try? library.source($0, family: family, variant: variant.name) }?.frontMatter.heading?.value
        }.filter { !$0.isEmpty && !$0.contains("{{") }
        let counts = Dictionary(headings.map { ($0, 1) }, uniquingKeysWith: +)
        return headings.max { (counts[$0] ?? 0, $1) < (counts[$1] ?? 0, $0) } ?? ClauseNames.readable(family)
    }

    /// Names of clauses as an agreement can have them: families, and each variant.
    static func clauseNames(_ library: ClauseLibrary) -> [(name: String, label: String)] {
        library.familyNames.flatMap { family -> [(name: String, label: String)] in
            let title = called(family, nil, library)
            return [(family, title)] + (library.family(family)?.variants ?? []).map { ("\(family)/\($0.name)", "\(title): \(called($0, of: family, library))") }
        }
    }
}
