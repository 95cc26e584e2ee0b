import Checksum
import Findings
import Finishing
import Foundation
import Rendering

/// What an earlier run says it has made: its manifest, and the journal of one that was broken off.
final class FormerRun: Sendable {
    private let files: [RecordFile]
    /// By the hash of `nr`, those that were written later behind the others: the last counts, and the journal's word more than the manifest's.
    private let places: [RecordPlace]
    let selections: [String: ClauseSelection]
    /// What it told of contracts that were no row's already.
    private let leftBefore: [String: LeftContract]

    /// - Throws: ``Failure`` where one of them is there and cannot be read.
    init(_ paths: [String]) throws(Failure) {
        var files: [RecordFile] = []
        for path in paths {
            if let file = try RecordFile.open(path) { files.append(file) }
        }
        var places: [RecordPlace] = []
        var selections: [String: ClauseSelection] = [:]
        var left: [String: LeftContract] = [:]
        let decoder = JSONDecoder()
        for (index, file) in files.enumerated() {
            try file.forEachLine { line, bytes in
                guard bytes.first == UInt8(ascii: "{"), bytes.last == UInt8(ascii: "}") else { return }
                if let number = RecordScan.number(bytes) ?? (try? decoder.decode(RowRecord.self, from: Data(bytes)))?.nr {
                    places.append(RecordPlace(FileName.key(number), line, file: index))
                } else if let selection = try? decoder.decode(ClauseSelection.self, from: Data(bytes)) {
                    selections[selection.auswahl] = selection
                } else if let contract = LeftContract(line: bytes) {
                    left[contract.datei] = contract
                }
            }
        }
        places.sort(by: RecordPlace.precedes)
        self.files = files
        self.places = places
        self.selections = selections
        leftBefore = left
    }

    /// Whether it tells of nothing.
    var isEmpty: Bool { places.isEmpty && leftBefore.isEmpty }

    /// How many rows it knows.
    var count: Int { places.indices.count { $0 == 0 || places[$0 - 1].key != places[$0].key } }

    func record(_ number: String) throws(Failure) -> RowRecord? {
        let key = FileName.key(number)
        var (low, high) = (0, places.count)
        while low < high {
            let middle = (low + high) / 2
            if places[middle].key <= key { low = middle + 1 } else { high = middle }
        }
        while low > 0, places[low - 1].key == key {
            low -= 1
            // The hash is one of many, the number is this one's.
            if let record = try read(places[low]), record.nr == number { return record.withoutStaying }
        }
        return nil
    }

    private func read(_ place: RecordPlace) throws(Failure) -> RowRecord? {
        try? JSONDecoder().decode(RowRecord.self, from: Data(try files[Int(place.file)].read(place.line)))
    }

    /// The last record of each `nr`.
    private func forEach(_ body: (UInt64, RowRecord) throws(Failure) -> Void) throws(Failure) {
        var index = places.count
        while index > 0 {
            let key = places[index - 1].key
            var told: Set<String> = []
            while index > 0, places[index - 1].key == key {
                index -= 1
                if let record = try read(places[index]), told.insert(record.nr).inserted { try body(key, record) }
            }
        }
    }

    /// The records of the keys' hashes that `isWanted` names.
    ///
    /// - Throws: ``Failure`` where the earlier run's record cannot be read.
    func records(_ isWanted: (UInt64) -> Bool) throws(Failure) -> [RowRecord] {
        var found: [RowRecord] = []
        try forEach { key, record in if isWanted(key) { found.append(record.withoutStaying) } }
        return found
    }

    /// Contracts that were made once and may be no row's today, ordered by their names: of every record, not only the last of an `nr`, for a run that was broken off may have made its
    /// row's contract under another name.
    ///
    /// - Throws: ``Failure`` where the earlier run's record cannot be read.
    func left(_ isLeft: (LeftContract) -> Bool) throws(Failure) -> [LeftContract] {
        var found = leftBefore.filter { isLeft($0.value) }
        for place in places {
            guard let record = try read(place), let contract = LeftContract(record), SpreadFolder.isPlace(contract.datei), isLeft(contract) else { continue }
            found[contract.datei] = contract
        }
        return found.values.sorted { $0.datei < $1.datei }
    }

    /// What has become of the record's file.
    static func standing(of record: RowRecord, in folder: BatchFolder) -> FileStanding {
        guard let name = record.datei, let sum = record.sha256 else { return .absent }
        return standing(of: name, sum, in: folder)
    }

    /// What has become of a file that had this checksum.
    static func standing(of name: String, _ sum: String, in folder: BatchFolder) -> FileStanding {
        guard SpreadFolder.isPlace(name) else { return .absent }
        let bytes: [UInt8]
        switch folder.look(at: name) {
        case .nothing: return .absent
        case .unreadable: return .foreign
        case .file(let found): bytes = found
        }
        if SHA256.hex(of: bytes) == sum { return .intact }
        let standing = FileStanding.of(bytes, path: folder.file(name))
        // Whole, and yet another file than the run has made.
        return standing == .intact || standing == .foreign ? .altered : standing
    }
}
