import ChildProcess
import Findings
import Finishing
import Foundation
import Layout
import TestFonts
import Testing
import Typeface
import VectorPicture

@Suite("Pictures in SVG")
struct VectorPictureTests {
    /// A shield with all that arms are made of: gradient, pattern, clip, mask, opacity, use, CSS.
    static let arms = """
        <?xml version="1.0" encoding="UTF-8"?>
        <!-- Created with an editor -->
        <!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
        <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="40mm" height="48mm" viewBox="0 0 100 120">
          <style>.gold { fill: #d9a400; stroke: #553300 } .wave { fill: url("#waves") }</style>
          <defs>
            <linearGradient id="red"><stop offset="0" stop-color="#c00000"/><stop offset="1" stop-color="#800000" stop-opacity="0.8"/></linearGradient>
            <pattern id="waves" width="10" height="6" patternUnits="userSpaceOnUse"><path d="M0 3q2.5-3 5 0t5 0" fill="none" stroke="white"/></pattern>
            <clipPath id="shield"><path d="M5 5h90v60q0 40-45 50Q5 105 5 65z"/></clipPath>
            <mask id="fade"><rect width="100" height="120" fill="white" fill-opacity="0.7"/></mask>
            <circle id="ball" r="9" class="gold"/>
          </defs>
          <g clip-path="url(#shield)">
            <rect width="100" height="60" fill="url(#red)"/>
            <rect y="60" width="100" height="60" fill="#003399"/>
            <rect y="60" width="100" height="60" class="wave" mask="url(#fade)"/>
          </g>
          <use xlink:href="#ball" x="30" y="30"/><use href="#ball" x="70" y="30" opacity="0.6"/>
        </svg>
        """

    private func renderer() throws -> DocumentRenderer { try DocumentRenderer(fonts: FontLibrary(TestFonts.catalogue)) }

    private func cover(_ path: String) throws -> DisplayList {
        var sheet = try SheetBuilder()
        try sheet.add("Deckblatt", sheet.element(.heading1))
        let figure = sheet.element(StructureElement(role: .figure, parent: StructureTree.root, alternativeText: "Wappen der Stadt"))
        sheet.add(.image(file: path, sheet.place(width: 100, height: 120)), .content(figure))
        return try sheet.list()
    }

    @Test("stay vectors but for what a mask covers, conform, look as in the preview, and are the same bytes each time", arguments: [true, false])
    func arms(hasMask: Bool) throws {
        let text = hasMask ? Self.arms : Self.arms.replacingOccurrences(of: " mask=\"url(#fade)\"", with: "")
        try Tools.withFile(Array(text.utf8), "wappen.svg") { path in
            let list = try cover(path)
            let bytes = try renderer().pdf(list)
            let file = try PlainPDF.text(bytes)
            // What librsvg makes of a mask: an image with a soft mask, a pixel for each point of the page that it draws on.
            #expect(file.components(separatedBy: "/Subtype/Image").count - 1 == (hasMask ? 2 : 0))
            #expect(file.contains("/Height3000") == hasMask)
            #expect(file.contains("/Alt"))
            #expect(try renderer().pdf(list) == bytes)
            try Tools.withFile(bytes, "wappen.pdf") { result in
                #expect(try Tools.run("qpdf", ["--check", result]).status == 0)
                let conformity = try Tools.veraPDF(result)
                #expect(conformity.status == 0, "\(conformity.output)")
                let preview = try Tools.withFile(renderer().png(list, page: 0, dpi: 50), "p.png") { Picture(png: $0) }
                let drawn = try #require(try Tools.picture(of: result, page: 1, dpi: 50))
                #expect(try #require(preview).difference(from: drawn) < 0.03)
                // Less would be an empty place.
                #expect((drawn.ink(columns: 1, rows: 1).first ?? 0) > 0.005)
            }
        }
    }

    @Test("are annex pages too, and travel along unless they hold a script", arguments: [true, false])
    func annex(hasScript: Bool) throws {
        let script = "<script>alert(1)</script>"
        let text = Self.arms.replacingOccurrences(of: "</svg>", with: (hasScript ? script : "") + "</svg>")
        try Tools.withFile(Array(text.utf8), "plan.svg") { path in
            let annex = try AnnexFile(path: path)
            let page = try #require(annex.document.pages.first)
            #expect(abs(page.width - 113) < 1 && abs(page.height - 136) < 1)
            let bytes = try renderer().pdf(SheetBuilder.agreement(with: annex.document))
            #expect(String(decoding: bytes, as: UTF8.self).contains("plan.svg") != hasScript)
            try Tools.withFile(bytes, "plan.pdf") { result in
                let conformity = try Tools.veraPDF(result)
                #expect(conformity.status == 0, "\(conformity.output)")
            }
        }
    }

