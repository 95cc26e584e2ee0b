import DocumentModel
import Findings
import Settings

/// `facts/feiertage.yaml`: the public holidays of the Länder.
///
/// Its own text, not a library: `holidays` and `workalendar` (PyPI) differ from the laws in five Länder.
package struct PublicHolidays: Sendable, Hashable {
    package struct Holiday: Sendable, Hashable, DatedFact {
        package var name: String
        package var rule: DayRule
        /// `nil`: all.
        package var laender: Set<String>?
        /// Where it is one only in some municipalities.
        package var partly: Set<String>
        package var mark: FactMark
    }

    /// When it is in a year.
    package enum DayRule: Sendable, Hashable {
        case day(DayOfYear)
        /// Days after Easter Sunday.
        case easter(Int)
        /// Days before the first Sunday in Advent.
        case beforeAdvent(Int)
    }

    package var all: [Holiday]

    static let top = KeySet("der Feiertage", ["stand", "feiertage"])
    static let keys = KeySet("des Feiertags", FactReader.markKeys + ["name", "tag", "ostern", "vor_advent", "laender", "teilweise"])

    static func read(_ path: String) throws(FindingList) -> PublicHolidays {
        let reader = try FactReader(path: path)
        let (top, asOf) = try reader.top(top)
        let all = top.groups("feiertage", keys).compactMap { entry -> Holiday? in
            guard let rule = rule(entry) else { return nil }
            let laender = entry.texts("laender")
            let partly = entry.texts("teilweise")
            for land in laender + partly where land.value != "alle" && !Laender.codes.contains(land.value) {
                reader.log.error(
                    "land-unbekannt", at: land.start, "\(quoted(land.value)) ist kein Kürzel eines Landes.",
                    remedy: "Möglich sind: alle, \(Laender.codes.joined(separator: ", ")).")
            }
            return Holiday(
                name: entry.name("name"), rule: rule, laender: laender.contains { $0.value == "alle" } ? nil : Set(laender.map(\.value)),
                partly: Set(partly.map(\.value)), mark: reader.mark(entry, asOf: asOf))
        }
        try reader.log.throwIfErrors()
        return PublicHolidays(all: all)
    }

    private static func rule(_ entry: MappingReader) -> DayRule? {
        if let easter = entry.integer("ostern", in: -60...70) { return .easter(easter) }
        if let days = entry.integer("vor_advent", in: 1...60) { return .beforeAdvent(days) }
        if let text = entry.filled("tag"), let day = DayOfYear(text.value) { return .day(day) }
        entry.log.error(
            "feiertag-wann", at: entry.place, "Der Feiertag sagt nicht, wann er ist.", remedy: "Geben Sie eines an: tag: 3. Oktober, ostern: 1 oder vor_advent: 11.")
        return nil
    }
}
