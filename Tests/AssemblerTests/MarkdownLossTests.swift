import DocumentModel
import Findings
import Testing

@testable import Agreements
@testable import Assembler

/// Signs that Markdown takes for its own: what can be no list, quotation or address is text; what may be either is told.
@Suite("Nothing in Markdown vanishes")
struct MarkdownLossTests {
    static let texts: [(String, String)] = [
        // Dates and ordinals at the beginning of a paragraph
        ("31. Dezember 2026 ist der Stichtag.", "p 31. Dezember 2026 ist der Stichtag.\n"),
        ("1. Januar 2027 beginnt die Laufzeit.", "p 1. Januar 2027 beginnt die Laufzeit.\n"),
        ("15) Mai", "p 15) Mai\n"),
        ("2. Halbjahr 2026", "p 2. Halbjahr 2026\n"),
        ("1. Halbjahr 2026", "p 1. Halbjahr 2026\n"),
        ("1. Stellvertretende Vorsitzende ist Frau Muster.", "p 1. Stellvertretende Vorsitzende ist Frau Muster.\n"),
        ("7. Fachkräfte sind beteiligt.", "p 7. Fachkräfte sind beteiligt.\n"),
        ("2026. Danach gilt nichts.", "p 2026. Danach gilt nichts.\n"),
        ("> 500 Euro sind viel.", "p > 500 Euro sind viel.\n"),
        ("+ 49 2000 1", "p + 49 2000 1\n"),
        ("- im Folgenden Träger genannt -", "p - im Folgenden Träger genannt -\n"),
        // Wrapped lines
        ("Sie beginnt am\n1. Januar 2027 und endet.", "p Sie beginnt am 1. Januar 2027 und endet.\n"),
        ("Sie endet zum\n31. Dezember 2027.", "p Sie endet zum 31. Dezember 2027.\n"),
        ("Im\n1. Halbjahr nicht.", "p Im 1. Halbjahr nicht.\n"),
        ("1. Eins endet am\n31. Dezember 2027.\n2. Zwei", "ol 1\n  item\n    p Eins endet am 31. Dezember 2027.\n  item\n    p Zwei\n"),
        ("- Punkt\n  31. Mai 2027", "ul 1\n  item\n    p Punkt 31. Mai 2027\n"),
        // Within items, quotations and footnotes
        (
            "1. 1. Januar 2027 beginnt die Laufzeit.\n2. 31. Dezember 2027 endet sie.",
            "ol 1\n  item\n    p 1. Januar 2027 beginnt die Laufzeit.\n  item\n    p 31. Dezember 2027 endet sie.\n"
        ),
        ("- 3. Oktober", "ul 1\n  item\n    p 3. Oktober\n"),
        ("> 3. Oktober\n> ist Feiertag", "quote\n  p 3. Oktober ist Feiertag\n"),
        ("Wort[^1]\n\n[^1]: 3. Oktober 2026", "p Wort<note>p 3. Oktober 2026</note>\n"),
        // Where Markdown leaves an item or a quotation, any number would make a list
        ("- Punkt\n3. Halbjahr 2026 folgt", "ul 1\n  item\n    p Punkt 3. Halbjahr 2026 folgt\n"),
        ("- Punkt\nund Wort\n7. Fachkräfte", "ul 1\n  item\n    p Punkt und Wort 7. Fachkräfte\n"),
        ("> Wort\n3. Halbjahr", "quote\n  p Wort 3. Halbjahr\n"),
        // Lists stay lists
        ("Beteiligt sind:\n- die Stadt", "p Beteiligt sind:\nul 1\n  item\n    p die Stadt\n"),
        ("Beteiligt sind\n- die Stadt\n- der Träger", "p Beteiligt sind\nul 1\n  item\n    p die Stadt\n  item\n    p der Träger\n"),
        ("Sie\n1. planen,\n2. bauen.", "p Sie\nol 1\n  item\n    p planen,\n  item\n    p bauen.\n"),
        ("1. Eins\n1. Zwei", "ol 1\n  item\n    p Eins\n  item\n    p Zwei\n"),
        ("1. Eins\n\nText\n\n2. Zwei", "ol 1\n  item\n    p Eins\np Text\nol 1\n  item\n    p Zwei\n"),
        ("1. Zwei\n   1. Buchstabe", "ol 1\n  item\n    p Zwei\n    ol 2\n      item\n        p Buchstabe\n"),
        ("1. zieht um und\n2. bleibt.", "ol 1\n  item\n    p zieht um und\n  item\n    p bleibt.\n"),
        (
            "{{wahl:x}}\n\n{{fall:a}}\n\n1. A\n2. B\n3. C\n\n{{fall:b}}\n\n1. A\n2. B\n\n{{ende}}\n\n3. D",
            "choice x\ncase a\n  ol 1\n    item\n      p A\n    item\n      p B\n    item\n      p C\ncase b\n  ol 1\n    item\n      p A\n    item\n      p B\nol 1\n  item\n    p D\n"
        ),
        // What is counted stands in the singular: the number before a plural is that of the item
        ("1. Eins\n\n2. Änderungen bedürfen der Schriftform.", "ol 1\n  item\n    p Eins\n  item\n    p Änderungen bedürfen der Schriftform.\n"),
        ("1. Änderungen bedürfen der Schriftform.", "ol 1\n  item\n    p Änderungen bedürfen der Schriftform.\n"),
        ("1. Eins\n2. Sitzungen finden statt.\n3. Personen helfen.", "ol 1\n  item\n    p Eins\n  item\n    p Sitzungen finden statt.\n  item\n    p Personen helfen.\n"),
        ("1. Eins\n2. Bürgermeisterinnen laden ein.", "ol 1\n  item\n    p Eins\n  item\n    p Bürgermeisterinnen laden ein.\n"),
        ("2. Stellvertretende Leitung", "p 2. Stellvertretende Leitung\n"),
        ("3. Lesung", "p 3. Lesung\n"),
        // Addresses of links
        ("[Ort]: Musterstadt", "p [Ort]: Musterstadt\n"),
        ("[Ort]:\nMusterstadt", "p [Ort]: Musterstadt\n"),
        ("Siehe [Ort].\n\n[Ort]: https://example.org", "p Siehe [Ort].\np [Ort]: https://example.org\n"),
        ("1. [Ort]: Musterstadt", "ol 1\n  item\n    p [Ort]: Musterstadt\n"),
        // Character references
        ("5 &euro; &#8211; &auml;", "p 5 € – ä\n"),
        ("\\&#x202E; \\\\&amp;", "p &#x202E; \\&\n"),
        ("AT&T; R&D", "p AT&T; R&D\n"),
        // Cells
        ("| a \\| b | c |\n|---|---|\n| d |", "table left,left\n  a | b | c\n  d | \n"),
    ]

