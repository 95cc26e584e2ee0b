import DocumentModel
import Findings
import Settings

/// `facts/landesrecht.yaml`: by Land, the law of administrative procedure, of municipal co-operation, and duties to report; and who
/// supervises bodies of the Federation.
package struct StateLaw: Sendable, Hashable {
    /// What governs public-law contracts outside the SGB.
    package struct Procedure: Sendable, Hashable, DatedFact {
        /// ISO 3166-2:DE
        package var land: String
        package var name: String
        package var abbreviation: String
        /// „§§ 54 bis 62“: the provisions about public-law contracts.
        package var contract: String
        /// „§ 60“: adjustment and notice in special cases.
        package var adjustment: String
        /// „§ 62 Satz 2“: the BGB in addition.
        package var addition: String
        /// „§ 1 VwVfG Bln“ where the act of the Land only refers to that of the Federation, whose provisions the others then are.
        package var reference: String?
        package var mark: FactMark

        /// „§§ 54 bis 62 VwVfG NRW“ or „§§ 54 bis 62 VwVfG in Verbindung mit § 1 VwVfG Bln“.
        func citing(_ provision: String) -> String {
            guard let reference else { return "\(provision) \(abbreviation)" }
            return "\(provision) VwVfG in Verbindung mit \(reference)"
        }
    }

    /// The act on municipal co-operation.
    package struct CoOperation: Sendable, Hashable, DatedFact {
        package var land: String
        /// In the genitive, with article: „des Gesetzes über kommunale Zusammenarbeit“.
        package var genitive: String
        package var abbreviation: String
        /// „§ 25“: the agreement under public law.
        package var agreement: String
        /// Whether the supervising authority has to approve it, to be told, or neither; whether it is published.
        package var supervision: Supervision
        package var isPublished: Bool
        package var note: String?
        package var mark: FactMark

        package enum Supervision: String, Sendable, Hashable, CaseIterable {
            case approval = "genehmigung"
            case notice = "anzeige"
            case either = "je_nach_inhalt"
            case none = "keine"
        }
    }

    /// Who has to tell the Jugendamt of its own accord.
    package struct ReportingDuty: Sendable, Hashable, DatedFact {
        package var land: String
        package var provision: String
        package var who: String
        package var mark: FactMark
    }

    package var procedures: [Procedure]
    package var coOperations: [CoOperation]
    package var duties: [ReportingDuty]
    /// Of public bodies of the Federation and of joint bodies in the sense of § 44b SGB II.
    package var federalAuthority: SupervisoryAuthority

    package func procedure(in land: String, on day: CalendarDate?) -> Procedure? { procedures.holding(on: day).last { $0.land == land } }

    package func coOperation(in land: String, on day: CalendarDate?) -> CoOperation? { coOperations.holding(on: day).last { $0.land == land } }
}

extension StateLaw {
    static let top = KeySet("des Landesrechts", ["stand", "verwaltungsverfahren", "zusammenarbeit", "meldepflichten", "bundesaufsicht"])
    static let procedureKeys = KeySet(
        "des Verwaltungsverfahrens", FactReader.markKeys + ["land", "name", "abkuerzung", "vertrag", "anpassung", "ergaenzung", "verweis"])
    static let coOperationKeys = KeySet(
        "der Zusammenarbeit", FactReader.markKeys + ["land", "genitiv", "abkuerzung", "vereinbarung", "aufsicht", "bekanntmachung", "hinweis"])
    static let dutyKeys = KeySet("der Meldepflicht", FactReader.markKeys + ["land", "vorschrift", "wer"])
    static let authorityKeys = KeySet("der Aufsicht", SupervisoryAuthority.keyNames)

    static func read(_ path: String) throws(FindingList) -> StateLaw {
        let reader = try FactReader(path: path)
        let (top, asOf) = try reader.top(top)
        let procedures = top.groups("verwaltungsverfahren", procedureKeys).map { entry in
            Procedure(
                land: land(entry), name: entry.name("name"), abbreviation: entry.name("abkuerzung"), contract: entry.name("vertrag"),
                adjustment: entry.name("anpassung"), addition: entry.name("ergaenzung"), reference: entry.string("verweis"),
                mark: reader.mark(entry, asOf: asOf))
        }
        let coOperations = top.groups("zusammenarbeit", coOperationKeys).map { entry in
            CoOperation(
                land: land(entry), genitive: entry.name("genitiv"), abbreviation: entry.name("abkuerzung"), agreement: entry.name("vereinbarung"),
                supervision: entry.choice("aufsicht", CoOperation.Supervision.self)?.value ?? .none,
                isPublished: entry.flag("bekanntmachung") ?? false, note: entry.string("hinweis"), mark: reader.mark(entry, asOf: asOf))
        }
        let duties = top.groups("meldepflichten", dutyKeys).map { entry in
            ReportingDuty(land: land(entry), provision: entry.name("vorschrift"), who: entry.name("wer"), mark: reader.mark(entry, asOf: asOf))
        }
        guard let entry = top.group("bundesaufsicht", authorityKeys), let authority = SupervisoryAuthority(entry, reader, asOf: asOf) else {
            if top.node("bundesaufsicht") == nil { top.missing("bundesaufsicht", remedy: "Ergänzen Sie die Aufsicht über öffentliche Stellen des Bundes.") }
            throw FindingList(reader.log.all)
        }
        try reader.log.throwIfErrors()
        return StateLaw(procedures: procedures, coOperations: coOperations, duties: duties, federalAuthority: authority)
    }

    private static func land(_ entry: MappingReader) -> String {
        guard let text = entry.required("land", remedy: "Nennen Sie das Land mit seinem Kürzel: land: NW.") else { return "" }
        if !Laender.codes.contains(text.value) {
            entry.log.error(
                "land-unbekannt", at: text.start, "\(quoted(text.value)) ist kein Kürzel eines Landes.",
                remedy: "Möglich sind: \(Laender.codes.joined(separator: ", ")).")
        }
        return text.value
    }
}
