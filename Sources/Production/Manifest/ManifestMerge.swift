import Findings
import Foundation

/// Joins what runs over parts of a table have left in one folder: their manifests become one, the same as of a run over the whole table.
public enum ManifestMerge {
    /// - Throws: ``Failure``: parts are missing, or come of different tables, libraries or programs.
    public static func run(folder path: String) throws(Failure) -> MergeResult {
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
        let parts = names.compactMap { Part($0, in: path) }.sorted { $0.shard.number < $1.shard.number }
        guard let first = parts.first else {
            throw Failure(
                .inputMissing,
                Finding(
                    .fehler, "teile-fehlen", at: .file(path), "In diesem Ordner liegt kein Manifest eines Teils.",
                    remedy: "Geben Sie den Ordner an, in den „batch --shard“ geschrieben hat."))
        }
        try check(parts, first, path)
        let folder = try BatchFolder(path, shard: nil)
        defer { folder.release() }
        var header = first.header
        header.teil = nil
        header.anzahl = parts.reduce(0) { $0 + $1.header.anzahl }
        header.gescheitert = parts.reduce(0) { $0 + $1.header.gescheitert }
        header.offen = parts.reduce(0) { $0 + $1.header.offen }
        header.seiten = parts.reduce(0) { $0 + $1.header.seiten }
        let rows = PartRows(parts.map(\.file))
        try BatchReport.write(header, rows, to: folder.file(folder.reportName), temporary: folder.temporary(1))
        try ManifestWriter.write(header, rows, to: folder.file(folder.manifestName), temporary: folder.temporary(2))
        if header.offen == 0 { folder.removeParts() }
        return MergeResult(parts: parts.count, rows: header.anzahl, failed: header.gescheitert, open: header.offen)
    }

    private static func check(_ parts: [Part], _ first: Part, _ path: String) throws(Failure) {
        var findings: [Finding] = []
        let count = first.shard.count
        let missing = Set(1...count).subtracting(parts.map(\.shard.number)).sorted()
        if parts.contains(where: { $0.shard.count != count }) {
            findings.append(
                Finding(
                    .fehler, "teile-verschieden", at: .file(path), "Die Teile gehören zu verschieden geteilten Läufen.",
                    remedy: "Löschen Sie die Manifeste der älteren Läufe (manifest.teil-…)."))
        } else if !missing.isEmpty {
            let list = missing.prefix(20).map(String.init).joined(separator: ", ")
            findings.append(
                Finding(
                    .fehler, "teile-fehlen", at: .file(path), "Von \(count) Teilen fehlen: \(list).",
                    remedy: "Führen Sie sie aus, zum Beispiel mit --shard \(missing[0])/\(count)."))
        }
        for part in parts where part.header.eingabe != first.header.eingabe || part.header.tabelle != first.header.tabelle {
            findings.append(
                Finding(
                    .fehler, "teile-verschieden", at: .file(path + "/" + part.name),
                    "Teil \(part.shard.text) ist aus anderem gemacht als Teil \(first.shard.text): andere Bibliothek, Angaben oder Programmfassung.",
                    remedy: "Führen Sie alle Teile mit denselben Eingaben noch einmal mit --resume aus."))
        }
        if !findings.isEmpty { throw Failure(.data, findings) }
    }

    private struct Part {
        let name: String
        let shard: Shard
        let header: ManifestHeader
        let file: RecordFile

        init?(_ name: String, in folder: String) {
            guard name.hasPrefix("manifest.teil-"), name.hasSuffix(".json"), let file = RecordFile(folder + "/" + name),
                let header = ManifestWriter.header(of: file), let shard = header.teil.flatMap(Shard.init)
            else { return nil }
            self.name = name
            self.shard = shard
            self.header = header
            self.file = file
        }
    }
}

public struct MergeResult: Sendable, Hashable {
    public var parts: Int
    public var rows: Int
    public var failed: Int
    public var open: Int
}

/// The rows of several manifests in the order of the table.
private struct PartRows: ManifestRows {
    let selections: [ClauseSelection]
    private let rows: [(row: Int, file: RecordFile, line: RecordFile.Line)]

    init(_ files: [RecordFile]) {
        var selections: [String: ClauseSelection] = [:]
        var rows: [(row: Int, file: RecordFile, line: RecordFile.Line)] = []
        let decoder = JSONDecoder()
        for file in files {
            file.forEachLine { line, bytes in
                guard bytes.first == UInt8(ascii: "{"), bytes.last == UInt8(ascii: "}") else { return }
                if let record = try? decoder.decode(RowRecord.self, from: Data(bytes)) {
                    rows.append((record.zeile, file, line))
                } else if let selection = try? decoder.decode(ClauseSelection.self, from: Data(bytes)) {
                    selections[selection.auswahl] = selection
                }
            }
        }
        self.selections = selections.values.sorted { $0.auswahl < $1.auswahl }
        self.rows = rows.sorted { $0.row < $1.row }
    }

    func forEachRow(_ body: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
        for row in rows { try body(row.file.read(row.line)) }
    }
}
