import DocumentModel
import Findings

/// The steps from agreement and data to a plan, in order. Lives for one plan.
final class PlanBuilder {
    let agreement: AgreementFile
    let library: ClauseLibrary
    let today: CalendarDate
    let conditions: ConditionStore
    /// What Länder have of their own; `nil`: nothing is known of it.
    let facts: Facts?
    /// The fields of this agreement.
    let view: ConditionStore.View
    let log = FindingLog()
    var resolver: FieldResolver

    /// Fields of the agreement and those always there.
    var shared: [String: FieldState] = [:]
    var omissions: [Omission] = []
    /// Clause fields left open, with their paths.
    var openClauseFields: [OpenField] = []
    /// Names of clause fields that data may give at the top level.
    var clauseFieldNames: Set<String> = []
    /// Fields that conditions asked for.
    var decisive: Set<FieldPath> = []
    let data: AgreementData

    init(agreement: AgreementFile, data: AgreementData, library: ClauseLibrary, conditions: ConditionStore, facts: Facts?, today: CalendarDate) {
        self.agreement = agreement
        self.data = data
        self.library = library
        self.today = today
        self.conditions = conditions
        self.facts = facts
        view = conditions.view(of: agreement)
        var layers = data.layers
        if data.usesExample, let example = agreement.example { layers.append(InputLayer(kind: .example, root: example)) }
        resolver = FieldResolver(layers: layers, log: log, facts: facts)
    }

    func plan() throws(Findings) -> AssemblyPlan {
        log.add(agreement.findings)
        let body = body()
        let settings = settings(body)
        resolver.land = settings?.land
        resolveAgreementFields()
        // Conditions see the status that was asked for; texts see the one that came out.
        let day = settings?.referenceDate
        let sections = plannedSections(on: day)
        let annexes = plannedAnnexes(on: day)
        let clauses = sections.flatMap(\.clauses) + annexes.compactMap(\.clause)
        checkRequirements(clauses, annexes: Set(annexes.map(\.key)))
        let parties = plannedParties()
        checkReferencesToFields()
        checkUnknownData()
        try log.throwIfErrors()
        guard var settings, let body else { throw Findings(log.all) }
        let open = openFields()
        let requested = settings.status
        settings.lowerStatus(for: clauses, approvals: try library.approvals(), open: open)
        if settings.status != requested { tellDraft(settings) }
        setStatus(settings.status)
        let environment = Environment(shared: shared)
        return AssemblyPlan(
            agreement: agreement, body: body, settings: settings, sections: sections.map { $0.seeing(environment) }, parties: parties,
            annexes: annexes.map { $0.seeing(environment) }, environment: environment,
            values: resolver.values.sorted { $0.path < $1.path }, takenAway: takenAway(), decisive: decisive, openFields: open, omissions: omissions, findings: log.all)
    }

    // MARK: - Conditions

    /// Whether the condition holds; an error counts as holding, so that what it guards is checked too.
    func holds(_ condition: ExpressionSyntax?, in environment: Environment) -> Bool {
        guard let condition else { return true }
        do {
            let checked = try conditions.checked(condition, in: view) { environment.scope }
            noteDecisive(checked.fields, in: environment)
            return checked.proposition.holds(in: environment)
        } catch {
            log.add(error.all)
            return true
        }
    }

    func noteDecisive(_ fields: [FieldPath], in environment: Environment, of family: String? = nil) {
        let use = FieldUse(decisive: decisive)
        for path in fields { use.note(path, in: environment, of: family) }
        decisive = use.paths
    }

    var environment: Environment { Environment(shared: shared) }

    /// Options without value, sorted.
    private func takenAway() -> [FieldPath] {
        func empties(_ node: InputNode, _ path: String) -> [FieldPath] {
            node.isEmpty
                ? [FieldPath(path)] : node.entries.flatMap { empties($0.value, path.isEmpty ? $0.key : "\(path).\($0.key)") }
        }
        return resolver.layers.filter { $0.kind == .commandLine }.flatMap { empties($0.root, "") }.sorted()
    }

    /// Whether the value was there when the document was made first, and is not recorded because nothing needs it.
    func isWithheld(_ path: String) -> Bool { data.withheld.contains(FieldPath(path)) }

    /// The row where there is one: where a missing value of a batch is to be written.
    func place(ofMissing path: String, otherwise: Place?) -> Place? {
        guard let row = resolver.layers.first(where: { $0.kind == .tableRow }), case .cell(let file, let number, _, _) = row.root.place else {
            return otherwise
        }
        return .cell(file, row: number, column: path, letter: row.letters[path])
    }
}

extension PlannedSection {
    /// The same section with the final fields of the agreement.
    func seeing(_ environment: Environment) -> PlannedSection {
        switch self {
        case .clause(let clause):
            return .clause(clause.seeing(environment))
        case .group(var group):
            group.clauses = group.clauses.map { $0.seeing(environment) }
            return .group(group)
        }
    }
}

extension PlannedClause {
    func seeing(_ environment: Environment) -> PlannedClause {
        var clause = self
        clause.environment = environment.with(local: clause.environment.local)
        return clause
    }
}

extension PlannedAnnex {
    func seeing(_ environment: Environment) -> PlannedAnnex {
        var annex = self
        annex.clause = clause?.seeing(environment)
        return annex
    }
}

extension PlanSettings {
    /// An unapproved clause or an open field makes a final document a draft: a draft prints rules to write on, a Muster
    /// placeholders, and which of the two is wanted the agreement says by `status: muster`.
    mutating func lowerStatus(for clauses: [PlannedClause], approvals: ApprovalRecord?, open: [OpenField]) {
        for clause in clauses {
            let reason: String
            switch approvals.standing(of: clause.source) {
            case .approved: continue
            case .draft: reason = "Die Klausel „\(clause.source.name)“ ist noch nicht freigegeben."
            case .changed: reason = "Die Klausel „\(clause.source.name)“ ist seit ihrer Freigabe verändert."
            }
            if !statusReasons.contains(reason) { statusReasons.append(reason) }
        }
        if !open.isEmpty {
            statusReasons.append("Noch auszufüllen: \(open.map(\.path.rawValue).joined(separator: ", ")).")
        }
        if status == .endfassung, !statusReasons.isEmpty { status = .entwurf }
    }
}