    @Test("Text stays text, a list a list", arguments: texts)
    func keeps(text: String, expected: String) throws {
        #expect(TemplateDump.text(try Template.parse(text, file: "t.md")) == expected)
    }

    static let doubts: [(String, String, Int, Int, [String])] = [
        ("Die Partner arbeiten\n- wie vereinbart - zusammen.", "zeilenanfang-mehrdeutig", 2, 1, ["„-“", "Leerzeile", "\\-"]),
        ("Die Stadt - das Amt\n- und die Träger\n- arbeiten.", "zeilenanfang-mehrdeutig", 2, 1, ["Leerzeile"]),
        ("Betrag\n+ Steuer", "zeilenanfang-mehrdeutig", 2, 1, ["\\+"]),
        ("Der Zuschuss beträgt\n1. Ein Drittel", "zeilenanfang-mehrdeutig", 2, 1, ["1\\."]),
        ("- Punkt\n3. Drei\n4. Vier", "zeilenanfang-mehrdeutig", 2, 1, ["Beginnen Sie die Liste mit „1.“"]),
        ("1. Eins\n\n2. Mai 2027 ist Stichtag.", "zeilenanfang-mehrdeutig", 3, 1, ["Datum", "2\\. Mai"]),
        ("1. Eins\n\n2. Halbjahr 2027 folgt", "zeilenanfang-mehrdeutig", 3, 1, ["2\\. Halbjahr"]),
        ("1. Eins läuft im\n2. Halbjahr", "zeilenanfang-mehrdeutig", 2, 1, ["2\\."]),
        ("1. Eins\n4. Vier", "zeilenanfang-mehrdeutig", 2, 1, ["Nummer 4", "„2.“"]),
        ("3. Drei\n4. Vier", "zeilenanfang-mehrdeutig", 1, 1, ["„1.“"]),
        ("1. Eins\n2.\n", "zeilenanfang-mehrdeutig", 2, 1, ["steht nichts"]),
        ("Kosten\n> 500 Euro", "zeilenanfang-mehrdeutig", 2, 1, ["Zitat"]),
        ("| A | B |\n|---|---|\n| a | b | c |", "tabelle-zellen", 3, 1, ["3 Zellen", "nur 2"]),
        ("- | A | B |\n  |---|---|\n  | a | b | – |", "tabelle-zellen", 3, 1, ["3 Zellen"]),
        ("| A | B | C |\n|---|---|\n| a | b | c |", "tabelle-zellen", 2, 1, ["2 Spalten", "darüber 3"]),
        ("Text\n| A | B |\n|---|---|---|\n| a | b |", "tabelle-zellen", 3, 1, ["3 Spalten", "darüber 2"]),
        ("Wort[^a]\n\n[^a]: Eins[^b]\n\n[^b]: Zwei", "fussnote-verschachtelt", 3, 11, ["Fußnote"]),
        ("Wort[^a]\n\n[^a]: Eins\n\n[^A]: Zwei", "fussnote-doppelt", 5, 1, ["Zeile 3"]),
        ("[Ort\nhier]: Musterstadt\n\nText", "text-verloren", 1, 1, ["„Ort“, „hier“, „Musterstadt“"]),
        ("Siehe [hier](https://example.org \"Titel\").", "text-verloren", 1, 1, ["„Titel“"]),
        ("a&#x202E;b", "zeichen-unzulaessig", 1, 2, ["&#x202E;", "U+202E"]),
        ("a&#27;b", "zeichen-unzulaessig", 1, 2, ["U+001B"]),
        ("a&#x0;b", "zeichen-unzulaessig", 1, 2, ["U+FFFD"]),
        ("a&#xF0000;b", "zeichen-unzulaessig", 1, 2, ["privates"]),
        ("a&#xF8F2;b", "zeichen-unzulaessig", 1, 2, ["privates"]),
        ("a&NewLine;b", "zeichen-unzulaessig", 1, 2, ["U+000A"]),
        ("a&rlm;b", "zeichen-unzulaessig", 1, 2, ["U+200F"]),
        ("[x](https://a.de/&#10;)", "zeichen-unzulaessig", 1, 18, ["U+000A"]),
        ("{{definiert:a\u{202E}b}}", "zeichen-unzulaessig", 1, 1, ["U+202E"]),
    ]

