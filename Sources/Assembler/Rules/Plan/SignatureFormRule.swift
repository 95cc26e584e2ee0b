import Agreements
import DocumentModel
import Findings

/// A contract that needs the written form has signatures.
enum SignatureFormRule: PlanRule {
    static let card = RuleCard(
        "unterschrift-fehlt", .fehler,
        "Ein öffentlich-rechtlicher Vertrag bedarf der Schriftform (§ 56 SGB X, sonst § 57 des Verwaltungsverfahrensgesetzes) und damit der Unterschriften.",
        remedy: "Nehmen Sie unter „unterschriften“ alle Parteien auf, oder prüfen Sie „vertragsart“.")

    static func findings(_ plan: AssemblyPlan, _ facts: Facts?) -> [Finding] {
        guard plan.environment.value(FieldPath("vertragsart")) == .choice("oeffentlich_rechtlich"), plan.agreement.signatures.form == .ohne else { return [] }
        return [broken(at: .file(plan.agreement.path), "Die Vereinbarung ist ein öffentlich-rechtlicher Vertrag und hat keine Unterschriften.")]
    }
}
