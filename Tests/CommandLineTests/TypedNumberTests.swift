import Testing

/// `check --urkunde` of agreements whose sections are numbered by hand.
@Suite("Numbers that are typed")
struct TypedNumberTests {
    @Test(
        "are named, and their gaps told",
        arguments: [
            ("Artikel 1", "Artikel 2", "✓", "„Artikel 1“ bis „Artikel 2“ sind im Text getippt"),
            ("Art. I", "Art. II", "✓", "„Art. I“ bis „Art. II“ sind im Text getippt"),
            ("§ 1", "§ 3", "✗", "hat eine Lücke: § 1, § 3"),
            ("1.", "2.", "✓", "„1.“ bis „2.“ sind im Text getippt"),
            ("Artikelreihe", "Teilhabe", "–", "Die Abschnitte haben keine Nummern."),
        ])
    func named(first: String, second: String, outcome: String, reason: String) throws {
        let folder = try SmallLibrary.make()
        try folder.replace(
            "  - zusammenarbeit/treffen\n  - laufzeit/unbefristet\n  - kuendigung/frist\n",
            with: """
                  - {klausel: zusammenarbeit/treffen, nummer: nein, ueberschrift: "\(first) Treffen"}
                  - {klausel: laufzeit/unbefristet, nummer: nein, ueberschrift: "\(second) Laufzeit"}
                  - {klausel: kuendigung/frist, nummer: nein, ueberschrift: Kündigung}

                """, in: "agreements/probe.yaml")
        let check = try Program.run(["check", "--urkunde", "probe"], in: folder.path)
        let output = check.output.replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ")
        let line = try #require(output.split(separator: "\n").first { $0.contains("Gliederung vollständig") }, "\(check.all)")
        #expect(line.hasPrefix(outcome) && line.contains(reason), "\(line)")
    }
}
