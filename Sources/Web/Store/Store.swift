import Findings
import Foundation
import GRDB
import Production

/// A change of the database's shape; once shipped it is never altered, only followed by others.
struct StoreStep: Sendable {
    let name: String
    let change: @Sendable (Database) throws -> Void
}

/// Sessions, drafts and jobs: one SQLite database in the data folder, with a write-ahead log. One server at a time.
final class Store: Sendable {
    let folder: String
    private let pool: DatabasePool
    private let lock: FolderLock

    private static let fileName = "klauselwerk.sqlite"

    /// Opens the folder, makes it if need be, and brings the database to today's shape.
    ///
    /// - Throws: ``Failure`` where another server holds the folder, or it cannot be written.
    init(folder: String, steps: [StoreStep]) throws(Failure) {
        self.folder = folder
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch { throw Store.unusable(folder) }
        do throws(Failure) {
            lock = try FolderLock(folder + "/.belegt", .alone, folder: folder)
        } catch  where error.findings.contains(where: { $0.rule == "ordner-belegt" }) {
            throw Failure(
                .cannotCreate,
                Finding(
                    .fehler, "oberflaeche-laeuft", at: .file(folder), "Mit diesem Datenordner läuft schon eine Oberfläche.",
                    remedy: "Nehmen Sie die laufende, oder nennen Sie mit --data einen anderen Ordner."))
        }
        do {
            var configuration = Configuration()
            configuration.busyMode = .timeout(3)
            configuration.maximumReaderCount = 4
            pool = try DatabasePool(path: "\(folder)/\(Store.fileName)", configuration: configuration)
            var migrator = DatabaseMigrator()
            for step in steps { migrator.registerMigration(step.name, migrate: step.change) }
            try migrator.migrate(pool)
        } catch { throw Store.unreadable(folder, error) }
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (Database) throws -> T) async throws -> T { try await pool.read(body) }

    /// One transaction: done whole or not at all.
    func write<T: Sendable>(_ body: @escaping @Sendable (Database) throws -> T) async throws -> T { try await pool.write(body) }

    /// Gives the folder back.
    func close() {
        try? pool.close()
        lock.release()
    }

    /// Copies the database of a data folder, also of one that a server is using, into a new file.
    static func backUp(folder: String, to path: String) throws(Failure) {
        let source = "\(folder)/\(fileName)"
        guard access(source, F_OK) == 0 else {
            throw Failure(
                .inputMissing,
                Finding(
                    .fehler, "daten-fehlen", at: .file(folder), "In diesem Ordner liegen keine Daten einer Oberfläche.",
                    remedy: "Nennen Sie mit --data den Ordner, mit dem die Oberfläche läuft."))
        }
        let temporary = path + ".neu"
        unlink(temporary)
        defer { unlink(temporary) }
        do {
            let (from, to) = (try DatabaseQueue(path: source), try DatabaseQueue(path: temporary))
            try from.backup(to: to)
            try to.close()
            try from.close()
        } catch { throw unreadable(folder, error) }
        // A link, unlike a rename, takes nothing's place.
        guard link(temporary, path) == 0 else {
            throw Failure(
                .cannotCreate,
                Finding(
                    .fehler, "ausgabe-unmoeglich", at: .file(path), "Die Sicherung lässt sich hier nicht anlegen (\(String(cString: strerror(errno)))).",
                    remedy: "Nennen Sie einen Namen, den es noch nicht gibt, in einem Ordner, in den Sie schreiben dürfen."))
        }
    }

    private static func unusable(_ folder: String) -> Failure {
        Failure(
            .cannotCreate,
            Finding(
                .fehler, "datenordner-unbrauchbar", at: .file(folder), "Der Datenordner lässt sich nicht anlegen.",
                remedy: "Nennen Sie mit --data einen Ordner, in den Sie schreiben dürfen."))
    }

    private static func unreadable(_ folder: String, _ error: any Error) -> Failure {
        let reason = (error as? DatabaseError)?.resultCode == .SQLITE_NOTADB ? "die Datei ist keine Datenbank" : "sie ist belegt, beschädigt oder nicht beschreibbar"
        return Failure(
            .inputOutput,
            Finding(
                .fehler, "datenbank-unbrauchbar", at: .file("\(folder)/\(fileName)"), "Die Datenbank der Oberfläche lässt sich nicht verwenden: \(reason).",
                remedy: "Prüfen Sie Rechte und Platz; ist sie beschädigt, so legen Sie die letzte Sicherung unter diesem Namen an ihre Stelle."))
    }
}
