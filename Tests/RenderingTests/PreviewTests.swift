import Finishing
import Foundation
import Layout
import Testing
import Typeface

@Suite("The preview")
struct PreviewTests {
    private func renderer() throws -> DocumentRenderer { try DocumentRenderer(fonts: FontLibrary(TestFonts.catalogue)) }

    @Test("shows every page as the PDF does")
    func likeness() throws {
        let list = try SampleDocuments.complete().list
        let renderer = try renderer()
        try Tools.withFile(renderer.pdf(list)) { path in
            for index in list.pages.indices {
                let png = try renderer.png(list, page: index, dpi: 50)
                let preview = try #require(try Tools.withFile(png, "p\(index).png") { Picture(png: $0) })
                let drawn = try #require(try Tools.picture(of: path, page: index + 1, dpi: 50))
                #expect(preview.difference(from: drawn) < 0.03)
                #expect((preview.ink(columns: 1, rows: 1).first ?? 0) > 0.01)
            }
        }
    }

    @Test("and the PDF take PNG pictures with transparency, as figures with a place")
    func pictures() throws {
        var source = try SheetBuilder()
        try source.add("Wappen", source.element(.paragraph), size: 60)
        let png = try renderer().png(source.list(), page: 0, dpi: 30)
        try Tools.withFile(png, "wappen.png") { picture in
            var sheet = try SheetBuilder()
            try sheet.add("Deckblatt", sheet.element(.heading1))
            let figure = sheet.element(
                StructureElement(role: .figure, parent: StructureTree.root, alternativeText: "Wappen der Stadt"))
            sheet.add(.image(file: picture, sheet.place(width: 100, height: 120)), .content(figure))
            let list = try sheet.list()
            let bytes = try renderer().pdf(list)
            #expect(!String(decoding: bytes, as: UTF8.self).contains("/Interpolate true"))
            #expect(String(decoding: bytes, as: UTF8.self).contains("/BBox["))
            try Tools.withFile(bytes, "figure.pdf") { path in
                let conformity = try Tools.veraPDF(path)
                #expect(conformity.status == 0, "\(conformity.output)")
                let preview = try Tools.withFile(renderer().png(list, page: 0, dpi: 50), "p.png") { Picture(png: $0) }
                let drawn = try #require(try Tools.picture(of: path, page: 1, dpi: 50))
                #expect(try #require(preview).difference(from: drawn) < 0.03)
            }
        }
    }
}
