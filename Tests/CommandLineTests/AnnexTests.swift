import ChildProcess
import Foundation
import Testing

/// Annexes in agreements, and added to finished contracts.
@Suite("Annexes on the command line")
struct AnnexTests {
    /// A page of the repository's own that ReportLab drew.
    private static let annex = Program.checkout + "/agreements/anlagen/verfahrensschema.pdf"

    /// One page with a font that is not embedded.
    private static let unembedded = """
        %PDF-1.4
        1 0 obj
        <</Type/Catalog/Pages 2 0 R>>
        endobj
        2 0 obj
        <</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>
        endobj
        3 0 obj
        <</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>>>>>
        endobj
        4 0 obj
        <</Length 41>>stream
        BT /F1 24 Tf 72 700 Td (Ohne Schrift) Tj ET
        endstream
        endobj
        trailer
        <</Size 5/Root 1 0 R>>
        startxref
        0
        %%EOF

        """

    private func library(annex: Bool = false) throws -> TemporaryFolder {
        let folder = try SmallLibrary.make()
        try folder.write("agreements/ohne-schrift.pdf", Self.unembedded)
        if annex {
            try folder.replace(
                "unterschriften:", with: "anlagen:\n  - {kennung: a, titel: Plan, art: pdf, datei: ohne-schrift.pdf}\nunterschriften:",
                in: "agreements/probe.yaml")
        }
        return folder
    }

    @Test("A page that cannot be archived becomes a picture and is told of; with --strict it is an error and nothing is written")
    func strict() throws {
        let folder = try library(annex: true)
        let built = try Program.run(["build", "probe", "-o", "frei.pdf"], in: folder.path)
        #expect(built.status == 0)
        #expect(built.errors.contains("mit 300 dpi") && built.errors.contains("„Helvetica“ ist nicht eingebettet"))
        let strict = try Program.run(["build", "probe", "-o", "streng.pdf", "--strict"], in: folder.path)
        #expect(strict.status == 65)
        #expect(strict.errors.contains("Seite 1") && strict.errors.contains("„Helvetica“ ist nicht eingebettet"))
        #expect(!folder.files.contains("streng.pdf"))
        let batch = try Program.run(["batch", "probe", "--partners", "partner.csv", "-o", "serie", "--strict"], in: folder.path)
        #expect(batch.status == 3 && batch.errors.contains("Helvetica"))
        let check = try Program.run(["check", "probe"], in: folder.path)
        #expect(check.all.contains("mit 300 dpi"))
    }

    @Test("annex adds files to a finished contract: numbered, stamped, counted, carried, and provable")
    func annex() throws {
        let folder = try library()
        try #require(Program.run(["build", "probe", "-o", "vertrag.pdf"], in: folder.path).status == 0)
        let added = try Program.run(
            ["annex", "vertrag.pdf", Self.annex, "agreements/ohne-schrift.pdf", "--title", "Plan *1*", "-o", "mit.pdf", "--json"], in: folder.path)
        #expect(added.status == 0, "\(added.all)")
        let text = try Program.text(of: folder.path + "/mit.pdf")
        #expect(text.contains("Anlage 1 zur Kooperationsvereinbarung · Seite 1 von 1"))
        // A title that the annex's own first page has is not printed above it once more.
        #expect(text.contains("Plan *1*") && text.contains("Anlage 2"))
        #expect(try Program.run(["verify", "mit.pdf"], in: folder.path).status == 0)
        // Added to once more, the earlier ones stay.
        let again = try Program.run(["anhaengen", "mit.pdf", Self.annex, "-o", "mehr.pdf"], in: folder.path)
        #expect(again.status == 0, "\(again.all)")
        #expect(try Program.text(of: folder.path + "/mehr.pdf").contains("Anlage 3 zur Kooperationsvereinbarung"))
    }

