import GermanText
import Testing

/// Offices with their article, in the four cases.
@Suite("Offices") struct OfficeTests {
    private static let forms = GenderForms(
        words: [
            PersonNoun(
                .derived(
                    masculine: .strong("Landrat", plural: "Landräte"), feminine: .feminine("Landrätin", plural: "Landrätinnen"))),
            PersonNoun(.derived(masculine: .strong("Meister"), feminine: .feminine("Meisterin", plural: "Meisterinnen"))),
            PersonNoun(.derived(masculine: .strong("Leiter"), feminine: .feminine("Leiterin", plural: "Leiterinnen"))),
            PersonNoun(.derived(masculine: .weak("Präsident", ending: "en"), feminine: .feminine("Präsidentin", plural: "Präsidentinnen"))),
            PersonNoun(.adjectival(stem: "Vorsitzend")), PersonNoun(.adjectival(stem: "Beigeordnet")),
        ], organs: ["Vorstand": .masculine, "Präsidium": .neuter])

    @Test(
        "A title is declined with its article",
        arguments: [
            ("Landrätin", "die Landrätin|der Landrätin|der Landrätin|die Landrätin"),
            ("Landrat", "der Landrat|des Landrats|dem Landrat|den Landrat"),
            ("Oberbürgermeister", "der Oberbürgermeister|des Oberbürgermeisters|dem Oberbürgermeister|den Oberbürgermeister"),
            ("die Oberbürgermeisterin", "die Oberbürgermeisterin|der Oberbürgermeisterin|der Oberbürgermeisterin|die Oberbürgermeisterin"),
            ("Präsident", "der Präsident|des Präsidenten|dem Präsidenten|den Präsidenten"),
            ("Vorsitzender des Vorstands", "der Vorsitzende des Vorstands|des Vorsitzenden des Vorstands|dem Vorsitzenden des Vorstands|den Vorsitzenden des Vorstands"),
            ("Erster Beigeordneter", "der Erste Beigeordnete|des Ersten Beigeordneten|dem Ersten Beigeordneten|den Ersten Beigeordneten"),
            (
                "Stellvertretende Leiterin Jugend und Familie",
                "die Stellvertretende Leiterin Jugend und Familie|der Stellvertretenden Leiterin Jugend und Familie|der Stellvertretenden Leiterin Jugend und Familie|die Stellvertretende Leiterin Jugend und Familie"
            ),
            ("Vorstand", "der Vorstand|des Vorstands|dem Vorstand|den Vorstand"),
            ("Geschäftsführung", "die Geschäftsführung|der Geschäftsführung|der Geschäftsführung|die Geschäftsführung"),
            ("Präsidium", "das Präsidium|des Präsidiums|dem Präsidium|das Präsidium"),
        ])
    func isDeclined(title: String, expected: String) {
        let forms = GrammaticalCase.allCases.map { Self.forms.office(title, holder: nil, case: $0) ?? "–" }
        #expect(forms.joined(separator: "|") == expected)
    }

    @Test("Where the title fits women and men, the form of address decides")
    func asksForHolder() {
        #expect(Self.forms.office("Vorsitzende", holder: nil, case: .dative) == nil)
        #expect(Self.forms.office("Vorsitzende", holder: .feminine, case: .dative) == "der Vorsitzenden")
        #expect(Self.forms.office("Vorsitzender", holder: .masculine, case: .accusative) == "den Vorsitzenden")
    }

    @Test("What is no office the data know stays as it is") func leavesUnknown() {
        #expect(Self.forms.office("Pförtner", holder: .masculine, case: .dative) == nil)
    }
}
