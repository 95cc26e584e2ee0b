import Findings
import Foundation

/// A folder of new files that must not be there yet; it appears whole or not at all.
package enum NewFolder {
    /// - Parameter files: by their paths within the folder.
    /// - Throws: ``Failure``: 73 where something lies there (an empty folder does not count) or it cannot be made, 74 where writing fails.
    package static func write(_ files: [(path: String, bytes: [UInt8])], to folder: String) throws(Failure) {
        try check(folder)
        let temporary = AtomicFile.temporaryPath(for: folder)
        do throws(Failure) {
            for file in files.sorted(by: { $0.path < $1.path }) { try AtomicFile.write(file.bytes, to: "\(temporary)/\(file.path)") }
            let parent = folder.parentPath
            if !parent.isEmpty { try AtomicFile.makeFolder(parent, for: folder) }
            // An empty folder of that name gives way (rename(2)).
            if rename(temporary, folder) != 0 { throw AtomicFile.cannotCreate(folder, errno) }
        } catch {
            try? FileManager.default.removeItem(atPath: temporary)
            throw error
        }
    }

    /// - Throws: ``Failure`` with status 73 where something lies at the path.
    package static func check(_ folder: String) throws(Failure) {
        if PathKind.of(folder) == .nothing { return }
        guard FileLook.isFolder(folder), FileLook.names(in: folder).isEmpty else {
            throw Failure(
                .cannotCreate,
                Finding(
                    .fehler, "ordner-besteht", at: .file(folder), "Hier liegt schon etwas; in einen Ordner, in dem etwas liegt, wird nichts geschrieben.",
                    remedy: "Nennen Sie mit --ausgabe einen neuen Ordner, zum Beispiel „uebernommen“."))
        }
    }
}
