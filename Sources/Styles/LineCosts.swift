/// How far a line may be made to fit, and what that and its end cost: demerits as in Knuth & Plass, Breaking Paragraphs into Lines
/// (1981), with glyph expansion and tracking inside (Thành, Micro-typographic extensions to the TeX typesetting system, 2000, has
/// tracking outside).
///
/// One unit of demerits is a line of average words whose spaces differ from their natural width by a tenth. The squares of
/// differences are summed over all spaces, so that the search minimises what `make quality` measures: the variance of gaps, and
/// that of gaps from line to line. TeX's demerits grow with the sixth power: they avoid the extremes and leave all else as it falls.
///
/// The values were found with `settext sweep` on the half of the texts in `Benchmarks/Text` that is kept for tuning, at ten measures from
/// 112 to 170 mm, so that they do not depend on where the lines of a few paragraphs happen to end.
public struct LineCosts: Sendable, Hashable {
    /// Glyphs may be drawn so much wider or narrower; above 2 % readers notice (Thành 2000, 3.3).
    public var expansionLimit = 0.02
    /// Steps of it: nine scaled fonts at most.
    public var expansionStep = 0.005
    /// The letters of a word may be set so far apart or together, in em.
    public var trackingLimit = 0.006
    /// Spaces never shrink further than by this share, as with TeX: 0.25 em becomes 0.17 em.
    public var shrinkLimit = 0.33
    /// Lines whose spaces grow by a greater share are not looked at in the first pass.
    public var tolerance = 0.9

    /// Each line: fewer lines are better. TeX's \linepenalty.
    public var line = 0.5
    /// Glyphs flexed as far as they may be.
    public var flex = 1.0
    /// Spaces wider or narrower by a tenth.
    public var gap = 1.0
    /// A gap beyond this share is a hole …
    public var holeBegins = 0.28
    /// … and each tenth more, squared, costs this besides.
    public var hole = 20.0
    /// Spaces a tenth wider or narrower than in the line before: squared. TeX's \adjdemerits knows only classes.
    public var contrast = 1.3
    /// What steps between neighbouring lines weigh when their glyphs are flexed to even them (`LineEvening`).
    public var evening = 0.3

    /// A hyphen within a part of a word, in lines up to 65 characters. TeX's \hyphenpenalty.
    public var hyphen = 48.0
    /// A hyphen between the parts of a compound: there the reader looks for the word's end least.
    public var seam = 42.0
    /// A hyphen after two letters: rather than a hole.
    public var shortHyphen = 55.0
    /// In longer lines, which need few hyphens and whose gaps can be the more even, hyphens cost less: by this power of the measure.
    public var hyphenFall = 3.2
    /// A break after a hyphen, dash or slash of the text. TeX's \exhyphenpenalty.
    public var explicit = 5.0
    /// Two lines running that end with a hyphen. TeX's \doublehyphendemerits.
    public var hyphenAfterHyphen = 8.0
    /// The paragraph's last line begins with a part of a word. TeX's \finalhyphendemerits.
    public var finalHyphen = 9.0
    /// The paragraph's last word is divided, so that nothing but a part of it stands in the last line: not done without need.
    public var lastWord = 200.0
    /// A last line shorter than this share of the measure …
    public var runtShare = 0.15
    /// … costs up to this.
    public var runt = 15.0

    public init() {}
}
