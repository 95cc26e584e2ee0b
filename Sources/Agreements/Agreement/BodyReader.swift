import DocumentModel
import Findings
import Foundation
import Settings

/// Reads `stellen/NAME.yaml`.
struct BodyReader {
    static let keys = KeySet("der Stelle", RecordShape.body.map(\.name) + ["gender", "herkunft", "stil", "pdf", "brief", "vertretung"])
    static let armsKeys = KeySet("des Wappens", ["datei", "alternativtext", "breite"])
    static let letterKeys = KeySet("des Briefs", ["form", "absender", "ruecksendezeile", "informationen", "fusszeile"])

    let log = FindingLog()

    static func body(_ file: SourceFile) throws(FindingList) -> BodyFile {
        let reader = BodyReader()
        guard let root = YAMLReading.root(file.text, of: file, log: reader.log) else { throw FindingList(reader.log.all) }
        let body = reader.body(root, file: file)
        try reader.log.throwIfErrors()
        guard var body else { throw FindingList(reader.log.all) }
        body.change { $0.findings = reader.log.all }
        return body
    }

    private func body(_ root: InputNode, file: SourceFile) -> BodyFile? {
        guard let reader = MappingReader(root, BodyReader.keys, log: log) else { return nil }
        if reader.node("name") == nil { reader.missing("name", remedy: "Ergänzen Sie: name: Stadt Musterstadt.") }
        var record = Record()
        let converter = ValueConverter(log: log)
        for member in RecordShape.body where member.name != "wappen" {
            guard let node = reader.node(member.name) else { continue }
            record.fields[member.name] = converter.value(node, for: member, path: "stelle.\(member.name)")
        }
        if let node = reader.node("vertretung"), let member = FieldKind.body.member("vertreten_durch") {
            if record["vertreten_durch"] != nil {
                log.error(
                    "angabe-doppelt", at: reader.place(of: "vertretung"), "„vertretung“ und „vertreten_durch“ sagen dasselbe.",
                    remedy: "Löschen Sie eine der beiden Angaben.")
            }
            record.fields["vertreten_durch"] = converter.value(node, for: member, path: "stelle.vertretung")
        }
        let arms = arms(reader.node("wappen"))
        if let arms { record.fields["wappen"] = .text(arms.file.value) }
        let places = Dictionary(
            reader.entries.map { ($0.key == "vertretung" ? "vertreten_durch" : $0.key, $0.value.place) }, uniquingKeysWith: { first, _ in first })
        let parts = BodyFile.Parts(
            name: AgreementReader.name(of: file.path), path: file.path, record: record, places: places, land: reader.located("land"),
            gender: reader.choice("gender", GenderSetting.self),
            provenance: reader.choice("herkunft", ProvenanceDetail.self), style: reader.located("stil"), profile: reader.choice("pdf", PDFProfile.self), arms: arms,
            letter: letter(reader.node("brief")),
            findings: [], sha256: file.sha256)
        return BodyFile(parts)
    }

    /// `wappen: datei.png` or `wappen: {datei, alternativtext, breite}`.
    private func arms(_ node: InputNode?) -> ArmsSettings? {
        guard let node else { return nil }
        if let scalar = node.scalar {
            return ArmsSettings(file: Located(scalar.text.value, at: node.place), alternativeText: "Wappen", width: 25)
        }
        guard let reader = MappingReader(node, BodyReader.armsKeys, log: log) else { return nil }
        guard let file = reader.required("datei", remedy: "Ergänzen Sie: datei: wappen.png.") else { return nil }
        let width = reader.number("breite").map { NSDecimalNumber(decimal: $0).doubleValue } ?? 25
        if !(5...150).contains(width) {
            log.error(
                "wappen-breite", at: reader.place(of: "breite"), "Die Breite des Wappens liegt zwischen 5 und 150 mm.",
                remedy: "Schreiben Sie zum Beispiel: breite: 25.")
        }
        return ArmsSettings(file: Located(file.value, at: file.start), alternativeText: reader.string("alternativtext") ?? "Wappen", width: width)
    }

    private func letter(_ node: InputNode?) -> BodyLetterSettings? {
        guard let node, let reader = MappingReader(node, BodyReader.letterKeys, log: log) else { return nil }
        let footer = reader.elements("fusszeile").map { column -> [SourceText] in
            guard case .sequence(let lines) = column.content else { return reader.text(column, named: "fusszeile").map { [$0] } ?? [] }
            return lines.compactMap { reader.text($0, named: "fusszeile") }
        }
        return BodyLetterSettings(
            form: reader.choice("form", LetterForm.self)?.value, sender: reader.texts("absender"), returnAddress: reader.texts("ruecksendezeile"),
            information: InformationReader(log: log).groups(reader.node("informationen")), footer: footer)
    }
}
