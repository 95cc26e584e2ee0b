import Findings
import Foundation
import GRDB
import Production

/// The register's database: SQLite, in one file with write-ahead log, so that others read while somebody writes.
package struct RegisterStore: Sendable {
    package let path: String
    let pool: DatabasePool
    /// Whether this call has made the file.
    package let isNew: Bool

    /// How long a writer waits for another one, in seconds.
    private static let patience = 10.0

    package enum Mode: Sendable {
        /// There has to be a register.
        case existing
        /// Where there is none, one is made.
        case creating
    }

    /// - Throws: ``Failure``: 66 where there is no register (`register-fehlt`), 65 where the file is none of ours, newer than this program or damaged,
    ///   73 where it cannot be opened.
    package init(_ path: String, _ mode: Mode = .existing) throws(Failure) { try self.init(path, mode, patience: RegisterStore.patience) }

    /// - Parameter patience: seconds.
    init(_ path: String, _ mode: Mode, patience: Double) throws(Failure) {
        self.path = path
        var isNew = false
        switch try RegisterFile.kind(of: path) {
        case .absent:
            guard mode == .creating else { throw RegisterFile.missing(path) }
            isNew = try RegisterFile.create(path)
        case .register: break
        }
        self.isNew = isNew
        do {
            var configuration = Configuration()
            configuration.busyMode = .timeout(patience)
            // What is deleted is overwritten with zeros.
            configuration.prepareDatabase { try $0.execute(sql: "PRAGMA secure_delete = ON") }
            let pool = try DatabasePool(path: path, configuration: configuration)
            try pool.writeWithoutTransaction { database in
                guard try Int.fetchOne(database, sql: "PRAGMA application_id") == RegisterFile.mark else { throw RegisterFile.foreign(path) }
                if try RegisterSchema.migrator.hasBeenSuperseded(database) { throw RegisterFile.newer(path) }
                // What was told as done has to last a power cut, too.
                try database.execute(sql: "PRAGMA synchronous = FULL")
            }
            if try pool.read({ try !RegisterSchema.migrator.hasCompletedMigrations($0) }) { try RegisterSchema.migrator.migrate(pool) }
            self.pool = pool
        } catch {
            throw RegisterFile.failure(error, path)
        }
    }

    /// Reads a state that no writer changes meanwhile.
    func read<T>(_ body: (Database) throws -> T) throws(Failure) -> T {
        do { return try pool.read(body) } catch { throw RegisterFile.failure(error, path) }
    }

    /// All that `body` writes, or nothing.
    func write<T>(_ body: (Database) throws -> T) throws(Failure) -> T {
        do { return try pool.write(body) } catch { throw RegisterFile.failure(error, path) }
    }

    /// Outside of a transaction: maintenance.
    func maintain<T>(_ body: (Database) throws -> T) throws(Failure) -> T {
        do { return try pool.barrierWriteWithoutTransaction(body) } catch { throw RegisterFile.failure(error, path) }
    }

    /// The path of a contract as it is kept: relative to the register's folder where it lies there, so that both can move together.
    func kept(_ file: String) -> String {
        let folder = URL(filePath: path).deletingLastPathComponent().standardizedFileURL.path
        let full = URL(filePath: file).standardizedFileURL.path
        return full.hasPrefix(folder + "/") ? String(full.dropFirst(folder.count + 1)) : full
    }

    /// Where a kept path is.
    package func location(of kept: String) -> String {
        guard !kept.isEmpty, !kept.hasPrefix("/") else { return kept }
        return URL(filePath: path).deletingLastPathComponent().appending(path: kept).path
    }
}
