import Findings
import Foundation
import TestScale
import Testing

@testable import Production

/// The report of very many rows: pages that lead to every row, and an overview to look them up by.
@Suite("Report of many pages") struct ReportPagesTests {
    /// Rows of a run that never was.
    struct Rows: ManifestRows {
        let selections: [ClauseSelection]
        let records: [RowRecord]
        var count: Int { records.count }

        func forEachRow(_ body: ([UInt8], String) throws(Failure) -> Void) throws(Failure) {
            for record in records { try body(try record.line(), "manifest.json") }
        }
    }

    static func rows(_ count: Int, reversed: Bool = false) -> Rows {
        let selection = ClauseSelection(["gegenstand/allgemein 1.0"])
        let names = ["Kita Öhringer Weg", "Löwenzahn e. V.", "<b>Äpfelchen</b>", "Grundschule am Maß"]
        let records = (1...count).map { number in
            var record = RowRecord(
                zeile: number + 1, nr: String(reversed ? count + 1 - number : number), partner: "\(names[number % 4]) \(number)", datei: "\(number).pdf", seiten: 3,
                sha256: String(repeating: "a", count: 64), eingabe: "e", auswahl: selection.auswahl, befunde: [])
            if number % 1_000 == 7 { record.fail([Finding(.fehler, "feld-fehlt", "Zeile \(number) ist gescheitert.")]) }
            return record
        }
        return Rows(selections: [selection], records: records)
    }

    static func header(_ rows: Rows) -> ManifestHeader {
        ManifestHeader(
            programm: "P", vereinbarung: "probe", tabelle: "partner.csv", eingabe: "e", anzahl: rows.count, gescheitert: rows.records.count { $0.datei == nil }, offen: 0, seiten: 3
        )
    }

    /// The report of so many rows, and what is in its folder.
    static func write(_ rows: Rows, in folder: TemporaryPlace) throws -> (overview: String, pages: [String: String]) {
        let run = try BatchFolder(folder.path, .whole)
        defer { run.release() }
        try BatchReport.write(header(rows), rows, in: run)
        var pages: [String: String] = [:]
        for name in FileLook.names(in: folder.path + "/bericht") { pages[name] = try String(contentsOfFile: "\(folder.path)/bericht/\(name)", encoding: .utf8) }
        return (try String(contentsOfFile: folder.path + "/bericht.html", encoding: .utf8), pages)
    }

