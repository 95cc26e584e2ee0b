import Findings
import Foundation
import Rendering

/// What the manifest of a folder's whole series tells of a part's rows, once the parts were merged: a run of the part that comes later – on a node
/// that was thought lost, or called once more – has nothing to add then.
struct MergedPart {
    /// How many of the rows have a contract.
    private let made: Int
    /// Numbers of those that failed.
    private let failed: Set<Int>
    private let folder: BatchFolder
    /// Contracts that an archive has and that lie in the folder, too: of a run that was killed while it took them away, or that was thought lost.
    private let copies: [String]

    /// What of a line is needed to know whose it is.
    private struct Number: Decodable {
        let zeile: Int
    }

    /// - Parameters:
    ///   - header: of the manifest that the part would write.
    ///   - needsWords: whether each contract has a file for word processors beside it.
    ///   - needsArchive: whether each is to lie in an archive.
    /// - Returns: `nil` where the folder has no manifest of the whole of this very list and inputs, or it does not tell of each row, made of the same, with
    ///   its files still there; or where the part has a manifest of its own that is still to be merged.
    /// - Throws: ``Failure`` where a manifest that is there cannot be read.
    init?(_ source: any SeriesSource, _ header: ManifestHeader, in folder: BatchFolder, needsWords: Bool, needsArchive: Bool) throws(Failure) {
        guard header.teil != nil, PathKind.of(folder.file(folder.manifestName)) == .nothing, let whole = try WholeManifest(in: folder.path), whole.isOfSameRun(as: header)
        else { return nil }
        let indices = Dictionary((0..<source.count).map { (source.turn($0).number, $0) }, uniquingKeysWith: { first, _ in first })
        let decoder = JSONDecoder()
        var told: Set<Int> = []
        var failed: Set<Int> = []
        var copies: [String] = []
        try whole.file.forEachLine { _, bytes in
            guard bytes.first == UInt8(ascii: "{"), bytes.last == UInt8(ascii: "}"),
                let number = RecordScan.row(bytes) ?? (try? decoder.decode(Number.self, from: Data(bytes)))?.zeile, let index = indices[number],
                let record = try? decoder.decode(RowRecord.self, from: Data(bytes))
            else { return }
            let turn = source.turn(index)
            guard record.nr == turn.key, record.eingabe == turn.input else { return }
            guard let name = record.datei else {
                told.insert(index)
                failed.insert(number)
                return
            }
            let names = [name] + [record.word].compactMap { $0 }
            let areThere = record.archiv.map { folder.archives?.archive(of: name) == $0 } ?? names.allSatisfy { PathKind.of(folder.file($0)) == .file }
            if areThere, record.archiv != nil, PathKind.of(folder.file(name)) == .file { copies.append(name) }
            if name.lastPathName == turn.name, SpreadFolder.isPlace(name), !needsWords || record.word != nil, !needsArchive || record.archiv != nil, areThere { told.insert(index) }
        }
        guard told.count == source.count else { return nil }
        self.failed = failed
        self.folder = folder
        self.copies = copies
        made = told.count - failed.count
    }

    /// Nothing is left that another attempt could change.
    var isAllMade: Bool { failed.isEmpty }

    /// Takes away what lies in an archive byte for byte.
    func removeCopies() {
        for name in copies {
            guard let bytes = FileBytes.read(folder.file(name), limit: CarriedOrigin.sizeLimit), bytes == folder.archives?.bytes(name), unlink(folder.file(name)) == 0 else {
                continue
            }
            if name.contains("/") { rmdir(folder.file(name.parentPath)) }
        }
    }

    /// Whether a run of the part knows more: it has made what had failed.
    func lacks(_ journal: Journal) -> Bool { journal.hasMade(oneOf: failed) }

    /// What to say of the part.
    ///
    /// - Parameter findings: of rows that fail now as they did then.
    func result(_ findings: [Finding] = []) -> BatchResult {
        let note = Finding(
            .hinweis, "serie-zusammengefuegt", at: .file(folder.path),
            "Die Serie ist schon zusammengefügt, und ihr Manifest nennt jede Zeile dieses Teils; er schreibt nichts mehr.")
        return BatchResult(
            folder: folder.path, manifest: "manifest.json", total: made + failed.count, kept: made, new: 0, replaced: 0, outdated: 0, failed: failed.count, wasStopped: false,
            status: failed.isEmpty ? .ok : .rowsFailed, findings: (failed.isEmpty ? [] : findings) + [note], unlistedFindings: 0)
    }

    /// The part has made what had failed: its manifest is to be merged again.
    static func news(_ folder: BatchFolder) -> Finding {
        Finding(
            .hinweis, "serie-zusammengefuegt", at: .file(folder.path), "Die Serie war schon zusammengefügt; dieser Teil hat seither erstellt, was damals gescheitert war.",
            remedy: "„klauselwerk manifest merge“ noch einmal nimmt es in Manifest und Bericht der Serie auf.")
    }
}
