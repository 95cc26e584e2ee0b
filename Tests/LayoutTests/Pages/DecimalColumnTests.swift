import DocumentModel
import Styles
import TestDocuments
import Testing

@testable import Layout

@Suite struct DecimalColumnTests {
    @Test(arguments: [
        ("12", ""), ("12,50", ",50"), ("1.234,5 %", ",5 %"), ("1.234 Euro", " Euro"), ("3,25 Euro", ",25 Euro"), ("entfällt", ""),
        ("–", ""), ("", ""), (",5", ""), ("7,", ","), ("rund 3", ""),
    ])
    func whatStandsBehindTheWholeNumber(text: String, tail: String) {
        #expect(DecimalColumns.fraction(text) == tail)
    }

    private func table(_ cells: [String], _ builder: DocumentBuilder) -> Table {
        Table(
            columns: [TableColumn(), TableColumn(alignment: .decimal)], header: [builder.row(["Posten", "Betrag"])],
            rows: cells.map { builder.row(["Text", $0]) })
    }

    /// In the test face every character is half an em wide.
    @Test func commasStandUnderEachOther() {
        let builder = DocumentBuilder()
        let cells = ["3", "12,5", "1.234,50", "entfällt"]
        let table = table(cells, builder)
        let document = builder.document([builder.block { _ in .table(table) }])
        let result = DocumentLayout(setter: EvenSetter(), style: StyleSheet()).layOut(document)
        var ends: [Double] = []
        for item in result.list.pages[0].items {
            guard case .text(let run) = item.drawing, cells.contains(run.text) else { continue }
            let whole = run.text.split(separator: ",")[0]
            ends.append(run.origin.x + Double(whole.count) * run.size / 2)
        }
        #expect(ends.count == 4)
        #expect(ends.allSatisfy { abs($0 - ends[0]) < 0.01 }, "\(ends)")
    }
}
