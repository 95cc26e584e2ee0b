import DocumentModel
import Findings
import Foundation
import Testing

@testable import Assembler

@Suite("Values and their sources")
struct ValueSourceTests {
    func source(_ path: String, in plan: AssemblyPlan) -> String? { plan.values.first { $0.path.rawValue == path }?.source.inGerman }

    @Test("Option before data file before example; every part remembers where it came from")
    func order() throws {
        let library = try TestLibrary(["d.yaml": "alter: 5\npartner: {name: Aus Datei, strasse: S, plz: \"1\", ort: O}\n"])
        let plan = try library.plan(["partner.name=Aus Option"], data: "d.yaml")
        #expect(plan.value("partner.name") == .text("Aus Option"))
        #expect(plan.value("partner.ort") == .text("O"))
        #expect(plan.value("alter") == .number(5))
        #expect(source("partner.name", in: plan) == "Befehlszeile")
        #expect(source("partner.ort", in: plan) == "Datendatei")
        #expect(source("laufzeit", in: plan) == "Vorgabe der Vereinbarung")
        #expect(source("land", in: plan) == "Stelle")
        #expect(source("datum", in: plan) == "Vereinbarung")
        #expect(source("klauseln.kuendigung.frist", in: plan) == "Vereinbarung")
        #expect(source("klauseln.kuendigung.form", in: plan) == "Vorgabe der Klausel")
    }

    @Test("The example completes options, but not a data file")
    func example() throws {
        let library = try TestLibrary(["d.yaml": "partner: {name: Echt, strasse: S, plz: \"1\"}\n"])
        let plan = try library.plan(["partner.name=X"])
        #expect(plan.value("partner.ort") == .text("Musterstadt"))
        #expect(source("partner.ort", in: plan) == "Beispiel der Vereinbarung")
        #expect(library.errors(data: "d.yaml").map(\.message) == ["Das Feld „partner.ort“ (Ort) hat keinen Wert."])
    }

    @Test("A row without partner does not get the example's")
    func row() throws {
        let library = try TestLibrary()
        try library.write("nr;alter\n1;4\n", to: "p.csv")
        let table = try PartnerTable(contentsOf: "\(library.root)/p.csv")
        let errors = library.errors(row: table.rows[0])
        #expect(errors.map(\.rule) == ["feld-fehlt"])
        #expect(library.place(errors[0]) == "p.csv, Zeile 2, Spalte „partner“")
    }

    @Test(
        "A clause's field: option, place, data, the agreement's field, default",
        arguments: [
            (["klauseln.kuendigung.frist=9"], "frist", "9"), ([], "frist", "6"), (["klauseln.kuendigung.form=mündlich"], "form", "„mündlich“"),
            ([], "form", "„schriftlich“"),
            (["form=kurz"], "form", "„kurz“"),
        ] as [([String], String, String)])
    func clauseField(options: [String], field: String, expected: String) throws {
        let clause = try #require(TestLibrary().plan(options).clauses.last)
        #expect(clause.fields[field]?.value?.inGerman == expected)
    }

    @Test("The agreement's field of the same name gives the clause its value")
    func inherited() throws {
        let agreement = TestLibrary.agreement.replacing("  alter:", with: "  form: {art: text, vorgabe: in Textform}\n  alter:")
        let library = try TestLibrary(["agreements/a.yaml": agreement])
        #expect(try library.plan().clauses.last?.fields["form"]?.value == .text("in Textform"))
        #expect(try library.plan(["form=x"]).clauses.last?.fields["form"]?.value == .text("x"))
        let other = agreement.replacing("form: {art: text, vorgabe: in Textform}", with: "form: {art: zahl, vorgabe: 1}")
        #expect(try TestLibrary(["agreements/a.yaml": other]).errors().map(\.rule) == ["feld-widerspruch"])
    }

    @Test("A value at the top level of the agreement is the field's value")
    func topLevel() throws {
        let plan = try TestLibrary(["agreements/a.yaml": TestLibrary.agreement + "alter: 7\n"]).plan()
        #expect(plan.value("alter") == .number(7))
    }

    @Test("An option without text takes a value away")
    func takenAway() throws {
        let library = try TestLibrary()
        #expect(try library.plan(["partner.vertreten_durch="]).value("partner.vertreten_durch") == nil)
        #expect(library.errors(["alter="]).map(\.rule) == ["feld-fehlt"])
    }

