import Testing

@testable import TakingOver

@Suite struct `Numbers that lead a paragraph` {
    static let numbers: [(String, LeadingNumber.Shape, String, String)] = [
        ("§ 4 Kündigung", .paragraphSign, "4", "Kündigung"), ("§\u{A0}4a – Haftung", .paragraphSign, "4a", "Haftung"), ("Artikel 12 Beitritt", .article, "12", "Beitritt"),
        ("(2) Die Parteien", .bracketed, "2", "Die Parteien"), ("3. Laufzeit", .decimal(depth: 1), "3", "Laufzeit"), ("5.2 Abstimmung", .decimal(depth: 2), "5.2", "Abstimmung"),
        ("7 Form", .decimal(depth: 1), "7", "Form"), ("b) lädt ein,", .letter, "b", "lädt ein,"), ("bb) Kosten", .doubleLetter, "bb", "Kosten"),
        ("IV. Schluss", .roman, "IV", "Schluss"),
        ("3) drittens", .closed, "3", "drittens"), ("– ein Strich", .bullet, "", "ein Strich"), ("•\tein Punkt", .bullet, "", "ein Punkt"),
        ("iii) drittens", .smallRoman, "iii", "drittens"),
    ]

    @Test(arguments: numbers) func `are told from the words behind them`(_ text: String, _ shape: LeadingNumber.Shape, _ figure: String, _ rest: String) throws {
        let found = try #require(LeadingNumber.read(text))
        #expect(found.number.shape == shape)
        #expect(found.number.figure == figure)
        #expect(found.rest == rest)
    }

    @Test(arguments: [
        "31. Dezember 2026 ist der letzte Tag.", "2 Ausfertigungen werden unterzeichnet, eine für jede Partei und keine für Dritte.", "Die Parteien", "z. B. Beratung",
        "§§ 3 und 4", "12.03.2026", "2026",
        "I", "", "Artikelgesetz",
    ]) func `are not read into words`(_ text: String) {
        #expect(LeadingNumber.read(text) == nil)
    }
}
