import Findings

/// The manifest of a whole series that is done, as an undivided run or merging its parts has left it.
struct WholeManifest {
    let header: ManifestHeader
    let file: RecordFile

    static let name = "manifest.json"

    /// - Returns: `nil` where the folder has none, or one with rows still to be done.
    /// - Throws: ``Failure`` where there is one that cannot be read.
    init?(in folder: String) throws(Failure) {
        let path = folder + "/" + Self.name
        guard PathKind.of(path) == .file, let file = try RecordFile.open(path), let header = try ManifestWriter.header(of: file), header.teil == nil, header.inhalt == nil,
            header.offen == 0
        else { return nil }
        self.header = header
        self.file = file
    }

    /// Whether a part comes of the same list, library, options and program.
    func isOfSameRun(as part: ManifestHeader) -> Bool {
        guard let list = header.liste, list == part.liste else { return false }
        return header.tabelle == part.tabelle && header.eingabe == part.eingabe && header.programm == part.programm && header.vereinbarung == part.vereinbarung
    }
}
