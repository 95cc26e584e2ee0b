import Styles

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
    public var costs: LineCosts

    public init(
        alignment: Alignment = .justified, measure: Double, firstIndent: Double = 0, hyphenates: Bool = true,
        hyphenLimit: Int = 2, protrudes: Bool = true, costs: LineCosts = LineCosts()
    ) {
        self.alignment = alignment
        self.measure = measure
        self.firstIndent = firstIndent
        self.hyphenates = hyphenates
        self.hyphenLimit = hyphenLimit
        self.protrudes = protrudes
        self.costs = costs
    }
}
