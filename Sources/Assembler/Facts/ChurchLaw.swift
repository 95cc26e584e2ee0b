import DocumentModel
import Findings
import GermanText

/// `facts/kirchenrecht.yaml`: the data-protection law of the churches (Art. 91 DSGVO).
public struct ChurchLaw: Sendable, Hashable {
    /// To which church an act or an authority belongs; the raw values are kinds of bodies.
    public enum Church: String, Sendable, Hashable, CaseIterable {
        case catholic = "kirche_kath"
        case protestant = "kirche_ev"
    }

    public struct Act: Sendable, Hashable {
        public var church: Church
        public var abbreviation: String
        public var name: String
        public var shortName: String?
        /// Genus of the name.
        public var gender: GrammaticalGender
        public var isNameVerified: Bool
        public var validFrom: CalendarDate?
        /// To whom it applies.
        public var scope: String
        public var note: String?
        public var mark: FactMark
    }

    public struct Authority: Sendable, Hashable {
        public var church: Church
        public var authority: SupervisoryAuthority
        /// Which dioceses or churches it supervises.
        public var area: String
        /// Länder in which it is the one that supervises, as far as that can be told by Land; empty: in all of them.
        public var laender: [String]
        public var areLaenderVerified: Bool
    }

    public var acts: [Act]
    public var authorities: [Authority]
}

extension ChurchLaw {
    static let top = KeySet("des Kirchenrechts", ["stand", "gesetze", "aufsicht"])
    static let actKeys = KeySet(
        "des Gesetzes",
        FactReader.markKeys + ["abkuerzung", "name", "name_geprueft", "kurztitel", "genus", "fuer", "gilt_ab", "geltungsbereich", "hinweis"])
    static let authorityKeys = KeySet("der Aufsicht", SupervisoryAuthority.keyNames + ["gebiet", "laender", "laender_geprueft"])

    static func read(_ path: String) throws(Findings) -> ChurchLaw {
        let reader = try FactReader(path: path)
        let (top, asOf) = try reader.top(top)
        var law = ChurchLaw(acts: [], authorities: [])
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
            let laender = entry.texts("laender").map(\.value)
            law.authorities.append(
                Authority(
                    church: church, authority: authority, area: entry.name("gebiet"), laender: laender,
                    areLaenderVerified: entry.flag("laender_geprueft") ?? laender.isEmpty))
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
