import DocumentModel
import Findings
import Styles
import TestDocuments
import TestFonts
import Testing
import Typeface

@testable import Layout

/// Lines with holes that no break could close are told once a document.
@Suite struct VeryLooseLinesTests {
    private static func trace(_ stretches: [Double], short: Bool = false) -> LayoutTrace {
        var trace = LayoutTrace()
        trace.pages = stretches.enumerated().map { index, stretch in
            let setting = LineSetting(
                index: 0, count: 2, measure: 300, isJustified: !short, isShort: short, gap: 0.25 * (1 + stretch), stretch: stretch, expansion: 1.02,
                tracking: 0.006, size: 11)
            let run = TextRun(
                font: FontID(rawValue: 0), size: 11, color: .black, origin: Point(x: 0, y: 0), glyphs: [], text: "Zeile \(index + 1) Ver\u{AD}",
                language: .german)
            let item = LineItem(structure: nil, content: .text(run), x: 0, width: 100)
            let line = SetLine(items: [item], ascent: 8, descent: 3, width: 300, setting: setting)
            return PageTrace(
                lines: [PlacedLine(line: line, setting: setting, origin: Point(x: 0, y: 0))], rows: [], shortfall: 0, demerits: 0, isBody: true)
        }
        return trace
    }

    @Test func upToTwiceTheUsualSpaceNothingIsSaid() {
        #expect(VeryLooseLines(Self.trace([0, 0.5, 1]), written: []).finding == nil)
    }

    @Test func oneLineIsNamedWithPageTextAndPlace() throws {
        let place = Place.file("clauses/a.md", line: 7, column: 0)
        let finding = try #require(VeryLooseLines(Self.trace([0, 1.44]), written: [LooseLine(text: "Zeile 2 Ver\u{AD}", place: place)]).finding)
        #expect(finding.severity == .hinweis && finding.rule == "zeilen-zu-weit" && finding.place == place)
        #expect(finding.message == "In einer Zeile stehen die Wörter sehr weit auseinander: Seite 2, „Zeile 2 Ver-“ (2,4-mal so weit wie üblich).")
        #expect(finding.remedy?.contains("fonts/trennung.txt") == true)
    }

    @Test func ofManyTheThreeWorstAreNamed() throws {
        let places = [2, 4].map { LooseLine(text: "Zeile \($0) Ver\u{AD}", place: .file("clauses/\($0).md", line: $0, column: 0)) }
        let finding = try #require(VeryLooseLines(Self.trace([1.1, 3, 1.2, 2, 1.3]), written: places).finding)
        #expect(finding.place == places[0].place)
        #expect(
            finding.message
                == "In 5 Zeilen stehen die Wörter sehr weit auseinander: Seite 2, „Zeile 2 Ver-“ (4,0-mal so weit wie üblich); Seite 4, „Zeile 4 Ver-“ (3,0-mal so weit wie üblich, clauses/4.md:4); Seite 5, „Zeile 5 Ver-“ (2,3-mal so weit wie üblich) und 2 weitere."
        )
    }

    @Test func linesLeftShortAreTheWorst() throws {
        let finding = try #require(VeryLooseLines(Self.trace([0], short: true), written: []).finding)
        #expect(finding.message.contains("Seite 1, „Zeile 1 Ver-“ (nicht auf die volle Breite gebracht)"))
    }

    /// Long words that must not be divided, in a narrow column.
    @Test func aDocumentTellsItsOwnOnce() throws {
        let builder = DocumentBuilder()
        var paragraph = builder.paragraph("Die Netzwerkkoordinierungsstelle Kindeswohlgefährdungseinschätzung wird beteiligt.")
        paragraph.origin = Origin(file: "clauses/eng.md", line: 3)
        var style = StyleSheet(text: TextStyle(family: TestFonts.serif))
        style.body.hyphenates = false
        style.page.right = style.page.size.width - style.page.left - 190
        let engine = LayoutEngine(setter: try TestFonts.setter(), style: style)
        for _ in 1...2 {
            // The second time from memory.
            let findings = try engine.layout(builder.document([builder.section("§ 1", "Enge") { [paragraph, paragraph] }])).findings
            let found = findings.filter { $0.rule == "zeilen-zu-weit" }
            #expect(found.count == 1)
            #expect(found.first?.place == .file("clauses/eng.md", line: 3, column: 0))
        }
    }
}
