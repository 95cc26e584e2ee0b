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

    var sentence: String {
        switch kind {
        case .same: "Nachweis: Die Prüfsumme steht in „\(path)“."
        case .other: "Nachweis: In „\(path)“ steht zu einer Datei dieses Namens eine andere Prüfsumme."
        case .unknown: "Nachweis: In „\(path)“ steht diese Datei nicht."
        }
    }
}

/// The files that a manifest, or a record of one contract, knows.
struct IssueRecords {
    private let path: String
    private var sums: Set<String> = []
    private var names: Set<String> = []

    private struct Line: Decodable {
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
        func take(_ part: some Collection<UInt8>) {
            guard let line = try? decoder.decode(Line.self, from: Data(part)), let sum = line.sha256, sum.utf8.count == 64 else { return }
            sums.insert(sum)
            if let name = line.datei { names.insert(name) }
        }
        // A manifest has a line a row; a record of one contract is one object.
        take(bytes)
        for line in bytes.split(separator: 0x0A) {
            take(line.last == UInt8(ascii: ",") ? line.dropLast() : line)
        }
        guard !sums.isEmpty else {
            throw Failure(
                .data,
                Finding(
                    .fehler, "nachweis-leer", at: .file(path), "In dieser Datei steht kein Vertrag mit Prüfsumme.",
                    remedy: "Nennen Sie die Datei „manifest.json“ der Serie oder die von „build --nachweis“ geschriebene Datei."))
        }
    }

    func answer(_ carried: CarriedOrigin) -> RecordAnswer {
        if sums.contains(SHA256.hex(of: carried.original)) { return RecordAnswer(kind: .same, path: path) }
        return RecordAnswer(kind: names.contains(carried.path.lastPathName) ? .other : .unknown, path: path)
    }
}
