import Testing

@testable import GermanText

private let finder = CitationFinder(laws: ["SGB VIII", "SGB X", "SGB I", "KKG", "DSGVO", "BDSG", "AG SGB VIII", "DSG NRW", "StGB", "BGB"])

@Test(
    "Citations are read and written in their right form",
    arguments: [
        ("§ 8a Abs. 4 SGB VIII", "§ 8a Abs. 4 SGB VIII"),
        ("§8a Absatz 4 Satz 2 Nummer 1 SGB VIII", "§ 8a Abs. 4 Satz 2 Nr. 1 SGB VIII"),
        ("§§ 37, 37a SGB VIII", "§§ 37, 37a SGB VIII"),
        ("§§ 37 und 37a SGB VIII", "§§ 37, 37a SGB VIII"),
        ("§ 61 ff. SGB VIII", "§§ 61 ff. SGB VIII"),
        ("§§ 61ff. SGB VIII", "§§ 61 ff. SGB VIII"),
        ("§§ 61-68 SGB VIII", "§§ 61–68 SGB VIII"),
        ("§§ 61 bis 68 SGB VIII", "§§ 61–68 SGB VIII"),
        ("§ 8a f. SGB VIII", "§§ 8a f. SGB VIII"),
        ("§ 8f SGB VIII", "§ 8f SGB VIII"),
        ("Art. 6 Abs. 1 lit. b und e DSGVO", "Art. 6 Abs. 1 Buchst. b und e DSGVO"),
        ("Artikel 13, 14 DSGVO", "Art. 13, 14 DSGVO"),
        ("§ 1 Abs. 1 Satz 2 BDSG", "§ 1 Abs. 1 Satz 2 BDSG"),
        ("§ 8a Abs. 4 und 5 SGB VIII", "§ 8a Abs. 4 und 5 SGB VIII"),
        ("§§ 8a Abs. 4, 72a Abs. 2 und 4 SGB VIII", "§§ 8a Abs. 4, 72a Abs. 2 und 4 SGB VIII"),
        ("§ 67 Abs. 1–5 SGB X", "§ 67 Abs. 1–5 SGB X"),
        ("§ 67 Abs. 8 und 8a SGB X", "§ 67 Abs. 8 und 8a SGB X"),
        ("§ 9 AG SGB VIII", "§ 9 AG SGB VIII"),
        ("§ 4 des KKG", "§ 4 KKG"),
        ("§ 4", "§ 4"),
        ("§\u{A0}8a\u{A0}Abs.\u{A0}4 SGB\u{A0}VIII", "§ 8a Abs. 4 SGB VIII"),
        ("§ 2 Abs. 1 Halbsatz 2 BGB", "§ 2 Abs. 1 Halbsatz 2 BGB"),
        ("§ 8 Nr. 1 Buchst. aa BGB", "§ 8 Nr. 1 Buchst. aa BGB"),
    ])
func readsCitations(text: String, expected: String) throws {
    let citation = try #require(finder.citation(text))
    #expect(citation.formatted() == expected)
}

@Test("What a citation says is its parts")
func partsOfCitation() throws {
    let citation = try #require(finder.citation("§ 72a Abs. 2 Satz 1 SGB VIII"))
    #expect(
        citation
            == StatuteCitation(
                provisions: [Provision(SectionNumber(72, "a"), parts: [Subdivision(.absatz, ["2"]), Subdivision(.satz, ["1"])])],
                law: "SGB VIII"))
    #expect(citation.lawIsKnown)
    #expect(!citation.needsPluralSign && !citation.hasPluralSign)
    #expect(citation.formatted(.spelledOut) == "§ 72a Absatz 2 Satz 1 SGB VIII")
}

@Test("A plural sign that is missing shows")
func missingPluralSign() throws {
    let citation = try #require(finder.citation("§ 61 ff. SGB VIII"))
    #expect(citation.needsPluralSign && !citation.hasPluralSign)
}

@Test(
    "Laws that the list does not know are reported by what looks like one",
    arguments: [("§ 1 BKisSchG", "BKisSchG"), ("§ 3 SGB XIII", "SGB XIII"), ("§ 9 LKISchG NRW", "LKISchG NRW"), ("§ 3 DSG M-V", "DSG M-V")])
func unknownLaws(text: String, law: String) throws {
    let citation = try #require(finder.citation(text))
    #expect(citation.law == law)
    #expect(!citation.lawIsKnown)
}

@Test("Citations are found in running text with their ranges")
func findsCitations() {
    let text = "Nach § 8a Abs. 4 SGB VIII und § 203 StGB gilt § 5 dieser Vereinbarung, Art. 4 Nr. 5 DSGVO. Die Art der Hilfe, § x."
    let found = finder.findCitations(in: text)
    #expect(found.map { String(text[$0.range]) } == ["§ 8a Abs. 4 SGB VIII", "§ 203 StGB", "§ 5", "Art. 4 Nr. 5 DSGVO"])
    #expect(found.map(\.citation.law) == ["SGB VIII", "StGB", nil, "DSGVO"])
}

@Test("A law named once at the end of a row holds for the whole row")
func inheritedLaw() {
    let found = finder.findCitations(in: "§ 8a, § 8b und § 72a SGB VIII sowie § 4.")
    #expect(found.map(\.citation.law) == ["SGB VIII", "SGB VIII", "SGB VIII", nil])
    #expect(found.map(\.citation.lawIsInherited) == [true, true, false, false])
}

@Test("What is written reads back as the same citation")
func roundTrip() throws {
    var random = Repeatable(state: 3)
    for _ in 0..<2_000 {
        var provisions: [Provision] = []
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let number = SectionNumber(Int.random(in: 21...400, using: &random), ["", "a", "b"].randomElement(using: &random) ?? "")
            var parts: [Subdivision] = []
            if Bool.random(using: &random) { parts.append(Subdivision(.absatz, ["2"])) }
            if Bool.random(using: &random) { parts.append(Subdivision(.satz, ["1", "2"])) }
            if Bool.random(using: &random) { parts.append(Subdivision(.buchstabe, ["b"])) }
            let following: Following? = parts.isEmpty && Bool.random(using: &random) ? .more : nil
            provisions.append(Provision(number, following: following, parts: parts))
        }
        let citation = StatuteCitation(provisions: provisions, law: ["SGB VIII", "KKG", nil].randomElement(using: &random) ?? nil)
        #expect(finder.citation(citation.formatted()) == citation, "\(citation)")
    }
}

@Test("Hostile text ends without harm", arguments: ["§", "§§", "§ 99999", "Art.", "§ 1 Abs.", "§ 1 bis", "§ 0", "§ 5,", "§ 8a Abs. 4 und die"])
func hostileText(text: String) {
    for found in finder.findCitations(in: text) { #expect(!text[found.range].isEmpty) }
}
