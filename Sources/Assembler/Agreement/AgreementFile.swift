import DocumentModel
import Findings
import GermanText

/// An agreement as its file says, typed and checked; nothing chosen, no values put in. Texts are templates.
public struct AgreementFile: Sendable, Hashable {
    /// Name of the file without ending.
    public var name: String
    public var path: String
    public var title: [SourceText]
    public var shortTitle: SourceText?
    public var description: String?
    /// Name of the file in `stellen/`.
    public var body: Located<String>?
    public var land: Located<String>?
    public var date: Located<DateSetting>?
    public var referenceDate: Located<DateSetting>?
    public var status: Located<DocumentStatus>?
    public var draft: DraftSettings?
    public var style: Located<String>?
    public var gender: Located<GenderSetting>?
    /// `herkunft`
    public var provenance: Located<ProvenanceDetail>?
    /// `formular`
    public var isForm: Located<Bool>?
    /// `signaturfelder`
    public var isSignable: Located<Bool>?
    /// `pdf`
    public var profile: Located<PDFProfile>?
    /// `seitenkennung`
    public var hasPageMarks: Located<Bool>?
    public var numbering: NumberingSettings
    /// `verweise`
    public var references = ReferenceSettings()
    /// `abkuerzung`: „MustStV“, printed with the short title under the title.
    public var abbreviation: SourceText?
    /// `kurztitel_drucken`
    public var printsShortTitle = false
    /// `rechtszeilen`
    public var printsLegalLines: Bool
    public var cover: CoverSettings?
    public var letter: LetterSettings?
    /// `inhaltsverzeichnis`
    public var hasTableOfContents: Bool
    public var furniture: FurnitureSettings
    public var fields: [FieldDeclaration]
    /// Values of own fields written at the top level of the file (`vertragsart: …`), not yet typed.
    public var settings: [InputEntry]
    public var parties: PartySettings
    public var clauses: [ClauseEntry]
    public var annexes: [AnnexSettings]
    public var signatures: SignatureSettings
    /// `beispiel:`, not yet typed.
    public var example: InputNode?
    /// `eigene_spalten`: headings of columns of a partner table that are not read.
    public var ownColumns: [String] = []
    /// Warnings and hints of reading; errors are thrown instead.
    public var findings: [Finding]
    /// SHA-256 of its text, whatever its line ends.
    public var sha256: String
}

extension AgreementFile {
    /// Parties that are called something: what `{{rolle:…}}` can name.
    var roles: Set<FieldPath> {
        Set(parties.parties.filter { $0.designation != nil }.map(\.body.value) + (parties.collective == nil ? [] : [PartySettings.all]))
    }
}

public enum DateSetting: Sendable, Hashable {
    case day(CalendarDate)
    /// `heute`: the only use of the clock.
    case today
}

/// `entwurf: {bezeichnung: Erster Entwurf, stand: 2026-03-12}`
public struct DraftSettings: Sendable, Hashable {
    public var label: SourceText?
    public var date: CalendarDate?
}

/// `verweise: {form: ausgeschrieben, vereinbarung: dieses Staatsvertrags}`
public struct ReferenceSettings: Sendable, Hashable {
    /// „Absatz 2“ instead of „Abs. 2“.
    public var isSpelledOut = false
    /// What a bare „§ 4“ is said to be of, in the genitive; empty: nothing.
    public var document = "dieser Vereinbarung"
}

/// `gliederung:`
public struct NumberingSettings: Sendable, Hashable {
    public var section: SectionNumbering
    public var subsection: SubsectionNumbering
    public var paragraph: ParagraphNumbering
    /// Labels of the lists below the Absatz, the outermost first.
    public var levels: [ListNumbering]
    public var heading: HeadingForm
    /// `dritte_ebene`
    public var third: SubsectionNumbering?
    /// `trenner`: between number and heading.
    public var separator = ""
    /// `aufzaehlung: "-"`: lists without numbers have dashes.
    public var hasDashes = false

    public init(
        section: SectionNumbering = .paragraphSign, subsection: SubsectionNumbering = .decimal, paragraph: ParagraphNumbering = .brackets,
        levels: [ListNumbering] = [.letter, .doubleLetter, .dash], heading: HeadingForm = .display
    ) {
        self.section = section
        self.subsection = subsection
        self.paragraph = paragraph
        self.levels = levels
        self.heading = heading
    }
}

public enum SectionNumbering: String, Sendable, Hashable, CaseIterable {
    case paragraphSign = "§ 1"
    case plain = "1"
    case dotted = "1."
    case roman = "I."
    case article = "Artikel 1"
    case none = "ohne"
}

public enum SubsectionNumbering: String, Sendable, Hashable, CaseIterable {
    case decimal = "1.1"
    case letter = "a)"
    case plain = "1"
    case dotted = "1."
    case none = "ohne"
}

public enum ParagraphNumbering: String, Sendable, Hashable, CaseIterable {
    case brackets = "(1)"
    case dotted = "1."
    case decimal = "1.1"
    case none = "ohne"
}

public enum ListNumbering: String, Sendable, Hashable, CaseIterable {
    case letter = "a)"
    case doubleLetter = "aa)"
    case dotted = "1."
    case bracketed = "(1)"
    case roman = "i)"
    case dash = "-"
    case bullet = "•"
}

