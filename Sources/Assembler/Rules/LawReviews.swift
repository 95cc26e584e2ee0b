import Agreements
import DocumentModel
import Findings
import GermanText
import Settings

/// Which provisions somebody has reported as changed, and which clauses have been looked at since: `clauses/rechtsaenderungen.txt`.
///
/// One thing a line, in the order in which they happened; lines are only ever added:
///
///     geaendert | 1 | 2026-11-29 | anna | § 72a SGB VIII | Neu gefasst zum 1. Januar 2027
///     angesehen | 1 | 2026-12-01 | ben | schutzauftrag/basis 1.2 | Keine Änderung nötig
package struct LawReviews: Sendable, Hashable {
    package struct Change: Sendable, Hashable {
        /// From 1.
        package let number: Int
        package let day: CalendarDate
        package let account: String
        /// As it was written.
        package let provision: String
        package let reason: String
        let citation: StatuteCitation
    }

    package struct Review: Sendable, Hashable {
        /// Of the change.
        package let number: Int
        package let day: CalendarDate
        package let account: String
        /// `schutzauftrag/basis`
        package let clause: String
        package let version: String
        package let remark: String
    }

    /// A clause that nobody has looked at since a change.
    package struct Open: Sendable, Hashable {
        package let change: Change
        package let clause: ClauseSource
        /// Among the clause's `grundlage`, not only in its text.
        package let isBasis: Bool
    }

    package static let fileName = "rechtsaenderungen.txt"
    /// Characters of a reason or remark.
    private static let longestText = 1_000

    package private(set) var changes: [Change] = []
    package private(set) var reviews: [Review] = []
    /// Whether the library has the file already.
    private let isThere: Bool
    /// Lines that have been added since it was read, with the heading of a new file: to be written behind what is there.
    package private(set) var added = ""

    private static let head =
        "# Geänderte Vorschriften, und welche Klauseln daraufhin angesehen sind. Zeilen kommen nur hinzu, über die Oberfläche oder mit „klauselwerk betroffen“.\n"

    package static func path(in library: String) -> String { "\(library)/clauses/\(fileName)" }

    /// - Throws: what is wrong with the file.
    package static func read(library: String, _ watch: LawWatch) throws(FindingList) -> LawReviews {
        let path = path(in: library)
        guard FileReading.isPresent(path) else { return LawReviews(isThere: false) }
        return try parse(try SourceFile(contentsOf: path), watch)
    }

    private init(isThere: Bool) { self.isThere = isThere }

    static func parse(_ file: SourceFile, _ watch: LawWatch) throws(FindingList) -> LawReviews {
        var reviews = LawReviews(isThere: true)
        let log = FindingLog()
        for (index, line) in file.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() where !line.isEmpty && !line.hasPrefix("#") {
            let parts = line.split(separator: "|", omittingEmptySubsequences: false).map { String($0).trimmed }
            let place = Place.file(file.path, line: index + 1, column: 1)
            guard parts.count == 6, let number = Int(parts[1]), let day = CalendarDate(written: parts[2]), !parts[3].isEmpty else {
                log.error("rechtsaenderung-unlesbar", at: place, "Diese Zeile meldet keine Rechtsänderung und bestätigt keine.", remedy: remedy)
                continue
            }
            switch parts[0] {
            case "geaendert":
                guard let citation = watch.provision(parts[4]), number == reviews.changes.count + 1 else {
                    log.error("rechtsaenderung-unlesbar", at: place, "„\(parts[4])“ ist keine Vorschrift, oder die Meldungen sind nicht fortlaufend gezählt.", remedy: remedy)
                    continue
                }
                reviews.changes.append(Change(number: number, day: day, account: parts[3], provision: parts[4], reason: parts[5], citation: citation))
            case "angesehen":
                let clause = parts[4].split(separator: " ", maxSplits: 1).map(String.init)
                guard reviews.changes.contains(where: { $0.number == number }), clause.count == 2 else {
                    log.error("rechtsaenderung-unlesbar", at: place, "Diese Zeile bestätigt eine Rechtsänderung, die vor ihr niemand gemeldet hat.", remedy: remedy)
                    continue
                }
                reviews.reviews.append(Review(number: number, day: day, account: parts[3], clause: clause[0], version: clause[1], remark: parts[5]))
            default: log.error("rechtsaenderung-unlesbar", at: place, "Eine Zeile beginnt mit „geaendert“ oder „angesehen“.", remedy: remedy)
            }
        }
        try log.throwIfErrors()
        return reviews
    }

    private static let remedy = "Legen Sie die Datei aus Ihrer Sicherung oder aus git zurück, oder berichtigen Sie die Zeile."

    /// The clauses that cite a reported provision and that nobody has looked at since, by change.
    package func open(among sources: [ClauseSource], _ watch: LawWatch) -> [Open] {
        changes.flatMap { change in
            let seen = Set(reviews.filter { $0.number == change.number }.map(\.clause))
            return watch.clauses(citing: change.citation, among: sources).filter { !seen.contains($0.clause.name) }.map {
                Open(change: change, clause: $0.clause, isBasis: $0.isBasis)
            }
        }
    }

    /// What `check` tells.
    package func findings(among sources: [ClauseSource], _ watch: LawWatch) -> [Finding] {
        open(among: sources, watch).map { open in
            Finding(
                .warnung, "recht-nachsehen", at: open.clause.frontMatter.places["grundlage"] ?? .file(open.clause.path),
                "Die Klausel „\(open.clause.name)“ nennt \(open.change.provision); die Vorschrift ist am \(open.change.day.inGerman) als geändert gemeldet (\(open.change.reason)), und niemand hat die Klausel seitdem angesehen.",
                remedy: "Sehen Sie den Wortlaut durch, und bestätigen Sie es: klauselwerk betroffen \"\(open.change.provision)\" --seen \(open.clause.name).")
        }
    }

    // MARK: - Adding

    /// - Throws: `vorschrift-unlesbar` where the text names no provision.
    /// - Returns: the number of the change.
    package mutating func report(_ provision: String, reason: String, by account: String, on day: CalendarDate, _ watch: LawWatch) throws(FindingList) -> Int {
        let provision = LawReviews.oneLine(provision)
        guard let citation = watch.provision(provision) else {
            throw FindingList([
                Finding(
                    .fehler, "vorschrift-unlesbar", at: nil, "„\(provision)“ ist keine Vorschrift, die sich suchen lässt.",
                    remedy: "Schreiben Sie Zeichen, Nummer und Gesetz, zum Beispiel: § 72a SGB VIII.")
            ])
        }
        let change = Change(number: changes.count + 1, day: day, account: account, provision: provision, reason: LawReviews.oneLine(reason), citation: citation)
        changes.append(change)
        add("geaendert | \(change.number) | \(day.isoText) | \(account) | \(provision) | \(change.reason)")
        return change.number
    }

    package mutating func confirm(_ number: Int, _ clause: ClauseSource, remark: String, by account: String, on day: CalendarDate) {
        let remark = LawReviews.oneLine(remark)
        reviews.append(Review(number: number, day: day, account: account, clause: clause.name, version: clause.version.version, remark: remark))
        add("angesehen | \(number) | \(day.isoText) | \(account) | \(clause.name) \(clause.version.version) | \(remark)")
    }

    private mutating func add(_ line: String) {
        if added.isEmpty, !isThere { added = LawReviews.head }
        added += line + "\n"
    }

    /// Bars part the columns, line ends the lines.
    private static func oneLine(_ text: String) -> String {
        let plain = text.precomposedStringWithCanonicalMapping.unicodeScalars.map { scalar -> String in
            scalar == "|" ? "/" : scalar.isWhiteSpace || scalar.value < 0x20 ? " " : scalar.isPlain ? String(scalar) : ""
        }
        return String(plain.joined().split(separator: " ").joined(separator: " ").prefix(longestText))
    }
}
