import DocumentModel
import Findings
import Foundation
import Proof
import TestScale
import Testing

@testable import Agreements
@testable import Assembler
@testable import Composition

/// The proof says what trying everything would say; and it finds what only a rare combination shows.
@Suite("Proof over all combinations")
struct ProofTests {
    static let fields: [(FieldPath, FieldDomain)] = [
        (FieldPath("a"), FieldDomain(FieldDeclaration("a", .choice([FieldChoice("x"), FieldChoice("y"), FieldChoice("z")])), canBeAbsent: true)),
        (FieldPath("b"), FieldDomain(FieldDeclaration("b", .flag), canBeAbsent: false)),
        (FieldPath("n"), FieldDomain(FieldDeclaration("n", .number, minimum: 0, maximum: 6), canBeAbsent: true)),
        (FieldPath("m"), FieldDomain(FieldDeclaration("m", .number, minimum: 2, maximum: 5), canBeAbsent: false)),
        (FieldPath("k"), FieldDomain(FieldDeclaration("k", .number, minimum: 0, maximum: 6), canBeAbsent: false)),
        (FieldPath("l"), FieldDomain(FieldDeclaration("l", .list(of: .text)), canBeAbsent: true)),
    ]

    static func domain(_ path: FieldPath) -> FieldDomain? { fields.first { $0.0 == path }?.1 }

    /// Every half between 0 and 6: finer than the whole numbers that the formulas compare with.
    static let halves = (0...12).map { Decimal($0) / 2 }

    static func allValues(_ path: FieldPath) -> [Value?] {
        switch path.rawValue {
        case "a": return ["x", "y", "z"].map { .choice($0) } + [nil]
        case "b": return [.flag(true), .flag(false)]
        case "n": return halves.map { .number($0) } + [nil]
        case "m": return halves.filter { $0 >= 2 && $0 <= 5 }.map { .number($0) }
        case "k": return halves.map { .number($0) }
        default: return [[], ["p"], ["q"], ["p", "q"]].map { .list($0.map { .text($0) }) } + [nil]
        }
    }

    /// A formula from a seed: every kind of atom, three levels.
    static func formula(_ random: inout Lottery, depth: Int = 3) -> Proposition {
        guard depth > 0, random.next(4) > 0 else { return atom(&random) }
        switch random.next(3) {
        case 0: return .not(formula(&random, depth: depth - 1))
        case 1: return .all((0...random.next(2)).map { _ in formula(&random, depth: depth - 1) })
        default: return .any((0...random.next(2)).map { _ in formula(&random, depth: depth - 1) })
        }
    }

    private static func atom(_ random: inout Lottery) -> Proposition {
        let numbers = ["n", "m", "k"].map { FieldPath($0) }
        let comparison = Comparison.allCases[random.next(Comparison.allCases.count)]
        switch random.next(7) {
        case 0: return .flag(FieldPath("b"))
        case 1: return .isPresent(fields[random.next(fields.count)].0)
        case 2: return .compare(FieldPath("a"), random.next(2) == 0 ? .equal : .notEqual, .choice(["x", "y", "z"][random.next(3)]))
        case 3: return .isOneOf(FieldPath("a"), [.choice("x"), .choice("y")])
        case 4: return .compareFields(numbers[random.next(3)], comparison, numbers[random.next(3)])
        case 5: return .contains(FieldPath("l"), .text(["p", "q"][random.next(2)]))
        default: return .compare(numbers[random.next(3)], comparison, .number(Decimal(random.next(7))))
        }
    }

    /// By trying every value of every field.
    static func bruteForce(_ formula: Proposition, _ open: [FieldPath], _ chosen: [FieldPath: Value?] = [:]) -> Bool {
        guard let field = open.first else { return formula.holds { chosen[$0] ?? nil } }
        return allValues(field).contains { value in
            var next = chosen
            next[field] = .some(value)
            return bruteForce(formula, Array(open.dropFirst()), next)
        }
    }

