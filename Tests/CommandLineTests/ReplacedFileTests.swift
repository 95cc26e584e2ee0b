import Foundation
import Testing

/// What a command writes with `-o` takes the place of nothing that may have been issued or worked in; the same content is written as often as one likes.
@Suite("What lies there stays")
struct ReplacedFileTests {
    private func run(_ arguments: [String], in folder: TemporaryFolder, status: Int32 = 0) throws -> Program.Outcome {
        let outcome = try Program.run(arguments, in: folder.path)
        #expect(outcome.status == status, "\(arguments): \(outcome.all)")
        return outcome
    }

    private func bytes(_ name: String, in folder: TemporaryFolder) throws -> Data { try Data(contentsOf: URL(filePath: "\(folder.path)/\(name)")) }

    private static let plan = Program.checkout + "/agreements/anlagen/verfahrensschema.pdf"

    @Test("annex: the same again, refused with another annex, replaced where that is asked for")
    func annex() throws {
        let folder = try SmallLibrary.make()
        _ = try run(["build", "probe", "-o", "vertrag.pdf", "--still"], in: folder)
        let annex = ["annex", "vertrag.pdf", Self.plan, "--title", "Plan", "-o", "mit.pdf"]
        for _ in 0..<2 { _ = try run(annex, in: folder) }
        let before = try bytes("mit.pdf", in: folder)
        let other = annex.map { $0 == "Plan" ? "Ablauf" : $0 }
        let refused = try run(other, in: folder, status: 73)
        #expect(refused.errors.contains("Hier liegt schon eine Endfassung dieses Vertrags; heute entstünde ein anderer"), "\(refused.all)")
        #expect(refused.errors.contains("Geben Sie mit -o einen anderen Namen an") && refused.errors.contains("--replace (--ersetzen)"), "\(refused.all)")
        #expect(try bytes("mit.pdf", in: folder) == before)
        _ = try run(other + ["--ersetzen"], in: folder)
        #expect(try bytes("mit.pdf", in: folder) != before)
    }

    @Test("An annexed draft may always be made anew")
    func draft() throws {
        let folder = try SmallLibrary.make()
        _ = try run(["build", "probe", "-o", "vertrag.pdf", "--still", "--set", "status=entwurf"], in: folder)
        for title in ["Plan", "Ablauf"] { _ = try run(["annex", "vertrag.pdf", Self.plan, "--title", title, "-o", "mit.pdf"], in: folder) }
    }

    @Test("word: the same again leaves the file alone; one that somebody has worked in, or of another content, stays")
    func word() throws {
        let folder = try SmallLibrary.make()
        let word = ["word", "probe", "-o", "vertrag.docx"]
        _ = try run(word, in: folder)
        let made = try bytes("vertrag.docx", in: folder)
        _ = try run(word, in: folder)
        #expect(try bytes("vertrag.docx", in: folder) == made)
        try folder.replace("zweimal", with: "dreimal", in: "clauses/zusammenarbeit/treffen.md")
        for worked in [made, made + Data("x".utf8)] {
            try folder.write("vertrag.docx", worked)
            let refused = try run(word, in: folder, status: 73)
            #expect(refused.errors.contains("vielleicht hat jemand in ihr gearbeitet") && refused.errors.contains("Geben Sie mit -o einen anderen Namen an"), "\(refused.all)")
            #expect(try bytes("vertrag.docx", in: folder) == worked)
        }
    }

    @Test("nachtrag without a folder: another amendment of that number does not take the place of the first")
    func amendment() throws {
        let folder = try SmallLibrary.make(isApproved: false)
        for name in ["aenderungen", "geltung"] {
            try folder.write("clauses/nachtrag/\(name).md", String(contentsOfFile: Program.checkout + "/clauses/nachtrag/\(name).md", encoding: .utf8))
        }
        _ = try run(["approve", "--all", "--by", "Rechtsamt"], in: folder)
        _ = try run(["build", "probe", "-o", "vertrag.pdf", "--still"], in: folder)
        let amend = ["nachtrag", "vertrag.pdf", "--datum", "01.02.2027", "--set", "klauseln.kuendigung.frist=6"]
        for _ in 0..<2 { _ = try run(amend, in: folder) }
        let before = try bytes("vertrag-nachtrag-1.pdf", in: folder)
        let refused = try run(amend.map { $0.replacing("frist=6", with: "frist=9") }, in: folder, status: 73)
        // There is no option to follow.
        #expect(refused.errors.contains("Hier liegt schon eine Endfassung") && !refused.errors.contains("--replace"), "\(refused.all)")
        #expect(refused.errors.contains("löschen oder verschieben Sie diese Datei"), "\(refused.all)")
        #expect(try bytes("vertrag-nachtrag-1.pdf", in: folder) == before)
    }

    @Test("A print run does not take the place of a contract, and says so before it begins")
    func volume() throws {
        let folder = try SmallLibrary.make()
        _ = try run(["build", "probe", "-o", "vertrag.pdf", "--still"], in: folder)
        let before = try bytes("vertrag.pdf", in: folder)
        let refused = try run(["batch", "probe", "--partners", "partner.csv", "-o", "aus", "--print", "vertrag.pdf"], in: folder, status: 73)
        #expect(refused.errors.contains("Hier liegt schon die Endfassung eines anderen Vertrags") && refused.errors.contains("--print"), "\(refused.all)")
        #expect(try bytes("vertrag.pdf", in: folder) == before && !folder.files.contains { $0.hasPrefix("aus/") })
    }
}
