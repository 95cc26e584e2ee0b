import Agreements
import DocumentModel
import Findings

/// Objection to a renewal is possible within the term.
enum ObjectionPeriodRule: PlanRule {
    static let card = RuleCard(
        "widerspruch-in-laufzeit", .fehler, "Wer einer Verlängerung widersprechen darf, muss es während der Laufzeit noch können.",
        remedy: "Verkürzen Sie die Frist für den Widerspruch, oder lassen Sie die Laufzeit später enden.")

    static func concerns(_ plan: AssemblyPlan, _ facts: Facts?) -> Bool { plan.hasClauseField("ende_am") }

    static func findings(_ plan: AssemblyPlan, _ facts: Facts?) -> [Finding] {
        plan.clauses.compactMap { clause in
            guard case .date(let start)? = clause.fields["beginn"]?.value, case .date(let end)? = clause.fields["ende_am"]?.value else { return nil }
            if end <= start {
                return broken(at: plan.place(of: "ende_am", in: clause), "Die Laufzeit endet am \(end.inGerman), also nicht nach ihrem Beginn am \(start.inGerman).")
            }
            guard let months = clause.number("widerspruch_monate") else { return nil }
            let length = (end.year - start.year) * 12 + end.month - start.month + (end.day >= start.day ? 1 : 0)
            guard months >= length else { return nil }
            return broken(
                at: plan.place(of: "widerspruch_monate", "ende_am", in: clause),
                "Widersprechen kann man bis \(months) Monate vor Ablauf; die erste Laufzeit (bis \(end.inGerman)) ist nicht länger.")
        }
    }
}