    @Test("Case analysis agrees with trying every value")
    func soundness() {
        var random = Lottery(seed: 1)
        for number in 0..<TestScale.count(sample: 400, full: 5_000) {
            let formula = Self.formula(&random)
            guard formula.fields.count <= 4 else { continue }
            var analysis = CaseAnalysis(domain: Self.domain)
            let example = analysis.example(of: formula)
            #expect((example != nil) == Self.bruteForce(formula, formula.fields), "\(number): \(formula)")
            // What it gives as an example is one.
            if let example { #expect(formula.decided(by: example) == .yes) }
        }
    }

    @Test("Fields that do not matter are never multiplied")
    func factoring() {
        let many = (0..<40).map { FieldPath("f\($0)") }
        let formula = Proposition.all([.flag(many[0]), .flag(many[1]), .not(.flag(many[0]))] + many.map { .flag($0) })
        var analysis = CaseAnalysis { _ in FieldDomain(FieldDeclaration("f", .flag), canBeAbsent: true) }
        #expect(analysis.example(of: formula) == nil)
        #expect(analysis.cases < 10)
    }

    @Test("A formula that would take too long is given up, not decided")
    func givesUp() {
        // Ten fields, nine values, all different: no, but only after 9! cases.
        let many = (0..<10).map { FieldPath("f\($0)") }
        let pairs = many.indices.flatMap { first in many.indices.filter { $0 > first }.map { Proposition.compareFields(many[first], .notEqual, many[$0]) } }
        let choice = FieldKind.choice((0..<9).map { FieldChoice("w\($0)") })
        var analysis = CaseAnalysis(allowance: 300_000) { _ in FieldDomain(FieldDeclaration("f", choice), canBeAbsent: false) }
        #expect(analysis.example(of: .all(pairs)) == nil)
        #expect(analysis.hasGivenUp && analysis.work < 301_000)
        // What is spent is spent.
        #expect(analysis.example(of: .all(pairs)) == nil && analysis.work < 302_000)
    }

    // MARK: - Agreements

    static func prove(_ test: TestLibrary) throws -> AgreementProof.Result {
        let planner = test.planner
        let plan = try planner.plan(planner.agreement(at: "\(test.root)/agreements/a.yaml"), today: TestLibrary.day)
        let composer = try Composer(facts: Facts(folder: "\(Repository.root)/facts"))
        return AgreementProof(plan, library: planner.library, rules: planner.rules, composer: composer).prove()
    }

    static let clause = TestLibrary.clause

    @Test("An agreement that fits together has no findings, and says how many cases were looked at")
    func sound() throws {
        let test = try TestLibrary(["clauses/laufzeit/befristet.md": Self.clause("L", "wenn: sonst", "freigegeben", "1.0", "T")])
        let result = try Self.prove(test)
        #expect(result.findings == [])
        #expect(result.claims > 5 && result.cases > 0 && result.combinations >= 2)
    }

    @Test("What takes too long is told as undecided, with the place and the reason, and nobody is accused")
    func undecided() throws {
        let fields = (0..<10).map { "  f\($0): {art: auswahl, werte: [a, b, c, d, e, f, g, h, i], vorgabe: a}\n" }.joined()
        let different = (0..<10).flatMap { first in ((first + 1)..<10).map { "f\(first) != f\($0)" } }.joined(separator: " und ")
        let agreement = TestLibrary.agreement.replacing("felder:\n", with: "felder:\n" + fields, maxReplacements: 1)
            .replacing("  - gegenstand/kurz\n", with: "  - {klausel: gegenstand/kurz, wenn: '\(different)'}\n")
        let test = try TestLibrary(["agreements/a.yaml": agreement, "clauses/laufzeit/befristet.md": Self.clause("L", "wenn: sonst", "freigegeben", "1.0", "T")])
        let result = try Self.prove(test)
        #expect(result.undecided >= 1 && result.undecided < result.claims)
        #expect(result.findings.allSatisfy { $0.rule == "beweis-unvollstaendig" }, "\(result.findings)")
        let told = try #require(result.findings.first)
        #expect(told.message.hasPrefix("Nicht entschieden ist, ob die Bedingung zu ") && told.message.contains("mehr als 200000 Fälle"), "\(told.message)")
        #expect(test.place(told).hasPrefix("agreements/a.yaml:"))
    }

    struct Plant: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var changes: [String: String]
        var rule: String
        var hint: String
    }

