import Findings
import Checksum
import Foundation
import Testing

@testable import Typeface

/// The shipped fonts as the set-up puts them into `fonts/files`.
enum TestFonts {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "fonts").path

    static let catalogue = FontCatalogue(
        root: root,
        faces: [
            face("Linux Libertine", .regular, .serif, .text, "LinLibertine_R.otf"),
            face("Linux Libertine", FontStyle(bold: true), .serif, .text, "LinLibertine_RB.otf"),
            face("Liberation Sans", .regular, .sans, .text, "LiberationSans-Regular.ttf"),
            face("Liberation Sans", FontStyle(bold: true), .sans, .text, "LiberationSans-Bold.ttf"),
            face("Noto Serif", .regular, .serif, .fallback, "NotoSerif-Regular.ttf"),
            face("Noto Serif", FontStyle(bold: true), .serif, .fallback, "NotoSerif-Bold.ttf"),
            face("Noto Sans", .regular, .sans, .fallback, "NotoSans-Regular.ttf"),
        ])

    private static func face(
        _ family: String, _ style: FontStyle, _ genre: FontCatalogue.Genre, _ role: FontCatalogue.Role, _ file: String
    ) -> FontCatalogue.Face {
        FontCatalogue.Face(family: family, style: style, genre: genre, role: role, file: checked("files/\(file)"))
    }

    static func checked(_ path: String) -> CatalogueFile {
        let bytes = (try? Data(contentsOf: URL(filePath: root + "/" + path))) ?? Data()
        return CatalogueFile(path: path, sha256: SHA256.hex(of: [UInt8](bytes)))
    }
}

@Suite struct FontLibraryTests {
    @Test func sha256IsTheStandards() {
        let digest = SHA256.hex(of: "abc")
        #expect(digest == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test func measuresAreTheFontsOwn() throws {
        let metrics = try FontLibrary(TestFonts.catalogue).face(family: "Linux Libertine", style: .regular).metrics
        #expect(metrics.unitsPerEm == 1000)
        #expect(metrics.space == 0.25)
        #expect((0.6...0.7).contains(metrics.capHeight))
        #expect((0.4...0.47).contains(metrics.xHeight))
        #expect(metrics.ascender > metrics.capHeight && metrics.descender > 0.15)
    }

    @Test func aStyleThatIsNotThereIsTheNearestOne() throws {
        let fonts = FontLibrary(TestFonts.catalogue)
        let bold = try fonts.face(family: "Linux Libertine", style: FontStyle(bold: true, italic: true))
        #expect(bold.entry.style == FontStyle(bold: true))
    }

    @Test func anUnknownFamilyNamesTheKnownOnes() {
        let fonts = FontLibrary(TestFonts.catalogue)
        #expect(throws: FontError.familyUnknown(name: "Comic Sans", known: ["Liberation Sans", "Linux Libertine"])) {
            try fonts.face(family: "Comic Sans", style: .regular)
        }
    }

    @Test func aChangedFileIsAnErrorWheneverItIsLoaded() throws {
        var catalogue = TestFonts.catalogue
        catalogue.faces[0].file.sha256 = String(repeating: "0", count: 64)
        let fonts = FontLibrary(catalogue)
        let path = TestFonts.root + "/files/LinLibertine_R.otf"
        #expect(throws: FontError.fileChanged(path: path)) { try fonts.face(FontID(rawValue: 0)) }
        #expect(throws: FontError.fileChanged(path: path)) { try fonts.data(catalogue.faces[0].file) }
        let finding = FontError.fileChanged(path: path).finding
        #expect(finding.severity == .fehler && finding.place == .file(path))
    }

    @Test func aMissingFileIsAnError() {
        var catalogue = TestFonts.catalogue
        catalogue.faces[0].file.path = "files/nicht-da.otf"
        #expect(throws: FontError.fileMissing(path: TestFonts.root + "/files/nicht-da.otf")) {
            try FontLibrary(catalogue).face(FontID(rawValue: 0))
        }
    }

    @Test func aFileThatIsNoFontIsAnError() {
        var catalogue = TestFonts.catalogue
        catalogue.faces[0].file = TestFonts.checked("files/hyph-de-1996.pat.txt")
        #expect(throws: FontError.notAFont(path: TestFonts.root + "/files/hyph-de-1996.pat.txt")) {
            try FontLibrary(catalogue).face(FontID(rawValue: 0))
        }
    }

    @Test func fallbacksAreOfTheSameGenreAndStyleFirst() {
        let fonts = FontLibrary(TestFonts.catalogue)
        func names(_ id: UInt16) -> [String] {
            fonts.fallbacks(of: FontID(rawValue: id), script: tag("Latn")).map {
                let face = TestFonts.catalogue.faces[Int($0.rawValue)]
                return face.family + (face.style.bold ? " fett" : "")
            }
        }
        #expect(names(1) == ["Noto Serif fett", "Noto Sans"])
        #expect(names(2) == ["Noto Sans", "Noto Serif"])
    }
}

