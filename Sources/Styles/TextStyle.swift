/// How letters look: the part of a style that running text is set in.
public struct TextStyle: Sendable, Hashable {
    /// Name of the family in the font catalogue.
    public var family: String
    /// Points.
    public var size: Double
    /// Distance of baselines, points.
    public var leading: Double
    public var bold: Bool
    public var italic: Bool
    public var color: Color
    /// The font's own small capitals; one without them sets the letters as they are.
    public var smallCaps: Bool
    /// Figures of one width, for columns.
    public var tabularFigures: Bool

    public init(
        family: String = "Linux Libertine", size: Double = 11, leading: Double = 14, bold: Bool = false,
        italic: Bool = false, color: Color = .black, smallCaps: Bool = false, tabularFigures: Bool = false
    ) {
        self.family = family
        self.size = size
        self.leading = leading
        self.bold = bold
        self.italic = italic
        self.color = color
        self.smallCaps = smallCaps
        self.tabularFigures = tabularFigures
    }

    /// Distance of the baseline from the upper edge of its line, points: letters stand in the middle of the leading.
    /// 0.72 and 0.24 are the usual shares of ascender and descender of the type size in text faces.
    package var baseline: Double { leading / 2 + 0.24 * size }
}

public enum Alignment: String, Sendable, Hashable { case justified, left, centre, right }

/// How a paragraph of some role is set.
public struct BlockStyle: Sendable, Hashable {
    public var text: TextStyle
    public var alignment: Alignment
    public var hyphenates: Bool
    /// Least space before and after, points; of two neighbours the larger holds.
    public var before: Double
    public var after: Double
    /// From the left edge of the measure, points.
    public var indent: Double
    /// Of the first line, points.
    public var firstIndent: Double

    public init(
        text: TextStyle = TextStyle(), alignment: Alignment = .justified, hyphenates: Bool = true, before: Double = 0,
        after: Double = 0, indent: Double = 0, firstIndent: Double = 0
    ) {
        self.text = text
        self.alignment = alignment
        self.hyphenates = hyphenates
        self.before = before
        self.after = after
        self.indent = indent
        self.firstIndent = firstIndent
    }
}
