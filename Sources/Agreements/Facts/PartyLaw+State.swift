import DocumentModel
import Findings
import GermanText

/// Provisions of a Land in running text, in the dative and without article.
extension PartyLaw {
    private static let federalNetworks = "§ 3 des Gesetzes zur Kooperation und Information im Kinderschutz (KKG)"

    /// „§ 10 des Berliner Kinderschutzgesetzes (KiSchuG) und § 3 des Gesetzes zur Kooperation und Information im Kinderschutz (KKG)“: § 3
    /// Abs. 3 Satz 1 KKG gives the law of the Land precedence.
    package func networkBasis(land code: String, on day: CalendarDate?) throws(FindingList) -> Statement? {
        guard let land = try facts.land(code) else { return nil }
        guard case .act(let act)? = land.childProtection(on: day),
            let own = act.genitive.flatMap({ name in act.networkProvision.map { "\($0) \(name)" } }) ?? act.dative
        else { return Statement(text: Self.federalNetworks) }
        let name = act.abbreviation.map { "\(own) (\($0))" } ?? own
        return Statement(
            text: "\(name) und \(Self.federalNetworks)",
            findings: doubts(act.mark, also: act.abbreviation == nil || act.isAbbreviationVerified, of: "des Kinderschutzgesetzes (\(land.name))", act.name))
    }

    /// „§§ 54 bis 62 VwVfG NRW“ and the like, of the act of the Land on administrative procedure.
    package func procedure(_ provision: KeyPath<StateLaw.Procedure, String>, land code: String, on day: CalendarDate?) throws(FindingList) -> Statement? {
        guard let found = try facts.stateLaw().procedure(in: code, on: day) else { return nil }
        return Statement(
            text: found.citing(found[keyPath: provision]), findings: doubts(found.mark, also: true, of: "des Verwaltungsverfahrensgesetzes (\(code))", found.name))
    }

    /// „§ 25 des Gesetzes über kommunale Zusammenarbeit (GKZ)“
    package func coOperation(land code: String, on day: CalendarDate?) throws(FindingList) -> Statement? {
        guard let found = try facts.stateLaw().coOperation(in: code, on: day) else { return nil }
        return Statement(
            text: "\(found.agreement) \(found.genitive) (\(found.abbreviation))",
            findings: doubts(found.mark, also: true, of: "des Gesetzes über die kommunale Zusammenarbeit (\(code))", found.abbreviation))
    }
}