    /// With the example's values every one of these builds; the defect shows under other values only.
    static let plants: [Plant] = [
        Plant(
            testDescription: "a variant that excludes another", changes: [:], rule: "baustein-widerspruch", hint: "laufzeit „befristet“"),
        Plant(
            testDescription: "a reference to a clause that a condition takes away",
            changes: [
                "clauses/gegenstand/kurz.md": clause("G", "", "freigegeben", "1.0", "Siehe {{ref:zusatz}}."),
                "clauses/zusatz/eins.md": clause("Z", "", "freigegeben", "1.0", "T."),
                "agreements/a.yaml": TestLibrary.agreement.replacing("  - gegenstand/kurz\n", with: "  - gegenstand/kurz\n  - {klausel: zusatz/eins, wenn: alter < 18}\n"),
            ], rule: "verweis-ins-leere", hint: "alter 18"),
        Plant(
            testDescription: "a mark in a paragraph that three conditions together take away",
            changes: [
                "clauses/gegenstand/kurz.md": clause("G", "", "freigegeben", "1.0", "Siehe {{ref:kuendigung#x}}."),
                "clauses/kuendigung/frist.md": clause(
                    "K", "felder:\n  frist: {art: zahl, vorgabe: 3, min: 1, max: 24}", "freigegeben", "1.0",
                    "{{wenn nicht (siegel und alter == 7 und land == \"HB\")}}\n\nEins. {#x}\n\n{{ende}}\n\nZwei."),
            ], rule: "marke-fehlt", hint: "land „HB“"),
        Plant(
            testDescription: "a variant that is missing for one Land",
            changes: [
                "clauses/recht/a.md": clause("R", "wenn: land != \"SL\"", "freigegeben", "1.0", "T."),
                "clauses/recht/b.md": clause("R", "wenn: land == \"SL\" und alter > 3", "freigegeben", "1.0", "T."),
                "agreements/a.yaml": TestLibrary.agreement.replacing("  - gegenstand/kurz\n", with: "  - gegenstand/kurz\n  - recht\n"),
            ], rule: "variante-keine", hint: "land „SL“"),
        Plant(
            testDescription: "two variants for one age",
            changes: [
                "clauses/recht/a.md": clause("R", "wenn: alter <= 5", "freigegeben", "1.0", "T."),
                "clauses/recht/b.md": clause("R", "wenn: alter >= 5", "freigegeben", "1.0", "T."),
                "agreements/a.yaml": TestLibrary.agreement.replacing("  - gegenstand/kurz\n", with: "  - gegenstand/kurz\n  - recht\n"),
            ], rule: "variante-mehrdeutig", hint: "alter 5"),
        Plant(
            testDescription: "a value that may be missing in the middle of a sentence",
            changes: ["clauses/gegenstand/kurz.md": clause("G", "", "freigegeben", "1.0", "{{wenn siegel}}Es kostet {{betrag}}.{{sonst}}Es kostet nichts.{{ende}}")],
            rule: "wert-kann-fehlen", hint: "siegel ja"),
        Plant(
            testDescription: "a term that is defined for some only",
            changes: [
                "clauses/gegenstand/kurz.md": clause("G", "", "freigegeben", "1.0", "{{wenn land != \"BE\"}}{{definiert:Verbund}} ist das hier.{{ende}} Im Verbund gilt es.")
            ],
            rule: "begriff-undefiniert", hint: "land „BE“"),
        Plant(
            testDescription: "an annex that is dropped while the text names it",
            changes: [
                "clauses/gegenstand/kurz.md": clause("G", "", "freigegeben", "1.0", "Siehe {{anlage:karte}}."), "agreements/karte.md": "Karte.\n",
                "agreements/a.yaml": TestLibrary.agreement.replacing(
                    "beispiel:", with: "anlagen:\n  - {kennung: karte, titel: Karte, art: text, datei: karte.md, wenn: partner.art != \"schule\"}\nbeispiel:"),
            ], rule: "anlage-entfallen", hint: "partner.art „schule“"),
        Plant(
            testDescription: "a section that says nothing",
            changes: ["clauses/gegenstand/kurz.md": clause("G", "", "freigegeben", "1.0", "{{wenn vorhanden(orte)}}\n\nText.\n\n{{ende}}")],
            rule: "abschnitt-leer", hint: "orte nicht angegeben"),
        Plant(
            testDescription: "a condition that never holds",
            changes: [
                "agreements/a.yaml": TestLibrary.agreement.replacing(
                    "  - gegenstand/kurz\n", with: "  - {klausel: gegenstand/kurz, wenn: nicht (alter > 20 und siegel)}\n  - {klausel: kuendigung/jederzeit, wenn: alter > 20}\n")
            ],
            rule: "bedingung-unerfuellbar", hint: "kuendigung/jederzeit"),
        Plant(
            testDescription: "a rule of the library broken under one choice",
            changes: [
                "rules/paar.yaml": "schwere: fehler\nerklaerung: E.\nmeldung: Das passt nicht.\nabhilfe: A.\nwenn: 'merkmale enthaelt \"eins\" und merkmale enthaelt \"zwei\"'\n",
                "clauses/gegenstand/kurz.md": clause("G", "merkmale: [eins]", "freigegeben", "1.0", "T."),
                "clauses/laufzeit/befristet.md": clause("L", "wenn: sonst\nmerkmale: [zwei]", "freigegeben", "1.0", "T"),
            ], rule: "paar", hint: "laufzeit „befristet“"),
    ]

