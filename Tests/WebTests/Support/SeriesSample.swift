import ApprovedLibrary
import ChildProcess
import Foundation
import Tables
import Testing

/// The list of 25 partners that the library brings, as somebody sends it, and what `klauselwerk batch` makes of it.
enum SeriesSample {
    static let agreement = "fruehe-hilfen"
    static let list = ApprovedLibrary.checkout + "/agreements/partner/fruehe-hilfen.csv"

    /// Three cells of it gone wrong: row and column (from 0), what stands there now, and what has to.
    static let faults = [
        (row: 2, column: 4, wrong: "12", right: "00002"), (row: 4, column: 2, wrong: "Verband", right: "kirche_ev"), (row: 7, column: 3, wrong: "", right: "Am Anger 24–26"),
    ]

    /// A workbook of the list.
    static func workbook(faulty: Bool) throws -> [UInt8] {
        let changes = faulty ? faults.map { CellChange(sheet: nil, row: $0.row, column: $0.column, text: $0.wrong) } : []
        return try MarkedTable.bytes(of: list, changes: changes, marks: [], sheet: "Partner", list: [], listName: "")
    }

    /// The list many times over, each row with a number of its own: so long that a server is killed before it is done.
    static func long(in folder: String) throws -> String {
        let lines = try String(contentsOfFile: list, encoding: .utf8).split(separator: "\n")
        let rows = (0..<12).flatMap { time in lines.dropFirst().enumerated().map { "\(100 * time + $0 + 1)\($1.drop { $0 != ";" })" } }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let path = folder + "/lang.csv"
        try (lines.prefix(1).map(String.init) + rows).joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    private static let batch = Result { try run(list) }

    /// Files by names, made once a process.
    static func contracts() throws -> [String: [UInt8]] { try batch.get() }

    /// Those of a list, made by the command line.
    static func run(_ list: String) throws -> [String: [UInt8]] {
        let folder = NSTemporaryDirectory() + "klauselwerk-serie-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let run = try ChildProcess.run(
            Program.path("klauselwerk"), ["batch", agreement, "--library", try ApprovedLibrary.path(), "--partners", list, "-o", folder, "--quiet"])
        guard run.status == 0 else { throw Program.Failed(text: run.errors) }
        return try files(in: folder)
    }

    /// Returns when so many contracts are there, at the latest after two minutes. Waits in its thread: tests that wait for programs leave none to a
    /// task that sleeps.
    static func wait(for count: Int, in folder: String) {
        for _ in 0..<60_000 {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            if names.count(where: { $0.hasSuffix(".pdf") }) >= count { return }
            usleep(2_000)
        }
    }

    static func files(in folder: String) throws -> [String: [UInt8]] {
        var found: [String: [UInt8]] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasSuffix(".pdf") {
            found[name] = Array(try Data(contentsOf: URL(filePath: "\(folder)/\(name)")))
        }
        return found
    }
}
