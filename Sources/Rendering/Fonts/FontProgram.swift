import Typeface

/// The finished PDF fonts of one face: every variant and subset that Cairo made of its repertoire.
package struct FontProgram: Sendable, Hashable {
    package var objects: ObjectGroup
    /// Indices of the font dictionaries in `objects`.
    package var roots: [Key: Int]

    package struct Key: Sendable, Hashable {
        package var variant: Int
        package var subset: Int

        package init(variant: Int, subset: Int) {
            self.variant = variant
            self.subset = subset
        }
    }

    /// Draws the repertoire, ends the file and takes the fonts out of it.
    init(_ repertoire: Repertoire, faces: [DrawingFace]) throws(DrawingError) {
        let surface = try PrimedSurface([repertoire], faces: [faces])
        let primer = surface.primer
        let file = try CairoFile(primer + surface.finish())
        let stream = try CairoOutput.page(primer, fonts: surface.fonts)
        let codes = try GlyphCodes(stream, repertoire)
        var builder = FontCopier(file: file)
        objects = ObjectGroup()
        roots = [:]
        // The page's resources name the fonts; both are in the primer's part of the file.
        let resources = primer[...]
        for font in stream.fonts {
            guard let object = CairoFile.reference(font.name, in: resources) else {
                throw .unexpectedOutput("Schrift \(font.name) fehlt")
            }
            let key = Key(variant: font.face.variant, subset: font.subset)
            let map = ToUnicode.stream(codes.texts[key] ?? [:], isWide: font.subset > 0)
            roots[key] = try builder.copy(object, toUnicode: map)
        }
        objects = builder.group
    }
}

/// Copies a font with all that it refers to, mending what the archive standard asks for.
private struct FontCopier {
    let file: CairoFile
    var group = ObjectGroup()

    init(file: CairoFile) { self.file = file }

    mutating func copy(_ object: Int, toUnicode: PDFFragment) throws(DrawingError) -> Int {
        let text = try file.text(of: object)
        let map = CairoFile.reference("ToUnicode", in: text)
        let length = CairoFile.reference("Length", in: text)
        let data = try file.stream(of: object)
        var copied: [Int: Int] = [:]
        var fragment = PDFFragment()
        // First the objects it refers to, then itself: no circles in Cairo's fonts.
        for reference in try references(in: text) {
            if reference == map {
                copied[reference] = group.add(toUnicode)
            } else if reference != length {
                copied[reference] = try copy(reference, toUnicode: toUnicode)
            }
        }
        fragment = try CairoFile.copy(text) { (number) throws(DrawingError) in
            var part = PDFFragment()
            if let index = copied[number] { part.append(reference: index) } else { part.append("\(data?.count ?? 0)") }
            return part
        }
        if let data {
            fragment.append("\nstream\n")
            fragment.append(bytes: data)
            fragment.append("\nendstream")
        }
        return group.add(mended(fragment, text))
    }

    /// ISO 19005-3, 6.2.11.3.2: a CIDFontType2 has a CIDToGIDMap; Cairo's glyph order makes it the identity.
    private func mended(_ fragment: PDFFragment, _ text: ArraySlice<UInt8>) -> PDFFragment {
        var scanner = ByteScanner(Array(text))
        guard scanner.skip(past: "/CIDFontType2") else { return fragment }
        var mended = PDFFragment("<</CIDToGIDMap/Identity")
        var isFirst = true
        for part in fragment.all {
            switch part {
            case .bytes(let bytes):
                mended.append(bytes: isFirst ? bytes.dropFirst(2) : bytes[...])
                isFirst = false
            case .reference(let index):
                mended.append(reference: index)
            }
        }
        return mended
    }

    private func references(in text: ArraySlice<UInt8>) throws(DrawingError) -> [Int] {
        var found: [Int] = []
        _ = try CairoFile.copy(text) { (number) throws(DrawingError) in
            if !found.contains(number) { found.append(number) }
            return PDFFragment()
        }
        return found
    }
}
