import ChildProcess
import TestFonts
import Finishing
import Foundation
import Layout
import Rendering
import Testing
import Typeface

@Suite("Drawing")
struct DrawnPageTests {
    @Test("a page gives the same drawing in any document with the same faces")
    func shared() throws {
        let drawer = try PageDrawer(fonts: FontLibrary(TestFonts.catalogue))
        func pages(_ name: String) throws -> [DrawnPage] {
            var sheet = try SheetBuilder()
            try sheet.add(name, sheet.element(.heading1))
            sheet.newPage()
            try sheet.add(SampleDocuments.prose, sheet.element(.paragraph))
            return try drawer.draw(sheet.list()).pages
        }
        let first = try pages("Caritasverband")
        // Another page 1, with characters that are not in the common repertoire.
        let second = try pages("Κέντρο ﬀ")
        #expect(first[0] != second[0])
        #expect(first[1] == second[1])
        #expect(
            try PageDrawer(fonts: FontLibrary(TestFonts.catalogue)).draw(SampleDocuments.complete().list)
                == drawer.draw(SampleDocuments.complete().list))
    }

    @Test("what one document has of its own in a section leaves the drawing of the page's other sections alone")
    func sections() throws {
        let drawer = try PageDrawer(fonts: FontLibrary(TestFonts.catalogue))
        func page(_ name: String) throws -> DrawnPage {
            var sheet = try SheetBuilder()
            try sheet.add("Zwischen \(name) und uns", sheet.element(.paragraph))
            for title in ["Gegenstand", "Laufzeit", "Schriftform"] {
                let section = sheet.element(.section)
                try sheet.add(title == "Laufzeit" ? "Laufzeit für \(name)" : title, sheet.element(.heading1, in: section))
                try sheet.add("Der zweite Satz.", sheet.element(.paragraph, in: section))
            }
            return try drawer.draw(sheet.list()).pages[0]
        }
        let (first, second) = (try page("Kita Sonne"), try page("Kita Mond"))
        #expect(zip(first.layers, second.layers).map { $0 == $1 } == [false, true, false, true])
    }

    @Test("a page that comes again is the one of before only where the structure says the same of it, and the document has the same faces")
    func knownPages() throws {
        let drawer = try PageDrawer(fonts: FontLibrary(TestFonts.catalogue))
        var sheet = try SheetBuilder()
        let paragraph = sheet.element(.paragraph)
        try sheet.add(SampleDocuments.prose, paragraph)
        let first = try sheet.list()
        var heading = first
        heading.structure.update(paragraph) { $0.role = .heading1 }
        sheet.newPage()
        try sheet.add("Serifenlos", sheet.element(.paragraph), family: TestFonts.sans)
        let further = try sheet.list()
        #expect(further.pages[0].items == first.pages[0].items)
        for list in [first, heading, first, further, first] {
            #expect(try drawer.draw(list) == PageDrawer(fonts: FontLibrary(TestFonts.catalogue)).draw(list))
        }
        #expect(try drawer.draw(first).pages[0] != drawer.draw(heading).pages[0])
    }

    @Test("marked-content ids are numbered through over a page's sections, whatever the text looks like")
    func marks() throws {
        var sheet = try SheetBuilder()
        for number in 1...12 {
            let section = sheet.element(.section)
            try sheet.add("Abschnitt \(number) /P << /MCID 0 >> BDC (a", sheet.element(.heading1, in: section))
            try sheet.add("b) \\ /MCID 7 \\(", sheet.element(.paragraph, in: section))
        }
        let bytes = try DocumentRenderer(fonts: FontLibrary(TestFonts.catalogue)).pdf(sheet.list())
        try Tools.withFile(bytes, "marks.pdf") { path in
            let structure = try Tools.run("pdfinfo", ["-struct-text", path]).output
            let read = structure.split(separator: "\"").map(String.init).filter { $0.contains("MCID") }
            #expect(read == sheet.text.split(separator: "\n").map(String.init))
            let conformity = try Tools.veraPDF(path)
            #expect(conformity.status == 0, "\(conformity.output)")
        }
    }

    @Test("German text needs no glyph beyond the common repertoire", arguments: ["serif", "sans"])
    func repertoire(_ genre: String) throws {
        let letters = "abcdefghijklmnopqrstuvwxyzäöüßABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜ„“‚‘()–,.;:!?§$%/0123456789€"
        var text = ""
        for first in letters { for second in letters { text.append("\(first)\(second) ") } }
        var sheet = try SheetBuilder()
        try sheet.add(
            text, sheet.element(.paragraph), family: genre == "serif" ? TestFonts.serif : TestFonts.sans, size: 6)
        let renderer = try DocumentRenderer(fonts: FontLibrary(TestFonts.catalogue))
        let all = try renderer.pdf(sheet.list())
        var short = try SheetBuilder()
        try short.add("a fi", short.element(.paragraph), family: genre == "serif" ? TestFonts.serif : TestFonts.sans)
        // The same fonts in both files, and none besides them.
        let fonts = try names(in: renderer.pdf(short.list()))
        #expect(!fonts.isEmpty)
        #expect(try names(in: all) == fonts)
    }

    /// The subset names of all embedded fonts; Cairo derives them from the glyphs.
    private func names(in bytes: [UInt8]) throws -> [String] {
        try PlainPDF.text(bytes).components(separatedBy: "/FontName/").dropFirst().map { String($0.prefix(7)) }
    }
}
