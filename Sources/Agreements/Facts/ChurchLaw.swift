import DocumentModel
import Findings
import GermanText
import Settings

/// `facts/kirchenrecht.yaml`: the data-protection law of the churches (Art. 91 DSGVO).
package struct ChurchLaw: Sendable, Hashable {
    /// To which church an act or an authority belongs; the raw values are kinds of bodies.
    package enum Church: String, Sendable, Hashable, CaseIterable {
        case catholic = "kirche_kath"
        case protestant = "kirche_ev"
    }

    package struct Act: Sendable, Hashable, DatedFact {
        package var church: Church
        package var abbreviation: String
        package var name: String
        package var shortName: String?
        /// Genus of the name.
        package var gender: GrammaticalGender
        package var isNameVerified: Bool
        package var validFrom: CalendarDate?
        /// To whom it applies.
        package var scope: String
        package var note: String?
        package var mark: FactMark
    }

    package struct Authority: Sendable, Hashable, DatedFact {
        package var church: Church
        /// What dioceses name it by; authorities that follow one another share it.
        package var key: String
        package var authority: SupervisoryAuthority
        /// Which dioceses or churches it supervises.
        package var area: String
        var mark: FactMark { authority.mark }
    }

    /// A diocese: its bishop enacts the law, and names who supervises.
    package struct Diocese: Sendable, Hashable {
        package var name: String
        /// Key of its authority.
        package var authority: String
        /// Länder that it lies in, those first where it has more than a few parishes.
        package var laender: [String]
        /// Länder that it reaches into.
        package var fringes: [String]
        /// Since when the KDG in its new version of 24.11.2025 holds there, and whether somebody has looked.
        package var lawSince: CalendarDate?
        package var isLawSinceVerified: Bool
        package var mark: FactMark
    }

    package var acts: [Act]
    package var authorities: [Authority]
    package var dioceses: [Diocese]

    /// The diocese of that name, with or without „Bistum“ or „Erzbistum“ before it.
    package func diocese(_ name: String) -> Diocese? {
        func bare(_ text: String) -> Substring {
            for prefix in ["Erzbistum ", "Bistum "] where text.hasPrefix(prefix) { return text.dropFirst(prefix.count) }
            return text[...]
        }
        return dioceses.first { bare($0.name) == bare(name) }
    }

    /// The authorities that supervise a church's bodies in a Land on a day; for the dioceses there may be several.
    package func authorities(of church: Church, in land: String, on day: CalendarDate?) -> [Authority] {
        let all = authorities.filter { $0.church == church }.holding(on: day)
        guard church == .catholic else { return all }
        let keys = Set(dioceses.filter { $0.laender.contains(land) }.map(\.authority))
        return all.filter { keys.contains($0.key) }
    }
}

extension ChurchLaw {
    static let top = KeySet("des Kirchenrechts", ["stand", "gesetze", "aufsicht", "bistuemer"])
    static let actKeys = KeySet(
        "des Gesetzes",
        FactReader.markKeys + ["abkuerzung", "name", "name_geprueft", "kurztitel", "genus", "fuer", "gilt_ab", "geltungsbereich", "hinweis"])
    static let authorityKeys = KeySet("der Aufsicht", SupervisoryAuthority.keyNames + ["schluessel", "gebiet"])
    static let dioceseKeys = KeySet("des Bistums", FactReader.markKeys + ["name", "aufsicht", "laender", "randgebiete", "kdg_ab", "kdg_geprueft"])

    static func read(_ path: String) throws(FindingList) -> ChurchLaw {
        let reader = try FactReader(path: path)
        let (top, asOf) = try reader.top(top)
        var law = ChurchLaw(acts: [], authorities: [], dioceses: [])
        for entry in top.groups("gesetze", actKeys) {
            guard let church = church(entry) else { continue }
            let mark = reader.mark(entry, asOf: asOf)
            law.acts.append(
                Act(
                    church: church, abbreviation: entry.name("abkuerzung"), name: entry.name("name"), shortName: entry.string("kurztitel"),
                    gender: entry.choice("genus", GrammaticalGender.self)?.value ?? .neuter,
                    isNameVerified: entry.flag("name_geprueft") ?? mark.isVerified, validFrom: entry.date("gilt_ab"),
                    scope: entry.name("geltungsbereich"), note: entry.string("hinweis"), mark: mark))
        }
        for entry in top.groups("aufsicht", authorityKeys) {
            guard let church = church(entry), let authority = SupervisoryAuthority(entry, reader, asOf: asOf) else { continue }
            law.authorities.append(
                Authority(church: church, key: entry.string("schluessel") ?? church.rawValue, authority: authority, area: entry.name("gebiet")))
        }
        for entry in top.groups("bistuemer", dioceseKeys) {
            let authority = entry.required("aufsicht", remedy: "Nennen Sie den „schluessel“ der Aufsicht.")
            let diocese = Diocese(
                name: entry.name("name"), authority: authority?.value ?? "", laender: entry.texts("laender").map(\.value),
                fringes: entry.texts("randgebiete").map(\.value), lawSince: entry.date("kdg_ab"),
                isLawSinceVerified: entry.flag("kdg_geprueft") ?? false, mark: reader.mark(entry, asOf: asOf))
            if let authority, !law.authorities.contains(where: { $0.key == authority.value }) {
                reader.log.error(
                    "aufsicht-unbekannt", at: authority.start, "Eine Aufsicht mit dem Schlüssel \(quoted(authority.value)) gibt es nicht.",
                    remedy: Suggestion.remedy(for: authority.value, among: law.authorities.map(\.key), otherwise: "Tragen Sie sie unter „aufsicht“ mit „schluessel“ ein."))
            }
            law.dioceses.append(diocese)
        }
        try reader.log.throwIfErrors()
        return law
    }

    private static func church(_ entry: MappingReader) -> Church? {
        if let church = entry.choice("fuer", Church.self) { return church.value }
        if entry.node("fuer") == nil { entry.missing("fuer", remedy: "Schreiben Sie fuer: kirche_kath oder fuer: kirche_ev.") }
        return nil
    }
}
