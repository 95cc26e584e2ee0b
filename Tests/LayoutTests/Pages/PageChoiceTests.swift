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
                let taken = [one, two].map { $0 < 0 ? nil : $0 }
                best = min(best, Self.cost(of: breaker, taken))
            }
        }
        #expect(abs(solution.cost - best) < 0.001)
        #expect(solution.pages.reduce(0) { $0 + $1.demerits } == solution.cost)
        #expect(zip(solution.pages, solution.pages.dropFirst()).allSatisfy { $0.rows.upperBound == $1.rows.lowerBound })
    }

    /// The least cost with each paragraph set in one way, page by page, without any short cut.
    private static func cost(of breaker: PageBreaker, _ taken: [Int?]) -> Double {
        let all = PageRows(breaker)
        // Places among all rows in all settings, in the order in which they come with these settings.
        var places: [Int] = []
        var cost = 0.0
        var row = 0
        for (index, choice) in breaker.choices.enumerated() {
            places += row..<choice.rows.lowerBound
            let setting = all.settings.first { $0.choice == index && $0.alternative == taken[index] }
            if let setting {
                cost += setting.cost
                // A page before a paragraph is the same page however the paragraph is set.
                places += [choice.rows.lowerBound] + setting.cells.dropFirst()
            }
            row = choice.rows.upperBound
        }
        places += row..<breaker.rows.count
        let starts = Dictionary(
            zip(breaker.choices, taken).compactMap { choice, taken in taken.map { (choice.rows.lowerBound, choice.alternatives[$0].rows[0]) } },
            uniquingKeysWith: { first, _ in first })
        let rows = places.map { starts[$0] ?? all.cells[$0] }
        places.append(all.count)
        // By number of pages: the least cost of so many pages that end before a row.
        var best = [[0.0] + Array(repeating: Double.infinity, count: rows.count)]
        // More pages than that cost more than any others.
        for number in 0..<8 {
            best.append(Array(repeating: .infinity, count: rows.count + 1))
            for start in rows.indices where best[number][start] < .infinity {
                var measure = PageMeasure(breaker, carry: nil)
                for end in start + 1...rows.count {
                    measure.add(rows[end - 1], notes: breaker.notes)
                    let missing = breaker.capacity - measure.height
                    if missing < -PageBreaker.tolerance { break }
                    var page = 0.0
                    if end == rows.count {
                        let least = Double(PageDemerits.leastLines) * breaker.leading
                        if start > 0, measure.bodyHeight < least { page += PageDemerits.shortLastPage }
                    } else {
                        let step = all.steps[places[end]]
                        let notes = step.notes + (step.notes > 0 && measure.parts.isEmpty ? breaker.separator : 0)
                        page += rows[end].breakCost + PageDemerits.shortfall(max(0, missing), leading: breaker.leading, page: number)
                        if step.body + notes <= missing + PageBreaker.tolerance {
                            page += PageDemerits.unfilled(max(0, missing), leading: breaker.leading)
                        }
                    }
                    best[number + 1][end] = min(best[number + 1][end], best[number][start] + page)
                }
            }
        }
        return cost + (best.compactMap(\.last).min() ?? .infinity)
    }
}
