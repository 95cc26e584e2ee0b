import Styles
import TestFonts
import DocumentModel
import Keeping
import TestDocuments
import Testing
import Typeface

@testable import Layout

@Suite struct LayoutEngineTests {
    @Test func aContractWithRealFontsComesOutWhole() throws {
        let engine = LayoutEngine(setter: try TestFonts.setter(), style: StyleSheet())
        let builder = DocumentBuilder()
        builder.furniture = PageFurniture(
            footRight: [.text([.text("Seite ")]), .pageNumber, .text([.text(" von ")]), .pageCount], watermark: "Entwurf")
        let body =
            [
                builder.block { _ in .title(TitleBlock(lines: [[.text("Kooperationsvereinbarung")], [.text("Frühe Hilfen")]])) }
            ]
            + (1...12).map { number in
                builder.section("§ \(number)", "Gegenstand") {
                    [
                        builder.list(
                            .absaetze,
                            [
                                ("(1)", { [builder.paragraph(DocumentBuilder.prose(60))] }),
                                ("(2)", { [builder.paragraph(DocumentBuilder.prose(30, seed: number)), builder.bullets(["eins", "zwei", "drei"])] }),
                            ])
                    ]
                }
            } + [builder.signatures(.sideBySide, units: 2)]
        let result = try engine.layout(builder.document(body))
        #expect(result.findings == [])
        #expect(result.list.pages.count >= 4)
        #expect(try engine.layout(builder.document(body)) == result)
    }

    private func contract(_ title: String, _ builder: DocumentBuilder, sections: Int = 12) -> Document {
        builder.document(
            [builder.block { _ in .title(TitleBlock(lines: [[.text(title)]])) }]
                + (1...sections).map { number in builder.section("§ \(number)", "Gegenstand") { [builder.paragraph(DocumentBuilder.prose(90, seed: number))] } })
    }

    @Test func pagesOfWhichEveryRowIsThatOfTheDocumentBeforeAreTakenAgain() throws {
        let engine = LayoutEngine(setter: try TestFonts.setter(), style: StyleSheet())
        let (first, second) = (try engine.layout(contract("Vertrag A", DocumentBuilder())), try engine.layout(contract("Vertrag B", DocumentBuilder())))
        let isShared = zip(first.list.pages, second.list.pages).map { $0.items.sharesStorage(with: $1.items) }
        #expect(isShared.count > 2)
        #expect(isShared == [false] + Array(repeating: true, count: isShared.count - 1))
        #expect(try LayoutEngine(setter: TestFonts.setter(), style: StyleSheet()).layout(contract("Vertrag B", DocumentBuilder())) == second)
    }

    @Test func aPageNumberIsRightWhereverElseItIsAskedFor() throws {
        let engine = LayoutEngine(setter: try TestFonts.setter(), style: StyleSheet())
        for sections in [6, 12] {
            let builder = DocumentBuilder()
            var document = contract("Vertrag", builder, sections: sections)
            let last = document.body[sections].id
            let text = [Inline.text("Siehe Seite "), .pageNumber(of: last), .text(".")]
            let asking = builder.section("§ 0", "Verweis") { [builder.paragraph(text)] }
            document.body.insert(contentsOf: [builder.paragraph(text), asking], at: 1)
            let result = try engine.layout(document)
            let page = try #require(result.list.destinations[last]).page + 1
            let said = result.trace.pages.flatMap(\.lines).map(\.text).filter { $0.hasPrefix("Siehe") }
            #expect(said == ["Siehe Seite \(page).", "Siehe Seite \(page)."])
        }
    }
}
