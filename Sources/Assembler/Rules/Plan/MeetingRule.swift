import Agreements
import Findings

/// How often the network meets is said once, and can be met.
enum MeetingRule: PlanRule {
    static let card = RuleCard(
        "treffen-haeufigkeit", .fehler, "Wie oft sich das Netzwerk trifft, steht an einer Stelle.",
        remedy: "Lassen Sie nur eine Klausel über Treffen stehen.")

    static func concerns(_ plan: AssemblyPlan, _ facts: Facts?) -> Bool { plan.clauses(marked: "treffen").count > 1 }

    static func findings(_ plan: AssemblyPlan, _ facts: Facts?) -> [Finding] {
        let clauses = plan.clauses(marked: "treffen")
        guard clauses.count > 1, let last = clauses.last else { return [] }
        return [broken(at: last.place, "Mehrere Klauseln sagen, wie oft sich das Netzwerk trifft: \(clauses.map(\.source.name).joined(separator: ", ")).")]
    }
}
