import Agreements
import DocumentModel
import Findings
import Keeping
import Settings
import Synchronization

/// The rules that agreements keep: those of the library's folder `rules/` and those of the program.
///
/// One book serves all tasks of a batch: files are read once, conditions are checked once an agreement.
package final class RuleBook: Sendable {
    private let folder: String
    let facts: Facts?
    private let files: Lazy<[Result<ClauseRule, FindingList>], Never>
    private let readable: Lazy<[ClauseRule], Never>
    private let checked = Mutex<[Key: Proposition?]>([:])
    /// What the rules leave to the values, by what was selected: few selections serve a whole batch.
    private let pending = Mutex<[Sight: Open]>([:])
    /// Beyond so many all is forgotten.
    private static let selections = 256

    private struct Key: Hashable {
        /// Another text of the same path may have other fields.
        var agreement: String
        var clause: ClauseSource?
        var rule: Int
    }

    /// - Parameters:
    ///   - folder: `rules/`; where there is none, only the program's own rules hold.
    ///   - facts: for rules about Länder; without them these do not hold.
    package init(folder: String, facts: Facts? = nil) {
        self.folder = folder
        self.facts = facts
        let files = Lazy { () throws(Never) in
            RuleBook.read(folder)
        }
        self.files = files
        readable = Lazy { () throws(Never) in files.value().compactMap { try? $0.get() } }
    }

    /// Every file of the folder; what cannot be read is an error, for a rule that is not asked must not count as kept.
    private static func read(_ folder: String) -> [Result<ClauseRule, FindingList>] {
        guard FileReading.isPresent(folder) else { return [] }
        guard let names = LibraryFolder.entries(of: folder) else {
            return [
                .failure(
                    FindingList([
                        Finding(
                            .fehler, "regeln-unlesbar", at: .file(folder), "Der Ordner mit den Regeln lässt sich nicht lesen.",
                            remedy: "Prüfen Sie die Leserechte; „rules“ muss ein Ordner sein.")
                    ]))
            ]
        }
        return names.compactMap { name in
            let path = "\(folder)/\(name)"
            if name.hasSuffix(".yaml") { return Result { () throws(FindingList) in try ClauseRule.read(path) } }
            // Notes about the rules are no rules.
            if name.hasSuffix(".md") || name.hasSuffix(".txt") { return nil }
            return .failure(
                FindingList([
                    Finding(
                        .fehler, "regel-endung", at: .file(path), "„\(name)“ ist keine Regel: Regeln heißen „….yaml“.",
                        remedy: "Benennen Sie die Datei um, oder verschieben Sie sie aus dem Ordner „rules“.")
                ]))
        }
    }

    package var clauseRules: [ClauseRule] { readable.value() }

    /// Reads the files, for who will ask soon.
    package func prepare() { _ = files.value() }

    /// All rules, sorted by identifier.
    package var cards: [RuleCard] {
        (clauseRules.map(\.card) + PlanRules.all.map { $0.card } + PhraseRule.all.map(\.card)).sorted { $0.id < $1.id }
    }

    /// What is wrong in the files of rules themselves: unreadable ones, marks that no clause has.
    package func check(traits known: Set<String>) -> [Finding] {
        files.value().flatMap { file -> [Finding] in
            switch file {
            case .failure(let findings): return findings.all
            case .success(let rule):
                return rule.traits.filter { !known.contains($0.value) }.map { trait in
                    Finding(
                        .fehler, "merkmal-unbekannt", at: trait.place, "Ein Merkmal \(quoted(trait.value)) hat keine Klausel der Bibliothek.",
                        remedy: Suggestion.remedy(
                            for: trait.value, among: known.sorted(), otherwise: "Tragen Sie es bei den Klauseln unter „merkmale“ ein, oder berichtigen Sie die Regel."))
                }
            }
        }
    }

    /// The rules that a plan breaks.
    package func findings(_ plan: AssemblyPlan) -> [Finding] {
        var found: [Finding] = []
        for file in files.value() {
            if case .failure(let findings) = file { found += findings.all }
        }
        let open = open(plan)
        for rule in open.rules {
            if let finding = broken(rule, plan, open.lists) { found.append(finding) }
        }
        for rule in open.programRules { found += rule.findings(plan, facts) }
        return found
    }

    /// The members of parties that rules look at for these clauses, and that no text need show: who gave them has decided something.
    package func weighed(_ plan: AssemblyPlan) -> Set<FieldPath> {
        var lists = Sight(plan).lists(plan)
        let regimes = FieldPath(RuleFields.regimes)
        lists[regimes] = nil
        let asksAll = clauseRules.enumerated().contains { index, rule in
            func asks(_ clause: PlannedClause?) -> Bool {
                let key = Key(agreement: plan.agreement.sha256, clause: clause?.source, rule: index)
                guard let condition = condition(rule, key, clause.map { plan.environment(of: $0) } ?? plan.environment) else { return false }
                return condition.fields.contains(regimes) && condition.decided(by: lists) != .no
            }
            guard let focus = rule.focus else { return asks(nil) }
            return plan.clauses.contains { clause in clause.source.frontMatter.traits.contains { $0.value == focus.value } && asks(clause) }
        }
        let parties = plan.parties.filter { party in
            asksAll || party.record.map { FederalBodyRule.isConcerned($0) || MunicipalCompanyRule.isConcerned($0) } ?? false
        }
        return Set(parties.map { $0.path.appending("datenschutzrecht") })
    }

    /// What `check` tells besides: hints that would be in the way whenever a contract is built.
    package func hints(_ plan: AssemblyPlan) -> [Finding] {
        PlanRules.all.filter { $0.isHint }.flatMap { $0.findings(plan, facts) }
    }

    // MARK: - Rules of the library

    /// What the conditions of rules see of a plan besides its values.
    private struct Sight: Hashable {
        let selection: ObjectIdentifier
        let regimes: [String]

        init(_ plan: AssemblyPlan) {
            selection = ObjectIdentifier(plan.selection.identity)
            regimes = plan.parties.compactMap { party -> String? in
                if case .choice(let regime)? = party.record?["datenschutzrecht"] { regime } else { nil }
            }
        }

        func lists(_ plan: AssemblyPlan) -> CaseAnalysis.Assignment {
            func list(_ texts: [String]) -> Value { .list(texts.map { .text($0) }) }
            return [
                FieldPath(RuleFields.traits): list(plan.clauses.flatMap { $0.source.frontMatter.traits.map(\.value) }),
                FieldPath(RuleFields.annexes): list(plan.annexes.map(\.key)), FieldPath(RuleFields.regimes): list(regimes),
            ]
        }
    }

    /// What the rules leave to the values.
    private struct Open {
        let rules: [PendingRule]
        /// Those of the program.
        let programRules: [any PlanRule.Type]
        let lists: CaseAnalysis.Assignment
        /// Keeps the object whose address is the key.
        let identity: Selection.Identity
    }

    /// A rule that a selection of clauses does not keep by itself. One object: it is asked for each row.
    private final class PendingRule: Sendable {
        let rule: ClauseRule
        let condition: Proposition
        /// Position of the clause in whose place it is asked; `nil`: once, for the agreement.
        let clause: Int?

        init(rule: ClauseRule, condition: Proposition, clause: Int?) {
            self.rule = rule
            self.condition = condition
            self.clause = clause
        }
    }

    private func open(_ plan: AssemblyPlan) -> Open {
        let sight = Sight(plan)
        if let known = pending.withLock({ $0[sight] }) { return known }
        let lists = sight.lists(plan)
        var found: [PendingRule] = []
        for (index, rule) in clauseRules.enumerated() {
            func add(_ key: Key, _ environment: Environment, at clause: Int?) {
                guard let condition = condition(rule, key, environment), condition.decided(by: lists) != .no else { return }
                found.append(PendingRule(rule: rule, condition: condition, clause: clause))
            }
            guard let focus = rule.focus else {
                add(Key(agreement: plan.agreement.sha256, clause: nil, rule: index), plan.environment, at: nil)
                continue
            }
            for (position, clause) in plan.clauses.enumerated() where clause.source.frontMatter.traits.contains(where: { $0.value == focus.value }) {
                add(Key(agreement: plan.agreement.sha256, clause: clause.source, rule: index), plan.environment(of: clause), at: position)
            }
        }
        let programRules = PlanRules.all.filter { !$0.isHint && $0.concerns(plan, facts) }
        let open = Open(rules: found, programRules: programRules, lists: lists, identity: plan.selection.identity)
        pending.withLock { pending in
            if pending.count > RuleBook.selections { pending.removeAll() }
            pending[sight] = open
        }
        return open
    }

    private func broken(_ pending: PendingRule, _ plan: AssemblyPlan, _ lists: CaseAnalysis.Assignment) -> Finding? {
        let rule = pending.rule
        let clause = pending.clause.map { plan.clauses[$0] }
        let environment = clause.map { plan.environment(of: $0) } ?? plan.environment
        guard pending.condition.holds({ (lists[$0] ?? nil) ?? environment.value($0) }) else { return nil }
        if let clause { return finding(rule, at: place(of: pending.condition, clause, plan), [clause]) }
        let named = Set(rule.traits.map(\.value))
        let clauses = plan.clauses.filter { $0.source.frontMatter.traits.contains { named.contains($0.value) } }
        return finding(rule, at: clauses.last?.place ?? .file(plan.agreement.path), clauses)
    }

    /// `nil` where the agreement has not the fields that the rule speaks of: then it says nothing about it.
    private func condition(_ rule: ClauseRule, _ key: Key, _ environment: Environment) -> Proposition? {
        if let known = checked.withLock({ $0[key] }) { return known }
        let condition = try? rule.condition.checked(in: environment.scope.with(RuleFields.declarations))
        checked.withLock { $0[key] = .some(condition) }
        return condition
    }

    /// Where a value was given that the rule is broken by, else where the agreement names the clause.
    private func place(of condition: Proposition, _ clause: PlannedClause, _ plan: AssemblyPlan) -> Place {
        for path in condition.fields {
            switch plan.source(of: path.rawValue, in: clause) {
            case .clauseDefault?, nil: continue
            case .some(let source):
                if let place = source.place { return place }
            }
        }
        return clause.place
    }

    private func finding(_ rule: ClauseRule, at place: Place, _ clauses: [PlannedClause]) -> Finding {
        let names = Set(clauses.map(\.source.name)).sorted().joined(separator: ", ")
        return Finding(
            rule.card.severity, rule.card.id, at: place, names.isEmpty ? rule.message : "\(rule.message) (\(names))", remedy: rule.card.remedy)
    }
}
