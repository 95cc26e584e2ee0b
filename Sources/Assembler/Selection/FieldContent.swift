import Agreements
import DocumentModel
import Findings

enum FieldContent: Sendable, Hashable {
    case value(Value, FieldPresentation)
    case open(FieldPresentation)
    /// May be missing, and is.
    case absent
    /// Has no value though it must have one: printing it is an error.
    case missing(FieldPresentation)
    /// No such field; with the remedy.
    case unknown(remedy: String?)
}

/// How a field wants to be printed.
struct FieldPresentation: Sendable, Hashable {
    /// „Kündigungsfrist in Monaten“
    var label: String
    /// What the italic placeholder in a Muster says.
    var placeholder: String
    /// Prose that the typographic normaliser may touch (`langtext`); names and addresses are left as they are.
    var isProse: Bool
    /// Labels of an `auswahl`.
    var choices: [FieldChoice]
    /// Columns of a `tabelle`, in order.
    var columns: [Column]
    /// `summe` of a `tabelle`.
    var totals: TableTotals?
    /// Length of the rule that an open field prints, in millimetres.
    var ruleLength: Double
    /// `typografie: woertlich`: no blank is changed either.
    var isVerbatim = false
    /// What is to be told whenever the value is printed: facts that nobody has verified.
    var findings: [Finding] = []

    struct Column: Sendable, Hashable {
        var name: String
        var label: String
        var kind: CellKind
        var choices: [FieldChoice] = []
        var isVerbatim = false
    }

    enum CellKind: Sendable, Hashable {
        case text, prose, number
    }

    init(
        label: String, placeholder: String? = nil, isProse: Bool = false, choices: [FieldChoice] = [], columns: [Column] = [],
        ruleLength: Double = 50
    ) {
        self.label = label
        self.placeholder = placeholder ?? label
        self.isProse = isProse
        self.choices = choices
        self.columns = columns
        self.ruleLength = ruleLength
    }
}
