import Agreements
import Assembler
import Composition
import DocumentModel
import Findings

/// Proves of an agreement, for every combination of values that its conditions can tell apart, that what it prints fits together:
/// references lead somewhere, values are there, terms defined, required clauses and annexes present, excluded ones absent, one
/// variant chosen, no section empty, no rule of the library broken.
///
/// Each claim is one formula over the fields: the condition under which it would fail. It is decided by cases over the fields that
/// stand in it (``CaseAnalysis``), so that groups of fields that have nothing to do with one another never multiply.
package struct AgreementProof: Sendable {
    package struct Result: Sendable, Hashable {
        package var findings: [Finding] = []
        /// Claims looked at.
        package var claims = 0
        /// Those of them that took too long and are neither proved nor refuted.
        package var undecided = 0
        /// Cases looked at for them.
        package var cases = 0
        /// Combinations of values that the conditions of the agreement tell apart; rounded beyond 2^53.
        package var combinations = 1.0
        /// A case for each claim that failed, in the order of their findings.
        package var counterexamples: [Counterexample] = []

        package init() {}
    }

    /// Values under which a claim fails.
    package struct Counterexample: Sendable, Hashable {
        package var finding: Finding
        /// As options (`partner.art=schule`, `frist=`): with them and the agreement's example a contract shows the case.
        package var options: [String]
    }

    let plan: AssemblyPlan
    let library: ClauseLibrary
    let rules: RuleBook
    let composer: Composer

    /// - Parameter plan: of the agreement with its example: tells the declared fields and the body's own data.
    package init(_ plan: AssemblyPlan, library: ClauseLibrary, rules: RuleBook, composer: Composer) {
        self.plan = plan
        self.library = library
        self.rules = rules
        self.composer = composer
    }

    package func prove() -> Result {
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
        if result.undecided > Prover.toldUndecided {
            result.findings.append(
                Finding(
                    .warnung, "beweis-unvollstaendig", at: .file(plan.agreement.path),
                    "Weitere \(result.undecided - Prover.toldUndecided) Nachweise sind nicht entschieden.", remedy: Prover.simplify))
        }
        return result
    }
}

/// Claims about one agreement, and those that failed.
struct Prover {
    let model: AgreementModel
    private(set) var result = AgreementProof.Result()
    /// What all claims together may still cost: some seconds.
    private var allowance = 4 * CaseAnalysis.workLimit

    static let toldUndecided = 10
    static let simplify =
        "Prüfen Sie diese Stelle selbst, oder vereinfachen Sie die Bedingungen der Vereinbarung, sodass nicht so viele Angaben voneinander abhängen."

    init(model: AgreementModel) { self.model = model }

    /// One claim: that the formula is never true. Its finding says for which values it is.
    mutating func never(_ formula: Proposition, _ severity: Severity, _ rule: String, at place: Place?, _ message: String, remedy: String) {
        result.claims += 1
        guard formula != .constant(false) else { return }
        guard let example = example(of: formula, at: place, "dies vorkommt: \(message)") else { return }
        let values = model.german(example)
        let finding = Finding(severity, rule, at: place, values.isEmpty ? message + "." : "\(message), zum Beispiel wenn \(values).", remedy: remedy)
        result.findings.append(finding)
        result.counterexamples.append(AgreementProof.Counterexample(finding: finding, options: model.options(example)))
    }

    mutating func append(_ finding: Finding) { result.findings.append(finding) }

    /// Whether a formula can be true. Where that is not decided: yes, which accuses nobody.
    ///
    /// - Parameter question: what would be known then, as the end of a sentence that begins with „ob“.
    mutating func isPossible(_ formula: Proposition, at place: Place?, _ question: String) -> Bool {
        result.claims += 1
        let undecided = result.undecided
        return example(of: formula, at: place, question) != nil || result.undecided > undecided
    }

    private mutating func example(of formula: Proposition, at place: Place?, _ question: String) -> CaseAnalysis.Assignment? {
        var analysis = CaseAnalysis(allowance: allowance, domain: model.domain)
        let example = analysis.example(of: formula)
        result.cases += analysis.cases
        allowance -= analysis.work
        if analysis.hasGivenUp {
            result.undecided += 1
            if result.undecided <= Self.toldUndecided {
                result.findings.append(
                    Finding(
                        .warnung, "beweis-unvollstaendig", at: place ?? .file(model.plan.agreement.path),
                        "Nicht entschieden ist, ob \(question). Zu viele Angaben hängen voneinander ab (mehr als \(CaseAnalysis.limit) Fälle, oder sehr lange Bedingungen).",
                        remedy: Self.simplify))
            }
        }
        return example
    }
}
