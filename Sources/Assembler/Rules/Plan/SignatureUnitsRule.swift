import Agreements
import Findings

/// Every party signs.
enum SignatureUnitsRule: PlanRule {
    static let card = RuleCard(
        "partei-ohne-unterschrift", .fehler, "Jede Partei, die der Vertrag nennt, unterschreibt ihn.",
        remedy: "Ergänzen Sie unter „unterschriften“ eine Einheit mit „partei“.")

    static func findings(_ plan: AssemblyPlan, _ facts: Facts?) -> [Finding] {
        let signatures = plan.agreement.signatures
        guard signatures.form != .ohne, plan.agreement.parties.form != .ohne else { return [] }
        let signing = Set(signatures.units.compactMap { $0.party?.value })
        return plan.parties.filter { !signing.contains($0.group ?? $0.path) }.map {
            broken(at: $0.place, "Für die Partei „\($0.path)“ ist keine Unterschrift vorgesehen.")
        }
    }
}
