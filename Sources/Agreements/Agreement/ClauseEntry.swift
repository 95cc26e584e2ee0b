import Findings
import Settings

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
