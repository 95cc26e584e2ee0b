import Findings
import Glibc

/// What is told of a file that could not be read.
package enum UnreadFile {
    /// - Parameter message: where there is nothing, or a file that is too large or closed to us.
    package static func failure(_ path: String, _ message: String) -> Failure {
        Failure(
            .inputMissing,
            other(path) ?? Finding(.fehler, "datei-fehlt", at: .file(path), message, remedy: "Prüfen Sie Namen, Ordner und Leserechte."))
    }

    /// `nil` where nothing is there, or a file.
    private static func other(_ path: String) -> Finding? {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG else { return nil }
        let isFolder = status.st_mode & S_IFMT == S_IFDIR
        return Finding(
            .fehler, "datei-fehlt", at: .file(path),
            isFolder ? "Das ist ein Ordner, keine Datei." : "Das ist keine gewöhnliche Datei, sondern ein Gerät oder eine Leitung zu einem anderen Programm.",
            remedy: "Nennen Sie die Datei selbst.")
    }
}
