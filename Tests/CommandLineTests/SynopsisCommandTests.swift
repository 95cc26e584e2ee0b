import Foundation
import KeptContracts
import Testing

/// Any two texts in two columns, on pages of ours.
@Suite("Synopsis of clauses and contracts")
struct SynopsisCommandTests {
    @Test("Two versions of a clause: both wordings, what moved, what changed; the same file again")
    func clauses() throws {
        let folder = try SmallLibrary.make(isApproved: false)
        let old = try String(contentsOfFile: folder.path + "/clauses/kuendigung/frist.md", encoding: .utf8)
        try folder.write("clauses/kuendigung/frist@0.9.md", old.replacing("fassung: \"1.0\"", with: "fassung: \"0.9\"").replacing("kündigen", with: "aufkündigen"))
        let first = try Program.run(["synopse", "kuendigung/frist@0.9", "kuendigung/frist", "-o", "a"], in: folder.path)
        #expect(first.status == 0 && first.output.contains("a/kuendigung-frist-0.9-kuendigung-frist-synopse.pdf: 1 Seite."), "\(first.all)")
        let file = folder.path + "/a/kuendigung-frist-0.9-kuendigung-frist-synopse.pdf"
        let text = try Program.shell("pdftotext -layout '\(file)' -", in: folder.path).output
        #expect(text.contains("Synopse") && text.contains("Fassung 0.9") && text.contains("Fassung 1.0") && text.contains("aufkündigen"), "\(text)")
        let bytes = try Data(contentsOf: URL(filePath: file))
        _ = try Program.run(["synopse", "kuendigung/frist@0.9", "kuendigung/frist", "-o", "b"], in: folder.path)
        #expect(try Data(contentsOf: URL(filePath: file.replacing("/a/", with: "/b/"))) == bytes)
        let shown = try Program.run(["clauses", "--diff", "kuendigung/frist@0.9", "kuendigung/frist"], in: folder.path)
        #expect(shown.output.contains("[-") && shown.output.contains("{+"))
        let unknown = try Program.run(["synopse", "kuendigung/gibtesnicht", "kuendigung/frist"], in: folder.path)
        #expect(unknown.status == 65 && unknown.errors.contains("gibt es nicht"))
    }

    @Test("Two contracts, and not one of them twice with its amendments")
    func contracts() throws {
        let folder = try SmallLibrary.make()
        for (name, partner) in [("alt", "Verein Eins"), ("neu", "Verein Zwei")] {
            let options = SmallLibrary.partner(partner).flatMap { ["--set", $0] }
            let built = try Program.run(["build", "probe", "-o", "\(name).pdf"] + options, in: folder.path)
            #expect(built.status == 0, "\(built.all)")
        }
        let made = try Program.run(["synopsis", "--between", "alt.pdf", "neu.pdf"], in: folder.path)
        #expect(made.status == 0 && made.output.contains("alt-neu-synopse.pdf"), "\(made.all)")
        let text = try Program.shell("pdftotext -layout alt-neu-synopse.pdf -", in: folder.path).output
        #expect(text.contains("Eins") && text.contains("Zwei") && text.contains("unverändert"), "\(text)")
        #expect(try Program.run(["synopsis", "--between", "alt.pdf"], in: folder.path).status == 64)
        let foreign = try Program.run(["synopsis", "--between", "alt.pdf", "partner.csv"], in: folder.path)
        #expect(foreign.status != 0 && !FileManager.default.fileExists(atPath: folder.path + "/alt-partner.csv-synopse.pdf"))
    }
}
