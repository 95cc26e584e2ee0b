import DocumentModel
import Finishing
import Layout
import Styles
import TestDocuments
import TestFonts
import Testing
import Typeface

/// What readers of the PDF get of names in table cells and under rules to sign on.
@Suite("Hebrew and Arabic names in cells and signatures")
struct RightToLeftNamesTests {
    @Test("are extracted in the order of reading", arguments: [TestFonts.serif, TestFonts.sans])
    func extraction(family: String) throws {
        let style = StyleSheet(text: TextStyle(family: family))
        let list = try LayoutEngine(setter: try TestFonts.setter(), style: style).layout(RightToLeftNames.document()).list
        let bytes = try DocumentRenderer(fonts: FontLibrary(TestFonts.catalogue)).pdf(list)
        try Tools.withFile(bytes, "right-to-left.pdf") { path in
            let structure = squeezed(try Tools.run("pdfinfo", ["-struct-text", path]).output)
            let page = squeezed(try Tools.run("pdftotext", ["-enc", "UTF-8", path, "-"]).output)
            for (before, name, behind) in RightToLeftNames.cells {
                #expect(structure.contains(squeezed(before + name + behind)), "\(structure)")
                // In a cell, for a party and under its rule.
                for text in [structure, page] { #expect(text.ranges(of: squeezed(name)).count == 3, "\(name): \(text)") }
                #expect(structure.contains(squeezed("Für" + name)))
            }
        }
    }

    /// Without blanks, quotation marks of `pdfinfo`, and the marks of direction that Poppler adds.
    private func squeezed(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.filter {
                    !$0.properties.isWhitespace && $0 != "\"" && !(0x202A...0x202E).contains($0.value) && !(0x200E...0x200F).contains($0.value)
                }))
    }
}
