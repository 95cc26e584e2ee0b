import Agreements
import DocumentModel
import Findings

/// A fixed day of beginning does not lie before the agreement is made, unless the clause says so.
enum RetroactiveStartRule: PlanRule {
    static let card = RuleCard(
        "beginn-rueckwirkend", .fehler, "Eine Vereinbarung gilt nur dann schon vor ihrer Unterzeichnung, wenn sie es ausdrücklich sagt.",
        remedy: "Legen Sie den Tag auf oder nach das Datum der Vereinbarung, oder nehmen Sie „rückwirkend“ in den Wortlaut auf.")

    static func concerns(_ plan: AssemblyPlan, _ facts: Facts?) -> Bool { plan.hasClauseField("beginn", "in_kraft_ab") }

    static func findings(_ plan: AssemblyPlan, _ facts: Facts?) -> [Finding] {
        plan.clauses.flatMap { clause in
            ["beginn", "in_kraft_ab"].compactMap { field -> Finding? in
                guard case .date(let day)? = clause.fields[field]?.value, day < plan.settings.date,
                    !clause.source.body.value.contains("rückwirkend")
                else { return nil }
                return broken(
                    at: plan.place(of: field, in: clause), "„\(field)“ ist der \(day.inGerman), die Vereinbarung ist vom \(plan.settings.date.inGerman).")
            }
        }
    }
}
