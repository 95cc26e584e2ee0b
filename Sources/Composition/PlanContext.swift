import Agreements
import Assembler
import DocumentModel
import Findings

/// The view that a text has of its fields, made from the plan's environment.
struct PlanContext {
    let environment: Environment
    let view: ConditionStore.View
    private let conditions: ConditionStore
    /// Texts that the assembler computes: `kurztitel`, `fassung`.
    var computed: [String: String] = [:]
    /// `nil` without facts.
    private let legal: LegalTexts?
    /// The clause's, whose fields `environment` has as its own.
    private let family: String?

    /// - Parameter view: whose fields `environment` has.
    init(_ environment: Environment, _ view: ConditionStore.View, in conditions: ConditionStore, legal: LegalTexts? = nil, family: String? = nil) {
        self.environment = environment
        self.view = view
        self.conditions = conditions
        self.legal = legal
        self.family = family
    }

    var scope: FieldScope { environment.scope }

    /// The same plan as a clause sees it.
    func of(_ clause: ClauseSource, _ fields: [String: FieldState]) -> PlanContext {
        var result = PlanContext(environment.with(local: fields), view.of(clause), in: conditions, legal: legal, family: clause.family)
        result.computed = computed
        return result
    }

    func field(_ path: FieldPath) -> FieldContent {
        // Before anything is looked for that might have been meant.
        if let text = computed[path.rawValue], environment.state(path.rawValue) == nil {
            return text.isEmpty ? .absent : .value(.text(text), FieldPresentation(label: path.rawValue))
        }
        switch environment.lookup(path) {
        case .value(let value, let declaration): return .value(value, FieldPresentation(declaration))
        case .open(let open):
            var presentation = FieldPresentation(open.declaration)
            presentation.placeholder = open.placeholder
            return .open(presentation)
        case .absent(let declaration, let isRequired):
            if let stated = legal?.content(path, declaration, record: owner(of: path)) { return stated }
            return isRequired ? .missing(FieldPresentation(declaration)) : .absent
        case .unknown(let remedy): return .unknown(remedy: remedy)
        }
    }

    /// The record that a path names a member of.
    private func owner(of path: FieldPath) -> Record? {
        guard case .record(let record)? = environment.value(FieldPath(path.head)) else { return nil }
        return record
    }

    func holds(_ condition: Condition) -> Result<Bool, Finding> {
        do throws(FindingList) {
            return .success(try checked(condition).holds(in: environment))
        } catch {
            return .failure(error.all.first ?? Finding(.fehler, "bedingung", at: condition.syntax.source.start, "Die Bedingung ist nicht lesbar."))
        }
    }

    private func checked(_ condition: Condition) throws(FindingList) -> Proposition {
        try conditions.checked(condition.syntax, in: view) { scope }.proposition
    }

    // MARK: - What was asked

    /// The condition with its names resolved; `nil` where it has errors.
    func proposition(_ condition: Condition) -> Proposition? { try? checked(condition) }

    /// Whether a path begins with a field; others are computed, or nothing that is known.
    func isDeclared(_ path: FieldPath) -> Bool { environment.state(path.head) != nil }

    /// The fields that decide about what is stated by law at a path; `nil` where nothing is.
    func legalBasis(of path: FieldPath) -> [FieldPath]? {
        guard let legal, LegalTexts.states(path), environment.value(path) == nil else { return nil }
        return legal.basis(of: path)
    }

    /// The fields that count as used where a path is asked for.
    func uses(_ path: FieldPath) -> [FieldPath] { FieldUse.used(path, in: environment, of: family) }

    func columns(_ path: FieldPath) -> [FieldPresentation.Column]? {
        guard case .table(let columns)? = scope[path]?.kind else { return nil }
        return columns.map { FieldPresentation.Column($0) }
    }
}
