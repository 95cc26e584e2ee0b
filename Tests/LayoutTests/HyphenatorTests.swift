import TestFonts
import Layout
import Testing
import Typeface

@Suite struct HyphenatorTests {
    /// Checked by hand against the rules of 2006 (Amtliche Regelung, § 107–113), at least three letters on either side.
    static let words = """
        Abschluss Abstim-mung Ange-bot Anla-gen-ver-zeich-nis Arbeits-ge-mein-schaft Auf-sichts-be-hörde Aus-fer-ti-gung \
        außer-or-dent-lich Been-di-gung Bera-tungs-stelle Berufs-ge-heim-nis-trä-ger bezie-hungs-weise \
        Bun-des-kin-der-schutz-ge-setz Daten-schutz Ein-rich-tung Ein-ver-neh-men Ent-wick-lung Erzie-hungs-be-rech-tig-ten \
        Fach-kraft Fami-li-en-ge-richt Fens-ter Funk-tion Gebiets-kör-per-schaft Gegen-stand gegen-über Gerichts-stand \
        Gesamt-schuld-ner Gleich-stel-lung Haft-pflicht-ver-si-che-rung Infor-ma-tion Jugend-amt Jugend-hil-fe-pla-nung \
        Kon-takt-da-ten Kran-ken-haus Kün-di-gungs-frist Land-kreis Lauf-zeit-ende Leis-tungs-er-brin-ger Mit-ar-bei-te-rin \
        Netz-werk-tref-fen Ord-nungs-wid-rig-keit Part-ner-schaft Prä-am-bel Pro-to-koll Rechts-nach-fol-ger Rück-mel-dung \
        Schrift-form-erfor-der-nis Sozi-al-da-ten Staats-an-walt-schaft Straße Teil-neh-men-den Trans-pa-renz Unter-schrift \
        unver-züg-lich Ver-ant-wor-tung Ver-trags-part-ner Ver-ein-ba-rung Zucker Zusam-men-ar-beit zustän-dig Zustim-mung \
        Über-mitt-lung
        """.split(separator: " ").map(String.init)

    @Test(arguments: words) func hyphenates(word: String) throws {
        let plain = word.filter { $0 != "-" }
        #expect(try TestFonts.hyphenator.get().hyphenated(plain).replacing("=", with: "-") == word)
    }

    @Test(arguments: [
        ("Gerichtsstandsvereinbarung", "Gerichts=stands=ver-ein-ba-rung"),
        ("Gesamtschuldnerin", "Gesamt=schuld-ne-rin"),
        ("Laufzeitende", "Lauf-zeit=ende"),
        ("Schweigepflichtsentbindung", "Schwei-ge=pflichts=ent-bin-dung"),
        ("Netzwerktreffen", "Netz=werk=tref-fen"),
        ("Jugendhilfeplanung", "Jugend=hil-fe=pla-nung"),
        ("Fenster", "Fens-ter"),
        ("Zuckerrübe", "Zucker-rübe"),
        ("Straßenverkehr", "Stra-ßen=ver-kehr"),
        ("Unverzüglich", "Unver-züg-lich"),
        ("Datenschutz-Grundverordnung", "Daten=schutz-Grund=ver=ord-nung"),
        ("„Vereinbarung“,", "„Ver-ein-ba-rung“,"),
    ]) func hyphenatesLegalGerman(word: String, expected: String) throws {
        #expect(try TestFonts.hyphenator.get().hyphenated(word).replacing("=", with: "-") == expected.replacing("=", with: "-"))
    }

    @Test func seamsAreKnown() throws {
        let hyphenator = try TestFonts.hyphenator.get()
        for word in ["Gerichts=stand", "Gesamt=schuld-ner", "Lauf=zeit=ende", "Jugend=hil-fe=pla-nung", "Kün-di-gungs=frist"] {
            #expect(hyphenator.hyphenated(word.filter { $0 != "-" && $0 != "=" }) == word)
        }
    }

