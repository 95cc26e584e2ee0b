import Agreements
import Findings
import Settings

/// Each party has a term of its own.
enum PartyRoleRule: PlanRule {
    static let card = RuleCard(
        "rolle-doppelt", .fehler, "Jede Partei hat ihre eigene Bezeichnung; heißen zwei gleich, weiß niemand, wer gemeint ist.",
        remedy: "Geben Sie jeder Partei eine eigene „bezeichnung“.")

    static func findings(_ plan: AssemblyPlan, _ facts: Facts?) -> [Finding] {
        var seen: Set<String> = []
        return plan.parties.compactMap { party in
            guard let designation = party.designation, !seen.insert(designation.value).inserted else { return nil }
            return broken(at: designation.start, "Zwei Parteien heißen \(quoted(designation.value)).")
        }
    }
}
