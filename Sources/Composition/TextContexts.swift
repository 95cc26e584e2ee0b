import Agreements
import Assembler
import DocumentModel
import Findings
import GermanText

/// The views that the texts of a document have of its values.
protocol TextContexts {
    /// `kurztitel` and other texts that the assembler computes, once they are known.
    var computed: [String: String] { get set }
    /// For the texts of the agreement itself.
    var agreement: TextContext { get }
    func clause(_ clause: ClauseSpecification) -> TextContext
    /// Where the fields of a text come from; `nil`: nothing that is made with them is kept.
    ///
    /// - Parameter clause: `nil`: for the texts of the agreement itself.
    func fields(_ clause: ClauseSpecification?) -> PlanContext?
}

/// The views of a plan.
struct PlanContexts: TextContexts {
    private let plan: AssemblyPlan
    private let composer: Composer
    private let clauses: [PlannedClause]
    private let mode: GenderMode
    private var context: PlanContext

    init(_ plan: AssemblyPlan, _ composer: Composer) {
        self.plan = plan
        self.composer = composer
        clauses = plan.allClauses
        mode = GenderMode(rawValue: plan.settings.gender.rawValue) ?? .pair
        let legal = composer.law.map { [mode] in
            LegalTexts(law: $0, land: plan.settings.land, mode: mode, day: plan.settings.referenceDate, parties: plan.parties.map { ($0.path, $0.record) })
        }
        context = PlanContext(plan.environment, composer.conditions.view(of: plan.agreement), in: composer.conditions, legal: legal)
    }

    var computed: [String: String] {
        get { context.computed }
        set { context.computed = newValue }
    }

    var agreement: TextContext { text(context, nil) }

    func clause(_ clause: ClauseSpecification) -> TextContext {
        text(fields(clause) ?? context, planned(clause)?.source.version)
    }

    func fields(_ clause: ClauseSpecification?) -> PlanContext? {
        clause.flatMap { planned($0) }.map { context.of($0.source, $0.fields) } ?? context
    }

    private func planned(_ clause: ClauseSpecification) -> PlannedClause? {
        clause.position.flatMap { clauses.indices.contains($0) ? clauses[$0] : nil }
    }

    private func text(_ context: PlanContext, _ clause: ClauseVersion?) -> TextContext {
        let composer = composer
        let mode = mode
        var result = TextContext(
            field: { context.field($0) }, holds: { context.holds($0) }, phrase: { composer.phrase($0, mode: mode) },
            typography: composer.typography, isMuster: plan.settings.status == .muster && !plan.settings.isForm, clause: clause)
        result.columns = { context.columns($0) }
        result.kind = { context.scope[$0]?.kind }
        result.forms = composer.forms
        result.role = { [plan] path in
            let settings = plan.agreement.parties
            if path == PartySettings.all, let collective = settings.collective {
                return (try? composer.cache.line(collective)).map { PartyRole(party: path, designation: $0, isGroup: true, place: collective.start) }
            }
            guard let party = settings.parties.first(where: { $0.body.value == path }), let designation = party.designation else { return nil }
            let isGroup = plan.parties.contains { $0.group == path }
            return (try? composer.cache.line(designation)).map {
                PartyRole(party: path, designation: $0, gender: party.roleGender, isGroup: isGroup, place: party.body.place)
            }
        }
        result.isForm = plan.settings.isForm
        result.isFinal = plan.settings.status == .endfassung
        return result
    }
}
