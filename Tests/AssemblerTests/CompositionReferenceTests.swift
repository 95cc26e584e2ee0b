import DocumentModel
import Findings
import Testing

@testable import Agreements
@testable import Assembler
@testable import Composition

@Suite("References and numbers")
struct CompositionReferenceTests {
    private static let target = "1. Eins.\n2. Zwei. Mit Satz{#satz}. Ende. {#zwei}\n   1. Punkt a\n   2. Punkt b {#b}\n      1. tiefer {#tief}\n\n## Unter {#unter}\n\nText"

    /// Scheme of sections, of sub-sections, of Absätze; reference; what it prints elsewhere.
    static let citations: [(String, String, String, String, String)] = [
        ("§ 1", "1.1", "(1)", "ziel", "§~2 dieser Vereinbarung"),
        ("§ 1", "1.1", "(1)", "ziel#zwei", "§~2~Abs.~2 dieser Vereinbarung"),
        ("§ 1", "1.1", "(1)", "ziel#satz", "§~2~Abs.~2~Satz~2 dieser Vereinbarung"),
        ("§ 1", "1.1", "(1)", "ziel#b", "§~2~Abs.~2~Buchst.~b dieser Vereinbarung"),
        ("§ 1", "1.1", "(1)", "ziel#tief", "§~2~Abs.~2~Buchst.~b~Doppelbuchst.~aa dieser Vereinbarung"),
        ("§ 1", "a)", "(1)", "ziel#unter", "§~2~Buchst.~a dieser Vereinbarung"),
        ("§ 1", "1.1", "(1)", "ziel#unter", "Nummer~2.1"),
        ("§ 1", "1", "(1)", "ziel#unter", "§~2~Nr.~1 dieser Vereinbarung"),
        ("§ 1", "ohne", "(1)", "ziel#unter", "§~2 („Unter“) dieser Vereinbarung"),
        ("1", "1.1", "(1)", "ziel", "Nummer~2"),
        ("1", "1.1", "(1)", "ziel#zwei", "Nummer~2~Abs.~2"),
        ("1", "1.1", "1.1", "ziel#zwei", "Nummer~2.2"),
        ("1", "1.1", "ohne", "ziel#zwei", "Nummer~2~Abs.~2"),
        ("1.", "1.1", "(1)", "ziel#unter", "Nummer~2.1"),
        ("1.", "1.1", "1.", "ziel#zwei", "Nummer~2~Abs.~2"),
        ("I.", "a)", "(1)", "ziel#zwei", "Abschnitt~II~Abs.~2"),
        ("Artikel 1", "1.1", "(1)", "ziel#zwei", "Artikel~2~Abs.~2"),
        ("ohne", "ohne", "(1)", "ziel", "Abschnitt~„Ziel“"),
        ("ohne", "ohne", "(1)", "ziel#zwei", "Abschnitt~„Ziel“~Abs.~2"),
    ]

    private func scheme(_ section: String, _ sub: String, _ absatz: String) -> NumberingScheme {
        var scheme = NumberingScheme()
        scheme.section = LabelScheme(pattern: section) ?? scheme.section
        scheme.subsection = LabelScheme(pattern: sub) ?? scheme.subsection
        scheme.absatz = LabelScheme(pattern: absatz) ?? scheme.absatz
        return scheme
    }

    private func referenceTexts(_ document: Document) -> [String] {
        DocumentDump.text(document).split(separator: "<ref ").dropFirst().map { part in
            String(part.drop { $0 != ">" }.dropFirst().prefix { $0 != "<" })
        }
    }

    @Test("A reference cites as the scheme wants it", arguments: citations)
    func citation(section: String, sub: String, absatz: String, reference: String, expected: String) throws {
        var sample = CompositionSample()
        sample.scheme = scheme(section, sub, absatz)
        let document = try sample.compose([
            sample.section("start", "Siehe {{ref:\(reference)}}."), sample.section("ziel", Self.target),
        ]).document
        #expect(referenceTexts(document) == [expected])
    }

