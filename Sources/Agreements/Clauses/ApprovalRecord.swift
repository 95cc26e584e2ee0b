import Checksum
import DocumentModel
import Findings
import Settings

/// Who approved which version of a clause, when, and what it said then: `clauses/freigaben.txt`.
///
/// One approval a line, sorted: name, version, SHA-256, day, office. An approved version never changes; a new wording is a new version.
package struct ApprovalRecord: Sendable, Hashable {
    package struct Entry: Sendable, Hashable {
        /// `kuendigung/frist`
        package var clause: String
        package var version: String
        /// See ``ClauseSource/approvalChecksum``.
        package var checksum: String
        package var day: CalendarDate
        /// „Rechtsamt der Stadt Musterstadt“
        package var office: String

        package init(clause: String, version: String, checksum: String, day: CalendarDate, office: String) {
            self.clause = clause
            self.version = version
            self.checksum = checksum
            self.day = day
            self.office = office
        }
    }

    package static let fileName = "freigaben.txt"
    /// Beside it, what was done by whom, one after the other.
    package static let logName = "protokoll.txt"

    package private(set) var entries: [Entry]
    /// How far the log of approvals had come when the record was written; `nil`: the library keeps none yet.
    package var logged: LogMark?

    /// Says that a log has been shortened, which its chain alone cannot.
    package struct LogMark: Sendable, Hashable {
        package var count: Int
        /// SHA-256 of its last line.
        package var last: String

        package init(count: Int, last: String) { (self.count, self.last) = (count, last) }

        fileprivate static let words = "# Protokoll bis Eintrag "

        var line: String { "\(LogMark.words)\(count), Prüfsumme \(last)\n" }

        init?(_ line: Substring) {
            guard line.hasPrefix(LogMark.words) else { return nil }
            let parts = line.dropFirst(LogMark.words.count).split(separator: " ", omittingEmptySubsequences: false)
            guard parts.count == 3, parts[0].hasSuffix(","), let count = Int(parts[0].dropLast()), count > 0, parts[1] == "Prüfsumme", ApprovalRecord.isChecksum(parts[2]) else {
                return nil
            }
            self.init(count: count, last: String(parts[2]))
        }
    }

    package init(_ entries: [Entry] = []) { self.entries = entries }

    static func isChecksum(_ text: some StringProtocol) -> Bool {
        text.utf8.count == 64 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    package func entry(clause: String, version: String) -> Entry? { entries.first { $0.clause == clause && $0.version == version } }

    /// Takes an approval back.
    package mutating func remove(clause: String, version: String) { entries.removeAll { $0.clause == clause && $0.version == version } }

    /// Takes the place of an earlier approval of the same version.
    package mutating func record(_ entry: Entry) {
        entries.removeAll { $0.clause == entry.clause && $0.version == entry.version }
        entries.append(entry)
        entries.sort { ($0.clause, $0.version) < ($1.clause, $1.version) }
    }

    // MARK: - The file

    private static let head = """
        # Freigaben: Klausel, Fassung, Prüfsumme des Wortlauts, Tag, Stelle. Geschrieben von „klauselwerk approve“; nicht von Hand ändern.

        """

    package var text: String {
        ApprovalRecord.head + (logged?.line ?? "")
            + entries.map { "\($0.clause) \($0.version) \($0.checksum) \($0.day.isoText) \($0.office)\n" }.joined()
    }

    /// `nil` where the library keeps no record.
    ///
    /// - Throws: what is wrong with it; a record that is there and cannot be read approves nothing.
    static func read(_ path: String) throws(FindingList) -> ApprovalRecord? {
        guard FileReading.isPresent(path) else { return nil }
        return try parse(try SourceFile(contentsOf: path))
    }

    static func parse(_ file: SourceFile) throws(FindingList) -> ApprovalRecord {
        let log = FindingLog()
        var entries: [Entry] = []
        let logged = file.text.split(separator: "\n").lazy.compactMap(LogMark.init).first
        for (index, line) in file.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        where !line.isEmpty && !line.hasPrefix("#") {
            let place = Place.file(file.path, line: index + 1, column: 1)
            guard let entry = Entry(line) else {
                log.error(
                    "freigabe-unlesbar", at: place, "Diese Zeile ist keine Freigabe.",
                    remedy: "Löschen Sie die Zeile und geben Sie die Klausel mit „klauselwerk approve“ neu frei.")
                continue
            }
            if entries.contains(where: { $0.clause == entry.clause && $0.version == entry.version }) {
                log.error(
                    "freigabe-doppelt", at: place, "Die Fassung \(entry.version) von „\(entry.clause)“ ist zweimal freigegeben.",
                    remedy: "Löschen Sie die Zeile, die nicht gilt.")
                continue
            }
            entries.append(entry)
        }
        try log.throwIfErrors()
        var record = ApprovalRecord(entries)
        record.logged = logged
        return record
    }

    /// Whether the record's text gives the record again.
    package var canBeReadBack: Bool {
        (try? ApprovalRecord.parse(SourceFile(path: ApprovalRecord.fileName, text: text))) == self
    }
}

extension ApprovalRecord.Entry {
    /// A line of the record; `nil` for anything else.
    init?(_ line: Substring) {
        let parts = line.split(separator: " ", maxSplits: 4, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 5, !parts[0].isEmpty, ClauseVersion.isSound(parts[1]), ApprovalRecord.Entry.isSound(office: parts[4]),
            ApprovalRecord.isChecksum(parts[2]),
            let day = DateNotation.iso(parts[3])
        else { return nil }
        self.init(clause: parts[0], version: parts[1], checksum: parts[2], day: day, office: parts[4])
    }

    /// Longest name of an office, in characters.
    package static let longestOffice = 200

    /// A name that fits into one line and shows all that is in it: no line breaks, control or direction characters.
    package static func isSound(office: String) -> Bool {
        !office.isEmpty && office.count <= longestOffice && office.first != " " && office.last != " "
            && office.unicodeScalars.allSatisfy(\.isPlain)
    }
}

extension ClauseVersion {
    /// „1.0“: in one word, so that it has a place in the record's lines and in the names of files.
    package static func isSound(_ version: String) -> Bool {
        !version.isEmpty && version.utf8.count <= 60
            && version.unicodeScalars.allSatisfy { !$0.isWhiteSpace && $0.isPlain }
    }
}

extension Unicode.Scalar {
    /// Shows itself, and breaks no line.
    package var isPlain: Bool {
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }
}

/// Where a version of a clause stands in its life.
package enum ClauseStanding: Sendable, Hashable {
    /// `entwurf`, or `freigegeben` and not in the record.
    case draft
    /// `vorschlag`: as the program ships it, approved by nobody of the house.
    case proposal
    /// Approved by the record.
    case approved(ApprovalRecord.Entry)
    /// Approved, and changed since.
    case changed(ApprovalRecord.Entry)
}

extension ApprovalRecord? {
    /// What the record and the file's `status` say together.
    package func standing(of clause: ClauseSource) -> ClauseStanding {
        switch clause.frontMatter.status {
        case .entwurf: return .draft
        case .vorschlag: return .proposal
        case .freigegeben, .abgeloest: break
        }
        // Without a record nobody has approved anything.
        guard let entry = self?.entry(clause: clause.name, version: clause.version.version) else { return .draft }
        return entry.checksum == clause.approvalChecksum ? .approved(entry) : .changed(entry)
    }
}

extension ClauseSource {
    /// What changes in the life of an approved version.
    private static let lifeKeys: Set<String> = ["status", "gilt_bis", "grundlage_stand", "fristen"]

    /// SHA-256 of what an approval is about: the head as it was read, without these, and the text as it stands. Not of the
    /// head's lines: a line that begins with `status:` may belong to another value.
    static func approvalChecksum(head: InputNode, body: String) -> String {
        var sum = ChecksumText()
        for entry in head.entries where !lifeKeys.contains(entry.key) {
            sum.add("key", entry.key)
            sum.add(entry.value)
        }
        sum.add("text", body)
        return SHA256.hex(of: sum.text)
    }
}

/// A tree as one text, such that two trees with the same text are the same.
struct ChecksumText {
    private(set) var text = "klausel 2\n"

    mutating func add(_ kind: String, _ content: String) { text += "\(kind) \(content.utf8.count) \(content)\n" }

    mutating func add(_ node: InputNode) {
        switch node.content {
        case .empty: text += "empty\n"
        // How it is written decides what it is: „1.0“ or 1.0.
        case .scalar(let scalar): add(scalar.style.rawValue, scalar.text.value)
        case .sequence(let nodes):
            text += "sequence \(nodes.count)\n"
            for node in nodes { add(node) }
        case .mapping(let entries):
            text += "mapping \(entries.count)\n"
            for entry in entries {
                add("key", entry.key)
                add(entry.value)
            }
        }
    }
}

extension CalendarDate {
    /// From „2026-11-21“ or „21.11.2026“.
    package init?(written text: String) {
        guard let date = DateNotation.any(text) else { return nil }
        self = date
    }
}
