import DocumentModel
import Findings
import Settings

/// Reads one clause: splits front matter from body and gives the front matter types.
struct ClauseReader {
    static let keys = KeySet(
        "der Klausel",
        [
            "ueberschrift", "zusammenfassung", "fassung", "status", "gilt_ab", "gilt_bis", "grundlage", "grundlage_stand", "rechtszeilen", "felder", "wenn",
            "erfordert", "schliesst_aus", "erfordert_anlage", "merkmale", "fristen", "nummer",
        ])

    let log = FindingLog()

    /// Throws all errors of the file.
    static func clause(_ file: SourceFile, family: String, variant: String, fileVersion: String?) throws(FindingList) -> ClauseSource {
        let reader = ClauseReader()
        guard let parts = FrontMatterSplit(file, log: reader.log),
            let root = YAMLReading.root(parts.yaml, of: file, firstLine: 2, log: reader.log),
            let frontMatter = reader.frontMatter(root, file: file, fileVersion: fileVersion)
        else { throw FindingList(reader.log.all) }
        try reader.log.throwIfErrors()
        return ClauseSource(
            version: ClauseVersion(family: family, variant: variant, version: frontMatter.version), frontMatter: frontMatter,
            body: .verbatim(parts.body, path: file.path, line: parts.bodyLine), bodyLine: parts.bodyLine, path: file.path, fileVersion: fileVersion,
            findings: reader.log.all, sha256: file.sha256,
            approvalChecksum: ClauseSource.approvalChecksum(head: root, body: parts.body))
    }

    private func frontMatter(_ root: InputNode, file: SourceFile, fileVersion: String?) -> ClauseFrontMatter? {
        guard let reader = MappingReader(root, ClauseReader.keys, log: log) else { return nil }
        if reader.entry("ueberschrift") == nil {
            reader.missing("ueberschrift", remedy: "Ergänzen Sie: ueberschrift: Kündigung (oder \"\", wenn die Klausel keine haben soll).")
        }
        let version = reader.required("fassung", remedy: "Ergänzen Sie: fassung: \"1.0\".")
        if let version, !ClauseVersion.isSound(version.value) {
            log.error(
                "fassung-unzulaessig", at: version.start, "Die „fassung“ muss ein einziges Wort ohne Leerzeichen, Zeilenumbruch und Steuerzeichen sein.",
                remedy: "Schreiben Sie zum Beispiel: fassung: \"1.0\".")
        }
        let status = reader.choice("status", ClauseStatus.self)
        if reader.node("status") == nil { reader.missing("status", remedy: "Ergänzen Sie: status: entwurf (oder vorschlag, freigegeben, abgeloest).") }
        let from = reader.date("gilt_ab")
        let until = reader.date("gilt_bis")
        if let from, let until, until < from {
            log.error(
                "geltung-verkehrt", at: reader.place(of: "gilt_bis"), "„gilt_bis“ liegt vor „gilt_ab“.", remedy: "Vertauschen Sie die beiden Tage.")
        }
        if let version, let fileVersion, version.value != fileVersion {
            log.error(
                "fassung-abweichend", at: version.start, "Die Datei heißt „@\(fileVersion)“, enthält aber die Fassung „\(version.value)“.",
                remedy: "Gleichen Sie Dateinamen und „fassung“ an.")
        }
        let fields = FieldDeclarationReader(log: log).fields(reader.node("felder"))
        return ClauseFrontMatter(
            heading: reader.text("ueberschrift"), summary: reader.string("zusammenfassung"), version: version?.value ?? "",
            status: status?.value ?? .entwurf, validFrom: from, validUntil: until, legalBasis: reader.texts("grundlage"), legalBasisAsOf: reader.date("grundlage_stand"),
            legalLines: reader.texts("rechtszeilen"), fields: fields,
            condition: condition(reader), requires: mentions("erfordert", reader), excludes: mentions("schliesst_aus", reader),
            requiredAnnexes: reader.texts("erfordert_anlage").map { Located($0.value, at: $0.start) },
            traits: reader.texts("merkmale").map { Located($0.value, at: $0.start) }, deadlines: DeadlineMarkReader(fields: fields, log: log).marks(reader),
            isNumbered: reader.flag("nummer") ?? true,
            places: Dictionary(reader.entries.map { ($0.key, $0.keyPlace) }, uniquingKeysWith: { first, _ in first }))
    }

    private func condition(_ reader: MappingReader) -> ClauseCondition? {
        guard let text = reader.filled("wenn") else { return nil }
        if text.value == "sonst" { return .otherwise(text.start) }
        return reader.expression("wenn").map { .expression($0) }
    }

    private func mentions(_ key: String, _ reader: MappingReader) -> [ClauseMention] {
        reader.texts(key).compactMap { ClauseMention($0, log: log) }
    }
}

extension ClauseMention {
    /// `laufzeit` or `schriftform/aenderungen`; anything else is reported.
    init?(_ text: SourceText, log: FindingLog) {
        let parts = text.value.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard (1...2).contains(parts.count), parts.allSatisfy(LibraryName.isSafe) else {
            log.error(
                "klausel-name", at: text.start, "\(quoted(text.value)) ist kein Name einer Klausel.",
                remedy: "Schreiben Sie familie oder familie/variante, in Kleinbuchstaben mit Bindestrich.")
            return nil
        }
        self.init(family: parts[0], variant: parts.count == 2 ? parts[1] : nil, place: text.start)
    }
}

/// Names of files and folders of the library, which are names in agreements too.
enum LibraryName {
    /// Lower-case letters, digits, hyphens and underscores, beginning with a letter or digit: the same on every system, no path in it.
    static func isSafe(_ name: some StringProtocol) -> Bool {
        guard let first = name.utf8.first, name.utf8.count <= 100, first != 0x2D, first != 0x5F else { return false }
        return name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x5F }
    }
}

/// A file cut at its `---` lines.
struct FrontMatterSplit {
    let yaml: String
    let body: String
    /// Line (from 1) on which the body begins.
    let bodyLine: Int

    init?(_ file: SourceFile, log: FindingLog) {
        let text = file.text
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard let first = lines.first, FrontMatterSplit.isFence(first) else {
            log.error(
                "kopf-fehlt", at: .file(file.path, line: 1, column: 1), "Die Klausel beginnt nicht mit „---“.",
                remedy: "Setzen Sie an den Anfang eine Zeile „---“, dann die Angaben (ueberschrift, fassung, status), dann wieder „---“.")
            return nil
        }
        guard let end = lines.indices.dropFirst().first(where: { FrontMatterSplit.isFence(lines[$0]) }) else {
            log.error(
                "kopf-offen", at: .file(file.path, line: 1, column: 1), "Die Angaben am Anfang der Klausel werden nicht mit „---“ abgeschlossen.",
                remedy: "Setzen Sie nach der letzten Angabe eine Zeile „---“.")
            return nil
        }
        yaml = end > 1 ? String(text[lines[1].startIndex..<lines[end - 1].endIndex]) : ""
        body = end + 1 < lines.count ? String(text[lines[end + 1].startIndex...]) : ""
        bodyLine = end + 2
    }

    private static func isFence(_ line: Substring.UTF8View) -> Bool {
        line.starts(with: "---".utf8) && line.dropFirst(3).allSatisfy { $0 == 0x20 || $0 == 0x09 }
    }
}
