import Styles
import TestDocuments
import DocumentModel
import Testing

@testable import Layout

@Suite struct LayoutReportTests {
    private static func line(
        _ index: Int, of count: Int, y: Double, gap: Double? = 0.25, hyphen: Bool = false, width: Double = 300,
        isJustified: Bool? = nil
    ) -> PlacedLine {
        let setting = LineSetting(
            index: index, count: count, measure: 300, isJustified: isJustified ?? (index + 1 < count), gap: gap, stretch: 0,
            expansion: 1, tracking: 0, size: 11)
        let line = SetLine(items: [], ascent: 8, descent: 3, width: width, endsWithHyphen: hyphen, setting: setting)
        return PlacedLine(line: line, setting: setting, origin: Point(x: 0, y: y))
    }

    private static func report(_ pages: [[PlacedLine]], style: StyleSheet = StyleSheet()) -> LayoutReport {
        var trace = LayoutTrace()
        trace.pages = pages.map { PageTrace(lines: $0, rows: [], shortfall: 14, demerits: 0, isBody: true) }
        return LayoutReport(trace, style: style)
    }

    @Test func gapsAndContrastComeFromJustifiedLines() throws {
        let lines = [0.2, 0.3, 0.4].enumerated().map { Self.line($0, of: 4, y: 14 * Double($0), gap: $1) }
        let figures = Self.report([lines + [Self.line(3, of: 4, y: 42, gap: 0.9)]]).document
        #expect(figures.lines == 4 && figures.justifiedLines == 3)
        #expect(abs(try #require(figures.gapMean) - 0.3) < 1e-9)
        #expect(abs(try #require(figures.gapDeviation) - (0.02 / 3).squareRoot()) < 1e-9)
        #expect(abs(try #require(figures.contrast) - 0.1) < 1e-9)
        #expect(figures.loosest?.gap == 0.4 && figures.tightest?.gap == 0.2)
    }

    @Test func laddersAndWordsAcrossPagesAreCounted() {
        let first = (0..<4).map { Self.line($0, of: 8, y: 14 * Double($0), hyphen: true) }
        let second = (4..<8).map { Self.line($0, of: 8, y: 14 * Double($0), hyphen: $0 == 4) }
        let report = Self.report([first, second])
        #expect(report.pages[0].ladders == 1 && report.pages[1].ladders == 0)
        #expect(report.pages[0].hyphensAcrossPages == 1)
        #expect(report.document.hyphenatedLines == 5)
    }

    @Test func aLastLineAloneIsAWidowAndAFirstLineAloneAnOrphan() {
        let report = Self.report([
            [Self.line(0, of: 3, y: 0)], [Self.line(1, of: 3, y: 0), Self.line(2, of: 3, y: 14)],
            [Self.line(0, of: 3, y: 0), Self.line(1, of: 3, y: 14)], [Self.line(2, of: 3, y: 0)],
        ])
        #expect(report.document.orphans == 1 && report.pages[0].orphans == 1)
        #expect(report.document.widows == 1 && report.pages[3].widows == 1)
    }

    @Test func aShortLastLineIsARuntAndEmptyLinesAreAddedUp() {
        let lines = [Self.line(0, of: 2, y: 0), Self.line(1, of: 2, y: 14, width: 20)]
        let report = Self.report([lines, lines])
        #expect(report.document.runts == 2)
        #expect(report.document.emptyLines == 2)
    }

    @Test func theGridIsMeasuredFromTheTypeArea() throws {
        var style = StyleSheet()
        style.grid = 7
        let first = style.page.top + style.body.text.baseline
        let lines = [Self.line(0, of: 3, y: first), Self.line(1, of: 3, y: first + 15), Self.line(2, of: 3, y: first + 28)]
        #expect(abs(try #require(Self.report([lines], style: style).document.gridDeviation) - 1) < 1e-6)
    }

    /// What the properties assert from the pages, the report says from the inside.
    @Test(arguments: [2, 4, 8, 16] as [UInt64]) func laidOutTextStandsOnTheGrid(seed: UInt64) throws {
        var style = StyleSheet()
        style.grid = 3.5
        var random = RandomDocuments(seed: seed)
        let result = DocumentLayout(setter: EvenSetter(), style: style).layOut(random.document())
        let figures = LayoutReport(result.trace, style: style).document
        #expect((figures.gridDeviation ?? 0) < 0.02)
        #expect(figures.hyphenatedLines == 0)
    }

    @Test func theOverlayAddsArtifactsUnderTheText() {
        var random = RandomDocuments(seed: 3)
        let result = DocumentLayout(setter: EvenSetter(), style: StyleSheet()).layOut(random.document())
        let overlaid = LayoutOverlay(setter: EvenSetter(), style: StyleSheet()).drawn(on: result.list, result.trace)
        for (page, plain) in zip(overlaid.pages, result.list.pages) {
            #expect(page.items.suffix(plain.items.count) == plain.items[...])
            for item in page.items.dropLast(plain.items.count) { #expect(item.mark == .artifact(.layout)) }
        }
        #expect(overlaid.pages.contains { page in page.items.count > result.list.pages[0].items.count })
    }
}
