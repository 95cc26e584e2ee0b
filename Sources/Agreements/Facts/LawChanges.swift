import DocumentModel
import Findings
import GermanText
import Settings

/// `facts/aenderungen.yaml`: when provisions were changed, and what is still to come.
package struct LawChanges: Sendable, Hashable {
    /// A provision was changed on a day.
    package struct Change: Sendable, Hashable {
        package var provisions: [StatuteCitation]
        /// As the file writes them.
        package var names: [String]
        /// On which the change came into force.
        package var day: CalendarDate
        /// The changing act, with its place in the gazette.
        package var act: String
        /// What changed, one sentence.
        package var what: String
        package var mark: FactMark
    }

    /// Announced, or left open: to be looked up again.
    package struct Watch: Sendable, Hashable {
        package var subject: String
        package var lookAgain: CalendarDate
        package var mark: FactMark
    }

    package var changes: [Change]
    package var watched: [Watch]
}

extension LawChanges {
    static let top = KeySet("der Änderungen", ["stand", "aenderungen", "beobachten"])
    static let changeKeys = KeySet("der Änderung", FactReader.markKeys + ["vorschriften", "tag", "durch", "was"])
    static let watchKeys = KeySet("der Beobachtung", FactReader.markKeys + ["thema", "nachsehen_ab"])

    static func read(_ path: String, _ finder: CitationFinder) throws(FindingList) -> LawChanges {
        let reader = try FactReader(path: path)
        let (top, asOf) = try reader.top(top)
        let changes = top.groups("aenderungen", changeKeys).compactMap { entry -> Change? in
            let texts = entry.texts("vorschriften")
            let provisions = texts.compactMap { text -> StatuteCitation? in
                if let citation = finder.citation(text.value), citation.law != nil { return citation }
                reader.log.error(
                    "vorschrift-unlesbar", at: text.start, "\(quoted(text.value)) ist keine Vorschrift.",
                    remedy: "Schreiben Sie zum Beispiel: § 77 SGB VIII oder Art. 28 DSGVO.")
                return nil
            }
            guard let day = entry.date("tag") else {
                if entry.node("tag") == nil { entry.missing("tag", remedy: "Ergänzen Sie den Tag, an dem die Änderung in Kraft trat.") }
                return nil
            }
            return Change(
                provisions: provisions, names: texts.map(\.value), day: day, act: entry.name("durch"), what: entry.name("was"),
                mark: reader.mark(entry, asOf: asOf))
        }
        let watched = top.groups("beobachten", watchKeys).compactMap { entry -> Watch? in
            guard let day = entry.date("nachsehen_ab") else {
                if entry.node("nachsehen_ab") == nil { entry.missing("nachsehen_ab", remedy: "Ergänzen Sie den Tag, ab dem wieder nachzusehen ist.") }
                return nil
            }
            return Watch(subject: entry.name("thema"), lookAgain: day, mark: reader.mark(entry, asOf: asOf))
        }
        try reader.log.throwIfErrors()
        return LawChanges(changes: changes, watched: watched)
    }
}

extension StatuteCitation {
    /// Whether both cite a provision of the same law, one a part of the other or both the same part.
    package func touches(_ other: StatuteCitation) -> Bool {
        guard let law, law == other.law else { return false }
        return provisions.contains { one in other.provisions.contains { one.touches($0) } }
    }
}

extension Provision {
    fileprivate func touches(_ other: Provision) -> Bool {
        guard number <= other.end, other.number <= end else { return false }
        // Of one section, different parts do not touch: Abs. 4 is not changed with Abs. 5.
        guard last == nil, other.last == nil, number == other.number else { return true }
        return zip(parts, other.parts).allSatisfy { $0 == $1 }
    }

    /// „ff.“ is open at the end; some ten sections are meant, hardly more.
    private var end: SectionNumber {
        switch following {
        case .one: SectionNumber(number.number + 1, "z")
        case .more: SectionNumber(number.number + 10, "z")
        case nil: last ?? number
        }
    }
}
