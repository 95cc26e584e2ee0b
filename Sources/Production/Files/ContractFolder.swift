import Findings

/// The contracts of a folder, as commands take them that are given one.
package enum ContractFolder {
    /// Whether a path leads to a folder; links are followed.
    package static func isFolder(_ path: String) -> Bool { FileLook.isFolder(path) }

    /// The PDFs of a folder and of the sub-folders that a series was spread over (``SpreadFolder``), by their paths within it, ordered. Other sub-folders are left alone.
    ///
    /// - Throws: ``Failure`` 66 where there is no folder, or none in it.
    static func names(in folder: String) throws(Failure) -> [String] {
        guard let names = SpreadFolder.files(in: folder, ending: ".pdf") else { throw UnreadFile.failure(folder, "Der Ordner fehlt oder ist nicht lesbar.") }
        guard names.isEmpty else { return names }
        throw Failure(
            .inputMissing,
            Finding(
                .fehler, "vertraege-fehlen", at: .file(folder), "Das ist ein Ordner ohne Vertrag als PDF.",
                remedy: "Nennen Sie PDF, die „build“ oder „batch“ geschrieben haben, oder deren Ordner."))
    }

    static func path(_ name: String, in folder: String) -> String { folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)" }
}
