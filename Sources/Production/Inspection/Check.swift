import Assembler
import DocumentModel
import Findings
import Lint

/// Looks over library and agreements without printing anything: `check`.
public enum Check {
    public struct Result: Sendable {
        public var findings: [Finding]
        /// Clauses and agreements looked at.
        public var clauses: Int
        public var agreements: Int
        /// Text files.
        public var texts = 0

        /// „152 Klauseln und 5 Vereinbarungen geprüft: keine Befunde.“
        public var summary: String {
            let what = [
                clauses == 0 ? nil : clauses == 1 ? "1 Klausel" : "\(clauses) Klauseln",
                agreements == 0 ? nil : agreements == 1 ? "1 Vereinbarung" : "\(agreements) Vereinbarungen",
                texts == 0 ? nil : texts == 1 ? "1 Text" : "\(texts) Texte",
            ].compactMap { $0 }.joined(separator: " und ")
            let found = FindingReport.summary(findings)
            return "\(what) geprüft: \(found.isEmpty ? "keine Befunde" : found)."
        }
    }

    /// - Parameter agreements: names or paths; none: the whole library and all its agreements.
    /// - Throws: ``Failure`` where library or a named agreement cannot be found; what is wrong in them is in the result.
    public static func run(agreements names: [String], library: String?) throws(Failure) -> Result {
        var result = Result(findings: [], clauses: 0, agreements: 0)
        if names.isEmpty {
            let workshop = try Workshop(Workspace.locate(agreement: nil, library: library))
            let clauses = workshop.planner.library
            let proofreader = try Proofreader(workshop.workspace, workshop.supplies)
            result.findings += clauses.check()
            result.findings += clauses.currentSources.flatMap { proofreader.check($0) }
            result.clauses = clauses.familyNames.reduce(0) { $0 + (clauses.family($1)?.variants.count ?? 0) }
            for name in workshop.workspace.agreementNames {
                result.findings += try checkAgreement(at: workshop.workspace.path(ofAgreement: name), workshop, proofreader)
                result.agreements += 1
            }
        } else {
            for name in names {
                let workspace = try Workspace.locate(agreement: name, library: library)
                let workshop = try Workshop(workspace)
                let proofreader = try Proofreader(workspace, workshop.supplies)
                result.findings += try checkAgreement(at: workspace.agreement ?? name, workshop, proofreader)
                result.agreements += 1
            }
        }
        var seen: Set<Finding> = []
        result.findings = result.findings.filter { seen.insert($0).inserted }
        return result
    }

    /// Texts from anywhere put before the rules of text.
    ///
    /// - Throws: ``Failure`` where the library cannot be found; a file that cannot be read is among the findings.
    public static func run(texts: [String], library: String?) throws(Failure) -> Result {
        let workspace = try Workspace.locate(agreement: nil, library: library)
        let proofreader = try Proofreader(workspace, Supplies(workspace))
        return Result(findings: texts.flatMap { proofreader.check(file: $0) }, clauses: 0, agreements: 0, texts: texts.count)
    }

    /// What clauses, agreements and texts are held to, by name.
    public static func rules(library: String?) throws(Failure) -> [RuleCard] {
        let rules = try Workshop(Workspace.locate(agreement: nil, library: library)).planner.rules
        return (rules.cards + TextRules.cards).sorted { $0.id < $1.id }
    }

    /// Plan, text and pages with the example's values.
    private static func checkAgreement(at path: String, _ workshop: Workshop, _ proofreader: Proofreader) throws(Failure) -> [Finding] {
        do throws(Failure) {
            let agreement = try workshop.agreement(at: path)
            let plan = try workshop.plan(agreement, .none)
            let (document, composed) = try workshop.compose(plan)
            let findings = composed + workshop.planner.rules.hints(plan)
            let result = try Press(workshop.supplies).layOut(document)
            return agreement.findings + findings + result.findings + proofreader.check(document, of: path)
        } catch {
            return error.findings
        }
    }
}
