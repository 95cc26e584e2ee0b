import Assembler
import Findings
import Foundation

/// What became of one row of a series.
public struct SeriesRow: Sendable, Hashable {
    /// As Excel shows it.
    public let row: Int
    /// Its `nr`.
    public let key: String
    public let partner: String
    /// As the manifest lists it; `nil` where the row failed.
    public let contract: MadeContract?
    /// The file for word processors beside it, where the run has written one.
    public let word: String?
    /// „Warnung: …“ with remedy.
    public let remarks: [Remark]

    public struct Remark: Sendable, Hashable {
        public let severity: String
        public let message: String
        public let remedy: String?
    }

    /// Name in the series' folder.
    public var file: String? { contract?.path.lastPathName }

    private init(_ record: RowRecord, in folder: String) {
        (row, key, partner) = (record.zeile, record.nr, record.partner)
        // Names in a manifest that somebody has changed lead nowhere.
        let name = record.datei.flatMap { FileName.safe($0) == $0 ? $0 : nil }
        contract = name.flatMap { name in
            record.sha256.map {
                MadeContract(listed: name, in: folder, sha256: $0, pages: record.seiten, agreement: "", number: record.nr, partner: record.partner, clauses: [])
            }
        }
        word = name.map { FileName.wordCopy(beside: $0) }.flatMap { $0 == record.word ? $0 : nil }
        remarks = record.befunde.map { Remark(severity: $0.schwere, message: $0.meldung, remedy: $0.abhilfe) }
    }

    /// All that a series' folder has, by rows; also while a run is at work in it.
    ///
    /// - Throws: ``Failure`` where manifest or journal cannot be read.
    public static func all(in folder: String) throws(Failure) -> [SeriesRow] {
        var found: [Int: SeriesRow] = [:]
        let decoder = JSONDecoder()
        // The journal's word counts more.
        for path in ["\(folder)/manifest.json", "\(folder)/\(BatchFolder.hiddenPrefix)serie.journal"] {
            guard let file = try RecordFile.open(path) else { continue }
            try file.forEachLine { _, bytes in
                guard bytes.first == UInt8(ascii: "{"), bytes.last == UInt8(ascii: "}") else { return }
                if let record = try? decoder.decode(RowRecord.self, from: Data(bytes)) { found[record.zeile] = SeriesRow(record, in: folder) }
            }
        }
        return found.values.sorted { $0.row < $1.row }
    }
}
