import Foundation
import GRDB

/// Things of one kind that belong to somebody: a row each, and a folder for the files of each.
///
/// What all kinds have alike stands here: nobody finds what is somebody else's, files come in whole with their row or not at all, and what a dead server
/// has left goes. The table has a column `id` with 32 hexadecimal digits. Names of tables and columns are the program's own, never somebody's.
struct OwnedShelf<Item: Sendable>: Sendable {
    let store: Store
    let table: String
    /// The column that says to whom, or to what, a row belongs.
    var holder = "person"
    var shares: Shares?
    /// Name of the folder for all of them, below the data folder; `nil`: they have no files of their own.
    var folderName: String?
    /// Folders lie in one folder for each holder.
    var isByHolder = false
    /// What is said where there is none, and just so where it is somebody else's.
    let missing: Problem
    /// `nil`: the row cannot be read.
    let item: @Sendable (Row) -> Item?

    /// Who else may work on it, by the names of the sign-on: a table with a column for the thing, and `person`.
    struct Shares: Sendable {
        let table: String
        let column: String
        /// What is said to whom it does not belong, where that is asked for.
        let denied: Problem
    }

    private var root: String? { folderName.map { "\(store.folder)/\($0)" } }

    /// For a thing of a kind that has files.
    func folder(_ id: String, of holder: String = "") -> String { (root ?? store.folder) + (isByHolder ? "/\(holder)/\(id)" : "/\(id)") }

    private func removeFolder(_ id: String, of holder: String) {
        if folderName != nil, Secret.isWellFormed(id) { try? FileManager.default.removeItem(atPath: folder(id, of: holder)) }
    }

    private func makeFolder(_ path: String) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    // MARK: - Coming

