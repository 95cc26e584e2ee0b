import Styles
import TestFonts
import DocumentModel
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
}
