import Assembler
import DocumentModel
import Styles
import TestDocuments
import TestScale
import Testing
import Typeface

@testable import Layout
@testable import Production

/// Pages of whole documents in the house styles: where a page ends early although what comes next would fit, few lines stay empty.
@Suite("Inner pages are filled")
struct PageFillTests {
    /// More empty lines than that are a page that looks unfinished.
    private static let most = 4.0

    private struct Count: CustomStringConvertible {
        /// Pages after which the text goes on.
        var inner = 0
        /// More than four lines of them are empty, whatever the reason: a picture, signatures, a table row that does not fit.
        var short = 0
        /// And what comes next would have fitted: which document, and the page's index.
        var unfilled: [String] = []
        /// But that would leave a last page of fewer than five lines.
        var forLastPage = 0

        var description: String { "\(inner) inner pages, \(short) short, \(unfilled.count + forLastPage) could take more, \(forLastPage) of them for the last page \(unfilled)" }

        /// - Parameters:
        ///   - leading: of the body, points.
        ///   - wouldEndShort: whether the document, all pages filled, had a last page of fewer than five lines: that may cost lines many pages before it.
        mutating func add(_ trace: LayoutTrace, of document: String, leading: Double, wouldEndShort: () throws -> Bool) rethrows {
            var found: [String] = []
            for (index, page) in trace.pages.enumerated().dropLast() where page.isBody && trace.pages[index + 1].isBody {
                inner += 1
                guard page.shortfall / leading > PageFillTests.most + 0.001 else { continue }
                short += 1
                if page.couldTakeMore { found.append("\(document), page \(index)") }
            }
            guard !found.isEmpty else { return }
            if try wouldEndShort() { forLastPage += found.count } else { unfilled += found }
        }
    }

    /// Whether a part of the document ends with fewer than five lines if each of its pages takes all rows up to the last good break that fits.
    private static func wouldEndShort(_ document: Document, _ supplies: Supplies) throws -> Bool {
        let style = try supplies.style(document.info.style)
        let setter = try ParagraphSetter(fonts: FontLibrary(supplies.catalogue()), hyphenator: supplies.hyphenator())
        let composer = BlockComposer(
            setter: FontSetting(setter), style: style, document: document, pageLabels: [:], contents: document.contentsEntries(depth: style.contents.depth))
        var galley = composer.compose(document)
        let notes = composer.noteLines
        var rows = galley.takeRows()
        KeepRules.apply(to: &rows)
        let breaker = PageBreaker(
            rows: rows.map { composer.measured($0) }, notes: notes, capacity: style.page.height, leading: style.body.text.leading,
            separator: style.footnote.spaceAbove + style.footnote.spaceBelow, grid: style.grid)
        var (start, pagesOfPart) = (0, 0)
        while start < rows.count {
            var measure = PageMeasure(breaker, carry: nil)
            var (end, next) = (start, start)
            while next < rows.count, next == start || rows[next].breakCost != PageDemerits.forced {
                measure.add(breaker.rows[next], notes: notes)
                guard measure.height <= breaker.capacity + PageBreaker.tolerance || next == start else { break }
                next += 1
                if next == rows.count || rows[next].breakCost < PageDemerits.exceptional { end = next }
            }
            let endsPart = end == rows.count || rows[end].breakCost == PageDemerits.forced
            if endsPart, pagesOfPart > 0, rows[start..<end].reduce(0, { $0 + $1.height }) < Double(PageDemerits.leastLines) * breaker.leading { return true }
            pagesOfPart = endsPart ? 0 : pagesOfPart + 1
            start = max(end, start + 1)
        }
        return false
    }

    @Test("of the agreements, with their examples", arguments: ["klassisch", "sachlich"])
    func agreements(style: String) throws {
        var count = Count()
        for name in AgreementTests.names { try Self.add(name, RandomFiles.checkout, style, .always, to: &count) }
        print("page fill of agreements, \(style): \(count)")
        #expect(count.inner > 30)
        #expect(count.unfilled.isEmpty, "\(count)")
    }

    @Test("of agreements of real shapes")
    func shapes() throws {
        var count = Count()
        for name in RealShapeTests.names { try Self.add("\(RealShapeTests.folder)/agreements/\(name).yaml", RealShapeTests.folder, nil, .inDrafts, to: &count) }
        print("page fill of shapes: \(count)")
        #expect(count.inner > 10)
        #expect(count.unfilled.isEmpty, "\(count)")
    }

    @Test("of random documents", arguments: ["klassisch", "sachlich"])
    func random(style: String) throws {
        let supplies = Supplies(try Workspace.locate(agreement: nil, library: RandomFiles.checkout))
        let press = try Press(supplies)
        var count = Count()
        for seed in 1...UInt64(TestScale.count(sample: 30, full: 600)) {
            var random = RandomDocuments(seed: seed, picture: RandomFiles.checkout + "/stellen/wappen/musterau.png", style: style)
            let document = random.document()
            try count.add(press.layOut(document).trace, of: "seed \(seed)", leading: supplies.style(style).body.text.leading) {
                try Self.wouldEndShort(document, supplies)
            }
        }
        print("page fill of random documents, \(style): \(count)")
        #expect(count.inner > 40)
        #expect(count.unfilled.isEmpty, "\(count)")
    }

    /// - Parameter style: instead of the agreement's own.
    private static func add(_ agreement: String, _ library: String, _ style: String?, _ examples: ExampleUse, to count: inout Count) throws {
        var request = ContractRequest(agreement: agreement, library: library, settings: [])
        request.examples = examples
        let (workshop, file) = try Workshop.open(request)
        var document = try workshop.assemble(workshop.plan(file, workshop.data(request))).document
        if let style { document.info.style = style }
        let press = try Press(workshop.supplies)
        try count.add(press.layOut(document).trace, of: agreement, leading: workshop.supplies.style(document.info.style).body.text.leading) {
            try wouldEndShort(document, workshop.supplies)
        }
    }
}
