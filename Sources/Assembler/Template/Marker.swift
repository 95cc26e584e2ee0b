import DocumentModel
import GermanText

/// What stands in double braces, or a mark `{#name}`, with its place.
public struct Marker: Sendable, Hashable {
    public var position: SourcePosition
    /// Length in the source, in Unicode scalars.
    public var length: Int
    /// Between the braces, as written.
    public var source: String
    public var content: MarkerContent
    /// Written with a capital, `{{Stelle|nominativ}}`: what it prints begins a sentence.
    public var isCapital = false
}

public enum MarkerContent: Sendable, Hashable {
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
public struct GenderPhrase: Sendable, Hashable {
    /// „der“, „jeder“
    public var article: Article?
    /// The article begins a sentence.
    public var isCapital: Bool
    /// `Netzwerkpartner`
    public var stem: String
    public var isPlural: Bool
    public var grammaticalCase: GrammaticalCase
}

/// `{{rolle:partner|dativ}}`: what the agreement calls a party, as running text needs it.
public struct RolePhrase: Sendable, Hashable {
    public enum Form: Sendable, Hashable {
        /// „dem Netzwerkpartner“
        case declined(GrammaticalCase)
        /// `ohne_artikel`: „Netzwerkpartnerin“
        case bare
        /// `pronomen`: „er“, „sie“, „es“
        case pronoun
    }

    /// The party's field.
    public var party: FieldPath
    public var form: Form
    /// `{{Rolle:…}}` begins a sentence.
    public var isCapital: Bool
}

/// The condition of a `{{wenn …}}`.
public struct Condition: Sendable, Hashable {
    /// Its grammar is sound; names and types are checked against the fields of the agreement.
    public var syntax: ExpressionSyntax

    public var source: String { syntax.source.value }
}
