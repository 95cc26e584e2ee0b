import Assembler
import Findings

/// What a contract asks for, as a form: derived from the agreement and from what is chosen and typed so far.
struct Interview: Sendable {
    /// In reading order; only fields that this contract reads.
    var groups: [InterviewGroup]
    /// Everything there is to say, what is wrong first.
    var told: [ToldFinding]
    /// Why the contract will be a draft, whatever is filled in.
    var statusReasons: [String]
    /// Clauses in reading order.
    var clauses: [PlannedClause]
    var omissions: [Omission]
    /// Without a Fehler: what the contract is made of. Byte for byte what `klauselwerk build` takes for the same values.
    var final: AgreementData?
    /// With the agreement's invented values for what is missing, as a draft; `nil` where not even so a page can be made.
    var shown: AgreementData?
    /// What ``final`` and ``shown`` leave out of the draft's answers: fields that the contract does not have.
    var isComplete: Bool { final != nil }

    var fields: [InterviewField] { groups.flatMap(\.fields) }
}

struct InterviewGroup: Sendable, Hashable {
    let id: String
    var title: String
    var fields: [InterviewField]
}

struct InterviewField: Sendable, Hashable {
    /// `partner.name`
    let path: String
    var label: String
    var help: String?
    var control: Control
    var isNeeded: Bool
    /// What holds where nothing is given.
    var standard: String?
    /// Clauses that print it.
    var printedBy: [String]
    /// Follows from others in most contracts, and is seldom filled in.
    var isRare = false

    enum Control: Sendable, Hashable {
        case text
        /// A number or an amount: the same, with another keyboard on telephones.
        case number
        case longText
        /// An entry a line.
        case lines
        case choice([Choice])
        case rows([Column])
    }

    struct Choice: Sendable, Hashable {
        let value: String
        let label: String
    }

    struct Column: Sendable, Hashable {
        let name: String
        let label: String
        let control: Control
    }
}

/// A finding as the page shows it.
struct ToldFinding: Sendable, Hashable {
    let severity: Severity
    /// Nothing is wrong, it is only not there yet.
    var isMissing = false
    let rule: String
    let message: String
    let remedy: String?
    /// The field it is about; `nil`: the contract.
    var path: String?
}
