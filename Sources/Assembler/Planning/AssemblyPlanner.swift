import Agreements
import DocumentModel
import Findings

/// Decides everything about a document: from agreement, library and data to the plan.
///
/// One planner serves a whole batch: clauses and bodies are read once, `plan` works on values in memory only.
package struct AssemblyPlanner: Sendable {
    package let library: ClauseLibrary

    /// What agreements keep whatever their clauses say.
    package let rules: RuleBook

    /// Conditions of agreements, checked once for all partners.
    private let conditions: ConditionStore

    /// What conditions chose for partners so far.
    private let memory = SelectionMemory()

    /// - Parameter rules: default: those in the library's folder.
    package init(library: ClauseLibrary, rules: RuleBook? = nil) {
        self.library = library
        self.rules = rules ?? RuleBook(folder: "\(library.root)/rules")
        conditions = ConditionStore()
    }

    private init(library: ClauseLibrary, rules: RuleBook, conditions: ConditionStore) {
        self.library = library
        self.rules = rules
        self.conditions = conditions
    }

    /// A planner over the renewed library, with what this one has learned of conditions and rules; what it chose for partners so far it forgets.
    package func over(_ library: ClauseLibrary) -> AssemblyPlanner { AssemblyPlanner(library: library, rules: rules, conditions: conditions) }

    /// Reads an agreement. Throws all errors of the file.
    package func agreement(at path: String) throws(FindingList) -> AgreementFile {
        try AgreementReader.agreement(library.overlay.read(path, in: library.root))
    }

    /// The plan for one document.
    ///
    /// - Parameter today: used only where the agreement says `datum: heute`.
    /// - Throws: all errors at once, warnings and hints with them.
    package func plan(_ agreement: AgreementFile, data: AgreementData = .none, today: CalendarDate) throws(FindingList) -> AssemblyPlan {
        let builder = PlanBuilder(agreement: agreement, data: data, library: library, conditions: conditions, memory: memory, facts: rules.facts, today: today)
        var plan = try builder.plan()
        if data.reproduction == nil { plan = plan.adding(rules.findings(plan)) }
        if plan.findings.contains(where: { $0.severity == .fehler }) { throw FindingList(plan.findings) }
        return plan
    }
}
