import DocumentModel
import Findings
import Testing

@testable import Agreements
@testable import Assembler
@testable import Composition

/// References, numbering and parts as real agreements have them.
@Suite("References, numbering, parts")
struct StructureFormTests {
    private func compose(_ clauses: String, _ more: String = "", _ bodies: [String: String], status: String = "endfassung") throws -> (document: Document, findings: [Finding]) {
        var files = Dictionary(
            uniqueKeysWithValues: bodies.map { ("clauses/\($0.key).md", TestLibrary.clause($0.key.split(separator: "/")[0].capitalized, "", "freigegeben", "1.0", $0.value)) })
        files["agreements/a.yaml"] = """
            titel: Vereinbarung
            stelle: musterstadt
            datum: 2026-10-01
            status: \(status)
            felder: {orte: {art: tabelle, pflicht: nein, spalten: {name: {art: text}}}}
            \(more)
            klauseln: \(clauses)
            """
        let library = try TestLibrary(files)
        let plan = try library.plan()
        let composed = try Composer(facts: Facts(folder: Repository.root + "/facts")).compose(plan, .init(foreign: { ForeignDocument(path: $0, sha256: "", pages: []) }))
        return (composed.document, composed.findings)
    }

    private func lines(_ clauses: String, _ more: String = "", _ bodies: [String: String], status: String = "endfassung") throws -> [String] {
        DocumentDump.visible(try compose(clauses, more, bodies, status: status).document.plainText).replacing("~", with: " ").split(separator: "\n").map(String.init)
    }

    @Test(
        "References decline, abbreviated or in full",
        arguments: [
            ("abgekuerzt", "{{ref:b#m}}", "§ 2 Abs. 1 dieses Vertrags"), ("ausgeschrieben", "{{ref:b#m}}", "§ 2 Absatz 1 dieses Vertrags"),
            ("abgekuerzt", "{{ref:b#m|genitiv}}", "des § 2 Abs. 1 dieses Vertrags"), ("ausgeschrieben", "{{ref:b#i|dativ}}", "dem § 2 Absatz 2 Buchstabe a dieses Vertrags"),
            ("abgekuerzt", "{{ref:a#s|genitiv}}", "des Absatzes 2"), ("abgekuerzt", "{{ref:a#s|dativ}}", "dem Absatz 2"), ("abgekuerzt", "{{ref:a#s}}", "Absatz 2"),
            ("abgekuerzt", "{{anlage:x}}", "Anlage"), ("abgekuerzt", "{{anlage:x|dativ}}", "der Anlage"), ("abgekuerzt", "{{anlage:x|akkusativ}}", "die Anlage"),
        ])
    func references(form: String, marker: String, expected: String) throws {
        let more = "verweise: {form: \(form), vereinbarung: dieses Vertrags}\nanlagen: [{kennung: x, titel: X, art: tabelle, feld: orte, zeilen_leer: 2}]"
        let found = try lines(
            "[a/v, b/v]", more, ["a/v": "1. Siehe \(marker) (vgl. {{anlage:x}}).\n\n2. Zwei. {#s}", "b/v": "1. Eins. {#m}\n\n2. Zwei:\n   1. erstens, {#i}\n   2. zweitens."])
        #expect(found.contains("(1) Siehe \(expected) (vgl. Anlage)."), "\(found)")
    }

    @Test(
        "The heads of citations",
        arguments: [
            ("Artikel 3 Abs. 1", "des Artikels 3 Abs. 1", "dem Artikel 3 Abs. 1"), ("Nummer 5.1", "der Nummer 5.1", "der Nummer 5.1"),
            ("Absätze 1 und 2", "der Absätze 1 und 2", "den Absätzen 1 und 2"),
            ("2. Spiegelstrich", "des 2. Spiegelstrichs", "dem 2. Spiegelstrich"), ("Buchstabe a", "des Buchstaben a", "dem Buchstaben a"),
            ("Anlage 2", "der Anlage 2", "der Anlage 2"),
            ("Abschnitt II", "des Abschnitts II", "dem Abschnitt II"), ("diese Vereinbarung", "diese Vereinbarung", "diese Vereinbarung"),
        ])
    func heads(citation: String, genitive: String, dative: String) {
        #expect(CitedWord.declined(citation, .genitive) == genitive)
        #expect(CitedWord.declined(citation, .dative) == dative)
    }

