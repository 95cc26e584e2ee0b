import Assembler
import Findings
import Foundation
import Production
import Testing

@testable import Stewardship

/// „§ 59 SGB X wurde geändert“: reported, looked at, confirmed, in a text file of the library.
@Suite("Changes of the law at the desk")
struct LawDeskTests {
    private static let name = "kuendigung/frist"

    @Test("Who writes or approves clauses reports and confirms; check names what nobody has looked at")
    func life() throws {
        let house = try SmallHouse(roles: SmallHouse.roles)
        #expect(try refusals { _ = try house.desk("dana").reportChange(of: "§ 59 SGB X", reason: "Neu") } == ["rolle-fehlt"])
        #expect(try refusals { _ = try house.desk("anna").reportChange(of: "§ 59 SGB X", reason: " ") } == ["grund-fehlt"])
        #expect(try refusals { _ = try house.desk("anna").reportChange(of: "59", reason: "Neu") } == ["vorschrift-unlesbar"])
        let reported = try house.desk("anna").reportChange(of: "§ 59 SGB X", reason: "Neu gefasst")
        #expect(reported.number == 1 && reported.clauses == [Self.name])
        #expect(house.text("clauses/rechtsaenderungen.txt").contains("geaendert | 1 | 2026-11-29 | anna | § 59 SGB X | Neu gefasst\n"))
        func told() throws -> [String] { try Check.run(agreements: [], library: house.root).findings.map(\.rule).filter { $0.hasPrefix("recht-nach") } }
        #expect(try told() == ["recht-nachsehen"])
        #expect(try house.desk("ben").changes(of: "§ 59 SGB X", waitingFor: Self.name) == 1)
        try house.desk("ben").confirm(Self.name, change: 1, remark: "Frist bleibt")
        #expect(try told() == [])
        #expect(try refusals { try house.desk("ben").confirm(Self.name, change: nil, remark: "") } == ["rechtsaenderung-fehlt"])
        // What somebody has written by hand stays, with its line ends.
        let before = try #require(house.bytes("clauses/rechtsaenderungen.txt"))
        try house.write("clauses/rechtsaenderungen.txt", before + Array("# Anmerkung ohne Zeilenende\r".utf8))
        _ = try house.desk("anna").reportChange(of: "§ 59 SGB X", reason: "Noch einmal")
        #expect(house.bytes("clauses/rechtsaenderungen.txt")?.starts(with: before + Array("# Anmerkung ohne Zeilenende\r".utf8)) == true)
        #expect(try told() == ["recht-nachsehen"])
        #expect(try house.audit() == [])
    }
}
