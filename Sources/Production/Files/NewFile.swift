import Findings
import Foundation

/// A file that must not be there yet, written piece by piece; it appears whole or not at all.
public enum NewFile {
    /// - Parameter fill: is handed what takes the pieces.
    /// - Throws: ``Failure``: 73 where something lies there or the file cannot be made, 74 where writing fails; and what `fill` throws.
    public static func write(_ path: String, _ fill: (([UInt8]) throws -> Void) throws -> Void) throws {
        guard PathKind.of(path) == .nothing else {
            throw Failure(
                .cannotCreate,
                Finding(
                    .fehler, "ausgabe-besteht", at: .file(path), "Hier liegt schon etwas; überschrieben wird es nicht.",
                    remedy: "Wählen Sie einen anderen Namen, oder verschieben Sie, was da liegt."))
        }
        let folder = path.parentPath
        try AtomicFile.makeFolder(folder.isEmpty ? "." : folder, for: path)
        let writer = try FileWriter(path, temporary: AtomicFile.temporaryPath(for: path))
        try fill { try writer.write($0) }
        try writer.finish()
    }
}
