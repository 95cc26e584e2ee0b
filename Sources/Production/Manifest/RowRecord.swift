import Checksum
import Findings
import Foundation

/// What became of one row: a line of journal and manifest.
struct RowRecord: Codable, Sendable, Hashable {
    /// Number of the row, as Excel shows it.
    var zeile: Int
    var nr: String
    var partner: String
    /// Name in the folder, or in the archive; `nil` where the row failed.
    var datei: String?
    /// The archive that the file lies in; `nil`: it lies in the folder itself. Journals do not tell: it is looked up where the file lies.
    var archiv: String?
    var seiten: Int?
    /// Of the file.
    var sha256: String?
    /// Name of the file for word processors beside it, and the checksum of what was written; `nil` where none was wanted.
    var word: String?
    var wordSha256: String?
    /// Hash of all that the file was made of.
    var eingabe: String
    /// Which clauses: a key of the manifest's list of selections.
    var auswahl: String?
    var befunde: [FindingJSON]

    /// One line of JSON, keys sorted, without a line break.
    func line() throws(Failure) -> [UInt8] { try RecordCoding.line(self) }
}

/// The clauses of one or many contracts: „kuendigung/frist 1.0“, in order.
struct ClauseSelection: Codable, Sendable, Hashable {
    /// The beginning of the list's hash: the same for the same clauses, whatever else is in the batch.
    let auswahl: String
    let klauseln: [String]

    init(_ clauses: [String]) {
        klauseln = clauses
        auswahl = "k" + SHA256.hex(of: clauses.joined(separator: "\n")).prefix(8)
    }
}

enum RecordCoding {
    /// A row's line with the archive that has its file: `archiv` is the first of its keys in their order, and the line has none yet.
    static func line(_ line: [UInt8], in archive: String) throws(Failure) -> [UInt8] { try Array("{\"archiv\":".utf8) + self.line(archive) + [0x2C] + line.dropFirst() }

    static func line(_ value: some Encodable) throws(Failure) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do { return Array(try encoder.encode(value)) } catch {
            throw Failure(.data, Finding(.fehler, "manifest-eintrag", "Ein Eintrag des Manifests ließ sich nicht schreiben."))
        }
    }
}