    @Test("What may be read in two ways, or would be lost, is an error", arguments: doubts)
    func tells(text: String, rule: String, line: Int, column: Int, words: [String]) {
        do {
            let template = try Template.parse(text, file: "t.md")
            Issue.record("no error: \(TemplateDump.text(template))")
        } catch {
            let finding = error.all.first { $0.rule == rule }
            #expect(finding?.place == .file("t.md", line: line, column: column), "\(error.all)")
            let told = (finding?.message ?? "") + " " + (finding?.remedy ?? "")
            for word in words { #expect(told.contains(word), "\(told)") }
        }
    }

    @Test(
        "What the advice says mends it",
        arguments: [
            ("Die Partner arbeiten\n\\- wie vereinbart - zusammen.", "p Die Partner arbeiten - wie vereinbart - zusammen.\n"),
            ("Die Partner arbeiten\n\n- wie vereinbart", "p Die Partner arbeiten\nul 1\n  item\n    p wie vereinbart\n"),
            ("Betrag\n\\+ Steuer", "p Betrag + Steuer\n"),
            ("Der Zuschuss beträgt\n1\\. Ein Drittel", "p Der Zuschuss beträgt 1. Ein Drittel\n"),
            ("1. Eins\n\n2\\. Mai 2027 ist Stichtag.", "ol 1\n  item\n    p Eins\np 2. Mai 2027 ist Stichtag.\n"),
            ("1. Eins\n\n2. Ab Mai", "ol 1\n  item\n    p Eins\n  item\n    p Ab Mai\n"),
            ("1. Eins\n2\\.", "ol 1\n  item\n    p Eins 2.\n"),
            ("Kosten\n\\> 500 Euro", "p Kosten > 500 Euro\n"),
            ("\\[Ort\nhier]: Musterstadt", "p [Ort hier]: Musterstadt\n"),
            ("| A | B |\n|---|---|\n| a | b \\| c |", "table left,left\n  A | B\n  a | b | c\n"),
        ])
    func mends(text: String, expected: String) throws {
        #expect(TemplateDump.text(try Template.parse(text, file: "t.md")) == expected)
    }

    @Test(
        "A line of an agreement is one text, however many lines it has",
        arguments: [
            ("Titel\n- kein Punkt\n1. keine Nummer\n# kein Kopf\n> kein Zitat", "p Titel - kein Punkt 1. keine Nummer # kein Kopf > kein Zitat\n"),
            ("{{liste:orte}}", "p ⟨liste:orte⟩\n"),
        ])
    func line(text: String, expected: String) throws {
        #expect(TemplateDump.text(try Template.parseLine(.whole(text, at: .file("a.yaml")))) == expected)
    }
}
