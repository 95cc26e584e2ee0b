import Typeface

/// The faces a worker draws with, their standard repertoires and finished font programs; each is made when first needed.
final class FaceShelf {
    private let library: FontLibrary
    private let freeType: FreeTypeLibrary
    private var repertoires: [FontID: Repertoire] = [:]
    private var faces: [FaceVariant: DrawingFace] = [:]
    private var programs: [FaceVariant: [FontProgram.Key: FontProgram]] = [:]
    /// Of documents with extras: those of a batch often need the same.
    private var extended: [Extended: [FontProgram.Key: FontProgram]] = [:]
    /// They take some 30 kB.
    private static let keptPrograms = 50

    private struct Extended: Hashable {
        let repertoire: Repertoire
        let variant: Int
    }

    init(_ library: FontLibrary) throws(DrawingError) {
        self.library = library
        freeType = try FreeTypeLibrary()
    }

    func repertoire(_ font: FontID) throws(DrawingError) -> Repertoire {
        if let known = repertoires[font] { return known }
        let made = try StandardRepertoire.make(for: open(font))
        repertoires[font] = made
        return made
    }

    /// The standard ones, extended by what the document needs beyond them.
    func repertoires(_ glyphs: DocumentGlyphs) throws(DrawingError) -> [FontID: Repertoire] {
        var found: [FontID: Repertoire] = [:]
        for font in glyphs.fonts {
            let standard = try repertoire(font)
            found[font] = glyphs.extras[font].map { standard.extended(by: $0) } ?? standard
        }
        return found
    }

    func face(_ variant: FaceVariant) throws(DrawingError) -> DrawingFace {
        if let known = faces[variant] { return known }
        let made = try DrawingFace(open(variant.font), freeType)
        faces[variant] = made
        return made
    }

    /// The face if it has been drawn with before.
    func drawn(_ variant: FaceVariant) -> DrawingFace? { faces[variant] }

    func faces(of repertoire: Repertoire) throws(DrawingError) -> [DrawingFace] {
        var found: [DrawingFace] = []
        for variant in repertoire.variants.indices {
            found.append(try face(FaceVariant(font: repertoire.font, variant: variant)))
        }
        return found
    }

    /// The fonts to put into the file: the standard ones are made once, a document's own once for all that need the same.
    /// - Parameter uses: what its pages name.
    func programs(_ uses: Set<FontProgram.Key>, _ glyphs: DocumentGlyphs) throws(DrawingError) -> [FontProgram.Key: FontProgram] {
        var found: [FontProgram.Key: FontProgram] = [:]
        found.reserveCapacity(uses.count)
        for key in uses {
            guard let program = try programs(of: key.face, glyphs.extras[key.face.font])[key] else { throw .face(key.face.font) }
            found[key] = program
        }
        return found
    }

    private func programs(of face: FaceVariant, _ extras: Set<GlyphUse>?) throws(DrawingError) -> [FontProgram.Key: FontProgram] {
        let standard = try repertoire(face.font)
        guard let extras, !extras.isEmpty else { return try programs(of: face) }
        let own = standard.extended(by: extras)
        if standard.variants.indices.contains(face.variant), standard.variants[face.variant] == own.variants[face.variant] { return try programs(of: face) }
        let key = Extended(repertoire: own, variant: face.variant)
        if let known = extended[key] { return known }
        let made = try FontProgram.all(of: face.variant, own, of: open(face.font), faces: faces(of: own))
        if extended.count >= Self.keptPrograms { extended.removeAll() }
        extended[key] = made
        return made
    }

    private func programs(of face: FaceVariant) throws(DrawingError) -> [FontProgram.Key: FontProgram] {
        if let known = programs[face] { return known }
        let standard = try repertoire(face.font)
        guard standard.variants.indices.contains(face.variant) else { throw .face(face.font) }
        let made = try FontProgram.all(of: face.variant, standard, of: open(face.font), faces: faces(of: standard))
        programs[face] = made
        return made
    }

    /// Makes the standard repertoire, and the fonts that every document has.
    func prepare(_ font: FontID) throws(DrawingError) {
        let variants = try repertoire(font).variants
        for variant in StandardRepertoire.everywhere where variants.indices.contains(variant) && !variants[variant].isEmpty {
            _ = try programs(of: FaceVariant(font: font, variant: variant))
        }
    }

    private func open(_ font: FontID) throws(DrawingError) -> FontFace {
        do throws(FontError) { return try library.face(font) } catch { throw .font(error) }
    }
}
