import Foundation
import Production
import Testing

@testable import Stewardship

@Suite("Versions come by themselves")
struct VersionTests {
    @Test("A changed draft stays one file with one version")
    func drafts() throws {
        let house = try SmallHouse()
        guard case .saved("1.0", nil) = try house.change(as: nil, { $0.setBody("Anders.") }) else {
            Issue.record("another version")
            return
        }
        #expect(house.files == ["freigaben.txt", "kuendigung/frist.md", "protokoll.txt"])
    }

    @Test("A changed wording that was approved, shipped or issued becomes a new version; the old file lies beside it", arguments: ["approved", "shipped", "issued"])
    func versions(why: String) throws {
        let house = try SmallHouse(["kuendigung/frist": SmallHouse.clause(status: why == "shipped" ? "vorschlag" : "entwurf")])
        if why == "approved" { _ = try house.desk(nil).approve(["kuendigung/frist"], by: "Rechtsamt", on: "2026-02-03") }
        let before = house.text("clauses/kuendigung/frist.md")
        let desk = try LibraryDesk(
            Workspace.locate(agreement: nil, library: house.root), account: nil, isIssued: { name, version in why == "issued" && name == "kuendigung/frist" && version == "1.0" })
        let opened = try desk.open("kuendigung/frist")
        var edit = opened.edit
        edit.setBody("Die Frist beträgt sechs Monate.")
        _ = try desk.save("kuendigung/frist", edit.bytes, from: opened.sha256)
        #expect(house.text("clauses/kuendigung/frist@1.0.md") == before)
        #expect(house.text("clauses/kuendigung/frist.md") == SmallHouse.clause(version: "1.1", text: "Die Frist beträgt sechs Monate."))
        #expect(try house.audit() == [])
        // And so on: of the draft there is still one file.
        try house.change(as: nil) { $0.setBody("Die Frist beträgt neun Monate.") }
        #expect(house.files.filter { $0.hasPrefix("kuendigung/frist") } == ["kuendigung/frist.md", "kuendigung/frist@1.0.md"])
    }

    @Test("What is no part of an approval changes in place; a status is not written by hand")
    func life() throws {
        let house = try SmallHouse()
        _ = try house.desk(nil).approve(["kuendigung/frist"], by: "Rechtsamt", on: "2026-02-03")
        try house.change(as: nil) { try $0.set("gilt_bis", to: .text("2027-12-31")) }
        #expect(!house.has("clauses/kuendigung/frist@1.0.md") && house.text("clauses/kuendigung/frist.md").contains("status: freigegeben\ngilt_bis: 2027-12-31\n"))
        #expect(try refusals { try house.change(as: nil) { try $0.set("status", to: .text("vorschlag")) } } == ["status-nur-durch-freigabe"])
        // With another wording it is a draft whatever somebody writes.
        try house.change(as: nil) {
            try $0.set("status", to: .text("freigegeben"))
            $0.setBody("Anders.")
        }
        #expect(house.text("clauses/kuendigung/frist.md").contains("fassung: \"1.1\"\nstatus: entwurf\n"))
    }

