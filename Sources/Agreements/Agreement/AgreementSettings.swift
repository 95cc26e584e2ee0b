import DocumentModel
import Findings
import GermanText
import Settings

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
