import Testing

@testable import Assembler
@testable import Composition

/// „Satz n“: where sentences end behind abbreviations and numbers.
@Suite("Counting sentences")
struct SentenceTests {
    /// Each is followed by a second sentence; „?“: whether it is the second or third is not certain, and that is told.
    static let one = [
        "Das gilt für Abs. 1 Satz 2 Nr. 3 Buchst. b KKG.", "Die E-Mail an a.b@example.org genügt.", "Das gilt für Hr. Muster und Fr. Muster.",
        "Das gilt für die Abt. Jugend des Amts.", "Das gilt für den Fachdienst 51.2 Soziales.", "Das gilt ab dem 1.8.2026 für alle.",
        "Das gilt von 8.00 Uhr bis 16.30 Uhr.", "Das gilt lt. Beschluss vom 3. März.", "Das gilt für Dipl.-Soz.-Päd. Muster.", "Das gilt für B. A. Soziale Arbeit.",
        "Das Land Nordrh.-Westf. zahlt.", "Der Vertrag (Az. J 5/2026) gilt.", "Der Vertrag (Bd. II, Bl. 5 d. A.) gilt.", "Die 1. und 2. Klasse nimmt teil.",
        "Das gilt nach Art. 6 Abs. 1 UAbs. 1 Buchst. e DSGVO.", "Das gilt sog. Netzwerkpartnern.", "Das gilt insb. Trägern der Jugendhilfe.",
        "Das gilt ggf. Dritten gegenüber.", "Das gilt u. a. Trägern.", "Das gilt o. g. Trägern.", "Das gilt d. h. Trägern.", "Das gilt z. B. Trägern.",
        "Das gilt i. d. R. Trägern.", "Das gilt m. E. Trägern.", "Das gilt n. F. Trägern.", "Die Fassung (BGBl. I S. 2022) gilt.", "Die Fassung (GV. NRW. S. 509) gilt.",
        "Die Fassung vom 1. 1. 2026 (BGBl. 2026 I Nr. 5) gilt.", "Der Zuschuss beträgt 2 Mio. Euro im Jahr.", "Es sind 3 Mrd. Euro.", "Im 2. Halbjahr gilt das.",
        "Nach Abs. 2 gilt das.", "Sie gilt bis 31. Dezember.", "Frau Dr. Muster leitet.", "Das gilt gem. Vertrag.", "Die Kita in der Hauptstr. 5 ist der Ort.",
        "Die Kita Bahnhofstr. 12a ist der Ort.", "Die Kita in der Str. 3 ist der Ort.", "Die Kita Marktpl. 3 ist der Ort.", "Die Kundennr. K 5 gilt.",
        "Die Prüfung (vgl. Anlage) genügt.",
        "Das gilt für Kitas (Horte usw.).", "Das gilt für Kitas (s. o.).", "Das gilt für Kitas ...",
        // An address or the name of a file at the end, whatever its last letters abbreviate elsewhere.
        "Näheres steht unter www.example.org.", "Näheres steht unter https://www.example.org/a?b=1.", "Näheres steht unter example.org.", "Die Seite ist www.example.nrw.",
        "Die Seite ist (www.example.st).", "Schreiben Sie an info@example.org.", "Schreiben Sie an a.b@kita.co.", "Es gilt die Datei Antrag.pdf.", "Es gilt „Anlage 3.pdf“.",
        "Es gilt die Datei meldung.txt.", "Das gilt z.B. Trägern.", "Das gilt i.d.R. Trägern.", "Das gilt z. B. www.example.org nicht.", "Frau Dr.med. Muster leitet.",
    ]

    @Test("An abbreviation within a sentence does not end it", arguments: one)
    func abbreviation(sentence: String) {
        #expect(SentenceCounter.count(sentence + " Zweiter Satz hier") == .init(ordinal: 2, doubt: nil))
        let printed = Typography(citations: .init(laws: ["KKG", "DSGVO"])).inlines(sentence + " Zweiter Satz hier").plainText
        #expect(SentenceCounter.count(printed) == .init(ordinal: 2, doubt: nil), "as printed")
    }

