import Agreements
import DocumentModel
import Findings
import Settings

/// Notice goes to a party, or to an organ that acts for it.
enum AddresseeRule: PlanRule {
    static let card = RuleCard(
        "kuendigung-empfaenger", .warnung, "Eine Kündigung wirkt nur, wenn sie einer Partei zugeht oder jemandem, der für sie handelt.",
        remedy: "Nennen Sie eine Partei, ihre Organisationseinheit oder die Koordination, die für sie handelt.")

    /// Fields of clauses that name who receives notice.
    private static let fields = ["empfang", "annahme", "an_koordination"]
    /// Words for parties and organs that every agreement has.
    private static let words = ["partei", "jugendamt", "koordin", "träger", "geschäftsführung"]

    static func concerns(_ plan: AssemblyPlan, _ facts: Facts?) -> Bool {
        plan.clauses.contains { $0.source.frontMatter.fields.contains { fields.contains($0.name) } }
    }

    static func findings(_ plan: AssemblyPlan, _ facts: Facts?) -> [Finding] {
        var found: [Finding] = []
        // Asked for each row: few clauses have such fields, and looking a name up costs more than comparing it with those declared.
        for clause in plan.clauses {
            for declaration in clause.source.frontMatter.fields {
                let field = declaration.name
                guard fields.contains(field), case .text(let text)? = clause.fields[field]?.value, !isParty(text, plan) else { continue }
                found.append(
                    broken(at: plan.place(of: field, in: clause), "Die Kündigung soll an \(quoted(text)) gehen; das ist keine der Parteien und niemand, der für sie handelt."))
            }
        }
        return found
    }

    /// Whether a text names a party, or an organ that acts for one.
    private static func isParty(_ text: String, _ plan: AssemblyPlan) -> Bool {
        let folded = LowercasedText(text)
        if words.contains(where: { folded.contains($0) }) { return true }
        return plan.parties.contains { party in ["name", "kurz", "einheit"].contains { party.record?.text($0).map { folded.contains($0.lowercased()) } ?? false } }
    }
}
