import Agreements
import ApprovedLibrary
import Checksum
import Findings
import Foundation
import Production
import Testing

@testable import Stewardship

@Suite("Agreements, bodies and styles as files")
struct LibraryFileTests {
    private static let agreement = "titel: Probe\nstelle: haus\nklauseln: [kuendigung/frist]  # eine\n"

    private func sum(_ house: SmallHouse, _ path: String) -> String { house.bytes(path).map { SHA256.hex(of: $0) } ?? "" }

    @Test("A new file is written whole, a known one only over what was seen, and nothing that is no agreement at all")
    func saving() throws {
        let house = try SmallHouse()
        let (desk, file) = (try house.desk(nil), LibraryFile(.agreement, "probe"))
        #expect(try desk.save(file, Array(Self.agreement.utf8), from: "") == .saved)
        #expect(house.text(file.path) == Self.agreement)
        let seen = sum(house, file.path)
        #expect(try desk.save(file, Array(Self.agreement.utf8), from: seen) == .unchanged)
        // Somebody else has made or changed it: both are there.
        let mine = Array(Self.agreement.replacing("Probe", with: "Meins").utf8)
        #expect(try desk.save(file, mine, from: "") == .conflict(theirs: Array(Self.agreement.utf8), sha256: seen))
        try house.write(file.path, Self.agreement.replacing("Probe", with: "Ihres"))
        guard case .conflict(let theirs, let sum) = try desk.save(file, mine, from: seen) else {
            Issue.record("overwritten")
            return
        }
        #expect(String(decoding: theirs, as: UTF8.self).contains("Ihres") && house.text(file.path).contains("Ihres"))
        #expect(try desk.save(file, mine, from: sum) == .saved)
        for broken in ["titel: [\n", "titel: Probe\n", "titel: P\nstelle: haus\nklauseln: [a]\nunfug: 1\n"] {
            #expect(try !refusals { _ = try desk.save(file, Array(broken.utf8), from: self.sum(house, file.path)) }.isEmpty, "\(broken)")
        }
        #expect(house.bytes(file.path) == mine)
        for name in ["../stellen/x", "Groß", "", ".versteckt"] {
            #expect(try refusals { _ = try desk.save(LibraryFile(.body, name), mine, from: "") } == ["name-unzulaessig"], "\(name)")
        }
    }

    @Test("An agreement gets another name with its bytes; a name that is taken stays")
    func renaming() throws {
        let house = try SmallHouse()
        let desk = try house.desk(nil)
        try house.write("agreements/alt.yaml", Self.agreement)
        try house.write("agreements/da.yaml", Self.agreement + "# anders\n")
        #expect(try refusals { try desk.rename(agreement: "alt", to: "da", from: sum(house, "agreements/alt.yaml")) } == ["name-vergeben"])
        #expect(try refusals { try desk.rename(agreement: "alt", to: "neu", from: String(repeating: "0", count: 64)) } == ["datei-inzwischen-geaendert"])
        try desk.rename(agreement: "alt", to: "neu", from: sum(house, "agreements/alt.yaml"))
        #expect(house.text("agreements/neu.yaml") == Self.agreement && !house.has("agreements/alt.yaml") && house.text("agreements/da.yaml").hasSuffix("# anders\n"))
    }

