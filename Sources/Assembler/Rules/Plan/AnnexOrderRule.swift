import Agreements
import Findings
import Foundation

/// The text refers to annexes in ascending order. That it refers to each of them at all, the composed text knows: a reference under a condition
/// may not be printed.
enum AnnexOrderRule: PlanRule {
    static let card = RuleCard(
        "anlage-reihenfolge", .hinweis, "Der Text nennt die Anlagen in der Reihenfolge, in der sie angefügt sind.",
        remedy: "Ordnen Sie die Anlagen in der Vereinbarung unter „anlagen“ so, wie der Text auf sie verweist.")

    // It is about clauses and annexes alone.
    static func concerns(_ plan: AssemblyPlan, _ facts: Facts?) -> Bool { !findings(plan, facts).isEmpty }

    static func findings(_ plan: AssemblyPlan, _ facts: Facts?) -> [Finding] {
        let keys = plan.annexes.map(\.key)
        guard !keys.isEmpty, plan.agreement.letter == nil else { return [] }
        var order: [String] = []
        let introduction = plan.agreement.signatures.introduction.map { ClauseSource.Mentions($0.value) }
        for mentions in plan.clauses.map(\.source.mentions) + (introduction.map { [$0] } ?? []) {
            for key in mentions.annexes where keys.contains(key) && !order.contains(key) { order.append(key) }
        }
        let expected = keys.filter(order.contains)
        guard let wrong = zip(order, expected).first(where: { $0 != $1 }), let annex = plan.annexes.first(where: { $0.key == wrong.0 }) else { return [] }
        return [broken(at: annex.settings.key.place, "Der Text nennt die Anlage „\(wrong.0)“ vor der Anlage „\(wrong.1)“, die im Verzeichnis vor ihr steht.")]
    }
}
