import Assembler
import DocumentModel
import Layout
import TestDocuments
import TestScale
import Testing

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
        /// But would have left a last page of fewer than five lines.
        var forLastPage = 0

        var description: String { "\(inner) inner pages, \(short) short, \(unfilled.count + forLastPage) could take more, \(forLastPage) of them for the last page \(unfilled)" }

        /// - Parameter leading: of the body, points.
        mutating func add(_ trace: LayoutTrace, of document: String, leading: Double) {
            for (index, page) in trace.pages.enumerated().dropLast() where page.isBody && trace.pages[index + 1].isBody {
                inner += 1
                let empty = page.shortfall / leading
                guard empty > PageFillTests.most + 0.001 else { continue }
                short += 1
                guard page.couldTakeMore else { continue }
                let next = trace.pages[index + 1]
                let lines = next.rows.reduce(0) { $0 + $1.height } / leading
                if next.shortfall == 0, lines - empty < 5 { forLastPage += 1 } else { unfilled.append("\(document), page \(index)") }
            }
        }
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
            count.add(try press.layOut(random.document()).trace, of: "seed \(seed)", leading: try supplies.style(style).body.text.leading)
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
        count.add(try press.layOut(document).trace, of: agreement, leading: try workshop.supplies.style(document.info.style).body.text.leading)
    }
}