    @Test(arguments: [
        "Abend", "Straße", "DSGVO", "BGB", "LKiSchG", "SGB", "GmbH", "72a-fach", "info@jugendamt-musterstadt.de",
        "https://www.musterstadt.de/jugendhilfeplanung", "www.kinderschutz.de", "B2B-Vertrag1",
    ]) func leavesAloneWhatIsNotHyphenated(token: String) throws {
        #expect(try TestFonts.hyphenator.get().hyphenated(token) == token)
    }

    @Test(arguments: [
        ("Kooperationspartner:innen", "Koope-ra-ti-ons-part-ner:innen"),
        ("Netzwerkpartner*innen", "Netz-werk-part-ner*innen"),
        ("Netzwerkpartner_innen", "Netz-werk-part-ner_innen"),
        ("Netzwerkpartner·innen", "Netz-werk-part-ner·innen"),
        ("Mitarbeiter/-innen", "Mit-ar-bei-ter/-innen"),
        ("Mitarbeiter/innen", "Mit-ar-bei-ter/innen"),
        ("MitarbeiterInnen", "Mit-ar-bei-terInnen"),
        ("Partner:innentreffen", "Part-ner:innen-tref-fen"),
        ("Mitarbeiter:innenvertretung", "Mit-ar-bei-ter:innen-ver-tre-tung"),
    ]) func breaksGenderFormsInTheStemOnly(word: String, expected: String) throws {
        #expect(try TestFonts.hyphenator.get().hyphenated(word).replacing("=", with: "-") == expected)
    }

    @Test func softHyphensHaveTheLastWord() throws {
        #expect(try TestFonts.hyphenator.get().hyphenated("Ver\u{AD}einbarung") == "Ver\u{AD}=einbarung")
    }

    @Test(arguments: [(2, 2, "Ko-ope-ra-ti-on"), (3, 3, "Koope-ra-tion"), (5, 5, "Koope-ration")])
    func keepsMinimumFragments(left: Int, right: Int, expected: String) throws {
        let hyphenator = try Hyphenator(
            from: FontLibrary(TestFonts.catalogue), minimumLeft: left, minimumRight: right)
        #expect(hyphenator.hyphenated("Kooperation") == expected)
    }

    @Test func exceptionsOverrulePatternsWhereTheyAreOpen() {
        let patterns = Array("a1b\nb1c\nc1d".utf8)
        func hyphenator(_ list: String) -> Hyphenator {
            Hyphenator(patterns: patterns, exceptions: Array(list.utf8), minimumLeft: 1, minimumRight: 1)
        }
        #expect(hyphenator("").hyphenated("aabcd") == "aa-b-c-d")
        #expect(hyphenator("aab-cd").hyphenated("aabcd") == "aab-cd")
        #expect(hyphenator("aab-cd").hyphenated("aabcdab") == "aa-b-c-da-b")
        #expect(hyphenator("aab-cd*").hyphenated("aabcdab") == "aab-cda-b")
        #expect(hyphenator("*bcd*").hyphenated("aabcdab") == "aa-bcda-b")
        #expect(hyphenator("+bc").hyphenated("aabcd") == "aa=b-c-d")
        #expect(hyphenator("# nur ein Kommentar\n\naab=cd # und noch einer").hyphenated("aabcd") == "aab=cd")
    }

    @Test(arguments: ["Wort1", "a--bc", "+", "+ab-c", "Κύριος"]) func unreadableEntriesAreTold(line: String) {
        let hyphenator = Hyphenator(patterns: [], exceptions: Array("# Liste\n\(line)".utf8), exceptionsPath: "trennung.txt")
        #expect(hyphenator.findings.map(\.rule) == ["trennung-unlesbar"])
        #expect(hyphenator.findings.first?.place == .file("trennung.txt", line: 2, column: 1))
    }

    @Test func ourOwnListIsReadable() throws {
        #expect(try TestFonts.hyphenator.get().findings.isEmpty)
    }

    @Test func endlessWordsCostNothing() throws {
        let word = String(repeating: "vereinbarung", count: 10_000)
        #expect(try TestFonts.hyphenator.get().hyphenated(word) == word)
    }
}
