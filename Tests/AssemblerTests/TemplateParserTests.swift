import DocumentModel
import Findings
import GermanText
import Testing

@testable import Agreements
@testable import Assembler

@Suite("Template parser")
struct TemplateParserTests {
    static let trees: [(String, String)] = [
        ("Ein *kurzer* **fetter** Text.", "p Ein <em>kurzer</em> <strong>fetter</strong> Text.\n"),
        ("Akteur*innen und Partner*innen", "p Akteur*innen und Partner*innen\n"),
        ("Partner_innen, *alle Akteur*innen* hier", "p Partner_innen, <em>alle Akteur*innen</em> hier\n"),
        ("{{partner.name}} und {{datum|lang}}", "p ⟨partner.name⟩ und ⟨datum|lang⟩\n"),
        ("**{{partner.name}}**", "p <strong>⟨partner.name⟩</strong>\n"),
        ("Text {#eins}", "#eins p Text\n"),
        ("Satz eins. {#a} Satz zwei.", "p Satz eins. ⟨#a⟩ Satz zwei.\n"),
        ("1. Eins {#a}\n2. Zwei\n   1. Buchstabe", "ol 1\n  item #a\n    p Eins\n  item\n    p Zwei\n    ol 2\n      item\n        p Buchstabe\n"),
        ("## Haltung {#h}\n\nText", "#h h2 Haltung\np Text\n"),
        ("{{wenn a == 1}}x{{sonst}}y{{ende}}", "p <if a == 1><else></if>\n".replacing("<if a == 1><else>", with: "<if a == 1>x<else>y")),
        (
            "{{wenn a}}\n\n- b\n\n{{sonst}}\n\nText\n\n{{ende}}",
            "if [a]\n  ul 1\n    item\n      p b\nelse\n  p Text\n"
        ),
        (
            "{{wahl:dauer}} {{fall:befristet}}\n\nA\n\n{{fall:unbefristet}}\n\nB\n\n{{ende}}",
            "choice dauer\ncase befristet\n  p A\ncase unbefristet\n  p B\n"
        ),
        ("Die {{wahl:x}}{{fall:a}}erste{{fall:b}}zweite{{ende}} Wahl", "p Die <choice x><case a>erste<case b>zweite</choice> Wahl\n"),
        ("{{liste:mitglieder}}", "list-field mitglieder\n"),
        ("Mitglieder: {{liste:mitglieder}}.", "p Mitglieder: ⟨liste:mitglieder⟩.\n"),
        ("{{tabelle:kontakte}}", "table-field kontakte\n"),
        ("Wort[^1] und[^n]\n\n[^1]: Note *eins*\n[^n]: Zwei", "p Wort<note>p Note <em>eins</em></note> und<note>p Zwei</note>\n"),
        ("| a | b |\n|:-:|--:|\n| {{x}} | *2* |", "table centre,right\n  a | b\n  ⟨x⟩ | <em>2</em>\n"),
        ("> Zitat", "quote\n  p Zitat\n"),
        ("a\\\nb", "p a<br>b\n"),
        ("\\{\\{kein Feld}}", "p {{kein Feld}}\n"),
        ("<https://a.de>", "p <a https://a.de>https://a.de</a>\n"),
    ]

    @Test("A text becomes this tree", arguments: trees)
    func tree(text: String, expected: String) throws {
        #expect(TemplateDump.text(try Template.parse(text, file: "t.md")) == expected)
    }

    static let markers: [(String, MarkerContent)] = [
        ("partner.name", .value(FieldPath("partner.name"), .standard)),
        (" datum | kurz ", .value(FieldPath("datum"), .kurz)),
        ("Netzwerkpartner:innen", .gender(GenderPhrase(article: nil, isCapital: false, stem: "Netzwerkpartner", isPlural: true, grammaticalCase: .nominative))),
        ("der Netzwerkpartner:in|dativ", .gender(GenderPhrase(article: .der, isCapital: false, stem: "Netzwerkpartner", isPlural: false, grammaticalCase: .dative))),
        ("Jeder Netzwerkpartner:in", .gender(GenderPhrase(article: .jeder, isCapital: true, stem: "Netzwerkpartner", isPlural: false, grammaticalCase: .nominative))),
        ("ref:kuendigung", .reference(family: "kuendigung", mark: nil, nil)), ("ref:kuendigung#frist|genitiv", .reference(family: "kuendigung", mark: "frist", .genitive)),
        ("ref:kuendigung#frist", .reference(family: "kuendigung", mark: "frist", nil)),
        ("anlage:kontakte", .annex(key: "kontakte", nil)), ("anlage:kontakte|dativ", .annex(key: "kontakte", .dative)),
        ("definiert:Netzwerk", .definition(term: "Netzwerk")),
        ("linie:Ort, Datum", .blank(label: "Ort, Datum", length: nil)),
        ("linie:Name|60", .blank(label: "Name", length: 60)),
        ("en:Case Management", .foreign(Language(rawValue: "en"), "Case Management")),
        ("en-GB:x", .foreign(Language(rawValue: "en-GB"), "x")),
        ("datenschutzrecht", .value(FieldPath("datenschutzrecht"), .standard)),
    ]

    @Test("A marker is read as", arguments: markers)
    func marker(source: String, expected: MarkerContent) throws {
        let template = try Template.parse("a {{\(source)}} b", file: "t.md")
        #expect(template.markers.map(\.content) == [expected])
    }

