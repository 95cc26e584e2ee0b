import Testing

@testable import Register

@Suite("A contract's state follows from its events")
struct StateTests {
    static let life = [
        ContractEvent(.made, on: "2026-10-01"), ContractEvent(.sent, on: "2026-10-02"), ContractEvent(.returned, on: "2026-10-20"),
        ContractEvent(.signed, on: "2026-10-20", who: "beide"), ContractEvent(.inForce, on: "2026-11-01"), ContractEvent(.amended, on: "2027-03-01"),
        ContractEvent(.terminated, on: "2027-09-15", effect: "2027-12-31"), ContractEvent(.expired, on: "2027-12-31"),
    ]

    static let days: [(String, ContractEvent.Kind)] = [
        ("2026-09-01", .made), ("2026-10-01", .made), ("2026-10-02", .sent), ("2026-10-19", .sent), ("2026-10-20", .signed), ("2026-11-01", .inForce),
        ("2027-03-01", .inForce), ("2027-09-15", .terminated), ("2027-12-31", .expired), ("2030-01-01", .expired),
    ]

    @Test("On every day the last event counts, in whatever order they were entered", arguments: days)
    func followsEvents(day: String, state: ContractEvent.Kind) {
        var numbers = SeededNumbers(7)
        for _ in 0..<10 { #expect(ContractEvent.state(after: Self.life.shuffled(using: &numbers), on: day) == state) }
    }

    @Test("A cancelled event does not count")
    func cancelled() {
        var events = Self.life
        events[7].cancelled = "verwechselt"
        #expect(ContractEvent.state(after: events, on: "2030-01-01") == .terminated)
    }

    @Test("The search says the same as the events", arguments: days)
    func searchAgrees(day: String, state: ContractEvent.Kind) throws {
        let register = try SampleRegister()
        try register.store.take([.sample("a", partner: PartyRecord(name: "Verein"), events: Array(Self.life.dropFirst()))])
        for kind in ContractEvent.Kind.allCases where kind != .amended {
            let found = try register.found { ($0.states, $0.day) = ([kind], day) }
            #expect(found == (kind == state ? ["a"] : []), "\(kind) am \(day)")
        }
    }

    @Test(
        "Events are neither changed nor deleted",
        arguments: [
            "UPDATE ereignis SET datum = '2020-01-01'", "DELETE FROM ereignis", "UPDATE ereignis SET wer = 'niemand'", "DELETE FROM storno", "UPDATE storno SET grund = ''",
        ])
    func staysAsEntered(sql: String) throws {
        let register = try SampleRegister()
        try register.store.take([.sample("a", partner: PartyRecord(name: "Verein"))])
        try register.store.add(ContractEvent(.sent, on: "2026-10-02"), to: "a")
        try register.store.cancel(.sent, on: "2026-10-02", of: "a", because: "doch nicht")
        let before = try register.export()
        #expect(throws: (any Error).self) { try register.store.write { try $0.execute(sql: sql) } }
        #expect(try register.export() == before)
    }

    @Test("An event that is entered twice is there once")
    func enteredTwice() throws {
        let register = try SampleRegister()
        try register.store.take([.sample("a", partner: PartyRecord(name: "Verein"))])
        #expect(try register.store.add(ContractEvent(.sent, on: "2026-10-02"), to: "a").isNew)
        #expect(try !register.store.add(ContractEvent(.sent, on: "2026-10-02"), to: "a").isNew)
        #expect(try register.store.contract("a").events.count == 2)
    }

    @Test(
        "Kinds are read as people write them",
        arguments: [
            ("zurück", ContractEvent.Kind.returned), ("Zurueck", .returned), ("in Kraft", .inForce), ("in_kraft", .inForce), ("GEKÜNDIGT", .terminated), ("geändert", .amended),
        ])
    func readsKinds(text: String, kind: ContractEvent.Kind) { #expect(ContractEvent.Kind(german: text) == kind) }
}
