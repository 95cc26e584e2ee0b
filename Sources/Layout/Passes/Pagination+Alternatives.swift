/// Pages that are not yet as good as can be get another chance with paragraphs a line longer or shorter.
extension BlockComposer {
    /// - Returns: the rows as they are finally set, and the pages made of them.
    func pagePlans(_ galley: inout Galley, _ noteLines: [[Double]]) -> (rows: [GalleyRow], pages: [PageBreaker.Page]) {
        var rows = galley.takeRows()
        KeepRules.apply(to: &rows)
        var breaker = PageBreaker(
            rows: rows.map { measured($0) }, notes: noteLines, capacity: style.page.height,
            leading: style.body.text.leading, separator: style.footnote.spaceAbove + style.footnote.spaceBelow, grid: style.grid)
        var solution = solve(breaker)
        // Setting a paragraph anew costs time, so only those of poor pages are; what that does to the pages after them is
        // seen in the next round.
        var settings: [Int: [FlexibleParagraph.Setting]] = [:]
        for _ in 0..<Self.mostRounds {
            let wanted = galley.flexible.indices.filter { index in
                settings[index] == nil && solution.isPoor(galley.flexible[index].rows, breaker.choices)
            }
            guard !wanted.isEmpty else { break }
            for index in wanted {
                let paragraph = galley.flexible[index]
                settings[index] = [1, -1].compactMap { self.setting(of: paragraph, looseness: $0) }.map { setting in
                    FlexibleParagraph.Setting(rows: dressed(setting.rows, like: rows[paragraph.rows]), cost: setting.cost)
                }
            }
            breaker.choices = settings.keys.sorted().compactMap { index in
                let alternatives = (settings[index] ?? []).map { setting in
                    PageBreaker.Alternative(rows: setting.rows.map { measured($0) }, cost: setting.cost)
                }
                return alternatives.isEmpty
                    ? nil : PageBreaker.Choice(rows: galley.flexible[index].rows, alternatives: alternatives)
            }
            solution = solve(breaker)
        }
        let chosen = settings.keys.sorted().filter { settings[$0]?.isEmpty == false }
        for (choice, index) in zip(breaker.choices.indices, chosen).reversed() {
            guard let taken = solution.taken[choice], let setting = settings[index]?[taken] else { continue }
            rows.replaceSubrange(galley.flexible[index].rows, with: setting.rows)
        }
        return (rows, solution.pages)
    }

    private static var mostRounds: Int { 3 }

    /// Rows of the same heights have the same pages, whatever they say.
    private func solve(_ breaker: PageBreaker) -> PageBreaker.Solution {
        if let known = memory?.pages.value(for: breaker) { return known }
        let solution = breaker.solve()
        memory?.pages.insert(solution, for: breaker, weight: breaker.rows.count)
        return solution
    }

    /// The paragraph with so many lines more (or fewer), if it can be set that way without anybody noticing.
    private func setting(of paragraph: FlexibleParagraph, looseness: Int) -> FlexibleParagraph.Setting? {
        // What would be left with one line is not worth the search: such settings are not taken (below).
        guard paragraph.rows.count + looseness > 1 else { return nil }
        let other = setter.set(paragraph.source.text, paragraph.source.format, looseness: looseness)
        guard other.achievedLooseness == looseness, other.lines.count > 1, other.issues.isEmpty,
            let cost = PageDemerits.change(from: paragraph.source.demerits, lines: paragraph.rows.count, to: other)
        else { return nil }
        return FlexibleParagraph.Setting(rows: paragraph.source.maker.rows(of: other.lines), cost: cost)
    }

    func measured(_ row: GalleyRow) -> PageBreaker.Row {
        PageBreaker.Row(
            height: row.height, spaceBefore: row.spaceBefore, breakCost: row.breakCost,
            resumption: row.repeatedHead.map { heads[$0].height } ?? 0, notes: owed(row.notes),
            foot: row.footInsert.map { footInserts[$0].height } ?? 0, isOnGrid: row.isOnGrid)
    }

    /// The lines of a paragraph set otherwise, with what the rows of the first setting bring: labels beside them, anchors,
    /// what must not be parted.
    private func dressed(_ lines: [GalleyRow], like rows: ArraySlice<GalleyRow>) -> [GalleyRow] {
        var result = lines
        let all = Array(rows)
        func dress(_ index: Int, like row: GalleyRow) {
            var copy = row
            copy.content = row.content.dropLast() + result[index].content
            copy.notes = result[index].notes
            copy.endsWithHyphen = result[index].endsWithHyphen
            result[index] = copy
        }
        dress(0, like: all[0])
        let inner = all.dropFirst()
        let head = inner.prefix { $0.breakCost >= PageDemerits.forbidden }.count
        let tail = inner.reversed().prefix { $0.breakCost >= PageDemerits.forbidden }.count
        let least = inner.map(\.breakCost).min() ?? 0
        for index in result.indices.dropFirst() {
            let isKept = index <= head || index >= result.count - tail
            result[index].breakCost = max(result[index].breakCost, isKept ? PageDemerits.forbidden : least)
        }
        return result
    }
}

extension PageBreaker.Solution {
    /// Whether some of the rows stand on a page that could be better, or just behind one.
    ///
    /// - Parameter range: rows as they were before any choice.
    func isPoor(_ range: Range<Int>, _ choices: [PageBreaker.Choice]) -> Bool {
        var shift = 0
        for (choice, taken) in zip(choices, taken) where choice.rows.upperBound <= range.lowerBound {
            if let taken { shift += choice.alternatives[taken].rows.count - choice.rows.count }
        }
        let now = range.lowerBound + shift..<range.upperBound + shift
        return pages.contains { $0.demerits > PageDemerits.good && $0.rows.overlaps(now) }
    }
}
