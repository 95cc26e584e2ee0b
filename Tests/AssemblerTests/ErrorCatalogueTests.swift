import Findings
import Foundation
import Testing

@testable import Assembler

/// One mistake a clerk makes, and what she is told.
struct Mistake: Sendable, CustomTestStringConvertible {
    var name: String
    var changes: [String: String] = [:]
    /// Replaces a text in the agreement.
    var edit: (String, String)?
    var options: [String] = []
    var data: String?
    var rule: String
    var place: String
    var remedy: String

    var testDescription: String { name }

    init(
        _ name: String, _ changes: [String: String] = [:], edit: (String, String)? = nil, options: [String] = [], data: String? = nil, rule: String,
        at place: String, _ remedy: String
    ) {
        self.name = name
        self.changes = changes
        self.edit = edit
        self.options = options
        self.data = data
        self.rule = rule
        self.place = place
        self.remedy = remedy
    }
}

@Suite("Mistakes and what is said of them")
struct ErrorCatalogueTests {
    static let clause = TestLibrary.clause

    static let mistakes: [Mistake] = [
        // Names
        Mistake(
            "misspelt key", edit: ("parteien:", "partien:"), rule: "schluessel-unbekannt", at: "agreements/a.yaml:14:1", "Meinten Sie „parteien“?"),
        Mistake(
            "misspelt family", edit: ("- laufzeit", "- laufziet"), rule: "familie-unbekannt", at: "agreements/a.yaml:20:5", "Meinten Sie „laufzeit“?"),
        Mistake(
            "misspelt variant", edit: ("kuendigung/frist", "kuendigung/fristt"), rule: "variante-unbekannt", at: "agreements/a.yaml:21:14",
            "Meinten Sie „kuendigung/frist“?"),
        Mistake(
            "misspelt body", edit: ("stelle: musterstadt", "stelle: mustersatdt"), rule: "stelle-unbekannt", at: "agreements/a.yaml:2:9",
            "Meinten Sie „musterstadt“?"),
        Mistake(
            "misspelt field at a clause", edit: ("{frist: 6}", "{first: 6}"), rule: "feld-unbekannt", at: "agreements/a.yaml:22:14",
            "Meinten Sie „frist“?"),
        Mistake("misspelt option", options: ["partner.nmae=X"], rule: "feld-unbekannt", at: "--set partner.nmae", "Meinten Sie „partner.name“?"),
        Mistake("unknown option", options: ["altr=4"], rule: "feld-unbekannt", at: "--set altr", "Meinten Sie „alter“?"),
        Mistake(
            "unknown clause field", options: ["klauseln.kuendigung.frits=4"], rule: "feld-unbekannt", at: "--set klauseln.kuendigung.frits",
            "Meinten Sie „frist“?"),
        Mistake(
            "unknown family in data", options: ["klauseln.kuendigun.frist=4"], rule: "feld-unbekannt", at: "--set klauseln.kuendigun.frist",
            "Meinten Sie „kuendigung“?"),
        Mistake(
            "misspelt key in data", ["d.yaml": "partner:\n  nmae: x"], data: "d.yaml", rule: "feld-unbekannt", at: "d.yaml:2:3",
            "Meinten Sie „partner.name“?"),
        Mistake(
            "misspelt kind", edit: ("{art: datum, pflicht", "{art: dtum, pflicht"), rule: "art-unbekannt", at: "agreements/a.yaml:9:17",
            "Meinten Sie „datum“?"),
        Mistake(
            "misspelt gender", edit: ("datum: 2026", "gender: stren\ndatum: 2026"), rule: "wert-unbekannt", at: "agreements/a.yaml:3:9",
            "Meinten Sie „stern“?"),
        Mistake("Land that is none", options: ["land=NRW"], rule: "wert-unbekannt", at: "--set land", "Meinten Sie „NW“?"),
        Mistake(
            "Land of the agreement that is none", edit: ("datum: 2026", "land: XX\ndatum: 2026"), rule: "wert-unbekannt", at: "agreements/a.yaml:3:7",
            "NW"),
        Mistake(
            "party that is no field", edit: ("{stelle: partner,", "{stelle: parner,"), rule: "feld-unbekannt", at: "agreements/a.yaml:17:16",
            "Meinten Sie „partner“?"),
        Mistake(
            "party that is no body", edit: ("{stelle: partner,", "{stelle: alter,"), rule: "feld-art", at: "agreements/a.yaml:17:16", "art: stelle"),
        // Values
        Mistake("missing value", edit: ("pflicht: nein, spalten", "spalten"), rule: "feld-fehlt", at: "agreements/a.yaml:13:3", "kontakte"),
        Mistake(
            "missing partner", edit: ("beispiel:\n  partner", "beispiel:\n  leitung"), rule: "feld-fehlt", at: "agreements/a.yaml:5:3", "partner.name"
        ),
        Mistake("missing street", edit: ("strasse: Weg 1, ", ""), rule: "feld-fehlt", at: "agreements/a.yaml:24:12", "partner.strasse"),
        Mistake(
            "missing clause field",
            ["clauses/kuendigung/frist.md": clause("K", "felder:\n  frist: {art: zahl}\n  ort: {art: text}", "freigegeben", "1.0", "T")],
            rule: "feld-fehlt", at: "agreements/a.yaml:21:14", "felder: {ort: …}"),
        Mistake(
            "wrong date in the agreement", edit: ("2026-10-01", "2026-13-01"), rule: "datum-falsch", at: "agreements/a.yaml:3:8",
            "Einen Monat 13 gibt es nicht"),
        Mistake("wrong date as option", options: ["datum=31.2.2026"], rule: "datum-falsch", at: "--set datum", "Den Tag 31 gibt es"),
        Mistake("two-digit year", options: ["beginn=1.3.26"], rule: "datum-falsch", at: "--set beginn", "vier Ziffern"),
        Mistake("no date", edit: ("datum: 2026-10-01\n", ""), rule: "datum-fehlt", at: "agreements/a.yaml", "datum: heute"),
        Mistake("number that is none", options: ["alter=drei"], rule: "wert-art", at: "--set alter", "12,5"),
        Mistake("number too large", options: ["alter=19"], rule: "wert-zu-gross", at: "--set alter", "von 1 bis 18"),
        Mistake(
            "number too small at a clause", edit: ("{frist: 6}", "{frist: 0}"), rule: "wert-zu-klein", at: "agreements/a.yaml:22:21", "von 1 bis 24"),
        Mistake("ambiguous number", ["d.yaml": "betrag: 1.200"], data: "d.yaml", rule: "zahl-mehrdeutig", at: "d.yaml:1:9", "1200"),
        Mistake("half cents", options: ["betrag=1,005"], rule: "betrag-genau", at: "--set betrag", "Cent"),
        Mistake("yes or no that is neither", options: ["siegel=vielleicht"], rule: "wert-art", at: "--set siegel", "ja oder nein"),
        Mistake("choice that is none", options: ["laufzeit=befirstet"], rule: "wert-unbekannt", at: "--set laufzeit", "Meinten Sie „befristet“?"),
        Mistake("text for a body", options: ["partner=Kita"], rule: "wert-art", at: "--set partner", "partner.name".replacing("partner.", with: "")),
        Mistake(
            "unknown column of a table", ["d.yaml": "kontakte:\n  - {name: A, bis: 1.1.2026}"], data: "d.yaml", rule: "spalte-unbekannt",
            at: "d.yaml:2:15", "name, ab"),
        Mistake(
            "10 MB in one option", options: ["partner.name=" + String(repeating: "x", count: 10_000_000)], rule: "wert-zu-lang",
            at: "--set partner.name", "Kürzen"),
        Mistake("control character", options: ["partner.name=a\u{202E}b"], rule: "wert-zeichen", at: "--set partner.name", "neu"),
        Mistake("option without value", options: ["partner.name"], rule: "option-falsch", at: "--set „partner.name“", "--set partner.name="),
        Mistake("option for whole and part", options: ["leitung=x", "leitung.name=y"], rule: "option-falsch", at: "--set leitung.name", "entweder"),
        // Choice of clauses
        Mistake(
            "several variants hold", ["clauses/laufzeit/auch.md": clause("L", "wenn: alter == 3", "freigegeben", "1.0", "T")],
            rule: "variante-mehrdeutig", at: "agreements/a.yaml:20:5", "laufzeit/auch"),
        Mistake(
            "no variant holds", ["clauses/laufzeit/befristet.md": clause("L", "wenn: alter == 4", "freigegeben", "1.0", "T")],
            options: ["laufzeit=befristet"], rule: "variante-keine", at: "agreements/a.yaml:20:5", "sonst"),
        Mistake("contradictory variants", options: ["laufzeit=befristet"], rule: "baustein-widerspruch", at: "agreements/a.yaml:20:5", "Entfernen"),
        Mistake(
            "requirement not met", edit: ("  - klausel: kuendigung/frist\n    felder: {frist: 6}\n", ""), rule: "baustein-fehlt",
            at: "agreements/a.yaml:20:5", "kuendigung"),
        Mistake(
            "required annex missing",
            ["clauses/kuendigung/frist.md": clause("K", "felder: {frist: {art: zahl}}\nerfordert_anlage: [kontakte]", "freigegeben", "1.0", "T")],
            rule: "anlage-fehlt", at: "agreements/a.yaml:21:14", "kennung: kontakte"),
        Mistake(
            "clause twice", edit: ("- laufzeit\n", "- laufzeit\n  - gegenstand/kurz\n"), rule: "baustein-doppelt", at: "agreements/a.yaml:21:5",
            "Löschen"),
        Mistake(
            "no version valid", ["clauses/gegenstand/kurz.md": clause("G", "gilt_ab: 2027-01-01", "freigegeben", "1.0", "T")],
            rule: "baustein-ungueltig", at: "agreements/a.yaml:19:5", "ab 01.01.2027"),
        Mistake(
            "condition with unknown field", ["clauses/laufzeit/unbefristet.md": clause("L", "wenn: laufziet == \"x\"", "freigegeben", "1.0", "T")],
            rule: "feld-unbekannt", at: "clauses/laufzeit/unbefristet.md:5:7", "Meinten Sie „laufzeit“?"),
        Mistake(
            "broken condition", edit: ("felder: {frist: 6}", "wenn: alter = 3"), rule: "ausdruck-fehlerhaft", at: "agreements/a.yaml:22:17",
            "Meinten Sie „==“?"),
        Mistake(
            "annex without file", edit: ("beispiel:", "anlagen:\n  - {kennung: go, titel: GO, art: pdf, datei: x.pdf}\nbeispiel:"),
            rule: "anlage-datei-fehlt", at: "agreements/a.yaml:24:47", "datei"),
        Mistake(
            "group without content", edit: ("- laufzeit\n", "- laufzeit\n  - abschnitt: Schluss\n"), rule: "abschnitt-inhalt",
            at: "agreements/a.yaml:21:16", "absaetze"),
        Mistake(
            "path as a clause's name", edit: ("- laufzeit", "- ../../etc/passwd"), rule: "klausel-name", at: "agreements/a.yaml:20:5",
            "familie/variante"),
        // Files
        Mistake(
            "broken YAML", edit: ("titel: Vereinbarung", "titel: a: b"), rule: "yaml-fehlerhaft", at: "agreements/a.yaml:1:9", "Anführungszeichen"),
        Mistake("tab", edit: ("  - laufzeit", "\t- laufzeit"), rule: "yaml-tabulator", at: "agreements/a.yaml:20:1", "Leerzeichen"),
        Mistake("double key", edit: ("datum: 2026", "stelle: x\ndatum: 2026"), rule: "schluessel-doppelt", at: "agreements/a.yaml:3:1", "Zeile 2"),
        Mistake(
            "unclosed quote", edit: ("titel: Vereinbarung mit {{partner.name}}", "titel: 'Vereinbarung"), rule: "yaml-fehlerhaft",
            at: "agreements/a.yaml:1:8", "schließende"),
        Mistake(
            "template without quotes", edit: ("titel: Vereinbarung mit {{partner.name}}", "titel: {{partner.name}}"), rule: "yaml-schluessel",
            at: "agreements/a.yaml:1:9", "name: wert"),
        Mistake(
            "YAML bomb", ["d.yaml": "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]"], data: "d.yaml", rule: "yaml-anker", at: "d.yaml:1:4",
            "Schreiben Sie den Inhalt"),
        Mistake(
            "value that begins with a star", ["d.yaml": "partner:\n  name: *Kita"], data: "d.yaml", rule: "yaml-fehlerhaft", at: "d.yaml:2:9",
            "\"*…\""),
        Mistake(
            "list nested 200 deep", ["d.yaml": "orte: " + String(repeating: "[", count: 200) + String(repeating: "]", count: 200)], data: "d.yaml",
            rule: "yaml-zu-tief", at: "d.yaml:1:39", "Einrückung"),
        Mistake(
            "list nested 100,000 deep", ["d.yaml": "orte: " + String(repeating: "[", count: 100_000)], data: "d.yaml", rule: "yaml-fehlerhaft",
            at: "d.yaml:1:8", "Klammern"),
        Mistake("NUL", ["d.yaml": "partner:\n  name: a\0b"], data: "d.yaml", rule: "datei-binaer", at: "d.yaml:2:10", "richtige Datei"),
        Mistake("no data file", data: "fehlt.yaml", rule: "datei-fehlt", at: "fehlt.yaml", "Prüfen Sie"),
        Mistake("data that is a list", ["d.yaml": "- a"], data: "d.yaml", rule: "angabe-art", at: "d.yaml:1:1", "name: wert"),
        Mistake(
            "file too large", ["d.yaml": String(repeating: "# x\n", count: 600_000)], data: "d.yaml", rule: "datei-zu-gross", at: "d.yaml", "teilen"),
        Mistake("no front matter", ["clauses/gegenstand/kurz.md": "Text"], rule: "kopf-fehlt", at: "clauses/gegenstand/kurz.md:1:1", "---"),
        Mistake(
            "open front matter", ["clauses/gegenstand/kurz.md": "---\nueberschrift: X\n"], rule: "kopf-offen", at: "clauses/gegenstand/kurz.md:1:1",
            "---"),
        Mistake(
            "broken front matter", ["clauses/gegenstand/kurz.md": "---\nueberschrift: X\nfassung 1.0\nstatus: entwurf\n---\nT"],
            rule: "yaml-fehlerhaft", at: "clauses/gegenstand/kurz.md:4:1", "name: wert"),
        Mistake(
            "front matter without version", ["clauses/gegenstand/kurz.md": "---\nueberschrift: X\nstatus: entwurf\n---\nT"], rule: "angabe-fehlt",
            at: "clauses/gegenstand/kurz.md:2:1", "fassung: \"1.0\""),
        Mistake(
            "wrong status", ["clauses/gegenstand/kurz.md": clause("G", "", "freigeben", "1.0", "T")], rule: "wert-unbekannt",
            at: "clauses/gegenstand/kurz.md:4:9", "Meinten Sie „freigegeben“?"),
        Mistake(
            "validity turned round",
            ["clauses/gegenstand/kurz.md": clause("G", "gilt_ab: 2026-05-01\ngilt_bis: 2026-04-30", "freigegeben", "1.0", "T")],
            rule: "geltung-verkehrt", at: "clauses/gegenstand/kurz.md:6:1", "Vertauschen"),
        Mistake(
            "broken body", ["stellen/musterstadt.yaml": "name: X\nlnad: NW"], rule: "schluessel-unbekannt", at: "stellen/musterstadt.yaml:2:1",
            "Meinten Sie „land“?"),
        Mistake(
            "field with a reserved name", edit: ("  alter:", "  land: {art: text}\n  alter:"), rule: "feld-vergeben", at: "agreements/a.yaml:7:3",
            "anderen Namen"),
        Mistake(
            "choice without values", edit: ("werte: [befristet, unbefristet], ", ""), rule: "angabe-fehlt", at: "agreements/a.yaml:6:13", "werte: ["),
        Mistake(
            "default out of range", edit: ("vorgabe: 3, min", "vorgabe: 30, min"), rule: "wert-zu-gross", at: "agreements/a.yaml:7:31", "von 1 bis 18"
        ),
    ]

