import Agreements
import Findings

/// Who can bind a municipality, where the facts tell.
enum SigningAuthorityRule: PlanRule {
    static let card = RuleCard(
        "unterschrift-befugnis", .hinweis, "Für Erklärungen, die eine Kommune verpflichten, haben die Länder eigene Vorschriften über Unterschrift und Vertretung.",
        remedy: "Sehen Sie in der genannten Vorschrift nach, wer unterschreiben muss und wie viele; der Hinweis ist keine Rechtsberatung.")
    static let isHint = true

    static func findings(_ plan: AssemblyPlan, _ facts: Facts?) -> [Finding] {
        guard plan.agreement.signatures.form != .ohne, let rules = try? facts?.formRules() else { return [] }
        var parties = [plan.body.record]
        parties += plan.parties.filter { $0.path.rawValue != "stelle" }.compactMap(\.record)
        var told: Set<String> = []
        return parties.compactMap { record in
            guard record["art"] == .choice("gebietskoerperschaft"), let kind = kind(of: record, rules) else { return nil }
            var land = plan.settings.land
            if case .choice(let own)? = record["land"] { land = own }
            guard let rule = rules.representation(of: kind, in: land, on: plan.settings.referenceDate), told.insert(rule.provision).inserted else { return nil }
            let doubt = rule.mark.isVerified ? "" : " (nicht geprüft, Stand \(rule.mark.asOf.inGerman))"
            let name = record.text("name") ?? ""
            return broken(at: plan.agreement.signatures.units.first?.place, "Für „\(name)“ ist zu beachten: \(rule.provision)\(doubt): \(rule.note)")
        }
    }

    /// What the data say, else what the name tells.
    static func kind(of record: Record, _ rules: FormRules) -> FormRules.Municipality? {
        if case .choice(let kind)? = record["kommune"] { return FormRules.Municipality(rawValue: kind) }
        guard let name = record.text("name") else { return nil }
        return rules.counties.contain(name) ? .kreis : .gemeinde
    }
}
