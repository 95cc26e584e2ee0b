/// A word with its glyphs, in em: independent of size, colour and place, so that each distinct word is shaped once.
public final class ShapedWord: Sendable {
    /// In the order of the text, also where it runs from right to left: the first glyph is the rightmost then.
    public let glyphs: [ShapedGlyph]
    /// Stretches of one face, in the order of the text; more than one only where a fallback had to help or scripts mix.
    public let pieces: [Piece]
    public let isRightToLeft: Bool
    /// Width in em.
    public let advance: Double
    /// Glyphs after which tracking may add space: all that have a width, none in scripts whose letters join.
    public let trackedGlyphs: Int
    /// Whether the text has characters that are never printed (soft hyphen, word joiner …).
    public let hasIgnorables: Bool
    /// Characters no font of the catalogue has; they have no glyph here.
    public let missing: [Unicode.Scalar]

    public struct Piece: Sendable, Hashable {
        public var font: FontID
        public var glyphs: Range<Int>
        /// Size of the face relative to the text's, so that a fallback looks as large as what stands beside it.
        public var scale = 1.0
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
    public var trackedGaps: Int { max(0, trackedGlyphs - 1) }

    /// Width in em and number of tracked glyphs of the clusters that begin before a byte of the word.
    public func measure(upTo byte: Int) -> (advance: Double, trackedGlyphs: Int) {
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
public struct ShapedGlyph: Sendable, Hashable {
    public var id: UInt16
    /// Byte of the word at which its cluster begins.
    public var cluster: UInt32
    public var advance: Float
    public var dx: Float
    public var dy: Float
}
