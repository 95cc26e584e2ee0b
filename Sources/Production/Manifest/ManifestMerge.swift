import Findings
import Foundation

/// Joins what runs over parts of a table have left in one folder: their manifests become one, the same as of a run over the whole table.
public enum ManifestMerge {
    /// Where the folder has the manifest of the whole already, parts of the very same list and inputs are taken into it, and without any it stays as it is: so merging
    /// twice does no harm.
    ///
    /// - Throws: ``Failure``: parts are missing, or come of different tables, libraries or programs.
    public static func run(folder path: String) throws(Failure) -> MergeResult {
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
        var parts: [Part] = []
        OpenFiles.allow(names.count { Part.isName($0) })
        for name in names {
            if let part = try Part(name, in: path) { parts.append(part) }
        }
        parts.sort { ($0.shard.number, $0.name) < ($1.shard.number, $1.name) }
        let former = try WholeManifest(in: path)
        guard let first = parts.first else {
            if let header = former?.header { return MergeResult(parts: 0, rows: header.anzahl, failed: header.gescheitert, open: 0) }
            if PathKind.of(path) != .folder { throw noFolder(path) }
            throw Failure(
                .inputMissing,
                Finding(
                    .fehler, "teile-fehlen", at: .file(path), "In diesem Ordner liegt kein Manifest eines Teils.",
                    remedy: "Geben Sie den Ordner an, in den die Teile („batch --part“ oder „batch --shard“) geschrieben haben."))
        }
        let whole = former?.isOfSameRun(as: first.header) == true ? former : nil
        try check(parts, first, isComplete: whole != nil, path)
        let folder = try BatchFolder(path, .whole)
        defer { folder.release() }
        var header = first.header
        header.teil = nil
        header.anzahl = parts.reduce(0) { $0 + $1.header.anzahl }
        header.gescheitert = parts.reduce(0) { $0 + $1.header.gescheitert }
        header.offen = parts.reduce(0) { $0 + $1.header.offen }
        header.seiten = parts.reduce(0) { $0 + $1.header.seiten }
        var rows = try PartRows(parts, into: whole.map { Part($0) })
        if let whole { header = try rows.complete(whole.header) }
        try folder.checkReportFolder(rows: rows.count)
        let (left, told) = try left(whole, rows, isComplete: header.offen == 0, in: folder)
        try BatchReport.write(header, rows, left: left, in: folder)
        try ManifestWriter.write(header, rows, left: left, to: folder.file(folder.manifestName), temporary: folder.temporary(2))
        if header.offen == 0 { folder.removeParts() }
        return MergeResult(parts: parts.count, rows: header.anzahl, failed: header.gescheitert, open: header.offen, findings: told)
    }

    /// Contracts of earlier runs that some of the manifests tell of, that are there still, and that no row has.
    ///
    /// - Parameters:
    ///   - whole: the folder's manifest, if it is of this very list and inputs; the rows of any other are those of an earlier run.
    ///   - isComplete: no row is open: what is to be said of them is known.
    /// - Returns: with what is to be said of them.
    private static func left(
        _ whole: WholeManifest?, _ rows: PartRows, isComplete: Bool, in folder: BatchFolder
    ) throws(Failure) -> ([LeftContract], [Finding]) {
        var left: [String: LeftContract] = [:]
        if whole == nil {
            let former = try FormerRun([folder.file(folder.manifestName)])
            if !former.isEmpty {
                var names: Set<UInt64> = []
                try BatchReport.forEachRecord(rows) { record in
                    if let name = record.datei { names.insert(FileName.key(name)) }
                }
                for contract in try former.left({ !names.contains(FileName.key($0.datei)) }) { left[contract.datei] = contract }
            }
        }
        left.merge(rows.left) { _, later in later }
        guard !left.isEmpty else { return ([], []) }
        let numbers = Set(left.values.map { FileName.key($0.frueher) })
        var (present, failed): ([UInt64: Bool], Set<UInt64>) = ([:], [])
        try BatchReport.forEachRecord(rows) { record in
            let key = FileName.key(record.nr)
            if let name = record.datei { left[name] = nil } else { failed.insert(key) }
            if numbers.contains(key) { present[key] = true }
        }
        var staying = left.values.filter { !$0.files(in: folder).isEmpty }.sorted { $0.datei < $1.datei }
        for index in staying.indices { staying[index].archiv = folder.archive(of: staying[index].datei) }
        guard isComplete else { return (staying, []) }
        let settled = LeavingContracts(folder, failed, replaces: false, isMerge: true).settle(staying) { _ in present }
        return (settled.staying, settled.findings)
    }

