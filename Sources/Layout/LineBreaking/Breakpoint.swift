/// Widths of a stretch of text, summed from the paragraph's beginning so that any line is the difference of two. Points.
struct Sums: Sendable {
    /// All advances, spaces at their natural width.
    var width = 0.0
    /// The part of it that is glyphs which may be expanded.
    var glyphs = 0.0
    /// What tracking of one em would add.
    var tracking = 0.0
    /// The part that is spaces, and how many they are.
    var spaces = 0.0
    var gaps = 0
    /// Rules and leaders that take what is left of a line.
    var fills = 0

    init() {}

    /// Of the line between two breakpoints, what hangs into the margin left out.
    init(of start: Breakpoint, _ end: Breakpoint) {
        self = end.lineEnd - start.lineStart
        width += end.hyphen - end.protrusionRight - start.protrusionLeft
        glyphs += end.hyphen
    }

    static func - (a: Sums, b: Sums) -> Sums {
        var result = a
        result.width -= b.width
        result.glyphs -= b.glyphs
        result.tracking -= b.tracking
        result.spaces -= b.spaces
        result.gaps -= b.gaps
        result.fills -= b.fills
        return result
    }
}

/// A place where a line may end.
struct Breakpoint: Sendable {
    enum Kind: UInt8, Sendable {
        case start, space
        /// After a hyphen, dash, slash, or where scripts without spaces break.
        case explicit
        case seam, hyphen, shortHyphen
        /// Against usage, since nothing else fits: at a space to keep, by a hyphen where none is wanted, between any two graphemes.
        case kept, unwantedHyphen, forced
        case mandatory
        case end
    }

    /// Byte at which the next line begins.
    var offset: Int
    /// The piece in which the next line begins.
    var piece: Int
    var kind: Kind
    /// Of the line that ends here: trailing spaces left out.
    var lineEnd: Sums
    /// Of the line that begins here.
    var lineStart: Sums
    /// Width of the hyphen to add.
    var hyphen = 0.0
    /// How far the line's last character may hang into the margin; the next line's first.
    var protrusionRight = 0.0
    var protrusionLeft = 0.0

    var addsHyphen: Bool { kind == .seam || kind == .hyphen || kind == .shortHyphen || kind == .unwantedHyphen }
    /// Counts in ladders: a line that ends with a stroke.
    var isStroke: Bool { addsHyphen || kind == .explicit }
    /// No line of text stands before the one that begins here.
    var isForcedStart: Bool { kind == .start || kind == .mandatory }
    var isForcedEnd: Bool { kind == .mandatory || kind == .end }
}
