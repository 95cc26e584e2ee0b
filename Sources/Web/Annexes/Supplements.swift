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

    private var shelf: OwnedShelf<Supplement> { OwnedShelf(store: store, table: "ergaenzung", folderName: "ergaenzungen", missing: .noSupplement, item: Self.supplement) }

    func folder(_ id: String) -> String { shelf.folder(id) }
    func path(_ supplement: Supplement) -> String { "\(folder(supplement.id))/\(supplement.file)" }

    /// Takes a contract out of the inbox; `accept` looks at it before it is noted.
    func begin(_ file: ReceivedFile, owner: String, accept: @Sendable (_ path: String) async throws -> Void) async throws -> Supplement {
        let now = GermanTime.now()
        let supplement = Supplement(id: Secret.make(), owner: owner, file: KeptAnnex.safe(file.name), annexes: [], version: 1, changed: now)
        try await shelf.insert(
            supplement.id, of: owner, files: [(file, path(supplement))], ["datei": supplement.file, "anlagen": "[]", "version": 1, "angelegt": now, "geaendert": now]
        ) { try await accept(path(supplement)) }
        return supplement
    }

    func all(of owner: String) async throws -> [Supplement] { try await shelf.all(of: owner, by: "geaendert") }

    func supplement(_ id: String, of owner: String) async throws -> Supplement { try await shelf.find(id, of: owner) }

    /// - Returns: `false` where it has been changed since `version`; then nothing is changed.
    func change(_ id: String, of owner: String, from version: Int, _ change: @escaping @Sendable (inout [KeptAnnex]) -> Void) async throws -> Bool {
        try await shelf.change(id, of: owner) { before, db in
            var annexes = before.annexes
            change(&annexes)
            guard annexes != before.annexes else { return true }
            guard before.version == version else { return false }
            try db.execute(
                sql: "UPDATE ergaenzung SET anlagen = ?, version = version + 1, geaendert = ? WHERE id = ?", arguments: [JSONColumn.text(annexes), GermanTime.now(), id])
            return true
        }
    }

    func delete(_ id: String, of owner: String) async throws { try await shelf.delete(id, of: owner) }

    func sweep() async throws { try await shelf.sweep() }

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
