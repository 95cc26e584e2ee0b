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

    private var shelf: OwnedShelf<Draft> {
        OwnedShelf(store: store, table: "entwurf", shares: .init(table: "teilung", column: "entwurf", denied: .notYours), missing: .noDraft, item: Self.draft)
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
        try await shelf.insert(
            draft.id, of: owner,
            [
                "vereinbarung": agreement, "name": name, "werte": JSONColumn.text(draft.answers), "klauselwahl": JSONColumn.text(draft.choices),
                "gesehen": JSONColumn.text(draft.seen), "version": draft.version, "angelegt": now, "geaendert": now,
            ])
        return draft
    }

    /// The drafts of a person and those that others share with it, changed last first.
    func all(of owner: String) async throws -> [Draft] { try await shelf.all(of: owner, by: "geaendert", most: 500) }

    func draft(_ id: String, of owner: String) async throws -> Draft { try await shelf.find(id, of: owner) }

    /// Changes a draft, unless somebody else has done so since `version`. A change that changes nothing leaves the version.
    func change(_ id: String, of owner: String, from version: Int, _ change: @escaping @Sendable (inout Draft) -> Void) async throws -> Outcome {
        try await shelf.change(id, of: owner) { before, db in
            var after = before
            change(&after)
            if after == before { return .saved(before) }
            guard before.version == version else { return .overtaken(before) }
            after.version += 1
            after.changed = GermanTime.now()
            try db.execute(
                sql: "UPDATE entwurf SET name = ?, werte = ?, klauselwahl = ?, gesehen = ?, anlagen = ?, version = ?, geaendert = ? WHERE id = ?",
                arguments: [
                    after.name, JSONColumn.text(after.answers), JSONColumn.text(after.choices), JSONColumn.text(after.seen), JSONColumn.text(after.annexes), after.version,
                    after.changed, id,
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
            try db.execute(sql: "UPDATE entwurf SET gesehen = ? WHERE id = ?", arguments: [JSONColumn.text(seen), id])
        }
    }

    /// The text of a clause as it was when it was seen.
    func seenText(_ checksum: String) async throws -> String? {
        try await store.read { try String.fetchOne($0, sql: "SELECT text FROM klauseltext WHERE pruefsumme = ?", arguments: [checksum]) }
    }

    func sharers(of id: String) async throws -> [String] { try await shelf.sharers(of: id) }

    func share(_ id: String, of owner: String, with person: String, isShared: Bool) async throws { try await shelf.share(id, of: owner, with: person, isShared: isShared) }

    func delete(_ id: String, of owner: String) async throws { try await shelf.delete(id, of: owner) }

    private static func draft(_ row: Row) -> Draft {
        Draft(
            id: row["id"], owner: row["person"], agreement: row["vereinbarung"], name: row["name"], answers: values(row["werte"]), choices: values(row["klauselwahl"]),
            annexes: AnnexShelf.annexes(row["anlagen"]), seen: values(row["gesehen"]), version: row["version"], created: row["angelegt"], changed: row["geaendert"])
    }

    private static func values<T: Decodable>(_ column: String) -> [String: T] { JSONColumn.value(column) ?? [:] }
}

extension Problem {
    static let notYours = Problem(
        403, "Das darf nur, wem der Entwurf gehört", "Der Entwurf ist mit Ihnen geteilt; ändern können Sie ihn, löschen und teilen nicht.",
        remedy: "Bitten Sie die Person, der er gehört.")

    static let noDraft = Problem(
        404, "Diesen Entwurf gibt es nicht", "Er wurde gelöscht, oder er gehört jemand anderem.", remedy: "Gehen Sie zur Startseite; dort stehen Ihre Entwürfe.")
}
