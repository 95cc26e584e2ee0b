import DocumentModel
import Findings
import Testing

@testable import Agreements
@testable import Assembler
@testable import Composition

/// Tables that are added up: a wrong row, a wrong total and a total typed in are errors; what follows from the others is reckoned.
@Suite("Totals of tables")
struct TableTotalsTests {
    private static let table = """
            art: tabelle
            spalten:
              posten: {art: text, beschriftung: Posten}
              personal: {art: betrag, beschriftung: Personal}
              sache: {art: betrag, beschriftung: Sachkosten}
              gesamt: {art: betrag, beschriftung: Gesamt, summe_aus: [personal, sache]}
            summe: {spalten: [personal, gesamt], zeile: Gesamtausgaben ERGIBT}
        """

    private static func agreement(_ target: String, _ more: String = "") -> String {
        """
        titel: Vereinbarung
        stelle: musterstadt
        datum: 2026-10-01
        felder:
          partner: {art: stelle}
          laufzeit: {art: auswahl, werte: [befristet, unbefristet], vorgabe: unbefristet}
          alter: {art: zahl, vorgabe: 3}
          siegel: {art: ja_nein, vorgabe: nein}
          zuwendung: {art: betrag, vorgabe: 100, beschriftung: Zuwendung}
          drittmittel: {art: betrag, pflicht: false, beschriftung: Mittel Dritter}
          ausgaben:
        \(table.replacing(" ERGIBT", with: target))
        \(more)
        parteien:
          form: ohne
          liste: [{stelle: stelle}, {stelle: partner}]
        klauseln: [gegenstand/kurz]
        beispiel:
          partner: {name: Kita Sonne e. V., art: ev, genus: m, strasse: Weg 1, plz: "00001", ort: Musterstadt, vertreten_durch: Jale Beispiel}
        """
    }

    private func library(_ target: String = "", more: String = "", body: String = "{{tabelle:ausgaben}}") throws -> TestLibrary {
        try TestLibrary([
            "agreements/a.yaml": Self.agreement(target, more), "clauses/gegenstand/kurz.md": TestLibrary.clause("Gegenstand", "", "freigegeben", "1.0", body),
        ])
    }

    private func rows(_ text: String, in library: TestLibrary) throws -> String {
        try library.write("ausgaben:\n" + text, to: "d.yaml")
        return "d.yaml"
    }

    private static let right = "  - {posten: Leitung, personal: \"1.200,50\", sache: \"99,50\"}\n  - {posten: Gruppe, personal: 300, gesamt: 300}\n"
    private static let partner = "partner: {name: Kita Sonne e. V., art: ev, genus: m, strasse: Weg 1, plz: \"00001\", ort: Musterstadt, vertreten_durch: Jale Beispiel}\n"

    @Test("What is not given is reckoned, exactly; the closing row is printed") func reckoned() throws {
        let library = try library()
        try library.write("ausgaben:\n" + Self.right + Self.partner, to: "d.yaml")
        let plan = try library.plan(data: "d.yaml")
        let document = try Composer(facts: Facts(folder: Repository.root + "/facts")).compose(plan, .init(foreign: { ForeignDocument(path: $0, sha256: "", pages: []) })).document
        let text = String(document.plainText.map { $0.isWhitespace && $0 != "\n" ? " " : $0 })
        #expect(text.contains("1.300,00 Euro"), "\(text)")
        #expect(text.contains("Gesamtausgaben"), "\(text)")
        #expect(text.contains("1.500,50 Euro") && text.contains("1.600,00 Euro"), "\(text)")
    }

    @Test(
        "A row that does not add up is an error naming both amounts; rounding is no excuse",
        arguments: [
            ("{posten: A, personal: 10, sache: 5, gesamt: 16}", "16,00 Euro", "15,00 Euro"), ("{posten: A, personal: 0,10, sache: 0,20, gesamt: 0,31}", "0,31 Euro", "0,30 Euro"),
            ("{posten: A, personal: 10, gesamt: 0}", "0,00 Euro", "10,00 Euro"), ("{posten: A, personal: -10, sache: 5, gesamt: 5}", "5,00 Euro", "-5,00 Euro"),
        ])
    func wrongRow(row: String, given: String, sum: String) throws {
        let library = try library()
        let row = row.replacing("0,10", with: "\"0,10\"").replacing("0,20", with: "\"0,20\"").replacing("0,31", with: "\"0,31\"")
        try library.write("ausgaben:\n  - \(row)\n" + Self.partner, to: "d.yaml")
        let errors = library.errors(data: "d.yaml")
        #expect(errors.map(\.rule) == ["zeile-summe"])
        let message = String((errors.first?.message ?? "").map { $0.isWhitespace ? " " : $0 }).replacing("−", with: "-").replacing("–", with: "-")
        #expect(message.contains("„Gesamt“ ist \(given)") || message.contains("ist „Gesamt“ \(given)"), "\(message)")
        #expect(message.contains("ergeben \(sum)"), "\(message)")
    }

