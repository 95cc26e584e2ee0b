import Agreements
import Assembler
import Composition
import DocumentModel
import Findings
import Settings

/// An agreement with everything that can be chosen in it: each clause with the condition under which it is there, and what its
/// text says to the others. Conditions are over one set of names: fields of the agreement, and `klauseln.FAMILY.FIELD`.
struct AgreementModel {
    struct Clause {
        var source: ClauseSource
        var use: ClauseUse
        /// When it is part of the agreement.
        var presence: Proposition
        /// `nil` where its text cannot be parsed; that is told elsewhere.
        var events: ClauseEvents?

        var place: Place { use.mention.place }
    }

    struct Annex {
        var settings: AnnexSettings
        var presence: Proposition
    }

    /// A family that the agreement names without a variant.
    struct Choice {
        var use: ClauseUse
        var presence: Proposition
        /// Variants with the condition each has, `sonst` last.
        var variants: [(source: ClauseSource, holds: Proposition)]
    }

    let plan: AssemblyPlan
    private(set) var clauses: [Clause] = []
    private(set) var annexes: [Annex] = []
    private(set) var choices: [Choice] = []
    /// Conditions that the agreement itself writes, with what they guard.
    private(set) var conditions: [(condition: Proposition, subject: String, place: Place)] = []
    private var domains: [FieldPath: FieldDomain] = [:]
    private let scope: FieldScope
    private let library: ClauseLibrary
    private let composer: Composer

    init(_ plan: AssemblyPlan, library: ClauseLibrary, composer: Composer) {
        self.plan = plan
        self.library = library
        self.composer = composer
        scope = plan.environment.scope
        for entry in plan.agreement.clauses {
            switch entry {
            case .clause(let use): add(use, within: .constant(true))
            case .group(let group):
                let condition = checked(group.condition, of: "Abschnitt „\(group.heading.value)“", at: group.place)
                for use in group.clauses { add(use, within: condition) }
            }
        }
        for annex in plan.agreement.annexes {
            let presence = checked(annex.condition, of: "Anlage „\(annex.key.value)“", at: annex.key.place)
            annexes.append(Annex(settings: annex, presence: presence))
            if case .clause(let use) = annex.content { add(use, within: presence) }
        }
    }

    // MARK: - Clauses

    private mutating func add(_ use: ClauseUse, within: Proposition) {
        let presence = Proposition.and(within, checked(use.condition, of: use.mention.name, at: use.mention.place))
        let day = plan.settings.referenceDate
        if let variant = use.mention.variant {
            guard let source = try? library.source(use.mention, variant: variant, on: day) else { return }
            clauses.append(clause(source, use, presence))
            return
        }
        let sources = (library.family(use.mention.family)?.variants ?? []).compactMap { try? library.source(use.mention, variant: $0.name, on: day) }
        var conditional: [(ClauseSource, Proposition)] = []
        var fallbacks: [ClauseSource] = []
        for source in sources {
            switch source.frontMatter.condition {
            case .expression(let condition)?: conditional.append((source, proposition(condition, in: source, use) ?? .constant(true)))
            case .otherwise?: fallbacks.append(source)
            case nil: if sources.count == 1 { fallbacks.append(source) }
            }
        }
        let none = Proposition.or(conditional.map(\.1)).negated
        let variants = conditional.map { (source: $0.0, holds: $0.1) } + fallbacks.map { (source: $0, holds: none) }
        choices.append(Choice(use: use, presence: presence, variants: variants))
        for variant in variants { clauses.append(clause(variant.source, use, .and(presence, variant.holds))) }
    }

    private mutating func clause(_ source: ClauseSource, _ use: ClauseUse, _ presence: Proposition) -> Clause {
        declare(source, use)
        var events: ClauseEvents?
        if let template = try? composer.cache.body(of: source) {
            let names = names(source, use)
            let domains = domains
            let plan = plan
            let scope = scope.with(source.frontMatter.fields)
            events = ClauseEvents(template, scope: scope) { path in
                AgreementModel.domain(of: names(path), domains, plan)?.isOpen ?? false
            }.renamed(names)
        }
        return Clause(source: source, use: use, presence: presence, events: events)
    }

    // MARK: - Names and domains

    /// A clause's field is the agreement's of the same name, where there is one and nothing is written at the clause's place.
    private func names(_ source: ClauseSource, _ use: ClauseUse) -> @Sendable (FieldPath) -> FieldPath {
        let own = Set(source.frontMatter.fields.map(\.name)).filter { name in
            plan.environment.shared[name] == nil || use.values.contains { $0.key == name }
        }
        let prefix = "klauseln.\(source.family)."
        return { path in own.contains(String(path.parts.first ?? "")) ? FieldPath(prefix + path.rawValue) : path }
    }

    private mutating func declare(_ source: ClauseSource, _ use: ClauseUse) {
        let names = names(source, use)
        for field in source.frontMatter.fields {
            let path = names(FieldPath(field.name))
            guard path.rawValue != field.name else { continue }
            var fixed: Value?? = .none
            if let entry = use.values.first(where: { $0.key == field.name }) {
                fixed = .some(ValueConverter(log: FindingLog()).value(entry.value, for: field, path: field.name))
            }
            domains[path] = FieldDomain(field, canBeAbsent: !field.isRequired || field.isOpen, fixed: fixed)
            for member in field.kind.members {
                domains[path.appending(member.name)] = FieldDomain(member, canBeAbsent: true)
            }
        }
    }

