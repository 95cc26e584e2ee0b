import Agreements
import Findings
import GermanText

/// Signs within words only where the commissioning body may write them.
enum GenderRuleCheck: PlanRule {
    static let card = RuleCard(
        "gender-untersagt", .fehler, "Stern, Doppelpunkt, Unterstrich und Binnen-I sind manchen Stellen untersagt; zum Kern der Rechtschreibung gehören sie nirgends.",
        remedy: "Wählen Sie gender: paar oder gender: neutral.")

    static func findings(_ plan: AssemblyPlan, _ facts: Facts?) -> [Finding] {
        guard let mode = GenderMode(rawValue: plan.settings.gender.rawValue), mode.changesWordInterior, let facts,
            let land = try? facts.land(plan.settings.land), case .choice(let kind)? = plan.body.record["art"]
        else { return [] }
        let forbidden = land.genderRule.forbiddenFor
        let place = plan.agreement.gender?.place ?? plan.body.gender?.place ?? .file(plan.agreement.path)
        guard !forbidden.isEmpty else {
            // Nobody forbids it; that the body wants it is for the body's own file to say.
            guard plan.body.gender?.value.rawValue != mode.rawValue else { return [] }
            return [
                Finding(
                    .hinweis, card.id, at: place, "„gender: \(mode.rawValue)“ ist nicht die Form dieser Stelle; zum Kern der Rechtschreibung gehört sie nicht.",
                    remedy: "Wählen Sie gender: paar oder gender: neutral, oder tragen Sie die Form bei der Stelle ein.")
            ]
        }
        let body: GenderRule.Body? = kind == "schule" ? .schule : kind == "behoerde" ? .landesbehoerde : nil
        let reference = land.genderRule.reference.map { " (\($0))" } ?? ""
        guard let body, forbidden.contains(body) else {
            return [
                Finding(
                    .hinweis, card.id, at: place,
                    "„gender: \(mode.rawValue)“ ist in \(land.name) Landesbehörden oder Schulen untersagt\(reference); diese Stelle bindet das nicht.",
                    remedy: card.remedy)
            ]
        }
        return [
            broken(
                at: place,
                "„gender: \(mode.rawValue)“ ist dieser Stelle in \(land.name) untersagt\(reference).")
        ]
    }
}
