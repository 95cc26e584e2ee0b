import Finishing
import Foundation
import Layout
import TestFonts
import Testing
import Typeface

/// Names in any script, and what readers of the PDF get of them.
@Suite("Other scripts and rare letters in the PDF")
struct OtherScriptsTests {
    private func pdf(_ list: DisplayList) throws -> [UInt8] {
        try DocumentRenderer(fonts: FontLibrary(TestFonts.catalogue)).pdf(list)
    }

    static let names = [
        "Frau שרה לוי vertritt den Träger.",
        "Herr محمد الأحمد (geb. 1990) und Frau 陳大文, 김민준",
        "Vertreten durch (שרה לוי), Hauptstraße 12",
        "נציג: Jugendamt 2026 – בית הספר (א׳) 15",
        "Αθηνά Παπαδοπούλου, Дмитрий Ёлкин, Հասմիկ, ნინო",
        "प्रिया शर्मा, ሰላም, สมชาย",
    ]

    @Test("conform to PDF/A-3a and PDF/UA-1, and are read in the order of the text")
    func conformity() throws {
        var sheet = try SheetBuilder()
        for name in Self.names { try sheet.add(name, sheet.element(.paragraph)) }
        for name in Self.names {
            try sheet.add(name, sheet.element(.paragraph), family: TestFonts.sans, style: .init(bold: true), size: 9)
        }
        let bytes = try pdf(sheet.list())
        try Tools.withFile(bytes, "scripts.pdf") { path in
            let syntax = try Tools.run("qpdf", ["--check", path])
            #expect(syntax.status == 0, "\(syntax.output)")
            let conformity = try Tools.veraPDF(path)
            #expect(conformity.status == 0, "\(conformity.output)")
            // The structure tree: what a screen reader reads.
            let structure = try Tools.run("pdfinfo", ["-struct-text", path]).output
            for name in Self.names { #expect(squeezed(structure).contains(squeezed(name)), "\(name)\n\(structure)") }
            // The page: what is copied. Poppler guesses the order from the places of the letters, bracket by bracket and letter by
            // letter of a ligature, so only names without either come out of it as they should.
            let text = try Tools.run("pdftotext", ["-enc", "UTF-8", path, "-"]).output
            for name in [Self.names[0]] + Self.names.suffix(2) {
                #expect(squeezed(text).contains(squeezed(name)), "\(name)\n\(text)")
            }
        }
    }

    @Test("every character and sequence of DIN 91379 is extracted as it went in, in all faces")
    func din91379() throws {
        let groups = try DIN91379.groups().filter { $0.name != "dc" && $0.name != "bnlnot" }
        for (family, style) in TestFonts.catalogue.faces.filter({ $0.role == .text }).map({ ($0.family, $0.style) }) {
            var sheet = try SheetBuilder()
            for group in groups {
                let texts = group.texts.filter { !($0.unicodeScalars.first?.properties.isWhitespace ?? true) && $0 != "\u{AD}" }
                try sheet.add(texts.joined(separator: " "), sheet.element(.paragraph), family: family, style: style)
            }
            let name = "din91379-\(family)-\(style.bold ? "b" : "r")\(style.italic ? "i" : "")".replacing(" ", with: "-")
            // By the structure: pdftotext takes a mark that is set back over its letter for a word of its own.
            let structure = try Tools.withFile(pdf(sheet.list()), "\(name).pdf") { try Tools.run("pdfinfo", ["-struct-text", $0]).output }
            let lines = structure.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
            let text = lines.filter { $0.hasPrefix("\"") && $0.hasSuffix("\"") }.map { String($0.dropFirst().dropLast()) }.joined(separator: " ")
            // Without blanks: Cairo leaves out one between two glyphs of which each stands for something else than usual.
            let (wanted, found) = (Array(squeezed(sheet.text).unicodeScalars), Array(squeezed(text).unicodeScalars))
            let differing = zip(wanted, found).first { $0.0 != $0.1 }
            #expect(differing == nil && wanted.count == found.count, "\(name)")
        }
    }

    /// Without blanks, and without the marks of direction that Poppler adds.
    private func squeezed(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.filter {
                    !$0.properties.isWhitespace && !(0x202A...0x202E).contains($0.value) && !(0x200E...0x200F).contains($0.value)
                }))
    }
}