    @Test("annex tells of the new files alone, once each, by their own names, and advises nothing that only an agreement can do")
    func tellsOfTheNew() throws {
        let folder = try library(annex: true)
        try #require(Program.run(["build", "probe", "-o", "vertrag.pdf"], in: folder.path).status == 0)
        try folder.write("breit.pdf", Self.unembedded.replacing("[0 0 595 842]", with: "[0 0 1191 842]").replacing("72 700 Td", with: "1000 700 Td"))
        let added = try Program.run(["annex", "vertrag.pdf", "breit.pdf", "breit.pdf", "-o", "mit.pdf"], in: folder.path)
        #expect(added.status == 0, "\(added.all)")
        let lines = added.errors.split(separator: "\n")
        #expect(lines.filter { $0.contains("mit 300 dpi") }.count == 1, "\(added.errors)")
        #expect(lines.filter { $0.contains("Bild mit Alternativtext") }.count == 1, "\(added.errors)")
        #expect(lines.contains { $0.contains("Kein Text des Vertrags verweist auf die angefügten Anlagen") }, "\(added.errors)")
        for word in ["ohne-schrift.pdf", "/tmp/klauselwerk", "groesse: original", "{{anlage:anhang"] { #expect(!added.errors.contains(word), "\(added.errors)") }
        // The same file twice: where the parts are unpacked to later does not show.
        let proof = try Program.run(["verify", "mit.pdf"], in: folder.path)
        #expect(proof.status == 0, "\(proof.all)")
        // What is wrong with a file is told by its name too.
        try folder.write("kaputt.pdf", "%PDF-1.4\n")
        let refused = try Program.run(["annex", "mit.pdf", "kaputt.pdf", "-o", "neu.pdf"], in: folder.path)
        #expect(refused.status == 65 && !refused.errors.contains("/tmp/klauselwerk"), "\(refused.all)")
    }

    @Test("Pages are taken in the order they are named, a text stands for them, and both are proved with the rest")
    func chosenPages() throws {
        let folder = try library()
        try #require(Program.run(["build", "probe", "-o", "vertrag.pdf"], in: folder.path).status == 0)
        let rules = Program.checkout + "/agreements/anlagen/geschaeftsordnung.pdf"
        let added = try Program.run(
            ["annex", "vertrag.pdf", rules, Self.annex, "--pages", "2, 1", "--alternative-text", "Regeln", "-o", "mit.pdf"], in: folder.path)
        #expect(added.status == 0, "\(added.all)")
        let one = try Program.run(["anhaengen", "vertrag.pdf", rules, "--seiten", "2", "-o", "eine.pdf"], in: folder.path)
        #expect(one.status == 0 && one.output.contains("Seite"), "\(one.all)")
        for file in ["mit.pdf", "eine.pdf"] { #expect(try Program.run(["verify", file], in: folder.path).status == 0) }
        // What is added later leaves the choice as it was.
        #expect(try Program.run(["annex", "mit.pdf", Self.annex, "-o", "mehr.pdf"], in: folder.path).status == 0)
        #expect(try Program.run(["verify", "mehr.pdf"], in: folder.path).status == 0)
        for (pages, told) in [("7", "hat keine Seite 7"), ("vorn", "ist keine Auswahl von Seiten")] {
            let wrong = try Program.run(["annex", "vertrag.pdf", rules, "--pages", pages, "-o", "nie.pdf"], in: folder.path)
            #expect(wrong.status == 65 && wrong.errors.contains(told), "\(wrong.all)")
        }
        #expect(!folder.files.contains("nie.pdf"))
    }

    @Test("A list names annexes row by row: without a folder, or without the file in it, the cell is told and nothing is made")
    func namedInTheList() throws {
        let folder = try library()
        let lines = SmallLibrary.partners.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.isEmpty }
        let table = ([lines[0] + ";anlagen"] + lines.dropFirst().enumerated().map { "\($1);\($0 == 0 ? "plan.pdf" : "")" }).joined(separator: "\n") + "\n"
        try folder.write("liste.csv", table)
        let none = try Program.run(["batch", "probe", "--partners", "liste.csv", "-o", "serie"], in: folder.path)
        #expect(none.status != 0 && none.errors.contains("kein Ordner angegeben") && none.errors.contains("--annex-folder"), "\(none.all)")
        try FileManager.default.createDirectory(atPath: folder.path + "/dateien", withIntermediateDirectories: true)
        let batch = ["batch", "probe", "--partners", "liste.csv", "--anlagenordner", "dateien", "-o", "serie"]
        try folder.write("dateien/plans.pdf", Self.unembedded)
        let missing = try Program.run(batch, in: folder.path)
        #expect(
            missing.status != 0 && missing.errors.contains("Eine Datei „plan.pdf“ liegt nicht bei den Anlagen.") && missing.errors.contains("Meinten Sie „plans.pdf“?"),
            "\(missing.all)")
        try folder.write("dateien/Plan.pdf", Self.unembedded)
        let made = try Program.run(batch, in: folder.path)
        #expect(made.status == 0, "\(made.all)")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/serie").filter { $0.hasSuffix(".pdf") }.sorted()
        #expect(files.count == lines.count - 1)
        #expect(try Program.text(of: "\(folder.path)/serie/\(files[0])").contains("Anlage zur Kooperationsvereinbarung"))
        #expect(try !Program.text(of: "\(folder.path)/serie/\(files[1])").contains("Anlage"))
        for file in files { #expect(try Program.run(["verify", "serie/" + file], in: folder.path).status == 0) }
        // A contract of its own has none of them, and says so instead of taking the column for a field.
        let alone = try Program.run(["build", "probe", "--partners", "liste.csv", "--row", "1", "-o", "allein.pdf"], in: folder.path)
        #expect(
            alone.status == 0 && alone.errors.contains("Die Spalte „anlagen“ nennt eine Datei; in diesem Vertrag steht sie nicht.") && alone.errors.contains("--annex-folder"),
            "\(alone.all)")
        #expect(try !Program.text(of: folder.path + "/allein.pdf").contains("Anlage"))
        let other = try Program.run(["build", "probe", "--partners", "liste.csv", "--row", "2", "-o", "zweiter.pdf"], in: folder.path)
        #expect(other.status == 0 && !other.errors.contains("anlagen"), "\(other.all)")
        #expect(try Data(contentsOf: URL(filePath: folder.path + "/zweiter.pdf")) == Data(contentsOf: URL(filePath: "\(folder.path)/serie/\(files[1])")))
        // Another file of that name makes another contract: a run that resumes finds it out.
        try folder.write("dateien/Plan.pdf", Self.unembedded.replacing("(Ohne Schrift)", with: "(Neue Schrift)"))
        let again = try Program.run(batch + ["--resume", "--replace"], in: folder.path)
        #expect(again.status == 0 && again.output.contains("ersetzt"), "\(again.all)")
    }

