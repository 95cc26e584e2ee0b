import Agreements
import DocumentModel
import Findings
import GermanText
import Settings

/// What follows from the data of bodies where they do not say it.
extension PlanBuilder {
    /// The grammatical gender of a body's name follows from its head word („Kirchengemeinde“). Persons have names without article.
    func withGender(_ value: Value, of field: String) -> Value {
        guard case .record(var record) = value, record["genus"] == nil, record["numerus"] == nil, record["formen"] == nil,
            record["art"] != .choice("einzelperson"), let name = record.text("name"), let forms = try? facts?.genderForms(),
            let head = forms.head(ofBody: name)
        else { return value }
        derivedGenders[field] = head
        record.fields["genus"] = .choice(head.gender.rawValue)
        return .record(record)
    }

    /// A party is printed with its article: where that does not come from the data, somebody has to look.
    func checkGender(of party: PartySetting, _ record: Record, at place: Place) {
        let path = party.body.value.rawValue
        // What was given and is wrong has been told.
        guard !resolver.faulty.contains("\(path).genus") else { return }
        if let derived = derivedGenders[path] {
            let article = Article.der.form(derived.gender, .singular, .nominative) ?? ""
            log.note(
                "genus-abgeleitet", at: self.place(ofMissing: "\(path).genus", otherwise: place),
                "Das Geschlecht des Namens („\(path).genus“) ist nicht angegeben; aus „\(derived.word)“ folgt „\(article)“ (\(derived.gender.rawValue)).",
                remedy: "Stimmt das, ist nichts zu tun; sonst geben Sie „\(path).genus“ (m, f oder n) an.")
        } else if record["genus"] == nil, record["numerus"] == nil, record["formen"] == nil, record["art"] != .choice("einzelperson"),
            !isWithheld("\(path).genus") || lost(path).contains("genus"), facts != nil
        {
            log.warning(
                "genus-fehlt", at: self.place(ofMissing: "\(path).genus", otherwise: place),
                "Ob der Name mit „der“, „die“ oder „das“ steht („\(path).genus“), ist nicht bekannt; im Parteienblock steht er ohne Artikel.",
                remedy: "Geben Sie „\(path).genus“ (m, f oder n) an.")
        }
    }

    // MARK: - Supervision

    /// Whether one authority supervises all parties; texts then name it once.
    static let sharedAuthority = FieldDeclaration(
        "gleiche_aufsicht", .flag, label: "Eine Datenschutzaufsicht für alle Parteien")

    /// Members of a party that its supervisory authority follows from.
    static let authorityBasis = ["land", "datenschutzrecht", "datenschutzaufsicht", "bistum"]

    var haveOneAuthority: Bool {
        let parties = agreement.parties.parties.flatMap { setting -> [Value?] in
            let value = shared[setting.body.value.rawValue]?.value
            if case .list(let entries)? = value { return entries }
            return [value]
        }
        guard parties.count > 1, let facts, let land = resolver.land else { return false }
        let legal = LegalTexts(law: PartyLaw(facts: facts), land: land, mode: .generic, day: nil, parties: [])
        var seen: String?
        for party in parties {
            guard case .record(let record)? = party, let name = record.text("datenschutzaufsicht") ?? legal.authority(of: record) else { return false }
            if let seen, seen != name { return false }
            seen = name
        }
        return true
    }
}
