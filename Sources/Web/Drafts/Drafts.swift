import Foundation
import GRDB

/// Where drafts are kept.
struct Drafts: Sendable {
    let store: Store

    static let step = StoreStep(name: "2 Entwürfe") { db in
        try db.execute(
            sql: """
                CREATE TABLE entwurf (
                    id TEXT PRIMARY KEY NOT NULL,
                    person TEXT NOT NULL,
                    vereinbarung TEXT NOT NULL,
                    name TEXT NOT NULL,
                    werte TEXT NOT NULL,
                    klauselwahl TEXT NOT NULL,
                    gesehen TEXT NOT NULL,
                    version INTEGER NOT NULL,
                    angelegt REAL NOT NULL,
                    geaendert REAL NOT NULL
                ) WITHOUT ROWID
                """)
        // Clauses as somebody has seen them, to show what has changed since.
        try db.execute(sql: "CREATE TABLE klauseltext (pruefsumme TEXT PRIMARY KEY NOT NULL, text TEXT NOT NULL) WITHOUT ROWID")
        // Who may work on somebody else's draft, by the names of the sign-on.
        try db.execute(
            sql: """
                CREATE TABLE teilung (
                    entwurf TEXT NOT NULL REFERENCES entwurf (id) ON DELETE CASCADE,
                    person TEXT NOT NULL,
                    PRIMARY KEY (entwurf, person)
                ) WITHOUT ROWID
                """)
        try db.execute(sql: "CREATE INDEX teilung_person ON teilung (person)")
        try db.execute(sql: "CREATE INDEX entwurf_person ON entwurf (person, geaendert)")
    }

    /// What happened to a change.
    enum Outcome: Sendable {
        case saved(Draft)
        /// Somebody else has changed it meanwhile: as it stands now.
        case overtaken(Draft)
    }

    /// What belongs to an agreement goes on under its new name: drafts and series of everybody.
    func rename(agreement old: String, to new: String) async throws {
        try await store.write { db in
            for table in ["entwurf", "serie"] { try db.execute(sql: "UPDATE \(table) SET vereinbarung = ? WHERE vereinbarung = ?", arguments: [new, old]) }
        }
    }

