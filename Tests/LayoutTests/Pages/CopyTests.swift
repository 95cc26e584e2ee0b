import DocumentModel
import Styles
import TestDocuments
import TestFonts
import TestScale
import Testing

@testable import Layout

@Suite("Copies of one document") struct CopyTests {
    private static var wideMargin: StyleSheet {
        var style = StyleSheet()
        style.page.left = mm(30)
        return style
    }

    @Test("laid out together are those laid out one by one", arguments: 1...TestScale.count(sample: 12, full: 200))
    func together(seed: Int) throws {
        var documents = RandomDocuments(seed: UInt64(seed))
        var document = documents.document()
        if seed.isMultiple(of: 2) { document.furniture.pageMark = CopyIdentity(contract: "ABCDEFGHJKLM") }
        let labels = [CopyLabel(mark: "1. Ausfertigung", number: 1), CopyLabel(mark: nil, number: 2), CopyLabel(mark: "3. Ausfertigung – für das Jugendamt", number: 3)]
        let together = try LayoutEngine(setter: TestFonts.setter(), style: Self.wideMargin).layout(document, copies: labels)
        let alone = try labels.map { label in
            var copy = document
            copy.furniture.copyMark = label.mark
            copy.furniture.pageMark?.copy = label.number
            return try LayoutEngine(setter: TestFonts.setter(), style: Self.wideMargin).layout(copy)
        }
        #expect(together == alone)
        for (label, result) in zip(labels, together) {
            #expect(result.list.pages.allSatisfy { page in page.furniture.contains { $0.mark == .artifact(.copyMark) } == (label.mark != nil) })
        }
    }

    @Test("What is wrong with one copy's mark is not told of the next") func findings() throws {
        var documents = RandomDocuments(seed: 3)
        let (document, sound) = (documents.document(), CopyLabel(mark: "Ausfertigung", number: 2))
        let engine = LayoutEngine(setter: try TestFonts.setter(), style: Self.wideMargin)
        let alone = try engine.layout(document, copies: [sound])
        let wide = CopyLabel(mark: String(repeating: "Donaudampfschifffahrtsgesellschaft", count: 12), number: 1)
        let both = try engine.layout(document, copies: [wide, sound])
        #expect(both.last == alone.first)
    }
}