    /// Text, rule, line, column, words that the message or remedy has to hold.
    static let errors: [(String, String, Int, Int, [String])] = [
        ("a\n\n{{reff:x}}", "marke-unbekannt", 3, 1, ["Meinten Sie „ref“"]),
        ("{{anlge:x}}", "marke-unbekannt", 1, 1, ["Meinten Sie „anlage“"]),
        ("x {{datum|lag}}", "format-unbekannt", 1, 3, ["Meinten Sie „lang“"]),
        ("x {{der Partner:in|dativv}}", "marke-unklar", 1, 3, ["Meinten Sie „dativ“"]),
        ("a {{b", "marke-offen", 1, 3, ["}}"]),
        ("a }} b", "marke-unklar", 1, 3, ["keine öffnenden"]),
        ("{{}}", "marke-unklar", 1, 1, ["steht nichts"]),
        ("{{wenn a}} x", "bedingung-offen", 1, 1, ["Zeile 11", "{{ende}}"]),
        ("x {{ende}}", "bedingung-offen", 1, 3, ["schließt nichts"]),
        ("{{wenn a}} x\n\ny {{ende}}", "bedingung-verschraenkt", 1, 1, ["Zeile 13, Spalte 3", "derselben Ebene"]),
        ("x {{sonst}}", "bedingung-verschraenkt", 1, 3, ["{{wenn …}}"]),
        ("{{wenn a}} x {{fall:b}} {{ende}}", "bedingung-verschraenkt", 1, 14, ["Zeile 1"]),
        ("{{wenn a}}x{{sonst}}y{{sonst}}z{{ende}}", "bedingung-doppelt", 1, 22, ["Zeile 11, Spalte 12"]),
        ("{{wahl:a}} x {{fall:b}} {{ende}}", "wahl-text", 1, 1, ["fall"]),
        ("{{wahl:a}} {{ende}}", "wahl-leer", 1, 1, ["fall"]),
        ("Text <b>x</b>", "html", 1, 6, ["HTML"]),
        ("<div>\nx\n</div>", "html", 1, 1, ["HTML"]),
        ("a\n\n---\n\nb", "trennlinie", 3, 1, ["Trennlinien"]),
        ("Titel\n---\n", "ueberschrift-strich", 1, 1, ["##"]),
        ("# Titel", "ueberschrift-ebene", 1, 1, ["Kopfdaten"]),
        ("### Titel", "ueberschrift-ebene", 1, 1, ["##"]),
        ("- ## Titel", "ueberschrift-ort", 1, 3, ["Listen"]),
        ("Text\n\n    eingerückt", "code-block", 3, 5, ["Vier Leerzeichen"]),
        ("ein `x`", "code", 1, 6, ["`"]),
        ("![b](b.png)", "bild", 1, 1, ["Anlage"]),
        ("[b](javascript:x)", "verweis-adresse", 1, 1, ["https"]),
        ("[b](https://{{x}})", "verweis-adresse", 1, 1, ["Felder"]),
        ("a\u{202E}b", "zeichen-unzulaessig", 1, 2, ["U+202E"]),
        ("a\u{E000}b", "zeichen-unzulaessig", 1, 2, ["U+E000"]),
        ("a\u{F0000}b", "zeichen-unzulaessig", 1, 2, ["U+F0000"]),
        ("a\u{1}b", "zeichen-unzulaessig", 1, 2, ["U+0001"]),
        ("Wort[^1]", "fussnote-fehlt", 1, 1, ["[^1]"]),
        ("| a {#m} |\n|---|\n| b |", "marke-ort", 1, 2, ["Tabelle"]),
        ("{{linie:Name|999}}", "marke-unklar", 1, 1, ["Millimeter"]),
        ("{{linie:Name|nan}}", "marke-unklar", 1, 1, ["Millimeter"]),
        ("a {#x}\n\nb {#x}", "marke-doppelt", 3, 3, ["Zeile 11, Spalte 3"]),
        ("{{wenn}}", "marke-unklar", 1, 1, ["Bedingung"]),
        ("ä {{ref:}}", "marke-unklar", 1, 3, ["keine Klausel"]),
    ]

    @Test("A mistake is reported with its place and a remedy", arguments: errors)
    func error(text: String, rule: String, line: Int, column: Int, words: [String]) {
        do {
            _ = try Template.parse(text, file: "t.md", firstLine: 11)
            Issue.record("no error")
        } catch {
            let finding = error.all.first { $0.rule == rule }
            #expect(finding?.place == .file("t.md", line: line + 10, column: column), "\(error.all)")
            let told = (finding?.message ?? "") + " " + (finding?.remedy ?? "")
            for word in words { #expect(told.contains(word), "\(told)") }
        }
    }

    static let warnings: [(String, String)] = [
        ("(1) Die Partner", "nummer-getippt"),
        ("a) Die Partner", "nummer-getippt"),
        ("## 5.1 Haltung", "nummer-getippt"),
        ("Text\n\n[^1]: Note", "fussnote-ungenutzt"),
    ]

    @Test("What is probably not meant is a warning", arguments: warnings)
    func warning(text: String, rule: String) throws {
        let template = try Template.parse(text, file: "t.md")
        #expect(template.findings.map(\.rule) == [rule])
        #expect(template.findings.allSatisfy { $0.severity == .warnung })
    }

    @Test("A condition knows where its expression begins")
    func conditionPosition() throws {
        let template = try Template.parse("ä {{wenn  a == 1}}x{{ende}}", file: "t.md", firstLine: 5)
        guard case .conditionStart(let condition)? = template.markers.first?.content else {
            Issue.record("no condition")
            return
        }
        #expect(condition.source == "a == 1")
        #expect(condition.syntax.source.place(at: 0) == .file("t.md", line: 5, column: 11))
    }

    @Test("A single line reads no block syntax", arguments: ["- kein Punkt", "# keine Überschrift", "1. keine Liste", "> kein Zitat"])
    func singleLine(text: String) throws {
        #expect(TemplateDump.text(try Template.parseLine(.whole(text, at: .file("a.yaml")))) == "p \(text)\n")
    }
}
