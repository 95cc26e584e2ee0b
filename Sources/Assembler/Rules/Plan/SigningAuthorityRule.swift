import Findings

/// Who can bind a municipality, where the facts tell.
enum SigningAuthorityRule: PlanRule {
    static let card = RuleCard(
        "unterschrift-befugnis", .hinweis, "Für Erklärungen, die eine Kommune verpflichten, haben die Länder eigene Vorschriften über Unterschrift und Vertretung.",
        remedy: "Sehen Sie in der genannten Vorschrift nach, wer unterschreiben muss und wie viele; der Hinweis ist keine Rechtsberatung.")
    static let isHint = true

    static func findings(_ plan: AssemblyPlan, _ facts: Facts?) -> [Finding] {
        let isCounty = plan.body.record.text("name")?.lowercased().contains("kreis ") ?? false
        guard plan.agreement.signatures.form != .ohne, plan.body.record["art"] == .choice("gebietskoerperschaft"),
            let rule = try? facts?.formRules().representation(of: isCounty ? .kreis : .gemeinde, in: plan.settings.land)
        else { return [] }
        let doubt = rule.mark.isVerified ? "" : " (nicht geprüft, Stand \(rule.mark.asOf.inGerman))"
        return [broken(at: plan.agreement.signatures.units.first?.place, "Zu beachten ist \(rule.provision)\(doubt): \(rule.note)")]
    }
}
