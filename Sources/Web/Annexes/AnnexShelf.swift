import Foundation
import GRDB
import Production

/// Where the files of annexes lie: below the data folder, a folder for whatever they are put on, in it one for each.
struct AnnexShelf: Sendable {
    let store: Store

    private var root: String { store.folder + "/anlagen" }

    /// What annexes are put on keeps their list.
    static let step = StoreStep(name: "4 Anlagen") { db in
        for table in ["entwurf", "serie"] { try db.execute(sql: "ALTER TABLE \(table) ADD COLUMN anlagen TEXT NOT NULL DEFAULT '[]'") }
    }

    func path(_ annex: KeptAnnex, of holder: String) -> String { AnnexShelf.path(annex, of: holder, below: store.folder) }

    private static func path(_ annex: KeptAnnex, of holder: String, below data: String) -> String { "\(data)/anlagen/\(holder)/\(annex.id)/\(annex.file)" }

    /// As the engine takes them: those that count.
    func attached(_ annexes: [KeptAnnex], of holder: String) -> [AttachedFile] { AnnexShelf.attached(annexes, of: holder, below: store.folder) }

    static func attached(_ annexes: [KeptAnnex], of holder: String, below data: String) -> [AttachedFile] {
        annexes.filter(\.isApproved).map { annex in
            AttachedFile(
                path: path(annex, of: holder, below: data), title: annex.title, pages: annex.isWhole ? nil : PageList.text(annex.pages),
                alternativeText: annex.alternativeText.isEmpty ? nil : annex.alternativeText)
        }
    }

    /// Takes a file out of the inbox.
    ///
    /// - Returns: the annex's name, and where the file lies now.
    func keep(_ file: ReceivedFile, for holder: String) throws(Problem) -> (id: String, file: String, path: String) {
        let place = place(for: file.name, of: holder)
        guard rename(file.path, place.path) == 0 else { throw .databaseFull }
        return place
    }

    /// The same for a file that was made here.
    func keep(_ bytes: [UInt8], named name: String, for holder: String) throws(Problem) -> (id: String, file: String, path: String) {
        let place = place(for: name, of: holder)
        do {
            guard FileManager.default.createFile(atPath: place.path, contents: nil, attributes: [.posixPermissions: 0o600]) else { throw Problem.databaseFull }
            let file = try FileHandle(forWritingTo: URL(filePath: place.path))
            try file.write(contentsOf: bytes)
            try file.synchronize()
            try file.close()
        } catch {
            remove(place.id, of: holder)
            throw .databaseFull
        }
        return place
    }

    private func place(for name: String, of holder: String) -> (id: String, file: String, path: String) {
        let (id, safe) = (Secret.make(), KeptAnnex.safe(name))
        let folder = "\(root)/\(holder)/\(id)"
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        return (id, safe, "\(folder)/\(safe)")
    }

    func remove(_ annex: String, of holder: String) {
        guard Secret.isWellFormed(annex), Secret.isWellFormed(holder) else { return }
        try? FileManager.default.removeItem(atPath: "\(root)/\(holder)/\(annex)")
    }

    func removeAll(of holder: String) {
        guard Secret.isWellFormed(holder) else { return }
        try? FileManager.default.removeItem(atPath: "\(root)/\(holder)")
    }

    /// Removes what a dead server has left: files that were not noted yet, or no longer.
    func sweep() async throws {
        let lists = try await store.read { db in
            try Row.fetchAll(db, sql: "SELECT id, anlagen FROM entwurf UNION ALL SELECT id, anlagen FROM serie UNION ALL SELECT id, anlagen FROM ergaenzung").map { row in
                (id: row["id"] as String, annexes: AnnexShelf.annexes(row["anlagen"]).map(\.id))
            }
        }
        let known = Dictionary(lists.map { ($0.id, Set($0.annexes)) }, uniquingKeysWith: { first, _ in first })
        for holder in names(in: root) {
            guard let annexes = known[holder] else {
                removeAll(of: holder)
                continue
            }
            for annex in names(in: "\(root)/\(holder)") where !annexes.contains(annex) { remove(annex, of: holder) }
        }
    }

    private func names(in folder: String) -> [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] }

    static func annexes(_ column: String) -> [KeptAnnex] { JSONColumn.value(column) ?? [] }
}