    private func targets(_ page: String) -> [String] { page.matches(of: #/(?:href|src)="([^"]+)"/#).map { String($0.1) } }

    @Test("Few rows are one page, and nothing lies beside it") func onePage() throws {
        let folder = try TemporaryPlace()
        let (overview, pages) = try Self.write(Self.rows(12), in: folder)
        #expect(pages.isEmpty && overview.contains("<td>12</td>") && !overview.contains("script"))
        #expect(FileLook.names(in: folder.path) == ["bericht.html"])
    }

    @Test("Every row and every failure stands on one page, every link leads somewhere", arguments: [false, true]) func everyRow(reversed: Bool) throws {
        let folder = try TemporaryPlace()
        let rows = Self.rows(ReportPages.mostRowsOfOnePage + 501, reversed: reversed)
        let (overview, pages) = try Self.write(rows, in: folder)
        #expect(FileLook.names(in: folder.path) == ["bericht", "bericht.html"], "nothing unfinished is left")
        let sheets = pages.filter { $0.key.hasPrefix("seite-") }.sorted { $0.key < $1.key }.map(\.value)
        #expect(sheets.count == 6)
        let lines = sheets.flatMap { $0.matches(of: #/<tr id="z(\d+)">/#).map { Int($0.1) ?? 0 } }
        #expect(lines == Array(2...rows.count + 1))
        #expect(pages["gescheitert-0001.html"]?.matches(of: #/ist gescheitert/#).count == 6)
        // Numbers that ascend need no list of their own.
        #expect(pages.keys.contains("nummer-0001.html") == reversed)
        var reached: Set<String> = []
        for (name, text) in pages.merging(["../bericht.html": overview], uniquingKeysWith: { one, _ in one }) where name != ReportScript.name {
            for target in targets(text) where !target.hasSuffix(".pdf") {
                let path = target.prefix { $0 != "#" }
                let file = name.hasPrefix("..") ? String(path.dropFirst("bericht/".count)) : String(path)
                reached.insert(file)
                #expect(file == "../bericht.html" || pages[file] != nil, "\(name): \(target)")
                if let anchor = target.split(separator: "#").dropFirst().first { #expect(pages[file]?.contains("id=\"\(anchor)\"") ?? false, "\(name): \(target)") }
            }
            #expect(!text.contains("<b>") && !text.contains("onclick") && !text.contains("<script>"), "\(name)")
        }
        #expect(Set(pages.keys).isSubset(of: reached), "no page that nothing leads to")
    }

    @Test("The lists name every row once, in alphabetical order") func lists() throws {
        let folder = try TemporaryPlace()
        let rows = Self.rows(ReportPages.mostRowsOfOnePage + 1, reversed: true)
        let (_, pages) = try Self.write(rows, in: folder)
        for (kind, name) in [("partner", \RowRecord.partner), ("nummer", \RowRecord.nr)] as [(String, KeyPath<RowRecord, String>)] {
            let entries = pages.filter { $0.key.hasPrefix(kind) }.sorted { $0.key < $1.key }.flatMap { $0.value.matches(of: #/<li><a href="seite-\d+.html#z(\d+)">([^<]+)</#) }
            #expect(entries.map { Int($0.1) ?? 0 }.sorted() == Array(2...rows.count + 1))
            let expected = rows.records.map { BatchReport.escaped($0[keyPath: name]) }
            let keys = entries.map { ReportIndex.key(rows.records[(Int($0.1) ?? 2) - 2][keyPath: name]) }
            #expect(Set(entries.map { String($0.2) }) == Set(expected))
            #expect(zip(keys, keys.dropFirst()).allSatisfy { !$1.lexicographicallyPrecedes($0) })
        }
    }

    static let keys: [(text: String, key: String)] = [
        ("Kita »Sonne« Nr. 12", "kita sonne nr 0212"), ("ÄPFEL", "apfel"), ("Maß", "mass"), ("007", "017"), ("0", "010"), ("  A--B  ", "a b"), ("", ""), ("Łódź 3", "łodz 013"),
        (String(repeating: "ü", count: 90), String(repeating: "u", count: 60)), (String(repeating: "ж", count: 90), String(repeating: "ж", count: 30)),
    ]

    @Test("Names are ordered as one looks them up", arguments: keys) func key(text: String, key: String) { #expect(String(decoding: ReportIndex.key(text), as: UTF8.self) == key) }

    @Test("A smaller report takes the pages of a larger one away, and only these") func smaller() throws {
        let folder = try TemporaryPlace()
        _ = try Self.write(Self.rows(ReportPages.mostRowsOfOnePage + 1), in: folder)
        _ = try Self.write(Self.rows(3), in: folder)
        #expect(FileLook.names(in: folder.path) == ["bericht.html"])
        try FileManager.default.createDirectory(atPath: folder.path + "/bericht", withIntermediateDirectories: true)
        try "x".write(toFile: folder.path + "/bericht/brief.txt", atomically: true, encoding: .utf8)
        _ = try Self.write(Self.rows(3), in: folder)
        #expect(FileLook.names(in: folder.path + "/bericht") == ["brief.txt"])
        let run = try BatchFolder(folder.path, .whole)
        defer { run.release() }
        #expect(throws: Failure.self) { try run.checkReportFolder(rows: ReportPages.mostRowsOfOnePage + 1) }
        try run.checkReportFolder(rows: ReportPages.mostRowsOfOnePage)
    }

    @Test("A line that is none of ours is told with its row, and the report before it stays") func damaged() throws {
        struct Damaged: ManifestRows {
            let selections: [ClauseSelection] = []
            let count: Int
            func forEachRow(_ body: ([UInt8], String) throws(Failure) -> Void) throws(Failure) {
                try body(Array(#"{"nr":"1","zeile":77}"#.utf8), "manifest.teil-1-von-2.json")
            }
        }
        let folder = try TemporaryPlace()
        let before = try Self.write(Self.rows(3), in: folder).overview
        let run = try BatchFolder(folder.path, .whole)
        defer { run.release() }
        for count in [1, ReportPages.mostRowsOfOnePage + 1] {
            let failure = #expect(throws: Failure.self) { try BatchReport.write(Self.header(Self.rows(1)), Damaged(count: count), in: run) }
            #expect(failure?.findings.first?.message.contains("Zeile 77") ?? false)
        }
        #expect(try String(contentsOfFile: folder.path + "/bericht.html", encoding: .utf8) == before)
    }

    @Test("A value that is read from a line without decoding it is the one that is decoded") func scanned() throws {
        for text in ["1", "a\"b", "ä/ö", "x\\", "\",\"nr\":\"2", "\u{2028}", ""] {
            let finding = Finding(.hinweis, "r", at: .cell("t", row: 5, column: nil), "\",\"nr\":\"9")
            var record = RowRecord(zeile: 12, nr: text, partner: "\",\"zeile\":3}", eingabe: "", befunde: [FindingJSON(finding)])
            record.sha256 = text
            let line = try record.line()
            #expect(RecordScan.row(line) == 12)
            let number = RecordScan.number(line)
            #expect(number == text || number == nil)
        }
        #expect(RecordScan.number(Array(#"{"auswahl":"k","klauseln":["a"]}"#.utf8)) == nil)
        let lines = ["", "{}", #"{"zeile":1"#, #"{"a":1,"zeile":}"#, #"{"a":1,"zeile":1.5}"#, #"{"a":1,"zeile":1234567890123456789}"#]
        for line in lines { #expect(RecordScan.row(Array(line.utf8)) == nil, "\(line)") }
    }
}
