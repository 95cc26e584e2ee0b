import DocumentModel
import Findings
import Foundation
import Testing

@testable import Assembler

@Suite("Plans")
struct PlanTests {
    @Test("The variant whose condition holds is chosen, with the reason")
    func choice() throws {
        let plan = try TestLibrary().plan()
        #expect(plan.clauses.map(\.source.name) == ["gegenstand/kurz", "laufzeit/unbefristet", "kuendigung/frist"])
        #expect(plan.clauses[1].reason == "Die Bedingung „laufzeit == \"unbefristet\"“ trifft zu (laufzeit ist „unbefristet“).")
        #expect(plan.clauses[0].reason == "In der Vereinbarung genannt.")
        #expect(plan.settings.status == .endfassung)
        #expect(plan.settings.land == "NW" && plan.settings.gender == .doppelpunkt && plan.settings.style == "klassisch")
    }

    @Test("`sonst` is chosen where no other variant holds")
    func otherwise() throws {
        let agreement = TestLibrary.agreement.replacing("kuendigung/frist\n    felder: {frist: 6}", with: "kuendigung/jederzeit")
        let plan = try TestLibrary(["agreements/a.yaml": agreement]).plan(["laufzeit=befristet"])
        #expect(plan.clauses[1].source.name == "laufzeit/befristet")
        #expect(plan.clauses[1].reason.contains("Keine andere Variante"))
    }

    @Test("A named variant whose condition does not hold is used, with a hint")
    func named() throws {
        let agreement = TestLibrary.agreement.replacing("- laufzeit\n", with: "- laufzeit/unbefristet\n")
        let plan = try TestLibrary(["agreements/a.yaml": agreement]).plan(["laufzeit=befristet"])
        #expect(plan.clauses[1].source.name == "laufzeit/unbefristet")
        #expect(plan.findings.map(\.rule).filter { !$0.hasPrefix("genus-") } == ["bedingung-unerfuellt"])
    }

    @Test("An entry whose condition does not hold is left out and told")
    func omission() throws {
        let agreement = TestLibrary.agreement.replacing("  - gegenstand/kurz\n", with: "  - {klausel: gegenstand/kurz, wenn: alter > 3}\n")
        let plan = try TestLibrary(["agreements/a.yaml": agreement]).plan()
        #expect(plan.clauses.count == 2)
        #expect(plan.omissions.map(\.reason) == ["Die Bedingung „alter > 3“ trifft nicht zu (alter ist 3)."])
    }

    @Test("A group keeps its form; its clauses are in reading order")
    func group() throws {
        let agreement = TestLibrary.agreement.replacing(
            "- gegenstand/kurz\n  - laufzeit\n", with: "- abschnitt: Anfang\n    absaetze: [gegenstand/kurz, laufzeit]\n")
        let plan = try TestLibrary(["agreements/a.yaml": agreement]).plan()
        guard case .group(let group) = plan.sections[0] else { throw FindingList([]) }
        #expect(group.form == .paragraphs && group.heading.value == "Anfang" && group.clauses.count == 2)
    }

    @Test(
        "The stichtag decides the version of a clause",
        arguments: [("2026-12-31", "1.0", "kurz@1.0.md"), ("2027-01-01", "2.0", "kurz.md"), ("2025-06-01", "0.9", "kurz@0.9.md")])
    func versions(day: String, version: String, file: String) throws {
        let library = try TestLibrary([
            "clauses/gegenstand/kurz.md": TestLibrary.clause("Neu", "gilt_ab: 2027-01-01", "freigegeben", "2.0"),
            "clauses/gegenstand/kurz@1.0.md": TestLibrary.clause("Alt", "gilt_ab: 2026-01-01\ngilt_bis: 2026-12-31"),
            "clauses/gegenstand/kurz@0.9.md": TestLibrary.clause("Uralt", "gilt_bis: 2025-12-31", "freigegeben", "0.9"),
        ])
        let plan = try library.plan(["stichtag=\(day)"])
        #expect(plan.clauses[0].source.version.version == version)
        #expect(plan.clauses[0].source.path.hasSuffix(file))
        #expect(plan.settings.date == CalendarDate(year: 2026, month: 10, day: 1))
    }

