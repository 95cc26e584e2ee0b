/// What breaking here costs. Pure numbers, apart from the search; an empty line at the foot of a page costs about 60.
///
/// Linear in the empty lines, unlike TeX's badness: pages have ragged bottoms, and a square would spread what one page lacks
/// over all pages before it. What a page lacks stands where it arose, too: a page that could have taken more pays for its
/// empty lines once more, and beyond ``mostUnfilled`` of them so much that nothing but the rules that never bend is worth it.
enum PageDemerits {
    /// A break that has to be.
    static let forced = -Double.infinity
    /// Parts what must stay together; taken only where nothing else is possible, and reported.
    static let forbidden = 1_000_000.0
    /// A page that overflows; below everything else, and reported.
    static let overfull = 1_000_000_000.0
    /// A footnote goes on on the next page.
    static let splitNote = 200_000.0
    /// A last page lower than ``leastLines`` lines (typography rule H8).
    static let shortLastPage = 50_000.0
    static let leastLines = 5
    /// Last item of a list alone at the head of a page (H3): some three lines of a page that could be filled.
    static let lastItem = 360.0
    /// First item of a list alone with its lead at the foot of a page.
    static let firstItem = 360.0
    /// Blocks that belong together.
    static let unit = 500_000.0
    /// The word at the foot of the page is divided: some three lines.
    static let hyphen = 400.0
    /// Within a paragraph.
    static let withinParagraph = 15.0
    /// Between items of a list.
    static let betweenItems = 10.0
    static let betweenTableRows = 20.0
    /// Within the last section before the signatures (typography rule H4): its two last lines have to go with them; the whole of it
    /// does where that leaves no more than four more lines of the page before empty.
    static let lastSection = 480.0
    /// Between signatures of a block of four or more, two at least on either side: seven lines left empty are better.
    static let betweenSignatures = 420.0
    /// For each signature by which the part before the break is the larger one, up to two: so that parts come out alike.
    static let unevenSignatures = 300.0
    /// Between signatures, where one would be left alone, or two or three would be parted at all.
    static let loneSignature = 20_000.0
    /// From here on a break is an exception, not a place to fill a page up to.
    static let exceptional = 1_000.0

    /// Of a page that ends `missing` points above the foot of the type area, with lines of `leading` points.
    ///
    /// - Parameter page: pages before it. Of two pages rather the later one is short: a little cheaper.
    static func shortfall(_ missing: Double, leading: Double, page: Int) -> Double {
        60 * max(0, missing) / leading * (1 + 0.2 / Double(page + 2))
    }

    /// Of a page that leaves that empty although the rows up to the next good break would have fitted.
    static func unfilled(_ missing: Double, leading: Double) -> Double {
        let lines = missing / leading
        return 60 * lines + 2_000 * max(0, lines - mostUnfilled)
    }

    /// So many lines may stay empty for the sake of a better break.
    static let mostUnfilled = 4.0

    /// What breaks known to be possible may cost more than others and still be looked at: about a page left empty.
    static let horizon = 3_000.0
    /// Up to this a page is as good as can be; nothing is set anew for it.
    static let good = 45.0
    /// Paragraphs of a page that may be set with a line more or fewer.
    static let mostChanges = 2

    /// Of a paragraph set otherwise than best, `nil` where the reader would see it: its lines would have spaces some 45 % wider or
    /// narrower than they need be (``LineCosts``'s scale).
    ///
    /// What all its lines lose counts, not their average: a long paragraph spoilt a little is as much spoilt as a short one a lot.
    /// So an empty line at the foot of a page is worth two hyphens at most.
    ///
    /// - Parameters best, lines: demerits of the best setting, and its lines.
    static func change(from best: Double, lines: Int, to other: SetParagraph) -> Double? {
        if other.meanDemerits - best / Double(max(1, lines)) > 20 { return nil }
        return 25 + 1.5 * max(0, other.demerits - best)
    }
}
