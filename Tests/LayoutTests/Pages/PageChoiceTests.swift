import Testing

@testable import Layout

/// Paragraphs a line longer or shorter, where that makes better pages.
@Suite struct PageChoiceTests {
    private func rows(_ count: Int) -> [PageBreaker.Row] { (0..<count).map { _ in PageBreaker.Row(height: 10) } }

    private func choice(_ rows: Range<Int>, _ counts: [Int], cost: Double = 30) -> PageBreaker.Choice {
        PageBreaker.Choice(
            rows: rows,
            alternatives: counts.map { count in
                PageBreaker.Alternative(
                    rows: (0..<count).map { index in
                        let forbidden = index == 1 || index == count - 1
                        return PageBreaker.Row(height: 10, breakCost: index > 0 && forbidden ? PageDemerits.forbidden : 0)
                    },
                    cost: cost)
            })
    }

    /// A heading that stays with two lines would leave two lines of the first page empty.
    private var headingAtTheFoot: PageBreaker {
        var rows = rows(20)
        rows[9].breakCost = PageDemerits.forbidden
        rows[10].breakCost = PageDemerits.forbidden
        return PageBreaker(rows: rows, notes: [], capacity: 100, leading: 10, separator: 10)
    }

    @Test func aParagraphALineShorterMakesRoomForWhatBelongsTogether() {
        var breaker = headingAtTheFoot
        #expect(breaker.solve().pages[0].rows == 0..<8)
        breaker.choices = [choice(0..<4, [5, 3])]
        let solution = breaker.solve()
        #expect(solution.taken == [1])
        #expect(solution.pages.map(\.rows) == [0..<10, 10..<19])
    }

    @Test func paragraphsALineLongerFillThePage() {
        var breaker = headingAtTheFoot
        breaker.choices = [choice(0..<4, [5]), choice(4..<8, [5])]
        let solution = breaker.solve()
        #expect(solution.taken == [0, 0])
        #expect(solution.pages.map(\.rows) == [0..<10, 10..<17, 17..<22])
    }

    @Test func nothingIsSetAnewWithoutNeed() {
        var breaker = PageBreaker(rows: rows(30), notes: [], capacity: 100, leading: 10, separator: 10)
        breaker.choices = [choice(3..<8, [6, 4]), choice(18..<24, [7, 5])]
        #expect(breaker.solve().taken == [nil, nil])
    }

    /// The search finds what trying every combination finds.
    @Test(arguments: Array<UInt64>(1...150)) func noCombinationIsBetterThanTheOneFound(seed: UInt64) {
        var random = SplitMix(seed)
        var rows = rows(Int.random(in: 18..<32, using: &random))
        for index in rows.indices.dropFirst() {
            rows[index].breakCost = [0, 0, 0, 10, 15, 400, PageDemerits.forbidden][Int.random(in: 0..<7, using: &random)]
            rows[index].spaceBefore = [0, 0, 5, 10][Int.random(in: 0..<4, using: &random)]
        }
        let notes: [[Double]] = [[10, 10], [10]]
        rows[Int.random(in: 0..<rows.count, using: &random)].notes = [0]
        rows[Int.random(in: 0..<rows.count, using: &random)].notes = [1]
        var breaker = PageBreaker(rows: rows, notes: notes, capacity: 100, leading: 10, separator: 10)
        let first = Int.random(in: 0..<6, using: &random) + 1
        let second = first + 4 + Int.random(in: 0..<5, using: &random)
        breaker.choices = [
            choice(first..<first + 3, [4, 2], cost: Double(Int.random(in: 0..<80, using: &random))),
            choice(second..<second + 4, [5], cost: Double(Int.random(in: 0..<80, using: &random))),
        ]
        // What stands before a paragraph does not depend on its setting.
        for index in breaker.choices.indices {
            let first = rows[breaker.choices[index].rows.lowerBound]
            for other in breaker.choices[index].alternatives.indices { breaker.choices[index].alternatives[other].rows[0] = first }
        }
        let solution = breaker.solve()
        var best = Double.infinity
        for one in -1..<2 {
            for two in -1..<1 {
                var plain = breaker
                plain.choices = []
                var cost = 0.0
                for (choice, taken) in zip(breaker.choices, [one, two]).reversed() where taken >= 0 {
                    plain.rows.replaceSubrange(choice.rows, with: choice.alternatives[taken].rows)
                    cost += choice.alternatives[taken].cost
                }
                best = min(best, plain.solve().cost + cost)
            }
        }
        #expect(abs(solution.cost - best) < 0.001)
        #expect(solution.pages.reduce(0) { $0 + $1.demerits } == solution.cost)
        #expect(zip(solution.pages, solution.pages.dropFirst()).allSatisfy { $0.rows.upperBound == $1.rows.lowerBound })
    }
}