    private static func svg(_ content: String, _ attributes: String = "width=\"10\" height=\"10\"") -> String {
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" \(attributes)>\(content)</svg>"
    }

    /// What is in the file, and a word of what is said about it.
    private static let refusals: [(svg: String, says: String)] = [
        ("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"><rect></svg>", "Zeile 1"),
        ("<svg/>", "kein SVG"),
        (svg("<rect/>", ""), "Größe"),
        (svg("<rect/>", "width=\"100%\" height=\"100%\""), "Größe"),
        (svg("<rect/>", "width=\"0\" height=\"10\""), "Größe"),
        (svg("<rect/>", "width=\"1e9\" height=\"1\""), "Größe"),
        (svg("<g><text>Stadt</text></g>"), "Pfade"),
        (svg("<image href=\"data:image/png;base64,AAAA\"/>"), "Pixelbild"),
        (svg("<image xlink:href=\"http://example.org/a.png\"/>"), "„http://example.org/a.png“"),
        (svg("<use href=\"andere.svg#wappen\"/>"), "nach außen"),
        (svg("<rect fill=\"url(http://example.org/#a)\"/>"), "nach außen"),
        (svg("<style>@import 'http://example.org/a.css';</style>"), "@import"),
        ("<?xml-stylesheet href=\"a.css\"?>" + svg("<rect/>"), "a.css"),
        (svg("<rect filter=\"url(#blur)\"/>"), "Filtereffekte"),
        (svg("<rect style=\"filter: url(#blur)\"/>"), "Filtereffekte"),
        (svg("<foreignObject/>"), "foreignObject"),
        (svg(String(repeating: "<g/>", count: 200_001)), "200.000"),
        (svg(String(repeating: "<g>", count: 600) + String(repeating: "</g>", count: 600)), "vereinfachen"),
        (svg(String(repeating: " ", count: 16 << 20)), "16 MiB"),
        // A thousand million rectangles by ten references nine times over.
        (
            svg(
                "<rect id=\"n0\" width=\"1\" height=\"1\"/>"
                    + (1...9).map { level in "<g id=\"n\(level)\">" + String(repeating: "<use href=\"#n\(level - 1)\"/>", count: 10) + "</g>" }.joined()),
            "vereinfachen"
        ),
        (
            "<!DOCTYPE svg [<!ENTITY a \"aaaaaaaaaa\">" + (1...12).map { "<!ENTITY a\($0) \"" + String(repeating: $0 == 1 ? "&a;" : "&a\($0 - 1);", count: 10) + "\">" }.joined()
                + "]>" + svg("<desc>&a12;</desc>"), "kein gültiges XML"
        ),
    ]

    @Test("are refused with a reason where they are no vectors, reach outside, are broken or made to fill the memory", arguments: refusals.indices)
    func refused(_ index: Int) throws {
        let (text, says) = Self.refusals[index]
        try Tools.withFile(Array(text.utf8), "bild.svg") { path in
            let error = #expect(throws: FindingList.self) { try renderer().pdf(cover(path)) }
            #expect(error?.all.map(\.rule) == ["bild-unbrauchbar"])
            #expect(error?.all.first?.message.contains(says) == true, "\(error?.all.first?.message ?? "")")
        }
    }

    @Test("are refused as annexes for the same reasons") func refusedAnnex() throws {
        try Tools.withFile(Array(Self.refusals[6].svg.utf8), "plan.svg") { path in
            let error = #expect(throws: FindingList.self) { try AnnexFile(path: path) }
            #expect(error?.all.map(\.rule) == ["anlage-bild-unbrauchbar"])
        }
    }

    @Test(
        "have the size that they say, in points",
        arguments: [
            ("width=\"96\" height=\"48px\"", 72, 36), ("width=\"1in\" height=\"2.54cm\"", 72, 72), ("width=\"6pc\" height=\"25.4mm\"", 72, 72),
            ("viewBox=\"0 0 200 100\"", 150, 75), ("width=\"10mm\" viewBox=\"0,0 2 1\"", 28.35, 14.17), ("width=\"100%\" height=\"10pt\" viewBox=\"0 0 2 1\"", 20, 10),
        ] as [(String, Double, Double)])
    func sizes(attributes: String, width: Double, height: Double) throws {
        let found = try SVGInspection(Array(Self.svg("<rect/>", attributes).utf8))
        #expect(abs(found.width - width) < 0.01 && abs(found.height - height) < 0.01)
    }
}
