import DocumentModel
import Styles
import Testing

@testable import Layout

@Suite("Foreign pages on their sheets")
struct ForeignFitTests {
    private static let a4 = (width: 595.28, height: 841.89)
    private static let a3 = (width: 841.89, height: 1190.55)
    private static let thin = PageMargins(top: 2, right: 2, bottom: 2, left: 2)
    private static let wide = PageMargins(top: 80, right: 60, bottom: 80, left: 60)

    private func fits(_ pages: [(size: (width: Double, height: Double), margins: PageMargins)], keepsSize: Bool = false, title: Double = 0) -> [ForeignFit] {
        var document = ForeignDocument(
            path: "a.pdf", sha256: "",
            pages: pages.enumerated().map { ForeignPage(number: $0 + 1, width: $1.size.width, height: $1.size.height, margins: $1.margins) })
        document.keepsSize = keepsSize
        return ForeignFit.all(of: document, style: StyleSheet(), title: title, hasInitials: false)
    }

    @Test("larger than the paper are reduced, or have sheets of their own size where the agreement says so")
    func ownSize() {
        let large = [(Self.a3, Self.wide), ((width: 1190.55, height: 841.89), Self.wide), (Self.a4, Self.wide)]
        let reduced = fits(large)
        #expect(reduced.map { $0.scale < 0.9 } == [true, true, false])
        #expect(reduced.map { max($0.sheet.width, $0.sheet.height) < 842 } == [true, true, true])
        let own = fits(large, keepsSize: true)
        #expect(own.map(\.scale) == [1, 1, 1])
        #expect(own.map(\.sheet.width) == [841.89, 1190.55, reduced[2].sheet.width])
        #expect(own.map(\.sheet.height) == [1190.55, 841.89, reduced[2].sheet.height])
    }

    @Test("that are scans of one size keep one scale, and pages of another size keep theirs") func oneScale() {
        let scans = fits([(Self.a4, Self.thin), (Self.a4, Self.wide), (Self.a4, Self.thin), (Self.a3, Self.thin)], title: 20)
        #expect(scans[0].scale < 1 && scans[3].scale < scans[0].scale)
        #expect(Set(scans.prefix(3).map(\.scale)).count == 1)
        // One cover that fills its page makes no other page smaller.
        let text = fits([(Self.a4, Self.thin), (Self.a4, Self.wide), (Self.a4, Self.wide), (Self.a4, Self.wide)])
        #expect(text.map { $0.scale < 1 } == [true, false, false, false])
    }
}
