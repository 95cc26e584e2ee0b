/// What a line costs: badness and demerits as in Knuth & Plass, Breaking Paragraphs into Lines (1981), with glyph expansion
/// and tracking inside (Thành, Micro-typographic extensions to the TeX typesetting system, 2000, has them outside).
enum LineCost {
    /// Glyphs may be drawn so much wider or narrower; above 2 % readers notice (Thành 2000, 3.3).
    static let expansionLimit = 0.02
    /// Steps of it: nine scaled fonts at most.
    static let expansionStep = 0.005
    /// Letters may be set so far apart or together, in em.
    static let trackingLimit = 0.006
    /// Change of a space, relative to its natural width, at which badness is 100. TeX's Computer Modern has 1/2 and 1/3; as the
    /// glyphs take the first part, spaces need less.
    static let stretchUnit = 0.45
    static let shrinkUnit = 0.28
    /// Spaces never shrink further: 0.25 em becomes 0.18 em.
    static let shrinkLimit = 0.28
    /// Above this stretch a line is not looked at in the first pass.
    static let tolerance = 0.9

    /// TeX's \linepenalty.
    static let line = 10.0
    static let glyphFlex = 6.0
    /// Penalties by kind of break; squared in the demerits. TeX: hyphen and explicit hyphen 50 each.
    static func penalty(_ kind: Breakpoint.Kind) -> Double {
        switch kind {
        case .start, .space, .mandatory, .end: 0
        case .explicit: 35
        case .seam: 70
        case .hyphen: 105
        case .kept: 3_000
        case .unwantedHyphen: 5_000
        case .forced: 20_000
        }
    }
    /// Two hyphenated lines running. TeX's \doublehyphendemerits is 10,000.
    static let hyphenAfterHyphen = 15_000.0
    /// A ladder longer than the format allows: worse than any gap, taken only where a word alone is that long.
    static let ladder = 1e9
    /// The paragraph's last line begins with a part of a word. TeX's \finalhyphendemerits is 5,000.
    static let finalHyphen = 9_000.0
    /// Neighbouring lines that differ in colour: for each class of distance, squared. TeX's \adjdemerits is 10,000 beyond one class.
    static let contrast = 900.0
    /// A last line shorter than this share of the measure …
    static let runtShare = 0.15
    /// … costs up to this.
    static let runt = 20_000.0
    /// In ragged setting a line may fall short by this share of the measure at badness 100; since lines differ there anyway,
    /// hyphens and runts count more by these factors.
    static let ragShare = 0.16
    static let raggedPenalty = 2.5
    static let raggedRunt = 4.0

    /// How a line's difference from the measure is taken up.
    struct Fit: Sendable {
        /// Share of the glyphs' flexibility in use, −1 … 1.
        var flex: Double
        /// Relative change of the spaces.
        var space: Double
    }

    /// Glyphs flex before spaces do: the eye sees gaps first. `excess` is measure minus natural width.
    static func fit(excess: Double, _ line: Sums) -> Fit {
        let capacity = max(0, line.glyphs * expansionLimit + line.tracking)
        let flex = capacity > 0 ? min(1, max(-1, excess / capacity)) : 0
        let rest = excess - flex * capacity
        if abs(rest) < 1e-9 { return Fit(flex: flex, space: 0) }
        // A line without spaces is judged as if it had one of 2 % of the measure.
        return Fit(flex: flex, space: rest / (line.spaces > 0 ? line.spaces : max(0.02 * (line.width + excess), 0.1)))
    }

    static func badness(_ fit: Fit) -> Double {
        let ratio = abs(fit.space) / (fit.space > 0 ? stretchUnit : shrinkUnit)
        // TeX stops at 10,000; here it goes on in a straight line, for the least bad of bad lines is to be found.
        let stretch = ratio < 4 ? 100 * ratio * ratio * ratio : 6_400 + 4_800 * (ratio - 4)
        return stretch + glyphFlex * fit.flex * fit.flex
    }

    /// `shortfall`: what is left of the measure, points.
    static func raggedBadness(shortfall: Double, measure: Double) -> Double {
        let ratio = shortfall / (ragShare * max(measure, 1))
        return 100 * ratio * ratio
    }

    static func demerits(badness: Double, _ kind: Breakpoint.Kind, isRagged: Bool) -> Double {
        let base = line + badness
        let penalty = penalty(kind) * (isRagged ? raggedPenalty : 1)
        return base * base + penalty * penalty
    }

    /// Classes of tightness for the cost between neighbours: 0 is natural, each step 12 % of a space.
    static func fitness(_ fit: Fit) -> Int8 { Int8(min(4, max(-2, (fit.space / 0.12).rounded()))) }

    static func contrast(_ a: Int8, _ b: Int8) -> Double {
        let distance = Double(a) - Double(b)
        return contrast * distance * distance
    }

    static func runt(width: Double, measure: Double, isRagged: Bool) -> Double {
        let wanted = runtShare * measure
        guard width < wanted, wanted > 0 else { return 0 }
        let lack = 1 - width / wanted
        return runt * lack * (isRagged ? raggedRunt : 1)
    }
}
