import Agreements
import Findings

/// Parties are legal persons: an authority, a school acts for one, and nobody concludes a contract with itself.
enum LegalEntityRule: PlanRule {
    static let card = RuleCard(
        "rechtstraeger-gleich", .warnung,
        "Vertragsparteien sind Rechtsträger. Behörden, Ämter und Schulen handeln für einen; mit sich selbst kann niemand einen Vertrag schließen.",
        remedy: "Regeln Sie die Zusammenarbeit durch eine Dienstanweisung oder eine Absprache innerhalb der Verwaltung, oder berichtigen Sie „rechtstraeger“.")

    static func findings(_ plan: AssemblyPlan, _ facts: Facts?) -> [Finding] {
        guard plan.agreement.parties.form != .ohne || plan.parties.count > 1 else { return [] }
        var seen: [(entity: String, name: String)] = []
        var found: [Finding] = []
        for party in plan.parties {
            guard let record = party.record, let name = record.text("name") else { continue }
            let entity = record.text("rechtstraeger") ?? name
            // „Gesundheitsamt der Stadt Musterstadt“ acts for the Stadt Musterstadt.
            let isOffice = record["rechtstraeger"] == nil && ["behoerde", "schule"].contains { record["art"] == .choice($0) }
            if let other = seen.first(where: { same($0.entity, entity) || isOffice && entity.hasSuffix(" " + $0.entity) }) {
                found.append(
                    broken(
                        at: party.place,
                        "„\(other.name)“ und „\(name)“ haben denselben Rechtsträger („\(entity)“); ein Vertrag zwischen ihnen ist nicht möglich."))
            }
            seen.append((entity, name))
        }
        return found
    }

    private static func same(_ one: String, _ other: String) -> Bool {
        // Most parties differ in their first letter already; those of ASCII are never part of another character's.
        if let first = one.utf8.first, let second = other.utf8.first, first != second, (0x21...0x7E).contains(first), (0x21...0x7E).contains(second) {
            return false
        }
        return words(one) == words(other)
    }

    private static func words(_ name: String) -> [Substring] { name.split(whereSeparator: \.isWhitespace) }
}

/// An authority among the parties says for whom it acts.
enum MissingLegalEntityRule: PlanRule {
    static let card = RuleCard(
        "rechtstraeger-fehlt", .hinweis, "Behörden und Schulen sind in der Regel keine juristischen Personen; Partei ist der Rechtsträger, für den sie handeln.",
        remedy: "Ergänzen Sie bei der Partei „rechtstraeger“, zum Beispiel rechtstraeger: Land Nordrhein-Westfalen.")
    static let isHint = true

    static func findings(_ plan: AssemblyPlan, _ facts: Facts?) -> [Finding] {
        guard plan.agreement.parties.form != .ohne else { return [] }
        return plan.parties.compactMap { party in
            guard let record = party.record, record["rechtstraeger"] == nil, ["behoerde", "schule"].contains(where: { record["art"] == .choice($0) }) else { return nil }
            return broken(at: party.place, "„\(record.text("name") ?? party.path.rawValue)“ handelt für einen Rechtsträger, der nicht genannt ist.")
        }
    }
}