    @Test("A total that somebody typed in would count twice", arguments: ["Summe", "Gesamtausgaben", "Summe:", "Insgesamt"])
    func typedTotal(label: String) throws {
        let library = try library()
        try library.write("ausgaben:\n  - {posten: A, personal: 10}\n  - {posten: \"\(label)\", personal: 10}\n" + Self.partner, to: "d.yaml")
        #expect(library.errors(data: "d.yaml").map(\.rule) == ["summe-falsch"])
    }

    static let targets: [(target: String, rows: String, more: [String], isRight: Bool)] = [
        (", ergibt: 100", "{posten: A, personal: 60}, {posten: B, personal: 40}", [], true), (", ergibt: 100", "{posten: A, personal: 60}, {posten: B, personal: 30}", [], false),
        (", ergibt: zuwendung", "{posten: A, personal: 100}", [], true), (", ergibt: zuwendung", "{posten: A, personal: 101}", [], false),
        (", ergibt: [zuwendung, drittmittel]", "{posten: A, personal: 100}", [], true),
        (", ergibt: [zuwendung, drittmittel]", "{posten: A, personal: 150}", ["drittmittel=50"], true),
        (", ergibt: [zuwendung, drittmittel]", "{posten: A, personal: 100}", ["drittmittel=50"], false), (", ergibt: zuwendungen", "{posten: A, personal: 100}", [], false),
        (", ergibt: ausgaben.personal", "{posten: A, personal: 100}", [], true), (", ergibt: ausgaben.posten", "{posten: A, personal: 100}", [], false),
    ]

    @Test("The total is what the agreement says elsewhere", arguments: targets.indices)
    func target(index: Int) throws {
        let row = Self.targets[index]
        let library = try library(row.target)
        try library.write("ausgaben: [\(row.rows)]\n" + Self.partner, to: "d.yaml")
        if row.isRight {
            _ = try library.plan(row.more, data: "d.yaml")
        } else {
            #expect(Set(library.errors(row.more, data: "d.yaml").map(\.rule)) == ["summe-falsch"], "\(row)")
        }
    }

    @Test(
        "Declarations that cannot be meant are told",
        arguments: [
            ("    summe: {spalten: [posten]}", "summe-spalte"), ("    summe: {spalten: [perosnal]}", "summe-spalte"), ("    summe: {zeile: X}", "angabe-fehlt"),
            ("    summe: {spalten: [personal], ergibt: 1, was: 2}", "schluessel-unbekannt"),
        ])
    func declarations(line: String, rule: String) throws {
        let own = Self.agreement("").replacing("    summe: {spalten: [personal, gesamt], zeile: Gesamtausgaben}", with: line)
        let library = try TestLibrary(["agreements/a.yaml": own, "clauses/gegenstand/kurz.md": TestLibrary.clause("Gegenstand", "", "freigegeben", "1.0", "Text.")])
        #expect(library.errors().map(\.rule).contains(rule), "\(library.errors())")
    }

    @Test("A column is the sum of columns beside it, not of itself, of sums, of texts", arguments: ["gesamt", "posten", "personale"])
    func sumOf(name: String) throws {
        let own = Self.agreement("").replacing("summe_aus: [personal, sache]", with: "summe_aus: [personal, \(name)]")
        let library = try TestLibrary(["agreements/a.yaml": own, "clauses/gegenstand/kurz.md": TestLibrary.clause("Gegenstand", "", "freigegeben", "1.0", "Text.")])
        #expect(library.errors().map(\.rule).contains("summe-spalte"), "\(library.errors())")
    }
}
