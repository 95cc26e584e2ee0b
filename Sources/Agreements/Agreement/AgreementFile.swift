import DocumentModel
import Findings
import GermanText
import Settings

/// An agreement as its file says, typed and checked; nothing chosen, no values put in. Texts are templates.
package struct AgreementFile: Sendable, Hashable {
    /// Name of the file without ending.
    package var name: String
    package var path: String
    package var title: [SourceText]
    package var shortTitle: SourceText?
    package var description: String?
    /// Name of the file in `stellen/`.
    package var body: Located<String>?
    package var land: Located<String>?
    package var date: Located<DateSetting>?
    package var referenceDate: Located<DateSetting>?
    package var status: Located<DocumentStatus>?
    package var draft: DraftSettings?
    package var style: Located<String>?
    package var gender: Located<GenderSetting>?
    /// `herkunft`
    package var provenance: Located<ProvenanceDetail>?
    /// `formular`
    package var isForm: Located<Bool>?
    /// `signaturfelder`
    package var isSignable: Located<Bool>?
    /// `pdf`
    package var profile: Located<PDFProfile>?
    /// `seitenkennung`
    package var hasPageMarks: Located<Bool>?
    package var numbering: NumberingSettings
    /// `verweise`
    package var references = ReferenceSettings()
    /// `abkuerzung`: „MustStV“, printed with the short title under the title.
    package var abbreviation: SourceText?
    /// `kurztitel_drucken`
    package var printsShortTitle = false
    /// `rechtszeilen`
    package var printsLegalLines: Bool
    package var cover: CoverSettings?
    package var letter: LetterSettings?
    /// `inhaltsverzeichnis`
    package var hasTableOfContents: Bool
    package var furniture: FurnitureSettings
    package var fields: [FieldDeclaration]
    /// Values of own fields written at the top level of the file (`vertragsart: …`), not yet typed.
    package var settings: [InputEntry]
    package var parties: PartySettings
    package var clauses: [ClauseEntry]
    package var annexes: [AnnexSettings]
    package var signatures: SignatureSettings
    /// `beispiel:`, not yet typed.
    package var example: InputNode?
    /// `eigene_spalten`: headings of columns of a partner table that are not read.
    package var ownColumns: [String] = []
    /// Warnings and hints of reading; errors are thrown instead.
    package var findings: [Finding]
    /// SHA-256 of its text, whatever its line ends.
    package var sha256: String
}

extension AgreementFile {
    /// Parties that are called something: what `{{rolle:…}}` can name.
    package var roles: Set<FieldPath> {
        Set(parties.parties.filter { $0.designation != nil }.map(\.body.value) + (parties.collective == nil ? [] : [PartySettings.all]))
    }
}

package enum DateSetting: Sendable, Hashable {
    case day(CalendarDate)
    /// `heute`: the only use of the clock.
    case today
}

/// `entwurf: {bezeichnung: Erster Entwurf, stand: 2026-03-12}`
package struct DraftSettings: Sendable, Hashable {
    package var label: SourceText?
    package var date: CalendarDate?
}

/// `verweise: {form: ausgeschrieben, vereinbarung: dieses Staatsvertrags}`
package struct ReferenceSettings: Sendable, Hashable {
    /// „Absatz 2“ instead of „Abs. 2“.
    package var isSpelledOut = false
    /// What a bare „§ 4“ is said to be of, in the genitive; empty: nothing.
    package var document = "dieser Vereinbarung"
}