    private static func noFolder(_ path: String) -> Failure {
        Failure(
            .inputMissing,
            Finding(
                .fehler, "datei-fehlt", at: .file(path), PathKind.of(path) == .nothing ? "Diesen Ordner gibt es nicht." : "Das ist kein Ordner.",
                remedy: "Geben Sie den Ordner an, in den die Teile („batch --part“ oder „batch --shard“) geschrieben haben."))
    }

    /// - Parameter isComplete: whether other parts are in the manifest of the whole.
    private static func check(_ parts: [Part], _ first: Part, isComplete: Bool, _ path: String) throws(Failure) {
        var findings: [Finding] = []
        let count = first.shard.count
        let missing = Set(1...count).subtracting(parts.map(\.shard.number)).sorted()
        if parts.contains(where: { $0.shard.count != count }) {
            findings.append(
                Finding(
                    .fehler, "teile-verschieden", at: .file(path), "Die Teile gehören zu verschieden geteilten Läufen.",
                    remedy: "Löschen Sie die Manifeste der älteren Läufe (manifest.teil-…)."))
        } else if !missing.isEmpty, !isComplete {
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
        for part in parts
        where part.header.eingabe != first.header.eingabe || part.header.tabelle != first.header.tabelle || part.header.liste != first.header.liste {
            findings.append(
                Finding(
                    .fehler, "teile-verschieden", at: .file(path + "/" + part.name),
                    "Teil \(part.shard.text) ist aus anderem gemacht als Teil \(first.shard.text): andere Liste, Bibliothek, Angaben oder Programmfassung.",
                    remedy: "Führen Sie alle Teile mit denselben Eingaben noch einmal mit --resume aus."))
        }
        if !findings.isEmpty { throw Failure(.data, findings) }
    }

    private struct Part {
        let name: String
        let shard: Shard
        let header: ManifestHeader
        let file: RecordFile

        init(_ whole: WholeManifest) {
            (name, header, file) = (WholeManifest.name, whole.header, whole.file)
            shard = Shard(number: 1, count: 1)
        }

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

        private(set) var selections: [ClauseSelection]
        /// What the manifests tell of contracts of earlier runs, by their files; the last one's word counts.
        let left: [String: LeftContract]
        private let rows: [RecordPlace]
        private let files: [RecordFile]

        /// - Parameter whole: whose rows are taken where no part has them.
        /// - Throws: ``Failure`` where a part has not the rows that its head promises, or a row is there twice.
        init(_ parts: [Part], into whole: Part?) throws(Failure) {
            let parts = [whole].compactMap { $0 } + parts
            var selections: [String: ClauseSelection] = [:]
            var left: [String: LeftContract] = [:]
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
                    } else if let contract = LeftContract(line: bytes) {
                        left[contract.datei] = contract
                    }
                }
                // The last line is the brace that closes the manifest.
                guard last == [UInt8(ascii: "}")], found == part.header.anzahl - part.header.offen else { throw Part.cut(path) }
            }
            self.selections = selections.values.sorted { $0.auswahl < $1.auswahl }
            self.left = left
            rows.sort(by: RecordPlace.precedes)
            if whole != nil { PartRows.dropRenewed(&rows) }
            for (earlier, row) in zip(rows, rows.dropFirst()) where earlier.key == row.key {
                throw twice(row.key, parts[Int(earlier.file)].name, parts[Int(row.file)].file.path)
            }
            self.rows = rows
            files = parts.map(\.file)
        }

        /// Takes out the rows of the whole (the first file) that a part has, too: in sorted rows the part's stands next.
        private static func dropRenewed(_ rows: inout [RecordPlace]) {
            var kept = 0
            for index in rows.indices {
                let isRenewed = rows[index].file == 0 && index + 1 < rows.count && rows[index + 1].key == rows[index].key && rows[index + 1].file > 0
                guard !isRenewed else { continue }
                rows[kept] = rows[index]
                kept += 1
            }
            rows.removeLast(rows.count - kept)
        }

        /// Drops selections that no row has any more, and counts anew.
        ///
        /// - Throws: ``Failure`` where the parts have rows that the whole does not know.
        mutating func complete(_ whole: ManifestHeader) throws(Failure) -> ManifestHeader {
            guard rows.count == whole.anzahl, let file = files.first else { throw Part.cut(files.first?.path ?? "") }
            var header = whole
            (header.gescheitert, header.seiten) = (0, 0)
            var used: Set<String> = []
            let decoder = JSONDecoder()
            try forEachRow { bytes, _ throws(Failure) in
                guard let record = try? decoder.decode(RowRecord.self, from: Data(bytes)) else { throw Part.cut(file.path) }
                header.gescheitert += record.datei == nil ? 1 : 0
                header.seiten += record.seiten ?? 0
                if let selection = record.auswahl { used.insert(selection) }
            }
            selections.removeAll { !used.contains($0.auswahl) }
            return header
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
    /// What is to be said of contracts that belong to no row any more.
    public var findings: [Finding] = []
}
