import DocumentModel
import Findings
import Styles
import TestDocuments
import TestFonts
import TestScale
import Testing

@testable import Layout

/// Random documents in which names of every script stand, set in the shipped fonts.
@Suite struct ManyScriptsProperties {
    private static let seeds = Array<UInt64>(1...UInt64(TestScale.count(sample: 8, full: 80)))

    /// Bidirectional text, CJK and scripts of other directions in paragraphs, cells, notes, headings.
    @Test(arguments: seeds) func everyGlyphIsThereAndWithinItsBox(seed: UInt64) throws {
        var random = RandomDocuments(seed: seed, names: NamesOfTheWorld.all)
        let document = random.document()
        var style = StyleSheet(text: TextStyle(family: seed.isMultiple(of: 2) ? TestFonts.serif : TestFonts.sans))
        if seed.isMultiple(of: 3) { style.grid = style.body.text.leading / 4 }
        let engine = LayoutEngine(setter: try TestFonts.setter(), style: style)
        let result: LayoutResult
        do throws(FindingList) { result = try engine.layout(document) } catch {
            // A picture or row taller than a page is told, never a character.
            let errors = error.all.filter { $0.severity == .fehler }
            #expect(errors.allSatisfy { $0.rule == "seite-zu-voll" }, "\(errors.map(\.message))")
            return
        }
        var texts: [StructureID: String] = [:]
        for page in result.list.pages {
            for item in page.items + page.furniture where item.mark != .artifact(.watermark) {
                guard case .text(let run) = item.drawing else { continue }
                #expect(run.glyphs.allSatisfy { $0.id != 0 }, "\(run.text)")
                let right = run.origin.x + Double(run.glyphs.map(\.x).max() ?? 0)
                #expect(run.origin.x >= 0 && right <= page.size.width, "\(run.text)")
                #expect(run.origin.y >= 0 && run.origin.y <= page.size.height, "\(run.text)")
                // Nothing of the text stands in the margin but what hangs out by rule: punctuation, numbers of lines.
                if case .content(let id) = item.mark {
                    #expect(right <= page.size.width - style.page.right + run.size, "\(run.text)")
                    texts[id, default: ""] += run.text
                }
            }
        }
        expectOrder(document, result.list.structure, texts)
    }

    /// All that went in comes out in its order, along the tree; soft hyphens and blanks at line ends aside.
    private func expectOrder(_ document: Document, _ tree: StructureTree, _ texts: [StructureID: String]) {
        var body = ""
        for id in tree.readingOrder where !tree.isWithin(id, .tableOfContents) && !tree.isWithin(id, .note) {
            let text = texts[id, default: ""]
            body += ["–", "▪"].contains(text) ? "•" : text
        }
        let (found, wanted) = (Self.bare(body), Self.bare(document.plainText))
        guard found != wanted else { return }
        let same = zip(found, wanted).prefix { $0 == $1 }.count
        Issue.record(
            "after „\(String(found.prefix(same).suffix(40)))“: „\(String(found.dropFirst(same).prefix(40)))“ instead of „\(String(wanted.dropFirst(same).prefix(40)))“")
    }

    private static func bare(_ text: String) -> [Character] {
        let unwanted: Set<Unicode.Scalar> = [" ", "\n", "\u{A0}", "\u{202F}", "\u{AD}", "\u{200B}", "\u{2060}", "\u{200E}", "\u{200F}"]
        var scalars = String.UnicodeScalarView()
        for scalar in text.replacing(FillIn.plainText, with: "").unicodeScalars where !unwanted.contains(scalar) { scalars.append(scalar) }
        return Array(String(scalars))
    }
}