    /// Takes files out of the inbox and notes the row.
    ///
    /// - Parameters:
    ///   - files: with where they go.
    ///   - columns: all that have no standard, besides `id` and the holder's.
    ///   - accept: looks at the files before anything is noted. Where it throws, or the row cannot be noted, nothing stays.
    func insert(
        _ id: String, of holder: String, files: [(file: ReceivedFile, path: String)] = [], _ columns: [String: (any DatabaseValueConvertible)?],
        accept: () async throws -> Void = {}
    ) async throws {
        do {
            if folderName != nil { try makeFolder(folder(id, of: holder)) }
            for (file, path) in files {
                try makeFolder(String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]))
                guard rename(file.path, path) == 0 else { throw Problem.databaseFull }
            }
            try await accept()
            let all = columns.merging(["id": id, self.holder: holder]) { $1 }.sorted { $0.key < $1.key }
            let (names, marks) = (all.map(\.key).joined(separator: ", "), all.map { _ in "?" }.joined(separator: ", "))
            let arguments = StatementArguments(all.map(\.value))
            try await store.write { [table] db in try db.execute(sql: "INSERT INTO \(table) (\(names)) VALUES (\(marks))", arguments: arguments) }
        } catch {
            removeFolder(id, of: holder)
            throw error is CocoaError ? Problem.databaseFull : error
        }
    }

    // MARK: - Finding

    private var isMine: String {
        shares.map { "\(holder) = ? OR id IN (SELECT \($0.column) FROM \($0.table) WHERE person = ?)" } ?? "\(holder) = ?"
    }

    private func arguments(_ holder: String) -> StatementArguments { shares == nil ? [holder] : [holder, holder] }

    /// Those of a holder, and those that others share with it, the last first.
    ///
    /// - Parameters:
    ///   - time: the column that they are ordered by.
    ///   - others: values that other columns have.
    func all(of holder: String, by time: String = "angelegt", most: Int = 200, where others: [String: String] = [:]) async throws -> [Item] {
        let others = others.sorted { $0.key < $1.key }
        let condition = (["(\(isMine))"] + others.map { "\($0.key) = ?" }).joined(separator: " AND ")
        return try await store.read { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM \(table) WHERE \(condition) ORDER BY \(time) DESC, id LIMIT \(most)",
                arguments: arguments(holder) + StatementArguments(others.map(\.value))
            ).compactMap(item)
        }
    }

    func find(_ id: String, of holder: String) async throws -> Item {
        guard Secret.isWellFormed(id) else { throw missing }
        return try await store.read { db in try find(id, of: holder, in: db) }
    }

    private func find(_ id: String, of holder: String, in db: Database) throws -> Item {
        let row = try Row.fetchOne(db, sql: "SELECT * FROM \(table) WHERE id = ? AND (\(isMine))", arguments: [id] + arguments(holder))
        guard let found = row.flatMap(item) else { throw missing }
        return found
    }

    // MARK: - Changing

    /// Finds it and changes something about it, in one transaction.
    func change<T: Sendable>(_ id: String, of holder: String, _ body: @escaping @Sendable (Item, Database) throws -> T) async throws -> T {
        guard Secret.isWellFormed(id) else { throw missing }
        return try await store.write { db in try body(try find(id, of: holder, in: db), db) }
    }

    /// With its folder.
    ///
    /// - Parameter check: throws where it may not go now.
    func delete(_ id: String, of holder: String, check: @escaping @Sendable (Item) throws -> Void = { _ in }) async throws {
        try await change(id, of: holder) { item, db in
            try own(id, holder, in: db)
            try check(item)
            try db.execute(sql: "DELETE FROM \(table) WHERE id = ?", arguments: [id])
        }
        removeFolder(id, of: holder)
    }

    /// Removes what a dead server has left: folders that were not noted yet, or no longer.
    func sweep() async throws {
        guard let root else { return }
        let known = try await store.read { db in
            try Row.fetchAll(db, sql: "SELECT id, \(holder) FROM \(table)").map { (id: $0[0] as String, holder: $0[1] as String) }
        }
        let folders = Set(known.map { folder($0.id, of: $0.holder) })
        let holders = Set(known.map { "\(root)/\($0.holder)" })
        for place in paths(in: root) {
            if !isByHolder {
                if !folders.contains(place) { try? FileManager.default.removeItem(atPath: place) }
            } else if holders.contains(place) {
                for inner in paths(in: place) where !folders.contains(inner) { try? FileManager.default.removeItem(atPath: inner) }
            } else {
                try? FileManager.default.removeItem(atPath: place)
            }
        }
    }

    private func paths(in folder: String) -> [String] { ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).map { "\(folder)/\($0)" } }

    /// The folders of all that one holder has.
    func removeAll(of holder: String) {
        guard let root, isByHolder, Secret.isWellFormed(holder) else { return }
        try? FileManager.default.removeItem(atPath: "\(root)/\(holder)")
    }

    // MARK: - Sharing

    /// With whom it is shared, sorted.
    func sharers(of id: String) async throws -> [String] {
        guard let shares else { return [] }
        return try await store.read { try String.fetchAll($0, sql: "SELECT person FROM \(shares.table) WHERE \(shares.column) = ? ORDER BY person", arguments: [id]) }
    }

    /// Lets another person work on it, or no longer.
    ///
    /// - Throws: ``Shares/denied`` where it is not the owner who asks.
    func share(_ id: String, of owner: String, with person: String, isShared: Bool) async throws {
        guard let shares else { throw missing }
        try await change(id, of: owner) { _, db in
            try own(id, owner, in: db)
            if isShared {
                try db.execute(sql: "INSERT OR IGNORE INTO \(shares.table) (\(shares.column), person) VALUES (?, ?)", arguments: [id, person])
            } else {
                try db.execute(sql: "DELETE FROM \(shares.table) WHERE \(shares.column) = ? AND person = ?", arguments: [id, person])
            }
        }
    }

    /// What only the owner may do.
    private func own(_ id: String, _ owner: String, in db: Database) throws {
        guard let shares else { return }
        let isOwner = try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM \(table) WHERE id = ? AND \(holder) = ?)", arguments: [id, owner]) ?? false
        guard isOwner else { throw shares.denied }
    }
}
