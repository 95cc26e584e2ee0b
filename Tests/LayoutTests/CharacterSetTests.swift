import TestFonts
import Testing

@testable import Typeface

/// DIN 91379: what German administrations must be able to print in names, in every face a style may choose.
@Suite struct CharacterSetTests {
    static let faces = TestFonts.catalogue.faces.filter { $0.role == .text }.map { ShapingStyle(family: $0.family, style: $0.style) }

    @Test func theStandardIsComplete() throws {
        let groups = try DIN91379.groups()
        #expect(
            groups.map { "\($0.name) \($0.texts.count)" } == [
                "bll 649", "bnlreq 18", "bnl 60", "bnlopt 6", "bnlnot 4", "dc 20", "gl 69", "cl 62", "enl 42",
            ])
        #expect(Self.faces.count == 12)
    }

    @Test(arguments: faces) func everyCharacterAndSequenceIsThereWithItsMarksInPlace(style: ShapingStyle) throws {
        let shaper = Shaper(FontLibrary(TestFonts.catalogue))
        let id = try shaper.style(style)
        var fallbacks = 0
        for group in try DIN91379.groups() {
            for text in group.texts {
                // Tab, line feed and carriage return end words; they have no glyph.
                if text.unicodeScalars.allSatisfy({ $0.value < 0x20 }) { continue }
                let printed = group.name == "dc" ? "o" + text : text
                let bytes = Array(printed.utf8)
                let word = try bytes.withUnsafeBufferPointer { (bytes) throws(FontError) in try shaper.shape(bytes, id) }
                #expect(word.missing.isEmpty && word.glyphs.allSatisfy { $0.id != 0 }, "\(printed)")
                #expect(word.glyphs.first?.cluster == 0, "\(printed)")
                if word.pieces.first?.font != shaper.face(of: id).id { fallbacks += 1 }
                for piece in word.pieces {
                    let face = try shaper.fonts.face(piece.font)
                    let isPlaced = bytes.withUnsafeBufferPointer {
                        MarkPlacement($0, face).isGood(Array(word.glyphs[piece.glyphs]), 0..<bytes.count)
                    }
                    #expect(isPlaced || group.name == "dc", "\(printed) in \(face.entry.family)")
                }
            }
        }
        // Linux Libertine Bold Italic has no Cyrillic.
        print("DIN 91379, \(style.family)\(style.style.bold ? " bold" : "")\(style.style.italic ? " italic" : ""): \(fallbacks) of 930 from fallbacks")
        #expect(fallbacks < 200)
    }

    /// A name in each of these scripts, in a serif and a sans: all of it from faces of the same genre where there are such.
    @Test(arguments: [
        "Hebr": "שָׂרָה", "Arab": "محمد", "Armn": "Հասմիկ", "Geor": "ნინო", "Thai": "สมชาย", "Deva": "प्रिया", "Ethi": "ሰላም",
        "Beng": "রহিম", "Gujr": "પ્રિયા", "Guru": "ਸਿੰਘ", "Taml": "தமிழ்", "Telu": "తెలుగు", "Knda": "ಕನ್ನಡ", "Mlym": "മലയാളം",
        "Sinh": "සිංහල", "Khmr": "ខ្មែរ", "Laoo": "ລາວ", "Mymr": "မြန်မာ", "Tibt": "བོད", "Syrc": "ܣܘܪܝܝܐ", "Thaa": "ދިވެހި", "Tfng": "ⵜⴰⵎⴰⵣⵉⵖⵜ",
        "Hani": "陳大文", "Hira": "ひろし", "Kana": "ヒロシ", "Hang": "김민준", "Grek": "Άγγελος", "Cyrl": "Ђорђе",
    ]) func namesInOtherScriptsAreSet(script: String, name: String) throws {
        let shaper = Shaper(FontLibrary(TestFonts.catalogue))
        for style in Self.faces {
            let id = try shaper.style(style)
            let bytes = Array(name.utf8)
            let isRightToLeft = bytes.withUnsafeBufferPointer(Bidi.concerns)
            let word = try bytes.withUnsafeBufferPointer { (bytes) throws(FontError) in
                try shaper.shape(bytes, id, isRightToLeft: isRightToLeft)
            }
            #expect(word.missing.isEmpty && word.glyphs.allSatisfy { $0.id != 0 })
            let text = shaper.face(of: id).entry
            let ofScript = TestFonts.catalogue.faces.filter { $0.scripts.contains(script) }
            for piece in word.pieces {
                let face = try shaper.fonts.face(piece.font).entry
                if ofScript.contains(where: { $0.genre == text.genre }) { #expect(face.genre == text.genre, "\(face.family)") }
                let hasBold = ofScript.contains { $0.family == face.family && $0.style.bold }
                if hasBold { #expect(face.style.bold == text.style.bold, "\(face.family)") }
            }
            #expect(word.glyphs.map(\.cluster) == word.glyphs.map(\.cluster).sorted(), "order of the text")
        }
    }
}
