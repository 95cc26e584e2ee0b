import Foundation
import GRDB
import Production

extension RegisterStore {
    /// Copies the register, while others work in it, into a file that needs no other; the copy is checked before it gets its name.
    ///
    /// - Parameter replaces: an earlier copy of a register may be replaced; nothing else ever is.
    /// - Throws: ``Failure``: 73 where the target is there already or cannot be made, 65 where the copy is not sound.
    package func backUp(to target: String, replaces: Bool) throws(Failure) {
        switch try RegisterFile.kind(of: target) {
        case .absent: break
        case .register: guard replaces, !isSameFile(target) else { throw RegisterFile.isThere(target) }
        }
        let temporary = "\(target).\(getpid())-\(UInt32.random(in: 0...UInt32.max)).tmp"
        defer { for ending in ["", "-journal", "-wal", "-shm"] { unlink(temporary + ending) } }
        do {
            let copy = try DatabaseQueue(path: temporary)
            try pool.backup(to: copy)
            let faults = try copy.writeWithoutTransaction { database in
                // One file: the log goes into it.
                _ = try String.fetchOne(database, sql: "PRAGMA journal_mode = DELETE")
                return try String.fetchAll(database, sql: "PRAGMA integrity_check(1)")
            }
            try copy.close()
            guard faults == ["ok"] else { throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: faults.first ?? "") }
        } catch {
            throw RegisterFile.failure(error, target)
        }
        let descriptor = open(temporary, O_RDONLY | O_CLOEXEC)
        let isSafe = descriptor >= 0 && fsync(descriptor) == 0
        if descriptor >= 0 { close(descriptor) }
        guard isSafe, rename(temporary, target) == 0 else {
            throw RegisterFile.failure(DatabaseError(resultCode: .SQLITE_IOERR, message: String(cString: strerror(errno))), target)
        }
    }

    private func isSameFile(_ other: String) -> Bool {
        var (mine, its) = (stat(), stat())
        return stat(path, &mine) == 0 && stat(other, &its) == 0 && mine.st_dev == its.st_dev && mine.st_ino == its.st_ino
    }
}