    func begin(_ agreement: String, name: String, answers: [String: String] = [:], owner: String) async throws -> Draft {
        let now = GermanTime.now()
        let draft = Draft(id: Secret.make(), owner: owner, agreement: agreement, name: name, answers: answers, created: now, changed: now)
        try await store.write { db in
            try db.execute(
                sql: """
                    INSERT INTO entwurf (id, person, vereinbarung, name, werte, klauselwahl, gesehen, version, angelegt, geaendert) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    draft.id, owner, agreement, name, Drafts.text(draft.answers), Drafts.text(draft.choices), Drafts.text(draft.seen), draft.version, now, now,
                ])
        }
        return draft
    }

    /// The drafts of a person and those that others share with it, changed last first.
    func all(of owner: String) async throws -> [Draft] {
        try await store.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM entwurf WHERE \(Drafts.isMine) ORDER BY geaendert DESC, id LIMIT 500", arguments: [owner, owner]).map(Drafts.draft)
        }
    }

    /// - Throws: ``Problem`` 404 where there is none, and just so where it is somebody else's.
    func draft(_ id: String, of owner: String) async throws -> Draft {
        guard Secret.isWellFormed(id) else { throw Problem.noDraft }
        return try await store.read { db in try Drafts.find(id, of: owner, in: db) }
    }

    /// Changes a draft, unless somebody else has done so since `version`. A change that changes nothing leaves the version.
    func change(_ id: String, of owner: String, from version: Int, _ change: @escaping @Sendable (inout Draft) -> Void) async throws -> Outcome {
        guard Secret.isWellFormed(id) else { throw Problem.noDraft }
        return try await store.write { db in
            let before = try Drafts.find(id, of: owner, in: db)
            var after = before
            change(&after)
            if after == before { return .saved(before) }
            guard before.version == version else { return .overtaken(before) }
            after.version += 1
            after.changed = GermanTime.now()
            try db.execute(
                sql: "UPDATE entwurf SET name = ?, werte = ?, klauselwahl = ?, gesehen = ?, anlagen = ?, version = ?, geaendert = ? WHERE id = ?",
                arguments: [
                    after.name, Drafts.text(after.answers), Drafts.text(after.choices), Drafts.text(after.seen), AnnexShelf.text(after.annexes), after.version, after.changed, id,
                ])
            return .saved(after)
        }
    }

    /// Notes which clauses have been seen, and keeps their texts; no change of the contract.
    ///
    /// - Parameters:
    ///   - seen: checksums by names.
    ///   - texts: by checksums.
    func note(_ seen: [String: String], _ texts: [String: String], in id: String) async throws {
        try await store.write { db in
            for (checksum, text) in texts { try db.execute(sql: "INSERT OR IGNORE INTO klauseltext VALUES (?, ?)", arguments: [checksum, text]) }
            try db.execute(sql: "UPDATE entwurf SET gesehen = ? WHERE id = ?", arguments: [Drafts.text(seen), id])
        }
    }

    /// The text of a clause as it was when it was seen.
    func seenText(_ checksum: String) async throws -> String? {
        try await store.read { try String.fetchOne($0, sql: "SELECT text FROM klauseltext WHERE pruefsumme = ?", arguments: [checksum]) }
    }

    // MARK: - Sharing

    /// With whom a draft is shared, sorted.
    func sharers(of id: String) async throws -> [String] {
        try await store.read { try String.fetchAll($0, sql: "SELECT person FROM teilung WHERE entwurf = ? ORDER BY person", arguments: [id]) }
    }

    /// Lets another person work on a draft, or no longer.
    ///
    /// - Throws: ``Problem`` where it is not the owner who asks.
    func share(_ id: String, of owner: String, with person: String, isShared: Bool) async throws {
        try await store.write { db in
            guard try Drafts.find(id, of: owner, in: db).owner == owner else { throw Problem.notYours }
            if isShared {
                try db.execute(sql: "INSERT OR IGNORE INTO teilung VALUES (?, ?)", arguments: [id, person])
            } else {
                try db.execute(sql: "DELETE FROM teilung WHERE entwurf = ? AND person = ?", arguments: [id, person])
            }
        }
    }

    /// - Throws: ``Problem`` where it is not the owner who asks.
    func delete(_ id: String, of owner: String) async throws {
        try await store.write { db in
            guard try Drafts.find(id, of: owner, in: db).owner == owner else { throw Problem.notYours }
            try db.execute(sql: "DELETE FROM entwurf WHERE id = ?", arguments: [id])
        }
    }

    private static let isMine = "person = ? OR id IN (SELECT entwurf FROM teilung WHERE person = ?)"

    private static func find(_ id: String, of owner: String, in db: Database) throws -> Draft {
        guard let row = try Row.fetchOne(db, sql: "SELECT * FROM entwurf WHERE id = ? AND (\(isMine))", arguments: [id, owner, owner]) else { throw Problem.noDraft }
        return draft(row)
    }

    private static func draft(_ row: Row) -> Draft {
        Draft(
            id: row["id"], owner: row["person"], agreement: row["vereinbarung"], name: row["name"], answers: values(row["werte"]), choices: values(row["klauselwahl"]),
            annexes: AnnexShelf.annexes(row["anlagen"]), seen: values(row["gesehen"]), version: row["version"], created: row["angelegt"], changed: row["geaendert"])
    }

    private static func text(_ values: [String: some Encodable]) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(values)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    private static func values<T: Decodable>(_ text: String) -> [String: T] { (try? JSONDecoder().decode([String: T].self, from: Data(text.utf8))) ?? [:] }
}

extension Problem {
    static let notYours = Problem(
        403, "Das darf nur, wem der Entwurf gehört", "Der Entwurf ist mit Ihnen geteilt; ändern können Sie ihn, löschen und teilen nicht.",
        remedy: "Bitten Sie die Person, der er gehört.")

    static let noDraft = Problem(
        404, "Diesen Entwurf gibt es nicht", "Er wurde gelöscht, oder er gehört jemand anderem.", remedy: "Gehen Sie zur Startseite; dort stehen Ihre Entwürfe.")
}
