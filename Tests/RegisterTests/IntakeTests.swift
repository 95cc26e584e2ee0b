import Foundation
import Production
import Testing
import TestScale

@testable import Register

@Suite("What is taken in")
struct IntakeTests {
    private static let kita = PartyRecord(name: "Kita Sonne e. V.", street: "Weg 1", postcode: "00001", town: "Musterau", representative: "Ada Muster")

    /// Contracts that share partners, clauses and passages.
    static func entries(_ count: Int) -> [ContractEntry] {
        (0..<count).map { index in
            let partner = PartyRecord(name: "Verein \(index % 7)", street: "Weg \(index % 11)", postcode: "0000\(index % 3)", town: "Ort \(index % 3)")
            return .sample(
                "v\(1_000 + index)", partner: partner, clauses: [("datenschutz/kurz", "1.\(index % 4)"), ("kuendigung/frist", "1.0")],
                passages: ["Gemeinsam", "Teil \(index % 5)", "Eigen \(index)"], date: "2026-0\(1 + index % 9)-01")
        }
    }

    @Test("is the same in whatever order it comes")
    func anyOrder() throws {
        let entries = Self.entries(60)
        let first = try SampleRegister()
        try first.store.take(entries)
        let expected = try first.export()
        for seed in 0..<UInt64(TestScale.count(sample: 3, full: 30)) {
            var numbers = SeededNumbers(seed)
            let register = try SampleRegister()
            for entry in entries.shuffled(using: &numbers) { try register.store.take([entry]) }
            #expect(try register.export() == expected)
            #expect(try register.store.check().faults == [])
        }
    }

    @Test("changes nothing when it comes again")
    func again() throws {
        let register = try SampleRegister()
        let entries = Self.entries(20)
        #expect(try register.store.take(entries).new == 20)
        let before = try register.export()
        let result = try register.store.take(entries)
        #expect((result.new, result.completed, result.unchanged) == (0, 0, 20))
        #expect(try register.export() == before)
    }

    @Test("completes what a manifest has told in brief")
    func completes() throws {
        var brief = ContractEntry()
        brief.sha256 = SampleSum.of("x")
        brief.agreement = "probe"
        brief.clauses = [.init(name: "kuendigung/frist", version: "1.0", sha256: "")]
        brief.parties = [.init(role: "partner", record: PartyRecord(name: Self.kita.name))]
        brief.source = .manifest
        var whole = brief
        whole.title = "Vereinbarung"
        whole.date = "2026-10-01"
        whole.pages = 4
        whole.passages = ["Der ganze Wortlaut"]
        whole.events = [ContractEvent(.made, on: "2026-10-01")]
        let register = try SampleRegister()
        #expect(try register.store.take([brief]).new == 1)
        #expect(try register.store.take([whole]).completed == 1)
        #expect(try register.store.take([brief]).unchanged == 1)
        let kept = try register.store.contract(ContractEntry.identifier(ofChecksum: brief.sha256))
        #expect(kept.title == "Vereinbarung" && kept.pages == 4 && kept.passages == whole.passages && kept.events == whole.events)
        #expect(try register.found { $0.words = "Wortlaut" }.count == 1)
        #expect(try register.store.check().faults == [])
    }

    @Test("replaces what lay at the same place")
    func supersedes() throws {
        let register = try SampleRegister()
        var (old, new) = (ContractEntry.sample("alt", partner: Self.kita), ContractEntry.sample("neu", partner: Self.kita, date: "2026-11-01"))
        (old.path, new.path) = (register.path("serie/1.pdf"), register.path("serie/1.pdf"))
        try register.store.take([old])
        try register.store.take([new])
        #expect(ContractEvent.state(after: try register.store.contract("alt").events, on: "2026-12-01") == .replaced)
        #expect(try register.store.contract("neu").path == "serie/1.pdf")
        #expect(try register.store.take([new]).unchanged == 1)
    }

