import Glibc
import Styles

/// What the costs of a style come to for a line and for its end.
extension LineCosts {
    /// A break against usage, taken only where nothing else fits.
    static let kept = 20_000.0
    static let unwantedHyphen = 60_000.0
    static let forced = 1e6
    /// A ladder longer than the format allows: worse than any gap, taken only where a word alone is that long.
    static let ladder = 1e9
    /// A line wider than its measure: only a character that is wider itself makes one.
    static let overfull = 1e12

    func penalty(_ kind: Breakpoint.Kind) -> Double {
        switch kind {
        case .start, .space, .mandatory, .end: 0
        case .explicit: explicit
        case .seam: seam
        case .hyphen: hyphen
        case .shortHyphen: shortHyphen
        case .kept: LineCosts.kept
        case .unwantedHyphen: LineCosts.unwantedHyphen
        case .forced: LineCosts.forced
        }
    }

    // MARK: Justified lines

    /// Width of a word with its space in German, em.
    private static let word = 3.2
    /// The measure that is best to read (some 65 characters: Bringhurst, The Elements of Typographic Style, 2.1.2), em.
    private static let goodMeasure = 31.0

    /// What a gap counts in lines of this measure (em), so that a line of average words counts 1.
    func gapShare(measure: Double) -> Double { min(1, LineCosts.word / max(measure, 1)) }

    /// What the costs of hyphens are multiplied with in lines of this measure (em).
    func hyphenFactor(measure: Double) -> Double {
        measure <= LineCosts.goodMeasure ? 1 : pow(LineCosts.goodMeasure / measure, hyphenFall)
    }

    /// How a line's difference from the measure is taken up.
    struct Fit: Sendable {
        /// Share of the glyphs' flexibility in use, −1 … 1.
        var flex: Double
        /// Relative change of the spaces.
        var space: Double
    }

    /// How much wider or narrower the glyphs of a line may become, points.
    func capacity(_ line: Sums) -> Double { max(0, line.glyphs * expansionLimit + line.tracking * trackingLimit) }

    /// Glyphs flex before spaces do: the eye sees gaps first. `excess` is measure minus natural width.
    func fit(excess: Double, _ line: Sums) -> Fit {
        let capacity = capacity(line)
        let flex = capacity > 0 ? min(1, max(-1, excess / capacity)) : 0
        let rest = excess - flex * capacity
        if abs(rest) < 1e-9 { return Fit(flex: flex, space: 0) }
        // A line without spaces is judged as if it had one of 2 % of the measure.
        return Fit(flex: flex, space: rest / (line.spaces > 0 ? line.spaces : max(0.02 * (line.width + excess), 0.1)))
    }

    /// Demerits of a line but for its end.
    ///
    /// - Parameter share: how many gaps it has, as a share of what is usual: every gap counts alike.
    func demerits(_ fit: Fit, share: Double) -> Double {
        let tenths = fit.space * 10
        let over = max(0, fit.space - holeBegins) * 10
        return line + gap * share * tenths * tenths + hole * over * over + flex * fit.flex * fit.flex
    }

    /// Of neighbouring lines whose spaces changed by so much.
    func contrast(_ a: Double, _ b: Double) -> Double {
        let tenths = (a - b) * 10
        return contrast * tenths * tenths
    }

    /// Lines alike enough for what follows: only the best of each class is kept. Steps of 6 % of a space.
    static func fitnessClass(_ fit: Fit) -> Int8 { Int8(min(20, max(-5, (fit.space / 0.06).rounded()))) }

    // MARK: Ragged lines

    /// A line may fall short of the measure by this share at ``Ragged/short`` demerits. Since lines differ in length anyway,
    /// hyphens and runts count for more than in justified text.
    private enum Ragged {
        static let share = 0.16
        static let short = 25.0
        static let hyphen = 4.0
        static let runt = 11.0
    }

    /// `shortfall`: what is left of the measure, points.
    func raggedDemerits(shortfall: Double, measure: Double) -> Double {
        let ratio = shortfall / (Ragged.share * max(measure, 1))
        let square = ratio * ratio
        // Grows faster than the square: one very short line is worse than two rather short ones.
        return line + Ragged.short * square * (0.2 + 0.8 * square)
    }

    /// What the costs of hyphens are multiplied with.
    static func hyphenWeight(isRagged: Bool) -> Double { isRagged ? Ragged.hyphen : 1 }

    func runt(width: Double, measure: Double, isRagged: Bool) -> Double {
        let wanted = runtShare * measure
        guard width < wanted, wanted > 0 else { return 0 }
        return runt * (1 - width / wanted) * (isRagged ? Ragged.runt : 1)
    }
}
