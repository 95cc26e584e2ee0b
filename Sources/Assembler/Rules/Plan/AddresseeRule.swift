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
        plan.clauses.indices.flatMap { index in
            fields.compactMap { field -> Finding? in
                guard case .text(let text)? = plan.clauses[index].fields[field]?.value else { return nil }
                let folded = LowercasedText(text)
                guard !words.contains(where: { folded.contains($0) }) else { return nil }
                let names = plan.parties.flatMap { party in ["name", "kurz", "einheit"].compactMap { party.record?.text($0)?.lowercased() } }
                guard !names.contains(where: { folded.contains($0) }) else { return nil }
                return broken(
                    at: plan.place(of: field, in: plan.clauses[index]), "Die Kündigung soll an \(quoted(text)) gehen; das ist keine der Parteien und niemand, der für sie handelt.")
            }
        }
    }
}
