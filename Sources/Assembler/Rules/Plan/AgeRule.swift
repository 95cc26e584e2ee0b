import Agreements
import Findings

/// One age of the target group throughout.
enum AgeRule: PlanRule {
    static let card = RuleCard(
        "alter-uneinheitlich", .fehler, "Das Höchstalter der Zielgruppe ist in der ganzen Vereinbarung dasselbe.",
        remedy: "Deklarieren Sie „alter_bis“ einmal unter „felder“ der Vereinbarung, und nehmen Sie die Angaben bei den Klauseln weg.")

    static func concerns(_ plan: AssemblyPlan, _ facts: Facts?) -> Bool { plan.hasClauseField("alter_bis") }

    static func findings(_ plan: AssemblyPlan, _ facts: Facts?) -> [Finding] {
        var first: (clause: PlannedClause, age: Int)?
        return plan.clauses(withValueOf: "alter_bis").compactMap { index in
            let clause = plan.clauses[index]
            guard let age = clause.number("alter_bis") else { return nil }
            guard let earlier = first else {
                first = (clause, age)
                return nil
            }
            guard earlier.age != age else { return nil }
            return broken(
                at: plan.place(of: "alter_bis", in: clause),
                "Die Klausel „\(clause.source.name)“ nennt als Höchstalter \(age) Jahre, „\(earlier.clause.source.name)“ \(earlier.age) Jahre.")
        }
    }
}
