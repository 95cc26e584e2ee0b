import DocumentModel
import Findings
import GermanText

/// Everything decided that has to be decided before text is composed: which clauses in which order and why, all values
/// with their sources, settings, annexes, signatures. Immutable, and one object for all who read it; made per partner by ``AssemblyPlanner``.
public final class AssemblyPlan: Sendable {
    /// As written: titles, furniture, cover, letter, signatures are templates of it.
    public let agreement: AgreementFile
    public let body: BodyFile
    public let settings: PlanSettings
    /// The clauses and annexes that apply.
    let selection: Selection
    public let parties: [PlannedParty]
    /// For the texts of the agreement itself (title, furniture, cover, signatures).
    public let environment: Environment
    /// Values and where each came from, sorted by path; clause fields as `klauseln.FAMILY.FIELD`.
    public let values: [ResolvedValue]
    /// Values that an option took away (`--set feld=`), sorted.
    public let takenAway: [FieldPath]
    /// Fields that decided which clauses, annexes and sections there are.
    public let decisive: Set<FieldPath>
    /// Fields left to be filled in by hand, sorted by path.
    public let openFields: [OpenField]
    /// What was decided against: entries whose condition does not hold, for `explain`.
    public let omissions: [Omission]
    /// Warnings and hints; errors are thrown instead.
    public let findings: [Finding]

    init(
        agreement: AgreementFile, body: BodyFile, settings: PlanSettings, selection: Selection, parties: [PlannedParty], environment: Environment, values: [ResolvedValue],
        takenAway: [FieldPath], decisive: Set<FieldPath>,
        openFields: [OpenField], omissions: [Omission], findings: [Finding]
    ) {
        self.agreement = agreement
        self.body = body
        self.settings = settings
        self.selection = selection
        self.parties = parties
        self.environment = environment
        self.values = values
        self.takenAway = takenAway
        self.decisive = decisive
        self.openFields = openFields
        self.omissions = omissions
        self.findings = findings
    }

    /// The same plan, with more found.
    func adding(_ found: [Finding]) -> AssemblyPlan {
        AssemblyPlan(
            agreement: agreement, body: body, settings: settings, selection: selection, parties: parties, environment: environment, values: values,
            takenAway: takenAway, decisive: decisive, openFields: openFields, omissions: omissions, findings: findings + found)
    }

    public var sections: [PlannedSection] { selection.sections }
    /// All clauses in reading order, groups taken apart.
    public var clauses: [PlannedClause] { selection.clauses }
    /// Those whose condition holds, in order.
    public var annexes: [PlannedAnnex] { selection.annexes }
    /// Those of annexes too.
    public var allClauses: [PlannedClause] { selection.allClauses }

    /// What the texts of a clause can name: the agreement's fields with the clause's own laid over them.
    public func environment(of clause: PlannedClause) -> Environment { environment.with(local: clause.fields) }

    /// Where a clause's field has its value from; `nil` without value.
    func source(of field: String, in clause: PlannedClause) -> ValueSource? {
        guard let state = clause.fields[field], state.value != nil else { return nil }
        return state.source ?? environment.shared[field]?.source
    }
}

/// Settings after command line, data, agreement and body were asked in this order.
public struct PlanSettings: Sendable, Hashable {
    /// `datum`, else `stichtag`.
    public var date: CalendarDate
    /// Decides clause versions and facts.
    public var referenceDate: CalendarDate
    /// ISO 3166-2:DE without „DE-“.
    public var land: String
    public var gender: GenderSetting
    public var style: String
    public var status: DocumentStatus
    /// Why the status is lower than the agreement asked for; one German sentence each.
    public var statusReasons: [String]
    /// That nobody of the house has approved the shipped clauses is the only reason.
    var isProposal = false
    public var numbering: NumberingSettings
    public var printsLegalLines: Bool
    /// `herkunft`
    public var provenance: ProvenanceDetail
    /// `formular`: open fields are text fields to fill in on the screen, in a Muster too.
    public var isForm: Bool
    /// `signaturfelder`
    public var isSignable: Bool
    /// `pdf`; `nil`: as the house style says.
    public var profile: PDFProfile?
    /// `seitenkennung`
    public var hasPageMarks: Bool
}

public enum PlannedSection: Sendable {
    case clause(PlannedClause)
    case group(PlannedGroup)

    public var clauses: [PlannedClause] {
        switch self {
        case .clause(let clause): [clause]
        case .group(let group): group.clauses
        }
    }
}

public struct PlannedGroup: Sendable {
    public var heading: SourceText
    public var form: GroupForm
    public var isNumbered: Bool
    /// At least one.
    public var clauses: [PlannedClause]
    public var place: Place
    public var isAfterSignatures = false
}

public final class PlannedClause: Sendable {
    public let source: ClauseSource
    /// The agreement's override or the clause's own; `nil`: no heading.
    public let heading: SourceText?
    public let isNumbered: Bool
    /// Lines under the heading; empty where the agreement does not want them.
    public let legalLines: [SourceText]
    /// Its own fields, by name.
    public let fields: [String: FieldState]
    /// Why this variant: one German sentence.
    public let reason: String
    /// Where the agreement names it.
    public let place: Place
    /// As the agreement names it, with what belongs to that place.
    public let use: ClauseUse

    init(
        source: ClauseSource, heading: SourceText?, isNumbered: Bool, legalLines: [SourceText], fields: [String: FieldState], reason: String, place: Place,
        use: ClauseUse
    ) {
        self.source = source
        self.heading = heading
        self.isNumbered = isNumbered
        self.legalLines = legalLines
        self.fields = fields
        self.reason = reason
        self.place = place
        self.use = use
    }
}

public struct PlannedParty: Sendable {
    /// The field of kind stelle.
    public var path: FieldPath
    /// The list that it is an entry of.
    public var group: FieldPath?
    /// `nil`: open.
    public var record: Record?
    public var designation: SourceText?
    /// Of the word in `designation`, where the agreement gives it.
    public var roleGender: GrammaticalGender?
    public var place: Place
}

public struct PlannedAnnex: Sendable {
    public var settings: AnnexSettings
    /// For `art: text` with `klausel:`.
    public var clause: PlannedClause?
    /// For files: as found from the agreement's folder.
    public var path: String?

    public var key: String { settings.key.value }
}

public struct ResolvedValue: Sendable, Hashable {
    public var path: FieldPath
    public var declaration: FieldDeclaration
    public var value: Value
    public var source: ValueSource
}

/// An entry of the agreement that is left out because its condition does not hold.
public struct Omission: Sendable, Hashable {
    /// „kuendigung/frist“, „Anlage kontakte“
    public var subject: String
    public var reason: String
    public var place: Place
}
