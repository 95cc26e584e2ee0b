/// What the layout knows of its own work: where every line came to stand and how it was made to fit.
///
/// It shares its lines with the display list, so keeping it costs next to nothing.
package struct LayoutTrace: Sendable, Hashable {
    package var pages: [PageTrace] = []
    /// Passes until the page numbers had settled.
    package var passes = 1

    package init() {}
}

package struct PageTrace: Sendable, Hashable {
    /// In reading order; the footnotes last.
    package var lines: [PlacedLine]
    package var rows: [Row]
    /// Empty at the foot though the text goes on, points.
    package var shortfall: Double
    /// What comes next, up to where a page may well end, would have fitted into that.
    package var couldTakeMore = false
    /// What the page breaker thought of it.
    package var demerits: Double
    /// Neither a cover nor a page of somebody else's.
    package var isBody: Bool

    package struct Row: Sendable, Hashable {
        /// Upper edge, points.
        package var y: Double
        package var height: Double
        /// Demerits of a page break before it; at least 1,000,000: forbidden.
        package var breakCost: Double
    }
}

package struct PlacedLine: Sendable, Hashable {
    package var line: SetLine
    package var setting: LineSetting
    /// Left end of its baseline.
    package var origin: Point

    package var text: String { line.text }
}
