import Typeface

/// The faces a worker draws with, their standard repertoires and finished font programs; each is made when first needed.
final class FaceShelf {
    private let library: FontLibrary
    private let freeType: FreeTypeLibrary
    private var repertoires: [FontID: Repertoire] = [:]
    private var faces: [FaceVariant: DrawingFace] = [:]
    private var programs: [FontID: FontProgram] = [:]
    /// Of documents with extras: those of a batch often need the same.
    private var extended: [Repertoire: FontProgram] = [:]
    /// A program takes some 30 kB.
    private static let keptPrograms = 50

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
    func program(_ font: FontID, _ glyphs: DocumentGlyphs) throws(DrawingError) -> FontProgram {
        let standard = try repertoire(font)
        if let extras = glyphs.extras[font], !extras.isEmpty {
            let own = standard.extended(by: extras)
            if let known = extended[own] { return known }
            let made = try FontProgram(own, of: open(font), faces: faces(of: own))
            if extended.count >= Self.keptPrograms { extended.removeAll() }
            extended[own] = made
            return made
        }
        try prepare(font)
        guard let program = programs[font] else { throw .face(font) }
        return program
    }

    /// Makes the standard repertoire and its fonts.
    func prepare(_ font: FontID) throws(DrawingError) {
        guard programs[font] == nil else { return }
        let standard = try repertoire(font)
        programs[font] = try FontProgram(standard, of: open(font), faces: faces(of: standard))
    }

    private func open(_ font: FontID) throws(DrawingError) -> FontFace {
        do throws(FontError) { return try library.face(font) } catch { throw .font(error) }
    }
}
