import Findings
import Foundation

/// The contracts that a manifest of a batch lists, for whoever keeps a list of contracts.
public enum ManifestContracts {
    /// What of a row is needed; its findings are passed over.
    private struct Row: Decodable {
        var nr: String
        var partner: String
        var datei: String?
        var archiv: String?
        var seiten: Int?
        var sha256: String?
        var auswahl: String?
    }

    /// Whether the file begins as a manifest does.
    public static func isManifest(_ path: String) -> Bool {
        guard let file = try? RecordFile.open(path) else { return false }
        return (try? ManifestWriter.header(of: file)) != nil
    }

    /// Hands over each row that has a file, in the order of the table; the file itself is not looked at.
    ///
    /// - Throws: ``Failure``: 66 where there is no such file, 65 where it is no manifest or not whole, or the file lies in an archive only; and whatever `body` throws.
    public static func forEach(_ path: String, _ body: (MadeContract) throws(Failure) -> Void) throws(Failure) {
        guard let file = try RecordFile.open(path) else { throw missing(path) }
        guard let header = try ManifestWriter.header(of: file) else { throw broken(path) }
        let folder = path.parentPath.isEmpty ? "." : path.parentPath
        let decoder = JSONDecoder()
        var selections: [String: [ContractOrigin.Clause]] = [:]
        var rows = 0
        var last: [UInt8] = []
        try file.forEachLine { _, line throws(Failure) in
            last = line
            guard line.first == UInt8(ascii: "{"), line.last == UInt8(ascii: "}") else { return }
            if let row = try? decoder.decode(Row.self, from: Data(line)) {
                rows += 1
                guard let name = row.datei, let checksum = row.sha256 else { return }
                if let archive = row.archiv, !FileLook.isFile("\(folder)/\(name)") { throw ArchivedContracts.unpackFirst("\(folder)/\(archive)") }
                try body(
                    MadeContract(
                        listed: name, in: folder, sha256: checksum, pages: row.seiten, agreement: header.vereinbarung, number: row.nr, partner: row.partner,
                        clauses: row.auswahl.flatMap { selections[$0] } ?? []))
            } else if let selection = try? decoder.decode(ClauseSelection.self, from: Data(line)) {
                selections[selection.auswahl] = selection.klauseln.map(clause)
            }
        }
        guard last == [UInt8(ascii: "}")], rows == header.anzahl - header.offen else { throw broken(path) }
    }

    /// „kuendigung/frist 1.0“
    private static func clause(_ text: String) -> ContractOrigin.Clause {
        let space = text.lastIndex(of: " ")
        return ContractOrigin.Clause(
            name: space.map { String(text[..<$0]) } ?? text, version: space.map { String(text[text.index(after: $0)...]) } ?? "", sha256: "", reason: nil)
    }

    private static func missing(_ path: String) -> Failure {
        Failure(
            .inputMissing,
            Finding(.fehler, "datei-fehlt", at: .file(path), "Die Datei fehlt oder ist nicht lesbar.", remedy: "Prüfen Sie Namen, Ordner und Leserechte."))
    }

    private static func broken(_ path: String) -> Failure {
        Failure(
            .data,
            Finding(
                .fehler, "manifest-unvollstaendig", at: .file(path), "Diese Datei ist kein vollständiges Manifest einer Serie.",
                remedy: "Nennen Sie die Datei „manifest.json“ aus dem Ordner der Serie; wurde der Lauf abgebrochen, setzen Sie ihn mit --resume fort."))
    }
}
