import DocumentModel
import Findings
import Testing

@testable import Agreements
@testable import Assembler

@Suite("Texts with values")
struct CompositionTextTests {
    private static var sample: CompositionSample {
        var sample = CompositionSample()
        sample.fields = [
            "name": .text("*Kita_Sonne* [GmbH] & Söhne {{x}}"), "leer": .absent, "lang": .prose("Erste Zeile\nZweite\n\nNeuer Absatz"),
            "art": .value(.choice("b"), FieldPresentation(label: "Art", choices: [FieldChoice("a", label: "das A"), FieldChoice("b", label: "das B")])),
            "reihe": .value(.list([.text("eins"), .text("zwei"), .text("drei")]), FieldPresentation(label: "Liste")),
            "offen": .open(FieldPresentation(label: "Name", placeholder: "Name der Stelle")),
            "wahl": .open(FieldPresentation(label: "Wahl")),
        ]
        sample.conditions = ["ja": true, "nein": false]
        return sample
    }

    static let texts: [(String, String)] = [
        ("Mit {{name}}.", "Mit *Kita_Sonne* [GmbH] & Söhne {{x}}."),
        ("Mit {{leer}}, danach.", "Mit, danach."),
        ("Ein {{leer}} Wort", "Ein Wort"),
        ("Text {{wenn nein}}weg {{ende}}bleibt", "Text bleibt"),
        ("{{wenn nein}}weg{{ende}}", ""),
        ("{{wenn ja}}da{{sonst}}weg{{ende}}", "da"),
        ("- a\n- {{wenn nein}}b{{ende}}\n- c", "• a\n• c"),
        ("1. a\n\n{{wenn ja}}\n\n1. b\n\n{{ende}}\n\n{{wenn nein}}\n\n1. x\n\n{{ende}}\n\n1. c", "(1) a\n(2) b\n(3) c"),
        ("1. allein", "allein"),
        ("1. a\n   1. b\n      1. c\n         1. d\n2. e", "(1) a\na) b\naa) c\n– d\n(2) e"),
        ("{{lang}}", "Erste Zeile\nZweite\nNeuer Absatz"),
        ("{{art}} {{art|wert}}", "das B b"),
        ("{{wahl:art}}{{fall:a}}A{{fall:b}}B{{ende}}", "B"),
        ("Es sind {{reihe}}.", "Es sind eins, zwei und drei."),
        ("{{liste:reihe}}", "• eins\n• zwei\n• drei"),
        ("Das {{definiert:Netzwerk}} ist", "Das „Netzwerk“ ist"),
        ("Hier {{offen}} dort", "Hier _____ dort"),
        ("**{{leer}}** x", "x"),
    ]

    @Test("Values, conditions and lists print as", arguments: texts)
    func text(markdown: String, expected: String) throws {
        #expect(try Self.sample.text(markdown) == expected)
    }

    @Test("A Muster prints placeholders and all alternatives")
    func muster() throws {
        var sample = Self.sample
        sample.isMuster = true
        #expect(try sample.text("Hier {{offen}} dort") == "Hier Name der Stelle dort")
        #expect(try sample.text("Die {{wahl:wahl}}{{fall:a}}erste{{fall:b}}zweite{{ende}}.") == "Die Alternative\u{A0}1: erste Alternative\u{A0}2: zweite.")
        #expect(
            try sample.text("{{wahl:wahl}}\n\n{{fall:a}}\n\nA\n\n{{fall:b}}\n\nB\n\n{{ende}}") == "Alternative\u{A0}1:\nA\nAlternative\u{A0}2:\nB")
    }

    static let hostile = [
        "*a* _b_ **c** `d`", "[x](http://y) ![z](q)", "<b>fett</b> & &amp; <!-- x -->", "{{partner.name}} {#marke} {{wenn a}}", "# Titel", "- Punkt", "1. eins",
        "> Zitat", "| a | b |", "[^1]: Note", "\\*escape\\*", "--- ... \"Zitat\" 'x'", "3-5 z.B. §8a", "Straße 24-26", "Akteur*innen", "O'Neill – „x“", "%s %@ \\u{41}",
        "a\u{0301}é ﬁ ß ẞ", "日本語 العربية", "😀",
    ]

    @Test("Whatever a value holds comes out literally", arguments: hostile)
    func literal(value: String) throws {
        var sample = CompositionSample()
        sample.fields = ["x": .text(value)]
        for markdown in ["Vor {{x}} nach", "1. {{x}}\n2. b", "**{{x}}**", "| {{x}} | b |\n|---|---|\n| c | d |", "## {{x}}\n\nText", "Note[^1]\n\n[^1]: {{x}}"] {
            let document = try sample.compose([sample.section("a", markdown)]).document
            let printed = document.plainText + "\n" + document.footnotes.map(\.text).joined()
            // Blanks may have become unbreakable; nothing else may have changed.
            func plain(_ text: String) -> String { String(text.map { $0 == "\u{A0}" || $0 == "\u{202F}" ? " " : $0 }) }
            #expect(plain(printed).contains(plain(value)), "\(markdown)")
        }
    }

    @Test("Invisible and direction-turning characters in a value are errors that name the field", arguments: ["a\u{202E}b", "a\u{0}b", "a\u{E000}b", "a\u{F0000}b"])
    func invisible(value: String) throws {
        var sample = CompositionSample()
        sample.fields = ["x": .text(value)]
        do {
            _ = try sample.text("Ein {{x}}")
            Issue.record("no error")
        } catch let error as FindingList {
            #expect(error.all.map(\.rule) == ["wert-zeichen"])
            #expect(error.all.first?.message.contains("„x“") == true)
        }
    }

    @Test("Identifiers ascend in reading order and footnotes are numbered through the document")
    func order() throws {
        let sample = CompositionSample()
        let document = try sample.compose([
            sample.section("a", "Eins[^1] {#m}\n\n[^1]: Erste"), sample.section("b", "1. Zwei[^1]\n2. Drei {{linie:Name}}, {{ref:a#m}}\n\n[^1]: Zweite"),
        ]).document
        #expect(document.footnotes.map(\.label) == ["1", "2"])
        #expect(
            DocumentDump.text(document) == """
                1 section 1 2 [§~1] A
                  3 body Eins<note 4 1: 5 footnote Erste>
                6 section 1 7 [§~2] B
                  8 absaetze 1
                    9 item [(1)]
                      10 body Zwei<note 11 2: 12 footnote Zweite>
                    13 item [(2)]
                      14 body Drei <blank 15 Name>, <ref 3>§~1 dieser Vereinbarung</>

                """)
    }
}
