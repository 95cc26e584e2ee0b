import Agreements
import Assembler
import DocumentModel
import Findings
import GermanText

/// What putting values into a template has to know of the agreement.
struct TextContext {
    /// The field of that path as the text's clause sees it.
    var field: (FieldPath) -> FieldContent
    /// Whether a condition holds; a finding where it cannot be told.
    var holds: (Condition) -> Result<Bool, Finding>
    /// A noun in the gender form of the agreement.
    var phrase: (GenderPhrase) -> Result<String, Finding>
    /// Columns of a table field, also where it has no value.
    var columns: (FieldPath) -> [FieldPresentation.Column]? = { _ in nil }
    /// What kind of field a path names, also where it has no value.
    var kind: (FieldPath) -> FieldKind? = { _ in nil }
    /// What the agreement calls the party of a field; `nil`: nobody is called anything.
    var role: (FieldPath) -> PartyRole? = { _ in nil }
    /// Words for persons and offices.
    var forms: GenderForms?
    /// Places to write on are filled in on the screen: empty cells too become fields.
    var isForm = false
    /// Open fields print their placeholder, open choices all alternatives.
    var isMuster: Bool
    /// The contract is to be signed: nothing may be left open, and nothing is said to the person who fills in.
    var isFinal = false
    var typography: Typography
    /// Which clause the text belongs to.
    var clause: ClauseVersion?
    /// Key and title of every annex, for `{{anlagenverzeichnis}}`.
    var annexList: () -> [AnnexTitle] = { [] }
    /// Identifies the place of the text in the agreement, for references from within.
    var instance: Int

    init(
        field: @escaping (FieldPath) -> FieldContent, holds: @escaping (Condition) -> Result<Bool, Finding>,
        phrase: @escaping (GenderPhrase) -> Result<String, Finding>, typography: Typography, isMuster: Bool = false, clause: ClauseVersion? = nil, instance: Int = 0
    ) {
        self.field = field
        self.holds = holds
        self.phrase = phrase
        self.typography = typography
        self.isMuster = isMuster
        self.clause = clause
        self.instance = instance
    }
}

struct AnnexTitle: Sendable, Hashable {
    var key: String
    var title: [Inline]
}
