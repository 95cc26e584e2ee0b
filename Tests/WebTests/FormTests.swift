import Testing

@testable import Web

@Suite("What forms send")
struct FormTests {
    @Test(
        "Names and values, decoded once",
        arguments: [
            ("a=b", ["a": "b"]), ("stra%C3%9Fe=K%C3%B6ln%2FS%C3%BCd", ["straße": "Köln/Süd"]), ("a=1+2%2B3", ["a": "1 2+3"]), ("a=%2541", ["a": "%41"]),
            ("a=%zz%4", ["a": "%zz%4"]), ("a", ["a": ""]), ("a==b=", ["a": "=b="]), ("", [:]), ("&&a=1&", ["a": "1"]), ("a=%", ["a": "%"]), ("a=%C3", ["a": "\u{FFFD}"]),
        ] as [(String, [String: String])])
    func decoded(text: String, expected: [String: String]) throws {
        let form = try FormFields(urlEncoded: Array(text.utf8))
        #expect(Dictionary(form.pairs.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first }) == expected)
    }

    @Test("Too many fields are refused")
    func tooMany() {
        #expect(throws: Problem.self) { try FormFields(urlEncoded: Array(String(repeating: "a=b&", count: 10_001).utf8)) }
    }

    @Test("Every text comes back from an address as it went in", arguments: ["Köln/Süd", "a b+c", "100 %", "„ja“ & nein", "\u{1F600}", ""])
    func encoded(text: String) { #expect(Percent.decoded(Percent.encoded(text)) == text) }

    @Test(
        "Neither the places of files nor the paths of fields reach a clerk",
        arguments: [
            ("Der Inhalt der Anlage „/srv/bib/agreements/anlagen/plan.pdf“ ist ein Bild. (/srv/bib/agreements/anlagen/plan.pdf)", "Der Inhalt der Anlage „plan.pdf“ ist ein Bild."),
            ("Für das Feld „partner.ort“ (Ort) fehlt der Wert.", "Für das Feld „Ort“ fehlt der Wert."), ("„/tmp/a/Partnerliste“ ist leer", "„Partnerliste“ ist leer"),
            ("Die Klausel „kuendigung/frist“ und/oder „x“ am 1./2. Mai", "Die Klausel „Kündigung: Frist“ und/oder „x“ am 1./2. Mai"),
        ])
    func sentence(text: String, expected: String) { #expect(ClerkWords.sentence(text) == expected) }

    @Test(
        "Names of files are read as German",
        arguments: [
            ("oeffentlich_rechtlich", "Öffentlich rechtlich"), ("neue-quelle", "Neue quelle"), ("kuendigung", "Kündigung"), ("dauer", "Dauer"), ("aufgaben", "Aufgaben"),
        ])
    func readable(name: String, expected: String) { #expect(ClauseNames.readable(name) == expected) }
}
