import DocumentModel
import GermanText

/// What stands in double braces, or a mark `{#name}`, with its place.
package struct Marker: Sendable, Hashable {
    package var position: SourcePosition
    /// Length in the source, in Unicode scalars.
    package var length: Int
    /// Between the braces, as written.
    package var source: String
    package var content: MarkerContent
    /// Written with a capital, `{{Stelle|nominativ}}`: what it prints begins a sentence.
    package var isCapital = false
}

package enum MarkerContent: Sendable, Hashable {
    case value(FieldPath, ValueFormat)
    case gender(GenderPhrase)
    /// `{{rolle:partner|dativ}}`
    case role(RolePhrase)
    /// `{{ref:kuendigung#frist}}`; without `#` the clause as a whole.
    case reference(family: String, mark: String?, GrammaticalCase?)
    /// `{{anlage:kontakte|dativ}}`: „der Anlage 2“.
    case annex(key: String, GrammaticalCase?)
    case definition(term: String)
    /// A rule to write on; length in millimetres, `nil`: to the end of the line.
    case blank(label: String, length: Double?)
    case conditionStart(Condition)
    /// A `wenn` whose expression was reported.
    case brokenCondition
    case otherwise
    case choiceStart(FieldPath)
    case choiceCase(String)
    case end
    case list(FieldPath)
    case table(FieldPath)
    case foreign(Language, String)
    case mark(String)
    /// Already reported; prints nothing.
    case invalid
}

/// `{{der Netzwerkpartner:in|dativ}}`: a noun in the gender form of the agreement.
package struct GenderPhrase: Sendable, Hashable {
    /// „der“, „jeder“
    package var article: Article?
    /// The article begins a sentence.
    package var isCapital: Bool
    /// `Netzwerkpartner`
    package var stem: String
    package var isPlural: Bool
    package var grammaticalCase: GrammaticalCase
}

/// `{{rolle:partner|dativ}}`: what the agreement calls a party, as running text needs it.
package struct RolePhrase: Sendable, Hashable {
    package enum Form: Sendable, Hashable {
        /// „dem Netzwerkpartner“
        case declined(GrammaticalCase)
        /// `ohne_artikel`: „Netzwerkpartnerin“
        case bare
        /// `pronomen`: „er“, „sie“, „es“
        case pronoun
    }

    /// The party's field.
    package var party: FieldPath
    package var form: Form
    /// `{{Rolle:…}}` begins a sentence.
    package var isCapital: Bool
}

/// The condition of a `{{wenn …}}`.
package struct Condition: Sendable, Hashable {
    /// Its grammar is sound; names and types are checked against the fields of the agreement.
    package var syntax: ExpressionSyntax

    package var source: String { syntax.source.value }
}
