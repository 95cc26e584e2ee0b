import DocumentModel
import Findings
import Foundation
import Settings
import Testing

@testable import Agreements
@testable import Assembler

@Suite("Clause library")
struct LibraryTests {
    static let clause = TestLibrary.clause

    @Test("A sound library has no findings")
    func sound() throws {
        #expect(try ClauseLibrary(root: TestLibrary().root).check() == [])
    }

    @Test(
        "Files with names that clauses cannot have are left out and told",
        arguments: [
            "clauses/kuendigung/Frist Neu.md", "clauses/kuendigung/kündigung.md", "clauses/kuendigung/frist@alt.md", "clauses/kuendigung/a.txt",
            "clauses/Über/a.md", "clauses/x.md",
            "clauses/kuendigung/-a.md",
        ])
    func names(path: String) throws {
        let test = try TestLibrary([path: Self.clause("X", "", "freigegeben", "1.0", "T")])
        let library = ClauseLibrary(root: test.root)
        #expect(library.findings.map(\.rule) == ["datei-uebergangen"])
        #expect(library.family("kuendigung")?.variantNames == ["frist", "jederzeit"])
        #expect(try test.plan().clauses.count == 3)
    }

    @Test("Hidden files are no concern")
    func hidden() throws {
        let test = try TestLibrary(["clauses/kuendigung/.DS_Store": "x", "clauses/.git/x": "y"])
        #expect(ClauseLibrary(root: test.root).findings == [])
    }

    @Test(
        "The check finds what no agreement has met yet",
        arguments: [
            ("clauses/neu/a.md", "erfordert: [laufziet]", "familie-unbekannt", 5, 13),
            ("clauses/neu/a.md", "schliesst_aus: [laufzeit/unbefristett]", "variante-unbekannt", 5, 17),
            ("clauses/neu/a.md", "erfordert: [laufzeit/befristet, kuendigung/frist]", "erfordert-unerfuellbar", 5, 1),
            ("clauses/laufzeit/auch.md", "wenn: sonst", "variante-mehrdeutig", 5, 1),
            ("clauses/neu/a.md", "erfordert: [laufzeit]\nschliesst_aus: [laufzeit]", "baustein-widerspruch", 5, 13),
            ("clauses/neu/a.md", "wenn: (a == b", "ausdruck-fehlerhaft", 5, 14),
        ])
    func check(path: String, more: String, rule: String, line: Int, column: Int) throws {
        let test = try TestLibrary([path: Self.clause("X", more, "freigegeben", "1.0", "T")])
        let findings = ClauseLibrary(root: test.root).check()
        #expect(findings.map(\.rule) == [rule])
        #expect(findings.first.map { test.place($0).hasSuffix(".md:\(line):\(column)") } == true, "\(findings)")
    }

    @Test("Clauses may require one another: a term and its notice belong together")
    func mutualRequirement() throws {
        let test = try TestLibrary([
            "clauses/kuendigung/frist.md": Self.clause("K", "felder: {frist: {art: zahl}}\nerfordert: [laufzeit/unbefristet]", "freigegeben", "1.0", "T")
        ])
        #expect(ClauseLibrary(root: test.root).check() == [])
        #expect(test.errors() == [])
    }

    @Test("The body begins on the line after the front matter; its places lead back to the file")
    func body() throws {
        let file = SourceFile(path: "a.md", text: "---\nueberschrift: X\nfassung: \"1\"\nstatus: entwurf\n--- \n\nText {{x}}\n")
        let source = try ClauseReader.clause(file, family: "f", variant: "v", fileVersion: nil)
        #expect(source.bodyLine == 6)
        #expect(source.body.value == "\nText {{x}}\n")
        #expect(source.body.place(at: 6) == .file("a.md", line: 7, column: 6))
    }

    @Test("A clause is read once and is the same object for all who ask")
    func identity() async throws {
        let test = try TestLibrary()
        let planner = test.planner
        let agreement = try planner.agreement(at: "\(test.root)/agreements/a.yaml")
        let sources = try await withThrowingTaskGroup(of: [ClauseSource].self) { group in
            for _ in 0..<8 { group.addTask { try planner.plan(agreement, today: TestLibrary.day).clauses.map(\.source) } }
            return try await group.reduce(into: Set<ClauseSource>()) { $0.formUnion($1) }
        }
        #expect(sources.count == 3)
    }

    @Test("Only families that an agreement names are read")
    func lazy() throws {
        let test = try TestLibrary(["clauses/kaputt/a.md": "keine Klausel", "clauses/kuendigung/kaputt.md": "---"])
        #expect(test.errors() == [])
        #expect(ClauseLibrary(root: test.root).check().filter { $0.severity == .fehler }.count == 2)
    }

    @Test("Byte order mark, CRLF and decomposed letters are taken as they are meant")
    func encodings() throws {
        let text = Self.clause("Ku\u{308}ndigung", "", "freigegeben", "1.0", "Text").replacing("\n", with: "\r\n")
        let file = try FileReading.decode([0xEF, 0xBB, 0xBF] + Array(text.utf8), path: "a.md")
        let source = try ClauseReader.clause(file, family: "f", variant: "v", fileVersion: nil)
        #expect(source.frontMatter.heading?.value.unicodeScalars.count == "Kündigung".unicodeScalars.count)
        #expect(!source.body.value.utf8.contains(0x0D))
    }

