import Agreements
import DocumentModel
import Findings
import GermanText

/// All that the composer needs besides values, every text parsed and every choice of the library made. Made from the assembly plan;
/// the same for all partners with the same selection.
struct CompositionInput: Sendable {
    /// Path of the agreement, for findings.
    var file: String
    var scheme: NumberingScheme
    var printsLegalReferences: Bool
    /// How references are written.
    var citation = CitationText()
    /// What the document is called in its own texts; `nil`: as its information says.
    var names: NameSpecification?
    var titleLines: [Template]
    /// „MustStV“
    var abbreviation: Template? = nil
    /// The official short title stands under the title: „(Musterstaatsvertrag – MustStV)“.
    var printsShortTitle = false
    var cover: CoverSpecification?
    var letter: LetterSpecification?
    var parties: PartySpecification?
    var hasTableOfContents: Bool
    var sections: [SectionSpecification]
    var annexes: [AnnexSpecification]
    /// `kennung` of annexes whose condition does not hold.
    var droppedAnnexes: [String]
    var signatures: SignatureSpecification?
    var furniture: FurnitureSpecification
}

/// What a document says of itself before it is composed.
struct CompositionFrame {
    var info: DocumentInfo
    /// „Erster Entwurf, Stand 12.03.2026“; empty once final.
    var draftMark = ""
    /// Of a draft.
    var draftDate: CalendarDate
}

/// The names that texts can print: `kurztitel`, `titel`, `fassung`.
struct NameSpecification: Sendable {
    var title: [Template]
    var shortTitle: Template?
    /// „Erster Entwurf“
    var draftLabel: Template?
}

/// One object for all who read it, like ``SectionSpecification``: what a document is composed from is asked for again and again.
final class ClauseSpecification: Sendable {
    let template: Template
    /// Which clause of the plan it is, those of annexes behind the others; `nil`: a text that sees what the agreement sees.
    let position: Int?
    let heading: Template?
    /// Citations, already with their official heading.
    let legalReferences: [String]
    let origin: Origin
    /// What references name it by besides its family.
    let id: String?
    /// Of a consolidated text.
    let number: String?
    let absatzNumbers: [String]

    init(
        template: Template, position: Int? = nil, heading: Template?, legalReferences: [String], origin: Origin, id: String? = nil, number: String? = nil,
        absatzNumbers: [String] = []
    ) {
        self.template = template
        self.position = position
        self.heading = heading
        self.legalReferences = legalReferences
        self.origin = origin
        self.id = id
        self.number = number
        self.absatzNumbers = absatzNumbers
    }
}

final class SectionSpecification: Sendable {
    enum Content: Sendable {
        case clause(ClauseSpecification)
        case subsections([ClauseSpecification])
        case absaetze([ClauseSpecification])
    }

    /// Of a group; a clause brings its own.
    let heading: Template?
    let isNumbered: Bool
    let content: Content
    let origin: Origin
    let isAfterSignatures: Bool
    let beginsPage: Bool
    let signatures: SignatureSpecification?

    init(
        heading: Template?, isNumbered: Bool, content: Content, origin: Origin, isAfterSignatures: Bool = false, beginsPage: Bool = false,
        signatures: SignatureSpecification? = nil
    ) {
        self.heading = heading
        self.isNumbered = isNumbered
        self.content = content
        self.origin = origin
        self.isAfterSignatures = isAfterSignatures
        self.beginsPage = beginsPage
        self.signatures = signatures
    }
}

struct CoverSpecification: Sendable {
    var mark: Template?
    var lines: [Template]
    var parties: [Template]
    var arms: CoatOfArms?
}

struct LetterSpecification: Sendable {
    var form: LetterForm
    /// Field of the body that writes.
    var body: FieldPath
    /// Empty: name and department of the body.
    var sender: [Template]
    /// Parts of the return address; empty: name and address of the body.
    var returnAddress: [Template]
    /// Field of the body that the letter goes to.
    var recipient: FieldPath?
    var information: [[(label: Template?, value: [Template])]]
    var footer: [[Template]]
    var arms: CoatOfArms?
}

struct PartySpecification: Sendable {
    struct Party: Sendable {
        var field: FieldPath
        /// The field is a list: each entry is a party.
        var isList = false
        var designation: Template?
        /// Where the agreement names the party.
        var place: Place
    }

    var form: PartyBlockForm
    /// Of the names.
    var grammaticalCase = GrammaticalCase.dative
    var printsAddresses = true
    /// What all of them are called together.
    var collective: Template?
    var lead: Template?
    var conjunction: Template?
    var closing: Template?
    var parties: [Party]
}

struct SignatureSpecification: Sendable {
    /// In the lines of a unit: the party that signs.
    static let signing = "partei"

    struct Unit: Sendable {
        var party: FieldPath?
        /// The party's field is a list: each entry has a unit.
        var isList = false
        var line: Template?
        var town: Template?
        /// `nil`: a rule to write the date on.
        var date: Template?
        var mandate: Template?
        /// `nil`: the party's representative; empty: to be written by hand.
        var name: Template?
        var office: Template?
        var hasOfficeAbove = false
        var isSigned = false
        var hasSeal: Bool
        /// 1 or 2
        var count: Int
        var place: Place
    }

    var arrangement: SignatureArrangement
    var lead: Template?
    /// Headings of the table's columns; empty: the usual ones.
    var header: [Template]
    var units: [Unit]
    /// Further units to be filled in by hand.
    var emptyUnits: Int
}

struct AnnexSpecification: Sendable {
    enum Content: Sendable {
        case text(ClauseSpecification)
        /// A table field; without data so many rows to write in.
        case table(field: FieldPath, emptyRows: Int)
        /// Somebody else's file; `nil`: all of its pages.
        case foreign(path: String, pages: PageSelection?)
    }

    var key: String
    var title: Template
    /// „Artikel 1 Abs. 3“
    var belongsTo: Template? = nil
    /// „1. Januar 2026“
    var asOf: Template? = nil
    /// Before the content.
    var lead: Template?
    var alternativeText: Template?
    var content: Content
    /// Foreign pages larger than the paper have sheets of their own size.
    var keepsSize = false
    /// Where the agreement names the annex.
    var place: Place?
    var origin: Origin
}

struct FurnitureSpecification: Sendable {
    var headLeft: Template?
    var headRight: Template?
    var footLeft: Template?
    var footCentre: Template?
    var footRight: Template?
    var hasInitials = false
    var firstPageWithoutHead = true
    var isTwoSided = false
    var hasLineNumbers = false
}
