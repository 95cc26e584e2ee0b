import DocumentModel
import Findings

/// All that the composer needs, every text parsed and every choice of the library made. Made from the assembly plan.
struct CompositionInput {
    /// Path of the agreement, for findings.
    var file: String
    var info: DocumentInfo
    var scheme: NumberingScheme
    var printsLegalReferences: Bool
    /// Values as the agreement's own texts see them.
    var context: TextContext
    /// „Erster Entwurf, Stand 12.03.2026“; empty once final.
    var draftMark: String
    var titleLines: [Template]
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
    /// What earlier partners left; `nil`: everything is made afresh.
    var memory: CompositionMemory?
}

struct ClauseSpecification {
    var template: Template
    var context: TextContext
    var heading: Template?
    /// As written; where the heading's template comes from.
    var headingSource: SourceText?
    /// Under which the text is kept for the next partner; `nil`: it is not.
    var scope: TextMemory.Scope?
    /// Citations, already with their official heading.
    var legalReferences: [String]
    var origin: Origin
}

struct SectionSpecification {
    enum Content {
        case clause(ClauseSpecification)
        case subsections([ClauseSpecification])
        case absaetze([ClauseSpecification])
    }

    /// Of a group; a clause brings its own.
    var heading: Template?
    var isNumbered: Bool
    var content: Content
    var origin: Origin
}

struct CoverSpecification {
    var mark: Template?
    var lines: [Template]
    var parties: [Template]
    var arms: CoatOfArms?
}

struct LetterSpecification {
    var form: LetterForm
    /// Field of the body that writes.
    var body: FieldPath
    /// Empty: name and department of the body.
    var sender: [Template]
    /// Parts of the return address; empty: name and address of the body.
    var returnAddress: [Template]
    /// Field of the body that the letter goes to.
    var recipient: FieldPath?
    var information: [[(label: String, value: [Template])]]
    var footer: [[Template]]
    var arms: CoatOfArms?
}

struct PartySpecification {
    struct Party {
        var field: FieldPath
        var designation: Template?
        /// Where the agreement names the party.
        var place: Place
    }

    var form: PartyBlockForm
    var lead: Template?
    var conjunction: Template?
    var closing: Template?
    var parties: [Party]
}

struct SignatureSpecification {
    struct Unit {
        var party: FieldPath?
        var line: Template?
        var town: Template?
        var mandate: String?
        /// `nil`: the party's representative; empty: to be written by hand.
        var name: Template?
        var office: Template?
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

struct AnnexSpecification {
    enum Content {
        case text(ClauseSpecification)
        /// A table field; without data so many rows to write in.
        case table(field: FieldPath, emptyRows: Int)
        /// Somebody else's file; `nil`: all of its pages.
        case foreign(path: String, pages: PageSelection?)
    }

    var key: String
    var title: Template
    /// Before the content.
    var lead: Template?
    var alternativeText: Template?
    var content: Content
    /// Where the agreement names the annex.
    var place: Place?
    var origin: Origin
}

struct FurnitureSpecification {
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
