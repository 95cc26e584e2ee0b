import Checksum
import Findings
import Foundation
import Rendering

/// A contract of an earlier run that lies in the folder and is no row's today: its row is gone, has another name now, or has failed. The manifest keeps it apart from its rows, so that later runs
/// know it until it is removed or gone. It has no `nr` and no `zeile`: nobody who reads rows takes it for one.
struct LeftContract: Codable, Sendable, Hashable {
    /// Name within the folder.
    let datei: String
    /// `nr` of the row that it was made for.
    let frueher: String
    let partner: String
    /// Of the file as it was written.
    let sha256: String
    let word: String?
    let wordSha256: String?
    /// The archive that it lies in, where it does.
    var archiv: String?

    /// `nil` where the row had none.
    init?(_ record: RowRecord) {
        guard let name = record.datei, let sum = record.sha256 else { return nil }
        (datei, frueher, partner, sha256) = (name, record.nr, record.partner, sum)
        (word, wordSha256) = (record.word, record.wordSha256)
    }

    /// A line of a manifest; `nil` where it is no such contract, or names a file elsewhere.
    init?(line: [UInt8]) {
        guard let contract = try? JSONDecoder().decode(LeftContract.self, from: Data(line)), SpreadFolder.isPlace(contract.datei) else { return nil }
        self = contract
    }

    /// Its files that are there, the contract before its file for word processors, with what has become of each.
    func files(in folder: BatchFolder) -> [(name: String, standing: FileStanding)] {
        var files: [(name: String, standing: FileStanding)] = []
        let own = FormerRun.standing(of: datei, sha256, in: folder)
        if own != .absent, own != .foreign { files.append((datei, own)) }
        if let word, word == FileName.wordCopy(beside: datei), PathKind.of(folder.file(word)) == .file,
            let bytes = FileBytes.read(folder.file(word), limit: CarriedOrigin.sizeLimit)
        {
            files.append((word, SHA256.hex(of: bytes) == wordSha256 ? .intact : .altered))
        }
        return files
    }
}
