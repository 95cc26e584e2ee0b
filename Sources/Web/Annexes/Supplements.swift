import Foundation
import GRDB

/// A finished contract that is to get annexes.
struct Supplement: Sendable, Hashable {
    /// 32 hexadecimal digits.
    let id: String
    let owner: String
    /// Name of the contract's file.
    let file: String
    var annexes: [KeptAnnex]
    /// Grows with each change.
    var version: Int
    /// Seconds since 1970.
    let changed: Double
}

/// Where finished contracts are kept that are to get annexes.
struct Supplements: Sendable {
    let store: Store

    static let step = StoreStep(name: "5 Fertige Verträge") { db in
        try db.execute(
            sql: """
                CREATE TABLE ergaenzung (
                    id TEXT PRIMARY KEY NOT NULL,
                    person TEXT NOT NULL,
                    datei TEXT NOT NULL,
                    anlagen TEXT NOT NULL,
                    version INTEGER NOT NULL,
                    angelegt REAL NOT NULL,
                    geaendert REAL NOT NULL
                ) WITHOUT ROWID
                """)
        try db.execute(sql: "CREATE INDEX ergaenzung_person ON ergaenzung (person, geaendert)")
    }

    static func root(_ store: Store) -> String { store.folder + "/ergaenzungen" }

    func folder(_ id: String) -> String { "\(Supplements.root(store))/\(id)" }
    func path(_ supplement: Supplement) -> String { "\(folder(supplement.id))/\(supplement.file)" }

    /// Takes a contract out of the inbox; `accept` looks at it before it is noted.
    func begin(_ file: ReceivedFile, owner: String, accept: @Sendable (_ path: String) async throws -> Void) async throws -> Supplement {
        let now = GermanTime.now()
        let supplement = Supplement(id: Secret.make(), owner: owner, file: KeptAnnex.safe(file.name), annexes: [], version: 1, changed: now)
        try? FileManager.default.createDirectory(atPath: folder(supplement.id), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        do {
            guard rename(file.path, path(supplement)) == 0 else { throw Problem.databaseFull }
            try await accept(path(supplement))
            try await store.write { db in
                try db.execute(sql: "INSERT INTO ergaenzung VALUES (?, ?, ?, '[]', 1, ?, ?)", arguments: [supplement.id, owner, supplement.file, now, now])
            }
        } catch {
            try? FileManager.default.removeItem(atPath: folder(supplement.id))
            throw error
        }
        return supplement
    }

    func all(of owner: String) async throws -> [Supplement] {
        try await store.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM ergaenzung WHERE person = ? ORDER BY geaendert DESC, id LIMIT 200", arguments: [owner]).map(Self.supplement)
        }
    }

    /// - Throws: ``Problem`` 404 where there is none, and just so where it is somebody else's.
    func supplement(_ id: String, of owner: String) async throws -> Supplement {
        guard Secret.isWellFormed(id) else { throw Problem.noSupplement }
        return try await store.read { db in try Self.find(id, of: owner, in: db) }
    }

    /// - Returns: `false` where it has been changed since `version`; then nothing is changed.
    func change(_ id: String, of owner: String, from version: Int, _ change: @escaping @Sendable (inout [KeptAnnex]) -> Void) async throws -> Bool {
        guard Secret.isWellFormed(id) else { throw Problem.noSupplement }
        return try await store.write { db in
            let before = try Self.find(id, of: owner, in: db)
            var annexes = before.annexes
            change(&annexes)
            guard annexes != before.annexes else { return true }
            guard before.version == version else { return false }
            try db.execute(
                sql: "UPDATE ergaenzung SET anlagen = ?, version = version + 1, geaendert = ? WHERE id = ?", arguments: [AnnexShelf.text(annexes), GermanTime.now(), id])
            return true
        }
    }

    func delete(_ id: String, of owner: String) async throws {
        guard Secret.isWellFormed(id) else { throw Problem.noSupplement }
        try await store.write { db in
            _ = try Self.find(id, of: owner, in: db)
            try db.execute(sql: "DELETE FROM ergaenzung WHERE id = ?", arguments: [id])
        }
        try? FileManager.default.removeItem(atPath: folder(id))
    }

    private static func find(_ id: String, of owner: String, in db: Database) throws -> Supplement {
        guard let row = try Row.fetchOne(db, sql: "SELECT * FROM ergaenzung WHERE id = ? AND person = ?", arguments: [id, owner]) else { throw Problem.noSupplement }
        return supplement(row)
    }

    private static func supplement(_ row: Row) -> Supplement {
        Supplement(
            id: row["id"], owner: row["person"], file: row["datei"], annexes: AnnexShelf.annexes(row["anlagen"]), version: row["version"], changed: row["geaendert"])
    }
}

extension Problem {
    static let noSupplement = Problem(
        404, "Diesen Vertrag gibt es hier nicht", "Er wurde entfernt, oder er gehört jemand anderem.", remedy: "Fügen Sie den Vertrag noch einmal hinzu.",
        link: Link(address: "/anhaengen", text: "Zu „Anlagen anfügen“"))
}
