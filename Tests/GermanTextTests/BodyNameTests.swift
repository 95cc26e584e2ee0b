import GermanText
import Testing

/// Names of bodies in running text.
@Suite struct BodyNameTests {
    @Test(arguments: [
        (
            "Vogtländische PflegeEltern Initiative", GrammaticalGender.feminine,
            "die Vogtländische PflegeEltern Initiative|der Vogtländischen PflegeEltern Initiative|der Vogtländischen PflegeEltern Initiative|die Vogtländische PflegeEltern Initiative"
        ),
        ("Landkreis Musterland", .masculine, "der Landkreis Musterland|des Landkreises Musterland|dem Landkreis Musterland|den Landkreis Musterland"),
        ("Stadt Musterstadt", .feminine, "die Stadt Musterstadt|der Stadt Musterstadt|der Stadt Musterstadt|die Stadt Musterstadt"),
        (
            "Evangelischer Kirchenkreis Beispielau", .masculine,
            "der Evangelische Kirchenkreis Beispielau|des Evangelischen Kirchenkreises Beispielau|dem Evangelischen Kirchenkreis Beispielau|den Evangelischen Kirchenkreis Beispielau"
        ),
        ("Diakonisches Werk", .neuter, "das Diakonische Werk|des Diakonischen Werks|dem Diakonischen Werk|das Diakonische Werk"),
        ("Berliner Verein", .masculine, "der Berliner Verein|des Berliner Vereins|dem Berliner Verein|den Berliner Verein"),
        ("AWO Beispielhausen", .feminine, "die AWO Beispielhausen|der AWO Beispielhausen|der AWO Beispielhausen|die AWO Beispielhausen"),
    ])
    func isInflected(name: String, gender: GrammaticalGender, expected: String) {
        let forms = GrammaticalCase.allCases.map { BodyName(name, gender).form($0) }
        #expect(forms.joined(separator: "|") == expected)
    }

    @Test(
        "In the plural the noun has its dative",
        arguments: [
            ("Sportfreunde Musterstadt e. V.", "den Sportfreunden Musterstadt e. V."), ("Stadtwerke Musterstadt", "den Stadtwerken Musterstadt"),
            ("Malteser Münster", "den Malteser Münster"),
            ("Hilfen Muster", "den Hilfen Muster"), ("Kitas Muster", "den Kitas Muster"), ("Soziale Dienste Muster", "den Sozialen Diensten Muster"),
        ])
    func plural(name: String, dative: String) {
        #expect(BodyName(name, .neuter, .plural).form(.dative) == dative)
    }
}
