import Foundation
import Testing

@testable import Production

/// `kuendigung`: the letter with the day that the contract's clause gives.
@Suite("Kündigungsschreiben")
struct TerminationTests {
    let library: TemporaryFolder

    init() throws {
        library = try SmallLibrary.make(isApproved: false)
        try library.replace("felder:", with: "fristen:\n  frist: {frist: {monate: frist}, zum: quartalsende}\nfelder:", in: "clauses/kuendigung/frist.md")
        let text = try String(contentsOfFile: Program.checkout + "/clauses/kuendigungsschreiben/ordentlich.md", encoding: .utf8)
        try library.write("clauses/kuendigungsschreiben/ordentlich.md", text)
        for name in ["aenderungen", "geltung"] {
            try library.write("clauses/nachtrag/\(name).md", String(contentsOfFile: Program.checkout + "/clauses/nachtrag/\(name).md", encoding: .utf8))
        }
        try run(["approve", "--all", "--by", "Rechtsamt"])
        try run(["build", "probe", "-o", "vertrag.pdf", "--still"])
    }

    @discardableResult
    private func run(_ arguments: [String], status: Int32 = 0) throws -> Program.Outcome {
        let outcome = try Program.run(arguments, in: library.path)
        #expect(outcome.status == status, "\(arguments): \(outcome.all)")
        return outcome
    }

    private func text(_ file: String) throws -> String {
        try Program.shell("pdftotext -layout \(file) - | tr -s ' \\n' ' '", in: library.path).output.replacing("\u{A0}", with: " ")
    }

    @Test("The letter names contract, clause in its own numbering, and the last day; received a day later it is the next quarter")
    func letter() throws {
        let made = try run(["kuendigung", "vertrag.pdf", "--datum", "20.12.2026", "--zugang", "31.12.2026", "-o", "brief.pdf"])
        #expect(made.output.contains("Kündigung zum 31.03.2027") && made.output.contains("spätestens am 31.12.2026 zugehen"), "\(made.all)")
        let letter = try text("brief.pdf")
        for words in ["Probeverein e. V.", "Musterweg 1", "00000 Probestadt", "„Kooperationsvereinbarung“ vom 1. Oktober 2026 nach § 3 zum 31. März 2027", "20. Dezember 2026"] {
            #expect(letter.contains(words), "\(words): \(letter)")
        }
        #expect(!letter.contains("Entwurf") && letter.contains("Mit freundlichen Grüßen"))
        // The same letter once more, and no other in its place: it may have been sent.
        try run(["kuendigung", "vertrag.pdf", "--datum", "20.12.2026", "--zugang", "31.12.2026", "-o", "brief.pdf"])
        let refused = try run(["kuendigung", "vertrag.pdf", "--datum", "21.12.2026", "--zugang", "31.12.2026", "-o", "brief.pdf"], status: 73)
        #expect(refused.errors.contains("Hier liegt schon ein anderer Brief"), "\(refused.all)")
        #expect(try run(["kuendigung", "vertrag.pdf", "--datum", "20.12.2026", "--zugang", "01.01.2027", "-o", "spaeter.pdf"]).output.contains("zum 30.06.2027"))
    }

    @Test("A wanted day is kept, or the days that can be had are told")
    func wanted() throws {
        let arguments = ["kuendigung", "vertrag.pdf", "--datum", "20.12.2026", "-o", "brief.pdf"]
        #expect(try run(arguments + ["--zum", "30.09.2027"]).output.contains("zum 30.09.2027"))
        let refused = try run(["kuendigung", "vertrag.pdf", "--datum", "20.12.2026", "--zum", "15.05.2027", "-o", "falsch.pdf"], status: 65)
        #expect(refused.all.contains("31.03.2027 und 30.06.2027"), "\(refused.all)")
        #expect(!FileManager.default.fileExists(atPath: library.path + "/falsch.pdf"))
    }

    @Test("After an amendment its notice counts, for the letter and for the list of deadlines")
    func amended() throws {
        try run(["nachtrag", "vertrag.pdf", "--set", "klauseln.kuendigung.frist=6", "--datum", "01.12.2026"])
        let papers = ["vertrag.pdf", "vertrag-nachtrag-1.pdf"]
        #expect(try run(["kuendigung"] + papers + ["--datum", "20.12.2026", "--zugang", "31.12.2026", "-o", "brief.pdf"]).output.contains("zum 30.06.2027"))
        let list = try run(["fristen", ".", "--ab", "2026-12-31"]).output
        #expect(list.contains("30.06.2027") && !list.contains("31.03.2027"), "\(list)")
    }

    @Test("A contract without a clause of notice is told, and no letter is written")
    func none() throws {
        try library.replace("fristen:\n  frist: {frist: {monate: frist}, zum: quartalsende}\n", with: "", in: "clauses/kuendigung/frist.md")
        #expect(try run(["kuendigung", "vertrag.pdf", "--datum", "20.12.2026", "-o", "brief.pdf"], status: 65).all.contains("folgt kein Tag"))
        #expect(!FileManager.default.fileExists(atPath: library.path + "/brief.pdf"))
    }
}
