import DocumentModel
import Findings
import Foundation
import Settings
import Testing

@testable import Agreements
@testable import Assembler

@Suite("Expressions")
struct ExpressionTests {
    static let scope = FieldScope([
        FieldDeclaration("partner", .body), FieldDeclaration("frist", .number), FieldDeclaration("betrag", .money),
        FieldDeclaration("ende", .date, isRequired: false), FieldDeclaration("beginn", .date),
        FieldDeclaration("laufzeit", .choice([FieldChoice("befristet"), FieldChoice("unbefristet")])),
        FieldDeclaration("siegel", .flag), FieldDeclaration("orte", .list(of: .text)), FieldDeclaration("land", .choice(FederalState.choices)),
    ])

    // swift-format-ignore: NeverForceUnwrap
    static let values: [String: Value] = [
        "partner": .record(Record(["name": .text("Kita"), "art": .choice("ev")])), "frist": .number(3), "betrag": .money(1200),
        "beginn": .date(CalendarDate(year: 2026, month: 10, day: 1)!), "laufzeit": .choice("unbefristet"), "siegel": .flag(false),
        "orte": .list([.text("Nord"), .text("Süd")]), "land": .choice("NW"),
    ]

    static let environment = Environment(
        shared: Dictionary(
            uniqueKeysWithValues: scope.fields.map { ($0.key, FieldState($0.value, value: values[$0.key])) }))

    static func source(_ text: String) -> SourceText { .verbatim(text, path: "a.yaml", line: 7, column: 11) }

    @Test(
        "An expression holds or not",
        arguments: [
            (#"partner.art == "ev""#, true), (#"partner.art != "ev""#, false), (#"partner.art in ["gmbh", "ev"]"#, true),
            (#"partner.art nicht in ["gmbh"]"#, true), ("frist < 6", true), ("6 > frist", true), ("frist >= 3 und frist <= 3", true),
            ("betrag == 1200.00", true), ("beginn < 2026-10-02", true), ("siegel", false), ("siegel == nein", true), ("nicht siegel", true),
            ("siegel != nein", false), ("vorhanden(ende)", false), ("vorhanden(partner.name)", true), ("vorhanden(partner.kurz)", false),
            ("ende > 2026-01-01", false), ("nicht ende > 2026-01-01", true), (#"orte enthaelt "Nord""#, true), (#"orte enthält "Ost""#, false),
            (#"laufzeit == "befristet" oder frist == 3 und siegel"#, false), (#"(laufzeit == "unbefristet" oder siegel) und land == „NW“"#, true),
            ("ja", true), ("beginn == ende", false), ("beginn != ende", false), ("nicht nicht ja", true), (#""a" == "b""#, false),
        ])
    func holds(text: String, expected: Bool) throws {
        #expect(try Proposition(Self.source(text), in: Self.scope).holds(in: Self.environment) == expected)
    }

    @Test(
        "A mistake is told with its column and a remedy",
        arguments: [
            (#"partner.nmae == "x""#, 11, "Meinten Sie „partner.name“?"), (#"land == "NRW""#, 19, "Meinten Sie „NW“?"),
            (#"partner.art = "ev""#, 23, "Meinten Sie „==“?"), ("frist == \"3\"", 20, "ohne Anführungszeichen"),
            ("beginn < \"2026\"", 20, "2026-12-31"), ("siegel && ja", 18, "Meinten Sie „und“?"), ("frist", 11, "vorhanden(frist)"),
            ("laufzeit < 3", 22, "Anführungszeichen"), ("laufzeit < \"befristet\"", 20, "=="), ("partner == \"x\"", 11, "partner.name"),
            ("frist == 3 frist", 22, "und"), ("(frist == 3", 22, "„)“"), ("vorhanden frist", 21, "vorhanden(feld)"), ("", 11, "partner.art"),
            ("frist in 3", 20, "["), ("frist == \"3", 20, "\""), ("orte == \"x\"", 11, "enthaelt"), ("ende == 31.12.2026", 19, "2026-12-31"),
            ("frist == 3,5", 21, "und"), ("beginn == frist", 18, "derselben Art"), ("frsit == 3", 11, "Meinten Sie „frist“?"),
            ("1 < frist < 3", 21, "und"), ("frist enthaelt 3", 17, "in ["), (#"land in ["NW", "XX"]"#, 26, nil),
        ] as [(String, Int, String?)])
    func mistakes(text: String, column: Int, remedy: String?) throws {
        let findings = #expect(throws: FindingList.self) { try Proposition(Self.source(text), in: Self.scope) }
        let finding = try #require(findings?.all.first)
        #expect(finding.place == .file("a.yaml", line: 7, column: column))
        #expect(finding.severity == .fehler)
        if let remedy { #expect(finding.remedy?.contains(remedy) == true, "\(finding)") }
    }

    @Test("All mistakes of types are told at once")
    func several() throws {
        let findings = #expect(throws: FindingList.self) {
            try Proposition(Self.source(#"frsit == 3 oder land == "XX" und siegel == 3"#), in: Self.scope)
        }
        #expect(findings?.all.map(\.rule) == ["feld-unbekannt", "wert-unbekannt", "ausdruck-typ"])
    }

    @Test("Brackets beyond the limit are an error, not a crash")
    func deep() {
        let text = String(repeating: "(", count: 100_000) + "ja"
        #expect(throws: FindingList.self) { try Proposition(Self.source(text), in: Self.scope) }
    }

    @Test("A proposition tells the fields it asks for")
    func fields() throws {
        let proposition = try Proposition(Self.source(#"vorhanden(ende) oder partner.art == "ev" und beginn < ende"#), in: Self.scope)
        #expect(proposition.fields.map(\.rawValue) == ["beginn", "ende", "partner.art"])
    }
}
