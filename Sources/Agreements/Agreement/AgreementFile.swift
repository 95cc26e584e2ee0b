import DocumentModel
import Findings
import Settings

/// An agreement as its file says, typed and checked; nothing chosen, no values put in. Texts are templates.
///
/// Its parts stand in one place of memory that all copies share: it goes through every plan of a series, and comparing it with what the plan
/// before was made of mostly compares two places.
package struct AgreementFile: Sendable, Hashable {
    private var shared: Shared<Parts>

    struct Parts: Sendable, Hashable {
        var name: String
        var path: String
        var title: [SourceText]
        var shortTitle: SourceText?
        var description: String?
        var body: Located<String>?
        var land: Located<String>?
        var date: Located<DateSetting>?
        var referenceDate: Located<DateSetting>?
        var status: Located<DocumentStatus>?
        var draft: DraftSettings?
        var style: Located<String>?
        var gender: Located<GenderSetting>?
        var provenance: Located<ProvenanceDetail>?
        var isForm: Located<Bool>?
        var isSignable: Located<Bool>?
        var profile: Located<PDFProfile>?
        var hasPageMarks: Located<Bool>?
        var numbering: NumberingSettings
        var references: ReferenceSettings
        var abbreviation: SourceText?
        var printsShortTitle: Bool
        var printsLegalLines: Bool
        var cover: CoverSettings?
        var letter: LetterSettings?
        var hasTableOfContents: Bool
        var furniture: FurnitureSettings
        var fields: [FieldDeclaration]
        var settings: [InputEntry]
        var parties: PartySettings
        var clauses: [ClauseEntry]
        var annexes: [AnnexSettings]
        var signatures: SignatureSettings
        var example: InputNode?
        var ownColumns: [String]
        var findings: [Finding]
        var sha256: String
    }

    init(_ parts: Parts) { shared = Shared(parts) }

    /// To make another of.
    var parts: Parts { shared.parts }

    mutating func change(_ change: (inout Parts) -> Void) { shared = shared.changed(change) }

    /// Name of the file without ending.
    package var name: String {
        get { shared.parts.name }
        set { change { $0.name = newValue } }
    }

    package var path: String { shared.parts.path }

    package var title: [SourceText] { shared.parts.title }

    package var shortTitle: SourceText? { shared.parts.shortTitle }

    package var description: String? { shared.parts.description }

    /// Name of the file in `stellen/`.
    package var body: Located<String>? { shared.parts.body }

    package var land: Located<String>? { shared.parts.land }

    package var date: Located<DateSetting>? { shared.parts.date }

    package var referenceDate: Located<DateSetting>? { shared.parts.referenceDate }

    package var status: Located<DocumentStatus>? { shared.parts.status }

    package var draft: DraftSettings? { shared.parts.draft }

    package var style: Located<String>? { shared.parts.style }

    package var gender: Located<GenderSetting>? { shared.parts.gender }

    /// `herkunft`
    package var provenance: Located<ProvenanceDetail>? { shared.parts.provenance }

    /// `formular`
    package var isForm: Located<Bool>? { shared.parts.isForm }

    /// `signaturfelder`
    package var isSignable: Located<Bool>? { shared.parts.isSignable }

    /// `pdf`
    package var profile: Located<PDFProfile>? { shared.parts.profile }

    /// `seitenkennung`
    package var hasPageMarks: Located<Bool>? { shared.parts.hasPageMarks }

    package var numbering: NumberingSettings {
        get { shared.parts.numbering }
        set { change { $0.numbering = newValue } }
    }

    /// `verweise`
    package var references: ReferenceSettings { shared.parts.references }

    /// `abkuerzung`: „MustStV“, printed with the short title under the title.
    package var abbreviation: SourceText? { shared.parts.abbreviation }

    /// `kurztitel_drucken`
    package var printsShortTitle: Bool { shared.parts.printsShortTitle }

    /// `rechtszeilen`
    package var printsLegalLines: Bool { shared.parts.printsLegalLines }

    package var cover: CoverSettings? { shared.parts.cover }

    package var letter: LetterSettings? { shared.parts.letter }

    /// `inhaltsverzeichnis`
    package var hasTableOfContents: Bool { shared.parts.hasTableOfContents }

    package var furniture: FurnitureSettings { shared.parts.furniture }

    package var fields: [FieldDeclaration] { shared.parts.fields }

    /// Values of own fields written at the top level of the file (`vertragsart: …`), not yet typed.
    package var settings: [InputEntry] { shared.parts.settings }

    package var parties: PartySettings { shared.parts.parties }

    package var clauses: [ClauseEntry] {
        get { shared.parts.clauses }
        set { change { $0.clauses = newValue } }
    }

    package var annexes: [AnnexSettings] {
        get { shared.parts.annexes }
        set { change { $0.annexes = newValue } }
    }

    package var signatures: SignatureSettings { shared.parts.signatures }

    /// `beispiel:`, not yet typed.
    package var example: InputNode? { shared.parts.example }

    /// `eigene_spalten`: headings of columns of a partner table that are not read.
    package var ownColumns: [String] { shared.parts.ownColumns }

    /// Warnings and hints of reading; errors are thrown instead.
    package var findings: [Finding] { shared.parts.findings }

    /// SHA-256 of its text, whatever its line ends.
    package var sha256: String { shared.parts.sha256 }
}

extension AgreementFile {
    /// Parties that are called something: what `{{rolle:…}}` can name.
    package var roles: Set<FieldPath> {
        Set(parties.parties.filter { $0.designation != nil }.map(\.body.value) + (parties.collective == nil ? [] : [PartySettings.all]))
    }
}

extension AgreementFile {
    /// Whether its contracts print the body's coat of arms, where that has one.
    package var printsArms: Bool { letter != nil || cover?.hasArms == true }
}
