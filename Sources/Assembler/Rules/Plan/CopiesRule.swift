import Agreements
import Findings

/// As many copies as units sign.
enum CopiesRule: PlanRule {
    static let card = RuleCard(
        "ausfertigungen-zahl", .warnung, "Jede Partei bekommt eine Ausfertigung, die Vertragsakte gegebenenfalls eine weitere: Die Zahl richtet sich nach den Unterschriften.",
        remedy: "Gleichen Sie das Feld „ausfertigungen“ und die Einheiten unter „unterschriften“ an.")

    static func concerns(_ plan: AssemblyPlan, _ facts: Facts?) -> Bool { plan.hasClauseField("ausfertigungen") }

    static func findings(_ plan: AssemblyPlan, _ facts: Facts?) -> [Finding] {
        let signatures = plan.agreement.signatures
        guard signatures.form != .ohne, signatures.emptyRows == 0, !signatures.units.isEmpty else { return [] }
        // A list of parties signs with a unit an entry.
        let units = signatures.units.reduce(0) { sum, unit in sum + max(1, plan.parties.count { $0.group != nil && $0.group == unit.party?.value }) }
        return plan.clauses(withValueOf: "ausfertigungen").compactMap { index in
            let clause = plan.clauses[index]
            guard let copies = clause.number("ausfertigungen") else { return nil }
            let needed = clause.source.frontMatter.traits.contains { $0.value == "registerexemplar" } ? units + 1 : units
            guard copies != needed else { return nil }
            return broken(
                at: plan.place(of: "ausfertigungen", in: clause), "Vorgesehen sind \(copies) Ausfertigungen; nach den Unterschriften werden \(needed) gebraucht.")
        }
    }
}