/// `deckblatt:`
public struct CoverSettings: Sendable, Hashable {
    public var hasArms: Bool
    /// „Muster“, over the title.
    public var mark: SourceText?
    /// Empty: the lines of the title.
    public var lines: [SourceText]
    public var parties: [SourceText]
}

/// `brief:`
public struct LetterSettings: Sendable, Hashable {
    public var form: LetterForm?
    /// Path of the field that receives the letter; `nil` where there is no single recipient.
    public var recipient: Located<FieldPath>?
    /// Overrides the body's information block.
    public var information: [InformationSettings]
    public var place: Place
}

/// A group of the information block.
public struct InformationSettings: Sendable, Hashable {
    public struct Entry: Sendable, Hashable {
        public var label: SourceText
        /// One entry a line; may be empty.
        public var value: [SourceText]
    }

    public var entries: [Entry]
}

/// `seiten:`
public struct FurnitureSettings: Sendable, Hashable {
    public var headLeft: SourceText?
    public var headRight: SourceText?
    public var footLeft: SourceText?
    public var footCentre: SourceText?
    public var footRight: SourceText?
    public var firstPageWithoutHead = true
    public var hasInitials = false
    /// Annexes begin on right-hand pages.
    public var isTwoSided = false
    /// In the margin of drafts.
    public var hasLineNumbers = false
}

/// `parteien:`
public struct PartySettings: Sendable, Hashable {
    public var form: PartyForm
    public var lead: SourceText?
    public var conjunction: SourceText?
    public var closing: SourceText?
    public var parties: [PartySetting]
    /// `kasus`: „zwischen dem Land …“ or „Das Land … schließt“.
    public var grammaticalCase = GrammaticalCase.dative
    /// `sammelbezeichnung`: what all of them are called together.
    public var collective: SourceText?
    /// `anschrift`
    public var printsAddresses = true
}

extension PartySettings {
    /// What `{{rolle:parteien}}` names.
    static let all = FieldPath("parteien")
}

public enum PartyForm: String, Sendable, Hashable, CaseIterable {
    case block, satz, ohne
}

public struct PartySetting: Sendable, Hashable {
    /// A field of kind stelle, or a list of them.
    public var body: Located<FieldPath>
    /// – im Folgenden „…“ genannt –
    public var designation: SourceText?
    /// `genus`: of that word, where it does not follow from it.
    public var roleGender: GrammaticalGender?
}

/// One entry of `klauseln:`.
public enum ClauseEntry: Sendable, Hashable {
    case clause(ClauseUse)
    case group(ClauseGroup)
}

extension ClauseEntry {
    /// Groups taken apart.
    var uses: [ClauseUse] {
        switch self {
        case .clause(let use): [use]
        case .group(let group): group.clauses
        }
    }

    var isAfterSignatures: Bool {
        get {
            switch self {
            case .clause(let use): use.isAfterSignatures
            case .group(let group): group.isAfterSignatures
            }
        }
        set {
            switch self {
            case .clause(var use):
                use.isAfterSignatures = newValue
                self = .clause(use)
            case .group(var group):
                group.isAfterSignatures = newValue
                self = .group(group)
            }
        }
    }
}

public struct ClauseUse: Sendable, Hashable {
    public var mention: ClauseMention
    /// `ueberschrift`: overrides the clause's own; an empty text takes the heading away.
    public var heading: SourceText?
    /// `felder`: values at this place, not yet typed.
    public var values: [InputEntry]
    public var condition: ExpressionSyntax?
    /// `nummer: ja|nein`; `nil`: as the clause says.
    public var isNumbered: Bool?
    /// `variante_aus`: the field whose value names the variant; ``mention`` and ``condition`` are those of one of its values.
    public var choice: String?
    /// `nummer: 4a`: of a consolidated text, whose numbers have gaps.
    public var number: String?
    /// `absatznummern: [1, 2, 4]`
    public var absatzNumbers: [String] = []
    /// `id`: what references name where the family is used twice.
    public var id: Located<String>?
    /// `neue_seite`
    public var beginsPage = false
    /// Stands behind the entry `unterschriften` of the list.
    public var isAfterSignatures = false
    /// `unterschriften` of its own: an approval, a protocol.
    public var signatures: SignatureSettings?

    public init(
        mention: ClauseMention, heading: SourceText? = nil, values: [InputEntry] = [], condition: ExpressionSyntax? = nil,
        isNumbered: Bool? = nil
    ) {
        self.mention = mention
        self.heading = heading
        self.values = values
        self.condition = condition
        self.isNumbered = isNumbered
    }
}

/// `abschnitt:` – a section made of several clauses.
public struct ClauseGroup: Sendable, Hashable {
    public var heading: SourceText
    public var form: GroupForm
    public var clauses: [ClauseUse]
    public var condition: ExpressionSyntax?
    public var isNumbered: Bool
    public var place: Place
    public var isAfterSignatures = false
}

public enum GroupForm: String, Sendable, Hashable {
    /// `unterabschnitte`: each clause is a sub-section with its heading.
    case subsections
    /// `absaetze`: the clauses' Absätze follow one another, their headings are not printed.
    case paragraphs
}