    @Test("What is done with files is in the log, under their names; a record that is lost is not made anew")
    func log() throws {
        let house = try SmallHouse(roles: SmallHouse.roles)
        let desk = try house.desk("anna")
        let file = LibraryFile(.agreement, "probe")
        _ = try desk.save(file, Array(Self.agreement.utf8), from: "")
        let changed = Array(Self.agreement.replacing("Probe", with: "Anders").utf8)
        _ = try desk.save(file, changed, from: sum(house, file.path))
        _ = try desk.save(file, changed, from: sum(house, file.path))
        try desk.rename(agreement: "probe", to: "neu", from: sum(house, file.path))
        _ = try desk.save(LibraryFile(.body, "haus"), Array("name: Haus\nort: Ort\n".utf8), from: "")
        let entries = ApprovalLog(library: house.root).entries
        #expect(
            entries.map { "\($0.account) \($0.act.rawValue) \($0.clause) \($0.version) \($0.text)" } == [
                "anna angelegt agreements/probe.yaml - ", "anna geaendert agreements/probe.yaml - ", "anna umbenannt agreements/probe.yaml - agreements/neu.yaml",
                "anna angelegt stellen/haus.yaml - ",
            ])
        #expect(entries[1].checksum == SHA256.hex(of: changed))
        #expect(desk.history(of: LibraryFile(.agreement, "neu")).map(\.act) == [.umbenannt, .geaendert, .angelegt])
        #expect(try house.audit() == [])
        // Clauses that are approved, and nothing says by whom: that stays to be seen.
        let lost = try SmallHouse(["kuendigung/frist": SmallHouse.clause(status: "freigegeben")])
        _ = try lost.desk(nil).save(file, Array(Self.agreement.utf8), from: "")
        #expect(lost.files == ["kuendigung/frist.md"] && lost.has(file.path))
    }

    @Test("A run that is killed between log and agreement loses nothing and says what it has left", arguments: 0...3)
    func killed(after count: Int) throws {
        let (house, other) = (try SmallHouse(), try SmallHouse())
        let file = LibraryFile(.agreement, "probe")
        for each in [house, other] { _ = try each.desk(nil).save(file, Array(Self.agreement.utf8), from: "") }
        let names = ["clauses/protokoll.txt", file.path, "clauses/freigaben.txt"]
        let changed = Array(Self.agreement.replacing("Probe", with: "Anders").utf8)
        _ = try other.desk(nil).save(file, changed, from: sum(other, file.path))
        // The files get their names in this order; so far it came.
        for name in names.prefix(count) { try house.write(name, try #require(other.bytes(name))) }
        #expect(try house.audit() == (count == 1 || count == 2 ? ["protokoll-voraus"] : []))
        #expect(house.text(file.path) == (count < 2 ? Self.agreement : String(decoding: changed, as: UTF8.self)))
        _ = try house.desk(nil).save(file, Array(Self.agreement.replacing("Probe", with: "Zuletzt").utf8), from: sum(house, file.path))
        #expect(try house.audit() == [] && house.text(file.path).contains("Zuletzt"))
    }

    @Test("Only who may change the library changes bodies and styles")
    func roles() throws {
        let house = try SmallHouse(roles: SmallHouse.roles)
        for (account, allowed) in [("anna", true), ("ben", false), ("dana", false)] {
            let refused = try refusals { _ = try house.desk(account).save(LibraryFile(.body, "haus-\(account)"), Array("name: Haus\nort: Ort\n".utf8), from: "") }
            #expect(refused == (allowed ? [] : ["rolle-fehlt"]), "\(account)")
        }
    }

    @Test("A coat of arms is looked into before it is kept, and replaces nothing")
    func arms() throws {
        let house = try SmallHouse()
        let desk = try house.desk(nil)
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10mm\" height=\"12mm\"><path d=\"M0 0h10v12z\" fill=\"#036\"/></svg>"
        let name = try desk.addArms(Array(svg.utf8), of: "haus")
        #expect(name.hasPrefix("wappen/haus-") && name.hasSuffix(".svg") && house.text("stellen/\(name)") == svg)
        #expect(try desk.addArms(Array(svg.utf8), of: "haus") == name)
        let wrong = [
            svg.replacing("<path", with: "<script>alert(1)</script><path"), svg.replacing("<path", with: "<text>A</text><path"),
            svg.replacing("<path", with: "<image href=\"http://a.example/x.png\"/><path"),
            "GIF89a", "%PDF-1.4", "<html></html>", "",
        ]
        for text in wrong { #expect(try refusals { _ = try desk.addArms(Array(text.utf8), of: "haus") } == ["wappen-unlesbar"], "\(text.prefix(40))") }
        #expect(try refusals { _ = try desk.addArms([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3], of: "haus") } == ["wappen-unlesbar"])
    }

    @Test("A claim that fails comes with a case, and the case is given as options")
    func cases() throws {
        let library = WarmLibrary(try Workspace.locate(agreement: nil, library: ApprovedLibrary.path()))
        let path = library.workspace.path(ofAgreement: "fruehe-hilfen")
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let whole = try AgreementProofRun.of("fruehe-hilfen", .none, in: library)
        #expect(whole.cases.isEmpty && whole.sentence.contains("Nachweise"))
        // A clause that others refer to is there only sometimes.
        let changed = text.replacing("  - ziele/netzwerk-fruehe-hilfen\n", with: "  - klausel: ziele/netzwerk-fruehe-hilfen\n    wenn: leistungserbringer\n")
        let broken = try AgreementProofRun.of("fruehe-hilfen", SourceOverlay(["agreements/fruehe-hilfen.yaml": changed]), in: library)
        let found = try #require(broken.cases.first { $0.finding.rule == "verweis-ins-leere" }, "\(broken.cases.map(\.finding.message)) \(broken.others.map(\.message))")
        #expect(found.options.contains("leistungserbringer=nein"), "\(found.options)")
    }
}
