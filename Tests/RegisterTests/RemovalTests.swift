import Foundation
import Production
import Testing

@testable import Register

@Suite("What is deleted is gone")
struct RemovalTests {
    private static let secret = PartyRecord(name: "Xaveria Qwertzuiop", street: "Zyxwegplatz 77", postcode: "00077", town: "Wvutshausen", representative: "Ypsilantia Probst")
    /// As they would stand in the file: as written, and as the index has them.
    private static let traces = ["Qwertzuiop", "qwertzuiop", "Zyxwegplatz", "zyxwegplatz", "Wvutshausen", "Ypsilantia", "ypsilantia", "Geheimwort", "geheimwort"]

    private static func register() throws -> SampleRegister {
        let register = try SampleRegister()
        var entry = ContractEntry.sample(
            "geheim", partner: secret, clauses: [("nur/hier", "1.0")], passages: ["Gemeinsam", "Geheimwort der Xaveria Qwertzuiop"],
            events: [ContractEvent(.signed, on: "2026-10-05", who: "Ypsilantia Probst"), ContractEvent(.terminated, on: "2027-06-30", effect: "2027-12-31")])
        entry.path = register.path("qwertzuiop.pdf")
        try register.store.take(IntakeTests.entries(300))
        try register.store.take([entry])
        try register.store.cancel(.signed, on: "2026-10-05", of: "geheim", because: "Ypsilantia war krank")
        return register
    }

    /// Every byte of the register's files, and of a copy.
    private static func bytes(of register: SampleRegister) throws -> [String: Data] {
        var bytes: [String: Data] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: register.folder) {
            bytes[name] = try Data(contentsOf: URL(filePath: register.path(name)))
        }
        return bytes
    }

    @Test("from tables, search index, write-ahead log and the next copy, byte by byte")
    func everywhere() throws {
        let register = try Self.register()
        try register.store.backUp(to: register.path("vorher.sqlite"), replaces: false)
        let before = try Self.bytes(of: register)
        for trace in Self.traces {
            #expect(before.contains { $0.value.range(of: Data(trace.utf8)) != nil }, "\(trace) steht vorher da")
        }
        try FileManager.default.removeItem(atPath: register.path("vorher.sqlite"))
        try register.store.remove(["geheim"], on: "2040-01-01")
        try register.store.backUp(to: register.path("nachher.sqlite"), replaces: false)
        for (name, data) in try Self.bytes(of: register) {
            for trace in Self.traces { #expect(data.range(of: Data(trace.utf8)) == nil, "\(trace) in \(name)") }
        }
        #expect(try register.store.check().faults == [])
        #expect(try register.found { $0.words = "qwertzuiop" }.isEmpty)
        #expect(try register.found { $0.words = "gemeinsam" }.count == 300)
    }

    @Test("as if it had never been there; the log keeps day and number only")
    func asIfNever() throws {
        let register = try Self.register()
        try register.store.remove(["geheim"], on: "2040-01-01")
        let other = try SampleRegister()
        try other.store.take(IntakeTests.entries(300))
        let log = "{\"anzahl\":1,\"tag\":\"2040-01-01\",\"was\":\"geloescht\"}\n"
        #expect(try register.export() == other.export() + log)
    }

    @Test("Amendments go with their contract, byte by byte")
    func amendments() throws {
        let register = try Self.register()
        var amendment = ContractEntry.sample("nachtrag", partner: Self.secret, passages: ["Der Name lautet Geheimwort-Probst"])
        let json = """
            {"format":"klauselwerk-herkunft-1","umfang":"voll","programm":{"fassung":"1","bibliotheken":{}},"vereinbarung":{"name":"probe","datei":"","sha256":""},\
            "stelle":{"name":"probe","datei":"","sha256":""},"grundlagen":[],"angaben":{"datum":"2026-10-01","stichtag":"2026-10-01","land":"NW","gender":"paar","stil":"klassisch",\
            "status":"endfassung"},"klauseln":[],"weggelassen":[],"anlagen":[],"werte":[],"ungedruckt":[],"nachtrag":{"vertrag":"\(SampleSum.of("geheim"))",\
            "status":"endfassung","rahmen":[],"schritte":[{"nummer":"1","datum":"2027-01-01","klauseln":[],"werte":[{"feld":"partner.name","wert":"Ypsilantia Probst"}],"wortlaut":""}]}}
            """
        amendment.origin = ContractOrigin(json: Array(json.utf8))
        #expect(amendment.origin != nil)
        try register.store.take([amendment])
        #expect(try register.store.contract("geheim").events.contains { $0.kind == .amended })
        #expect(try register.store.withAmendments(["geheim"]) == ["geheim", "nachtrag"])
        #expect(try register.store.partners("Qwertzuiop").map { [$0.vertraege, $0.nachtraege] } == [[1, 1]])
        try register.store.remove(["geheim"], on: "2040-01-01")
        try register.store.backUp(to: register.path("nachher.sqlite"), replaces: false)
        for (name, data) in try Self.bytes(of: register) {
            for trace in Self.traces { #expect(data.range(of: Data(trace.utf8)) == nil, "\(trace) in \(name)") }
        }
        #expect(try register.store.check().faults == [])
    }

    @Test("All or nothing")
    func unknown() throws {
        let register = try Self.register()
        let before = try register.export()
        #expect(throws: Failure.self) { try register.store.remove(["v1000", "gibtesnicht"], on: "2040-01-01") }
        #expect(try register.export() == before)
    }

    @Test(
        "The retention period counts full calendar years after the end",
        arguments: [
            ("2027-12-31", 0, false), ("2028-01-01", 0, true), ("2037-12-31", 10, false), ("2038-01-01", 10, true), ("2100-01-01", 10, true),
        ])
    func retention(day: String, years: Int, isOver: Bool) throws {
        #expect(try Self.register().store.expired(on: day, years: years) == (isOver ? ["geheim"] : []))
    }
}