    @Test("Within its own section a reference names the Absatz alone")
    func sameSection() throws {
        let sample = CompositionSample()
        let document = try sample.compose([sample.section("ziel", "1. Eins. {#a}\n2. Siehe {{ref:ziel#a}}.\n3. Nach {{ref:ziel}}.")]).document
        #expect(referenceTexts(document) == ["Absatz~1", "§~1 dieser Vereinbarung"])
    }

    @Test("References follow when sections move, and point to identifiers in the document")
    func renumbering() throws {
        let sample = CompositionSample()
        let first = try sample.section("erste", "Siehe {{ref:zweite}}.")
        let second = try sample.section("zweite", "Text.")
        let prelude = try sample.section("vorspann", "Text.", isNumbered: false)
        #expect(referenceTexts(try sample.compose([first, second]).document) == ["§~2 dieser Vereinbarung"])
        let moved = try sample.compose([prelude, second, first]).document
        #expect(referenceTexts(moved) == ["§~1 dieser Vereinbarung"])
        #expect(DocumentDump.text(moved).contains("section 1 5 [§~1]"))
        #expect(DocumentDump.text(moved).contains("<ref 5>"))
    }

    @Test("Absätze of several clauses in one section are numbered through and cited")
    func merged() throws {
        let sample = CompositionSample()
        let group = SectionSpecification(
            heading: try Template.parseLine(.whole("Schluss", at: .file("a.yaml"))), isNumbered: true,
            content: .absaetze([
                try sample.clause("laufzeit", "Erster."), try sample.clause("form", "Zweiter:\n\n- a\n- b\n\nDritter. {#d}"), try sample.clause("kosten", "Vierter."),
            ]), origin: .none)
        let document = try sample.compose([
            group, sample.section("verweis", "{{ref:laufzeit}}, {{ref:form}}, {{ref:form#d}}, {{ref:kosten}}"),
        ]).document
        #expect(
            referenceTexts(document) == [
                "§~1~Abs.~1 dieser Vereinbarung", "§~1~Abs.~2~und~3 dieser Vereinbarung", "§~1~Abs.~3 dieser Vereinbarung", "§~1~Abs.~4 dieser Vereinbarung",
            ])
        #expect(
            document.plainText.split(separator: "\n").prefix(7).map(String.init) == [
                "§\u{A0}1 Schluss", "(1) Erster.", "(2) Zweiter:", "• a", "• b", "(3) Dritter.", "(4) Vierter.",
            ])
    }

    @Test("Sub-sections are clauses with their own numbers")
    func subsections() throws {
        var sample = CompositionSample()
        sample.scheme = scheme("1", "1.1", "(1)")
        let group = SectionSpecification(
            heading: try Template.parseLine(.whole("Inhalte", at: .file("a.yaml"))), isNumbered: true,
            content: .subsections([try sample.clause("eins", "1. A\n2. B {#b}"), try sample.clause("zwei", "Siehe {{ref:eins#b}} und {{ref:eins}}.")]),
            origin: .none)
        let document = try sample.compose([group]).document
        #expect(
            document.plainText == "1 Inhalte\n1.1 Eins\n(1) A\n(2) B\n1.2 Zwei\nSiehe Nummer\u{A0}1.1\u{A0}Abs.\u{A0}2 und Nummer\u{A0}1.1.")
    }

    @Test("A mark that nothing follows, or in a single sentence, names the paragraph")
    func paragraphMarks() throws {
        var sample = CompositionSample()
        sample.conditions = ["ja": true]
        let document = try sample.compose([
            sample.section("ziel", "1. {{wenn ja}}Erster Satz. Zweiter. {#a}{{ende}}\n2. Ein einziger Satz{#b}.\n3. Eins. Zwei{#c}."),
            sample.section("verweis", "{{ref:ziel#a}} {{ref:ziel#b}} {{ref:ziel#c}}"),
        ]).document
        #expect(
            referenceTexts(document) == ["§~1~Abs.~1 dieser Vereinbarung", "§~1~Abs.~2 dieser Vereinbarung", "§~1~Abs.~3~Satz~2 dieser Vereinbarung"])
    }

    @Test("A term defined twice is a warning at the second place")
    func definitions() throws {
        let sample = CompositionSample()
        let found = try sample.compose([sample.section("a", "Das {{definiert:Netz}}."), sample.section("b", "Das {{definiert:Netz}}.")]).findings
        #expect(found.map(\.rule) == ["begriff-doppelt"])
        #expect(found.first?.place == .file("clauses/b/v.md", line: 6, column: 5))
    }

    static let dangling: [(String, String, String)] = [
        ("{{ref:kuendigun}}", "verweis-ins-leere", "Meinten Sie „kuendigung“?"),
        ("{{ref:kuendigung#fris}}", "marke-fehlt", "Meinten Sie „frist“?"),
        ("{{anlage:kontakt}}", "anlage-unbekannt", "Meinten Sie „kontakte“?"),
        ("{{anlage:karte}}", "anlage-entfallen", "wenn"),
    ]

    @Test("A reference that leads nowhere is an error at its place, with a remedy", arguments: dangling)
    func leadsNowhere(marker: String, rule: String, remedy: String) throws {
        let sample = CompositionSample()
        let sections = [try sample.section("a", "x\n\nSiehe \(marker)"), try sample.section("kuendigung", "Text {#frist}")]
        do {
            _ = try sample.compose(sections) { input in
                input.annexes = [
                    AnnexSpecification(
                        key: "kontakte", title: try Template.parseLine(.whole("Kontakte", at: .file("a.yaml"))), lead: nil, content: .foreign(path: "k.pdf", pages: nil),
                        place: nil, origin: .none)
                ]
                input.droppedAnnexes = ["karte"]
            }
            Issue.record("no error")
        } catch let error as FindingList {
            let finding = error.all.first { $0.rule == rule }
            #expect(finding?.place == .file("clauses/a/v.md", line: 8, column: 7))
            #expect(finding?.remedy?.contains(remedy) == true)
        }
    }

    @Test("Labels of all schemes")
    func labels() {
        func labels(_ pattern: String, _ ordinals: [Int]) -> [String?] { ordinals.map { LabelScheme(pattern: pattern)?.label($0, parent: "5") } }
        #expect(labels("§ 1", [1, 12]) == ["§\u{A0}1", "§\u{A0}12"])
        #expect(labels("Artikel 1", [3]) == ["Artikel\u{A0}3"])
        #expect(labels("I.", [4, 9, 14]) == ["IV.", "IX.", "XIV."])
        #expect(labels("a)", [1, 26, 27]) == ["a)", "z)", "aa)"])
        #expect(labels("aa)", [1, 2]) == ["aa)", "bb)"])
        #expect(labels("(1)", [2]) == ["(2)"])
        #expect(labels("1.1", [2]) == ["5.2"])
        #expect(labels("-", [2]) == ["–"])
        #expect(labels("ohne", [2]) == [nil])
        #expect(LabelScheme(pattern: "foo") == nil)
    }

    static let sentences: [(String, Int)] = [
        ("", 1), ("Ein Satz. Noch", 2), ("Nach § 8a Abs. 2. Der", 2), ("Am 3. Oktober", 1), ("Im Jahr 2026. Danach", 2), ("z. B. Kinder", 1), ("Wer? Wir! So", 3),
        ("„Ja.“ Dann", 2), ("bzw. Kinder", 1),
    ]

    @Test("Sentences are counted as lawyers count them", arguments: sentences)
    func sentence(before: String, expected: Int) { #expect(SentenceCounter.ordinal(atEndOf: before) == expected) }
}
