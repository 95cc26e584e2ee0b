import DocumentModel
import Styles
import TestDocuments
import Testing

@testable import Layout

/// Pages are filled first: what fits onto a page and may end it stands on it, but for a few lines that a better break costs.
@Suite struct PageFillProperties {
    private struct Page {
        var number: Int
        /// Lines left empty.
        var empty: Double
        /// Whether the rows up to the next good break would have fitted.
        var hasRoom: Bool
        /// Filled, it would leave a last page too low to be one.
        var feedsLastPage: Bool
    }

    /// All pages that others of the same part follow.
    private static func innerPages(_ document: Document, _ style: StyleSheet) -> [Page] {
        let composer = BlockComposer(setter: EvenSetter(), style: style, document: document, pageLabels: [:], contents: [])
        var galley = composer.compose(document)
        let noteLines = composer.noteLines
        let (rows, pages) = composer.pagePlans(&galley, noteLines)
        let breaker = PageBreaker(
            rows: rows.map { composer.measured($0) }, notes: noteLines, capacity: style.page.height, leading: style.body.text.leading,
            separator: style.footnote.spaceAbove + style.footnote.spaceBelow, grid: style.grid)
        return pages.indices.dropLast().compactMap { number in
            let page = pages[number]
            let end = page.rows.upperBound
            guard end < rows.count, rows[end].breakCost != PageDemerits.forced, !page.rows.isEmpty else { return nil }
            var measure = PageMeasure(breaker, carry: page.notes.first.flatMap { $0.lines.lowerBound > 0 ? $0 : nil })
            for row in page.rows { measure.add(breaker.rows[row], notes: noteLines) }
            var next = end
            repeat {
                measure.add(breaker.rows[next], notes: noteLines)
                next += 1
            } while next < rows.count && breaker.rows[next].breakCost >= PageDemerits.exceptional
            var rest = 0.0
            var row = next
            while row < rows.count, rows[row].breakCost != PageDemerits.forced {
                rest += rows[row].height + (row > next ? rows[row].spaceBefore : 0)
                row += 1
            }
            let least = Double(PageDemerits.leastLines) * breaker.leading
            return Page(
                number: number, empty: page.shortfall / breaker.leading,
                hasRoom: measure.height <= breaker.capacity + PageBreaker.tolerance,
                feedsLastPage: rest < least && pages[number + 1].rows.upperBound >= row)
        }
    }

    private static func style(_ seed: UInt64) -> StyleSheet {
        var style = StyleSheet()
        if seed.isMultiple(of: 2) { style.grid = style.body.text.leading / 4 }
        if seed.isMultiple(of: 3) { style.page.size = Size(width: mm(148), height: mm(210)) }
        return style
    }

    @Test(arguments: Array<UInt64>(1...60)) func noPageIsLeftEmptyThatCouldTakeWhatComesNext(seed: UInt64) {
        var random = RandomDocuments(seed: seed)
        for page in Self.innerPages(random.document(), Self.style(seed)) where page.hasRoom && !page.feedsLastPage {
            #expect(page.empty <= PageDemerits.mostUnfilled + 0.001, "page \(page.number + 1)")
        }
    }

    @Test func whatThePageBeforeTheSignaturesLacksIsNotSharedByAllPages() {
        for words in stride(from: 40, through: 1_200, by: 87) {
            let builder = DocumentBuilder()
            let paragraphs = (0..<words / 40).map { builder.paragraph(DocumentBuilder.prose(40, seed: $0)) }
            let document = builder.document(paragraphs + [builder.signatures(.stacked, units: 3)])
            let pages = Self.innerPages(document, StyleSheet())
            for page in pages.dropLast() { #expect(page.empty <= PageDemerits.mostUnfilled + 0.001, "\(words) words, page \(page.number + 1)") }
        }
    }
}

/// Where lists are parted.
@Suite struct ListBreakTests {
    /// The items at the foot of the first page and at the head of the second.
    ///
    /// - Parameter room: lines of the first page for the list and its lead.
    private static func parted(room: Int, items: Int) -> (first: Int, second: Int) {
        let builder = DocumentBuilder()
        var style = StyleSheet()
        style.page.size = Size(width: mm(210), height: mm(50) + 20 * style.body.text.leading)
        style.body.before = 0
        style.body.after = 0
        style.lists.around = 0
        style.lists.itemGap = 0
        let lines = Int(style.page.height / style.body.text.leading)
        let text = (0..<lines - room).map { builder.paragraph("Zeile \($0).") }
        let after = (0..<12).map { builder.paragraph("Danach \($0).") }
        let list = builder.bullets((0..<items).map { "Punkt \($0)" })
        let document = builder.document(text + [builder.paragraph("Aufgaben:", .listLead), list] + after)
        let pages = DocumentLayout(setter: EvenSetter(), style: style).layOut(document).list.pages
        let counts = pages.map { page in
            page.items.filter { if case .text(let run) = $0.drawing { run.text.hasPrefix("Punkt") } else { false } }.count
        }
        return (counts[0], counts.count > 1 ? counts[1] : 0)
    }

    @Test(arguments: [
        // All four fit; one would stand alone on the next page; two and two; one would stand alone with its lead; none fits.
        (5, 4, 0), (4, 2, 2), (3, 2, 2), (2, 0, 4), (1, 0, 4),
    ])
    func theFirstAndTheLastItemStandAloneOnlyWhereMuchWouldStayEmpty(room: Int, first: Int, second: Int) {
        let found = Self.parted(room: room, items: 4)
        #expect(found.first == first && found.second == second, "\(found)")
    }
}