    @Test("A defect behind a combination that the example has not is found", arguments: plants)
    func finds(plant: Plant) throws {
        let test = try TestLibrary(plant.changes)
        #expect(test.errors() == [])
        let found = try Self.prove(test).findings
        #expect(found.contains { $0.rule == plant.rule && $0.message.contains(plant.hint) && $0.remedy != nil }, "\(found.map { "\($0.rule): \($0.message)" })")
    }

    /// What a build finds only when it comes to it; the others print a hole and build.
    static let fatal: Set<String> = ["variante-keine", "variante-mehrdeutig", "baustein-widerspruch", "verweis-ins-leere", "marke-fehlt", "anlage-entfallen", "paar"]

    @Test("What building every combination would find is what the proof finds", arguments: [nil] + plants.map { Optional($0) })
    func bruteForce(plant: Plant?) throws {
        let changes = plant?.changes ?? ["clauses/laufzeit/befristet.md": Self.clause("L", "wenn: sonst", "freigegeben", "1.0", "T")]
        let test = try TestLibrary(changes)
        let planner = test.planner
        let agreement = try planner.agreement(at: "\(test.root)/agreements/a.yaml")
        let composer = try Composer(facts: Facts(folder: "\(Repository.root)/facts"))
        var failed: Set<String> = []
        for laufzeit in ["befristet", "unbefristet"] {
            for siegel in ["ja", "nein"] {
                for alter in [3, 5, 7, 18] {
                    for land in ["NW", "HB", "SL"] {
                        for art in ["ev", "schule"] {
                            let options = ["laufzeit=\(laufzeit)", "siegel=\(siegel)", "alter=\(alter)", "land=\(land)", "partner.art=\(art)"]
                            do throws(FindingList) {
                                let plan = try planner.plan(agreement, data: AgreementData(options: options, file: nil, row: nil), today: TestLibrary.day)
                                _ = try composer.compose(plan, Composer.Sources(foreign: { ForeignDocument(path: $0, sha256: "", pages: []) }))
                            } catch {
                                failed.formUnion(error.all.filter { $0.severity == .fehler }.map(\.rule))
                            }
                        }
                    }
                }
            }
        }
        let proved = Set(try Self.prove(test).findings.filter { $0.severity == .fehler }.map(\.rule)).intersection(Self.fatal)
        #expect(proved == failed.intersection(Self.fatal))
    }

    @Test("Every agreement of the library is proved", arguments: LibraryLocation.agreements(in: Repository.root))
    func proves(name: String) throws {
        let planner = Repository.planner
        let plan = try planner.plan(planner.agreement(at: "\(Repository.root)/agreements/\(name).yaml"), today: Repository.today)
        let composer = try Composer(facts: Facts(folder: "\(Repository.root)/facts"))
        let result = AgreementProof(plan, library: planner.library, rules: planner.rules, composer: composer).prove()
        #expect(result.findings.filter { $0.severity > .hinweis }.map { "\($0.place?.description ?? "") \($0.rule): \($0.message)" } == [])
        #expect(result.cases > 10)
    }
}

/// The same numbers for the same seed (SplitMix64, Steele, Lea & Flood 2014).
struct Lottery {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// 0 ..< bound
    mutating func next(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((z ^ (z >> 31)) % UInt64(max(bound, 1)))
    }
}
