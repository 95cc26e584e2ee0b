import DocumentModel
import Layout
import Styles
import Testing

@testable import Production

/// The layout keeps signatures whole and in company, so pages on which they are not are made by hand.
@Suite("Signatures and numbers of the deed")
struct DeedPagesTests {
    /// Which element stands on which page: `text`, `links` and `rechts` are the two units.
    private func outcomes(_ pages: [[String]]) throws -> [String] {
        var numbering = NodeNumbering()
        let units = [numbering.next(), numbering.next()]
        let block = Block(
            id: numbering.next(),
            .signatures(SignatureBlock(arrangement: .sideBySide, units: units.map { SignatureUnit(id: $0, party: .plain("Stadt"), placeAndDate: nil, signatories: []) })))
        var tree = StructureTree()
        let ids = [
            "text": tree.add(StructureElement(role: .paragraph, parent: StructureTree.root)),
            "links": tree.add(StructureElement(role: .paragraph, parent: StructureTree.root, node: units[0])),
            "rechts": tree.add(StructureElement(role: .paragraph, parent: StructureTree.root, node: units[1])),
        ]
        let date = try #require(CalendarDate(year: 2026, month: 10, day: 1))
        let info = DocumentInfo(agreement: "probe", title: "Probe", shortTitle: "Probe", author: "Stadt", date: date, status: .endfassung, style: "klassisch")
        let rule = Drawing.line(from: Point(x: 0, y: 0), to: Point(x: 1, y: 0), width: 1, .black)
        let list = DisplayList(
            info: info,
            pages: try pages.enumerated().map { index, names in
                let items = try names.map { PageItem(.content(try #require(ids[$0])), rule) }
                return Page(size: Size(width: 595, height: 842), label: "\(index + 1)", items: items, furniture: [], links: [], fields: [])
            }, structure: tree)
        let document = Document(info: info, furniture: PageFurniture(), body: [block])
        return DeedPages(document, list).signatures.map(\.ergebnis.rawValue)
    }

    @Test(
        "A unit over two pages, or signatures without text, fail",
        arguments: [
            ([["text", "links", "rechts"]], ["bestanden", "bestanden"]), ([["text", "links"], ["text", "links", "rechts"]], ["nicht bestanden", "bestanden"]),
            ([["text", "links"], ["rechts"]], ["bestanden", "bestanden"]), ([["text"], ["links"], ["rechts"]], ["bestanden", "nicht bestanden"]),
            ([["text"], ["links", "rechts"]], ["bestanden", "nicht bestanden"]), ([["text", "links"], ["links", "rechts"]], ["nicht bestanden", "nicht bestanden"]),
        ])
    func seesSignatures(pages: [[String]], expected: [String]) throws { #expect(try outcomes(pages) == expected) }

    // MARK: - Numbers

    /// Sections by number, each with the labels of its Absätze.
    private func failures(_ sections: [(number: String?, labels: [String])]) throws -> [String] {
        var numbering = NodeNumbering()
        let blocks = sections.map { section in
            let items = section.labels.map { ListItem(id: numbering.next(), label: $0, blocks: []) }
            let list = Block(id: numbering.next(), .list(List(kind: .absaetze, level: 1, items: items)))
            return Block(
                id: numbering.next(),
                .section(Section(level: 1, heading: Heading(id: numbering.next(), number: section.number, text: .plain("Ziele")), blocks: [list])))
        }
        let date = try #require(CalendarDate(year: 2026, month: 10, day: 1))
        let info = DocumentInfo(agreement: "probe", title: "Probe", shortTitle: "Probe", author: "Stadt", date: date, status: .endfassung, style: "klassisch")
        return DeedNumbering(Document(info: info, furniture: PageFurniture(), body: blocks)).failures
    }

    @Test(
        "Sections and Absätze are counted without a gap",
        arguments: [
            (["§ 1", "§ 2"], ["(1)", "(2)"], 0), (["I.", "II."], ["1.1", "1.2"], 0), (["1.", "3."], ["(1)"], 1), (["1.", "2."], ["(1)", "(3)"], 2), (["1", "1"], ["a)", "b)"], 1),
            (["A.", "A."], ["–", "–"], 1),
        ])
    func seesGaps(numbers: [String], labels: [String], expected: Int) throws {
        #expect(try failures(numbers.map { ($0, labels) }).count == expected)
    }

    @Test("A section without a number behind one that has one is told, a preamble is not")
    func seesMissingNumbers() throws {
        #expect(try failures([(nil, []), ("1", []), ("2", [])]) == [])
        #expect(try failures([("1", []), (nil, []), ("2", [])]) == ["Der Abschnitt „Ziele“ hat keine Nummer."])
    }
}