    @Test(
        "Invalid UTF-8 and UTF-16 are refused with a place",
        arguments: [([0x61, 0x0A, 0xC3, 0xA4, 0xFF], 2, 2), ([0x61, 0x80], 1, 2), ([0xFF, 0xFE, 0x61, 0x00], 0, 0)] as [([UInt8], Int, Int)])
    func invalid(bytes: [UInt8], line: Int, column: Int) throws {
        let finding = #expect(throws: Finding.self) { try FileReading.decode(bytes, path: "a.md") }
        #expect(finding?.rule == "datei-kodierung" && finding?.place == .file("a.md", line: line, column: column))
    }

    @Test("The library is found from the agreement's folder upward, or where it is named")
    func location() throws {
        let test = try TestLibrary()
        #expect(try LibraryLocation.find(explicit: nil, from: "\(test.root)/agreements", installed: []) == test.root)
        #expect(try LibraryLocation.find(explicit: nil, from: "/", installed: ["/nirgends", test.root + "/"]) == test.root)
        #expect(throws: FindingList.self) { try LibraryLocation.find(explicit: "/nirgends", from: test.root, installed: [test.root]) }
        #expect(try LibraryLocation.agreement("a", in: test.root) == "\(test.root)/agreements/a.yaml")
        let findings = #expect(throws: FindingList.self) { try LibraryLocation.agreement("b", in: test.root) }
        #expect(findings?.all.first?.remedy == "Meinten Sie „a“?")
    }

    @Test("A file with very many mistakes is not told them all")
    func many() throws {
        let keys = (0..<5_000).map { "k\($0): x" }.joined(separator: "\n")
        let errors = try TestLibrary(["agreements/a.yaml": keys]).errors()
        #expect(errors.count == Limits.findingsPerFile + 1)
        #expect(errors.last?.rule == "weitere-befunde")
    }

    /// Two heads of a clause, without the fences.
    struct Heads: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let one: String
        let other: String
    }

    private static func checksum(_ head: String, _ body: String = "Text.") throws -> String {
        let text = "---\n\(head)\n---\n\n\(body)\n"
        return try ClauseReader.clause(SourceFile(path: "clauses/a/b.md", text: text), family: "a", variant: "b", fileVersion: nil).approvalChecksum
    }

    @Test(
        "What an approval is about has another checksum once it changes, wherever its lines begin",
        arguments: [
            Heads(
                testDescription: "a flow mapping with a line that begins with status", one: "{ fassung: \"1.0\",\nstatus: freigegeben, ueberschrift: Kündigung }",
                other: "{ fassung: \"1.0\",\nstatus: freigegeben, ueberschrift: Ende }"),
            Heads(
                testDescription: "a flow mapping with a line that begins with gilt_bis",
                one: "{ fassung: \"1.0\", status: freigegeben,\ngilt_bis: 2027-01-01, ueberschrift: Kündigung }",
                other: "{ fassung: \"1.0\", status: freigegeben,\ngilt_bis: 2027-01-01, ueberschrift: Ende }"),
            Heads(
                testDescription: "a text over two lines", one: "fassung: \"1.0\"\nueberschrift: \"Kündigung\n status: eins\"\nstatus: freigegeben",
                other: "fassung: \"1.0\"\nueberschrift: \"Kündigung\n status: zwei\"\nstatus: freigegeben"),
            Heads(
                testDescription: "a quoted number", one: "fassung: \"1.0\"\nstatus: freigegeben\nueberschrift: K\nfelder: {frist: {art: text, vorgabe: \"1.000\"}}",
                other: "fassung: \"1.0\"\nstatus: freigegeben\nueberschrift: K\nfelder: {frist: {art: text, vorgabe: 1.000}}"),
            Heads(
                testDescription: "an entry moved into its neighbour", one: "fassung: \"1.0\"\nstatus: freigegeben\nueberschrift: K\ngrundlage: [a, b]",
                other: "fassung: \"1.0\"\nstatus: freigegeben\nueberschrift: K\ngrundlage: [\"a, b\"]"),
        ])
    func checksumsDiffer(heads: Heads) throws {
        #expect(try Self.checksum(heads.one) != Self.checksum(heads.other))
        #expect(try Self.checksum(heads.one) == Self.checksum(heads.one))
        #expect(try Self.checksum(heads.one) != Self.checksum(heads.one, "Anders."))
    }

    @Test(
        "Status, end, comments and the way of writing do not count",
        arguments: [
            "fassung: \"1.0\"\nstatus: abgeloest\ngilt_bis: 2027-01-01\nueberschrift: K", "# Notiz\nfassung:   \"1.0\"   # so\nueberschrift: K\nstatus: vorschlag",
            "{fassung: \"1.0\", ueberschrift: K, status: entwurf}",
        ])
    func checksumsAgree(head: String) throws {
        #expect(try Self.checksum(head) == Self.checksum("fassung: \"1.0\"\nueberschrift: K\nstatus: freigegeben"))
    }
}
