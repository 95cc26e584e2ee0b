import DocumentModel
import Findings
import GermanText

/// The law of a Land is cited only where the parties have their seat in it.
enum StateLawRule: PlanRule {
    static let card = RuleCard(
        "landesrecht-fremd", .fehler, "Landesrecht gilt nur im Land: Zitiert wird es nur, wenn eine Partei dort ihren Sitz hat.",
        remedy: "Wählen Sie die Variante für das eigene Land, oder umgeben Sie die Stelle mit einer Bedingung über „land“.")

    static func findings(_ plan: AssemblyPlan, _ facts: Facts?) -> [Finding] {
        guard let laender = try? facts?.laender() else { return [] }
        let seats = plan.parties.compactMap { party -> String? in
            if case .choice(let land)? = party.record?["land"] { land } else { nil }
        }
        let own = Set(seats + [plan.settings.land])
        let ownNames = Set(laender.all.filter { own.contains($0.code) }.flatMap(\.lawNames))
        let foreign = laender.all.filter { !own.contains($0.code) }.flatMap { land in land.lawNames.map { (land, $0) } }.filter { !ownNames.contains($0.1) }
        return plan.clauses.flatMap { clause -> [Finding] in
            // What stands under a condition about the Land is proved elsewhere.
            guard !clause.source.body.value.contains("land ==") else { return [] }
            let basis = clause.source.frontMatter.legalBasis.map(\.value).joined(separator: " ")
            let text = Scalars.words(of: clause.source.body.value + " " + basis)
            return foreign.filter { text.contains(" \($0.1) ") }.prefix(1).map { land, name in
                broken(at: clause.place, "Die Klausel „\(clause.source.name)“ zitiert das \(name) (\(land.name)); keine Partei hat dort ihren Sitz.")
            }
        }
    }

    private enum Scalars {
        /// Words parted by single blanks, so that a name can be looked for as a whole.
        static func words(of text: String) -> String {
            " " + text.split { !($0.isLetter || $0.isNumber || $0 == "-") }.joined(separator: " ") + " "
        }
    }
}
