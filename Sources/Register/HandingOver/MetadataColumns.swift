import Findings
import Production

/// Which metadata an office wants beside a contract, and what it calls them.
package struct MetadataColumns: Sendable, Hashable {
    struct Column: Sendable, Hashable {
        let name: String
        let source: String
    }

    let columns: [Column]

    /// What a column can be filled from.
    static let sources = [
        "kennung", "aktenzeichen", "betreff", "vereinbarung", "nr", "datum", "partner", "anschrift", "stand", "unterschrieben", "unterschrieben_von", "ende", "datei", "seiten",
        "sha256", "scans",
    ]

    package static let standard =
        "Betreff=betreff; Aktenzeichen=aktenzeichen; Partner=partner; Anschrift=anschrift; Datum=datum; Stand=stand; Unterschrieben=unterschrieben; Frist=ende; Datei=datei; SHA-256=sha256; Scans=scans; Kennung=kennung"

    /// - Parameter text: `Name=Quelle; Name=Quelle`; a source is one of ``sources``, or `wert:` and a field's path.
    /// - Throws: ``Failure`` with status 64 where a source is unknown or a name is missing or there twice.
    package init(_ text: String) throws(Failure) {
        var columns: [Column] = []
        for part in text.split(separator: ";") {
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { $0.trimmingWhitespace }
            if sides == [""] { continue }
            guard sides.count == 2, !sides[0].isEmpty, !columns.contains(where: { $0.name == sides[0] }) else {
                throw MetadataColumns.wrong("„\(part.trimmingWhitespace)“ ist keine Spalte mit Namen und Quelle, oder der Name ist vergeben.", nil)
            }
            guard Self.sources.contains(sides[1]) || sides[1].hasPrefix("wert:") else {
                throw MetadataColumns.wrong("Eine Quelle „\(sides[1])“ gibt es nicht.", Suggestion.remedy(for: sides[1], among: Self.sources))
            }
            columns.append(Column(name: sides[0], source: sides[1]))
        }
        guard !columns.isEmpty else { throw MetadataColumns.wrong("Es ist keine Spalte genannt.", nil) }
        self.columns = columns
    }

    private static func wrong(_ message: String, _ remedy: String?) -> Failure {
        Failure(
            .usage,
            Finding(
                .fehler, "option-falsch", at: .option("--spalten"), message,
                remedy: remedy ?? "Zum Beispiel: --spalten \"Betreff=betreff; Az=aktenzeichen; Ende=wert:ende\". Quellen: \(sources.joined(separator: ", ")), wert:FELD."))
    }

    /// The values of a contract, in the order of the columns.
    ///
    /// - Parameters:
    ///   - file: name of the file as it is handed over; empty where there is none.
    ///   - sum: of that file.
    ///   - scans: names of the files that came back signed.
    func values(of entry: ContractEntry, file: String, sum: String, scans: [String] = [], on day: String) -> [String] {
        columns.map { column in
            if column.source.hasPrefix("wert:") {
                let path = column.source.dropFirst("wert:".count)
                return entry.origin?.values.first { $0.path == path }.map { RecordedText($0.content).oneLine } ?? ""
            }
            let counting = entry.events.filter { $0.cancelled == nil && $0.day <= day }
            switch column.source {
            case "kennung": return entry.identifier
            case "aktenzeichen": return entry.fileNumber
            case "betreff": return entry.title.isEmpty ? entry.agreement : entry.title
            case "vereinbarung": return entry.agreement
            case "nr": return entry.number
            case "datum": return entry.date
            case "partner": return entry.parties.map(\.record.name).joined(separator: "; ")
            case "anschrift": return entry.parties.map(\.record.address).filter { !$0.isEmpty }.joined(separator: "; ")
            case "stand": return ContractEvent.state(after: entry.events, on: day).inGerman
            case "unterschrieben": return counting.last { $0.kind == .signed }?.day ?? ""
            case "unterschrieben_von": return counting.last { $0.kind == .signed }?.who ?? ""
            case "ende": return counting.last { [.terminated, .expired].contains($0.kind) }.map { max($0.day, $0.effect) } ?? ""
            case "datei": return file
            case "scans": return scans.joined(separator: "; ")
            case "seiten": return entry.pages.map(String.init) ?? ""
            default: return sum
            }
        }
    }

    /// `Name` as an element's name: letters, digits and what XML allows; anything else becomes `_`.
    static func elementName(_ name: String) -> String {
        let safe = name.map { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" ? String($0) : "_" }.joined()
        return safe.first.map { $0.isLetter || $0 == "_" } == true ? safe : "_" + safe
    }

    /// Rows for Excel in Germany: semicolons, quotation marks where they are needed, a byte order mark.
    static func csv(_ rows: [[String]]) -> String {
        "\u{FEFF}" + rows.map { row in row.map(cell).joined(separator: ";") + "\r\n" }.joined()
    }

    /// What Excel would take for a formula gets an apostrophe (OWASP, CSV Injection).
    private static func cell(_ text: String) -> String {
        let harmless = text.first.map { "=+-@\t".contains($0) } == true ? "'" + text : text
        guard harmless.contains(where: { ";\"\n\r".contains($0) }) else { return harmless }
        return "\"" + harmless.replacing("\"", with: "\"\"") + "\""
    }
}

extension Substring {
    fileprivate var trimmingWhitespace: String {
        var text = self
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
