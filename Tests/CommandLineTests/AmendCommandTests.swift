import Foundation
import Testing

@testable import Production

/// `nachtrag`, `lesefassung`, `aenderungsfassung`, `synopse`: from finished contracts to the papers.
@Suite("Nachträge")
struct AmendCommandTests {
    let library: TemporaryFolder

    /// An approved library with a newer version of the clause about notice, and one more partner's contract.
    init() throws {
        library = try SmallLibrary.make(isApproved: false)
        for name in ["aenderungen", "geltung"] {
            let text = try String(contentsOfFile: Program.checkout + "/clauses/nachtrag/\(name).md", encoding: .utf8)
            try library.write("clauses/nachtrag/\(name).md", text)
        }
        try run(["approve", "--all", "--by", "Rechtsamt"])
        try run(["build", "probe", "-o", "vertrag.pdf", "--still", "--register", "register.sqlite"])
    }

    @discardableResult
    private func run(_ arguments: [String], status: Int32 = 0) throws -> Program.Outcome {
        let outcome = try Program.run(arguments, in: library.path)
        #expect(outcome.status == status, "\(arguments): \(outcome.all)")
        return outcome
    }

    private func text(_ file: String) throws -> String {
        let text = try Program.shell("pdftotext -layout \(file) - | tr -s ' \\n' ' '", in: library.path)
        #expect(text.status == 0, "\(text.all)")
        return text.output.replacing("\u{A0}", with: " ")
    }

    /// The clause about notice gets a version 2.0; the old one is kept.
    private func newVersion() throws {
        let old = try String(contentsOfFile: library.path + "/clauses/kuendigung/frist.md", encoding: .utf8)
        try library.write("clauses/kuendigung/frist@1.0.md", old)
        try library.replace("fassung: \"1.0\"", with: "fassung: \"2.0\"", in: "clauses/kuendigung/frist.md")
        try library.replace(
            "2. Die Kündigung bedarf der Schriftform.", with: "2. Vor einer Kündigung sprechen die Parteien miteinander.\n3. Die Kündigung bedarf der Schriftform.",
            in: "clauses/kuendigung/frist.md")
        try run(["approve", "kuendigung/frist", "--by", "Rechtsamt"])
    }

    @Test("A clause's new version becomes an amendment in the contract's own numbering, final, signed like the contract, and proved")
    func newClause() throws {
        try newVersion()
        let made = try run(["nachtrag", "vertrag.pdf", "--klausel", "kuendigung", "--datum", "01.02.2027", "--ab", "01.03.2027"])
        #expect(made.output.contains("Nach § 3 Absatz 1 wird folgender Absatz 2 eingefügt:".nonBreaking), "\(made.all)")
        #expect(made.output.contains("In § 3 wird der bisherige Absatz 2 Absatz 3.".nonBreaking), "\(made.all)")
        let paper = try text("vertrag-nachtrag-1.pdf")
        for words in [
            "1. Nachtrag", "Artikel 1", "„(2) Vor einer Kündigung sprechen die Parteien miteinander.“", "vom 1. Oktober 2026", "am 1. März 2027 in Kraft", "Probeverein e. V.",
            "die Bürgermeisterin",
        ] {
            #expect(paper.contains(words), "\(words): \(paper)")
        }
        #expect(!paper.contains("Entwurf"))
        #expect(try run(["verify", "vertrag-nachtrag-1.pdf"]).output.contains("unverändert"))
        let listing = try run(["inspect", "vertrag-nachtrag-1.pdf"]).output
        #expect(listing.contains("kuendigung/frist in der Fassung 2.0"))
    }

    @Test("An amendment is a draft while nobody has approved what it brings")
    func draft() throws {
        try newVersion()
        try library.replace("fassung: \"2.0\"", with: "fassung: \"2.1\"", in: "clauses/kuendigung/frist.md")
        let made = try run(["nachtrag", "vertrag.pdf", "--klausel", "kuendigung/frist@2.1", "--datum", "2027-02-01"])
        #expect(made.all.contains("Der Nachtrag wird ein Entwurf"), "\(made.all)")
        #expect(try run(["verify", "vertrag-nachtrag-1.pdf"]).output.contains("unverändert"))
    }

    @Test("A chain of amendments: each cites the numbering before it, the Lesefassung has every change with its source")
    func chain() throws {
        try newVersion()
        try run(["nachtrag", "vertrag.pdf", "--klausel", "kuendigung", "--datum", "01.02.2027", "--ab", "01.03.2027"])
        try run([
            "nachtrag", "vertrag.pdf", "vertrag-nachtrag-1.pdf", "--set", "partner.name=Verein Morgenstern e. V.", "--set", "klauseln.kuendigung.frist=6", "--datum", "01.06.2028",
        ])
        let second = try text("vertrag-nachtrag-2.pdf")
        #expect(second.contains("zuletzt geändert durch den 1. Nachtrag vom 1. Februar 2027"), "\(second)")
        #expect(second.contains("„3“") && second.contains("„6“") && second.contains("Bezeichnung der Vertragsparteien"), "\(second)")
        #expect(try run(["verify", "vertrag-nachtrag-2.pdf"]).output.contains("unverändert"))
        let papers = ["vertrag.pdf", "vertrag-nachtrag-2.pdf", "vertrag-nachtrag-1.pdf"]
        try run(["lesefassung"] + papers)
        let reading = try text("vertrag-lesefassung.pdf")
        for words in [
            "Verein Morgenstern e. V.", "Frist von 6 Monaten", "(3) Die Kündigung bedarf der Schriftform.", "Eingefügt durch Nr. 1 des 1. Nachtrags vom 01.02.2027",
            "Geändert durch Nr. 2 des 2. Nachtrags vom 01.06.2028",
        ] {
            #expect(reading.contains(words), "\(words): \(reading)")
        }
        try run(["lesefassung", "--am", "2027-12-31", "-o", "frueher"] + papers)
        #expect(try text("frueher/vertrag-lesefassung.pdf").contains("Frist von 3 Monaten"))
        try run(["aenderungsfassung"] + papers)
        try run(["synopse"] + papers)
        #expect(try text("vertrag-synopse.pdf").contains("Bisherige Fassung"))
        #expect(try text("vertrag-aenderungsfassung.pdf").contains("Morgenstern"))
        // Without the first the second has nothing to follow.
        #expect(try run(["lesefassung", "vertrag.pdf", "vertrag-nachtrag-2.pdf", "-o", "x"], status: 65).all.contains("folgt nicht auf"))
    }

