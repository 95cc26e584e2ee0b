import Typeface

/// A finished PDF font: one of the subsets that Cairo makes of a variant of a face.
package struct FontProgram: Sendable, Hashable {
    package var objects: ObjectGroup
    /// Index of the font dictionary in `objects`.
    package var root: Int

    package struct Key: Sendable, Hashable, Comparable {
        package var face: FaceVariant
        package var subset: Int

        package init(face: FaceVariant, subset: Int) {
            self.face = face
            self.subset = subset
        }

        package static func < (a: Key, b: Key) -> Bool { (a.face, a.subset) < (b.face, b.subset) }
    }

    /// Draws a variant, ends the file and takes the fonts out of it.
    static func all(of variant: Int, _ repertoire: Repertoire, of face: FontFace, faces: [DrawingFace]) throws(DrawingError) -> [Key: FontProgram] {
        let surface = try PrimedSurface([repertoire], faces: [faces], only: variant)
        let primer = surface.primer
        let file = try CairoFile(primer + surface.finish())
        let stream = try CairoOutput.page(primer, fonts: surface.fonts)
        let codes = try GlyphCodes(stream, repertoire.variants[variant])
        let references = try FontProgram.references(to: stream.fonts, in: primer)
        var programs: [Key: FontProgram] = [:]
        for font in stream.fonts {
            guard let object = references[font.name] else { throw .unexpectedOutput("Schrift \(font.name) fehlt") }
            let uses = codes.uses[font.key] ?? [:]
            let map = ToUnicode.stream(uses.mapValues(\.text), isWide: font.subset > 0)
            var builder = FontCopier(file: file)
            let root = try builder.copy(object, toUnicode: map, advances: uses.mapValues { face.advance(of: $0.glyph) * 1000 })
            programs[font.key] = FontProgram(objects: builder.group, root: root)
        }
        return programs
    }

    /// The page's resources name the fonts; both are in the primer's part of the file.
    private static func references(to fonts: [FontResource], in primer: [UInt8]) throws(DrawingError) -> [String: Int] {
        var found: [String: Int] = [:]
        var reader = CairoObjectReader(primer[...])
        while let object = try reader.next(length: { _ in nil }) {
            for font in fonts where found[font.name] == nil { found[font.name] = object.nestedReference(font.name) }
        }
        return found
    }
}

extension FontResource {
    package var key: FontProgram.Key { FontProgram.Key(face: face, subset: subset) }
}

/// Copies a font with all that it refers to, mending what the archive standard asks for.
private struct FontCopier {
    let file: CairoFile
    var group = ObjectGroup()

    init(file: CairoFile) { self.file = file }

    /// - Parameter advances: by code, in thousandths of an em.
    mutating func copy(_ number: Int, toUnicode: PDFFragment, advances: [Int: Double]) throws(DrawingError) -> Int {
        var object = try file.object(number)
        if object.entry("Type") == .name("Font".utf8) { object.text = FontWidths.exact(object.text, advances: advances) }
        let map = object.reference("ToUnicode")
        let length = object.reference("Length")
        var copied: [Int: Int] = [:]
        // First the objects it refers to, then itself: no circles in Cairo's fonts.
        for reference in try references(in: object.text) {
            if reference == map {
                copied[reference] = group.add(toUnicode)
            } else if reference != length {
                copied[reference] = try copy(reference, toUnicode: toUnicode, advances: advances)
            }
        }
        var fragment = try CairoFile.copy(object.text) { (number) throws(DrawingError) in
            var part = PDFFragment()
            if let index = copied[number] { part.append(reference: index) } else { part.append("\(object.data?.count ?? 0)") }
            return part
        }
        if let data = object.data {
            fragment.append("\nstream\n")
            fragment.append(bytes: data)
            fragment.append("\nendstream")
        }
        return group.add(mended(fragment, object))
    }

    /// ISO 19005-3, 6.2.11.3.2: a CIDFontType2 has a CIDToGIDMap; Cairo's glyph order makes it the identity.
    private func mended(_ fragment: PDFFragment, _ object: CairoObject) -> PDFFragment {
        guard object.entry("Subtype") == .name("CIDFontType2".utf8), object.entry("CIDToGIDMap") == nil else { return fragment }
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