/// `gliederung:`
package struct NumberingSettings: Sendable, Hashable {
    package var section: SectionNumbering
    package var subsection: SubsectionNumbering
    package var paragraph: ParagraphNumbering
    /// Labels of the lists below the Absatz, the outermost first.
    package var levels: [ListNumbering]
    package var heading: HeadingForm
    /// `dritte_ebene`
    package var third: SubsectionNumbering?
    /// `trenner`: between number and heading.
    package var separator = ""
    /// `aufzaehlung: "-"`: lists without numbers have dashes.
    package var hasDashes = false

    package init(
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

package enum SectionNumbering: String, Sendable, Hashable, CaseIterable {
    case paragraphSign = "§ 1"
    case plain = "1"
    case dotted = "1."
    case roman = "I."
    case article = "Artikel 1"
    case none = "ohne"
}

package enum SubsectionNumbering: String, Sendable, Hashable, CaseIterable {
    case decimal = "1.1"
    case letter = "a)"
    case plain = "1"
    case dotted = "1."
    case none = "ohne"
}

package enum ParagraphNumbering: String, Sendable, Hashable, CaseIterable {
    case brackets = "(1)"
    case dotted = "1."
    case decimal = "1.1"
    case none = "ohne"
}

package enum ListNumbering: String, Sendable, Hashable, CaseIterable {
    case letter = "a)"
    case doubleLetter = "aa)"
    case dotted = "1."
    case bracketed = "(1)"
    case roman = "i)"
    case dash = "-"
    case bullet = "•"
}

extension AgreementFile {
    /// Whether its contracts print the body's coat of arms, where that has one.
    package var printsArms: Bool { letter != nil || cover?.hasArms == true }
}

/// `deckblatt:`
package struct CoverSettings: Sendable, Hashable {
    package var hasArms: Bool
    /// „Muster“, over the title.
    package var mark: SourceText?
    /// Empty: the lines of the title.
    package var lines: [SourceText]
    package var parties: [SourceText]
}

/// `brief:`
package struct LetterSettings: Sendable, Hashable {
    package var form: LetterForm?
    /// Path of the field that receives the letter; `nil` where there is no single recipient.
    package var recipient: Located<FieldPath>?
    /// Overrides the body's information block.
    package var information: [InformationSettings]
    package var place: Place
}

/// A group of the information block.
package struct InformationSettings: Sendable, Hashable {
    package struct Entry: Sendable, Hashable {
        package var label: SourceText
        /// One entry a line; may be empty.
        package var value: [SourceText]
    }

    package var entries: [Entry]
}

/// `seiten:`
package struct FurnitureSettings: Sendable, Hashable {
    package var headLeft: SourceText?
    package var headRight: SourceText?
    package var footLeft: SourceText?
    package var footCentre: SourceText?
    package var footRight: SourceText?
    package var firstPageWithoutHead = true
    package var hasInitials = false
    /// Annexes begin on right-hand pages.
    package var isTwoSided = false
    /// In the margin of drafts.
    package var hasLineNumbers = false
}

/// `parteien:`
package struct PartySettings: Sendable, Hashable {
    package var form: PartyForm
    package var lead: SourceText?
    package var conjunction: SourceText?
    package var closing: SourceText?
    package var parties: [PartySetting]
    /// `kasus`: „zwischen dem Land …“ or „Das Land … schließt“.
    package var grammaticalCase = GrammaticalCase.dative
    /// `sammelbezeichnung`: what all of them are called together.
    package var collective: SourceText?
    /// `anschrift`
    package var printsAddresses = true
}

extension PartySettings {
    /// What `{{rolle:parteien}}` names.
    package static let all = FieldPath("parteien")
}

package enum PartyForm: String, Sendable, Hashable, CaseIterable {
    case block, satz, ohne
}

package struct PartySetting: Sendable, Hashable {
    /// A field of kind stelle, or a list of them.
    package var body: Located<FieldPath>
    /// – im Folgenden „…“ genannt –
    package var designation: SourceText?
    /// `genus`: of that word, where it does not follow from it.
    package var roleGender: GrammaticalGender?
}

/// One entry of `klauseln:`.
package enum ClauseEntry: Sendable, Hashable {
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

package struct ClauseUse: Sendable, Hashable {
    package var mention: ClauseMention
    /// `ueberschrift`: overrides the clause's own; an empty text takes the heading away.
    package var heading: SourceText?
    /// `felder`: values at this place, not yet typed.
    package var values: [InputEntry]
    package var condition: ExpressionSyntax?
    /// `nummer: ja|nein`; `nil`: as the clause says.
    package var isNumbered: Bool?
    /// `variante_aus`: the field whose value names the variant; ``mention`` and ``condition`` are those of one of its values.
    package var choice: String?
    /// `nummer: 4a`: of a consolidated text, whose numbers have gaps.
    package var number: String?
    /// `absatznummern: [1, 2, 4]`
    package var absatzNumbers: [String] = []
    /// `id`: what references name where the family is used twice.
    package var id: Located<String>?
    /// `neue_seite`
    package var beginsPage = false
    /// Stands behind the entry `unterschriften` of the list.
    package var isAfterSignatures = false
    /// `unterschriften` of its own: an approval, a protocol.
    package var signatures: SignatureSettings?

    package init(
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
package struct ClauseGroup: Sendable, Hashable {
    package var heading: SourceText
    package var form: GroupForm
    package var clauses: [ClauseUse]
    package var condition: ExpressionSyntax?
    package var isNumbered: Bool
    package var place: Place
    package var isAfterSignatures = false
}

package enum GroupForm: String, Sendable, Hashable {
    /// `unterabschnitte`: each clause is a sub-section with its heading.
    case subsections
    /// `absaetze`: the clauses' Absätze follow one another, their headings are not printed.
    case paragraphs
}
