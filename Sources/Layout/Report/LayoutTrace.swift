/// What the layout knows of its own work: where every line came to stand and how it was made to fit.
///
/// It shares its lines with the display list, so keeping it costs next to nothing.
public struct LayoutTrace: Sendable, Hashable {
    public var pages: [PageTrace] = []
    /// Passes until the page numbers had settled.
    public var passes = 1

    public init() {}
}

public struct PageTrace: Sendable, Hashable {
    /// In reading order; the footnotes last.
    public var lines: [PlacedLine]
    public var rows: [Row]
    /// Empty at the foot though the text goes on, points.
    public var shortfall: Double
    /// What comes next, up to where a page may well end, would have fitted into that.
    public var couldTakeMore = false
    /// What the page breaker thought of it.
    public var demerits: Double
    /// Neither a cover nor a page of somebody else's.
    public var isBody: Bool

    public struct Row: Sendable, Hashable {
        /// Upper edge, points.
        public var y: Double
        public var height: Double
        /// Demerits of a page break before it; at least 1,000,000: forbidden.
        public var breakCost: Double
    }
}

public struct PlacedLine: Sendable, Hashable {
    public var line: SetLine
    public var setting: LineSetting
    /// Left end of its baseline.
    public var origin: Point

    public var text: String { line.text }
}
