import Checksum
import Findings
import Finishing
import Foundation
import Rendering

/// What an earlier run says it has made: its manifest, and the journal of one that was broken off.
final class FormerRun: Sendable {
    private let files: [RecordFile]
    /// By the hash of `nr`: the file, and the line in it. The journal's word counts more than the manifest's.
    private let places: [UInt64: (file: Int, line: RecordFile.Line)]
    let selections: [String: ClauseSelection]

    /// - Throws: ``Failure`` where one of them is there and cannot be read.
    init(_ paths: [String]) throws(Failure) {
        var files: [RecordFile] = []
        for path in paths {
            if let file = try RecordFile.open(path) { files.append(file) }
        }
        var places: [UInt64: (file: Int, line: RecordFile.Line)] = [:]
        var selections: [String: ClauseSelection] = [:]
        let decoder = JSONDecoder()
        for (index, file) in files.enumerated() {
            try file.forEachLine { line, bytes in
                guard bytes.first == UInt8(ascii: "{"), bytes.last == UInt8(ascii: "}") else { return }
                if let record = try? decoder.decode(RowRecord.self, from: Data(bytes)) {
                    places[FileName.key(record.nr)] = (index, line)
                } else if let selection = try? decoder.decode(ClauseSelection.self, from: Data(bytes)) {
                    selections[selection.auswahl] = selection
                }
            }
        }
        self.files = files
        self.places = places
        self.selections = selections
    }

    func record(_ number: String) throws(Failure) -> RowRecord? {
        guard let (file, line) = places[FileName.key(number)] else { return nil }
        let record = try? JSONDecoder().decode(RowRecord.self, from: Data(try files[file].read(line)))
        return record?.nr == number ? record?.withoutStaying : nil
    }

    /// The records of the keys' hashes that `isWanted` names.
    ///
    /// - Throws: ``Failure`` where the earlier run's record cannot be read.
    func records(_ isWanted: (UInt64) -> Bool) throws(Failure) -> [RowRecord] {
        var found: [RowRecord] = []
        for (key, place) in places where isWanted(key) {
            if let record = try? JSONDecoder().decode(RowRecord.self, from: Data(try files[place.file].read(place.line))) { found.append(record.withoutStaying) }
        }
        return found
    }

    /// Files of the earlier run, as it left them, that this one does not have.
    func stale(in folder: BatchFolder, keeping: (UInt64) -> Bool) throws(Failure) -> [String] {
        var names: [String] = []
        for (file, line) in places.values {
            guard let record = try? JSONDecoder().decode(RowRecord.self, from: Data(try files[file].read(line))),
                let name = record.datei, FileName.safe(name) == name, !keeping(FileName.key(name))
            else { continue }
            if FormerRun.standing(of: record, in: folder) == .intact { names.append(name) }
            if let copy = record.word, copy == FileName.wordCopy(beside: name), let bytes = FileBytes.read(folder.file(copy), limit: CarriedOrigin.sizeLimit),
                SHA256.hex(of: bytes) == record.wordSha256
            {
                names.append(copy)
            }
        }
        return names.sorted()
    }

    /// What has become of the record's file.
    static func standing(of record: RowRecord, in folder: BatchFolder) -> FileStanding {
        guard let name = record.datei, let sum = record.sha256, FileName.safe(name) == name else { return .absent }
        let path = folder.file(name)
        guard PathKind.of(path) == .file else { return PathKind.of(path) == .nothing ? .absent : .foreign }
        guard let bytes = FileBytes.read(path, limit: CarriedOrigin.sizeLimit) else { return .foreign }
        if SHA256.hex(of: bytes) == sum { return .intact }
        let standing = FileStanding.of(bytes, path: path)
        // Whole, and yet another file than the run has made.
        return standing == .intact || standing == .foreign ? .altered : standing
    }
}
