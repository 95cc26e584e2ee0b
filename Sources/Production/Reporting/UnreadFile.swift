import Findings
import Glibc

/// What is told of a file that could not be read.
package enum UnreadFile {
    /// - Parameters:
    ///   - message: where there is nothing, or a file that is too large or closed to us.
    ///   - remedy: which file is wanted; `nil`: any of that name.
    package static func failure(_ path: String, rule: String = "datei-fehlt", _ message: String, remedy: String? = nil) -> Failure {
        Failure(
            .inputMissing,
            other(path, remedy) ?? Finding(.fehler, rule, at: .file(path), message, remedy: remedy ?? "Prüfen Sie Namen, Ordner und Leserechte."))
    }

    /// What lies there instead of a file; `nil` where nothing is there, or a file.
    package static func other(_ path: String, _ remedy: String? = nil) -> Finding? {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG else { return nil }
        let isFolder = status.st_mode & S_IFMT == S_IFDIR
        return Finding(
            .fehler, "datei-fehlt", at: .file(path),
            isFolder ? "Das ist ein Ordner, keine Datei." : "Das ist keine gewöhnliche Datei, sondern ein Gerät oder eine Leitung zu einem anderen Programm.",
            remedy: remedy ?? "Nennen Sie die Datei selbst.")
    }
}
