import Layout
import Styles
import TestFonts
import TestScale
import Testing

/// What must hold of the lines of a paragraph in running text.
@Suite struct LineProperties {
    private let setter: ParagraphSetter
    init() throws { setter = try TestFonts.setter() }

    private static func sentences(_ seed: UInt64) -> String {
        var random = SplitMix(seed)
        let words = ParagraphTests.sample.split(separator: " ").map(String.init)
        return (0..<Int(40 + random.next() % 120)).map { _ in words[Int(random.next() % UInt64(words.count))] }.joined(separator: " ")
    }

    /// One line more (or fewer) is really had where it is promised, and promised wherever gaps allow it.
    @Test(arguments: 0..<UInt64(TestScale.count(sample: 12, full: 60))) func loosenessIsHadWherePossible(seed: UInt64) throws {
        let text = TestFonts.text(Self.sentences(seed))
        let format = ParagraphFormat(measure: [160, 220, 300, 380][Int(seed % 4)])
        let best = try setter.set(text, format)
        for looseness in [-1, 1] {
            let other = try setter.set(text, format, looseness: looseness)
            #expect(other.lines.count == best.lines.count + other.achievedLooseness)
            #expect(other.achievedLooseness == 0 || other.achievedLooseness == looseness)
            #expect(other.demerits >= best.demerits - 1e-9)
            if other.achievedLooseness == 0 {
                // A search that may only have that number of lines finds none either.
                #expect(other.lines.map(\.text) == best.lines.map(\.text))
            }
        }
    }

    /// Long paragraphs have a line to give or take.
    @Test func longParagraphsCanBeSetALineLongerOrShorter() throws {
        let text = TestFonts.text(Array(repeating: ParagraphTests.sample, count: 10).joined(separator: " "))
        for measure in [300.0, 340, 450] {
            let achieved = try [-1, 1].map { try setter.set(text, ParagraphFormat(measure: measure), looseness: $0).achievedLooseness }
            #expect(achieved == [-1, 1], "\(measure)")
        }
    }

    @Test(arguments: [170.0, 230, 310, 453.5]) func dearerHyphensMeanFewer(measure: Double) throws {
        let text = TestFonts.text(Array(repeating: ParagraphTests.sample, count: 3).joined(separator: " "))
        var counts: [Int] = []
        for factor in [0.0, 1, 8, 60] {
            var costs = LineCosts()
            costs.hyphen *= factor
            costs.seam *= factor
            counts.append(try setter.set(text, ParagraphFormat(measure: measure, costs: costs)).lines.count { $0.endsWithHyphen })
        }
        #expect(counts == counts.sorted(by: >))
        #expect(counts[0] > counts[3])
    }

    @Test(arguments: [75.0, 120, 160]) func noGapIsNarrowerThanAllowed(millimetres: Double) throws {
        let text = TestFonts.text(Array(repeating: ParagraphTests.sample, count: 6).joined(separator: " "))
        let set = try setter.set(text, ParagraphFormat(measure: mm(millimetres)))
        for line in set.lines { #expect(try #require(line.setting).stretch >= -LineCosts().shrinkLimit - 0.001) }
    }

    /// Tracking goes between the letters of a word: a gap is as wide as its space.
    @Test func trackingLeavesGapsAlone() throws {
        let set = try setter.set(TestFonts.text(Self.sentences(3)), ParagraphFormat(measure: 300))
        for line in set.lines.dropLast() {
            let run = try #require(line.runs.first)
            let gap = try #require(line.setting?.gap)
            #expect(line.runs.count == 1)
            let utf8 = Array(run.text.utf8)
            let spaces = run.glyphs.indices.dropLast().filter { utf8[Int(run.glyphs[$0].cluster)] == 0x20 }
            for index in spaces {
                let width = Double(run.glyphs[index + 1].x - run.glyphs[index].x)
                #expect(abs(width - gap * run.size) < 0.01)
            }
        }
    }

    @Test func shortLastLinesAreAvoided() throws {
        let runts = try (0..<UInt64(40)).count { seed in
            let set = try setter.set(TestFonts.text(Self.sentences(seed)), ParagraphFormat(measure: 300))
            return try #require(set.lines.last).width < 30
        }
        #expect(runts <= 2)
    }
}
