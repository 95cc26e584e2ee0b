import ChildProcess
import TestFonts
import Findings
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

    /// A sheet is seldom a whole number of pixels wide.
    @Test("is white up to its edges", arguments: [10.0, 50, 72, 96, 110, 150])
    func edges(dpi: Double) throws {
        var source = try SheetBuilder()
        try source.add("Mitte", source.element(.paragraph))
        let png = try renderer().png(source.list(), page: 0, dpi: dpi)
        let picture = try #require(try Tools.withFile(png, "rand.png") { Picture(png: $0) })
        #expect(picture.isWhite(column: picture.width - 1) && picture.isWhite(row: picture.height - 1))
    }

    /// Odd widths, too: two pixels stand in one byte.
    @Test("in 16 greys is off by half a shade at most, in fewer bytes", arguments: [49.0, 50, 96])
    func coarse(dpi: Double) throws {
        var source = try SheetBuilder()
        try source.add("Grauwerte an den Rändern der Buchstaben", source.element(.paragraph), size: 17)
        let (list, renderer) = (try source.list(), try renderer())
        let (fine, coarse) = (try renderer.png(list, page: 0, dpi: dpi), try renderer.png(list, page: 0, dpi: dpi, coarsely: true))
        // Bit depth and colour type in IHDR (PNG, third edition, 11.2.1).
        #expect(Array(fine[24...25]) == [8, 0] && Array(coarse[24...25]) == [4, 0])
        #expect(coarse.count < fine.count)
        let (left, right) = (
            try #require(try Tools.withFile(fine, "fein.png") { Picture(png: $0) }), try #require(try Tools.withFile(coarse, "grob.png") { Picture(png: $0) })
        )
        #expect(left.width == right.width && left.height == right.height)
        #expect(zip(left.grey, right.grey).allSatisfy { abs($0 - $1) <= 9.0 / 255 })
        #expect(Set(left.grey).count > 16)
    }

    /// A page in big letters as a picture file that another program writes.
    private func picture(_ options: [String], in folder: String) throws -> String {
        var source = try SheetBuilder()
        try source.add("Wappen", source.element(.paragraph), size: 60)
        return try Tools.withFile(renderer().pdf(source.list())) { path in
            _ = try Tools.run("pdftoppm", options + ["-singlefile", "-r", "30", path, folder + "/wappen"])
            let files = try FileManager.default.contentsOfDirectory(atPath: folder)
            return folder + "/" + (try #require(files.first { $0.hasPrefix("wappen") }))
        }
    }

    @Test("and the PDF take pictures in PNG and JPEG, as figures with a place", arguments: ["-png", "-jpeg", "-gray -jpeg"])
    func pictures(_ options: String) throws {
        try Tools.withFile([], "ordner") { inside in
            let folder = URL(filePath: inside).deletingLastPathComponent().path
            let picture = try picture(options.split(separator: " ").map(String.init), in: folder)
            var sheet = try SheetBuilder()
            try sheet.add("Deckblatt", sheet.element(.heading1))
            let figure = sheet.element(
                StructureElement(role: .figure, parent: StructureTree.root, alternativeText: "Wappen der Stadt"))
            sheet.add(.image(file: picture, sheet.place(width: 100, height: 120)), .content(figure))
            let list = try sheet.list()
            let bytes = try renderer().pdf(list)
            let file = try PlainPDF.text(bytes)
            #expect(file.contains("/Subtype/Image") && !file.contains("/Interpolatetrue"))
            #expect(file.contains("/BBox["))
            try Tools.withFile(bytes, "figure.pdf") { path in
                let conformity = try Tools.veraPDF(path)
                #expect(conformity.status == 0, "\(conformity.output)")
                let preview = try Tools.withFile(renderer().png(list, page: 0, dpi: 50), "p.png") { Picture(png: $0) }
                let drawn = try #require(try Tools.picture(of: path, page: 1, dpi: 50))
                #expect(try #require(preview).difference(from: drawn) < 0.03)
            }
        }
    }

    @Test("refuses pictures that cannot be archived or are none, with a reason")
    func refused() throws {
        try Tools.withFile([], "ordner") { inside in
            let folder = URL(filePath: inside).deletingLastPathComponent().path
            let cmyk = try picture(["-jpegcmyk"], in: folder)
            let text = folder + "/text.png"
            try Data("<svg/>".utf8).write(to: URL(filePath: text))
            let damaged = folder + "/kaputt.png"
            try Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A]).write(to: URL(filePath: damaged))
            for path in [cmyk, text, damaged, folder + "/nirgends.png"] {
                var sheet = try SheetBuilder()
                let figure = sheet.element(
                    StructureElement(role: .figure, parent: StructureTree.root, alternativeText: "Wappen"))
                sheet.add(.image(file: path, sheet.place(width: 100, height: 100)), .content(figure))
                let list = try sheet.list()
                let renderer = try renderer()
                for error in [
                    #expect(throws: FindingList.self) { try renderer.pdf(list) },
                    #expect(throws: FindingList.self) { try renderer.png(list, page: 0, dpi: 30) },
                ] {
                    #expect(error?.all.map(\.rule) == ["bild-unbrauchbar"], "\(path)")
                }
            }
        }
    }
}
