import DocumentModel
import Findings
import Foundation
import Proof
import Testing

@testable import Agreements
@testable import Assembler
@testable import Composition

/// No contract holds a value that nobody gave: what `beispiel:` invents gets into drafts at most, and what is given goes somewhere or is told.
@Suite("A value nobody gave, and one that goes nowhere")
struct InventedValueTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var status: String?
        var options: [String] = []
        var data: String?
        var row: String?
        var examples = ExampleUse.inDrafts
        /// Fields that are missed; `nil`: the plan is made.
        var misses: [String]? = nil
        /// Values that the plan has in the end.
        var values: [String: String] = [:]
    }

    static let whole = ["partner.name", "partner.strasse", "partner.plz", "partner.ort"]
    static let address = ["partner.ort", "partner.plz", "partner.strasse"]

    static let cases: [Case] = [
        Case(testDescription: "a final version without data", misses: ["alter_bis", "partner"]),
        Case(testDescription: "the same where the agreement says so", status: "endfassung", misses: ["alter_bis", "partner"]),
        Case(testDescription: "a final version asked for by option", status: "entwurf", options: ["status=endfassung"], misses: ["alter_bis", "partner"]),
        Case(testDescription: "a draft", status: "entwurf", values: ["partner.name": "„Kita Sonne e. V.“", "alter_bis": "5"]),
        Case(testDescription: "a draft asked for by option", options: ["status=entwurf"], values: ["partner.ort": "„Musterstadt“"]),
        Case(testDescription: "a specimen", status: "muster", values: ["partner.name": "„Kita Sonne e. V.“"]),
        Case(testDescription: "an option does not keep the rest of the example", options: ["partner.name=Echt", "alter_bis=4"], misses: address),
        Case(testDescription: "not in a draft either", status: "entwurf", options: ["partner.name=Echt"], misses: address),
        Case(
            testDescription: "a whole partner by options has no representative of the example's", status: "entwurf",
            options: ["partner.name=Echt", "partner.strasse=S", "partner.plz=1", "partner.ort=O"], values: ["partner.name": "„Echt“", "partner.vertreten_durch": "-"]),
        Case(testDescription: "a data file that lacks a field", data: "partner: {name: A, strasse: S, plz: \"1\", ort: O}", misses: ["alter_bis"]),
        Case(
            testDescription: "a row that lacks a field", status: "entwurf", row: "nr;partner.name;partner.strasse;partner.plz;partner.ort;alter_bis\n1;A;S;00001;O;",
            misses: ["alter_bis"]),
        Case(testDescription: "a row that lacks the partner", status: "muster", row: "nr;alter_bis\n1;4", misses: ["partner"]),
        Case(testDescription: "looking over the agreement", examples: .always, values: ["alter_bis": "5"]),
        Case(testDescription: "a preview is a draft", examples: .asDraft, values: ["alter_bis": "5", "status": "„entwurf“"]),
        Case(
            testDescription: "a preview of what is given in whole is none", data: "alter_bis: 4\npartner: {name: A, strasse: S, plz: \"1\", ort: O, vertreten_durch: V}",
            examples: .asDraft, values: ["status": "„endfassung“"]),
    ]

    static func library(status: String?) throws -> TestLibrary {
        let agreement = TestLibrary.agreement
            .replacing("  alter:", with: "  alter_bis: {art: zahl}\n  alter:")
            .replacing("beispiel:\n", with: "beispiel:\n  alter_bis: 5\n")
            .replacing("datum:", with: status.map { "status: \($0)\ndatum:" } ?? "datum:")
        return try TestLibrary([
            "agreements/a.yaml": agreement,
            "clauses/gegenstand/kurz.md": TestLibrary.clause("Gegenstand", "", "freigegeben", "1.0", "Kinder bis {{alter_bis}} Jahre."),
        ])
    }

    @Test("What an agreement's example may fill in", arguments: cases)
    func example(_ a: Case) throws {
        let library = try Self.library(status: a.status)
        if let data = a.data { try library.write(data + "\n", to: "d.yaml") }
        var row: PartnerRow?
        if let table = a.row {
            try library.write(table + "\n", to: "p.csv")
            row = try PartnerTable(contentsOf: "\(library.root)/p.csv").rows[0]
        }
        var data = try AgreementData(options: a.options, file: a.data.map { _ in "\(library.root)/d.yaml" }, row: row)
        if row == nil { data.examples = a.examples }
        let planner = library.planner
        let agreement = try planner.agreement(at: "\(library.root)/agreements/a.yaml")
        do throws(FindingList) {
            let plan = try planner.plan(agreement, data: data, today: TestLibrary.day)
            #expect(a.misses == nil)
            for (path, value) in a.values { #expect((plan.value(path)?.inGerman ?? "-") == value, "\(path)") }
            if row != nil { #expect(!plan.values.contains { if case .example = $0.source { true } else { false } }) }
        } catch {
            let missed = error.all.filter { $0.severity == .fehler }
            #expect(missed.allSatisfy { $0.rule == "feld-fehlt" }, "\(missed)")
            let names = missed.compactMap { $0.message.firstMatch(of: /„([a-z_.]+)“/).map { String($0.1) } }
            #expect(names.sorted() == a.misses, "\(missed.map(\.message))")
            for finding in missed where row != nil { #expect(finding.remedy?.contains("--set") == false, "\(finding.remedy ?? "")") }
        }
    }

    @Test("A cell that is empty is named, with how to mend it")
    func cell() throws {
        let library = try Self.library(status: nil)
        try library.write("nr;partner.name;partner.strasse;partner.plz;partner.ort;alter_bis\n1;A;S;00001;O;\n", to: "p.csv")
        let errors = library.errors(row: try PartnerTable(contentsOf: "\(library.root)/p.csv").rows[0])
        #expect(errors.map { library.place($0) } == ["p.csv, Zeile 2, Spalte F „alter_bis“"])
        #expect(errors.map(\.remedy) == ["Füllen Sie die Zelle F2 aus."])
    }

    @Test(
        "What is given and goes nowhere is an error",
        arguments: [
            (["klauseln.kuendigung=jederzeit"], nil, "angabe-ohne-wirkung", "variante_aus"),
            (["klauseln=kuendigung"], nil, "angabe-ohne-wirkung", "klauseln.KLAUSEL.FELD"),
            (["kuendigung=jederzeit"], nil, "angabe-ohne-wirkung", "variante_aus"),
            (["nr=7"], nil, "feld-unbekannt", "Löschen"),
            ([], "klauseln: {kuendigung: jederzeit}", "angabe-ohne-wirkung", "variante_aus"),
            ([], "klauseln: {kuendigung: {frist: 9}}", "feld-festgelegt", "--set"),
            ([], "unbekannt: 1", "feld-unbekannt", "klauselwerk felder"),
            ([], "stelle: {unbekannt: 1}", "feld-unbekannt", "Meinten"),
        ] as [([String], String?, String, String)])
    func nowhere(options: [String], data: String?, rule: String, remedy: String) throws {
        let library = try TestLibrary()
        if let data { try library.write(data + "\n", to: "d.yaml") }
        let errors = library.errors(options, data: data.map { _ in "d.yaml" })
        #expect(errors.map(\.rule) == [rule], "\(errors)")
        if rule != "feld-unbekannt" || options == ["nr=7"] { #expect(errors.first?.remedy?.contains(remedy) == true, "\(errors)") }
    }

    @Test("A value equal to the one that the agreement settles is no mistake; an option has the last word")
    func settled() throws {
        let library = try TestLibrary(["d.yaml": "klauseln: {kuendigung: {frist: 6}}\n"])
        #expect(library.errors(data: "d.yaml") == [])
        #expect(try library.plan(["klauseln.kuendigung.frist=9"]).clauses.last?.fields["frist"]?.value == .number(9))
    }

    // MARK: - Variants that data may name

    static let choosing = TestLibrary.agreement
        .replacing("  siegel:", with: "  art_der_kuendigung: {art: auswahl, werte: {frist: mit Frist, jederzeit: jederzeit}, vorgabe: frist}\n  siegel:")
        .replacing("  - klausel: kuendigung/frist\n    felder: {frist: 6}\n", with: "  - klausel: kuendigung\n    variante_aus: art_der_kuendigung\n")

    @Test(
        "A clause whose variant a field names",
        arguments: [([], "frist"), (["art_der_kuendigung=jederzeit"], "jederzeit"), (["art_der_kuendigung=mit Frist"], "frist")] as [([String], String)])
    func variant(options: [String], variant: String) throws {
        let plan = try TestLibrary(["agreements/a.yaml": Self.choosing]).plan(options)
        #expect(plan.clauses.map(\.source.name) == ["gegenstand/kurz", "laufzeit/unbefristet", "kuendigung/\(variant)"])
    }

    @Test("A column picks the variant; the form offers it")
    func variantByColumn() throws {
        let library = try TestLibrary(["agreements/a.yaml": Self.choosing])
        try library.write(
            "nr;partner.name;partner.strasse;partner.plz;partner.ort;art_der_kuendigung\n1;A;S;00001;O;jederzeit\n2;A;S;00001;O;\n3;A;S;00001;O;monatlich\n", to: "p.csv")
        let table = try PartnerTable(contentsOf: "\(library.root)/p.csv")
        #expect(try library.plan(row: table.rows[0]).clauses.last?.source.name == "kuendigung/jederzeit")
        #expect(try library.plan(row: table.rows[1]).clauses.last?.source.name == "kuendigung/frist")
        #expect(library.errors(row: table.rows[2]).map(\.rule) == ["wert-unbekannt"])
        let planner = library.planner
        let catalogue = try planner.catalogue(of: planner.agreement(at: "\(library.root)/agreements/a.yaml"))
        #expect(catalogue.entries.contains { $0.path.rawValue == "art_der_kuendigung" })
    }

    @Test(
        "Mistakes in „variante_aus“",
        arguments: [
            (Self.choosing.replacing("variante_aus: art_der_kuendigung", with: "variante_aus: art_der_kuendigun"), "feld-unbekannt"),
            (Self.choosing.replacing("variante_aus: art_der_kuendigung", with: "variante_aus: alter"), "feld-art"),
            (Self.choosing.replacing("jederzeit: jederzeit", with: "nie: nie"), "variante-unbekannt"),
            (Self.choosing.replacing("klausel: kuendigung\n", with: "klausel: kuendigung/frist\n"), "klausel-name"),
        ])
    func wrongVariant(agreement: String, rule: String) throws {
        #expect(try TestLibrary(["agreements/a.yaml": agreement]).errors().map(\.rule).contains(rule))
    }

    @Test("The proof knows the clauses that a field picks: one of them is always there, never both")
    func proof() throws {
        for (agreement, isSound) in [(Self.choosing, true), (Self.choosing.replacing("vorgabe: frist}", with: "pflicht: nein}"), false)] {
            let library = try TestLibrary([
                "agreements/a.yaml": agreement,
                "clauses/gegenstand/kurz.md": TestLibrary.clause("Gegenstand", "", "freigegeben", "1.0", "Siehe {{ref:kuendigung}}."),
                "clauses/laufzeit/befristet.md": TestLibrary.clause("Laufzeit", "wenn: sonst"),
            ])
            let planner = library.planner
            let plan = try planner.plan(
                planner.agreement(at: "\(library.root)/agreements/a.yaml"), data: AgreementData(options: ["art_der_kuendigung=frist"]), today: TestLibrary.day)
            let composer = try Composer(facts: Facts(folder: Repository.root + "/facts"))
            let result = AgreementProof(plan, library: planner.library, rules: planner.rules, composer: composer).prove()
            #expect(result.findings.isEmpty == isSound, "\(result.findings)")
        }
    }
}
