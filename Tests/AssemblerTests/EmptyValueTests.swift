import Findings
import Testing

@testable import Assembler

/// A key that stands there with nothing in it must not drop what it is about.
@Suite("Empty values of an agreement")
struct EmptyValueTests {
    static let clauses = "  - gegenstand/kurz\n"

    static let cases: [(old: String, new: String, key: String)] = [
        (clauses, "  - klausel: \"\"\n", "klausel"),
        (clauses, "  - klausel: \" \"\n", "klausel"),
        (clauses, "  - abschnitt: \"\"\n    absaetze: [gegenstand/kurz]\n", "abschnitt"),
        (clauses, "  - abschnitt: A\n    absaetze: []\n", "absaetze"),
        (clauses, "  - abschnitt: A\n    unterabschnitte: []\n", "unterabschnitte"),
        (clauses, "  - {klausel: gegenstand/kurz, wenn: \"\"}\n", "wenn"),
        (clauses, "  - {klausel: gegenstand/kurz, nummer: \"\"}\n", "nummer"),
        ("{stelle: partner,", "{stelle: \"\",", "stelle"),
        ("  liste:\n    - {stelle: stelle, bezeichnung: Jugendamt}\n    - {stelle: partner, bezeichnung: Partner}\n", "  liste: []\n", "liste"),
        ("stelle: musterstadt", "stelle: \"\"", "stelle"),
        ("titel: Vereinbarung mit {{partner.name}}", "titel: \"\"", "titel"),
        ("titel: Vereinbarung mit {{partner.name}}", "titel: []", "titel"),
        ("datum: 2026-10-01", "datum: 2026-10-01\nland: \"\"", "land"),
        ("datum: 2026-10-01", "datum: 2026-10-01\ngender: \"\"", "gender"),
        ("beispiel:", "anlagen:\n  - {kennung: a, titel: A, art: text, datei: \"\"}\nbeispiel:", "datei"),
        ("beispiel:", "anlagen:\n  - {kennung: a, titel: A, art: text, klausel: \"\"}\nbeispiel:", "klausel"),
        ("beispiel:", "anlagen:\n  - {kennung: a, titel: A, art: tabelle, feld: \"\"}\nbeispiel:", "feld"),
        ("beispiel:", "anlagen:\n  - {kennung: a, titel: A, art: \"\", datei: x.md}\nbeispiel:", "art"),
        ("beispiel:", "anlagen:\n  - {kennung: a, titel: A, art: pdf, datei: x.pdf, seiten: \"\"}\nbeispiel:", "seiten"),
        ("beispiel:", "unterschriften: {einheiten: []}\nbeispiel:", "einheiten"),
        ("beispiel:", "unterschriften: {einheiten: [{partei: \"\"}]}\nbeispiel:", "partei"),
    ]

    @Test("An empty value is an error that names its key", arguments: cases.indices)
    func tells(index: Int) throws {
        let (old, new, key) = Self.cases[index]
        #expect(TestLibrary.agreement.contains(old))
        let library = try TestLibrary(["agreements/a.yaml": TestLibrary.agreement.replacing(old, with: new, maxReplacements: 1)])
        let errors = library.errors()
        #expect(errors.contains { $0.rule == "angabe-leer" && $0.message.contains("„\(key)“") && $0.remedy != nil && $0.place != nil }, "\(errors)")
    }

    @Test("A clause's empty condition is an error, too")
    func clause() throws {
        let library = try TestLibrary(["clauses/gegenstand/kurz.md": TestLibrary.clause("G", "wenn: \"\"")])
        #expect(library.errors().contains { $0.rule == "angabe-leer" })
    }

    @Test("No heading and no signature line stay possible")
    func mayBeEmpty() throws {
        let agreement = TestLibrary.agreement.replacing("  - gegenstand/kurz", with: "  - {klausel: gegenstand/kurz, ueberschrift: \"\"}")
        #expect(try TestLibrary(["agreements/a.yaml": agreement]).errors() == [])
    }
}