    @Test("A mistake is told with rule, place and remedy", arguments: mistakes)
    func mistake(_ mistake: Mistake) throws {
        var changes = mistake.changes
        if let (old, new) = mistake.edit {
            #expect(TestLibrary.agreement.contains(old))
            changes["agreements/a.yaml"] = TestLibrary.agreement.replacing(old, with: new, maxReplacements: 1)
        }
        let library = try TestLibrary(changes)
        let errors = library.errors(mistake.options, data: mistake.data)
        let found = errors.first { $0.rule == mistake.rule && library.place($0) == mistake.place }
        guard let found else {
            Issue.record(
                "expected \(mistake.rule) at \(mistake.place), found: \(errors.prefix(4).map { "\($0.rule) at \(library.place($0)): \($0.message) → \($0.remedy ?? "")" })"
            )
            return
        }
        #expect(found.remedy?.contains(mistake.remedy) == true, "\(found.message) → \(found.remedy ?? "")")
        #expect(found.message.hasSuffix(".") && found.message.utf8.count < 700)
        #expect(errors.allSatisfy { $0.remedy?.isEmpty == false }, "every error says how to mend it")
    }

    @Test("The library without mistakes has no errors")
    func sound() throws {
        #expect(try TestLibrary().errors() == [])
    }

    @Test("All mistakes of all files are told at once, each once")
    func several() throws {
        let agreement = TestLibrary.agreement.replacing("kuendigung/frist", with: "kuendigung/frits").replacing(
            "vorgabe: 3, min: 1, max: 18", with: "min: 1")
        let library = try TestLibrary([
            "agreements/a.yaml": agreement, "clauses/gegenstand/kurz.md": TestLibrary.clause("G", "erfordret: [x]\nstatsu: y"),
        ])
        let errors = library.errors(["partner.plzz=1", "beginn=32.1.2026"])
        #expect(
            Set(errors.map(\.rule)) == [
                "variante-unbekannt", "feld-fehlt", "schluessel-unbekannt", "feld-unbekannt", "datum-falsch", "baustein-fehlt",
            ])
        #expect(errors.count == Set(errors).count)
    }
}