    @Test("A partner is found again by every name and address that it had")
    func partners() throws {
        let register = try SampleRegister()
        try register.store.take([.sample("a", partner: Self.kita)])
        var change = PartnerChange()
        (change.name, change.town) = ("Kita Mond e. V.", "Neuhausen")
        try register.store.change(Self.kita.identifier, change, from: "2027-01-01")
        var moved = Self.kita
        (moved.name, moved.town) = ("KITA MOND E.V.", "Neuhausen")
        try register.store.take([.sample("b", partner: moved, date: "2027-02-01"), .sample("c", partner: Self.kita, date: "2026-11-01")])
        let partners = try register.store.partners("")
        #expect(partners.count == 1 && partners[0].vertraege == 3)
        #expect(try register.store.contract("a").parties[0].record.name == "Kita Sonne e. V.")
        #expect(try register.found { $0.partner = "mond" } == ["a", "b", "c"])
    }

    @Test("Partners that are one become one")
    func merged() throws {
        let register = try SampleRegister()
        let other = PartyRecord(name: "Kindertagesstätte Sonne", postcode: "00001", town: "Musterau")
        try register.store.take([.sample("a", partner: Self.kita), .sample("b", partner: other)])
        try register.store.merge(other.identifier, into: Self.kita.identifier)
        #expect(try register.store.partners("").map(\.vertraege) == [2])
        #expect(try register.found { $0.partner = "Kindertagesstaette" } == ["a", "b"])
        try register.store.take([.sample("c", partner: other)])
        #expect(try register.store.partners("").map(\.vertraege) == [3])
        #expect(try register.store.check().faults == [])
    }

    @Test("Two killed halves of a group are none: a transaction is whole")
    func whole() throws {
        let register = try SampleRegister()
        var broken = Self.entries(5)
        broken[4].events = [ContractEvent(.made, on: "kein Tag")]
        let before = try register.export()
        #expect(throws: Failure.self) { try register.store.take(broken) as IntakeResult }
        #expect(try register.export() == before)
    }
}

@Suite("Tables of contracts that are older than the program")
struct TableIntakeTests {
    private static func take(_ text: String, into register: SampleRegister) throws -> IntakeResult {
        let path = register.path("alt.csv")
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return try FileIntake(register.store).take([path])
    }

    private static let table = """
        aktenzeichen;betreff;datum;partner.name;partner.ort;klauseln;unterschrieben;unterschrieben_von;in_kraft;gekuendigt;gekuendigt_zum;#Zimmer
        51.2-1/19;Kooperation;01.03.2019;Jugendhilfe Äpfelstraße e. V.;Musterau;datenschutz@1, kuendigung/frist 0.9;5.3.2019;beide;01.04.2019;;;12
        51.2-2/19;Kooperation;2019-05-01;Schule am Berg;Musterdorf;;;;;30.06.2024;31.12.2024;13
        """

    @Test("come in with their partners, clauses and events, again without effect")
    func comesIn() throws {
        let register = try SampleRegister()
        #expect(try Self.take(Self.table, into: register).new == 2)
        #expect(try Self.take(Self.table, into: register).unchanged == 2)
        #expect(try register.found { $0.clauses = ["datenschutz@1"] } == ["51.2-1/19"])
        #expect(try register.found { ($0.states, $0.day) = ([.inForce], "2020-01-01") } == ["51.2-1/19"])
        #expect(try register.found { ($0.states, $0.day) = ([.terminated], "2025-01-01") } == ["51.2-2/19"])
        #expect(try register.found { $0.words = "aepfelstrasse" } == ["51.2-1/19"])
        #expect(try register.store.contract("51.2-1/19").events.first { $0.kind == .signed }?.who == "beide")
        #expect(try register.store.check().faults == [])
    }

    @Test(
        "A wrong table is told cell by cell, and nothing of it comes in",
        arguments: [
            ("kennung;partner.name\nA;Verein\nA;Anderer", "register-zelle", "schon Zeile 2"), ("kennung;partner.name\n;Verein", "register-zelle", "Kennung"),
            ("kennung;partner.name;datum\nA;Verein;31.02.2026", "register-zelle", "kein Tag"), ("kennung;partner.nam\nA;Verein", "register-spalte", "partner.nam"),
            ("kennung;partner.name\nA;", "register-zelle", "Partner"), ("kennung;partner.name", "register-tabelle-leer", "keine Zeile"),
        ])
    func isTold(text: String, rule: String, words: String) throws {
        let register = try SampleRegister()
        let result = try Self.take(text, into: register)
        #expect(result.total == 0)
        #expect(result.findings.contains { $0.rule == rule && $0.message.contains(words) }, "\(result.findings)")
        #expect(try register.found { _ in }.isEmpty)
    }
}
