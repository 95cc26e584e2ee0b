import Styles

/// How a paragraph is to be set.
package struct ParagraphFormat: Sendable, Hashable {
    package var alignment: Alignment
    /// Width of the lines in points.
    package var measure: Double
    /// Indent of the first line in points; may be negative for hanging numbers.
    package var firstIndent: Double
    package var hyphenates: Bool
    /// Longest run of hyphenated lines.
    package var hyphenLimit: Int
    package var protrudes: Bool
    package var costs: LineCosts

    package init(
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
