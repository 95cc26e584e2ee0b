import Checksum
import DocumentModel
import Findings

/// Who approved which version of a clause, when, and what it said then: `clauses/freigaben.txt`.
///
/// One approval a line, sorted: name, version, SHA-256, day, office. An approved version never changes; a new wording is a new version.
public struct ApprovalRecord: Sendable, Hashable {
    public struct Entry: Sendable, Hashable {
        /// `kuendigung/frist`
        public var clause: String
        public var version: String
        /// See ``ClauseSource/approvalChecksum``.
        public var checksum: String
        public var day: CalendarDate
        /// „Rechtsamt der Stadt Musterstadt“
        public var office: String

        public init(clause: String, version: String, checksum: String, day: CalendarDate, office: String) {
            self.clause = clause
            self.version = version
            self.checksum = checksum
            self.day = day
            self.office = office
        }
    }

    public static let fileName = "freigaben.txt"

    public private(set) var entries: [Entry]

    public init(_ entries: [Entry] = []) { self.entries = entries }

    public func entry(clause: String, version: String) -> Entry? { entries.first { $0.clause == clause && $0.version == version } }

    /// Takes the place of an earlier approval of the same version.
    public mutating func record(_ entry: Entry) {
        entries.removeAll { $0.clause == entry.clause && $0.version == entry.version }
        entries.append(entry)
        entries.sort { ($0.clause, $0.version) < ($1.clause, $1.version) }
    }

    // MARK: - The file

    private static let head = """
        # Freigaben: Klausel, Fassung, Prüfsumme des Wortlauts, Tag, Stelle. Geschrieben von „klauselwerk approve“; nicht von Hand ändern.

        """

    public var text: String {
        ApprovalRecord.head
            + entries.map { "\($0.clause) \($0.version) \($0.checksum) \($0.day.isoText) \($0.office)\n" }.joined()
    }

    /// `nil` where the library keeps no record.
    static func read(_ path: String) throws(Findings) -> ApprovalRecord? {
        guard FileReading.exists(path) else { return nil }
        let file = try SourceFile(contentsOf: path)
        let log = FindingLog()
        var entries: [Entry] = []
        for (index, line) in file.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        where !line.isEmpty && !line.hasPrefix("#") {
            let parts = line.split(separator: " ", maxSplits: 4).map(String.init)
            guard parts.count == 5, parts[2].utf8.count == 64, let day = DateNotation.iso(parts[3]) else {
                log.error(
                    "freigabe-unlesbar", at: .file(path, line: index + 1, column: 1), "Diese Zeile ist keine Freigabe.",
                    remedy: "Löschen Sie die Zeile und geben Sie die Klausel mit „klauselwerk approve“ neu frei.")
                continue
            }
            entries.append(Entry(clause: parts[0], version: parts[1], checksum: parts[2], day: day, office: parts[4]))
        }
        try log.throwIfErrors()
        return ApprovalRecord(entries)
    }
}

/// Where a version of a clause stands in its life.
public enum ClauseStanding: Sendable, Hashable {
    /// `entwurf`, or `freigegeben` and not in the record.
    case draft
    /// `vorschlag`: as the program ships it, approved by nobody of the house.
    case proposal
    /// Approved; the entry is `nil` where the library keeps no record and the file's own word has to do.
    case approved(ApprovalRecord.Entry?)
    /// Approved, and changed since.
    case changed(ApprovalRecord.Entry)
}

extension ApprovalRecord? {
    /// What the record and the file's `status` say together.
    public func standing(of clause: ClauseSource) -> ClauseStanding {
        switch clause.frontMatter.status {
        case .entwurf: return .draft
        case .vorschlag: return .proposal
        case .freigegeben, .abgeloest: break
        }
        guard let record = self else { return .approved(nil) }
        guard let entry = record.entry(clause: clause.name, version: clause.version.version) else { return .draft }
        return entry.checksum == clause.approvalChecksum ? .approved(entry) : .changed(entry)
    }
}

extension ClauseSource {
    /// SHA-256 of the file without the lines that change in the life of an approved version: `status` and `gilt_bis`.
    static func approvalChecksum(of text: String) -> String {
        var isHead = true
        var fences = 0
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
            if line.hasPrefix("---") { fences += 1 }
            if fences > 1 { isHead = false }
            return !(isHead && (line.hasPrefix("status:") || line.hasPrefix("gilt_bis:")))
        }
        return SHA256.hex(of: lines.joined(separator: "\n"))
    }
}

extension CalendarDate {
    /// From „2026-11-21“ or „21.11.2026“.
    public init?(written text: String) {
        guard let date = DateNotation.any(text) else { return nil }
        self = date
    }
}
