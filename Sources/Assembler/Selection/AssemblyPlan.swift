import Agreements
import DocumentModel
import Findings
import GermanText
import Settings

/// Everything decided that has to be decided before text is composed: which clauses in which order and why, all values
/// with their sources, settings, annexes, signatures. Immutable, and one object for all who read it; made per partner by ``AssemblyPlanner``.
package final class AssemblyPlan: Sendable {
    /// As written: titles, furniture, cover, letter, signatures are templates of it.
    package let agreement: AgreementFile
    package let body: BodyFile
    package let settings: PlanSettings
    /// The clauses and annexes that apply.
    package let selection: Selection
    package let parties: [PlannedParty]
    /// For the texts of the agreement itself (title, furniture, cover, signatures).
    package let environment: Environment
    /// Values and where each came from, sorted by path; clause fields as `klauseln.FAMILY.FIELD`.
    package let values: [ResolvedValue]
    /// Values that an option took away (`--set feld=`), sorted.
    package let takenAway: [FieldPath]
    /// Fields that decided which clauses, annexes and sections there are.
    package let decisive: Set<FieldPath>
    /// Fields left to be filled in by hand, sorted by path.
    package let openFields: [OpenField]
    /// What was decided against: entries whose condition does not hold, for `explain`.
    package let omissions: [Omission]
    /// Warnings and hints; errors are thrown instead.
    package let findings: [Finding]
    let places: ValuePlaces

    init(
        agreement: AgreementFile, body: BodyFile, settings: PlanSettings, selection: Selection, parties: [PlannedParty], environment: Environment, values: [ResolvedValue],
        takenAway: [FieldPath], decisive: Set<FieldPath>,
        openFields: [OpenField], omissions: [Omission], findings: [Finding], places: ValuePlaces
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
        self.places = places
    }

    /// The same plan, with more found.
    func adding(_ found: [Finding]) -> AssemblyPlan {
        if found.isEmpty { return self }
        return AssemblyPlan(
            agreement: agreement, body: body, settings: settings, selection: selection, parties: parties, environment: environment, values: values,
            takenAway: takenAway, decisive: decisive, openFields: openFields, omissions: omissions, findings: findings + found, places: places)
    }

    package var sections: [PlannedSection] { selection.sections }
    /// All clauses in reading order, groups taken apart.
    package var clauses: [PlannedClause] { selection.clauses }
    /// Those whose condition holds, in order.
    package var annexes: [PlannedAnnex] { selection.annexes }
    /// Those of annexes too.
    package var allClauses: [PlannedClause] { selection.allClauses }

    /// What the texts of a clause can name: the agreement's fields with the clause's own laid over them.
    package func environment(of clause: PlannedClause) -> Environment { environment.with(local: clause.fields) }

    package static let bodyNamePath = FieldPath("stelle.name")

    /// The name of the commissioning body: as data give it, else as in its file.
    package var bodyName: String? {
        if case .text(let name)? = environment.value(Self.bodyNamePath) { name } else { body.record.text("name") }
    }

    /// Where a clause's field has its value from; `nil` without value.
    func source(of field: String, in clause: PlannedClause) -> ValueSource? {
        guard let state = clause.fields[field], state.value != nil else { return nil }
        return state.source ?? environment.shared[field]?.source
    }
}

/// Settings after command line, data, agreement and body were asked in this order.
package struct PlanSettings: Sendable, Hashable {
    /// `datum`, else `stichtag`.
    package var date: CalendarDate
    /// Decides clause versions and facts.
    package var referenceDate: CalendarDate
    /// ISO 3166-2:DE without „DE-“.
    package var land: String
    package var gender: GenderSetting
    package var style: String
    package var status: DocumentStatus
    /// Why the status is lower than the agreement asked for; one German sentence each.
    package var statusReasons: [String]
    /// That nobody of the house has approved the shipped clauses is the only reason.
    var isProposal = false
    package var numbering: NumberingSettings
    package var printsLegalLines: Bool
    /// `herkunft`
    package var provenance: ProvenanceDetail
    /// `formular`: open fields are text fields to fill in on the screen, in a Muster too.
    package var isForm: Bool
    /// `signaturfelder`
    package var isSignable: Bool
    /// `pdf`; `nil`: as the house style says.
    package var profile: PDFProfile?
    /// `seitenkennung`
    package var hasPageMarks: Bool
}

package enum PlannedSection: Sendable {
    case clause(PlannedClause)
    case group(PlannedGroup)

    package var clauses: [PlannedClause] {
        switch self {
        case .clause(let clause): [clause]
        case .group(let group): group.clauses
        }
    }
}

package struct PlannedGroup: Sendable {
    package var heading: SourceText
    package var form: GroupForm
    package var isNumbered: Bool
    /// At least one.
    package var clauses: [PlannedClause]
    package var place: Place
    package var isAfterSignatures = false
}

package final class PlannedClause: Sendable {
    package let source: ClauseSource
    /// The agreement's override or the clause's own; `nil`: no heading.
    package let heading: SourceText?
    package let isNumbered: Bool
    /// Lines under the heading; empty where the agreement does not want them.
    package let legalLines: [SourceText]
    /// Its own fields, by name.
    package let fields: [String: FieldState]
    /// Why this variant: one German sentence.
    package let reason: String
    /// Where the agreement names it.
    package let place: Place
    /// As the agreement names it, with what belongs to that place.
    package let use: ClauseUse

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

package final class PlannedParty: Sendable {
    /// The field of kind stelle.
    package let path: FieldPath
    /// The list that it is an entry of.
    package let group: FieldPath?
    /// `nil`: open.
    package let record: Record?
    package let designation: SourceText?
    /// Of the word in `designation`, where the agreement gives it.
    package let roleGender: GrammaticalGender?
    package let place: Place

    init(path: FieldPath, group: FieldPath? = nil, record: Record?, designation: SourceText?, roleGender: GrammaticalGender?, place: Place) {
        self.path = path
        self.group = group
        self.record = record
        self.designation = designation
        self.roleGender = roleGender
        self.place = place
    }
}

package final class PlannedAnnex: Sendable {
    package let settings: AnnexSettings
    /// For `art: text` with `klausel:`.
    package let clause: PlannedClause?
    /// For files: as found from the agreement's folder.
    package let path: String?

    init(settings: AnnexSettings, clause: PlannedClause? = nil, path: String? = nil) {
        self.settings = settings
        self.clause = clause
        self.path = path
    }

    package var key: String { settings.key.value }
}

package struct ResolvedValue: Sendable, Hashable {
    package var path: FieldPath
    package var declaration: FieldDeclaration
    package var value: Value
    package var source: ValueSource
}

/// An entry of the agreement that is left out because its condition does not hold.
package struct Omission: Sendable, Hashable {
    /// „kuendigung/frist“, „Anlage kontakte“
    package var subject: String
    package var reason: String
    package var place: Place
}
