import Testing

@testable import Layout

@Suite struct PageBreakerTests {
    private static func rows(_ count: Int) -> [PageBreaker.Row] { (0..<count).map { _ in PageBreaker.Row(height: 10) } }

    private static func pages(_ rows: [PageBreaker.Row], notes: [[Double]] = [], capacity: Double = 100) -> [PageBreaker.Page] {
        PageBreaker(rows: rows, notes: notes, capacity: capacity, leading: 10, separator: 10).pages()
    }

    @Test func pagesAreFilledAndOnlyTheLastIsShort() {
        #expect(Self.pages(Self.rows(27)).map(\.rows) == [0..<10, 10..<20, 20..<27])
    }

    @Test func aLastPageOfFewLinesTakesSomeFromThePageBeforeIt() {
        #expect(Self.pages(Self.rows(22)).map(\.rows) == [0..<10, 10..<17, 17..<22])
    }

    @Test func whatOnePageLacksIsNotSpreadOverTheOthers() {
        var rows = Self.rows(38)
        for index in 25..<32 { rows[index].breakCost = PageDemerits.forbidden }
        #expect(Self.pages(rows).map(\.rows) == [0..<10, 10..<20, 20..<24, 24..<33, 33..<38])
    }

    @Test func aForcedBreakEndsItsPage() {
        var rows = Self.rows(12)
        rows[3].breakCost = PageDemerits.forced
        #expect(Self.pages(rows).map(\.rows) == [0..<3, 3..<12])
    }

    @Test func whatBelongsTogetherGoesToTheNextPage() {
        var rows = Self.rows(20)
        for index in 9..<14 { rows[index].breakCost = PageDemerits.forbidden }
        let pages = Self.pages(rows)
        #expect(pages.map(\.rows) == [0..<8, 8..<15, 15..<20])
        #expect(!pages.contains { $0.breaksKeep })
    }

    @Test func aChainLongerThanAPageIsPartedAndReported() {
        var rows = Self.rows(15)
        for index in 1..<15 { rows[index].breakCost = PageDemerits.forbidden }
        let pages = Self.pages(rows)
        #expect(pages.count == 2)
        #expect(pages[1].breaksKeep)
    }

    @Test func aFootnoteTakesItsRoomOnThePageOfItsMark() {
        var rows = Self.rows(12)
        rows[8].notes = [0]
        let pages = Self.pages(rows, notes: [[10, 10, 10]])
        // Rows 0–8 with rule and note would need 130 points.
        #expect(pages.first { $0.rows.contains(8) }?.notes == [PageBreaker.NotePart(note: 0, lines: 0..<3)])
        #expect(!pages.contains { $0.isOverfull })
    }

    @Test func aFootnoteIsPartedOnlyWhereNothingElseIsPossible() {
        var rows = Self.rows(3)
        rows[0].notes = [0]
        let parted = Self.pages(rows, notes: [Array(repeating: 10, count: 14)])
        #expect(parted.count == 2)
        #expect(parted.flatMap(\.notes).map(\.lines) == [0..<8, 8..<14])
        #expect(!parted.contains { $0.isOverfull })
        let whole = Self.pages(rows, notes: [Array(repeating: 10, count: 5)])
        #expect(whole.flatMap(\.notes).map(\.lines) == [0..<5])
    }

    @Test func aFootnoteLongerThanPagesGoesOnUntilItEnds() {
        var rows = Self.rows(2)
        rows[1].notes = [0]
        let pages = Self.pages(rows, notes: [Array(repeating: 10, count: 50)])
        #expect(pages.flatMap(\.notes).map(\.lines.count).reduce(0, +) == 50)
        #expect(!pages.contains { $0.isOverfull })
    }

    @Test func aRowHigherThanThePageIsReported() {
        let pages = Self.pages([PageBreaker.Row(height: 10), PageBreaker.Row(height: 120), PageBreaker.Row(height: 10)])
        #expect(pages.filter(\.isOverfull).map(\.rows) == [1..<2])
    }

    @Test func everyRowStandsOnOnePageInOrder() {
        var rows = Self.rows(200)
        for index in rows.indices where index % 7 == 3 { rows[index].breakCost = PageDemerits.forbidden }
        #expect(Self.pages(rows).flatMap { Array($0.rows) } == Array(0..<200))
    }
}

@Suite struct TableColumnsTests {
    @Test(
        arguments: [
            ([.fixed(30), .share(1), .share(2)], 120, [30, 30, 60]),
            ([.content(least: 10, natural: 20), .content(least: 10, natural: 60)], 160, [40, 120]),
            ([.content(least: 20, natural: 100), .content(least: 20, natural: 20)], 90, [70, 20]),
            ([.content(least: 80, natural: 200), .content(least: 40, natural: 200)], 60, [40, 20]),
            ([.fixed(50), .fixed(20)], 200, [50, 20]),
            ([], 100, []),
        ] as [([TableColumns.Wish], Double, [Double])])
    func columnsShareTheMeasure(wishes: [TableColumns.Wish], measure: Double, widths: [Double]) {
        let found = TableColumns.widths(wishes, measure: measure)
        #expect(found.count == widths.count)
        for (a, b) in zip(found, widths) { #expect(abs(a - b) < 0.01, "\(found)") }
    }

    @Test func fixedColumnsWiderThanTheTableGiveWay() {
        let widths = TableColumns.widths([.fixed(500), .content(least: 10, natural: 50)], measure: 100)
        #expect(widths.reduce(0, +) <= 100.01)
        #expect(widths.allSatisfy { $0 >= 7.9 })
    }
}

@Suite struct TableGridTests {
    @Test func cellsPushedByASpanGoRightAndNoneIsLost() {
        let grid = TableGrid(spans: [[(2, 1), (1, 1)], [(1, 1), (1, 1)]], columns: 2)
        #expect(grid.columns == 3)
        #expect(grid.rows[1].map(\.column) == [1, 2])
        #expect(grid.isSpanned(into: 1))
    }

    @Test func spansEndWithTheTable() {
        let grid = TableGrid(spans: [[(9, 900)]], columns: 1)
        #expect(grid.rows[0][0].rowSpan == 1)
        #expect(grid.columns == TableGrid.widestSpan)
    }
}
