import Agreements
import Findings

/// A company that municipalities own for the greater part is a public body in some Länder (§ 2 Abs. 2 LDSG BW, § 2 LDSG RP), and those
/// that compete are treated as others are (§ 2 Abs. 6 LDSG BW): its owners decide, not its legal form.
enum MunicipalCompanyRule: PlanRule {
    static let card = RuleCard(
        "oeffentliche-mehrheit", .hinweis,
        "Gehört eine GmbH mehrheitlich Kommunen oder dem Land, so kann sie eine öffentliche Stelle sein; dann gilt das Datenschutzgesetz des Landes statt des BDSG.",
        remedy: "Fragen Sie nach den Gesellschaftern, und geben Sie „datenschutzrecht“ an: oeffentlich oder bdsg.")

    /// Words that names of such companies begin with; towns whose name ends so are none („Musterstadt“).
    private static let words = ["städtisch", "kommunal", "stadtwerk", "stadtklini", "kreisklini", "kreiskrankenh", "landkreis", "landesklini", "bezirksklini"]
    private static let names: Set<String> = ["stadt", "kreis", "gemeinde", "landkreises", "kreises", "bezirk"]

    static func findings(_ plan: AssemblyPlan, _ facts: Facts?) -> [Finding] {
        plan.parties.compactMap { party in
            guard let record = party.record, record["datenschutzrecht"] == .choice(DataProtectionRegime.federal.rawValue), let name = record.text("name"),
                isConcerned(record), !plan.values.contains(where: { $0.path.rawValue == "\(party.path).datenschutzrecht" })
            else { return nil }
            return broken(at: party.place, "„\(name)“ kann mehrheitlich der öffentlichen Hand gehören; genannt wird das BDSG.")
        }
    }

    /// Whether a body's name and legal form ask for its `datenschutzrecht`.
    static func isConcerned(_ record: Record) -> Bool {
        [.choice("gmbh"), .choice("ggmbh")].contains(record["art"]) && isMunicipal(record.text("name") ?? "")
    }

    private static func isMunicipal(_ name: String) -> Bool {
        name.lowercased().split(whereSeparator: { !$0.isLetter }).contains { word in names.contains(String(word)) || words.contains { word.hasPrefix($0) } }
    }
}
