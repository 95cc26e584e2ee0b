import DocumentModel
import Findings
import Settings

/// Where a fact comes from, and whether anyone has seen it there.
package struct FactMark: Sendable, Hashable {
    /// Public name of the source: a site, a gazette; „eigene Kenntnis“ where there is none.
    package var source: String
    /// Seen in the source itself. What is not has to be looked up before it is printed.
    package var isVerified: Bool
    /// The day of which the source tells.
    package var asOf: CalendarDate
    /// Where the entry stands in the facts, for findings.
    package var place: Place
    /// First and last day on which it holds; `nil`: always before, always after.
    package var holdsFrom: CalendarDate?
    package var holdsUntil: CalendarDate?

    package init(
        source: String, isVerified: Bool, asOf: CalendarDate, place: Place, holdsFrom: CalendarDate? = nil, holdsUntil: CalendarDate? = nil
    ) {
        self.source = source
        self.isVerified = isVerified
        self.asOf = asOf
        self.place = place
        self.holdsFrom = holdsFrom
        self.holdsUntil = holdsUntil
    }

    /// Whether it holds on a day; without a day, whether it holds until further notice.
    package func holds(on day: CalendarDate?) -> Bool {
        guard let day else { return holdsUntil == nil }
        return (holdsFrom ?? day) <= day && day <= (holdsUntil ?? day)
    }
}

/// An entry that holds for a time.
protocol DatedFact {
    var mark: FactMark { get }
}

extension Sequence where Element: DatedFact {
    /// What holds on a day (`nil`: until further notice).
    func holding(on day: CalendarDate?) -> [Element] { filter { $0.mark.holds(on: day) } }
}

/// Reads files of facts; all of them have `stand`, and every entry its mark.
struct FactReader {
    let file: SourceFile
    let log = FindingLog()

    static let markKeys = ["quelle", "geprueft", "stand", "ab", "bis"]

    init(path: String) throws(FindingList) {
        file = try listing(FileReading.text(of: path))
    }

    /// The keys at the top of the file, and the date that entries without one of their own have.
    func top(_ keys: KeySet) throws(FindingList) -> (MappingReader, asOf: CalendarDate) {
        guard let root = YAMLReading.root(file.text, of: file, log: log), let top = MappingReader(root, keys, log: log) else {
            throw FindingList(log.all)
        }
        if let asOf = top.date("stand") { return (top, asOf) }
        if top.node("stand") == nil { top.missing("stand", remedy: "Ergänzen Sie den Tag, für den die Angaben gelten: stand: 2026-03-29.") }
        throw FindingList(log.all)
    }

    func mark(_ entry: MappingReader, asOf: CalendarDate) -> FactMark {
        let source = entry.required("quelle", remedy: "Nennen Sie, woher die Angabe stammt: quelle: gesetze-im-internet.de.")
        let isVerified = entry.flag("geprueft")
        if entry.node("geprueft") == nil {
            entry.missing("geprueft", remedy: "Schreiben Sie geprueft: ja, wenn die Angabe in der Quelle nachgesehen wurde, sonst nein.")
        }
        let from = entry.date("ab")
        let until = entry.date("bis")
        if let from, let until, until < from {
            log.error("geltung-verkehrt", at: entry.place(of: "bis"), "„bis“ liegt vor „ab“.", remedy: "Vertauschen Sie die beiden Tage.")
        }
        return FactMark(
            source: source?.value ?? "", isVerified: isVerified ?? false, asOf: entry.date("stand") ?? asOf, place: entry.place, holdsFrom: from, holdsUntil: until)
    }
}

extension MappingReader {
    /// A group of settings under a key; `nil` where the key is missing.
    func group(_ key: String, _ keys: KeySet) -> MappingReader? {
        node(key).flatMap { MappingReader($0, keys, log: log) }
    }

    /// The group under a key, or the groups of a list there: what changed has one entry a period.
    func oneOrMore(_ key: String, _ keys: KeySet) -> [MappingReader] {
        guard let node = node(key) else { return [] }
        if case .sequence = node.content { return groups(key, keys) }
        return group(key, keys).map { [$0] } ?? []
    }

    /// The groups of a list under a key.
    func groups(_ key: String, _ keys: KeySet) -> [MappingReader] {
        elements(key).compactMap { MappingReader($0, keys, log: log) }
    }

    /// The text of a key that has to be there; the empty text after an error.
    package func name(_ key: String) -> String {
        required(key, remedy: "Ergänzen Sie „\(key)“.")?.value ?? ""
    }
}
