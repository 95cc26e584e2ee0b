import Findings
import Foundation

/// Joins what runs over parts of a table have left in one folder: their manifests become one, the same as of a run over the whole table.
public enum ManifestMerge {
    /// - Throws: ``Failure``: parts are missing, or come of different tables, libraries or programs.
    public static func run(folder path: String) throws(Failure) -> MergeResult {
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
        var parts: [Part] = []
        OpenFiles.allow(names.count { Part.isName($0) })
        for name in names {
            if let part = try Part(name, in: path) { parts.append(part) }
        }
        parts.sort { ($0.shard.number, $0.name) < ($1.shard.number, $1.name) }
        guard let first = parts.first else {
            throw Failure(
                .inputMissing,
                Finding(
                    .fehler, "teile-fehlen", at: .file(path), "In diesem Ordner liegt kein Manifest eines Teils.",
                    remedy: "Geben Sie den Ordner an, in den „batch --shard“ geschrieben hat."))
        }
        try check(parts, first, path)
        let folder = try BatchFolder(path, .whole)
        defer { folder.release() }
        var header = first.header
        header.teil = nil
        header.anzahl = parts.reduce(0) { $0 + $1.header.anzahl }
        header.gescheitert = parts.reduce(0) { $0 + $1.header.gescheitert }
        header.offen = parts.reduce(0) { $0 + $1.header.offen }
        header.seiten = parts.reduce(0) { $0 + $1.header.seiten }
        let rows = try PartRows(parts)
        try folder.checkReportFolder(rows: rows.count)
        try BatchReport.write(header, rows, in: folder)
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
                    remedy: "Führen Sie sie aus, zum Beispiel mit --shard \(missing[0])/\(count), bei einer geteilten Liste mit --part \(missing[0])."))
        }
        for (earlier, part) in zip(parts, parts.dropFirst()) where part.shard == earlier.shard {
            findings.append(
                Finding(
                    .fehler, "teile-doppelt", at: .file(path + "/" + part.name),
                    "Teil \(part.shard.text) ist zweimal da: „\(earlier.name)“ und „\(part.name)“.",
                    remedy: "Löschen Sie die Kopie, die nicht mehr gilt."))
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

        /// - Returns: `nil` where the file is no part's manifest by its name.
        /// - Throws: ``Failure`` where it is one by its name and cannot be read as one.
        init?(_ name: String, in folder: String) throws(Failure) {
            guard Part.isName(name) else { return nil }
            let path = folder + "/" + name
            guard let file = try RecordFile.open(path) else { return nil }
            guard let header = try ManifestWriter.header(of: file), let shard = header.teil.flatMap(Shard.init) else { throw Part.cut(path) }
            self.name = name
            self.shard = shard
            self.header = header
            self.file = file
        }

        static func isName(_ name: String) -> Bool { name.hasPrefix("manifest.teil-") && name.hasSuffix(".json") }

        /// The manifest is not whole: copying broke off, or somebody has edited it.
        static func cut(_ path: String) -> Failure {
            Failure(
                .data,
                Finding(
                    .fehler, "teil-unvollstaendig", at: .file(path), "Dieses Manifest ist nicht vollständig.",
                    remedy: "Kopieren Sie es noch einmal, oder führen Sie diesen Teil mit --resume noch einmal aus."))
        }
    }

    /// The rows of several manifests in the order of the table.
    private struct PartRows: ManifestRows {
        /// What of a line is needed here; the report reads all of it.
        private struct Number: Decodable {
            let zeile: Int
        }

        let selections: [ClauseSelection]
        private let rows: [RecordPlace]
        private let files: [RecordFile]

        /// - Throws: ``Failure`` where a part has not the rows that its head promises, or a row is there twice.
        init(_ parts: [Part]) throws(Failure) {
            var selections: [String: ClauseSelection] = [:]
            var rows: [RecordPlace] = []
            rows.reserveCapacity(min(parts.reduce(0) { $0 + max(0, min($1.header.anzahl, 1 << 24)) }, 1 << 24))
            let decoder = JSONDecoder()
            for (number, part) in parts.enumerated() {
                let path = part.file.path
                var found = 0
                var last: [UInt8] = []
                try part.file.forEachLine { line, bytes throws(Failure) in
                    last = bytes
                    guard bytes.first == UInt8(ascii: "{"), bytes.last == UInt8(ascii: "}") else { return }
                    if let row = RecordScan.row(bytes) ?? (try? decoder.decode(Number.self, from: Data(bytes)))?.zeile {
                        found += 1
                        rows.append(RecordPlace(UInt64(clamping: row), line, file: number))
                    } else if let selection = try? decoder.decode(ClauseSelection.self, from: Data(bytes)) {
                        selections[selection.auswahl] = selection
                    }
                }
                // The last line is the brace that closes the manifest.
                guard last == [UInt8(ascii: "}")], found == part.header.anzahl - part.header.offen else { throw Part.cut(path) }
            }
            self.selections = selections.values.sorted { $0.auswahl < $1.auswahl }
            rows.sort(by: RecordPlace.precedes)
            for (earlier, row) in zip(rows, rows.dropFirst()) where earlier.key == row.key {
                throw twice(row.key, parts[Int(earlier.file)].name, parts[Int(row.file)].file.path)
            }
            self.rows = rows
            files = parts.map(\.file)
        }

        var count: Int { rows.count }

        func forEachRow(_ body: ([UInt8], String) throws(Failure) -> Void) throws(Failure) {
            for row in rows { try body(try files[Int(row.file)].read(row.line), files[Int(row.file)].path) }
        }
    }

    private static func twice(_ row: UInt64, _ other: String, _ path: String) -> Failure {
        Failure(
            .data,
            Finding(
                .fehler, "teile-doppelt", at: .file(path), "Zeile \(row) steht auch in „\(other)“.",
                remedy: "Führen Sie alle Teile mit derselben Tabelle noch einmal mit --resume aus."))
    }
}

public struct MergeResult: Sendable, Hashable {
    public var parts: Int
    public var rows: Int
    public var failed: Int
    public var open: Int
}
