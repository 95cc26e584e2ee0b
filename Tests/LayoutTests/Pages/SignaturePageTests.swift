import DocumentModel
import Styles
import TestDocuments
import Testing

@testable import Layout

/// How blocks of signatures meet pages, and what stands in their units.
@Suite struct SignaturePageTests {
    private static let header = ["Stelle", "Ort, Datum", "Unterschrift"]

    private static func list(_ arrangement: SignatureArrangement, units: Int, paragraphs: Int) -> DisplayList {
        let builder = DocumentBuilder()
        let text = (0..<paragraphs).map { builder.paragraph(DocumentBuilder.prose(24, seed: $0)) }
        let block = builder.signatures(arrangement, units: units, header: arrangement == .table ? Self.header : [])
        return DocumentLayout(setter: EvenSetter(), style: StyleSheet()).layOut(builder.document(text + [block])).list
    }

    /// Signatures by page, pages without any left out.
    private static func counts(_ list: DisplayList) -> [Int] {
        list.pages.map { $0.fields.filter { $0.kind == .signature }.count }.filter { $0 > 0 }
    }

    @Test(arguments: [SignatureArrangement.stacked, .sideBySide, .table], [2, 3, 4, 5, 6, 9, 13])
    func noSignatureStandsAloneOnAPage(_ arrangement: SignatureArrangement, units: Int) {
        for paragraphs in stride(from: 2, through: 14, by: 2) {
            let counts = Self.counts(Self.list(arrangement, units: units, paragraphs: paragraphs))
            #expect(counts.reduce(0, +) == units)
            #expect(counts.count == 1 || counts.allSatisfy { $0 >= 2 }, "\(paragraphs) paragraphs: \(counts)")
            if units < 4 { #expect(counts.count == 1, "\(paragraphs) paragraphs: \(counts)") }
        }
    }

    @Test("Sections of one line each do not hold together so that the signatures are parted instead", arguments: [SignatureArrangement.stacked, .sideBySide, .table])
    func sectionsOfALine(_ arrangement: SignatureArrangement) {
        for count in 6...24 {
            let builder = DocumentBuilder()
            let text = (1...count).map { number in builder.section("\(number)", "Punkt \(number)") { [builder.paragraph("Ein Satz.")] } }
            let block = builder.signatures(arrangement, units: 2, header: arrangement == .table ? Self.header : [])
            let list = DocumentLayout(setter: EvenSetter(), style: StyleSheet()).layOut(builder.document(text + [block])).list
            #expect(Self.counts(list) == [2], "\(count) sections: \(Self.counts(list))")
        }
    }

    @Test("A closing row of a table is never alone on the next page")
    func closingRow() {
        for count in 8...40 {
            let builder = DocumentBuilder()
            let table = builder.block { builder in
                var total = builder.row(["Summe", "100"])
                total.cells[0].isRowHeading = true
                let rows = (1...count).map { builder.row(["Posten \($0)", "1"]) }
                return .table(Table(columns: [TableColumn(), TableColumn()], header: [builder.row(["Posten", "Betrag"])], rows: rows + [total]))
            }
            let text = (0..<5).map { builder.paragraph(DocumentBuilder.prose(24, seed: $0)) }
            let list = DocumentLayout(setter: EvenSetter(), style: StyleSheet()).layOut(builder.document(text + [table])).list
            for page in list.pages {
                let texts = page.items.compactMap { if case .text(let run) = $0.drawing { run.text } else { nil } }
                #expect(!texts.contains("Summe") || texts.contains { $0.hasPrefix("Posten ") && $0 != "Posten" }, "\(count) rows: \(texts)")
            }
        }
    }

    /// The text leaves room for five of six: three and three.
    @Test func partsOfABlockComeOutAlike() {
        let all = (2...6).map { Self.counts(Self.list(.stacked, units: 6, paragraphs: $0)) }
        #expect(all.contains([3, 3]))
        #expect(!all.contains([5, 1]) && !all.contains([4, 2]), "\(all)")
    }

    @Test func aTableGoesOnUnderItsHeadRatherThanLeavingAPageEmpty() {
        let lists = (6...12).map { Self.list(.table, units: 8, paragraphs: $0) }.filter { Self.counts($0).count == 2 }
        #expect(lists.count > 1)
        for page in lists.flatMap({ $0.pages.suffix(2) }) {
            let head = page.items.contains { if case .text(let run) = $0.drawing { run.text == "Unterschrift" } else { false } }
            #expect(head)
        }
    }

    @Test func theRulesOfARowAreOneLineAndItsHeadIsNotSaidAgain() {
        let builder = DocumentBuilder()
        let block = builder.block { builder in
            .signatures(
                SignatureBlock(
                    arrangement: .table, tableHeader: Self.header.map { [.text($0)] },
                    units: (0..<4).map { index in
                        SignatureUnit(
                            id: builder.id(),
                            party: index == 3 ? [.blank(FillIn(id: builder.id(), label: "Name", length: .restOfLine(minimum: 40)))] : [.text("Stelle \(index)")],
                            placeAndDate: PlaceAndDate(
                                id: builder.id(), prefix: index == 1 ? [.text("Musterau, den")] : [], caption: index == 1 ? "" : "Ort, Datum"),
                            mandate: index == 2 ? "Im Auftrag" : nil,
                            signatories: [Signatory(id: builder.id(), name: index == 0 ? [.text("Anna Muster")] : [])])
                    }))
        }
        let document = builder.document([builder.paragraph("Schluss."), block])
        let page = DocumentLayout(setter: EvenSetter(), style: StyleSheet()).layOut(document).list.pages[0]
        var rules: [Double: Int] = [:]
        var texts: [String: Int] = [:]
        for item in page.items {
            switch item.drawing {
            case .line(let from, let to, _, _): if case .content = item.mark, from.y == to.y { rules[from.y, default: 0] += 1 }
            case .text(let run): texts[run.text, default: 0] += 1
            default: break
            }
        }
        #expect(rules.values.sorted() == [2, 2, 2, 3])
        #expect(texts["Ort, Datum"] == 1 && texts["Unterschrift"] == 1)
        #expect(page.fields.filter { $0.tooltip.hasPrefix("Ort, Datum") }.count == 3)
        #expect(document.plainText.components(separatedBy: "Ort, Datum").count == 2)
    }

    @Test func onWhoseBehalfSomebodySignsStandsWithTheSignature() throws {
        let list = Self.list(.sideBySide, units: 2, paragraphs: 2)
        let page = list.pages[0]
        func baseline(_ text: String) throws -> Double {
            try #require(
                page.items.compactMap { if case .text(let run) = $0.drawing, run.text == text { run.origin.y } else { nil } }.first)
        }
        let look = StyleSheet().signature
        let signature = try #require(page.fields.first { $0.kind == .signature })
        let place = try baseline("Ort, Datum")
        let mandate = try baseline("Im Auftrag")
        #expect(mandate - place >= 2 * look.text.leading - 3)
        #expect(signature.rect.maxY > mandate && signature.rect.y >= mandate - 0.001)
    }
}

