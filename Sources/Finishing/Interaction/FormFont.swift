import Rendering
import Typeface

/// The font in which readers set what is typed into a text field: a simple TrueType font in WinAnsiEncoding, embedded, because programs
/// that fill in forms can use nothing else. Holds the characters of German and its western neighbours.
struct FormFont {
    /// Compressed.
    private let program: [UInt8]
    /// Bytes of the program before.
    private let length: Int
    /// From code 32 to 255, in thousandths of an em.
    private let widths: [Int]
    private let metrics: FontMetrics
    private let box: [Double]

    /// - Throws: ``FontError`` where the catalogue's file is missing or changed.
    /// - Returns: `nil` where no face has TrueType outlines.
    init?(_ fonts: FontLibrary) throws(FontError) {
        var chosen: FontFace?
        for index in fonts.catalogue.faces.indices {
            let entry = fonts.catalogue.faces[index]
            guard entry.role == .text, entry.style == .regular else { continue }
            let face = try fonts.face(FontID(rawValue: UInt16(clamping: index)))
            if face.hasTrueTypeOutlines {
                chosen = face
                break
            }
        }
        guard let face = chosen, let subset = face.subset(Self.characters.compactMap { $0 }) else { return nil }
        program = Flate.compress(subset)
        length = subset.count
        widths = Self.characters.map { scalar in
            scalar.flatMap { face.glyph(for: $0) }.map { Int((face.advance(of: $0) * 1000).rounded()) } ?? 0
        }
        metrics = face.metrics
        box = face.boundingBox
    }

    /// ISO 32000-1, annex D: codes 32 to 255; `nil` where there is no character.
    private static let characters: [UInt32?] = (32...255).map { PredefinedEncoding.winAnsi.scalar($0) }

    func write(_ file: inout PDFFile) -> PDFReference {
        let data = file.addStream(program) { out in
            out.text("/Length1 ")
            out.int(length)
            out.text("/Filter/FlateDecode")
        }
        let descriptor = file.add { out in
            // Flags: 32, non-symbolic. ISO 32000-1, 9.8.
            out.text("<</Type/FontDescriptor/FontName/KLAUSL+Formularschrift/Flags 32/ItalicAngle 0/StemV 80/Ascent ")
            out.int(Int(metrics.ascender * 1000))
            out.text("/Descent ")
            out.int(Int(-metrics.descender * 1000))
            out.text("/CapHeight ")
            out.int(Int(metrics.capHeight * 1000))
            out.text("/FontBBox[")
            for edge in box {
                out.int(Int((edge * 1000).rounded()))
                out.text(" ")
            }
            out.text("]/FontFile2 ")
            out.reference(data)
            out.text(">>")
        }
        return file.add { out in
            out.text("<</Type/Font/Subtype/TrueType/BaseFont/KLAUSL+Formularschrift/Encoding/WinAnsiEncoding/FirstChar 32/LastChar 255/Widths[")
            for width in widths {
                out.int(width)
                out.text(" ")
            }
            out.text("]/FontDescriptor ")
            out.reference(descriptor)
            out.text(">>")
        }
    }
}
