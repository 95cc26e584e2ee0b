import Findings
import Testing

@testable import Production

@Suite("Equal findings once, with their rows")
struct FindingFoldTests {
    private func finding(_ row: Int, _ message: String, _ severity: Severity = .fehler, remedy: String = "R.") -> Finding {
        Finding(severity, "regel", at: .cell("t.csv", row: row, column: "plz", letter: "E"), message, remedy: remedy)
    }

    @Test(
        "Rows as a list of ranges",
        arguments: [
            ([3], "3"), ([3, 4], "3, 4"), ([3, 5, 6, 7, 9], "3, 5–7, 9"), (Array(1...200), "1–200"),
            (Array(stride(from: 1, to: 60, by: 2)), "1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23 …"),
        ])
    func ranges(rows: [Int], text: String) {
        for order in [rows, rows.reversed(), rows + rows, rows.sorted { ($0 * 7 % 11, $0) < ($1 * 7 % 11, $1) }] {
            let ranges = RowRanges(order)
            #expect(ranges.text == text && ranges.all == rows && ranges.count == rows.count && ranges.first == rows.first)
            #expect(ranges.rest == RowRanges(rows.dropFirst()))
        }
    }

    @Test("Errors with the same message are one, others stay apart; the order of coming does not matter", arguments: [[3, 5, 4], [5, 4, 3]])
    func same(rows: [Int]) {
        var fold = FindingFold(limit: 10)
        for row in rows { fold.add(finding(row, "Fehlt.", remedy: "Füllen Sie die Zelle E\(row) aus.")) }
        fold.add(finding(9, "Anders."))
        let told = fold.findings(of: 20, in: "t.csv")
        #expect(told.map(\.message) == ["3-mal: Fehlt. (Zeilen 3–5)", "Anders."])
        #expect(told[0].remedy == "Füllen Sie in Spalte E die Zeilen 3–5 aus.")
        #expect(told[0].place == .cell("t.csv", row: 3, column: "plz", letter: "E"))
    }

    @Test("Hints of a column are one, whatever they say")
    func alike() {
        var fold = FindingFold(limit: 10)
        for row in [2, 7, 3] { fold.add(finding(row, "Gelesen wird \(row).", .hinweis), isAlike: true) }
        #expect(fold.findings(of: 20, in: "t.csv").map(\.message) == ["Gelesen wird 2. So auch in den Zeilen 3, 7."])
    }

    @Test("What is said of a page names the rows, unless all say it")
    func elsewhere() {
        for (rows, expected) in [([4], "Eng. (Zeile 4)"), ([4, 5], "Eng. (2-mal: Zeilen 4, 5)"), ([2, 3, 4], "Eng.")] {
            var fold = FindingFold(limit: 10)
            for row in rows { fold.add(Finding(.warnung, "eng", "Eng."), row: row) }
            #expect(fold.findings(of: 3, in: "t.csv").map(\.message) == [expected])
        }
    }

    @Test("Errors take the place of what is milder when there is no more room; the rest is counted")
    func limit() {
        var fold = FindingFold(limit: 2)
        fold.add(finding(1, "A.", .warnung))
        fold.add(finding(2, "B.", .warnung))
        fold.add(finding(3, "C."))
        fold.add(finding(4, "C."))
        #expect(fold.findings(of: 9, in: "t.csv").map(\.message) == ["A.", "2-mal: C. (Zeilen 3, 4)"])
        #expect(fold.unlisted == 1)
    }
}
