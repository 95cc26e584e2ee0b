import Foundation
import Testing

@testable import Production

/// `fristen`: from finished contracts to a list and a calendar.
@Suite("Fristen")
struct DeadlineCommandTests {
    let library: TemporaryFolder

    init() throws { library = try SmallLibrary.make(isApproved: false) }

    private func mark(_ marks: String, in clause: String = "clauses/kuendigung/frist.md") throws {
        try library.replace("felder:", with: marks + "\nfelder:", in: clause)
    }

    private func build(_ name: String = "probe.pdf", settings: [String] = []) throws {
        let made = try Program.run(["build", "probe", "-o", name, "--still"] + settings.flatMap { ["--set", $0] }, in: library.path)
        #expect(made.status == 0, "\(made.all)")
    }

    private struct List: Decodable {
        struct Entry: Decodable {
            var tag: String
            var art: String
            var wirkt_zum: String?
            var klausel: String
            var partner: String
            var vorschriften: String
        }
        struct Told: Decodable { var regel: String }
        var fristen: [Entry]
        var befunde: [Told]
    }

    private func list(_ arguments: [String]) throws -> List {
        let outcome = try Program.run(["fristen", "--json"] + arguments, in: library.path)
        #expect(outcome.status == 0, "\(outcome.all)")
        return try JSONDecoder().decode(List.self, from: Data(outcome.output.utf8))
    }

    @Test("A contract's notice comes from the clause's mark and the contract's own value")
    func notice() throws {
        try mark("fristen:\n  frist: {frist: {monate: frist}, zum: quartalsende}")
        let partner = SmallLibrary.partner("Probeverein e. V.")
        try build(settings: partner)
        try build("sechs.pdf", settings: partner + ["frist=6"])
        let found = try list([".", "--ab", "2026-11-29"]).fristen
        #expect(found.map(\.tag) == ["2026-12-31", "2026-12-31"])
        #expect(Set(found.map(\.wirkt_zum)) == ["2027-03-31", "2027-06-30"])
        #expect(found.allSatisfy { $0.art == "kuendigung" && $0.partner == "Probeverein e. V." && $0.vorschriften.contains("§ 193 BGB gilt nicht") }, "\(found)")
    }

    @Test("A partner that the agreement itself gives is called by its name")
    func givenByAgreement() throws {
        try mark("fristen:\n  frist: {frist: {monate: frist}, zum: quartalsende}")
        try build()
        #expect(try list(["probe.pdf", "--ab", "2026-11-29"]).fristen.map(\.partner) == ["Probeverein e. V."])
        #expect(try Program.run(["verify", "probe.pdf"], in: library.path).status == 0)
    }

    @Test("A mark added later counts for contracts made before it, and leaves approval and proof as they are")
    func addedLater() throws {
        let library = try SmallLibrary.make()
        let made = try Program.run(["build", "probe", "-o", "alt.pdf", "--still"], in: library.path)
        #expect(made.status == 0, "\(made.all)")
        try library.replace("felder:", with: "fristen:\n  frist: {frist: {monate: frist}, zum: monatsende}\nfelder:", in: "clauses/kuendigung/frist.md")
        let outcome = try Program.run(["fristen", "alt.pdf", "--ab", "2026-11-29"], in: library.path)
        #expect(outcome.output.contains("Kündigung zum"), "\(outcome.all)")
        #expect(try Program.run(["verify", "alt.pdf"], in: library.path).status == 0)
        let again = try Program.run(["build", "probe", "-o", "neu.pdf"], in: library.path)
        #expect(!again.all.contains("ist kein Entwurf") && !again.all.contains("freigabe"), "\(again.all)")
    }

    @Test("The calendar file is the same for the same contracts and is not replaced in silence")
    func calendar() throws {
        try mark("fristen:\n  frist: {frist: {monate: frist}, zum: quartalsende}")
        try build()
        let arguments = ["fristen", "probe.pdf", "--ab", "2026-11-29", "--ics", "fristen.ics", "--erinnerung", "14"]
        #expect(try Program.run(arguments, in: library.path).status == 0)
        let first = try String(contentsOfFile: library.path + "/fristen.ics", encoding: .utf8)
        #expect(try Program.run(arguments, in: library.path).status == 0)
        let later = arguments.map { $0 == "2026-11-29" ? "2027-01-01" : $0 }
        #expect(try Program.run(later, in: library.path).status == 73)
        #expect(try String(contentsOfFile: library.path + "/fristen.ics", encoding: .utf8) == first)
        #expect(try Program.run(later + ["--ersetzen"], in: library.path).status == 0)
    }

    @Test("A contract without values says so, and one that is none of ours is told")
    func withoutValues() throws {
        try mark("fristen:\n  frist: {frist: {monate: frist}, zum: quartalsende}")
        try library.replace("stil: klassisch", with: "stil: klassisch\nherkunft: kennungen", in: "agreements/probe.yaml")
        try build()
        try library.write("fremd.pdf", "kein PDF")
        let found = try list([".", "--ab", "2026-11-29"])
        #expect(found.fristen.isEmpty)
        #expect(Set(found.befunde.map(\.regel)) == ["fristen-ohne-werte", "pdf-unlesbar"])
        #expect(try Program.run(["fristen", "fremd.pdf"], in: library.path).status == 65)
        #expect(try Program.run(["fristen", "nichts"], in: library.path).status == 66)
    }

    @Test(
        "A mark that names no field of its clause, or one of another kind, is an error with its place",
        arguments: [
            ("frist: {frist: {monate: fristt}, zum: quartalsende}", "frist-angabe"), ("frist: {frist: {monate: 0}, zum: quartalsende}", "frist-angabe"),
            ("frist: {frist: {monate: 3}, zum: frist}", "frist-feld"), ("frist: {frist: {monate: 3}}", "angabe-fehlt"),
            ("termin: {art: auswertung}", "termin-wann"), ("termin: {art: auswertung, jaehrlich: ja, jeweils: 30.06.}", "termin-wann"),
            ("frist: {stichtag: 31. Februar, zum: jahresende}", "frist-angabe"), ("laufzeit: {ende: bald}", "frist-angabe"),
        ])
    func wrongMarks(mark: String, rule: String) throws {
        try self.mark("fristen:\n  " + mark)
        let outcome = try Program.run(["check", "--json"], in: library.path)
        #expect(outcome.output.contains("\"\(rule)\""), "\(outcome.all)")
    }
}