    @Test("From the register: whoever has the old clause gets the amendment, which is entered and noted at the contract")
    func register() throws {
        try run(["build", "probe", "-o", "zweiter.pdf", "--still", "--register", "register.sqlite"] + SmallLibrary.partner("Kita Sonne").flatMap { ["--set", $0] })
        try newVersion()
        try run(["build", "probe", "-o", "dritter.pdf", "--still", "--register", "register.sqlite"] + SmallLibrary.partner("Kita Mond").flatMap { ["--set", $0] })
        let arguments = [
            "nachtrag", "--register", "register.sqlite", "--betroffen", "kuendigung/frist@1.0", "--klausel", "kuendigung", "--datum", "01.02.2027", "-o", "nachtraege",
        ]
        #expect(try run(arguments).output.contains("2 Nachträge erstellt"))
        let shown = try run(["register", "suchen", "--klausel", "kuendigung/frist@2.0", "--json"]).output.replacing("\\/", with: "/")
        #expect(shown.contains("nachtraege/vertrag-nachtrag-1.pdf") && shown.contains("nachtraege/zweiter-nachtrag-1.pdf") && shown.contains("dritter.pdf"), "\(shown)")
        let carried = try CarriedOrigin(contentsOf: library.path + "/vertrag.pdf")
        let contract = try run(["register", "zeigen", String(carried.checksum.prefix(16))]).output
        #expect(contract.contains("geändert") && contract.contains("1. Nachtrag, Kennung"), "\(contract)")
        // What they have already changes nothing; the next one is the second, for its base comes from the register.
        #expect(try run(arguments).output.contains("0 Nachträge erstellt. In 2 Verträgen ändert sich nichts."))
        try run(["nachtrag", "vertrag.pdf", "--register", "register.sqlite", "--set", "klauseln.kuendigung.frist=12", "--datum", "01.02.2028"])
        #expect(FileManager.default.fileExists(atPath: library.path + "/vertrag-nachtrag-2.pdf"))
    }

    @Test("A table says what changes for whom")
    func table() throws {
        try run(["build", "probe", "-o", "zweiter.pdf", "--still"] + SmallLibrary.partner("Kita Sonne").flatMap { ["--set", $0] })
        try library.write("neu.csv", "vertrag;partner.name\nvertrag.pdf;Verein Abendstern e. V.\nzweiter.pdf;Kita Regenbogen\n")
        let made = try run(["nachtrag", "--tabelle", "neu.csv", "--datum", "01.02.2027"])
        #expect(made.output.contains("2 Nachträge erstellt"), "\(made.all)")
        try library.write("falsch.csv", "vertrag;partner.nahme\nvertrag.pdf;X\n")
        #expect(try run(["nachtrag", "--tabelle", "falsch.csv", "--datum", "01.02.2027", "-o", "x"], status: 65).all.contains("partner.nahme"))
        #expect(!FileManager.default.fileExists(atPath: library.path + "/x"))
    }

    @Test("What was signed is not guessed: without the old version there is no amendment")
    func lostVersion() throws {
        try library.replace("Die Kündigung bedarf der Schriftform.", with: "Anders.", in: "clauses/kuendigung/frist.md")
        let refused = try run(["nachtrag", "vertrag.pdf", "--set", "klauseln.kuendigung.frist=6", "--datum", "01.02.2027"], status: 65)
        #expect(refused.all.contains("lässt sich mit dieser Bibliothek nicht wiederherstellen"), "\(refused.all)")
        #expect(try run(["nachtrag", "vertrag.pdf", "--klausel", "kuendigung@7.0", "--datum", "01.02.2027"], status: 65).all.contains("nicht"))
    }

    @Test("The same amendment is the same file, and no contract is overwritten")
    func sameBytes() throws {
        let arguments = ["nachtrag", "vertrag.pdf", "--set", "klauseln.kuendigung.frist=6", "--datum", "01.02.2027"]
        try run(arguments)
        let first = try Data(contentsOf: URL(filePath: library.path + "/vertrag-nachtrag-1.pdf"))
        try run(arguments)
        #expect(try Data(contentsOf: URL(filePath: library.path + "/vertrag-nachtrag-1.pdf")) == first)
    }
}

extension String {
    /// Noun and number stand together.
    fileprivate var nonBreaking: String {
        replacing(/(§|Absatz) (\d)/) { "\($0.output.1)\u{A0}\($0.output.2)" }
    }
}
