import DocumentModel
import Findings
import Testing

@testable import Agreements
@testable import Assembler
@testable import Composition

/// What a clause may ask of bodies, persons and the typography of fields.
@Suite("Parties and persons in running text")
struct InflectionTests {
    private func text(_ body: String, agreement: (String, String)? = nil, options: [String] = [], clause more: String = "") throws -> (text: String, findings: [Finding]) {
        var files = ["clauses/gegenstand/kurz.md": TestLibrary.clause("Gegenstand", more, "freigegeben", "1.0", body)]
        if let agreement { files["agreements/a.yaml"] = TestLibrary.agreement.replacing(agreement.0, with: agreement.1) }
        let library = try TestLibrary(files)
        let facts = Facts(folder: Repository.root + "/facts")
        let composed = try Composer(facts: facts).compose(try library.plan(options), .init(foreign: { ForeignDocument(path: $0, sha256: "", pages: []) }))
        let lines = DocumentDump.visible(composed.document.plainText).split(separator: "\n").map(String.init)
        let heading = try #require(lines.firstIndex { $0.hasSuffix("Gegenstand") })
        return (lines[heading + 1], composed.findings)
    }

    private static let leitung = ["leitung.anrede=Frau", "leitung.titel=Dr.", "leitung.vorname=Anna", "leitung.name=Muster", "leitung.funktion=Landrätin"]

    @Test(
        "Bodies, persons and offices in the four cases",
        arguments: [
            ("nominativ", "die Stadt Musterstadt; die Landrätin Dr.~Anna Muster; die Landrätin; die Oberbürgermeisterin Mustermann"),
            ("genitiv", "der Stadt Musterstadt; der Landrätin Dr.~Anna Muster; der Landrätin; der Oberbürgermeisterin Mustermann"),
            ("dativ", "der Stadt Musterstadt; der Landrätin Dr.~Anna Muster; der Landrätin; der Oberbürgermeisterin Mustermann"),
            ("akkusativ", "die Stadt Musterstadt; die Landrätin Dr.~Anna Muster; die Landrätin; die Oberbürgermeisterin Mustermann"),
        ])
    func declines(grammaticalCase: String, expected: String) throws {
        let body = "{{stelle|\(grammaticalCase)}}; {{leitung|\(grammaticalCase)}}; {{leitung.funktion|\(grammaticalCase)}}; {{stelle.vertreten_durch|\(grammaticalCase)}}"
        let result = try text(body, options: Self.leitung + ["stelle.genus=f"])
        #expect(result.text == expected)
        #expect(!result.findings.contains { $0.rule == "beugung-unbekannt" })
    }

    @Test(
        "A man without an office is „Herr“ and „Herrn“",
        arguments: [
            ("nominativ", "Herr~Max Muster"), ("genitiv", "des Herrn~Max Muster"), ("dativ", "Herrn~Max Muster"), ("akkusativ", "Herrn~Max Muster"),
        ])
    func declinesAddress(grammaticalCase: String, expected: String) throws {
        let options = ["leitung.anrede=Herr", "leitung.vorname=Max", "leitung.name=Muster"]
        #expect(try text("{{leitung|\(grammaticalCase)}}", options: options).text == expected)
    }

    @Test("A body whose gender nobody gave stays as it is, and that is told")
    func tellsUnknownGender() throws {
        let result = try text("{{partner|genitiv}}", options: ["partner.name=Xylo", "partner.art=sonstige"])
        #expect(result.text == "Xylo")
        #expect(result.findings.map(\.rule).contains("beugung-unbekannt"))
    }

    @Test("Only bodies, persons and their offices have cases", arguments: ["alter", "partner.name", "laufzeit"])
    func refusesOthers(field: String) {
        #expect { try text("{{\(field)|dativ}}") } throws: { error in (error as? FindingList)?.all.contains { $0.rule == "format-unpassend" } ?? false }
    }

    @Test(
        "A capital begins a sentence, whatever is declined",
        arguments: [
            ("{{Stelle|nominativ}}", "Die Stadt Musterstadt"), ("{{Leitung|dativ}}", "Der Landrätin Dr.~Anna Muster"), ("{{Leitung.funktion|genitiv}}", "Der Landrätin"),
            ("{{Stelle.vertreten_durch|akkusativ}}", "Die Oberbürgermeisterin Mustermann"), ("{{stelle|nominativ}}", "die Stadt Musterstadt"),
        ])
    func capital(body: String, expected: String) throws {
        #expect(try text(body, options: Self.leitung + ["stelle.genus=f"]).text == expected)
    }

    @Test("A name keeps its letters where no article stands before it")
    func capitalOfName() throws {
        #expect(try text("{{Partner|nominativ}}", options: ["partner.name=eins"]).text.hasPrefix("eins"))
    }

