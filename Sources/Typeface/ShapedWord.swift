/// A word with its glyphs, in em: independent of size, colour and place, so that each distinct word is shaped once.
package final class ShapedWord: Sendable {
    /// In the order of the text, also where it runs from right to left: the first glyph is the rightmost then.
    package let glyphs: [ShapedGlyph]
    /// Stretches of one face, in the order of the text; more than one only where a fallback had to help or scripts mix.
    package let pieces: [Piece]
    package let isRightToLeft: Bool
    /// Width in em.
    package let advance: Double
    /// Glyphs after which tracking may add space: all that have a width, none in scripts whose letters join.
    package let trackedGlyphs: Int
    /// Whether the text has characters that are never printed (soft hyphen, word joiner …).
    package let hasIgnorables: Bool
    /// Characters no font of the catalogue has; they have no glyph here.
    package let missing: [Unicode.Scalar]

    package struct Piece: Sendable, Hashable {
        package var font: FontID
        package var glyphs: Range<Int>
        /// Size of the face relative to the text's, so that a fallback looks as large as what stands beside it.
        package var scale = 1.0
    }

    init(
        glyphs: [ShapedGlyph], pieces: [Piece], isRightToLeft: Bool = false, takesTracking: Bool, hasIgnorables: Bool,
        missing: [Unicode.Scalar] = []
    ) {
        self.isRightToLeft = isRightToLeft
        self.glyphs = glyphs
        self.pieces = pieces
        trackedGlyphs = takesTracking ? glyphs.count { $0.advance != 0 } : 0
        self.hasIgnorables = hasIgnorables
        self.missing = missing
        advance = glyphs.reduce(0) { $0 + Double($1.advance) }
    }

    /// Places between those glyphs.
    package var trackedGaps: Int { max(0, trackedGlyphs - 1) }

    /// Width in em and number of tracked glyphs of the clusters that begin before a byte of the word.
    package func measure(upTo byte: Int) -> (advance: Double, trackedGlyphs: Int) {
        var width = 0.0
        var count = 0
        for glyph in glyphs where Int(glyph.cluster) < byte {
            width += Double(glyph.advance)
            if glyph.advance != 0 { count += 1 }
        }
        return (width, trackedGlyphs == 0 ? 0 : count)
    }
}

/// Measures in em, y upwards as in the font.
package struct ShapedGlyph: Sendable, Hashable {
    package var id: UInt16
    /// Byte of the word at which its cluster begins.
    package var cluster: UInt32
    package var advance: Float
    package var dx: Float
    package var dy: Float
}
