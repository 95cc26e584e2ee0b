/// How running text is broken into lines.
public struct LineStyle: Sendable, Hashable {
    /// Longest run of lines that end with a hyphen.
    public var hyphenLimit = 2
    /// What the costs of hyphens are multiplied with: 0 hyphenates wherever that makes gaps more even, 20 hardly ever.
    public var hyphenReluctance = 1.0
    public var costs = LineCosts()

    public init() {}

    /// The costs with the reluctance in them.
    public var weightedCosts: LineCosts {
        guard hyphenReluctance != 1 else { return costs }
        var result = costs
        result.hyphen *= hyphenReluctance
        result.seam *= hyphenReluctance
        result.shortHyphen *= hyphenReluctance
        result.hyphenAfterHyphen *= hyphenReluctance
        result.finalHyphen *= hyphenReluctance
        return result
    }
}