    static let ending: [(String, Int)] = [
        ("Partner ist der Verein Muster e. V. Die Satzung liegt vor. Noch", 3), ("Beteiligt sind Schulen, Kitas usw. Der Träger lädt ein. Er", 3),
        ("Der Betrag enthält die MwSt. Die Rechnung folgt. Es", 3), ("Das regeln die §§ 8 ff. Der Träger wirkt mit. Er", 3), ("Bis Klasse 4. Die Schule hilft", 2),
        ("Nach § 8a Abs. 2. Der", 2), ("Im Jahr 2026. Danach", 2), ("„Ja.“ Dann", 2), ("Es gilt die Fassung a. F. Diese endet. Sie", 3), ("Er schreibt etc. Sie liest", 2),
        ("Das Nähere regelt § 8a. Der", 2), ("Es gilt der Bundestarif. Kinder zahlen nicht", 2), ("Wer? Wir! So", 3), ("Es gibt Tee u. Ä. Der Träger zahlt. Er", 3),
        ("Er ist Richter a. D. Die Stadt zahlt. Sie", 3), ("Das gilt b. a. W. Es endet. Er", 3),
        ("Sie liegt in der Hauptstr. Die Kita öffnet. Sie", 3), ("Näheres s. o. Das gilt. Es", 3),
        ("Es gilt www.example.org. Hier beginnt der zweite", 2), ("Es gilt www.example.org. Träger wirken mit", 2), ("Es gilt info@example.org. 12 Kinder sind da", 2),
        ("Es gilt Antrag.pdf. § 3 gilt", 2), ("Der Ort gilt. www.example.org nennt ihn", 2), ("Die Stelle hilft. info@example.org ist ihre Adresse", 2),
        ("Nach § 5 Abs. 2 Nr. 3. Der Träger", 2), ("Nach § 5 Abs. 2 Nr. 3. Träger wirken", 2), ("Das gilt z. B. Hier nicht", 1), ("Das gilt vgl.abs. 3 Satz", 1),
    ]

    @Test("An abbreviation that ends a sentence is seen by the word behind it", arguments: ending)
    func ends(text: String, expected: Int) { #expect(SentenceCounter.count(text) == .init(ordinal: expected, doubt: nil)) }

    static let unsure = [
        "Partner ist der Muster e. V. Träger wirken mit", "Sie beginnt um 9 Uhr s. t. Pünktlichkeit gilt", "Der Preis gilt zzgl. MwSt. Zweiter Satz", "Es sind 4. Zweiter Satz",
        "Es gibt Tee u. Ä. Merke dies", "Es gibt Tee o. Ä. Merke dies", "Er ist Richter a. D. Merke dies", "Das gilt b. a. W. Merke dies",
        "Partner ist die Muster e. G. Merke dies", "Näheres s. o. Merke dies", "Sie liegt in der Hauptstr. Merke dies",
    ]

    @Test("Where nothing tells, the count is not certain", arguments: unsure)
    func doubtful(text: String) {
        #expect(SentenceCounter.count(text).doubt != nil)
        #expect(SentenceCounter.count(Typography(citations: .init(laws: [])).inlines(text).plainText).doubt != nil, "as printed")
    }

    @Test("An uncertain count is told where the mark stands")
    func told() throws {
        let sample = CompositionSample()
        let result = try sample.compose([try sample.section("a", "Partner ist der Muster e. V. Träger wirken mit. {#m}Zuletzt dies.")])
        let finding = try #require(result.findings.first { $0.rule == "satz-unsicher" })
        #expect(finding.severity == .hinweis && finding.place == .file("clauses/a/v.md", line: 6, column: 49))
        #expect(finding.message.contains("Muster e. V. Träger"))
        let certain = try sample.compose([try sample.section("a", "Partner ist der Muster e. V. Die Träger wirken mit. {#m}Zuletzt dies.")])
        #expect(!certain.findings.contains { $0.rule == "satz-unsicher" })
    }
}
