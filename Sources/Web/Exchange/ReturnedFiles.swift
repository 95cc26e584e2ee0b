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

    private var shelf: OwnedShelf<ReturnedFile> {
        OwnedShelf(store: store, table: "rueckgabe", holder: "entwurf", folderName: "rueckgaben", isByHolder: true, missing: .noReturned, item: Self.file)
    }

    func path(_ file: ReturnedFile) -> String { "\(shelf.folder(file.id, of: file.draft))/\(file.name)" }

    /// Takes a file out of the inbox; `accept` looks at it before it is noted.
    ///
    /// - Parameter draft: one that the visitor may see.
    func begin(_ file: ReceivedFile, of draft: Draft, accept: @Sendable (ReturnedFile) async throws -> Void) async throws -> ReturnedFile {
        guard try await all(of: draft.id).count < ReturnedFiles.most else { throw Problem.tooManyReturned }
        let now = GermanTime.now()
        let returned = ReturnedFile(
            id: Secret.make(), draft: draft.id, name: KeptAnnex.safe(file.name), content: ReturnedFile.Content(choices: draft.choices, answers: draft.answers), came: now,
            changed: now)
        try await shelf.insert(
            returned.id, of: draft.id, files: [(file, path(returned))],
            ["datei": returned.name, "inhalt": JSONColumn.text(returned.content), "version": 1, "angelegt": now, "geaendert": now]
        ) { try await accept(returned) }
        return returned
    }

    /// Those of a draft, the last first.
    func all(of draft: String) async throws -> [ReturnedFile] { try await shelf.all(of: draft) }

    /// - Parameter draft: one that the visitor may see.
    func file(_ id: String, of draft: String) async throws -> ReturnedFile { try await shelf.find(id, of: draft) }

    /// - Returns: `false` where it has been changed since `version`; then nothing is changed.
    func change(_ id: String, of draft: String, from version: Int, _ change: @escaping @Sendable (inout ReturnedFile.Content) -> Void) async throws -> Bool {
        try await shelf.change(id, of: draft) { before, db in
            var after = before.content
            change(&after)
            guard after != before.content else { return true }
            guard before.version == version else { return false }
            try db.execute(
                sql: "UPDATE rueckgabe SET inhalt = ?, version = version + 1, geaendert = ? WHERE id = ?", arguments: [JSONColumn.text(after), GermanTime.now(), id])
            return true
        }
    }

    func delete(_ id: String, of draft: String) async throws { try await shelf.delete(id, of: draft) }

    func removeAll(of draft: String) { shelf.removeAll(of: draft) }

    func sweep() async throws { try await shelf.sweep() }

    private static func file(_ row: Row) -> ReturnedFile? {
        guard let content: ReturnedFile.Content = JSONColumn.value(row["inhalt"]) else { return nil }
        return ReturnedFile(id: row["id"], draft: row["entwurf"], name: row["datei"], content: content, version: row["version"], came: row["angelegt"], changed: row["geaendert"])
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
