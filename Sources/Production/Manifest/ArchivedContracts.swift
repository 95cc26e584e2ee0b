import Findings
import Foundation

/// For whatever reads contracts as files: those of a folder that lie in an archive must not be passed over without a word.
package enum ArchivedContracts {
    /// Whether a path leads to an archive of a series, by its name.
    package static func isArchive(_ path: String) -> Bool { ContractArchives.isName(path.lastPathName) && FileLook.isFile(path) }

    /// - Parameter folder: or anything else, of which nothing is asked.
    /// - Throws: ``Failure`` with status 65 where an archive has contracts that do not lie in the folder as files, too, or it cannot be read.
    package static func requireUnpacked(in folder: String) throws(Failure) {
        guard FileLook.isFolder(folder), FileLook.names(in: folder).contains(where: ContractArchives.isName) else { return }
        let archives = try ContractArchives(in: folder, own: "")
        for name in archives.names where !archives.entries(of: name).allSatisfy({ FileLook.isFile("\(folder)/\($0)") }) {
            throw unpackFirst("\(folder)/\(name)")
        }
    }

    /// What is to be said where a command was given an archive, or meets one.
    package static func unpackFirst(_ archive: String) -> Failure {
        Failure(
            .data,
            Finding(
                .fehler, "vertraege-im-archiv", at: .file(archive), "Hier liegen Verträge in einem Archiv; gelesen werden sie nur als einzelne Dateien.",
                remedy: "Entpacken Sie das Archiv in den Ordner, in dem es liegt (Windows: „Alle extrahieren“; sonst „unzip“), und nennen Sie dann diesen Ordner oder die Dateien.")
        )
    }
}
