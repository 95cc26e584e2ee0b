import Agreements
import DocumentModel
import Findings
import GermanText
import Settings

/// The steps from agreement and data to a plan, in order. Lives for one plan.
package final class PlanBuilder {
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
    /// What is said and noted while clauses and annexes are selected, and what they are selected by.
    var selecting = Selection.Record()
    var selectedBy = Selection.Reads()
    let data: AgreementData
    let memory: SelectionMemory
    /// Bodies whose gender the data do not say, with the word of the name that it follows from.
    var derivedGenders: [String: (word: String, gender: GrammaticalGender)] = [:]
    /// Names that data may give: fields of the agreement and settings.
    let ownNames: Set<String>

    init(
        agreement: AgreementFile, data: AgreementData, library: ClauseLibrary, conditions: ConditionStore, memory: SelectionMemory, facts: Facts?,
        today: CalendarDate
    ) {
        self.agreement = agreement
        self.data = data
        self.library = library
        self.today = today
        self.conditions = conditions
        self.memory = memory
        self.facts = facts
        ownNames = Set(agreement.fields.map(\.name)).union(PlanBuilder.settingNames)
        view = conditions.view(of: agreement)
        var layers = data.layers
        if let example = agreement.example, data.takesExample(agreement) { layers.append(InputLayer(kind: .example, root: example)) }
        resolver = FieldResolver(layers: layers, log: log, facts: facts)
        switch data.examples {
        case .always, .asDraft: resolver.completed = [.commandLine, .form]
        case .asDraftUnlessBegun, .inDrafts, .never: resolver.completed = []
        }
    }

    func plan() throws(FindingList) -> AssemblyPlan {
        log.add(agreement.findings)
        log.add(data.rowFindings)
        let body = body()
        let settings = settings(body)
        resolver.land = settings?.land
        resolveAgreementFields()
        // Conditions see the status that was asked for; texts see the one that came out.
        let selection = selection(on: settings?.referenceDate)
        let parties = plannedParties()
        if !isReproducing { checkUnknownData(selection.record.fieldNames) }
        try log.throwIfErrors()
        guard var settings, let body else { throw FindingList(log.all) }
        if !isReproducing { _ = try library.approvals() }
        let open = openFields(ofClauses: selection.record.openFields)
        let requested = settings.status
        let values = values(with: selection.record.values)
        settings.lowerStatus(selection.record.draftReasons + exampleReason(values), proposals: selection.record.proposals, open: open)
        if let recorded = data.reproduction.flatMap({ DocumentStatus(rawValue: $0.status) }) {
            settings.status = recorded
        } else if settings.status != requested {
            tellDraft(settings)
        }
        setStatus(settings.status)
        return AssemblyPlan(
            agreement: agreement, body: body, settings: settings, selection: selection, parties: parties, environment: environment,
            values: values, takenAway: takenAway(), decisive: selection.record.decisive,
            openFields: open, omissions: selection.record.omissions, findings: log.all, places: ValuePlaces(resolver.layers))
    }

    /// All values, sorted by path; of a path the agreement's own come first.
    ///
    /// - Parameter clauses: of clause fields, sorted.
    private func values(with clauses: [ResolvedValue]) -> [ResolvedValue] {
        let found = resolver.values
        let own = found.indices.sorted { (found[$0].path.rawValue, $0) < (found[$1].path.rawValue, $1) }
        var merged: [ResolvedValue] = []
        merged.reserveCapacity(found.count + clauses.count)
        var next = 0
        for index in own {
            while next < clauses.count, clauses[next].path < found[index].path {
                merged.append(clauses[next])
                next += 1
            }
            merged.append(found[index])
        }
        return merged + clauses[next...]
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
        for path in fields {
            selecting.decisive.formUnion(FieldUse.used(path, in: environment, of: family))
            if !environment.isLocal(path) { selectedBy.values.updateValue(environment.value(path), forKey: path) }
        }
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
    func isWithheld(_ path: String) -> Bool { isReproducing || data.withheld.contains(FieldPath(path)) }

    /// The row where there is one, the field of a form: where a missing value is to be written.
    func place(ofMissing path: String, otherwise: Place?) -> Place? { ValuePlaces(resolver.layers).place(ofMissing: path) ?? otherwise }

    /// „Füllen Sie die Zelle D20 aus.“: how a row that lacks a value is mended; `nil` where there is no row.
    func howToFill(_ path: String) -> String? { ValuePlaces(resolver.layers).howToFill(path) }
}

extension PlanSettings {
    /// An unapproved clause or an open field makes a final document a draft: a draft prints rules to write on, a Muster
    /// placeholders, and which of the two is wanted the agreement says by `status: muster`.
    ///
    /// - Parameters:
    ///   - reasons: of the clauses.
    ///   - proposals: clauses that are as the program ships them.
    mutating func lowerStatus(_ reasons: [String], proposals: Int, open: [OpenField]) {
        isProposal = proposals > 0 && reasons.isEmpty && open.isEmpty
        if proposals > 0 {
            statusReasons.append(
                proposals == 1
                    ? "1 Klausel ist ein Vorschlag der mitgelieferten Bibliothek, den bei Ihnen noch niemand freigegeben hat."
                    : "\(proposals) Klauseln sind Vorschläge der mitgelieferten Bibliothek, die bei Ihnen noch niemand freigegeben hat.")
        }
        statusReasons += reasons
        if !open.isEmpty {
            statusReasons.append("Noch auszufüllen: \(open.map(\.path.rawValue).joined(separator: ", ")).")
        }
        if status == .endfassung, !statusReasons.isEmpty { status = .entwurf }
    }
}
