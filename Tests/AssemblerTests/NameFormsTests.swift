import DocumentModel
import Findings
import Foundation
import Testing

@testable import Assembler

/// Forms, gender and short name belong to the name that they were given with: no contract has those of another name.
@Suite("Forms belong to their name")
struct NameFormsTests {
    static let body = TestLibrary.files["stellen/musterstadt.yaml", default: ""]
        .replacing("name: Stadt Musterstadt", with: "name: Stadt Musterstadt\nkurz: Musterstadt\ngenus: f\nformen: {dativ: der Stadt Musterstadt}")
    static let rest = "art: ev, strasse: Weg 1, plz: \"00001\", ort: O, vertreten_durch: V"

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var options: [String] = []
        var data: String?
        var row: String?
        /// What the plan has in the end; „-“: nothing.
        let values: [String: String]
        /// Members that are told not to hold.
        var told: [String] = []
    }

    static let cases: [Case] = [
        Case(testDescription: "the body's own name", values: ["stelle.formen.dativ": "der Stadt Musterstadt", "stelle.kurz": "Musterstadt"]),
        Case(
            testDescription: "another name by option", options: ["stelle.name=Landkreis Falsch"],
            values: ["stelle.name": "Landkreis Falsch", "stelle.formen.dativ": "-", "stelle.kurz": "-", "stelle.genus": "m", "stelle.ort": "Musterstadt"],
            told: ["stelle.genus", "stelle.formen", "stelle.kurz"]),
        Case(testDescription: "the same name again", options: ["stelle.name=Stadt Musterstadt"], values: ["stelle.formen.dativ": "der Stadt Musterstadt"]),
        Case(
            testDescription: "another name with its forms", options: ["stelle.name=Stadt Neu", "stelle.formen.dativ=der Stadt Neu"],
            values: ["stelle.formen.dativ": "der Stadt Neu", "stelle.kurz": "-"], told: ["stelle.genus", "stelle.kurz"]),
        Case(
            testDescription: "another name by data", data: "stelle: {name: Stadt Falsch, ort: Falschdorf}\npartner: {name: Kita A, \(rest)}",
            values: ["stelle.formen.dativ": "-", "stelle.ort": "Falschdorf"], told: ["stelle.genus", "stelle.formen", "stelle.kurz"]),
        Case(
            testDescription: "another name by a column", row: "nr;stelle.name;partner.name;partner.strasse;partner.plz;partner.ort\n1;Stadt Falsch;A;S;00001;O",
            values: ["stelle.name": "Stadt Falsch", "stelle.formen.dativ": "-"], told: ["stelle.genus", "stelle.formen", "stelle.kurz"]),
        Case(
            testDescription: "data with forms, another name by option", options: ["partner.name=Kita Neu"],
            data: "partner: {name: Verein Alt, genus: m, formen: {dativ: dem Verein Alt}, \(rest)}",
            values: ["partner.name": "Kita Neu", "partner.formen.dativ": "-", "partner.genus": "f", "partner.ort": "O"], told: ["partner.genus", "partner.formen"]),
        Case(
            testDescription: "data with forms and their name", data: "partner: {name: Verein Alt, formen: {dativ: dem Verein Alt}, \(rest)}",
            values: ["partner.formen.dativ": "dem Verein Alt"]),
        Case(
            testDescription: "forms by option, the name by data", options: ["partner.formen.dativ=dem Verein Alt"], data: "partner: {name: Verein Alt, \(rest)}",
            values: ["partner.formen.dativ": "dem Verein Alt"]),
        Case(
            testDescription: "the name by option, forms without a name by data", options: ["partner.name=Verein Neu"], data: "partner: {formen: {dativ: dem Verein Neu}, \(rest)}",
            values: ["partner.formen.dativ": "dem Verein Neu"]),
    ]

    @Test(arguments: cases)
    func forms(_ a: Case) throws {
        let library = try TestLibrary(["stellen/musterstadt.yaml": Self.body])
        if let data = a.data { try library.write(data + "\n", to: "d.yaml") }
        var row: PartnerRow?
        if let table = a.row {
            try library.write(table + "\n", to: "p.csv")
            row = try PartnerTable(contentsOf: "\(library.root)/p.csv").rows[0]
        }
        let plan = try library.plan(a.options, data: a.data.map { _ in "d.yaml" }, row: row)
        for (path, expected) in a.values {
            let value: String? =
                switch plan.value(path) {
                case .text(let text)?, .choice(let text)?: text
                default: nil
                }
            #expect((value ?? "-") == expected, "\(path)")
        }
        let told = plan.findings.filter { $0.rule == "angabe-anderer-name" }.flatMap { $0.message.matches(of: /„([a-z_]+\.[a-z]+)“/).map { String($0.1) } }
        #expect(Set(told) == Set(a.told), "\(told)")
    }

    @Test("In a list of bodies the entry that gets another name loses what was said of the old one; rows of tables have columns of all names")
    func renaming() {
        let list = RecordedContent.list([
            .group(["name": .text("Verein A"), "genus": .text("m"), "ort": .text("O")]), .group(["name": .text("Raum"), "kurz": .text("R")]),
        ])
        #expect(list.renaming(1, to: "Kita B")["1.genus"] == nil && list.renaming(1, to: "Kita B")["1.ort"] == .text("O"))
        #expect(list.renaming(1, to: "Verein A") == list && list.renaming(0, to: "C") == list && list.renaming(3, to: "C") == list)
        #expect(list.renaming(2, to: "Saal")["2.kurz"] == .text("R"))
    }

    @Test("Two values for one field are an error that names both; the same twice is none")
    func twice() throws {
        let library = try TestLibrary()
        let errors = library.errors(["alter=4", "alter=5"])
        #expect(errors.map(\.rule) == ["option-falsch"])
        #expect(errors.first?.message.contains("„4“ und „5“") == true, "\(errors)")
        #expect(library.errors(["alter=4", "alter=4"]) == [])
    }

    @Test("A preview completes an option no more than a draft does; a form it does")
    func preview() throws {
        let library = try TestLibrary()
        let planner = library.planner
        let agreement = try planner.agreement(at: "\(library.root)/agreements/a.yaml")
        var data = try AgreementData(options: ["partner.name=Echt"])
        data.examples = .asDraftUnlessBegun
        #expect(throws: FindingList.self) { try planner.plan(agreement, data: data, today: TestLibrary.day) }
        data = try AgreementData(options: [])
        data.examples = .asDraftUnlessBegun
        #expect(try planner.plan(agreement, data: data, today: TestLibrary.day).settings.status == .entwurf)
        var typed = try AgreementData(answers: [FieldPath("partner.name"): .text("Echt")])
        typed.examples = .asDraft
        #expect(try planner.plan(agreement, data: typed, today: TestLibrary.day).value("partner.ort") == .text("Musterstadt"))
    }
}