    @Test(
        "A term defined within quotes takes the inner ones",
        arguments: [
            ("Im Folgenden {{definiert:Netzwerk}}.", "Im Folgenden „Netzwerk“."),
            ("Der Begriff \"{{definiert:Netzwerk}} im Sinne des Gesetzes\"", "Der Begriff „‚Netzwerk‘ im Sinne des Gesetzes“"),
            ("„A“ und {{definiert:B}}", "„A“ und „B“"),
        ])
    func innerQuotes(body: String, expected: String) throws { #expect(try text(body).text == expected) }

    // MARK: - Typography

    @Test(
        "A field says whether the normaliser may touch it",
        arguments: [
            ("{art: text}", "A - 1, z.~B. „x“ 3-5", "A - 1, z.B. \"x\" 3-5"),
            ("{art: text, typografie: woertlich}", "A - 1, z.B. \"x\" 3-5", "A - 1, z.B. \"x\" 3-5"),
            ("{art: langtext}", "A~– 1", "A - 1"), ("{art: langtext, typografie: woertlich}", "A - 1", "A - 1"),
            ("{art: text}", "Dr.~Müller", "Dr. Müller"), ("{art: text, typografie: woertlich}", "Dr. Müller", "Dr. Müller"),
        ])
    func isNormalised(declaration: String, expected: String, value: String) throws {
        let printed = try text("Az. {{zeichen}} gilt.", options: ["zeichen=\(value)"], clause: "felder:\n  zeichen: \(declaration)").text
        let wanted = declaration.contains("langtext") || declaration.contains("woertlich") ? expected : value.replacing("Dr. M", with: "Dr.~M")
        #expect(printed.hasSuffix(" \(wanted) gilt.") || printed.hasSuffix("~\(wanted) gilt."), "\(printed)")
    }

    @Test("What holds for a record holds for its parts") func reachesParts() throws {
        let agreement = ("leitung: {art: person, pflicht: nein}", "leitung: {art: person, pflicht: nein, typografie: woertlich}")
        #expect(try text("{{leitung.titel}} {{leitung.name}}", agreement: agreement, options: ["leitung.titel=Dr. med.", "leitung.name=v. d. Au"]).text == "Dr. med. v. d. Au")
    }

    @Test("An unknown kind of typography is refused") func refusesUnknown() throws {
        #expect(throws: FindingList.self) { try text("{{zeichen}}", options: ["zeichen=1"], clause: "felder:\n  zeichen: {art: text, typografie: frei}") }
    }
}

/// Which gender form holds where.
@Suite("The gender form without a setting")
struct GenderDefaultTests {
    private func setting(body: String, agreement: String?, land: String) throws -> AssemblyPlan {
        let stelle = try #require(TestLibrary.files["stellen/musterstadt.yaml"])
            .replacing("gender: doppelpunkt\n", with: body).replacing("land: NW", with: "land: \(land)")
        var files = ["stellen/musterstadt.yaml": stelle]
        if let agreement { files["agreements/a.yaml"] = "gender: \(agreement)\n" + TestLibrary.agreement }
        let library = try TestLibrary(files)
        let planner = library.planner
        return try planner.plan(planner.agreement(at: "\(library.root)/agreements/a.yaml"), data: try AgreementData(options: []), today: TestLibrary.day)
    }

    @Test(
        "Agreement, then body, then Land, then both forms in full",
        arguments: [
            ("gender: stern\n", "neutral" as String?, "HE", GenderSetting.neutral, "Vereinbarung"), ("gender: stern\n", nil, "NW", .stern, "Stelle"),
            ("", nil, "HE", .paar, "Fakten"), ("", nil, "NW", .paar, "Stelle"),
        ])
    func order(body: String, agreement: String?, land: String, expected: GenderSetting, source: String) throws {
        let plan = try setting(body: body, agreement: agreement, land: land)
        #expect(plan.settings.gender == expected)
        #expect(plan.values.first { $0.path.rawValue == "gender" }?.source.inGerman == source)
    }

    @Test(
        "A sign within words that the body has no rule for is a hint where nobody forbids it",
        arguments: [
            ("gender: paar\n", "stern" as String?, "NW", 1), ("", "doppelpunkt", "NW", 1), ("gender: stern\n", nil, "NW", 0), ("gender: paar\n", nil, "NW", 0),
            ("gender: doppelpunkt\n", nil, "BY", 1),
        ])
    func hints(body: String, agreement: String?, land: String, expected: Int) throws {
        let found = try setting(body: body, agreement: agreement, land: land).findings.filter { $0.rule == "gender-untersagt" }
        #expect(found.count == expected && found.allSatisfy { $0.severity == .hinweis })
    }
}

/// Another Land than the agreement's own.
@Suite("An overridden Land")
struct OverriddenLandTests {
    private static let agreement = TestLibrary.agreement.replacing("vertreten_durch: Vorstand}", with: "vertreten_durch: Vorstand, land: NW}")

    @Test(
        "moves the seat of the body and of the invented parties, and of no others",
        arguments: [
            ([] as [String], "NW", "NW"), (["land=BY"], "BY", "BY"), (["land=BY", "partner.land=HE"], "BY", "HE"),
        ])
    func movesSeats(options: [String], body: String, partner: String) throws {
        let plan = try TestLibrary(["agreements/a.yaml": Self.agreement]).plan(options)
        #expect(plan.environment.value(FieldPath("stelle.land")) == .choice(body))
        #expect(plan.environment.value(FieldPath("partner.land")) == .choice(partner))
        #expect(plan.values.filter { $0.path.rawValue == "stelle.land" }.map(\.value) == [.choice(body)])
    }
}
