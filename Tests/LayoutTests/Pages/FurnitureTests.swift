import Styles
import TestDocuments
import DocumentModel
import Testing

@testable import Layout

@Suite struct FurnitureTests {
    private func layout(_ furniture: PageFurniture, annexes: Int) -> LayoutResult {
        let builder = DocumentBuilder()
        builder.furniture = furniture
        let body = [builder.section("1", "Ziele") { (0..<4).map { builder.paragraph(DocumentBuilder.prose(40, seed: $0)) } }]
        builder.annexes = (1...annexes).map { number in
            Annex(
                id: builder.id(), key: "a\(number)", label: "Anlage \(number)", title: [.text("Text")],
                content: .blocks([builder.paragraph("Ja.")]))
        }
        return DocumentLayout(setter: EvenSetter(), style: StyleSheet()).layOut(builder.document(body))
    }

    private func numbered(_ flag: WritableKeyPath<PageFurniture, Bool>) -> PageFurniture {
        var furniture = PageFurniture(footRight: [.text([.text("Seite ")]), .pageNumber, .text([.text(" von ")]), .pageCount])
        furniture[keyPath: flag] = true
        return furniture
    }

    @Test func printedOnBothSidesAnAnnexBeginsOnARightHandPage() {
        let result = layout(numbered(\.isTwoSided), annexes: 2)
        let pages = result.list.pages
        #expect(pages.count == 5)
        #expect(pages.map { $0.items.isEmpty } == [false, true, false, true, false])
        // A blank back is counted like any other page.
        #expect(pages.map(\.label) == ["1", "2", "3", "4", "5"])
        #expect(pages.allSatisfy { !$0.furniture.isEmpty })
        let annexes = result.list.outline.suffix(2).map { result.list.destinations[$0.target]?.page }
        #expect(annexes == [2, 4])
    }

    @Test func printedOnOneSideAnAnnexFollowsOnTheNextPage() {
        #expect(layout(PageFurniture(), annexes: 2).list.pages.count == 3)
    }

    @Test func everyFifthLineOfADraftIsNumbered() {
        let result = layout(numbered(\.hasLineNumbers), annexes: 1)
        let page = result.list.pages[0]
        let baselines = Set(result.trace.pages[0].lines.map(\.origin.y)).sorted()
        let numbers = page.furniture.compactMap { item -> (text: String, y: Double)? in
            guard item.mark == .artifact(.layout), case .text(let run) = item.drawing else { return nil }
            return (run.text, run.origin.y)
        }
        #expect(numbers.map(\.text) == (1...baselines.count / 5).map { String($0 * 5) })
        for (text, y) in numbers { #expect(Int(text).map { baselines[$0 - 1] } == y) }
    }
}
