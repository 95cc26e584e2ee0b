import DocumentModel

/// How a paragraph is to be set.
public struct ParagraphFormat: Sendable, Hashable {
    public var alignment: Alignment
    /// Width of the lines in points.
    public var measure: Double
    /// Indent of the first line in points; may be negative for hanging numbers.
    public var firstIndent: Double
    public var hyphenates: Bool
    /// Longest run of hyphenated lines.
    public var hyphenLimit: Int
    public var protrudes: Bool

    public init(
        alignment: Alignment = .justified, measure: Double, firstIndent: Double = 0, hyphenates: Bool = true,
        hyphenLimit: Int = 2, protrudes: Bool = true
    ) {
        self.alignment = alignment
        self.measure = measure
        self.firstIndent = firstIndent
        self.hyphenates = hyphenates
        self.hyphenLimit = hyphenLimit
        self.protrudes = protrudes
    }
}

public enum Alignment: String, Sendable, Hashable { case justified, left, centre, right }

/// One finished line. Items are placed relative to the left end of the line's baseline.
public struct SetLine: Sendable, Hashable {
    /// Text runs, rules of blanks.
    public var items: [LineItem]
    /// Natural extent above and below the baseline, points, both positive.
    public var ascent: Double
    public var descent: Double
    /// Right edge of the last ink, points from the line's left end.
    public var width: Double
    /// Footnotes anchored in this line, in order.
    public var footnotes: [NodeID]
    public var endsWithHyphen: Bool
    /// Width of a space in this line, in em; for the report.
    public var gap: Double

    public init(
        items: [LineItem], ascent: Double, descent: Double, width: Double, footnotes: [NodeID] = [],
        endsWithHyphen: Bool = false, gap: Double = 0
    ) {
        self.items = items
        self.ascent = ascent
        self.descent = descent
        self.width = width
        self.footnotes = footnotes
        self.endsWithHyphen = endsWithHyphen
        self.gap = gap
    }
}

public struct LineItem: Sendable, Hashable {
    public var structure: StructureID?
    public var content: LineContent
    public var link: LinkTarget?
    /// Left edge and advance width, points; for links and fields.
    public var x: Double
    public var width: Double

    public init(structure: StructureID?, content: LineContent, link: LinkTarget? = nil, x: Double, width: Double) {
        self.structure = structure
        self.content = content
        self.link = link
        self.x = x
        self.width = width
    }
}

public enum LineContent: Sendable, Hashable {
    /// `origin` is relative to the line's left end; y is minus the rise.
    case text(TextRun)
    case fillIn(FillIn)
}
