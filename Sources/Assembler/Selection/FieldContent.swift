import Agreements
import DocumentModel
import Findings

package enum FieldContent: Sendable, Hashable {
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
package struct FieldPresentation: Sendable, Hashable {
    /// „Kündigungsfrist in Monaten“
    package var label: String
    /// What the italic placeholder in a Muster says.
    package var placeholder: String
    /// Prose that the typographic normaliser may touch (`langtext`); names and addresses are left as they are.
    package var isProse: Bool
    /// Labels of an `auswahl`.
    package var choices: [FieldChoice]
    /// Columns of a `tabelle`, in order.
    package var columns: [Column]
    /// `summe` of a `tabelle`.
    package var totals: TableTotals?
    /// Length of the rule that an open field prints, in millimetres.
    package var ruleLength: Double
    /// `typografie: woertlich`: no blank is changed either.
    package var isVerbatim = false
    /// What is to be told whenever the value is printed: facts that nobody has verified.
    package var findings: [Finding] = []

    package struct Column: Sendable, Hashable {
        package var name: String
        package var label: String
        package var kind: CellKind
        package var choices: [FieldChoice] = []
        package var isVerbatim = false
    }

    package enum CellKind: Sendable, Hashable {
        case text, prose, number
    }

    package init(
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
