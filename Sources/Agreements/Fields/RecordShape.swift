import DocumentModel

/// The members of the records that fields can be. A required member may be missing only where nothing prints it.
package enum RecordShape {
    static let person: [FieldDeclaration] = [
        optional("anrede", .choice([FieldChoice("Frau"), FieldChoice("Herr")]), "Anrede"),
        optional("titel", .text, "Titel"),
        optional("vorname", .text, "Vorname"),
        FieldDeclaration("name", .text, label: "Name"),
        optional("funktion", .text, "Funktion"),
        optional("telefon", .text, "Telefon"),
        optional("email", .text, "E-Mail"),
    ]

    static let address: [FieldDeclaration] = [
        FieldDeclaration("strasse", .text, label: "Straße und Hausnummer"),
        FieldDeclaration("plz", .text, label: "Postleitzahl"),
        FieldDeclaration("ort", .text, label: "Ort"),
    ]

    package static let body: [FieldDeclaration] = [
        FieldDeclaration("name", .text, label: "Name"),
        optional("kurz", .text, "Kurzname"),
        FieldDeclaration("art", .choice(bodyKinds), label: "Art der Stelle"),
        optional("einheit", .text, "Organisationseinheit"),
        FieldDeclaration("strasse", .text, label: "Straße und Hausnummer"),
        FieldDeclaration("plz", .text, label: "Postleitzahl"),
        FieldDeclaration("ort", .text, label: "Ort"),
        optional("land", .choice(FederalState.choices), "Land"),
        FieldDeclaration("vertreten_durch", .representation, label: "Vertreten durch"),
        optional("telefon", .text, "Telefon"),
        optional("email", .text, "E-Mail"),
        optional("wappen", .text, "Datei des Wappens"),
        optional("genus", .choice([FieldChoice("m"), FieldChoice("f"), FieldChoice("n")]), "Grammatisches Geschlecht"),
        optional("numerus", .choice([FieldChoice("singular"), FieldChoice("plural")]), "Einzahl oder Mehrzahl"),
        optional("formen", .inflection, "Beugung des Namens"),
        optional("beruf", .choice(professions), "Beruf"),
        optional("kommune", .choice(municipalities), "Art der Kommune"),
        optional("rechtstraeger", .text, "Rechtsträger"),
        optional("bistum", .text, "Bistum"),
        // Follow from `art`, `land` and the facts where the data do not say otherwise.
        optional("datenschutzrecht", .choice(DataProtectionRegime.allCases.map { FieldChoice($0.rawValue, label: $0.label) }), "Datenschutzrecht"),
        optional("datenschutzgesetz", .text, "Datenschutzgesetz"),
        optional("datenschutzaufsicht", .text, "Datenschutzaufsicht"),
        optional("netzwerkgrundlage", .text, "Grundlage der Netzwerke (Dativ)"),
        optional("vertragsvorschriften", .text, "Vorschriften des Landes über öffentlich-rechtliche Verträge (Dativ, ohne Artikel)"),
        optional("anpassungsvorschrift", .text, "Vorschrift des Landes über Anpassung und Kündigung (Dativ)"),
        optional("ergaenzungsvorschrift", .text, "Vorschrift des Landes über die ergänzende Geltung des BGB (Dativ)"),
        optional("zusammenarbeitsvorschrift", .text, "Vorschrift des Landes über die kommunale Zusammenarbeit (Dativ)"),
    ]

    /// Members of a body that its place among the parties prints or asks for, besides name and address.
    package static let ofParties: Set<String> = [
        "art", "einheit", "land", "vertreten_durch", "genus", "numerus", "formen", "kommune", "rechtstraeger", "bistum", "datenschutzrecht",
        "datenschutzgesetz", "datenschutzaufsicht",
    ]

    static let inflection: [FieldDeclaration] = [
        optional("nominativ", .text, "Nominativ"), optional("genitiv", .text, "Genitiv"), optional("dativ", .text, "Dativ"),
        optional("akkusativ", .text, "Akkusativ"),
    ]

    static let bodyKinds: [FieldChoice] = [
        FieldChoice("bund", label: "Bund"), FieldChoice("land", label: "Land"),
        FieldChoice("gebietskoerperschaft", label: "Gebietskörperschaft"),
        FieldChoice("koerperschaft", label: "Körperschaft des öffentlichen Rechts"),
        FieldChoice("anstalt", label: "Anstalt des öffentlichen Rechts"),
        FieldChoice("stiftung", label: "Stiftung"),
        FieldChoice("ev", label: "eingetragener Verein"),
        FieldChoice("gmbh", label: "GmbH"),
        FieldChoice("ggmbh", label: "gemeinnützige GmbH"),
        FieldChoice("kirche_kath", label: "katholische kirchliche Stelle"),
        FieldChoice("kirche_ev", label: "evangelische kirchliche Stelle"),
        FieldChoice("schule", label: "Schule"),
        FieldChoice("einzelperson", label: "Einzelperson"),
        FieldChoice("behoerde", label: "Behörde"),
        FieldChoice("sonstige", label: "Sonstige"),
    ]

    /// What a person does by profession: § 4 KKG and § 8a Abs. 5 SGB VIII ask for it, not for the legal form.
    static let professions: [FieldChoice] = [
        FieldChoice("heilberuf", label: "Heilberuf"),
        FieldChoice("sozialarbeit", label: "staatlich anerkannte soziale Arbeit"),
        FieldChoice("tagespflege", label: "Kindertagespflege"),
        FieldChoice("sonstige", label: "anderer Beruf"),
    ]

    static let municipalities: [FieldChoice] = [FieldChoice("gemeinde", label: "Gemeinde oder Stadt"), FieldChoice("kreis", label: "Kreis")]

    private static func optional(_ name: String, _ kind: FieldKind, _ label: String) -> FieldDeclaration {
        FieldDeclaration(name, kind, label: label, isRequired: false)
    }
}

/// The Länder by their code in ISO 3166-2:DE.
package enum FederalState {
    package static let choices: [FieldChoice] = [
        FieldChoice("BB", label: "Brandenburg"), FieldChoice("BE", label: "Berlin"), FieldChoice("BW", label: "Baden-Württemberg"),
        FieldChoice("BY", label: "Bayern"), FieldChoice("HB", label: "Bremen"), FieldChoice("HE", label: "Hessen"),
        FieldChoice("HH", label: "Hamburg"), FieldChoice("MV", label: "Mecklenburg-Vorpommern"),
        FieldChoice("NI", label: "Niedersachsen"), FieldChoice("NW", label: "Nordrhein-Westfalen"),
        FieldChoice("RP", label: "Rheinland-Pfalz"), FieldChoice("SH", label: "Schleswig-Holstein"),
        FieldChoice("SL", label: "Saarland"), FieldChoice("SN", label: "Sachsen"), FieldChoice("ST", label: "Sachsen-Anhalt"),
        FieldChoice("TH", label: "Thüringen"),
    ]
}

/// The `gender` setting: how gendered words are written.
package enum GenderSetting: String, Sendable, Hashable, CaseIterable {
    case paar, neutral, stern, doppelpunkt, unterstrich
    case binnenI = "binnen_i"
    case schraegstrich, generisch
}
