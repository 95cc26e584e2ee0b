import DocumentModel
import Findings

/// Proves of an agreement, for every combination of values that its conditions can tell apart, that what it prints fits together:
/// references lead somewhere, values are there, terms defined, required clauses and annexes present, excluded ones absent, one
/// variant chosen, no section empty, no rule of the library broken.
///
/// Each claim is one formula over the fields: the condition under which it would fail. It is decided by cases over the fields that
/// stand in it (``CaseAnalysis``), so that groups of fields that have nothing to do with one another never multiply.
public struct AgreementProof: Sendable {
    public struct Result: Sendable, Hashable {
        public var findings: [Finding] = []
        /// Claims proved.
        public var claims = 0
        /// Cases looked at for them.
        public var cases = 0
        /// Combinations of values that the conditions of the agreement tell apart; rounded beyond 2^53.
        public var combinations = 1.0

        public init() {}
    }

    let plan: AssemblyPlan
    let library: ClauseLibrary
    let rules: RuleBook
    let composer: Composer

    /// - Parameter plan: of the agreement with its example: tells the declared fields and the body's own data.
    public init(_ plan: AssemblyPlan, library: ClauseLibrary, rules: RuleBook, composer: Composer) {
        self.plan = plan
        self.library = library
        self.rules = rules
        self.composer = composer
    }

    public func prove() -> Result {
        let model = AgreementModel(plan, library: library, composer: composer)
        var prover = Prover(model: model)
        prover.choices()
        prover.conditions()
        prover.requirements()
        prover.references()
        prover.roles()
        prover.texts()
        prover.terms()
        prover.rules(rules.clauseRules)
        var result = prover.result
        result.combinations = model.combinations
        return result
    }
}

/// Claims about one agreement, and those that failed.
struct Prover {
    let model: AgreementModel
    private(set) var result = AgreementProof.Result()

    init(model: AgreementModel) { self.model = model }

    /// One claim: that the formula is never true. Its finding says for which values it is.
    mutating func never(_ formula: Proposition, _ severity: Severity, _ rule: String, at place: Place?, _ message: String, remedy: String) {
        result.claims += 1
        guard formula != .constant(false) else { return }
        guard let example = example(of: formula) else { return }
        let values = model.german(example)
        result.findings.append(
            Finding(severity, rule, at: place, values.isEmpty ? message + "." : "\(message), zum Beispiel wenn \(values).", remedy: remedy))
    }

    mutating func append(_ finding: Finding) { result.findings.append(finding) }

    /// Whether a formula can be true.
    mutating func isPossible(_ formula: Proposition) -> Bool {
        result.claims += 1
        return example(of: formula) != nil
    }

    private mutating func example(of formula: Proposition) -> CaseAnalysis.Assignment? {
        var analysis = CaseAnalysis(domain: model.domain)
        let example = analysis.example(of: formula)
        result.cases += analysis.cases
        if analysis.hasGivenUp {
            result.findings.append(
                Finding(
                    .warnung, "beweis-unvollstaendig", at: .file(model.plan.agreement.path),
                    "Ein Nachweis hat mehr als \(CaseAnalysis.limit) Fälle und wurde nicht zu Ende geführt.",
                    remedy: "Vereinfachen Sie die Bedingungen der Vereinbarung."))
        }
        return example
    }
}
