import Agreements
import DocumentModel
import Findings
import GermanText
import Settings

/// The cut-off day for notice lies within the year, before its end.
enum CutOffDayRule: PlanRule {
    static let card = RuleCard(
        "stichtag-kuendigung", .fehler, "Der Stichtag, bis zu dem eine Kündigung zugehen muss, ist ein Tag im Jahr und liegt vor dem Ende der Laufzeit.",
        remedy: "Schreiben Sie Tag und Monat vor dem 31. Dezember, zum Beispiel: 30. September.")

    static func concerns(_ plan: AssemblyPlan, _ facts: Facts?) -> Bool { plan.hasClauseField("bis_zum") }

    static func findings(_ plan: AssemblyPlan, _ facts: Facts?) -> [Finding] {
        plan.clauses.compactMap { clause in
            guard clause.source.family == "kuendigung", case .text(let text)? = clause.fields["bis_zum"]?.value else { return nil }
            // A leap year, so that the 29th of February is a day.
            guard case .some(let day) = DateNotation.any("\(text) 2028") else {
                return broken(at: plan.place(of: "bis_zum", in: clause), "\(quoted(text)) ist kein Tag im Jahr.")
            }
            guard (day.month, day.day) >= (12, 31) else { return nil }
            return broken(at: plan.place(of: "bis_zum", in: clause), "Der Stichtag \(quoted(text)) liegt nicht vor dem Jahresende, zu dem gekündigt wird.")
        }
    }
}