/// Numbers before headings.
@Suite struct HangingNumberTests {
    private static func texts(_ numbers: [(String, String)]) -> [(text: String, x: Double, y: Double)] {
        let builder = DocumentBuilder()
        let sections = numbers.map { number, title in builder.section(number, title) { [builder.paragraph("Text von \(number).")] } }
        let list = DocumentLayout(setter: EvenSetter(), style: StyleSheet()).layOut(builder.document(sections)).list
        return list.pages.flatMap(\.items).compactMap {
            if case .text(let run) = $0.drawing { (run.text, run.origin.x, run.origin.y) } else { nil }
        }
    }

    @Test func headingsBeginAtOneEdge() {
        let numbers = (1...12).map { ("§ \($0)", "Titel \($0)") }
        let edges = Set(Self.texts(numbers).filter { $0.text.hasPrefix("Titel") }.map(\.x))
        #expect(edges.count == 1)
        // As far as before, where no number needs more.
        let few = Set(Self.texts(Array(numbers.prefix(3)).map { (String($0.0.dropFirst(2)), $0.1) }).filter { $0.text.hasPrefix("Titel") }.map(\.x))
        #expect(few == [StyleSheet().page.left + StyleSheet().heading(1).hang])
    }

    @Test func aSectionWithoutANameHasTheWhiteOfAHeadingUnderItsNumber() throws {
        let texts = Self.texts([("§ 1", "Titel"), ("§ 2", ""), ("§ 3", "")])
        func y(_ text: String) throws -> Double { try #require(texts.first { $0.text.hasPrefix(text) }).y }
        let named = try y("Text von § 1") - y("Titel")
        #expect(try abs(y("Text von § 2") - y("§ 2") - named) < 0.01)
        #expect(try abs(y("Text von § 3") - y("§ 3") - named) < 0.01)
    }
}
