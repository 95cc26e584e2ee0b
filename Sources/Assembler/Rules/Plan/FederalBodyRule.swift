import Agreements
import Findings

/// Bodies of the Federation and Jobcenter are supervised by the Federation; their names tell them where the data do not.
enum FederalBodyRule: PlanRule {
    static let card = RuleCard(
        "datenschutzrecht-bund", .warnung,
        "Für Stellen des Bundes gilt das BDSG, für Jobcenter das Sozialgesetzbuch; die Aufsicht führt die oder der Bundesbeauftragte, nicht das Land (§ 9 BDSG, § 50 Abs. 4 SGB II).",
        remedy: "Geben Sie „datenschutzrecht“ an: jobcenter (gemeinsame Einrichtung), sozialleistungstraeger (kommunales Jobcenter) oder bund.")

    private static let names = ["jobcenter", "agentur für arbeit", "bundesagentur", "hauptzollamt", "zollfahndung", "bundespolizei", "bundesamt"]

    /// Whether a body's name asks for its `datenschutzrecht`.
    static func isConcerned(_ record: Record) -> Bool {
        guard let name = record.text("name") else { return false }
        let folded = LowercasedText(name)
        return names.contains { folded.contains($0) }
    }

    static func findings(_ plan: AssemblyPlan, _ facts: Facts?) -> [Finding] {
        plan.parties.compactMap { party in
            guard let record = party.record, record["datenschutzrecht"] == .choice(DataProtectionRegime.publicBody.rawValue), let name = record.text("name"), isConcerned(record)
            else { return nil }
            return broken(at: party.place, "„\(name)“ wird als öffentliche Stelle des Landes behandelt.")
        }
    }
}