@Suite struct ShaperTests {
    private let shaper = Shaper(FontLibrary(TestFonts.catalogue))

    private func shape(_ text: String, _ style: ShapingStyle = ShapingStyle(family: "Linux Libertine")) throws -> ShapedWord {
        let id = try shaper.style(style)
        return try Array(text.utf8).withUnsafeBufferPointer { (bytes) throws(FontError) in try shaper.shape(bytes, id) }
    }

    @Test func clustersAreSingleCharacters() throws {
        let word = try shape("Straße")
        #expect(word.glyphs.map(\.cluster) == [0, 1, 2, 3, 4, 6])
        #expect(try shape("A\u{308}x").glyphs.map(\.cluster).last == 3)
    }

    @Test func kerningAndLigaturesAreOn() throws {
        #expect(try shape("AV").advance < shape("A").advance + shape("V").advance)
        #expect(try shape("fi").glyphs.count == 1)
        #expect(try shape("f\u{200C}i").glyphs.count == 2)
    }

    @Test func featuresChangeTheGlyphs() throws {
        let plain = try shape("1a")
        let capitals = try shape("1a", ShapingStyle(family: "Linux Libertine", smallCaps: true))
        #expect(plain.glyphs[1].id != capitals.glyphs[1].id)
        let tabular = ShapingStyle(family: "Linux Libertine", tabularFigures: true)
        #expect(try Set("0123456789".map { try shape(String($0), tabular).advance }).count == 1)
    }

    @Test(arguments: ["Linux Libertine", "Liberation Sans", "Noto Serif"])
    func narrowBlanksStayBlanks(family: String) throws {
        let word = try shape("z.\u{202F}B.", ShapingStyle(family: family))
        let blank = try #require(word.glyphs.first { $0.cluster == 2 })
        #expect(blank.advance >= 0.18)
        #expect(blank.advance < 0.25)
    }

    @Test func theSameWordIsShapedOnce() throws {
        #expect(try shape("Vereinbarung") === shape("Vereinbarung"))
        #expect(try shape("Vereinbarung") !== shape("Vereinbarung", ShapingStyle(family: "Liberation Sans")))
    }

    @Test func invisibleCharactersHaveNoGlyph() throws {
        #expect(try shape("Ver\u{AD}trag\u{2060}").glyphs.count == 7)
        #expect(try shape("Ver\u{AD}trag").hasIgnorables)
    }

    @Test(arguments: ["Đặng", "ș", "Łukasz", "Αθήνα", "Дмитрий", "A\u{30A}\u{301}", "ẞ", "№", "½", "→"])
    func namesOfAllEuropeHaveGlyphs(text: String) throws {
        for family in ["Linux Libertine", "Liberation Sans"] {
            for bold in [false, true] {
                let word = try shape(text, ShapingStyle(family: family, style: FontStyle(bold: bold)))
                #expect(word.missing.isEmpty)
                #expect(word.glyphs.allSatisfy { $0.id != 0 })
            }
        }
    }

    @Test func fallbackTakesWholeGraphemes() throws {
        // The letters around the one that needs a fallback stay in their own font.
        let sans = ShapingStyle(family: "Liberation Sans")
        let word = try shape("aⱢ\u{301}b", sans)
        #expect(word.missing.isEmpty)
        #expect(word.pieces.map(\.glyphs.count).reduce(0, +) == word.glyphs.count)
        let families = word.pieces.map { TestFonts.catalogue.faces[Int($0.font.rawValue)].family }
        #expect(families.first == "Liberation Sans" && families.last == "Liberation Sans")
    }

    @Test func aCharacterNoFontHasIsNamedAndHasNoGlyph() throws {
        let word = try shape("a\u{13000}b")
        #expect(word.missing == ["\u{13000}"])
        #expect(word.glyphs.count == 2 && word.glyphs.allSatisfy { $0.id != 0 })
    }

    @Test func measuresUpToAByte() throws {
        let word = try shape("Straße")
        #expect(word.measure(upTo: 0).advance == 0)
        #expect(abs(word.measure(upTo: 7).advance - word.advance) < 1e-9)
        #expect(word.measure(upTo: 3).trackedGlyphs == 3)
    }
}
