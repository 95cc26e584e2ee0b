import Findings
import Foundation
import GRDB
import Production

/// The file that a register is, and what can be wrong with it.
enum RegisterFile {
    /// „KLWR“, in the header of the file (SQLite: application_id), so that no other program's database is taken for a register.
    static let mark = 0x4B4C_5752

    enum Kind {
        case absent, register
    }

    /// Looks at the header: SQLite would change a foreign database by opening it.
    static func kind(of path: String) throws(Failure) -> Kind {
        var status = stat()
        guard stat(path, &status) == 0 else {
            if errno == ENOENT { return .absent }
            throw unusable(path, String(cString: strerror(errno)))
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw foreign(path) }
        guard let file = FileHandle(forReadingAtPath: path) else { throw unusable(path, "keine Berechtigung zum Lesen") }
        defer { try? file.close() }
        let header = Array((try? file.read(upToCount: 100)) ?? Data())
        guard header.count == 100, header.starts(with: Array("SQLite format 3\0".utf8)),
            header[68..<72].reduce(0, { $0 << 8 | Int($1) }) == mark
        else { throw foreign(path) }
        return .register
    }

    /// Makes an empty register beside its place and gives it its name only when it is whole.
    ///
    /// - Returns: whether it was made; not, where another program was quicker.
    static func create(_ path: String) throws(Failure) -> Bool {
        let temporary = "\(path).\(getpid())-\(UInt32.random(in: 0...UInt32.max)).tmp"
        defer { for ending in ["", "-journal", "-wal", "-shm"] { unlink(temporary + ending) } }
        do {
            let queue = try DatabaseQueue(path: temporary)
            try queue.write { try $0.execute(sql: "PRAGMA application_id = \(mark)") }
            try RegisterSchema.migrator.migrate(queue)
            try queue.close()
        } catch {
            throw failure(error, path)
        }
        if link(temporary, path) == 0 { return true }
        let code = errno
        if code == EEXIST { return false }
        // A file system without second names.
        if access(path, F_OK) != 0, rename(temporary, path) == 0 { return true }
        throw unusable(path, String(cString: strerror(code)))
    }

    static func missing(_ path: String) -> Failure {
        Failure(
            .inputMissing,
            Finding(
                .fehler, "register-fehlt", at: .file(path), "Hier liegt kein Register.",
                remedy: "Nennen Sie es mit --register; ein neues entsteht, wenn Sie Verträge aufnehmen, zum Beispiel: klauselwerk register aufnehmen --register \(path) vertrag.pdf"
            ))
    }

    static func foreign(_ path: String) -> Failure {
        Failure(
            .data,
            Finding(
                .fehler, "register-fremd", at: .file(path), "Diese Datei ist kein Register von Klauselwerk; sie bleibt, wie sie ist.",
                remedy: "Nennen Sie mit --register die richtige Datei oder einen neuen Namen."))
    }

    static func newer(_ path: String) -> Failure {
        Failure(
            .data,
            Finding(
                .fehler, "register-neuer", at: .file(path), "Dieses Register hat eine neuere Fassung von Klauselwerk angelegt; diese hier kann es nicht lesen.",
                remedy: "Verwenden Sie die neuere Programmfassung."))
    }

    static func isThere(_ path: String) -> Failure {
        Failure(
            .cannotCreate,
            Finding(
                .fehler, "register-besteht", at: .file(path), "Hier liegt schon ein Register; überschrieben wird es nicht.",
                remedy: "Wählen Sie einen anderen Namen; eine ältere Sicherung ersetzt --ersetzen."))
    }

    private static func unusable(_ path: String, _ reason: String) -> Failure {
        Failure(
            .cannotCreate,
            Finding(
                .fehler, "register-unbenutzbar", at: .file(path), "Das Register lässt sich nicht öffnen: \(reason).",
                remedy: "Prüfen Sie Ordner und Rechte; das Register muss auf einem Datenträger dieses Rechners liegen und für Sie schreibbar sein."))
    }

    /// What SQLite says, in German; what is a ``Failure`` already goes through.
    static func failure(_ error: any Error, _ path: String) -> Failure {
        if let failure = error as? Failure { return failure }
        guard let error = error as? DatabaseError else { return unusable(path, "\(error)") }
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            return Failure(
                .cannotCreate,
                Finding(
                    .fehler, "register-belegt", at: .file(path), "In das Register schreibt gerade ein anderes Programm; auf sein Ende wurde vergeblich gewartet.",
                    remedy: "Versuchen Sie es noch einmal, wenn das andere fertig ist. Was schon aufgenommen ist, bleibt; derselbe Aufruf nimmt nur auf, was fehlt."))
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            return Failure(
                .data,
                Finding(
                    .fehler, "register-beschaedigt", at: .file(path), "Das Register ist beschädigt: \(error.message ?? "unlesbare Seiten").",
                    remedy: "Nehmen Sie die letzte Sicherung („register sichern“), und nehmen Sie auf, was seither entstanden ist; die PDF tragen alles dazu in sich."))
        case .SQLITE_FULL:
            return Failure(
                .inputOutput,
                Finding(
                    .fehler, "schreiben-gescheitert", at: .file(path), "In das Register ließ sich nicht schreiben: der Datenträger ist voll.",
                    remedy: "Schaffen Sie Platz auf dem Datenträger und starten Sie den Lauf noch einmal."))
        case .SQLITE_IOERR:
            return Failure(
                .inputOutput,
                Finding(
                    .fehler, "schreiben-gescheitert", at: .file(path), "Ein- oder Ausgabefehler im Register: \(error.message ?? "").",
                    remedy: "Prüfen Sie den Datenträger. Auf einem Netzlaufwerk kann ein Register nicht liegen."))
        case .SQLITE_READONLY: return unusable(path, "es ist schreibgeschützt")
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: return unusable(path, "den Ordner gibt es nicht, oder es fehlt die Berechtigung")
        default: return unusable(path, error.message ?? "\(error.resultCode)")
        }
    }
}
