import Agreements
import DocumentModel
import Findings
import GermanText

/// The law of a Land is cited only where the parties have their seat in it.
enum StateLawRule: PlanRule {
    static let card = RuleCard(
        "landesrecht-fremd", .fehler, "Landesrecht gilt nur im Land: Zitiert wird es nur, wenn eine Partei dort ihren Sitz hat.",
        remedy: "Wählen Sie die Variante für das eigene Land, oder umgeben Sie die Stelle mit einer Bedingung über „land“.")

    static func concerns(_ plan: AssemblyPlan, _ facts: Facts?) -> Bool {
        plan.clauses.contains { !$0.source.mentions.land && !(facts?.stateLaws(citedIn: $0.source) ?? []).isEmpty }
    }

    static func findings(_ plan: AssemblyPlan, _ facts: Facts?) -> [Finding] {
        guard let laender = try? facts?.laender() else { return [] }
        let seats = plan.parties.compactMap { party -> String? in
            if case .choice(let land)? = party.record?["land"] { land } else { nil }
        }
        let own = Set(seats + [plan.settings.land])
        let ownNames = Set(laender.all.filter { own.contains($0.code) }.flatMap(\.lawNames))
        return plan.clauses.flatMap { clause -> [Finding] in
            // What stands under a condition about the Land is proved elsewhere.
            guard !clause.source.mentions.land else { return [] }
            let foreign = facts?.stateLaws(citedIn: clause.source).first { !own.contains($0.land.code) && !ownNames.contains($0.law) }
            return foreign.map { mention in
                [
                    broken(
                        at: clause.place,
                        "Die Klausel „\(clause.source.name)“ zitiert das \(mention.law) (\(mention.land.name)); keine Partei hat dort ihren Sitz.")
                ]
            } ?? []
        }
    }
}
