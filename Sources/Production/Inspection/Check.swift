import Agreements
import Assembler
import DocumentModel
import Findings
import Foundation
import Lint
import Proof

/// Looks over library and agreements without printing anything: `check`.
public enum Check {
    public struct Result: Sendable {
        public var findings: [Finding]
        /// Clauses and agreements looked at.
        public var clauses: Int
        public var agreements: Int
        /// Text files.
        public var texts = 0
        /// What was proved of each agreement.
        public var proofs: [Proof] = []

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

    /// What was proved of an agreement over all combinations of values.
    public struct Proof: Sendable, Hashable {
        public var agreement: String
        public var claims: Int
        /// Neither proved nor refuted, since that would have taken too long.
        public var undecided = 0
        public var cases: Int
        public var combinations: Double

        package init(agreement: String, _ result: AgreementProof.Result) {
            self.agreement = agreement
            (claims, undecided, cases, combinations) = (result.claims, result.undecided, result.cases, result.combinations)
        }

        /// „fruehe-hilfen: 112 Nachweise in 1 240 Fällen, gültig für alle 6 656 Kombinationen der Angaben.“
        public var summary: String {
            let what = "\(agreement): \(Proof.count(claims, "Nachweis", "Nachweise")) in \(Proof.count(cases, "Fall", "Fällen"))"
            let all = "alle \(Proof.number(combinations)) Kombinationen der Angaben"
            guard undecided > 0 else { return "\(what), gültig für \(all)." }
            return "\(what); \(Proof.number(Double(undecided))) davon nicht entschieden, die übrigen gültig für \(all)."
        }

        private static func count(_ number: Int, _ one: String, _ many: String) -> String { number == 1 ? "1 \(one)" : "\(Self.number(Double(number))) \(many)" }

        /// Groups of three, parted by narrow spaces; beyond a billion a power of ten.
        private static func number(_ value: Double) -> String {
            guard value < 1e9 else { return "rund 10^\(Int(log10(value)))" }
            var digits = String(Int(value))
            var groups: [String] = []
            while digits.count > 3 {
                groups.insert(String(digits.suffix(3)), at: 0)
                digits = String(digits.dropLast(3))
            }
            return ([digits] + groups).joined(separator: "\u{202F}")
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
            result.findings += proofreader.findings
            result.findings += clauses.check()
            do throws(FindingList) {
                let watch = try LawWatch(Facts(folder: workshop.workspace.folder(of: "facts")))
                result.findings += watch.findings(of: clauses.currentSources)
                result.findings += try LawReviews.read(library: workshop.workspace.library, watch).findings(among: clauses.currentSources, watch)
            } catch { result.findings += error.all }
            result.findings += clauses.currentSources.flatMap { proofreader.check($0) }
            result.clauses = clauses.familyNames.reduce(0) { $0 + (clauses.family($1)?.variants.count ?? 0) }
            for name in workshop.workspace.agreementNames {
                result.findings += try checkAgreement(at: workshop.workspace.path(ofAgreement: name), workshop, proofreader, &result.proofs)
                result.agreements += 1
            }
        } else {
            for name in names {
                let workspace = try Workspace.locate(agreement: name, library: library)
                let workshop = try Workshop(workspace)
                let proofreader = try Proofreader(workspace, workshop.supplies)
                result.findings += try checkAgreement(at: workspace.agreement ?? name, workshop, proofreader, &result.proofs, withClauses: true)
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

    /// Facts that nobody has seen at their source, one line each with its source and the place in the file.
    ///
    /// - Throws: ``Failure`` where the library cannot be found or its facts cannot be read.
    public static func openFacts(library: String?) throws(Failure) -> [String] {
        let workspace = try Workspace.locate(agreement: nil, library: library)
        return try failing(Facts(folder: workspace.folder(of: "facts")).openFacts()).map {
            "\($0.subject)\n    Quelle: \($0.mark.source), Stand \($0.mark.asOf.inGerman); \($0.mark.place)"
        }
    }

    /// What clauses, agreements and texts are held to, by name.
    public static func rules(library: String?) throws(Failure) -> [RuleCard] {
        let rules = try Workshop(Workspace.locate(agreement: nil, library: library)).planner.rules
        return (rules.cards + TextRules.cards).sorted { $0.id < $1.id }
    }

    /// Plan, text and pages with the example's values; the proof over all values.
    ///
    /// - Parameter withClauses: the clauses of the plan are looked at, too, where the library as a whole is not.
    private static func checkAgreement(
        at path: String, _ workshop: Workshop, _ proofreader: Proofreader, _ proofs: inout [Proof], withClauses: Bool = false
    ) throws(Failure) -> [Finding] {
        do throws(Failure) {
            let agreement = try workshop.agreement(at: path)
            let plan = try workshop.plan(agreement, .none)
            let proof = try workshop.prove(plan)
            proofs.append(Proof(agreement: agreement.name, proof))
            let (document, composed) = try workshop.compose(plan)
            let sources = withClauses ? plan.clauses.map(\.source) : []
            let clauses = workshop.planner.library.approvalFindings(of: sources) + sources.flatMap { proofreader.check($0) }
            let findings = clauses + composed + workshop.planner.rules.hints(plan) + [plan.coverageFinding].compactMap { $0 }
            let result = try Press(workshop.supplies).layOut(document)
            return agreement.findings + findings + proof.findings + result.findings + proofreader.check(document, of: path)
        } catch {
            return error.findings
        }
    }
}
