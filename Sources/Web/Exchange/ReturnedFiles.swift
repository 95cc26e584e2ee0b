import Foundation
import GRDB

/// Where returned files are kept: below the data folder, a folder for each draft, in it one for each file.
struct ReturnedFiles: Sendable {
    let store: Store

    /// Files of one draft.
    static let most = 50

    static let step = StoreStep(name: "8 Zurückgegebene Word-Dateien") { db in
        try db.execute(
            sql: """
                CREATE TABLE rueckgabe (
                    id TEXT PRIMARY KEY NOT NULL,
                    entwurf TEXT NOT NULL REFERENCES entwurf (id) ON DELETE CASCADE,
                    datei TEXT NOT NULL,
                    inhalt TEXT NOT NULL,
                    version INTEGER NOT NULL,
                    angelegt REAL NOT NULL,
                    geaendert REAL NOT NULL
                ) WITHOUT ROWID
                """)
        try db.execute(sql: "CREATE INDEX rueckgabe_entwurf ON rueckgabe (entwurf, angelegt)")
    }

    private var root: String { store.folder + "/rueckgaben" }

    private func folder(_ id: String, of draft: String) -> String { "\(root)/\(draft)/\(id)" }
    func path(_ file: ReturnedFile) -> String { "\(folder(file.id, of: file.draft))/\(file.name)" }

    /// Takes a file out of the inbox; `accept` looks at it before it is noted.
    ///
    /// - Parameter draft: one that the visitor may see.
    func begin(_ file: ReceivedFile, of draft: Draft, accept: @Sendable (ReturnedFile) async throws -> Void) async throws -> ReturnedFile {
        guard try await all(of: draft.id).count < ReturnedFiles.most else { throw Problem.tooManyReturned }
        let now = GermanTime.now()
        let returned = ReturnedFile(
            id: Secret.make(), draft: draft.id, name: KeptAnnex.safe(file.name), content: ReturnedFile.Content(choices: draft.choices, answers: draft.answers), came: now,
            changed: now)
        try? FileManager.default.createDirectory(atPath: folder(returned.id, of: draft.id), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        do {
            guard rename(file.path, path(returned)) == 0 else { throw Problem.databaseFull }
            try await accept(returned)
            try await store.write { db in
                try db.execute(
                    sql: "INSERT INTO rueckgabe VALUES (?, ?, ?, ?, 1, ?, ?)", arguments: [returned.id, draft.id, returned.name, try Self.text(returned.content), now, now])
            }
        } catch {
            try? FileManager.default.removeItem(atPath: folder(returned.id, of: draft.id))
            throw error
        }
        return returned
    }

    /// Those of a draft, the last first.
    func all(of draft: String) async throws -> [ReturnedFile] {
        try await store.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM rueckgabe WHERE entwurf = ? ORDER BY angelegt DESC, id", arguments: [draft]).compactMap(Self.file)
        }
    }

    /// - Parameter draft: one that the visitor may see.
    func file(_ id: String, of draft: String) async throws -> ReturnedFile {
        guard Secret.isWellFormed(id) else { throw Problem.noReturned }
        return try await store.read { db in try Self.find(id, of: draft, in: db) }
    }

    /// - Returns: `false` where it has been changed since `version`; then nothing is changed.
    func change(_ id: String, of draft: String, from version: Int, _ change: @escaping @Sendable (inout ReturnedFile.Content) -> Void) async throws -> Bool {
        guard Secret.isWellFormed(id) else { throw Problem.noReturned }
        return try await store.write { db in
            let before = try Self.find(id, of: draft, in: db)
            var after = before.content
            change(&after)
            guard after != before.content else { return true }
            guard before.version == version else { return false }
            try db.execute(
                sql: "UPDATE rueckgabe SET inhalt = ?, version = version + 1, geaendert = ? WHERE id = ?", arguments: [try Self.text(after), GermanTime.now(), id])
            return true
        }
    }

    func delete(_ id: String, of draft: String) async throws {
        _ = try await file(id, of: draft)
        try await store.write { try $0.execute(sql: "DELETE FROM rueckgabe WHERE id = ?", arguments: [id]) }
        try? FileManager.default.removeItem(atPath: folder(id, of: draft))
    }

    func removeAll(of draft: String) {
        guard Secret.isWellFormed(draft) else { return }
        try? FileManager.default.removeItem(atPath: "\(root)/\(draft)")
    }

    /// Removes what a dead server has left: files that were not noted yet, or no longer.
    func sweep() async throws {
        let known = try await store.read { db in
            try Set(Row.fetchAll(db, sql: "SELECT entwurf, id FROM rueckgabe").map { "\($0["entwurf"] as String)/\($0["id"] as String)" })
        }
        let drafts = Set(known.map { String($0.prefix { $0 != "/" }) })
        for draft in names(in: root) {
            if !drafts.contains(draft) { try? FileManager.default.removeItem(atPath: "\(root)/\(draft)") }
            for id in names(in: "\(root)/\(draft)") where !known.contains("\(draft)/\(id)") { try? FileManager.default.removeItem(atPath: "\(root)/\(draft)/\(id)") }
        }
    }

    private func names(in folder: String) -> [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] }

    // MARK: - Rows

    private static func find(_ id: String, of draft: String, in db: Database) throws -> ReturnedFile {
        guard let row = try Row.fetchOne(db, sql: "SELECT * FROM rueckgabe WHERE id = ? AND entwurf = ?", arguments: [id, draft]), let found = file(row) else {
            throw Problem.noReturned
        }
        return found
    }

    private static func file(_ row: Row) -> ReturnedFile? {
        guard let content = try? JSONDecoder().decode(ReturnedFile.Content.self, from: Data((row["inhalt"] as String).utf8)) else { return nil }
        return ReturnedFile(id: row["id"], draft: row["entwurf"], name: row["datei"], content: content, version: row["version"], came: row["angelegt"], changed: row["geaendert"])
    }

    private static func text(_ content: ReturnedFile.Content) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(content), as: UTF8.self)
    }
}

extension Problem {
    static let noReturned = Problem(
        404, "Diese Word-Datei gibt es hier nicht", "Sie wurde entfernt, oder sie gehört zu einem anderen Entwurf.", remedy: "Laden Sie die Datei beim Entwurf noch einmal hoch.")

    static let tooManyReturned = Problem(
        422, "Das sind zu viele Dateien",
        "Zu einem Entwurf werden höchstens \(ReturnedFiles.most) zurückgegebene Dateien aufbewahrt. Angenommen wurde nichts; was vorher da war, ist noch da.",
        remedy: "Entfernen Sie ältere, und laden Sie diese dann noch einmal hoch.")
}
