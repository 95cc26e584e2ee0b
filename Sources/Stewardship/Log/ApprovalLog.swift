import Agreements
import Checksum
import DocumentModel
import Findings
import Foundation
import Rendering

/// What was done with the library, by whom and when: `clauses/protokoll.txt`. Lines are only ever added. Each names the checksum of the line
/// before it, so that none can be changed or taken out unnoticed; that the last ones are there, the record of approvals says (``ApprovalRecord/LogMark``).
package struct ApprovalLog: Sendable, Hashable {
    package enum Act: String, Sendable, Hashable, CaseIterable {
        case geschrieben, umbenannt, beantragt
        case zurueckgenommen, abgelehnt, freigegeben
        /// In a library without roles: nobody else has looked at it.
        case allein = "freigegeben-allein"
        /// Approved before there was a log.
        case uebernommen
        case widerrufen, abgeloest
        /// Agreements, bodies, styles, coats of arms; these can also be `umbenannt`.
        case angelegt, geaendert

        package var isApproval: Bool { self == .freigegeben || self == .allein || self == .uebernommen }
    }

    package struct Entry: Sendable, Hashable {
        /// From 1.
        package var number: Int
        /// SHA-256 of the line before; zeros in the first.
        package var before: String
        /// `2026-11-29T16:03:11Z`
        package var time: String
        package var account: String
        package var act: Act
        /// `kuendigung/frist`, or a file below the library's folder: `agreements/fruehe-hilfen.yaml`
        package var clause: String
        /// ``noVersion`` for a file.
        package var version: String
        /// See ``ClauseSource/approvalChecksum``; of a file its SHA-256.
        package var checksum: String
        /// Comment, reason, office or new name; one line, may be empty.
        package var text: String

        var line: String { "\(number) \(before) \(time) \(account) \(act.rawValue) \(clause) \(version) \(checksum) \(text)" }
    }

    /// What is to be added; number, checksum and time follow from when it is.
    package struct Deed: Sendable, Hashable {
        package var account: String
        package var act: Act
        package var clause: String
        package var version: String
        package var checksum: String
        package var text: String

        package init(_ act: Act, by account: String, _ clause: String, _ version: String, _ checksum: String, text: String = "") {
            (self.account, self.act, self.clause, self.version, self.checksum) = (account, act, clause, version, checksum)
            self.text = ApprovalLog.oneLine(text)
        }
    }

    package private(set) var entries: [Entry]
    /// The file as it was read, with what has been added.
    package private(set) var bytes: [UInt8]
    /// SHA-256 of each entry's line.
    private var sums: [String]
    /// What is wrong with the file.
    package let findings: [Finding]

    /// Stands for the version of what has none.
    package static let noVersion = "-"

    /// Longest comment, in characters.
    package static let longestText = 1_000
    private static let limit = 256 << 20
    private static let head = "# Protokoll der Bibliothek. Zeilen kommen nur hinzu; jede nennt die Prüfsumme der Zeile davor. Nicht von Hand ändern.\n"
    static let none = String(repeating: "0", count: 64)

    package static func path(in library: String) -> String { "\(library)/clauses/\(ApprovalRecord.logName)" }

    /// The log of a library; one without lines where it keeps none yet.
    package init(library: String) {
        let path = ApprovalLog.path(in: library)
        var status = stat()
        guard lstat(path, &status) == 0 else {
            self.init([], path: path)
            return
        }
        guard let bytes = FileBytes.read(path, limit: ApprovalLog.limit) else {
            self.init(
                broken: Finding(
                    .fehler, "protokoll-unlesbar", at: .file(path), "Das Protokoll ist da, lässt sich aber nicht lesen.",
                    remedy: "Legen Sie „clauses/\(ApprovalRecord.logName)“ aus Ihrer Sicherung zurück."))
            return
        }
        self.init(bytes, path: path)
    }

    private init(broken finding: Finding) {
        (entries, bytes, sums) = ([], [], [])
        findings = [finding]
    }

    init(_ bytes: [UInt8], path: String) {
        var reader = LogReader(path: path)
        for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() { reader.read(line, number: index + 1) }
        if let last = bytes.last, last != 0x0A { reader.tornEnd() }
        (entries, sums, findings) = (reader.entries, reader.sums, reader.findings)
        self.bytes = bytes
    }

    package var isEmpty: Bool { entries.isEmpty }

    /// What the record has to say of it.
    package var mark: ApprovalRecord.LogMark? { zip(entries, sums).reversed().first.map { ApprovalRecord.LogMark(count: $0.0.number, last: $0.1) } }

    /// SHA-256 of an entry's line.
    func sum(of number: Int) -> String? { entries.firstIndex { $0.number == number }.map { sums[$0] } }

    /// Adds an entry.
    ///
    /// - Parameter time: `2026-11-29T16:03:11Z`
    mutating func add(_ deed: Deed, at time: String) {
        if bytes.isEmpty { bytes = Array(ApprovalLog.head.utf8) }
        let entry = Entry(
            number: (entries.last?.number ?? 0) + 1, before: sums.last ?? ApprovalLog.none, time: time, account: deed.account, act: deed.act, clause: deed.clause,
            version: deed.version, checksum: deed.checksum, text: deed.text)
        entries.append(entry)
        sums.append(SHA256.hex(of: entry.line))
        bytes += Array((entry.line + "\n").utf8)
    }

    /// A comment as it stands in a line: blanks for line ends, nothing that does not show itself.
    static func oneLine(_ text: String) -> String {
        var line = String.UnicodeScalarView()
        for scalar in text.precomposedStringWithCanonicalMapping.unicodeScalars {
            if scalar.isPlain { line.append(scalar) } else if scalar.properties.isWhitespace || scalar.value < 0x20, line.last != " " { line.append(" ") }
        }
        return String(String(line).trimmingCharacters(in: .whitespaces).prefix(longestText))
    }
}

