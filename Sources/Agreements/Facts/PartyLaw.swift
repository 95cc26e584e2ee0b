import DocumentModel
import Findings
import GermanText

/// Names the data-protection act that binds a party and the authority that supervises it, as running text in the nominative.
package struct PartyLaw: Sendable {
    package let facts: Facts

    package init(facts: Facts) {
        self.facts = facts
    }

    /// A text from the facts, and what has to be looked up before it is printed.
    package struct Statement: Sendable, Hashable {
        package var text: String
        package var findings: [Finding] = []
    }

    /// „das Bayerische Datenschutzgesetz (BayDSG)“; `nil` where the facts do not know the Land.
    ///
    /// - Parameter day: on which the contract is made; `nil`: until further notice.
    package func act(_ regime: DataProtectionRegime, land code: String, on day: CalendarDate? = nil) throws(FindingList) -> Statement? {
        switch regime {
        case .publicBody, .socialBenefits: return try landAct(code, day)
        case .federal, .federalBody, .jobCentre: return try facts.statutes()["BDSG"].map { federalAct($0) }
        case .catholic, .order, .protestant:
            return try facts.churchLaw().acts.holding(on: day).last { $0.abbreviation == regime.abbreviation }.map { churchAct($0) }
        }
    }

    /// „die Landesbeauftragte oder der Landesbeauftragte für den Datenschutz …“
    ///
    /// - Parameter diocese: of a Catholic body, where it is known.
    package func authority(
        _ regime: DataProtectionRegime, land code: String, mode: GenderMode, on day: CalendarDate? = nil, diocese: String? = nil
    ) throws(FindingList) -> Statement? {
        switch regime {
        case .publicBody, .socialBenefits, .federal:
            guard let land = try facts.land(code), let found = land.authority(forPublicBody: regime != .federal, on: day) else { return nil }
            return statement(found, mode, of: "der Datenschutzaufsicht (\(land.name))")
        case .federalBody, .jobCentre: return statement(try facts.stateLaw().federalAuthority, mode, of: "der Datenschutzaufsicht des Bundes")
        case .order: return Statement(text: "die Datenschutzaufsicht, die für die Ordensgemeinschaft zuständig ist")
        case .catholic:
            if let known = try diocesanAuthority(diocese, mode, day) { return known }
            if let only = try churchAuthority(.catholic, code, mode, day) { return only }
            return Statement(text: "die Datenschutzaufsicht, die für das Bistum zuständig ist")
        case .protestant: return try churchAuthority(.protestant, code, mode, day)
        }
    }

    // MARK: - Acts

    private func landAct(_ code: String, _ day: CalendarDate?) throws(FindingList) -> Statement? {
        guard let land = try facts.land(code), let act = land.dataProtectionAct(on: day) else { return nil }
        var name = act.shortName ?? act.name
        // Several Länder have a „Landesdatenschutzgesetz“: it is nothing without the Land.
        if act.abbreviationNeedsLand || name == "Landesdatenschutzgesetz" { name += " " + land.name }
        let what = "des Datenschutzgesetzes (\(land.name))"
        return Statement(
            text: ActName.withArticle(name, .neuter, abbreviation: act.abbreviation),
            findings: doubts(act.mark, also: act.abbreviation == nil || act.isAbbreviationVerified, of: what, name))
    }

    private func federalAct(_ act: Statute) -> Statement {
        Statement(
            text: ActName.withArticle(act.name, .neuter, abbreviation: act.abbreviation),
            findings: doubts(act.mark, also: act.isNameVerified, of: "des Gesetzes", act.name))
    }

    private func churchAct(_ act: ChurchLaw.Act) -> Statement {
        let name = act.shortName ?? act.name
        return Statement(
            text: ActName.withArticle(name, act.gender, abbreviation: act.abbreviation),
            findings: doubts(act.mark, also: act.isNameVerified, of: "des Kirchengesetzes", name))
    }

    // MARK: - Authorities

    /// The authority of the diocese that the body belongs to.
    private func diocesanAuthority(_ name: String?, _ mode: GenderMode, _ day: CalendarDate?) throws(FindingList) -> Statement? {
        let law = try facts.churchLaw()
        guard let name, let diocese = law.diocese(name), let found = law.authorities.holding(on: day).last(where: { $0.key == diocese.authority })
        else { return nil }
        var result = statement(found.authority, mode, of: "der kirchlichen Datenschutzaufsicht")
        result.findings += doubts(diocese.mark, also: true, of: "des Bistums", diocese.name)
        return result
    }

    /// The one authority of the church in that Land; `nil` where there are several, for dioceses do not keep to the Länder.
    private func churchAuthority(_ church: ChurchLaw.Church, _ code: String, _ mode: GenderMode, _ day: CalendarDate?) throws(FindingList) -> Statement? {
        let all = try facts.churchLaw().authorities(of: church, in: code, on: day)
        guard all.count == 1, let found = all.first else { return nil }
        var result = statement(found.authority, mode, of: "der kirchlichen Datenschutzaufsicht")
        if church == .catholic {
            result.findings.append(
                Finding(
                    .hinweis, "angabe-ungeprueft", at: found.authority.mark.place,
                    "Dass „\(result.text)“ zuständig ist, folgt nur aus dem Land \(code); Bistümer richten sich nicht nach Landesgrenzen.",
                    remedy: "Geben Sie bei der Partei „bistum“ an, zum Beispiel bistum: Bistum Münster, oder die „datenschutzaufsicht“ selbst."))
        }
        return result
    }

    private func statement(_ authority: SupervisoryAuthority, _ mode: GenderMode, of what: String) -> Statement {
        let text = authority.designation.form(mode: mode)
        return Statement(text: GermanTypography.normalise(text), findings: doubts(authority.mark, also: true, of: what, text))
    }

    func doubts(_ mark: FactMark, also isVerified: Bool, of what: String, _ name: String) -> [Finding] {
        guard !mark.isVerified || !isVerified else { return [] }
        return [
            Finding(
                .hinweis, "angabe-ungeprueft", at: mark.place,
                "Der Name \(what) „\(name)“ ist nicht an der Quelle geprüft (Quelle: \(mark.source), Stand \(mark.asOf.inGerman)).",
                remedy: "Sehen Sie im amtlichen Text nach, und setzen Sie dann in der genannten Datei „geprueft: ja“ mit Quelle und Stand.")
        ]
    }
}

/// Names of acts in running text.
enum ActName {
    /// „das Sächsische Datenschutzdurchführungsgesetz (SächsDSDG)“: with the article an adjective loses its strong ending
    /// („Sächsisches“).
    static func withArticle(_ name: String, _ gender: GrammaticalGender, abbreviation: String?) -> String {
        let article = Article.der.form(gender, .singular, .nominative) ?? ""
        var words = name.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        if words.count > 1, gender == .neuter, words[0].hasSuffix("sches") { words[0].removeLast() }
        let text = "\(article) \(words.joined(separator: " "))"
        return abbreviation.map { "\(text) (\($0))" } ?? text
    }
}
