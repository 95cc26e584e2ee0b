import Foundation
import GRDB

/// Old contracts that somebody has sent, and how far they are taken over.
struct TakenContracts: Sendable, Hashable {
    /// 32 hexadecimal digits.
    let id: String
    let owner: String
    /// Names of the files, made safe, in the order in which they came.
    let files: [String]
    /// Land of the own body (`NW`); empty: the library's.
    let land: String
    var state = State.open
    /// Why it has failed: a sentence.
    var told = ""
    /// Seconds since 1970.
    let came: Double

    enum State: String, Sendable {
        /// Waits, is at work, or was when a server died.
        case open = "offen"
        case done = "fertig"
        case failed = "gescheitert"
    }

    /// Files of one taking over.
    static let most = 40
    static let laender = [
        ("BB", "Brandenburg"), ("BE", "Berlin"), ("BW", "Baden-Württemberg"), ("BY", "Bayern"), ("HB", "Bremen"), ("HE", "Hessen"), ("HH", "Hamburg"),
        ("MV", "Mecklenburg-Vorpommern"), ("NI", "Niedersachsen"), ("NW", "Nordrhein-Westfalen"), ("RP", "Rheinland-Pfalz"), ("SH", "Schleswig-Holstein"), ("SL", "Saarland"),
        ("SN", "Sachsen"), ("ST", "Sachsen-Anhalt"), ("TH", "Thüringen"),
    ]
}

/// Where they are kept: below the data folder, the files as they came, and what was made of them.
struct TakenShelf: Sendable {
    let store: Store

    static let step = StoreStep(name: "9 Alte Verträge") { db in
        try db.execute(
            sql: """
                CREATE TABLE uebernahme (
                    id TEXT PRIMARY KEY NOT NULL,
                    person TEXT NOT NULL,
                    dateien TEXT NOT NULL,
                    land TEXT NOT NULL,
                    stand TEXT NOT NULL,
                    gesagt TEXT NOT NULL,
                    angelegt REAL NOT NULL
                ) WITHOUT ROWID
                """)
        try db.execute(sql: "CREATE INDEX uebernahme_person ON uebernahme (person, angelegt)")
    }

    private var root: String { store.folder + "/uebernahmen" }

    func folder(_ id: String) -> String { "\(root)/\(id)" }
    /// The files in their order; each in a folder of its own, for two may have the same name.
    func paths(_ taken: TakenContracts) -> [String] { taken.files.enumerated().map { "\(folder(taken.id))/alt/\($0.offset + 1)/\($0.element)" } }
    /// What was made: agreements, clauses, report.
    func result(_ id: String) -> String { "\(folder(id))/neu" }
    /// The report as values.
    func report(_ id: String) -> String { "\(folder(id))/bericht.json" }

    /// Takes files out of the inbox.
    func begin(_ files: [ReceivedFile], land: String, owner: String) async throws -> TakenContracts {
        let taken = TakenContracts(id: Secret.make(), owner: owner, files: files.map { KeptAnnex.safe($0.name) }, land: land, came: GermanTime.now())
        do {
            for (file, path) in zip(files, paths(taken)) {
                let folder = String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
                try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
                guard rename(file.path, path) == 0 else { throw Problem.databaseFull }
            }
            try await store.write { db in
                try db.execute(
                    sql: "INSERT INTO uebernahme VALUES (?, ?, ?, ?, ?, '', ?)", arguments: [taken.id, owner, Self.text(taken.files), land, taken.state.rawValue, taken.came])
            }
        } catch {
            try? FileManager.default.removeItem(atPath: folder(taken.id))
            throw error
        }
        return taken
    }

    /// Those of a person, the last first.
    func all(of owner: String) async throws -> [TakenContracts] {
        try await store.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM uebernahme WHERE person = ? ORDER BY angelegt DESC, id LIMIT 200", arguments: [owner]).map(Self.taken)
        }
    }

    /// - Throws: ``Problem`` 404 where there is none, and just so where it is somebody else's.
    func taken(_ id: String, of owner: String) async throws -> TakenContracts {
        guard Secret.isWellFormed(id) else { throw Problem.noTaken }
        return try await store.read { db in
            guard let row = try Row.fetchOne(db, sql: "SELECT * FROM uebernahme WHERE id = ? AND person = ?", arguments: [id, owner]) else { throw Problem.noTaken }
            return Self.taken(row)
        }
    }

    func note(_ state: TakenContracts.State, _ told: String, of id: String) async throws {
        try await store.write { try $0.execute(sql: "UPDATE uebernahme SET stand = ?, gesagt = ? WHERE id = ?", arguments: [state.rawValue, told, id]) }
    }

    func delete(_ id: String, of owner: String) async throws {
        _ = try await taken(id, of: owner)
        try await store.write { try $0.execute(sql: "DELETE FROM uebernahme WHERE id = ?", arguments: [id]) }
        try? FileManager.default.removeItem(atPath: folder(id))
    }

    /// Removes what a dead server has left: files that were not noted yet, or no longer.
    func sweep() async throws {
        let known = try await store.read { try Set(String.fetchAll($0, sql: "SELECT id FROM uebernahme")) }
        for name in (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? [] where !known.contains(name) { try? FileManager.default.removeItem(atPath: folder(name)) }
    }

    private static func taken(_ row: Row) -> TakenContracts {
        TakenContracts(
            id: row["id"], owner: row["person"], files: (try? JSONDecoder().decode([String].self, from: Data((row["dateien"] as String).utf8))) ?? [], land: row["land"],
            state: TakenContracts.State(rawValue: row["stand"]) ?? .open, told: row["gesagt"], came: row["angelegt"])
    }

    private static func text(_ files: [String]) -> String { (try? JSONEncoder().encode(files)).map { String(decoding: $0, as: UTF8.self) } ?? "[]" }
}

extension Problem {
    static let noTaken = Problem(
        404, "Diese Übernahme gibt es nicht", "Sie wurde entfernt, oder sie gehört jemand anderem.", remedy: "Laden Sie die alten Verträge noch einmal hoch.",
        link: Link(address: "/uebernahme", text: "Zu „Alte Verträge übernehmen“"))
}
