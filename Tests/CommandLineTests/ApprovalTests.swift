import Foundation
import Testing

/// Draft, approved, changed, superseded: the life of a clause as clerks meet it.
@Suite("Life of a clause")
struct ApprovalTests {
    private func approve(_ folder: TemporaryFolder, _ arguments: String...) throws -> Program.Outcome {
        try Program.run(["approve"] + arguments + ["--by", "Rechtsamt", "--date", "2026-02-03"], in: folder.path)
    }

    @Test("An approval names wording, day and office; the second time nothing changes")
    func records() throws {
        let folder = try SmallLibrary.make()
        let first = try approve(folder, "--all")
        #expect(first.status == 0, "\(first.all)")
        let record = try String(contentsOfFile: folder.path + "/clauses/freigaben.txt", encoding: .utf8)
        #expect(record.contains("kuendigung/frist 1.0 ") && record.contains(" 2026-02-03 Rechtsamt\n"))
        let second = try approve(folder, "--all")
        #expect(second.output.contains("0 Klauseln freigegeben"))
        #expect(try String(contentsOfFile: folder.path + "/clauses/freigaben.txt", encoding: .utf8) == record)
        #expect(try Program.run(["check"], in: folder.path).status == 0)
    }

    @Test("A changed wording is an error, makes a draft, and is approved as a new version only")
    func isImmutable() throws {
        let folder = try SmallLibrary.make()
        _ = try approve(folder, "--all")
        let clause = folder.path + "/clauses/kuendigung/frist.md"
        let text = try String(contentsOfFile: clause, encoding: .utf8)
        try folder.write("clauses/kuendigung/frist.md", text + "\n\nSie ist zu begründen.\n")
        let check = try Program.run(["check"], in: folder.path)
        #expect(check.status == 1 && check.errors.contains("verändert"), "\(check.all)")
        let explanation = try Program.run(["explain", "probe"], in: folder.path)
        #expect(explanation.output.contains("Status entwurf") && explanation.output.contains("seit ihrer Freigabe verändert"), "\(explanation.all)")
        #expect(try approve(folder, "kuendigung/frist").status == 65)
        try folder.replace("fassung: \"1.0\"", with: "fassung: \"1.1\"", in: "clauses/kuendigung/frist.md")
        let again = try approve(folder, "kuendigung/frist")
        #expect(again.status == 0, "\(again.all)")
        #expect(try Program.run(["explain", "probe"], in: folder.path).output.contains("Status endfassung"))
    }

    @Test("An approved clause may be superseded")
    func isSuperseded() throws {
        let folder = try SmallLibrary.make()
        _ = try approve(folder, "--all")
        try folder.replace("status: freigegeben", with: "status: abgeloest\ngilt_bis: 2026-12-31", in: "clauses/laufzeit/befristet.md")
        let check = try Program.run(["check"], in: folder.path)
        #expect(check.status == 0 && !check.errors.contains("verändert"), "\(check.all)")
    }

    @Test("Approving a draft sets its status")
    func releasesDrafts() throws {
        let folder = try SmallLibrary.make()
        try folder.replace("status: freigegeben", with: "status: entwurf", in: "clauses/kuendigung/frist.md")
        _ = try approve(folder, "--all")
        #expect(try Program.run(["explain", "probe"], in: folder.path).output.contains("noch nicht freigegeben"))
        #expect(try approve(folder, "kuendigung/frist").status == 0)
        #expect(try String(contentsOfFile: folder.path + "/clauses/kuendigung/frist.md", encoding: .utf8).contains("status: freigegeben"))
        #expect(try Program.run(["explain", "probe"], in: folder.path).output.contains("Status endfassung"))
    }

    struct Refusal: Sendable {
        let arguments: [String]
        let status: Int32
    }

    @Test("Unknown clauses, days and missing offices are told", arguments: [
        Refusal(arguments: ["kuendigung/first", "--by", "Amt"], status: 65), Refusal(arguments: ["kuendigung/frist", "--by", " "], status: 64),
        Refusal(arguments: ["kuendigung/frist", "--by", "Amt", "--date", "morgen"], status: 64), Refusal(arguments: ["--by", "Amt"], status: 64),
    ])
    func refuses(refusal: Refusal) throws {
        let folder = try SmallLibrary.make()
        let outcome = try Program.run(["approve"] + refusal.arguments, in: folder.path)
        #expect(outcome.status == refusal.status, "\(outcome.all)")
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/clauses/freigaben.txt"))
    }
}
