import Checksum
import Foundation

/// What an earlier run says it has made: its manifest, and the journal of one that was broken off.
final class FormerRun: Sendable {
    private let files: [RecordFile]
    /// By the hash of `nr`: the file, and the line in it. The journal's word counts more than the manifest's.
    private let places: [UInt64: (file: Int, line: RecordFile.Line)]
    let selections: [String: ClauseSelection]

    init(_ paths: [String]) {
        files = paths.compactMap { RecordFile($0) }
        var places: [UInt64: (file: Int, line: RecordFile.Line)] = [:]
        var selections: [String: ClauseSelection] = [:]
        let decoder = JSONDecoder()
        for (index, file) in files.enumerated() {
            file.forEachLine { line, bytes in
                guard bytes.first == UInt8(ascii: "{"), bytes.last == UInt8(ascii: "}") else { return }
                if let record = try? decoder.decode(RowRecord.self, from: Data(bytes)) {
                    places[FileName.key(record.nr)] = (index, line)
                } else if let selection = try? decoder.decode(ClauseSelection.self, from: Data(bytes)) {
                    selections[selection.auswahl] = selection
                }
            }
        }
        self.places = places
        self.selections = selections
    }

    func record(_ number: String) -> RowRecord? {
        guard let (file, line) = places[FileName.key(number)] else { return nil }
        let record = try? JSONDecoder().decode(RowRecord.self, from: Data(files[file].read(line)))
        return record?.nr == number ? record : nil
    }

    /// Removes files of the earlier run that this one does not have, unless somebody has changed them.
    func removeStale(in folder: BatchFolder, keeping: (UInt64) -> Bool) {
        for (file, line) in places.values {
            guard let record = try? JSONDecoder().decode(RowRecord.self, from: Data(files[file].read(line))),
                let name = record.datei, FileName.safe(name) == name, !keeping(FileName.key(name))
            else { continue }
            if FormerRun.isIntact(record, in: folder) { unlink(folder.file(name)) }
        }
    }

    /// Whether the record's file is there with the very bytes.
    static func isIntact(_ record: RowRecord, in folder: BatchFolder) -> Bool {
        guard let name = record.datei, let sum = record.sha256, FileName.safe(name) == name,
            let bytes = try? Data(contentsOf: URL(filePath: folder.file(name)), options: .alwaysMapped)
        else { return false }
        return bytes.withUnsafeBytes { SHA256.hex(of: $0) } == sum
    }
}