    func domain(_ path: FieldPath) -> FieldDomain? { AgreementModel.domain(of: path, domains, plan) }

    private static func domain(of path: FieldPath, _ domains: [FieldPath: FieldDomain], _ plan: AssemblyPlan) -> FieldDomain? {
        if let known = domains[path] { return known }
        let parts = path.parts
        guard let name = parts.first, let state = plan.environment.shared[String(name)], let declaration = plan.environment.scope[path] else { return nil }
        let whole = state.declaration
        let isSetting = PlanBuilder.settingNames.contains(String(name))
        if parts.count == 1 {
            return FieldDomain(declaration, canBeAbsent: !isSetting && (!whole.isRequired || whole.isOpen))
        }
        // The body's own data are what its file says, but for the seat, which follows `land`.
        if name == "stelle", parts.count > 2 || parts[1] != "land" { return FieldDomain(declaration, canBeAbsent: true, fixed: .some(plan.environment.value(path))) }
        let isParty = plan.parties.contains { $0.path.rawValue == name }
        let isSure = isParty && !whole.isOpen && ["name", "strasse", "plz", "ort"].contains(String(parts[1]))
        var domain = FieldDomain(declaration, canBeAbsent: !isSure)
        domain.isOpen = whole.isOpen && declaration.isRequired
        return domain
    }

    // MARK: - Conditions

    private mutating func checked(_ syntax: ExpressionSyntax?, of subject: String, at place: Place) -> Proposition {
        guard let syntax, let condition = try? syntax.checked(in: scope) else { return .constant(true) }
        conditions.append((condition, subject, syntax.source.start))
        return condition
    }

    /// A condition as a clause sees it; `nil` where it has errors, which are told elsewhere.
    mutating func proposition(_ syntax: ExpressionSyntax, in source: ClauseSource, _ use: ClauseUse) -> Proposition? {
        declare(source, use)
        return (try? syntax.checked(in: scope.with(source.frontMatter.fields)))?.renamed(names(source, use))
    }

    /// A condition of a rule, with its lists taken apart; `nil` where the agreement has not its fields.
    func proposition(of rule: ClauseRule, in clause: Clause?) -> Proposition? {
        var scope = scope.with(RuleFields.declarations)
        if let clause { scope = scope.with(clause.source.frontMatter.fields) }
        guard let condition = try? rule.condition.checked(in: scope) else { return nil }
        return clause.map { condition.renamed(names($0.source, $0.use)) } ?? condition
    }

    /// How many combinations the conditions of the agreement tell apart.
    var combinations: Double {
        let guards = clauses.map(\.presence) + annexes.map(\.presence) + clauses.flatMap { $0.events?.conditions.map(\.content.condition) ?? [] }
        let formula = Proposition.all(guards)
        let cells = Cells(of: formula, domain: domain)
        return formula.fields.reduce(1.0) { $0 * Double(cells.values(of: $1).count) }
    }

    /// „partner.art „schule“ ist und land „NW““: the values of a case, for findings.
    func german(_ assignment: CaseAnalysis.Assignment) -> String {
        let known = assignment.filter { path, _ in domain(path)?.fixed == nil }.sorted { $0.key < $1.key }
        let parts = known.map { path, value in "\(path) \(value.map(Self.german) ?? "nicht angegeben") ist" }
        return parts.joined(separator: " und ")
    }

    /// The same as options. A record that is there is left to the example, which has one.
    func options(_ assignment: CaseAnalysis.Assignment) -> [String] {
        assignment.sorted { $0.key < $1.key }.compactMap { path, value -> String? in
            guard let domain = domain(path), domain.fixed == nil else { return nil }
            switch value.map({ RecordedContent($0, as: domain.kind) }) {
            case nil: return "\(path)="
            case .text(let text)?: return "\(path)=\(text.hasPrefix("\u{1}") ? "ein anderer Text" : text)"
            case .list(let elements)?:
                return "\(path)=" + elements.compactMap { if case .text(let text) = $0 { text } else { nil } }.joined(separator: "; ")
            case .group?, .nothing?: return nil
            }
        }
    }

    private static func german(_ value: Value) -> String {
        switch value {
        case .text(let text) where text.hasPrefix("\u{1}"): "ein anderer Text"
        case .record: "angegeben"
        default: value.inGerman
        }
    }
}

extension ClauseEvents {
    /// The same events over the names of the agreement.
    func renamed(_ name: (FieldPath) -> FieldPath) -> ClauseEvents {
        func all<Content>(_ events: [Guarded<Content>]) -> [Guarded<Content>] {
            events.map { Guarded(content: $0.content, guardian: $0.guardian.renamed(name), place: $0.place) }
        }
        var result = self
        result.references = all(references)
        result.annexes = all(annexes)
        result.roles = all(roles)
        result.marks = all(marks)
        result.definitions = all(definitions)
        result.values = all(values).map { Guarded(content: name($0.content), guardian: $0.guardian, place: $0.place) }
        result.words = all(words)
        result.conditions = all(conditions).map {
            Guarded(content: ($0.content.condition.renamed(name), $0.content.hasOtherwise), guardian: $0.guardian, place: $0.place)
        }
        result.isPrinted = isPrinted.renamed(name)
        return result
    }
}
