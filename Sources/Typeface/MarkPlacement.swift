import CHarfBuzz
import CICU

/// Whether the combining marks of a grapheme stand where they belong. Fonts have glyphs for marks that they do not attach to
/// every letter: Linux Libertine Bold Italic puts the two dots of C̈ beside the C, others run an accent through a capital.
///
/// Judged by the ink, as a reader would: marks above (canonical combining class 230) and below (220) must be centred over their
/// base, clear of it, and take no room of their own. Marks that touch their letter (cedilla, horn, stroke) are left to the font.
struct MarkPlacement {
    private let word: UnsafeBufferPointer<UInt8>
    private let face: FontFace

    init(_ word: UnsafeBufferPointer<UInt8>, _ face: FontFace) {
        self.word = word
        self.face = face
    }

    private enum Side { case above, below, attached }

    /// Em.
    private struct Ink {
        var left: Double
        var right: Double
        var top: Double
        var bottom: Double
    }

    /// How far a mark's middle may lie outside its base, and how far the two may overlap, in em.
    private static let offCentre = 0.05
    private static let overlap = 0.06

    /// Whether a letter has come apart into several glyphs, since the face has it only in parts.
    static func isDecomposed(_ glyphs: [ShapedGlyph]) -> Bool {
        for index in glyphs.indices.dropFirst() where glyphs[index].cluster == glyphs[index - 1].cluster { return true }
        return false
    }

    /// - Parameters:
    ///   - glyphs: one grapheme's, in the order of the text.
    ///   - grapheme: its bytes.
    func isGood(_ glyphs: [ShapedGlyph], _ grapheme: Range<Int>) -> Bool {
        guard glyphs.count > 1 else { return true }
        // A face that has the letter whole also gives it back whole to those who copy it. In other scripts parts are usual.
        let (letter, length) = decode(word, at: grapheme.lowerBound)
        if letter < 0x530, length == grapheme.count { return false }
        var pen = 0.0
        var base: Ink?
        for (index, glyph) in glyphs.enumerated() {
            let ink = ink(of: glyph, at: pen)
            pen += Double(glyph.advance)
            guard let side = side(of: character(of: index, in: glyphs, grapheme)), let letter = base else {
                base = ink
                continue
            }
            if glyph.advance != 0 { return false }
            let middle = (ink.left + ink.right) / 2
            switch side {
            case .attached: continue
            case .above: if ink.bottom < letter.top - Self.overlap { return false }
            case .below: if ink.top > letter.bottom + Self.overlap { return false }
            }
            guard letter.left - Self.offCentre...letter.right + Self.offCentre ~= middle else { return false }
            base = Ink(
                left: min(letter.left, ink.left), right: max(letter.right, ink.right), top: max(letter.top, ink.top),
                bottom: min(letter.bottom, ink.bottom))
        }
        return true
    }

    /// The character a glyph stands for: where several share a cluster, one of its canonical parts.
    private func character(of index: Int, in glyphs: [ShapedGlyph], _ grapheme: Range<Int>) -> UInt32 {
        let cluster = glyphs[index].cluster
        let start = Int(cluster)
        guard glyphs.count(where: { $0.cluster == cluster }) > 1 else { return decode(word, at: start).scalar }
        let end = glyphs.lazy.map { Int($0.cluster) }.filter { $0 > start }.min() ?? grapheme.upperBound
        var parts: [UInt32] = []
        var offset = start
        while offset < end {
            let (scalar, length) = decode(word, at: offset)
            parts += Self.decomposition(of: scalar)
            offset += length
        }
        // Canonical order: marks by their classes. A cluster has one base, its first.
        let marks = parts.dropFirst().enumerated().sorted {
            (combining_class(Int32($0.element)), $0.offset) < (combining_class(Int32($1.element)), $1.offset)
        }
        let rank = glyphs[..<index].count { $0.cluster == cluster }
        return rank == 0 || rank > marks.count ? parts[0] : marks[rank - 1].element
    }

    private static func decomposition(of letter: UInt32) -> [UInt32] {
        var (first, mark): (hb_codepoint_t, hb_codepoint_t) = (0, 0)
        guard hb_unicode_decompose(hb_unicode_funcs_get_default(), letter, &first, &mark) != 0 else { return [letter] }
        return decomposition(of: first) + (mark == 0 ? [] : [mark])
    }

    /// `nil`: no mark.
    private func side(of scalar: UInt32) -> Side? {
        // Marks of other scripts have classes of their own and fonts made for them.
        guard (0x300...0x36F).contains(scalar) else { return nil }
        switch combining_class(Int32(scalar)) {
        case 0: return nil
        case 230: return .above
        case 220: return .below
        default: return .attached
        }
    }

    private func ink(of glyph: ShapedGlyph, at pen: Double) -> Ink {
        var extents = hb_glyph_extents_t()
        _ = hb_font_get_glyph_extents(face.font, hb_codepoint_t(glyph.id), &extents)
        let em = face.metrics.unitsPerEm
        let left = pen + Double(glyph.dx) + Double(extents.x_bearing) / em
        let top = Double(glyph.dy) + Double(extents.y_bearing) / em
        // HarfBuzz counts an ink's height downwards.
        return Ink(
            left: left, right: left + Double(extents.width) / em, top: top, bottom: top + Double(extents.height) / em)
    }
}
