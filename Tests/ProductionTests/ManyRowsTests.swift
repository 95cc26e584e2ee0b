import Findings
import Testing

@testable import Production

/// What is kept of very many rows: little of each, and nothing wrongly.
@Suite("Many rows") struct ManyRowsTests {
    @Test("The first row of each is found though all hashes are the same", arguments: [0, UInt64.max]) func sameHash(hash: UInt64) {
        let values = [3, 5, 3, 7, 5, 3, 3, 9]
        var rows = FirstRows(rows: values.count)
        let found = values.indices.map { row in rows.first(hash, row: row) { values[$0] == values[row] } }
        #expect(found == [nil, nil, 0, nil, 1, 0, 0, nil])
    }

    @Test("Hashes that differ only in a few bits lead to their own rows") func nearHashes() {
        var rows = FirstRows(rows: 4_000)
        for row in 0..<2_000 { #expect(rows.first(UInt64(row) << 32, row: row) { _ in true } == nil) }
        for row in 0..<2_000 { #expect(rows.first(UInt64(row) << 32, row: 2_000 + row) { $0 == row } == row) }
    }

    @Test("Every n-th row", arguments: [(0, 1, 5, [0, 1, 2, 3, 4]), (1, 3, 8, [1, 4, 7]), (2, 3, 8, [2, 5]), (4, 5, 4, []), (0, 1, 0, [])])
    func selection(first: Int, step: Int, all: Int, expected: [Int]) { #expect(Array(RowSelection(first: first, step: step, of: all)) == expected) }

    @Test("What all rows say is said once; from the first that does not say it, each row says it for itself")
    func common() throws {
        let (one, two) = (Finding(.warnung, "eng", "Eng."), Finding(.warnung, "weit", "Weit."))
        for (rows, expected) in [
            ([[one], [one], [one]], ["Eng."]),
            ([[one, two], [one], [one, two]], ["2-mal: Weit. (Zeilen 2, 4)", "Eng."]),
            ([[], [one], [one]], ["2-mal: Eng. (Zeilen 3, 4)"]),
            ([[one]], ["Eng."]),
        ] as [([[Finding]], [String])] {
            var summary = CheckSummary(path: "t.csv", columns: [])
            for (index, findings) in rows.enumerated() { summary.add(findings, row: index + 2) }
            #expect(Set(summary.finish().findings.map(\.message)) == Set(expected))
        }
    }

    @Test(
        "A sub-folder is known by its name, and nothing else leads into one",
        arguments: [
            ("zeilen-0000001-0001000/1-kita.pdf", true), ("zeilen-0001001-0002000/1-kita.pdf", true), ("zeilen-10000001-10001000/1.pdf", true), ("1-kita.pdf", true),
            ("zeilen-0000002-0001001/1.pdf", false), ("zeilen-1-1000/1.pdf", false), ("zeilen-0000001-0001000/../1.pdf", false), ("../1.pdf", false),
            ("zeilen-0000001-0001000/zeilen-0000001-0001000/1.pdf", false), ("/1.pdf", false), ("zeilen-0000001-0001000/", false), ("aus/1.pdf", false), ("", false),
        ])
    func places(path: String, isPlace: Bool) { #expect(SpreadFolder.isPlace(path) == isPlace) }

    @Test(
        "A thousand rows each",
        arguments: [(1, "zeilen-0000001-0001000"), (1_000, "zeilen-0000001-0001000"), (1_001, "zeilen-0001001-0002000"), (12_345_678, "zeilen-12345001-12346000")])
    func names(row: Int, name: String) { #expect(SpreadFolder.name(ofRow: row) == name) }

    @Test("Sizes and times as people say them") func words() {
        #expect([0, 12, 1_234, 1_001_501].map(SizeWords.number) == ["0", "12", "1.234", "1.001.501"])
        #expect([0, 1_536, 2_577_000_000, 221_000_000_000, 1 << 50].map(SizeWords.size) == ["0,0 KiB", "1,5 KiB", "2,4 GiB", "206 GiB", "1.024 TiB"])
        #expect([0.1, 61, 5_040].map(SizeWords.duration) == ["1 s", "2 min", "1 h 24 min"])
    }
}