    @Test("Two copies of a file in two folders prove like one")
    func copies() throws {
        let folder = try library()
        try #require(Program.run(["build", "probe", "-o", "vertrag.pdf"], in: folder.path).status == 0)
        for name in ["a/plan.pdf", "b/plan.pdf", "b/anders.pdf"] { try folder.write(name, Self.unembedded) }
        let added = try Program.run(["annex", "vertrag.pdf", "a/plan.pdf", "b/plan.pdf", "b/anders.pdf", "-o", "mit.pdf"], in: folder.path)
        #expect(added.status == 0, "\(added.all)")
        #expect(try Program.run(["verify", "mit.pdf"], in: folder.path).status == 0)
    }

    @Test("An annex that nothing refers to is told once, with the way to mend it")
    func unnamed() throws {
        let folder = try library(annex: true)
        let built = try Program.run(["build", "probe", "-o", "frei.pdf"], in: folder.path)
        #expect(built.errors.components(separatedBy: "Anlage „a“").count == 2, "\(built.errors)")
        #expect(built.errors.contains("{{anlage:a}}"))
    }

    @Test("How much pages that became pictures add is told where mail servers would mind")
    func weight() throws {
        let folder = try library(annex: true)
        var state: UInt32 = 7
        let side = 1_500
        let noise = (0..<side * side * 3).map { _ -> UInt8 in
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt8(truncatingIfNeeded: state >> 24)
        }
        var file = Data(
            Self.unembedded.replacing("/Font<<", with: "/XObject<</P 5 0 R>>/Font<<").replacing(
                "/Length 41>>stream\n", with: "/Length 73>>stream\nq 500 0 0 500 40 100 cm /P Do Q "
            )
            .replacing(/trailer(.|\n)*/, with: "").utf8)
        file += Data("5 0 obj\n<</Type/XObject/Subtype/Image/Width \(side)/Height \(side)/ColorSpace/DeviceRGB/BitsPerComponent 8/Length \(noise.count)>>stream\n".utf8)
        file += Data(noise) + Data("\nendstream\nendobj\ntrailer\n<</Size 6/Root 1 0 R>>\nstartxref\n0\n%%EOF\n".utf8)
        try folder.write("agreements/ohne-schrift.pdf", file)
        let built = try Program.run(["build", "probe", "-o", "frei.pdf"], in: folder.path)
        #expect(built.status == 0, "\(built.all)")
        // The file itself travels along in any case.
        let size = try Data(contentsOf: URL(filePath: folder.path + "/frei.pdf")).count - file.count
        let told = try #require(
            built.errors.firstMatch(of: /Seite 1 der Anlage „agreements\/ohne-schrift\.pdf“ macht als Bild den Vertrag um ([0-9]+) MB größer/), "\(built.errors)")
        #expect(abs((Int(told.output.1) ?? 0) - size / 1_000_000) <= 1, "\(size)")
    }

    @Test("An annex with scripts travels along without them, and the contract can be proved all the same")
    func active() throws {
        let folder = try library()
        try folder.write(
            "skript.pdf", Self.unembedded.replacing("/Type/Catalog", with: "/Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert)>>"))
        try #require(Program.run(["build", "probe", "-o", "vertrag.pdf"], in: folder.path).status == 0)
        let added = try Program.run(["annex", "vertrag.pdf", "skript.pdf", "-o", "mit.pdf"], in: folder.path)
        #expect(added.status == 0 && added.errors.contains("ausführbare Inhalte"), "\(added.all)")
        try FileManager.default.removeItem(atPath: folder.path + "/skript.pdf")
        let proof = try Program.run(["verify", "mit.pdf"], in: folder.path)
        #expect(proof.status == 0, "\(proof.all)")
        let more = try Program.run(["annex", "mit.pdf", Self.annex, "-o", "mehr.pdf"], in: folder.path)
        #expect(more.status == 0, "\(more.all)")
        #expect(try Program.run(["verify", "mehr.pdf"], in: folder.path).status == 0)
    }

    @Test("annex refuses a signed contract, says which field is signed, and writes nothing")
    func signed() throws {
        let folder = try library()
        try #require(Program.run(["build", "probe", "-o", "vertrag.pdf"], in: folder.path).status == 0)
        let signing = try ChildProcess.run(
            Program.checkout + "/scripts/sign", [folder.path + "/vertrag.pdf", folder.path + "/unterschrieben.pdf", "unterschrift"])
        try #require(signing.status == 0, "\(signing.output)\(signing.errors)")
        let refused = try Program.run(["annex", "unterschrieben.pdf", Self.annex, "-o", "neu.pdf"], in: folder.path)
        #expect(refused.status == 65)
        #expect(refused.errors.contains("Der Vertrag ist unterschrieben (Feld „unterschrift“)") && refused.errors.contains("Nachtrag"), "\(refused.all)")
        #expect(!folder.files.contains("neu.pdf"))
        #expect(try Program.run(["verify", "unterschrieben.pdf"], in: folder.path).status == 0)
    }

    @Test("annex refuses what is not ours, what has changed, and what the library gives no more")
    func refused() throws {
        let folder = try library()
        try #require(Program.run(["build", "probe", "-o", "vertrag.pdf"], in: folder.path).status == 0)
        func annex(_ contract: String, _ file: String = Self.annex) throws -> Program.Outcome {
            try Program.run(["annex", contract, file, "-o", "neu.pdf"], in: folder.path)
        }
        #expect(try annex(Self.annex).status == 65)
        #expect(try annex("nirgends.pdf").status == 66)
        #expect(try annex("vertrag.pdf", "nirgends.pdf").status != 0)
        var bytes = try Data(contentsOf: URL(filePath: folder.path + "/vertrag.pdf"))
        bytes[bytes.count / 2] ^= 1
        try folder.write("geaendert.pdf", bytes)
        #expect(try annex("geaendert.pdf").status == 65)
        try folder.replace("zweimal jährlich", with: "dreimal jährlich", in: "clauses/zusammenarbeit/treffen.md")
        let moved = try annex("vertrag.pdf")
        #expect(moved.status == 65 && moved.errors.contains("heutigen Bibliothek"))
        #expect(!folder.files.contains("neu.pdf"))
    }
}

extension Program {
    /// As pdftotext reads it, with plain blanks.
    fileprivate static func text(of pdf: String) throws -> String {
        try ChildProcess.run("pdftotext", ["-raw", "-enc", "UTF-8", pdf, "-"]).output.replacingOccurrences(of: "\u{A0}", with: " ")
    }
}
