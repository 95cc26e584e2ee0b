import Foundation

/// A run's rows with the archive that each one's file lies in, where it lies in one.
struct ArchivedRows: ManifestRows {
    let rows: JournalRows
    private let names: [String]
    /// By the place of the row: 0: in no archive, else the archive's number from 1.
    private let places: [UInt16]

    var selections: [ClauseSelection] { rows.selections }
    var count: Int { rows.count }

    /// - Parameters:
    ///   - folder: which archives it has is known.
    ///   - archive: that has a file of this name.
    /// - Throws: ``Failure`` with status 65 where a line is none of ours.
    init(_ rows: JournalRows, in folder: BatchFolder, _ archive: (String) -> String?) throws(Failure) {
        self.rows = rows
        let names = folder.archives?.names ?? []
        var places: [UInt16] = []
        if !names.isEmpty {
            places.reserveCapacity(rows.count)
            let numbers = Dictionary(zip(names, 1...), uniquingKeysWith: { first, _ in first })
            try BatchReport.forEachRecord(rows) { record in
                places.append(record.datei.flatMap(archive).flatMap { numbers[$0] }.map { UInt16(clamping: $0) } ?? 0)
            }
        }
        (self.names, self.places) = (names, places)
    }

    func forEachRow(_ body: ([UInt8], String) throws(Failure) -> Void) throws(Failure) {
        var position = 0
        try rows.forEachRow { line, path throws(Failure) in
            let number = position < places.count ? Int(places[position]) : 0
            position += 1
            try body(number == 0 ? line : try RecordCoding.line(line, in: names[number - 1]), path)
        }
    }
}
