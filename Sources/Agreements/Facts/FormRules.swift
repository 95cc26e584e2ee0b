import DocumentModel
import Findings
import Settings

/// `facts/formvorschriften.yaml`: form, signature and seal, as hints for those who look them up.
package struct FormRules: Sendable, Hashable {
    /// What form a contract of a kind needs.
    package struct Form: Sendable, Hashable {
        package enum Need: String, Sendable, Hashable, CaseIterable {
            /// Prescribed by statute: the whole contract is void without it.
            case written = "schriftform"
            /// As far as the parties agree on it.
            case agreed = "vereinbart"
            case free = "frei"
        }

        /// Raw value of `vertragsart`.
        package var contractKind: String
        package var need: Need
        package var provision: String?
        /// What lets an electronic signature take the place of one by hand.
        package var electronic: String?
        package var note: String
        package var mark: FactMark
    }

    package enum Municipality: String, Sendable, Hashable, CaseIterable {
        case gemeinde, kreis
    }

    /// Who can bind a municipality.
    package struct Representation: Sendable, Hashable, DatedFact {
        /// ISO 3166-2:DE
        package var land: String
        package var bodies: [Municipality]
        package var provision: String
        package var note: String
        package var mark: FactMark
    }

    /// How the names of counties are known: words that end so, and names that tell it by no word.
    package struct CountyNames: Sendable, Hashable {
        package var endings: [String]
        package var names: [String]

        /// Whether a municipality of that name is a county: „Rhein-Sieg-Kreis“, „Hochsauerlandkreis“, „Märkischer Kreis“.
        package func contain(_ name: String) -> Bool {
            let lower = name.lowercased()
            if names.contains(where: { lower.hasPrefix($0.lowercased()) }) { return true }
            let words = lower.split { !$0.isLetter }
            return words.contains { word in endings.contains { word.hasSuffix($0) } }
        }
    }

    package var forms: [Form]
    package var counties: CountyNames
    package var representations: [Representation]
    /// What is to be known of the seal.
    package var seal: String
    package var sealMark: FactMark

    package func form(of contractKind: String) -> Form? { forms.first { $0.contractKind == contractKind } }

    /// - Parameter day: `nil`: the rule that holds until further notice.
    package func representation(of body: Municipality, in land: String, on day: CalendarDate? = nil) -> Representation? {
        representations.holding(on: day).last { $0.land == land && $0.bodies.contains(body) }
    }
}

extension FormRules {
    static let top = KeySet("der Formvorschriften", ["stand", "formen", "vertretung", "siegel", "kreise"])
    static let formKeys = KeySet("der Form", FactReader.markKeys + ["vertragsart", "form", "vorschrift", "elektronisch", "hinweis"])
    static let representationKeys = KeySet("der Vertretung", FactReader.markKeys + ["land", "fuer", "vorschrift", "hinweis"])
    static let countyKeys = KeySet("der Kreise", FactReader.markKeys + ["endungen", "namen"])
    static let sealKeys = KeySet("des Siegels", FactReader.markKeys + ["hinweis"])

    static func read(_ path: String) throws(FindingList) -> FormRules {
        let reader = try FactReader(path: path)
        let (top, asOf) = try reader.top(top)
        let forms = top.groups("formen", formKeys).compactMap { entry -> Form? in
            guard let need = entry.choice("form", Form.Need.self) else {
                if entry.node("form") == nil { entry.missing("form", remedy: "Schreiben Sie form: schriftform, vereinbart oder frei.") }
                return nil
            }
            return Form(
                contractKind: entry.name("vertragsart"), need: need.value, provision: entry.string("vorschrift"),
                electronic: entry.string("elektronisch"), note: entry.name("hinweis"), mark: reader.mark(entry, asOf: asOf))
        }
        let representations = top.groups("vertretung", representationKeys).map { entry in
            Representation(
                land: entry.name("land"), bodies: entry.texts("fuer").compactMap { Municipality(rawValue: $0.value) }, provision: entry.name("vorschrift"),
                note: entry.name("hinweis"), mark: reader.mark(entry, asOf: asOf))
        }
        guard let seal = top.group("siegel", sealKeys) else {
            if top.node("siegel") == nil { top.missing("siegel", remedy: "Ergänzen Sie „siegel“ mit „hinweis“, „quelle“ und „geprueft“.") }
            throw FindingList(reader.log.all)
        }
        var counties = CountyNames(endings: [], names: [])
        if let group = top.group("kreise", countyKeys) {
            _ = reader.mark(group, asOf: asOf)
            counties = CountyNames(endings: group.texts("endungen").map { $0.value.lowercased() }, names: group.texts("namen").map(\.value))
        }
        let rules = FormRules(forms: forms, counties: counties, representations: representations, seal: seal.name("hinweis"), sealMark: reader.mark(seal, asOf: asOf))
        try reader.log.throwIfErrors()
        return rules
    }
}
