import DocumentModel
import Findings

/// The view that a text has of its fields, made from the plan's environment.
struct PlanContext {
    let environment: Environment
    private let conditions: ConditionStore
    let view: ConditionStore.View
    /// Texts that the assembler computes: `kurztitel`, `fassung`.
    var computed: [String: String] = [:]
    /// `nil` without facts.
    let legal: LegalTexts?
    /// Takes note of what is asked for; `family` is the clause's, whose fields `environment` has as its own.
    private let use: FieldUse?
    private let family: String?

    /// - Parameter view: whose fields `environment` has.
    init(
        _ environment: Environment, _ view: ConditionStore.View, in conditions: ConditionStore, computed: [String: String] = [:], legal: LegalTexts? = nil, noting use: FieldUse? = nil,
        family: String? = nil
    ) {
        self.environment = environment
        self.computed = computed
        self.legal = legal
        self.use = use
        self.family = family
        self.view = view
        self.conditions = conditions
    }

    var scope: FieldScope { environment.scope }

    func field(_ path: FieldPath) -> FieldContent {
        use?.note(path, in: environment, of: family)
        switch environment.lookup(path) {
        case .value(let value, let declaration): return .value(value, FieldPresentation(declaration))
        case .open(let open):
            var presentation = FieldPresentation(open.declaration)
            presentation.placeholder = open.placeholder
            return .open(presentation)
        case .absent(let declaration, let isRequired):
            if let stated = legal?.content(path, declaration, record: owner(of: path)) {
                for path in legal?.basis(of: path) ?? [] { use?.note(path, in: environment, of: family) }
                return stated
            }
            return isRequired ? .missing(FieldPresentation(declaration)) : .absent
        case .unknown(let remedy):
            guard let text = computed[path.rawValue] else { return .unknown(remedy: remedy) }
            return text.isEmpty ? .absent : .value(.text(text), FieldPresentation(label: path.rawValue))
        }
    }

    /// The record that a path names a member of.
    private func owner(of path: FieldPath) -> Record? {
        guard let first = path.parts.first, case .record(let record)? = environment.value(FieldPath(String(first))) else { return nil }
        return record
    }

    func holds(_ condition: Condition) -> Result<Bool, Finding> {
        do throws(Findings) {
            let checked = try conditions.checked(condition.syntax, in: view) { scope }
            if let use { for path in checked.fields { use.note(path, in: environment, of: family) } }
            return .success(checked.proposition.holds(in: environment))
        } catch {
            return .failure(error.all.first ?? Finding(.fehler, "bedingung", at: condition.syntax.source.start, "Die Bedingung ist nicht lesbar."))
        }
    }

    func columns(_ path: FieldPath) -> [FieldPresentation.Column]? {
        guard case .table(let columns)? = scope[path]?.kind else { return nil }
        return columns.map { FieldPresentation.Column($0) }
    }
}

extension FieldPresentation {
    init(_ declaration: FieldDeclaration) {
        self.init(
            label: declaration.label, placeholder: declaration.placeholder, isProse: declaration.kind.isProse, choices: declaration.choiceLabels,
            ruleLength: declaration.kind.ruleLength)
        isVerbatim = declaration.isVerbatim
        if case .table(let columns) = declaration.kind { self.columns = columns.map { Column($0) } }
    }
}

extension FieldPresentation.Column {
    init(_ declaration: FieldDeclaration) {
        let kind: FieldPresentation.CellKind =
            switch declaration.kind {
            case .number, .money: .number
            case .longText: .prose
            default: .text
            }
        self.init(
            name: declaration.name, label: declaration.label, kind: kind, choices: declaration.choiceLabels, isVerbatim: declaration.isVerbatim)
    }
}

extension FieldKind {
    /// Whether the normaliser may touch its values.
    fileprivate var isProse: Bool {
        switch self {
        case .longText: true
        case .list(let element): element.isProse
        default: false
        }
    }

    /// Length of the rule that stands for an open field, in millimetres: what handwriting needs.
    fileprivate var ruleLength: Double {
        switch self {
        case .number, .flag: 20
        case .date, .money: 35
        case .longText, .body, .person, .address: 90
        default: 60
        }
    }
}