    @Test("A family used twice is told apart by an id; without one the reference is a Fehler") func ids() throws {
        let bodies = ["a/v": "Siehe {{ref:zwei}}.", "b/v": "Text."]
        #expect(try lines("[a/v, {klausel: b/v, id: eins}, {klausel: b/v, id: zwei}]", "", bodies).contains("Siehe § 3 dieser Vereinbarung."))
        #expect { try lines("[a/v, b/v, b/v]", "", ["a/v": "Siehe {{ref:b}}.", "b/v": "Text."]) } throws: {
            ($0 as? FindingList)?.all.contains { $0.rule == "baustein-doppelt" } ?? false
        }
        #expect { try lines("[a/v, {klausel: b/v, id: eins}, {klausel: b/v, id: zwei}]", "", ["a/v": "Siehe {{ref:b}}.", "b/v": "Text."]) } throws: {
            ($0 as? FindingList)?.all.contains { $0.rule == "verweis-mehrdeutig" } ?? false
        }
        #expect { try lines("[{klausel: b/v, id: eins}, {klausel: b/v, id: eins}]", "", ["b/v": "Text."]) } throws: {
            ($0 as? FindingList)?.all.contains { $0.rule == "id-doppelt" } ?? false
        }
    }

    @Test(
        "Numbers, headings and levels",
        arguments: [
            ("gliederung: {trenner: '–'}", "[a/v]", ["a/v": "Text."], ["§ 1 – A", "Text."]),
            (
                "gliederung: {abschnitt: 'I.', unterabschnitt: '1.', dritte_ebene: 'a)'}", "[{abschnitt: Teil, unterabschnitte: [a/v]}]", ["a/v": "## Drittes\n\nText."],
                ["I. Teil", "1. A", "a) Drittes", "Text."]
            ),
            ("gliederung: {abschnitt: '1.'}", "[{abschnitt: Teil, unterabschnitte: [a/v]}]", ["a/v": "## Drittes\n\nText."], ["1. Teil", "1.1 A", "1.1.1 Drittes", "Text."]),
            ("gliederung: {ebenen: ['1.']}", "[a/v]", ["a/v": "Die Parteien\n\n1. sehen,\n2. hören."], ["§ 1 A", "Die Parteien", "1. sehen,", "2. hören."]),
            ("gliederung: {aufzaehlung: '-'}", "[{klausel: a/v, nummer: nein}]", ["a/v": "- in dem Wunsch,\n- in der Absicht"], ["A", "– in dem Wunsch,", "– in der Absicht"]),
            (
                "", "[{klausel: a/v, nummer: 4, absatznummern: [1, 3, 3a]}, b/v, {klausel: c/v, nummer: 7a}]",
                ["a/v": "1. Eins.\n\n2. Drei. {#m}\n\n3. Neu.", "b/v": "Siehe {{ref:a#m}}.", "c/v": "Text."],
                ["§ 4 A", "(1) Eins.", "(3) Drei.", "(3a) Neu.", "§ 5 B", "Siehe § 4 Abs. 3 dieser Vereinbarung.", "§ 7a C", "Text."]
            ),
            (
                "gliederung: {absatz: ohne}", "[a/v, b/v]", ["a/v": "1. Eins.\n\n2. Zwei. {#m}", "b/v": "Siehe {{ref:a#m}}."],
                ["§ 1 A", "Eins.", "Zwei.", "§ 2 B", "Siehe § 1 Abs. 2 dieser Vereinbarung."]
            ),
        ] as [(String, String, [String: String], [String])])
    func numbers(more: String, clauses: String, bodies: [String: String], expected: [String]) throws {
        #expect(try Array(lines(clauses, more, bodies).dropFirst()) == expected)
    }

    @Test("A wrong number or id is told", arguments: [("{klausel: a/v, nummer: '4 a'}", "nummer-unklar"), ("{klausel: a/v, id: 'Ä b'}", "id-unklar")])
    func refuses(use: String, rule: String) {
        #expect { try lines("[\(use)]", "", ["a/v": "Text."]) } throws: { ($0 as? FindingList)?.all.contains { $0.rule == rule } ?? false }
    }

    @Test(
        "Short title and abbreviation under the title",
        arguments: [
            ("kurztitel: Musterstaatsvertrag\nabkuerzung: MustStV", "(Musterstaatsvertrag – MustStV)"),
            ("kurztitel: Musterstaatsvertrag\nkurztitel_drucken: ja", "(Musterstaatsvertrag)"),
        ])
    func shortTitle(more: String, expected: String) throws {
        #expect(try lines("[a/v]", more, ["a/v": "Text."])[1] == expected)
    }

    @Test("What follows the signatures has signatories of its own") func parts() throws {
        let clauses = "[a/v, unterschriften, {klausel: b/v, nummer: nein, neue_seite: ja, unterschriften: {einheiten: [{zeile: Die Aufsicht, ort: Berg, name: Kim Muster}]}}]"
        let more = "unterschriften: {einheiten: [{zeile: Die Stadt, name: Erika Muster}]}"
        let document = try compose(clauses, more, ["a/v": "Text.", "b/v": "Genehmigt nach {{ref:a}}."]).document
        let kinds = document.body.map { block -> String in
            switch block.content {
            case .section: "section"
            case .signatures(let block): block.units[0].party.plainText
            case .pageBreak: "page"
            default: "other"
            }
        }
        #expect(kinds == ["other", "section", "Die Stadt", "page", "section", "Die Aufsicht"])
    }

    @Test("An annex says what it belongs to and of which day it is") func annex() throws {
        let more = "anlagen: [{kennung: x, titel: Gebiet, zu: '{{ref:a#m}}', stand: 1. Januar 2026, art: tabelle, feld: orte, zeilen_leer: 2}]"
        let found = try lines("[a/v]", more, ["a/v": "1. Eins.\n\n2. Zwei steht in {{anlage:x|dativ}}. {#m}"])
        #expect(found.contains("(zu § 1 Abs. 2 dieser Vereinbarung)") && found.contains("Stand: 1. Januar 2026"), "\(found)")
    }

    @Test("Advice to the person who fills in stands in drafts only", arguments: [("entwurf", true), ("muster", true), ("endfassung", false)])
    func advice(status: String, isPrinted: Bool) throws {
        let found = try lines("[a/v]", "", ["a/v": "Text.\n\n> {{ausfuellhinweis}} Tragen Sie den Ort ein."], status: status)
        #expect(found.contains("Tragen Sie den Ort ein.") == isPrinted)
        #expect(found.contains("Zum Ausfüllen:") == isPrinted)
    }
}
