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
        let body: GenderRule.Body? = kind == "schule" ? .schule : kind == "behoerde" ? .landesbehoerde : nil
        guard let body, land.genderRule.forbiddenFor.contains(body) else { return [] }
        let reference = land.genderRule.reference.map { " (\($0))" } ?? ""
        return [
            broken(
                at: plan.agreement.gender?.place ?? plan.body.gender?.place ?? .file(plan.agreement.path),
                "„gender: \(mode.rawValue)“ ist dieser Stelle in \(land.name) untersagt\(reference).")
        ]
    }
}
