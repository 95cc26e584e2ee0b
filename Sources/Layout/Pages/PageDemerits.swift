/// What breaking here costs. Pure numbers, apart from the search; the unit is the demerit of ``shortfall(_:)``.
///
/// The scale: 10 × (empty lines)², so five empty lines at the foot of a page cost 250, twenty 4,000.
enum PageDemerits {
    /// A break that has to be.
    static let forced = -Double.infinity
    /// Parts what must stay together; taken only where nothing else is possible, and reported.
    static let forbidden = 1_000_000.0
    /// A page that overflows; below everything else, and reported.
    static let overfull = 1_000_000_000.0
    /// A footnote goes on on the next page.
    static let splitNote = 200_000.0
    /// A last page of fewer than ``leastLines`` lines (typography rule H8).
    static let shortLastPage = 50_000.0
    static let leastLines = 5
    /// Last item of a list alone at the head of a page (H3).
    static let lastItem = 5_000.0
    /// Blocks that belong together.
    static let unit = 500_000.0
    /// The word at the foot of the page is divided.
    static let hyphen = 3_000.0
    /// Within a paragraph.
    static let withinParagraph = 15.0
    /// Between items of a list.
    static let betweenItems = 10.0
    static let betweenTableRows = 20.0
    /// Between signatures of a block too large to stay whole.
    static let betweenSignatures = 2_000.0

    /// Of a page that ends `missing` points above the foot of the type area, with lines of `leading` points.
    static func shortfall(_ missing: Double, leading: Double) -> Double {
        let lines = max(0, missing) / leading
        return 10 * lines * lines
    }
}
