import Findings
import GermanText
import Keeping
import Synchronization

/// The data of `facts/`: statutes, Länder, church law, words for persons. Each file is read when it is first asked for, once, and
/// never changes afterwards; a build that prints no heading of a statute reads none.
package final class Facts: Sendable {
    private let statutesFile: Lazy<Statutes, FindingList>
    private let laenderFile: Lazy<Laender, FindingList>
    private let churchLawFile: Lazy<ChurchLaw, FindingList>
    private let formsFile: Lazy<FormRules, FindingList>
    private let stateLawFile: Lazy<StateLaw, FindingList>
    private let changesFile: Lazy<LawChanges, FindingList>
    private let wordsFile: Lazy<GenderForms, FindingList>
    private let termsFile: Lazy<Terms, FindingList>
    private let subsectionsFile: Lazy<Subsections, FindingList>
    private let holidaysFile: Lazy<PublicHolidays, FindingList>
    private let federalFinder: Lazy<CitationFinder, FindingList>
    private let finder: Lazy<CitationFinder, FindingList>
    private let citedStateLaws = Mutex<[String: [StateLawMention]]>([:])

    /// - Parameter clause: its checksum.
    package func rememberedStateLaws(of clause: String) -> [StateLawMention]? { citedStateLaws.withLock { $0[clause] } }

    package func remember(_ mentions: [StateLawMention], of clause: String) { citedStateLaws.withLock { $0[clause] = mentions } }

    /// What the name of a supervisory authority follows from.
    package struct Supervised: Hashable, Sendable {
        var land: String
        var regime: DataProtectionRegime
        var diocese: String?
        var mode: GenderMode

        package init(land: String, regime: DataProtectionRegime, diocese: String? = nil, mode: GenderMode) {
            self.land = land
            self.regime = regime
            self.diocese = diocese
            self.mode = mode
        }
    }

    private let authorityNames = Mutex<[Supervised: String]>([:])
    private static let mostAuthorityNames = 1_000

    /// Finds a name once: partner after partner asks for the same few.
    package func authorityName(of body: Supervised, _ find: () -> String?) -> String? {
        if let known = authorityNames.withLock({ $0[body] }) { return known }
        guard let name = find() else { return nil }
        authorityNames.withLock { if $0.count < Self.mostAuthorityNames { $0[body] = name } }
        return name
    }

    /// - Parameter folder: The library's `facts` folder.
    package init(folder: String) {
        let statutes = Lazy { () throws(FindingList) in try Statutes.read(folder + "/gesetze.yaml") }
        let laender = Lazy { () throws(FindingList) in try LaenderReader.read(folder + "/laender.yaml") }
        let churchLaw = Lazy { () throws(FindingList) in try ChurchLaw.read(folder + "/kirchenrecht.yaml") }
        statutesFile = statutes
        laenderFile = laender
        churchLawFile = churchLaw
        formsFile = Lazy { () throws(FindingList) in try FormRules.read(folder + "/formvorschriften.yaml") }
        stateLawFile = Lazy { () throws(FindingList) in try StateLaw.read(folder + "/landesrecht.yaml") }
        wordsFile = Lazy { () throws(FindingList) in
            try PersonNounReader.read(folder + "/personenbezeichnungen.yaml")
        }
        termsFile = Lazy { () throws(FindingList) in try Terms.read(folder + "/begriffe.yaml") }
        subsectionsFile = Lazy { () throws(FindingList) in try Subsections.read(folder + "/absaetze.yaml") }
        holidaysFile = Lazy { () throws(FindingList) in try PublicHolidays.read(folder + "/feiertage.yaml") }
        federalFinder = Lazy { () throws(FindingList) in CitationFinder(laws: try statutes.value().names) }
        let finder = Lazy { () throws(FindingList) in
            CitationFinder(
                laws: try statutes.value().names + laender.value().lawNames + churchLaw.value().acts.map(\.abbreviation))
        }
        self.finder = finder
        changesFile = Lazy { () throws(FindingList) in try LawChanges.read(folder + "/aenderungen.yaml", finder.value()) }
    }

    /// Statutes of the federation and of the Union.
    package func statutes() throws(FindingList) -> Statutes { try statutesFile.value() }

    package func laender() throws(FindingList) -> Laender { try laenderFile.value() }

    package func churchLaw() throws(FindingList) -> ChurchLaw { try churchLawFile.value() }

    /// Form, signature and seal.
    package func formRules() throws(FindingList) -> FormRules { try formsFile.value() }

    /// Procedure, municipal co-operation, duties to report, by Land.
    package func stateLaw() throws(FindingList) -> StateLaw { try stateLawFile.value() }

    /// When provisions were changed, and what is still to come.
    package func lawChanges() throws(FindingList) -> LawChanges { try changesFile.value() }

    /// Forms of the words for persons.
    package func genderForms() throws(FindingList) -> GenderForms { try wordsFile.value() }

    /// Words for roles, and how words are no longer written.
    package func terms() throws(FindingList) -> Terms { try termsFile.value() }

    /// Which Absätze provisions have.
    /// Public holidays of the Länder.
    package func publicHolidays() throws(FindingList) -> PublicHolidays { try holidaysFile.value() }

    package func subsections() throws(FindingList) -> Subsections { try subsectionsFile.value() }

    /// The Land of a code of ISO 3166-2:DE („NW“), or `nil`.
    package func land(_ code: String) throws(FindingList) -> Land? { try laender()[code] }

    /// The official heading of the provision cited; see ``Statutes/heading(of:)``.
    package func heading(of citation: StatuteCitation) throws(FindingList) -> String? { try statutes().heading(of: citation) }

    /// The official heading of a provision as clerks write it („§ 37a SGB VIII“); `nil` too where the text is no citation.
    package func heading(ofCitation text: String) throws(FindingList) -> String? {
        guard let citation = try federalCitationFinder().citation(text) else { return nil }
        return try heading(of: citation)
    }

    /// Finds citations; knows the abbreviations of all statutes, acts of the Länder and of the churches.
    package func citationFinder() throws(FindingList) -> CitationFinder { try finder.value() }

    /// Finds citations and reads but one file for it; acts of the Länder count as unknown.
    package func federalCitationFinder() throws(FindingList) -> CitationFinder { try federalFinder.value() }
}
