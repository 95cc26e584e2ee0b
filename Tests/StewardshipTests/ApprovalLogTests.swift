import Agreements
import Checksum
import Findings
import Foundation
import Production
import Testing

@testable import Stewardship

@Suite("Log of approvals")
struct ApprovalLogTests {
    private static let name = "kuendigung/frist"

    /// Five entries: written, asked for, refused, asked for, approved.
    private func house() throws -> SmallHouse {
        let house = try SmallHouse(roles: SmallHouse.roles)
        try house.change(as: "anna") { $0.setBody("Anders.") }
        _ = try house.desk("anna").request([Self.name], comment: "Bitte")
        try house.desk("ben").refuse(Self.name, reason: "Nein")
        _ = try house.desk("anna").request([Self.name], comment: "Doch")
        _ = try house.desk("ben").approve([Self.name], by: nil)
        #expect(try house.audit() == [])
        return house
    }

    /// The file's lines; the first is the heading.
    private func tamper(_ house: SmallHouse, _ change: (inout [String]) -> Void) throws {
        var lines = house.text("clauses/protokoll.txt").split(separator: "\n").map(String.init)
        change(&lines)
        try house.write("clauses/protokoll.txt", lines.map { $0 + "\n" }.joined())
    }

    @Test("A line that is taken out is named", arguments: 1...5)
    func removed(number: Int) throws {
        let house = try house()
        try tamper(house) { $0.remove(at: number) }
        let findings = try ApprovalAudit.of(library: house.root).findings
        #expect(
            findings.contains { $0.rule == (number == 5 ? "protokoll-gekuerzt" : "protokoll-luecke") && $0.message.contains("Eintrag \(number)") }, "\(findings.map(\.message))")
        #expect(
            try !refusals {
                _ = try house.desk("anna").request([Self.name], comment: "x"); try house.change(as: "anna") { $0.setBody("Weiter.") }
            }.isEmpty)
    }

    @Test("A line that is changed is named", arguments: 1...5)
    func changed(number: Int) throws {
        let house = try house()
        try tamper(house) { $0[number] = $0[number].replacing("2026-11-29T16", with: "2026-11-29T17") }
        let findings = try ApprovalAudit.of(library: house.root).findings
        #expect(findings.contains { $0.rule == "protokoll-veraendert" && $0.message.hasPrefix("Eintrag \(number) ") }, "\(findings.map(\.message))")
    }

    @Test("Lines that are put in, doubled, mixed up, broken or all gone are named")
    func others() throws {
        var house = try self.house()
        try tamper(house) { $0.insert("abc", at: 3) }
        #expect(try house.audit() == ["protokoll-zeile"])
        house = try self.house()
        try tamper(house) { $0.insert($0[2], at: 3) }
        #expect(try house.audit().contains("protokoll-zeile"))
        house = try self.house()
        try tamper(house) { $0.swapAt(2, 3) }
        #expect(try !house.audit().isEmpty)
        house = try self.house()
        try FileManager.default.removeItem(atPath: house.root + "/clauses/protokoll.txt")
        #expect(try house.audit() == ["protokoll-gekuerzt", "freigabe-ohne-protokoll"])
        house = try self.house()
        let bytes = try #require(house.bytes("clauses/protokoll.txt"))
        try house.write("clauses/protokoll.txt", Array(bytes.dropLast(3)))
        #expect(try house.audit().contains("protokoll-abgeschnitten"))
    }

    @Test("An approval that somebody has written by hand is named: into the record alone, and into record and log")
    func forged() throws {
        let house = try SmallHouse(roles: SmallHouse.roles)
        try house.change(as: "cem") { $0.setBody("Cems Text.") }
        let source = try #require(try house.desk("cem").open(Self.name).source)
        let log = ApprovalLog(library: house.root)
        var record = try #require(try ClauseLibrary(root: house.root).approvals())
        record.record(
            ApprovalRecord.Entry(clause: Self.name, version: "1.0", checksum: source.approvalChecksum, day: try #require(.init(written: "2026-11-29")), office: "Rechtsamt"))
        try house.write("clauses/freigaben.txt", record.text)
        #expect(try house.audit() == ["freigabe-ohne-protokoll"])
        // With a log that is right in itself.
        var forged = log
        forged.add(ApprovalLog.Deed(.beantragt, by: "cem", Self.name, "1.0", source.approvalChecksum), at: "2026-11-29T17:00:00Z")
        forged.add(ApprovalLog.Deed(.freigegeben, by: "cem", Self.name, "1.0", source.approvalChecksum, text: "Rechtsamt"), at: "2026-11-29T17:00:01Z")
        record.logged = forged.mark
        try house.write("clauses/protokoll.txt", forged.bytes)
        try house.write("clauses/freigaben.txt", record.text)
        #expect(try house.audit() == ["freigabe-selbst"])
    }

    @Test("A run that is killed between two files loses nothing, says what it has left, and the next goes on", arguments: 0...4)
    func killed(after count: Int) throws {
        let house = try SmallHouse()
        _ = try house.desk(nil).approve([Self.name], by: "Rechtsamt")
        let names = ["clauses/kuendigung/frist@1.0.md", "clauses/protokoll.txt", "clauses/kuendigung/frist.md", "clauses/freigaben.txt"]
        let before = names.map { house.bytes($0) }
        let other = try SmallHouse(["kuendigung/frist": house.text("clauses/kuendigung/frist.md")])
        for name in names.dropFirst() { if let bytes = house.bytes(name) { try other.write(name, bytes) } }
        try other.change(as: nil) { $0.setBody("Neu.") }
        // The files get their names in this order; so far it came.
        for (index, name) in names.enumerated() where index < count { try house.write(name, try #require(other.bytes(name))) }
        let left = try house.audit()
        #expect(left == (count == 0 || count == 1 || count == 4 ? [] : ["protokoll-voraus"]), "\(left)")
        let wording = before[2].map { String(decoding: $0, as: UTF8.self) } ?? ""
        #expect(names.contains { house.text($0) == wording }, "the old wording is gone")
        try house.change(as: nil) { $0.setBody("Noch neuer.") }
        #expect(try house.audit() == [])
        #expect(house.text(names[0]) == wording && house.text(names[2]).contains("Noch neuer."))
    }

    @Test("Approvals that are older than the log come into it first")
    func older() throws {
        let house = try SmallHouse(["kuendigung/frist": SmallHouse.clause(status: "freigegeben"), "laufzeit/offen": SmallHouse.clause()])
        let source = try #require(ClauseLibrary(root: house.root).currentSources.first)
        let entry = ApprovalRecord.Entry(clause: Self.name, version: "1.0", checksum: source.approvalChecksum, day: try #require(.init(written: "2026-01-01")), office: "Rechtsamt")
        try house.write("clauses/freigaben.txt", ApprovalRecord([entry]).text)
        #expect(try house.audit() == [])
        _ = try house.desk(nil).approve(["laufzeit/offen"], by: "Rechtsamt")
        #expect(ApprovalLog(library: house.root).entries.map(\.act) == [.uebernommen, .allein])
        #expect(try house.audit() == [])
    }

    @Test("A comment is one line that shows all that is in it")
    func comments() {
        #expect(ApprovalLog.oneLine(" a\r\n\tb\u{202E}c ") == "a bc")
        #expect(ApprovalLog.oneLine(String(repeating: "x", count: 5_000)).count == ApprovalLog.longestText)
    }
}