/// Reads lines of a log and tells what does not fit together.
private struct LogReader {
    let path: String
    var entries: [ApprovalLog.Entry] = []
    var sums: [String] = []
    var findings: [Finding] = []
    private var isBroken = false

    init(path: String) { self.path = path }

    mutating func read(_ bytes: ArraySlice<UInt8>, number: Int) {
        guard let first = bytes.first, first != UInt8(ascii: "#") else { return }
        let place = Place.file(path, line: number, column: 1)
        guard let text = String(validating: bytes, as: UTF8.self), let entry = ApprovalLog.Entry(text) else {
            findings.append(
                Finding(
                    .fehler, "protokoll-zeile", at: place, "Zeile \(number) des Protokolls ist kein Eintrag; sie ist verändert oder eingefügt worden.",
                    remedy: LogReader.remedy))
            isBroken = true
            return
        }
        let expected = (entries.last?.number ?? 0) + 1
        if entry.number > expected {
            if !isBroken || entry.number > expected + 1 {
                let missing = entry.number == expected + 1 ? "fehlt Eintrag \(expected)" : "fehlen die Einträge \(expected) bis \(entry.number - 1)"
                findings.append(
                    Finding(.fehler, "protokoll-luecke", at: place, "Vor Eintrag \(entry.number) des Protokolls \(missing); er ist entfernt worden.", remedy: LogReader.remedy))
            }
        } else if entry.number < expected {
            findings.append(
                Finding(.fehler, "protokoll-zeile", at: place, "Zeile \(number) des Protokolls ist eingefügt oder verschoben worden.", remedy: LogReader.remedy))
        } else if entry.before != (sums.last ?? ApprovalLog.none), !isBroken {
            findings.append(
                Finding(
                    .fehler, "protokoll-veraendert", at: .file(path, line: max(1, number - 1), column: 1),
                    entries.isEmpty
                        ? "Vor dem ersten Eintrag des Protokolls ist etwas entfernt worden."
                        : "Eintrag \(expected - 1) des Protokolls ist verändert worden: Eintrag \(expected) nennt eine andere Prüfsumme.",
                    remedy: LogReader.remedy))
        }
        isBroken = false
        entries.append(entry)
        sums.append(SHA256.hex(of: Array(bytes)))
    }

    mutating func tornEnd() {
        findings.append(
            Finding(.fehler, "protokoll-abgeschnitten", at: .file(path), "Das Protokoll endet mitten in einer Zeile.", remedy: LogReader.remedy))
    }

    static let remedy = "Vergleichen Sie das Protokoll mit Ihrer Sicherung oder der Geschichte in git, und legen Sie es von dort zurück."
}

extension ApprovalLog.Entry {
    /// A line; `nil` for anything else.
    init?(_ line: String) {
        let parts = line.split(separator: " ", maxSplits: 8, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 9, let number = Int(parts[0]), number > 0, "\(number)" == parts[0], ApprovalLog.isSum(parts[1]), parts[2].utf8.count == 20,
            HouseRoles.isSound(account: parts[3]), let act = ApprovalLog.Act(rawValue: parts[4]), !parts[5].isEmpty, ClauseVersion.isSound(parts[6]), ApprovalLog.isSum(parts[7]),
            parts[8] == ApprovalLog.oneLine(parts[8])
        else { return nil }
        self.init(
            number: number, before: parts[1], time: parts[2], account: parts[3], act: act, clause: parts[5], version: parts[6], checksum: parts[7], text: parts[8])
    }
}

extension ApprovalLog {
    fileprivate static func isSum(_ text: String) -> Bool {
        text.utf8.count == 64 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}
