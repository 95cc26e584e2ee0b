import Testing

@testable import GermanText

private typealias Declension = PersonNoun.Declension

private let forms = GenderForms(words: [
    PersonNoun(
        .derived(masculine: .strong("Partner"), feminine: .feminine("Partnerin", plural: "Partnerinnen")),
        neutral: .noun(.feminine, .feminine("Partei", plural: "Parteien"))),
    PersonNoun(
        .derived(masculine: .strong("Mitarbeiter"), feminine: .feminine("Mitarbeiterin", plural: "Mitarbeiterinnen")),
        neutral: .adjectival(stem: "Mitarbeitend")),
    PersonNoun(.derived(masculine: .strong("Akteur", plural: "Akteure"), feminine: .feminine("Akteurin", plural: "Akteurinnen"))),
    PersonNoun(.derived(masculine: .strong("Koordinator", plural: "Koordinatoren"), feminine: .feminine("Koordinatorin", plural: "Koordinatorinnen"))),
    PersonNoun(.derived(masculine: .strong("Arzt", genitive: "Arztes", plural: "Ärzte"), feminine: .feminine("Ärztin", plural: "Ärztinnen"))),
    PersonNoun(.derived(masculine: .weak("Pädagoge", ending: "n"), feminine: .feminine("Pädagogin", plural: "Pädagoginnen"))),
    PersonNoun(.derived(masculine: .weak("Referent", ending: "en"), feminine: .feminine("Referentin", plural: "Referentinnen"))),
    PersonNoun(.adjectival(stem: "Beauftragt")),
])

struct GenderCase: Sendable, CustomStringConvertible {
    var word: String
    var number: GrammaticalNumber
    var grammaticalCase: GrammaticalCase
    var article: Article?
    var mode: GenderMode
    var expected: String

    init(_ word: String, _ number: GrammaticalNumber, _ grammaticalCase: GrammaticalCase, _ article: Article?, _ mode: GenderMode, _ expected: String) {
        (self.word, self.number, self.grammaticalCase, self.article, self.mode, self.expected) = (word, number, grammaticalCase, article, mode, expected)
    }

    var description: String { "\(mode.rawValue): \(expected)" }
}

private let cases: [GenderCase] = [
    .init("Netzwerkpartner", .plural, .nominative, nil, .pair, "Netzwerkpartnerinnen und Netzwerkpartner"),
    .init("Netzwerkpartner", .plural, .dative, .der, .pair, "den Netzwerkpartnerinnen und Netzwerkpartnern"),
    .init("Netzwerkpartner", .singular, .nominative, .der, .pair, "die Netzwerkpartnerin oder der Netzwerkpartner"),
    .init("Netzwerkpartner", .singular, .genitive, .der, .pair, "der Netzwerkpartnerin oder des Netzwerkpartners"),
    .init("Netzwerkpartner", .singular, .nominative, .jeder, .pair, "jede Netzwerkpartnerin und jeder Netzwerkpartner"),
    .init("Netzwerkpartner", .plural, .dative, nil, .star, "Netzwerkpartner*innen"),
    .init("Netzwerkpartner", .singular, .nominative, .der, .star, "die*der Netzwerkpartner*in"),
    .init("Netzwerkpartner", .singular, .dative, .ein, .star, "einer*einem Netzwerkpartner*in"),
    .init("Netzwerkpartner", .singular, .accusative, .ein, .colon, "eine:n Netzwerkpartner:in"),
    .init("Netzwerkpartner", .singular, .nominative, .ein, .colon, "ein:e Netzwerkpartner:in"),
    .init("Netzwerkpartner", .singular, .nominative, .jeder, .colon, "jede:r Netzwerkpartner:in"),
    .init("Netzwerkpartner", .plural, .genitive, .der, .underscore, "der Netzwerkpartner_innen"),
    .init("Netzwerkpartner", .plural, .nominative, .der, .innerCapital, "die NetzwerkpartnerInnen"),
    .init("Netzwerkpartner", .singular, .nominative, .der, .innerCapital, "die/der NetzwerkpartnerIn"),
    .init("Netzwerkpartner", .plural, .nominative, nil, .slash, "Netzwerkpartner/-innen"),
    .init("Netzwerkpartner", .plural, .dative, .der, .slash, "den Netzwerkpartnern/-innen"),
    .init("Netzwerkpartner", .singular, .nominative, .jeder, .slash, "jede/-r Netzwerkpartner/-in"),
    .init("Netzwerkpartner", .singular, .genitive, .der, .slash, "der Netzwerkpartnerin oder des Netzwerkpartners"),
    .init("Netzwerkpartner", .plural, .dative, nil, .generic, "Netzwerkpartnern"),
    .init("Netzwerkpartner", .singular, .genitive, .ein, .generic, "eines Netzwerkpartners"),
    .init("Kooperationspartner", .plural, .dative, .der, .neutral, "den Kooperationsparteien"),
    .init("Mitarbeiter", .plural, .nominative, nil, .neutral, "Mitarbeitende"),
    .init("Mitarbeiter", .plural, .genitive, nil, .neutral, "Mitarbeitender"),
    .init("Mitarbeiter", .plural, .dative, .der, .neutral, "den Mitarbeitenden"),
    .init("Mitarbeiter", .plural, .nominative, .kein, .neutral, "keine Mitarbeitenden"),
    .init("Mitarbeiter", .singular, .nominative, .ein, .neutral, "eine Mitarbeitende oder ein Mitarbeitender"),
    .init("Mitarbeiter", .singular, .nominative, .der, .neutral, "die oder der Mitarbeitende"),
    .init("Akteur", .plural, .nominative, nil, .neutral, "Akteurinnen und Akteure"),
    .init("Akteure", .plural, .dative, nil, .pair, "Akteurinnen und Akteuren"),
    .init("Netzwerkkoordinator", .plural, .nominative, nil, .slash, "Netzwerkkoordinatoren/-innen"),
    .init("Kinderarzt", .plural, .nominative, nil, .slash, "Kinderärztinnen und Kinderärzte"),
    .init("Kinderarzt", .plural, .nominative, nil, .star, "Kinderärzt*innen"),
    .init("Kinderärzt", .singular, .genitive, .der, .generic, "des Kinderarztes"),
    .init("Pädagog", .plural, .nominative, nil, .colon, "Pädagog:innen"),
    .init("Pädagoge", .singular, .dative, .der, .pair, "der Pädagogin oder dem Pädagogen"),
    .init("Fachreferent", .singular, .accusative, .der, .slash, "die Fachreferentin oder den Fachreferenten"),
    .init("Fachreferent", .singular, .nominative, .dieser, .slash, "diese/-r Fachreferent/-in"),
    .init("Datenschutzbeauftragte", .singular, .nominative, .der, .star, "die*der Datenschutzbeauftragte"),
    .init("Datenschutzbeauftragte", .singular, .nominative, nil, .star, "Datenschutzbeauftragte*r"),
    .init("Datenschutzbeauftragte", .singular, .accusative, .der, .pair, "die Datenschutzbeauftragte oder den Datenschutzbeauftragten"),
    .init("Datenschutzbeauftragte", .singular, .genitive, .der, .pair, "der oder des Datenschutzbeauftragten"),
    .init("Datenschutzbeauftragte", .plural, .dative, nil, .pair, "Datenschutzbeauftragten"),
    .init("IT-Partner", .plural, .nominative, nil, .star, "IT-Partner*innen"),
]

