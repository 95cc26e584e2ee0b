import Foundation
import Testing

@testable import Production

/// File names that every system takes.
@Suite struct FileNameTests {
    static let names: [(typed: String, safe: String)] = [
        ("7-kita.pdf", "7-kita.pdf"),
        ("../../etc/passwd", "etc-passwd.pdf"),
        ("C:\\Verträge\\1.pdf", "C--Verträge-1.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("con", "_con.pdf"),
        ("lpt1.vertrag.pdf", "_lpt1.vertrag.pdf"),
        ("COM10.pdf", "COM10.pdf"),
        (".versteckt.pdf", "versteckt.pdf"),
        ("Ende. .pdf", "Ende.pdf"),
        ("a\u{0}b\u{202E}c\n.pdf", "abc.pdf"),
        ("Mu\u{308}ller.pdf", "Müller.pdf"),
        ("a*b?c\"d<e>f|g.pdf", "a-b-c-d-e-f-g.pdf"),
        ("", "vertrag.pdf"),
        ("...", "vertrag.pdf"),
        ("Vertrag.PDF", "Vertrag.pdf"),
    ]

    @Test(arguments: names) func aNameIsSafe(_ name: (typed: String, safe: String)) {
        #expect(FileName.safe(name.typed) == name.safe)
        #expect(FileName.safe(name.safe) == name.safe)
    }

    @Test func aLongNameIsCutAndKeepsItsEnding() {
        let name = FileName.safe(String(repeating: "ä", count: 400) + ".pdf")
        #expect(name.utf8.count <= 154)
        #expect(name.hasSuffix("ä.pdf"))
    }

    @Test(arguments: 0..<200) func germanNamesAreWrittenAsAllOthers(_ seed: Int) {
        // Numerical Recipes' generator: always the same names.
        var state = UInt32(truncatingIfNeeded: seed)
        func below(_ bound: Int) -> Int {
            state = state &* 1_664_525 &+ 1_013_904_223
            return Int(state >> 8) % bound
        }
        let letters = Array("abcXYZ019äöüÄÖÜß -_.,:/&»éł\u{308}\u{7}")
        // Mostly without what the quick way does not know.
        let count = below(3) > 0 ? letters.count - 5 : letters.count
        let name = String((0..<below(80)).map { _ in letters[below(count)] })
        #expect(FileName.slug(name) == FileName.generalSlug(name), "\(name)")
        for name in [name, FileName.slug(name) + ".pdf", name + ".pdf"] { #expect(FileName.safe(name) == FileName.cleaned(name), "\(name)") }
    }

    @Test func namesThatDifferOnlyInCaseOrCompositionAreTheSameFile() {
        #expect(FileName.key("Mu\u{308}ller.pdf") == FileName.key("MÜLLER.PDF"))
        #expect(FileName.key("a.pdf") != FileName.key("b.pdf"))
    }

    @Test(arguments: ["", "vertrag.pdf", "{{nr.pdf", "{{}}.pdf", "{{NR}}.pdf", "{{a b}}.pdf"])
    func aTemplateWithoutFieldIsRefused(_ text: String) {
        #expect(throws: Failure.self) { try FileNamePattern(text) }
    }

    @Test func aTemplateThatNamesNoFieldOfTheRowsIsRefused() throws {
        let pattern = try FileNamePattern("{{nr}}-{{partner.orrt}}.pdf")
        #expect { try pattern.check(["partner.name", "partner.ort"]) { ["partner.name", "partner.ort"].contains($0.rawValue) } } throws: { error in
            (error as? Failure)?.findings.first?.remedy == "Meinten Sie „partner.ort“?"
        }
        #expect(throws: Never.self) { try FileNamePattern("{{nr}}-{{partner.ort}}.pdf").check([]) { _ in true } }
    }

    @Test(arguments: [
        ("a", "", "a"), ("é", "", "é"), ("a/", "", "a"), ("/", "/", "/"), ("//", "/", "/"), ("/a", "/", "a"), ("a/b", "a", "b"), ("/a/b/", "/a", "b"),
        ("a//b", "a", "b"), ("", "", ""), ("../a", "..", "a"),
    ])
    func partsOfPaths(_ path: String, _ parent: String, _ last: String) {
        #expect(path.parentPath == parent && path.lastPathName == last)
    }

    @Test(arguments: [("2/4", 2, 4), ("1/1", 1, 1)]) func aPartIsRead(_ text: String, _ number: Int, _ count: Int) throws {
        let shard = try #require(Shard(text))
        #expect(shard.number == number && shard.count == count)
        #expect((0..<100).filter(shard.contains).count == (100 + count - number) / count)
    }

    @Test(arguments: ["0/4", "5/4", "1", "1/0", "a/b", "1/2/3", "-1/2", "1/99999"]) func whatIsNoPartIsRefused(_ text: String) {
        #expect(Shard(text) == nil)
    }
}
