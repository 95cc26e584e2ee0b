import Findings
import Foundation
import Production
import Synchronization
import Testing

@testable import Register

@Suite("The register's file")
struct StoreTests {
    private static func rule(_ body: () throws -> Void) -> String {
        do { try body() } catch let failure as Failure { return failure.findings.first?.rule ?? "" } catch { return "\(error)" }
        return ""
    }

    @Test("Where there is none, it is said; a directory or another file is left alone")
    func foreign() throws {
        let register = try SampleRegister()
        #expect(Self.rule { _ = try RegisterStore(register.path("fehlt.sqlite")) } == "register-fehlt")
        for (name, content) in [("text.sqlite", "kein Register"), ("leer.sqlite", ""), ("falsch.sqlite", "SQLite format 3\0" + String(repeating: "x", count: 200))] {
            try content.write(toFile: register.path(name), atomically: true, encoding: .utf8)
            #expect(Self.rule { _ = try RegisterStore(register.path(name), .creating) } == "register-fremd")
            #expect(try String(contentsOfFile: register.path(name), encoding: .utf8) == content)
        }
        #expect(Self.rule { _ = try RegisterStore(register.folder, .creating) } == "register-fremd")
        #expect(Self.rule { _ = try RegisterStore(register.path("kein/ordner/r.sqlite"), .creating) } == "register-unbenutzbar")
    }

    @Test("One of a newer program is not touched")
    func newer() throws {
        let register = try SampleRegister()
        try register.store.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('9999')") }
        #expect(Self.rule { _ = try RegisterStore(register.store.path) } == "register-neuer")
    }

    @Test("A second writer waits, then is told in German")
    func secondWriter() throws {
        let register = try SampleRegister()
        let other = try RegisterStore(register.store.path, .existing, patience: 0.2)
        try register.store.maintain { database in
            try database.execute(sql: "BEGIN IMMEDIATE")
            #expect(Self.rule { _ = try other.take(IntakeTests.entries(1)) as IntakeResult } == "register-belegt")
            // Reading goes on.
            #expect(try other.identifiers(RegisterQuery()).isEmpty)
            try database.execute(sql: "ROLLBACK")
        }
        #expect(try other.take(IntakeTests.entries(1)).new == 1)
    }

    @Test("A copy made while somebody writes is whole, needs no other file, and replaces only a register")
    func backup() throws {
        let register = try SampleRegister()
        let store = register.store
        let isDone = Atomic(false)
        let writer = Thread {
            for start in 0..<40 {
                let entries = IntakeTests.entries(start * 5 + 5).suffix(5)
                _ = try? store.take(Array(entries)) as IntakeResult
            }
            isDone.store(true, ordering: .releasing)
        }
        writer.start()
        let target = register.path("sicherung.sqlite")
        var round = 0
        repeat {
            try store.backUp(to: target, replaces: round > 0)
            let files = try FileManager.default.contentsOfDirectory(atPath: register.folder).filter { $0.hasPrefix("sicherung") }
            #expect(files == ["sicherung.sqlite"])
            let moved = register.path("kopie-\(round).sqlite")
            try FileManager.default.copyItem(atPath: target, toPath: moved)
            let copy = try RegisterStore(moved)
            #expect(try copy.check().faults == [])
            // Groups of five are there whole or not at all.
            #expect(try copy.identifiers(RegisterQuery()).count % 5 == 0)
            round += 1
        } while !isDone.load(ordering: .acquiring)
        #expect(Self.rule { try store.backUp(to: target, replaces: false) } == "register-besteht")
        #expect(Self.rule { try store.backUp(to: store.path, replaces: true) } == "register-besteht")
        try "mein Brief".write(toFile: register.path("brief.txt"), atomically: true, encoding: .utf8)
        #expect(Self.rule { try store.backUp(to: register.path("brief.txt"), replaces: true) } == "register-fremd")
    }

    /// What somebody with another tool could do to the file, and that the check says so.
    static let damages = [
        "DELETE FROM suche_vertrag WHERE rowid = 1", "DELETE FROM suche_passage WHERE rowid = 1", "DELETE FROM suche_partner WHERE rowid = 1",
        "UPDATE passage SET text = text || '!' WHERE id = 1", "DELETE FROM passage_vertraege", "UPDATE vertrag SET passagen = x'FF' WHERE id = 1",
        "DELETE FROM partner_stand", "INSERT INTO auswahl (sha256) VALUES (x'00')", "INSERT INTO loeschung VALUES (1)",
        "UPDATE passage SET vertraege = 9 WHERE id = 1", "UPDATE passage_vertraege SET vertraege = x'01'", "INSERT INTO passage_vertraege VALUES (1, 7, x'6300')",
        "INSERT INTO grundlage (sha256, herkunft) VALUES (x'00', x'00')", "UPDATE vertrag SET werte = '[]' WHERE id = 1",
        "PRAGMA foreign_keys = OFF; DELETE FROM klausel",
    ]

    @Test("Damage is found", arguments: damages)
    func damage(sql: String) throws {
        let register = try SampleRegister()
        try register.store.take(IntakeTests.entries(3))
        #expect(try register.store.check().isSound)
        try register.store.maintain { try $0.execute(sql: sql) }
        #expect(try !register.store.check().isSound)
    }
}