    @Test("Another body is taken by its name, its members by their paths")
    func body() throws {
        let other = "name: Kreis Musterau\nstrasse: A\nplz: \"2\"\nort: Musterau\nland: SH\ngender: paar\n"
        let library = try TestLibrary(["stellen/musterau.yaml": other])
        let plan = try library.plan(["stelle=musterau"])
        #expect(plan.value("stelle.name") == .text("Kreis Musterau") && plan.settings.land == "SH" && plan.settings.gender == .paar)
        #expect(try library.plan(["stelle.name=Stadt X"]).value("stelle.name") == .text("Stadt X"))
        #expect(try library.plan(["land=BY", "gender=stern"]).settings.land == "BY")
    }

    @Test(
        "What stands in a partner's name stays as it is",
        arguments: ["*Kita_Sonne* [GmbH] & Söhne {{x}}", "a: b # c", "„Zitat“ \"x\" 'y'", "12", "ja", "null", "O\u{308}ko"])
    func literal(name: String) throws {
        #expect(try TestLibrary().plan(["partner.name=\(name)"]).value("partner.name") == .text(name.precomposedStringWithCanonicalMapping))
    }

    @Test("JSON is read as YAML is, with escapes beyond the first plane")
    func json() throws {
        let json =
            #"{"partner": {"name": "K\u00fcche \ud83d\ude00 \"A\"", "strasse": "S", "plz": "01234", "ort": "O"}, "betrag": 1.234, "siegel": true, "orte": ["a"]}"#
            .replacing("1.234", with: "1.23")
        let plan = try TestLibrary(["d.json": json]).plan(data: "d.json")
        #expect(plan.value("partner.name") == .text("Küche 😀 \"A\""))
        #expect(plan.value("partner.plz") == .text("01234"))
        #expect(plan.value("siegel") == .flag(true) && plan.value("betrag")?.inGerman == "1,23 €")
    }

    @Test("The catalogue lists what an agreement asks for, and the columns of its table")
    func catalogue() throws {
        let library = try TestLibrary()
        let planner = library.planner
        let catalogue = try planner.catalogue(of: planner.agreement(at: "\(library.root)/agreements/a.yaml"))
        #expect(
            catalogue.columns == ["nr", "partner.name", "partner.art", "partner.strasse", "partner.plz", "partner.ort", "partner.vertreten_durch"])
        let age = try #require(catalogue.entries.first { $0.path.rawValue == "alter" })
        #expect(age.askedBy == ["gegenstand/kurz"] && age.standard == .number(3) && !age.isNeeded)
        #expect(catalogue.entries.contains { $0.path.rawValue == "klauseln.kuendigung.form" && $0.askedBy == ["kuendigung/frist"] })
        #expect(!catalogue.entries.contains { $0.path.rawValue == "klauseln.kuendigung.frist" }, "the agreement has settled it")
    }

    @Test("A field is conditional only where some variants do without it and none is chosen by it")
    func conditionalFields() throws {
        let agreement = TestLibrary.agreement
            .replacing("  siegel:", with: "  ueberall: {art: text}\n  dauer: {art: text}\n  rest: {art: text}\n  siegel:")
        let library = try TestLibrary([
            "agreements/a.yaml": agreement,
            "clauses/laufzeit/unbefristet.md": TestLibrary.clause(
                "Laufzeit", "wenn: laufzeit == \"unbefristet\"", "freigegeben", "1.0", "{{laufzeit}} {{ueberall}} {{dauer}}"),
            "clauses/laufzeit/befristet.md": TestLibrary.clause("Laufzeit", "wenn: sonst", "freigegeben", "1.0", "{{ueberall}} {{rest}}"),
        ])
        let planner = library.planner
        let entries = try planner.catalogue(of: planner.agreement(at: "\(library.root)/agreements/a.yaml")).entries
        let conditions = Dictionary(uniqueKeysWithValues: entries.map { ($0.path.rawValue, $0.conditions) })
        #expect(conditions["laufzeit"] == [], "it chooses the variant")
        #expect(conditions["ueberall"] == [], "both variants print it")
        #expect(conditions["dauer"] == ["laufzeit == \"unbefristet\""])
        #expect(conditions["rest"] == ["keine andere Variante von „laufzeit“ zutrifft"])
    }
}
