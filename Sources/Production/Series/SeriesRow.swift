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
    /// Path within the series' folder; `nil` where the row failed.
    public let file: String?
    public let pages: Int?
    /// The file for word processors beside it, where the run has written one.
    public let word: String?
    /// „Warnung: …“ with remedy.
    public let remarks: [Remark]

    public struct Remark: Sendable, Hashable {
        public let severity: String
        public let message: String
        public let remedy: String?
    }

    private init(_ record: RowRecord) {
        (row, key, partner) = (record.zeile, record.nr, record.partner)
        // Names in a manifest that somebody has changed lead nowhere.
        let name = record.datei.flatMap { SpreadFolder.isPlace($0) ? $0 : nil }
        file = record.sha256 == nil ? nil : name
        pages = record.seiten
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
                if let record = try? decoder.decode(RowRecord.self, from: Data(bytes)) { found[record.zeile] = SeriesRow(record) }
            }
        }
        return found.values.sorted { $0.row < $1.row }
    }
}

/// The report of a series in its folder.
public enum SeriesReport {
    /// Paths within the folder: `bericht.html`, and its pages where it has many. None where there is no report.
    public static func files(in folder: String) -> [String] {
        guard FileLook.isFile(folder + "/bericht.html") else { return [] }
        let pages = folder + "/bericht"
        return ["bericht.html"] + (ReportSheets.areOurs(pages) ? FileLook.names(in: pages).map { "bericht/\($0)" } : [])
    }
}
