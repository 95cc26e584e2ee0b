import Checksum
import Findings
import Finishing
import Foundation
import Rendering

/// A contract that the house made, told apart from the file itself: what `build --nachweis` writes. A file can be changed together with
/// all that it says of itself; this cannot, where it is kept elsewhere.
struct IssueRecord: Codable, Sendable, Hashable {
    static let format = "klauselwerk-nachweis-1"

    var format = IssueRecord.format
    /// Name of the file, without folder.
    var datei: String
    /// Of all bytes, as written.
    var sha256: String
    var vereinbarung: String

    init(file: String, bytes: [UInt8], agreement: String) {
        datei = file.lastPathName
        sha256 = SHA256.hex(of: bytes)
        vereinbarung = agreement
    }

    func json() -> [UInt8] { Array((prettyJSON(self) + "\n").utf8) }
}

/// What a record says of a file.
public struct RecordAnswer: Sendable, Hashable {
    public enum Kind: String, Sendable {
        /// It has the very checksum.
        case same = "gleich"
        /// It has a file of that name with another checksum.
        case other = "anders"
        case unknown = "unbekannt"
    }

    public let kind: Kind
    /// Path of the record.
    public let path: String
    /// The file that the checksum belongs to, where it is another one.
    package var bearer: String?

    var sentence: String {
        switch kind {
        case .same: "Nachweis: Die Prüfsumme steht in „\(path)“."
        case .other:
            "Nachweis: In „\(path)“ steht zu einer Datei dieses Namens eine andere Prüfsumme."
                + (bearer.map { " Die Prüfsumme dieser Datei steht dort bei „\($0)“: Jemand hat sie umbenannt oder vertauscht." } ?? "")
        case .unknown: "Nachweis: In „\(path)“ steht diese Datei nicht."
        }
    }
}

/// The files that a manifest, or a record of one contract, knows.
struct IssueRecords: Sendable {
    /// A file as it was written.
    struct Line: Sendable, Hashable {
        /// Path within the series' folder; empty where none is told.
        var name: String
        var sha256: String
    }

    let path: String
    /// In the order of the record.
    private(set) var lines: [Line] = []
    private var sums: [String: Int] = [:]
    /// By the names of the files alone.
    private var names: [String: [Int]] = [:]

    private struct Row: Decodable {
        var datei: String?
        var sha256: String?
    }

    /// - Throws: ``Failure`` 66 where there is no such file, 65 where it names no contract.
    init(_ path: String) throws(Failure) {
        self.path = path
        guard let bytes = FileBytes.read(path, limit: 1 << 30) else {
            throw UnreadFile.failure(
                path, rule: "nachweis-fehlt", "Der Nachweis fehlt oder ist nicht lesbar.",
                remedy: "Nennen Sie die Datei „manifest.json“ der Serie oder die von „build --nachweis“ geschriebene Datei.")
        }
        let decoder = JSONDecoder()
        // A manifest has a line a row; a record of one contract is one object.
        take(try? decoder.decode(Row.self, from: Data(bytes)))
        for line in bytes.split(separator: 0x0A) {
            take(try? decoder.decode(Row.self, from: Data(line.last == UInt8(ascii: ",") ? line.dropLast() : line)))
        }
        guard !lines.isEmpty else {
            throw Failure(
                .data,
                Finding(
                    .fehler, "nachweis-leer", at: .file(path), "In dieser Datei steht kein Vertrag mit Prüfsumme.",
                    remedy: "Nennen Sie die Datei „manifest.json“ der Serie oder die von „build --nachweis“ geschriebene Datei."))
        }
    }

    private mutating func take(_ row: Row?) {
        guard let row, let sum = row.sha256, sum.utf8.count == 64 else { return }
        let name = row.datei ?? ""
        // A record in one line has been taken as a whole.
        if name.isEmpty ? sums[sum] != nil : names[name.lastPathName]?.contains(where: { lines[$0].sha256 == sum }) == true { return }
        if sums[sum] == nil { sums[sum] = lines.count }
        if !name.isEmpty { names[name.lastPathName, default: []].append(lines.count) }
        lines.append(Line(name: name, sha256: sum))
    }

    /// What is said of a file by itself, whatever it is called now.
    func answer(_ carried: CarriedOrigin) -> RecordAnswer {
        if sums[carried.checksum] != nil { return RecordAnswer(kind: .same, path: path) }
        return RecordAnswer(kind: names[carried.path.lastPathName] == nil ? .unknown : .other, path: path)
    }

    /// What is said of a file among others of a series: where there is a line of its name, that one counts, for contracts may have been exchanged for one another.
    func answerByLine(_ carried: CarriedOrigin) -> RecordAnswer {
        guard let own = names[carried.path.lastPathName], !own.contains(where: { lines[$0].sha256 == carried.checksum }) else { return answer(carried) }
        return RecordAnswer(kind: .other, path: path, bearer: sums[carried.checksum].map { lines[$0].name }.flatMap { $0.isEmpty ? nil : $0 })
    }
}
