import Assembler
import Checksum
import Findings
import Foundation
import Rendering

/// What the parts of a split table are: `teile.json` in their folder.
struct SplitIndex: Codable, Sendable, Hashable {
    struct Table: Codable, Sendable, Hashable {
        /// Where it lay when it was split: a part looks there whether it has changed, and goes on where it cannot.
        var pfad: String
        var bytes: Int
        var sha256: String
    }

    struct Part: Codable, Sendable, Hashable {
        var datei: String
        var zeilen: Int
        var sha256: String
    }

    var format = 1
    var programm: String
    var vereinbarung: String
    /// Hash of all that the rows have in common: ``RunInputs/common``.
    var eingabe: String
    var tabelle: Table
    var zeilen: Int
    var teile: [Part]
    var aufbau: TableShape

    static let name = "teile.json"
    static func partName(_ number: Int) -> String { "teil-" + String(repeating: "0", count: max(0, 4 - String(number).count)) + "\(number).jsonl" }

    /// Far above that of 10,000 parts, in bytes.
    static let sizeLimit = 64 << 20
}

/// A row in a part's file.
struct PartLine: Codable, Sendable {
    /// Its file, and the number of the row of the table whose file that is.
    var datei: String
    var besitzer: Int
    var satz: TableRecord
}

/// A part of a table that ``SeriesSplit`` has made, to be run on its own.
struct SeriesPart: Sendable {
    /// The folder of the parts.
    let path: String
    let shard: Shard
    private let index: SplitIndex
    /// SHA-256 of the table that was split.
    var list: String { index.tabelle.sha256 }

    /// The part's rows, and whose their files' names are.
    struct Rows: Sendable {
        var table: PartnerTable
        /// By index, of rows whose file name another row of the whole table has: the number of that row.
        var owners: [Int: Int]
    }

    /// - Parameter number: from 1.
    /// - Throws: ``Failure``: 66 where the folder has no parts, 64 where it has no such part, 65 where its index is none.
    init(_ folder: String, number: Int) throws(Failure) {
        path = folder
        let file = folder + "/" + SplitIndex.name
        guard AtomicFile.exists(file) else {
            throw Failure(
                .inputMissing,
                Finding(
                    .fehler, "teile-fehlen", at: .file(folder), "In diesem Ordner liegen keine Teile einer Partnerliste („\(SplitIndex.name)“ fehlt).",
                    remedy: "Geben Sie den Ordner an, in den „series split“ („serie teilen“) geschrieben hat, oder teilen Sie die Liste noch einmal."))
        }
        guard let bytes = FileBytes.read(file, limit: SplitIndex.sizeLimit), let index = try? JSONDecoder().decode(SplitIndex.self, from: Data(bytes)),
            index.format == 1, (1...10_000).contains(index.teile.count)
        else { throw SeriesPart.broken(file) }
        guard (1...index.teile.count).contains(number) else {
            throw Failure(
                .usage,
                Finding(
                    .fehler, "teil-unbekannt", at: .file(file), "Einen Teil \(number) gibt es nicht; die Liste hat \(index.teile.count) Teile, gezählt ab 1.",
                    remedy: "Geben Sie mit --part eine Zahl von 1 bis \(index.teile.count) an."))
        }
        self.index = index
        shard = Shard(number: number, count: index.teile.count)
    }

    /// - Parameter common: hash of what the rows have in common today.
    /// - Throws: ``Failure`` with status 65 where table, library, options or program are others than when the table was split, or the part is not whole.
    func rows(_ common: String, ignoring: [String]) throws(Failure) -> Rows {
        let index = index
        if index.eingabe != common {
            throw stale(
                index.programm == ProgramVersion.text
                    ? "Die Liste wurde mit einer anderen Bibliothek, Vereinbarung oder anderen Angaben geteilt (oder, bei „datum: heute“, an einem anderen Tag)."
                    : "Die Liste wurde mit einer anderen Fassung des Programms geteilt (\(index.programm)).")
        }
        if let sum = TableSum(index.tabelle.pfad), sum.bytes != index.tabelle.bytes || sum.sha256 != index.tabelle.sha256 {
            throw stale("Die Partnerliste „\(index.tabelle.pfad.lastPathName)“ wurde geändert, seit sie geteilt wurde.")
        }
        let own = index.teile[shard.number - 1]
        let file = path + "/" + SplitIndex.partName(shard.number)
        guard let lines = try RecordFile.open(file) else { throw SeriesPart.broken(file) }
        var sum = SHA256.Running()
        var records: [TableRecord] = []
        var owners: [Int] = []
        let decoder = JSONDecoder()
        try lines.forEachLine { _, bytes throws(Failure) in
            sum.add(bytes + [0x0A])
            guard let line = try? decoder.decode(PartLine.self, from: Data(bytes)) else { throw SeriesPart.broken(file) }
            owners.append(line.besitzer)
            records.append(line.satz)
        }
        guard sum.hex == own.sha256, records.count == own.zeilen, records.count > 0 else { throw SeriesPart.broken(file) }
        let table = try failing(PartnerTable(index.aufbau, records, ignoring: ignoring))
        var others: [Int: Int] = [:]
        for (index, owner) in owners.enumerated() where table.rows[index].number != owner { others[index] = owner }
        return Rows(table: table, owners: others)
    }

    private func stale(_ what: String) -> Failure {
        Failure(
            .data,
            Finding(
                .fehler, "teil-veraltet", at: .file(path), what,
                remedy: "Geben Sie dieselben Angaben wie beim Teilen, oder teilen Sie die Liste mit „series split“ („serie teilen“) noch einmal; fertige Verträge bleiben."))
    }

    private static func broken(_ path: String) -> Failure {
        Failure(
            .data,
            Finding(
                .fehler, "teil-unvollstaendig", at: .file(path), "Diese Datei ist nicht so, wie „series split“ („serie teilen“) sie geschrieben hat.",
                remedy: "Kopieren Sie den Ordner mit den Teilen noch einmal, oder teilen Sie die Liste noch einmal."))
    }
}

/// Size and checksum of a table, read piece by piece: it may be larger than memory.
struct TableSum {
    var bytes = 0
    var sha256 = ""

    /// - Returns: `nil` where there is no such file, or it cannot be read.
    init?(_ path: String) {
        guard FileLook.isFile(path), let file = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? file.close() }
        var sum = SHA256.Running()
        do {
            while let chunk = try file.read(upToCount: 1 << 20), !chunk.isEmpty {
                sum.add(Array(chunk))
                bytes += chunk.count
            }
        } catch { return nil }
        sha256 = sum.hex
    }
}
