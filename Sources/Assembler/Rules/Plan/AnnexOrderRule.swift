import Findings
import Foundation

/// Annexes and references to them match, in ascending order.
enum AnnexOrderRule: PlanRule {
    static let card = RuleCard(
        "anlage-ohne-verweis", .warnung, "Auf jede Anlage weist der Text hin, und zwar in der Reihenfolge der Anlagen: Nur dann ist sie der Urkunde zweifelsfrei zugeordnet.",
        remedy: "Verweisen Sie mit „{{anlage:…}}“ oder „{{anlagenverzeichnis}}“ auf sie, oder ordnen Sie die Anlagen nach den Verweisen.")

    // It is about clauses and annexes alone.
    static func concerns(_ plan: AssemblyPlan, _ facts: Facts?) -> Bool { !findings(plan, facts).isEmpty }

    static func findings(_ plan: AssemblyPlan, _ facts: Facts?) -> [Finding] {
        let keys = plan.annexes.map(\.key)
        guard !keys.isEmpty, plan.agreement.letter == nil else { return [] }
        var order: [String] = []
        var isListed = false
        let introduction = plan.agreement.signatures.introduction.map { ClauseSource.Mentions($0.value) }
        for mentions in plan.clauses.map(\.source.mentions) + (introduction.map { [$0] } ?? []) {
            if mentions.listsAnnexes { isListed = true }
            for key in mentions.annexes where keys.contains(key) && !order.contains(key) { order.append(key) }
        }
        let missing = isListed ? [] : plan.annexes.filter { !order.contains($0.key) }
        var found = missing.map { broken(at: $0.settings.key.place, "Auf die Anlage „\($0.key)“ weist in der Vereinbarung nichts hin.") }
        let expected = keys.filter(order.contains)
        if order != expected, let wrong = zip(order, expected).first(where: { $0 != $1 }), let annex = plan.annexes.first(where: { $0.key == wrong.0 }) {
            found.append(broken(at: annex.settings.key.place, "Der Text nennt die Anlage „\(wrong.0)“ vor der Anlage „\(wrong.1)“, die im Verzeichnis vor ihr steht.", as: .hinweis))
        }
        return found
    }
}
