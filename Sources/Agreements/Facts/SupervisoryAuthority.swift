import DocumentModel
import Findings
import GermanText
import Settings

/// An authority that supervises data protection.
package struct SupervisoryAuthority: Sendable, Hashable {
    /// Its name, declined where it is printed: „der Landesbeauftragten für den Datenschutz …“.
    package var designation: Designation
    /// „LDI NRW“
    package var short: String?
    package var mark: FactMark
}

/// Whom an authority of a Land supervises.
package enum SupervisoryScope: String, Sendable, Hashable, CaseIterable {
    case all = "alle"
    case publicBodies = "oeffentlich"
    case privateBodies = "nichtoeffentlich"
}

extension SupervisoryAuthority {
    static let keyNames = FactReader.markKeys + ["fuer", "vor", "amt", "einrichtung", "plural", "genus", "zusatz", "kurz"]

    init?(_ entry: MappingReader, _ reader: FactReader, asOf: CalendarDate) {
        let gender = entry.choice("genus", GrammaticalGender.self)?.value
        let head: Designation.Head
        if let stem = entry.string("amt") {
            head = .office(PersonNoun(.adjectival(stem: stem)), gender)
        } else if let name = entry.string("einrichtung"), let gender {
            head = .institution(
                gender,
                gender == .feminine
                    ? .feminine(name, plural: entry.string("plural") ?? name)
                    // „des Landesamtes“ is as right as „des Landesamts“, which is the shorter.
                    : .strong(name, plural: entry.string("plural")))
        } else {
            entry.log.error(
                "aufsicht-unvollstaendig", at: entry.place, "Der Name der Aufsicht lässt sich nicht beugen.",
                remedy: "Geben Sie „amt“ (Stamm, zum Beispiel Landesbeauftragt) oder „einrichtung“ mit „genus“ an.")
            return nil
        }
        designation = Designation(
            adjectives: entry.texts("vor").map(\.value), head: head, complement: entry.string("zusatz") ?? "")
        short = entry.string("kurz")
        mark = reader.mark(entry, asOf: asOf)
    }
}