@Test("Forms of words for persons", arguments: cases)
func genderForms(given: GenderCase) throws {
    let form = try forms.form(
        of: given.word, number: given.number, case: given.grammaticalCase, article: given.article, mode: given.mode)
    #expect(form == given.expected)
}

@Test("An unknown word names the nearest known one")
func unknownWord() {
    #expect(throws: GenderFormError.unknownWord("Netzwerkparnter", nearest: "Netzwerkpartner")) {
        try forms.form(of: "Netzwerkparnter", number: .plural, mode: .star)
    }
    #expect(throws: GenderFormError.unknownWord("Xylophon", nearest: nil)) {
        try forms.form(of: "Xylophon", number: .plural, mode: .star)
    }
}

@Test("„ein“ has no plural")
func noPlural() {
    #expect(throws: GenderFormError.noForm(article: .ein, number: .plural)) {
        try forms.form(of: "Partner", number: .plural, article: .ein, mode: .star)
    }
}

@Test("Every mode has a form for every number, case and article, and modes without marks have none in the word")
func allForms() throws {
    for word in forms.vocabulary {
        for mode in GenderMode.allCases {
            for number in GrammaticalNumber.allCases {
                for grammaticalCase in GrammaticalCase.allCases {
                    for article in Article.allCases where article.form(.feminine, number, .nominative) != nil {
                        let form = try forms.form(of: word, number: number, case: grammaticalCase, article: article, mode: mode)
                        #expect(!form.isEmpty)
                        if mode.innerMark == nil { #expect(!form.contains { "*:_".contains($0) }, "\(form)") }
                    }
                }
            }
        }
    }
}

@Test(
    "Articles and their like are declined",
    arguments: [
        (Article.der, "die der der die"), (.ein, "eine einer einer eine"), (.jeder, "jede jeder jeder jede"), (.unser, "unsere unserer unserer unsere"),
    ])
func feminineArticles(article: Article, expected: String) {
    #expect(GrammaticalCase.allCases.compactMap { article.form(.feminine, .singular, $0) }.joined(separator: " ") == expected)
}

@Test("Offices and institutions are declined as a whole")
func designations() {
    let hessian = Designation(
        adjectives: ["Hessisch"], head: .office(PersonNoun(.adjectival(stem: "Beauftragt")), nil), complement: "für Datenschutz")
    #expect(hessian.form(mode: .pair) == "die oder der Hessische Beauftragte für Datenschutz")
    #expect(hessian.form(case: .accusative, mode: .pair) == "die Hessische Beauftragte oder den Hessischen Beauftragten für Datenschutz")
    #expect(hessian.form(case: .accusative, mode: .star) == "die*den Hessische*n Beauftragte*n für Datenschutz")
    #expect(hessian.form(article: nil, mode: .colon) == "Hessische:r Beauftragte:r für Datenschutz")
    let saxon = Designation(adjectives: ["Sächsisch"], head: .office(PersonNoun(.adjectival(stem: "Beauftragt")), .feminine))
    #expect(saxon.form(case: .dative, mode: .star) == "der Sächsischen Beauftragten")
    let berlin = Designation(adjectives: ["Berliner"], head: .office(PersonNoun(.adjectival(stem: "Beauftragt")), .masculine))
    #expect(berlin.form(case: .genitive, mode: .pair) == "des Berliner Beauftragten")
    let saarland = Designation(
        adjectives: ["Unabhängig"], head: .institution(.neuter, .strong("Datenschutzzentrum", plural: "Datenschutzzentren")),
        complement: "Saarland")
    #expect(saarland.form(case: .dative, mode: .star) == "dem Unabhängigen Datenschutzzentrum Saarland")
    #expect(saarland.form(article: nil, mode: .star) == "Unabhängiges Datenschutzzentrum Saarland")
}
