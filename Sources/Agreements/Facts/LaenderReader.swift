import DocumentModel
import Findings
import GermanText
import Settings

/// Reads `facts/laender.yaml`.
struct LaenderReader {
    static let top = KeySet("der Länder", ["stand", "laender"])
    static let landKeys = KeySet("des Landes", ["name", "datenschutzgesetz", "aufsicht", "kinderschutzgesetz", "gender", "leitregionen_mit_null"])
    static let actKeys = KeySet(
        "des Gesetzes",
        FactReader.markKeys + [
            "name", "kurztitel", "abkuerzung", "abkuerzung_geprueft", "abkuerzung_mit_land", "auch", "einheit", "fundstelle", "netzwerke", "genitiv", "dativ", "hinweis",
        ])
    static let authorityKeys = KeySet("der Aufsicht", SupervisoryAuthority.keyNames)
    static let postalKeys = KeySet("der Leitregionen", FactReader.markKeys + ["regionen"])
    static let genderKeys = KeySet("der Regel", FactReader.markKeys + ["untersagt", "form", "fundstelle", "hinweis"])

    private let reader: FactReader
    private let asOf: CalendarDate

    static func read(_ path: String) throws(FindingList) -> Laender {
        let reader = try FactReader(path: path)
        let (top, asOf) = try reader.top(top)
        let laender = LaenderReader(reader: reader, asOf: asOf)
        var all: [Land] = []
        if let group = top.group("laender", KeySet("der Länder", Laender.codes)) {
            for entry in group.entries {
                if let land = laender.land(entry) { all.append(land) }
            }
        }
        try reader.log.throwIfErrors()
        return Laender(all: all)
    }

    private func land(_ entry: InputEntry) -> Land? {
        guard let fields = MappingReader(entry.value, Self.landKeys, log: reader.log) else { return nil }
        let acts = fields.oneOrMore("datenschutzgesetz", Self.actKeys)
        let children = fields.oneOrMore("kinderschutzgesetz", Self.actKeys)
        guard !acts.isEmpty, !children.isEmpty, let gender = fields.group("gender", Self.genderKeys) else {
            for key in ["datenschutzgesetz", "kinderschutzgesetz", "gender"] where fields.node(key) == nil {
                fields.missing(key, remedy: "Ergänzen Sie die Angaben mit „quelle“ und „geprueft“.")
            }
            return nil
        }
        return Land(
            code: entry.key, name: fields.name("name"), dataProtectionActs: acts.map { act($0) },
            authorities: authorities(fields), childProtectionLaws: children.map { childProtection($0) }, genderRule: genderRule(gender),
            postalRegionsWithZero: postalRegions(fields))
    }

    private func postalRegions(_ fields: MappingReader) -> Set<String> {
        guard let group = fields.group("leitregionen_mit_null", Self.postalKeys) else { return [] }
        _ = reader.mark(group, asOf: asOf)
        let regions = group.texts("regionen")
        for region in regions where region.value.utf8.count != 2 || !region.value.hasPrefix("0") {
            reader.log.error(
                "leitregion-unlesbar", at: region.start, "\(quoted(region.value)) ist keine Leitregion mit führender Null.",
                remedy: "Schreiben Sie die ersten beiden Ziffern der Postleitzahlen in Anführungszeichen: \"01\".")
        }
        return Set(regions.map(\.value))
    }

    private func act(_ fields: MappingReader) -> LandAct {
        let mark = reader.mark(fields, asOf: asOf)
        return LandAct(
            name: fields.name("name"), shortName: fields.string("kurztitel"), abbreviation: fields.string("abkuerzung"),
            isAbbreviationVerified: fields.flag("abkuerzung_geprueft") ?? mark.isVerified, alternatives: fields.texts("auch").map(\.value),
            abbreviationNeedsLand: fields.flag("abkuerzung_mit_land") ?? false,
            unit: fields.string("einheit").flatMap(StatuteCitation.Unit.init(rawValue:)) ?? .paragraph,
            reference: fields.string("fundstelle"), networkProvision: fields.string("netzwerke"), genitive: fields.string("genitiv"), dative: fields.string("dativ"),
            note: fields.string("hinweis"), mark: mark)
    }

    private func authorities(_ fields: MappingReader) -> [Land.ScopedAuthority] {
        let result = fields.groups("aufsicht", Self.authorityKeys).compactMap { entry -> Land.ScopedAuthority? in
            guard let authority = SupervisoryAuthority(entry, reader, asOf: asOf) else { return nil }
            return Land.ScopedAuthority(scope: entry.choice("fuer", SupervisoryScope.self)?.value ?? .all, authority: authority)
        }
        if result.isEmpty { fields.missing("aufsicht", remedy: "Ergänzen Sie die Aufsichtsbehörde.") }
        return result
    }

    private func childProtection(_ fields: MappingReader) -> ChildProtection {
        if fields.node("name") != nil { return .act(act(fields)) }
        let note = fields.required("hinweis", remedy: "Schreiben Sie, was statt eines Gesetzes gilt, oder geben Sie seinen „name“ an.")
        return .none(note: note?.value ?? "", reader.mark(fields, asOf: asOf))
    }

    private func genderRule(_ fields: MappingReader) -> GenderRule {
        let names = GenderRule.Body.allCases.map(\.rawValue)
        let bodies = fields.texts("untersagt").compactMap { text -> GenderRule.Body? in
            if let body = GenderRule.Body(rawValue: text.value) { return body }
            reader.log.error(
                "wert-unbekannt", at: text.start, "„untersagt“ kennt \(quoted(text.value)) nicht.",
                remedy: Suggestion.remedy(for: text.value, among: names, otherwise: "Möglich sind: \(names.joined(separator: ", "))."))
            return nil
        }
        return GenderRule(
            forbiddenFor: bodies, form: fields.choice("form", GenderMode.self)?.value, reference: fields.string("fundstelle"), note: fields.string("hinweis"),
            mark: reader.mark(fields, asOf: asOf))
    }
}