    @Test("A number that is there already, and one that is none, are told")
    func numbers() throws {
        let house = try SmallHouse([
            "kuendigung/frist": SmallHouse.clause(version: "1.1", status: "vorschlag"), "kuendigung/frist@1.0": SmallHouse.clause(status: "vorschlag", text: "Alt."),
        ])
        #expect(
            try refusals {
                try house.change(as: nil) {
                    try $0.set("fassung", to: .text("1.0"))
                    $0.setBody("Neu.")
                }
            } == ["fassung-vergeben"])
        let other = try SmallHouse(["kuendigung/frist": SmallHouse.clause(version: "Mai", status: "vorschlag")])
        #expect(try refusals { try other.change(as: nil) { $0.setBody("Neu.") } } == ["fassung-unzaehlbar"])
        #expect(VersionNumber.next(after: "1.9", notIn: ["1.9", "1.10"]) == "1.11" && VersionNumber.next(after: "2", notIn: []) == "3")
    }

    @Test("Two editors on one clause: the second sees both texts, nothing is overwritten")
    func conflict() throws {
        let house = try SmallHouse()
        let (first, second) = (try house.desk("eva"), try house.desk("ole"))
        let (mine, theirs) = (try first.open("kuendigung/frist"), try second.open("kuendigung/frist"))
        var edit = mine.edit
        edit.setBody("Evas Text.")
        _ = try first.save("kuendigung/frist", edit.bytes, from: mine.sha256)
        var other = theirs.edit
        other.setBody("Oles Text.")
        guard case .conflict(let there, let sum) = try second.save("kuendigung/frist", other.bytes, from: theirs.sha256) else {
            Issue.record("overwritten")
            return
        }
        #expect(there.body == "Evas Text." && house.text("clauses/kuendigung/frist.md").contains("Evas Text."))
        // Having seen both, the second may decide.
        _ = try second.save("kuendigung/frist", other.bytes, from: sum)
        #expect(house.text("clauses/kuendigung/frist.md").contains("Oles Text."))
    }

    @Test("A text that is no clause is not saved; a foreign name finds nothing")
    func unreadable() throws {
        let house = try SmallHouse()
        let desk = try house.desk(nil)
        let opened = try desk.open("kuendigung/frist")
        let text = String(decoding: opened.edit.bytes, as: UTF8.self).replacing("status: entwurf", with: "statuss: entwurf")
        #expect(try refusals { _ = try desk.save("kuendigung/frist", Array(text.utf8), from: opened.sha256) }.contains("schluessel-unbekannt"))
        #expect(try refusals { _ = try desk.save("kuendigung/frist", Array("Text".utf8), from: opened.sha256) } == ["kopf-fehlt"])
        for name in ["kuendigung/first", "../stellen/x", "kuendigung/../kuendigung/frist", "/etc/passwd", ""] {
            #expect(try refusals { _ = try desk.open(name) } == ["variante-unbekannt"], "\(name)")
        }
        #expect(house.bytes("clauses/kuendigung/frist.md") == opened.edit.bytes && !house.has("clauses/protokoll.txt"))
    }

    @Test("A name changes where it is named; one that contracts may know stays")
    func renaming() throws {
        let house = try SmallHouse([
            "kuendigung/frist": SmallHouse.clause(), "laufzeit/offen": SmallHouse.clause().replacing("grundlage:", with: "erfordert: [kuendigung/frist] # muss\ngrundlage:"),
        ])
        try house.write(
            "agreements/probe.yaml", "titel: A\nstelle: b\nklauseln:\n  - laufzeit/offen\n  - kuendigung/frist   # die kurze\n  - klausel: \"kuendigung/frist\"\n    id: zwei\n")
        _ = try house.desk(nil).rename("kuendigung/frist", to: "kurz")
        #expect(house.files.filter { $0.hasPrefix("kuendigung/") } == ["kuendigung/kurz.md"])
        #expect(
            house.text("agreements/probe.yaml")
                == "titel: A\nstelle: b\nklauseln:\n  - laufzeit/offen\n  - kuendigung/kurz   # die kurze\n  - klausel: \"kuendigung/kurz\"\n    id: zwei\n")
        #expect(house.text("clauses/laufzeit/offen.md").contains("erfordert: [kuendigung/kurz] # muss\n"))
        #expect(try refusals { _ = try house.desk(nil).rename("kuendigung/kurz", to: "../x") } == ["name-unzulaessig"])
        _ = try house.desk(nil).approve(["laufzeit/offen"], by: "Rechtsamt")
        #expect(try refusals { _ = try house.desk(nil).rename("laufzeit/offen", to: "anders") } == ["name-bleibt"])
        #expect(try refusals { _ = try house.desk(nil).rename("kuendigung/kurz", to: "anders") } == ["name-bleibt"])
        #expect(try house.audit() == [])
    }
}
