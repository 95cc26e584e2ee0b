import GRDB

/// Who is signed in: kept beyond a restart. Of the cookie only a checksum is stored.
struct Sessions: Sendable {
    let store: Store

    static let step = StoreStep(name: "1 Sitzungen") { db in
        try db.execute(
            sql: """
                CREATE TABLE sitzung (
                    pruefsumme TEXT PRIMARY KEY NOT NULL,
                    person TEXT NOT NULL,
                    kennung TEXT NOT NULL,
                    zuletzt REAL NOT NULL
                ) WITHOUT ROWID
                """)
    }

    /// Seconds after the last use.
    private static let lifetime = 14.0 * 86_400
    /// How often the last use is noted.
    private static let noted = 3_600.0

    /// Who has got the cookie; `nil`: nobody, or too long ago.
    func visitor(cookie: String) async throws -> Visitor? {
        guard Secret.isWellFormed(cookie) else { return nil }
        let (hash, now) = (Secret.hash(cookie), GermanTime.now())
        let found = try await store.read { db in
            try Row.fetchOne(db, sql: "SELECT person, kennung, zuletzt FROM sitzung WHERE pruefsumme = ?", arguments: [hash]).map {
                (owner: $0["person"] as String, token: $0["kennung"] as String, last: $0["zuletzt"] as Double)
            }
        }
        guard let found, now - found.last < Sessions.lifetime else { return nil }
        if now - found.last > Sessions.noted {
            // Who is signed in can read while nobody can write.
            do { try await store.write { try $0.execute(sql: "UPDATE sitzung SET zuletzt = ? WHERE pruefsumme = ?", arguments: [now, hash]) } } catch is DatabaseError {}
        }
        return Visitor(owner: found.owner, token: found.token)
    }

    /// A new session: the cookie to set, and its visitor.
    func begin(owner: String) async throws -> (cookie: String, visitor: Visitor) {
        let (cookie, token, now) = (Secret.make(), Secret.make(), GermanTime.now())
        try await store.write { db in
            try db.execute(sql: "DELETE FROM sitzung WHERE zuletzt < ?", arguments: [now - Sessions.lifetime])
            try db.execute(sql: "INSERT INTO sitzung VALUES (?, ?, ?, ?)", arguments: [Secret.hash(cookie), owner, token, now])
        }
        return (cookie, Visitor(owner: owner, token: token))
    }
}
