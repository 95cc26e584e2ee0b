import Agreements
import Findings
import Production
import Proof

/// The proof of an agreement that is not saved: what `check` says of it, and a case for each claim that fails.
package struct AgreementProofRun: Sendable {
    /// „94 Nachweise in 459 Fällen, gültig für alle …“
    package let sentence: String
    /// Claims that fail, each with values that show it.
    package let cases: [AgreementProof.Counterexample]
    /// What else the proof has found.
    package let others: [Finding]
    /// Files of the clauses that the agreement can have, by name.
    private let clauses: [String: String]

    /// - Throws: ``Failure`` where the agreement cannot be planned even with its example.
    package static func of(_ name: String, _ overlay: SourceOverlay, in library: WarmLibrary) throws(Failure) -> AgreementProofRun {
        let workshop = try library.workshop(overlay)
        let agreement = try library.agreement(name, overlay)
        let result = try workshop.prove(try workshop.plan(agreement, .none))
        let proof = Check.Proof(agreement: name, result)
        var clauses: [String: String] = [:]
        for use in agreement.clauseUses {
            for variant in workshop.planner.library.family(use.mention.family)?.variants ?? [] where use.mention.variant == nil || use.mention.variant == variant.name {
                for file in variant.files { clauses[file.path] = use.mention.name }
            }
        }
        let failed = Set(result.counterexamples.map(\.finding))
        return AgreementProofRun(
            sentence: proof.summary, cases: result.counterexamples, others: result.findings.filter { !failed.contains($0) }.ordered, clauses: clauses)
    }

    /// The entry of the agreement that keeps a contract from being made: the clause that an error stands in, or whose name it stands at.
    package static func culprit(_ findings: [Finding], _ tree: SettingNode, _ run: AgreementProofRun) -> SettingPath? {
        for finding in findings where finding.severity == .fehler {
            guard case .file(let path, _, _)? = finding.place else { continue }
            let named = run.clauses[path]
            for place in uses(tree) {
                guard let name = name(tree[place]) else { continue }
                if name == named || (named == nil && finding.message.contains("„\(name)“")) { return place }
            }
        }
        return nil
    }

    /// As the agreement calls the clause of an entry.
    package static func name(_ node: SettingNode?) -> String? { node?.string ?? node?["klausel"]?.string }

    private static func uses(_ tree: SettingNode) -> [SettingPath] {
        let list = SettingPath("klauseln")
        return (tree[list]?.elements ?? []).enumerated().flatMap { index, node -> [SettingPath] in
            guard node["abschnitt"] != nil else { return [list + index] }
            let key = node["unterabschnitte"] != nil ? "unterabschnitte" : "absaetze"
            return (node[key]?.elements ?? []).indices.map { list + index + key + $0 }
        }
    }
}