    @Test("An unapproved clause makes the document a draft and says so; a superseded one is a warning")
    func status() throws {
        let library = try TestLibrary([
            "clauses/gegenstand/kurz.md": TestLibrary.clause("G", "", "entwurf"),
            "clauses/laufzeit/unbefristet.md": TestLibrary.clause("L", "wenn: laufzeit == \"unbefristet\"", "abgeloest"),
        ])
        let plan = try library.plan()
        #expect(plan.settings.status == .entwurf)
        #expect(plan.settings.statusReasons == ["Die Klausel „gegenstand/kurz“ ist noch nicht freigegeben."])
        #expect(plan.findings.map(\.rule).filter { !$0.hasPrefix("genus-") } == ["baustein-abgeloest", "wird-entwurf"])
        #expect(plan.value("status") == .choice("entwurf"))
        #expect(try library.plan(["status=muster"]).settings.status == .muster)
    }

    @Test("An open field without value is left open and makes a draft; with a value it is not")
    func open() throws {
        let agreement = TestLibrary.agreement.replacing(
            "partner: {art: stelle}", with: "partner: {art: stelle, offen: ja, beschriftung: Netzwerkpartner}"
        ).replacing("beispiel:\n  partner", with: "beispiel:\n  leitung")
            .replacing("art: ev, strasse: Weg 1, plz: \"00001\", ort: Musterstadt, vertreten_durch: Vorstand", with: "funktion: Leitung")
        let library = try TestLibrary(["agreements/a.yaml": agreement])
        let plan = try library.plan()
        #expect(plan.openFields.map(\.path.rawValue) == ["partner"])
        #expect(plan.settings.status == .entwurf)
        #expect(plan.parties[1].record == nil)
        guard case .open(let name) = plan.environment.lookup(FieldPath("partner.name")),
            case .open(let town) = plan.environment.lookup(FieldPath("partner.ort"))
        else { throw FindingList([]) }
        #expect(name.placeholder == "Netzwerkpartner" && town.placeholder == "Ort")
        let partly = try library.plan(["partner.name=Kita"])
        #expect(
            partly.openFields.map(\.path.rawValue) == ["partner.art", "partner.ort", "partner.plz", "partner.strasse", "partner.vertreten_durch"])
    }

    @Test("What may be looked up: values, optional, required, unknown")
    func lookup() throws {
        let environment = try TestLibrary().plan().environment
        guard case .value(.text("Kita Sonne e. V."), let name) = environment.lookup(FieldPath("partner.name")) else { throw FindingList([]) }
        #expect(name.label == "Name")
        guard case .absent(_, isRequired: false) = environment.lookup(FieldPath("betrag")) else { throw FindingList([]) }
        guard case .absent(_, isRequired: false) = environment.lookup(FieldPath("partner.kurz")) else { throw FindingList([]) }
        guard case .absent(_, isRequired: false) = environment.lookup(FieldPath("leitung.name")) else { throw FindingList([]) }
        guard case .unknown(let remedy) = environment.lookup(FieldPath("partner.nmae")) else { throw FindingList([]) }
        #expect(remedy == "Meinten Sie „partner.name“?")
        #expect(environment.value(FieldPath("stelle.vertreten_durch")) != nil)
    }

    @Test(
        "The clock is asked only by `datum: heute`",
        arguments: [("heute", "16.09.2026"), ("2026-10-01", "01.10.2026"), ("1. Mai 2026", "01.05.2026")])
    func clock(written: String, expected: String) throws {
        let library = try TestLibrary(["agreements/a.yaml": TestLibrary.agreement.replacing("2026-10-01", with: written)])
        #expect(try library.plan().settings.referenceDate.inGerman == expected)
    }

    @Test("The same input gives the same plan")
    func determinism() throws {
        let library = try TestLibrary()
        let a = try library.plan(["partner.name=X"])
        let b = try library.plan(["partner.name=X"])
        #expect(a.values == b.values && a.settings == b.settings && a.omissions == b.omissions)
    }
}
