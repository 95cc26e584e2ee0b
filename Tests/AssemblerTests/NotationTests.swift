import DocumentModel
import Findings
import Foundation
import Testing

@testable import Assembler

@Suite("How values are written")
struct NotationTests {
    @Test(
        "Numbers",
        arguments: [
            ("1.234,56", ScalarStyle.quoted, "1234.56"), ("1 234,5", .quoted, "1234.5"), ("12,5", .plain, "12.5"), ("12.50", .quoted, "12.5"),
            ("1.234", .quoted, "1234"),
            ("1.234.567", .plain, "1234567"), ("-3", .plain, "-3"), ("−3,5", .quoted, "-3.5"), ("0.125", .plain, "0.125"), ("1.5", .plain, "1.5"),
            ("1.234", .machine, "1.234"),
            ("1e3", .machine, "1000"), ("3", .plain, "3"),
        ])
    func numbers(text: String, style: ScalarStyle, expected: String) {
        #expect(NumberNotation.german(text, style: style) == .number(Decimal(string: expected)!))
    }

    @Test("What is no number", arguments: ["", "1,2,3", "12a", "1.23.4", "1..2", "--1", "ein", "1,", String(repeating: "9", count: 40)])
    func noNumbers(text: String) {
        #expect(NumberNotation.german(text, style: .quoted) == .notANumber)
    }

    @Test("`1.234` without quotes is ambiguous")
    func ambiguous() { #expect(NumberNotation.german("1.234", style: .plain) == .ambiguous) }

    @Test("Amounts", arguments: [("1.200,00 €", "1200"), ("EUR 12,50", "12.5"), ("1.200 €", "1200"), ("300,- Euro", "300"), ("1200", "1200")])
    func amounts(text: String, expected: String) {
        #expect(NumberNotation.amount(text, style: .plain) == .number(Decimal(string: expected)!))
    }

    @Test(
        "Dates",
        arguments: [
            "31.12.2026", "2026-12-31", "31. Dezember 2026", "31. 12. 2026", "31.\u{A0}Dezember\u{A0}2026", "2026-12-31T00:00:00",
            "2026-12-31 00:00:00",
        ])
    func dates(text: String) { #expect(DateNotation.any(text) == CalendarDate(year: 2026, month: 12, day: 31)) }

    @Test("What is no date", arguments: ["31.11.2026", "2026-2-30", "12/31/2026", "31.12.26", "Dezember 2026", "", "1.1.20260"])
    func noDates(text: String) { #expect(DateNotation.any(text) == nil) }

    @Test(
        "A place in a YAML scalar leads back to line and column of the file",
        arguments: [
            ("wenn: alter == x", 9, 1, 16), ("wenn: \"alter == x\"", 9, 1, 17), ("wenn: >-\n  alter\n  == x", 9, 3, 6),
            ("wenn: |\n  alter == x\n", 9, 2, 12),
            ("wenn: \"\\u0061lter == x\"", 9, 1, 22), ("wenn: 'it''s == x'", 8, 1, 17), ("wenn: alter\n  == x", 9, 2, 6),
        ])
    func places(yaml: String, offset: Int, line: Int, column: Int) throws {
        let log = FindingLog()
        let root = try #require(YAMLReading.root(yaml, of: SourceFile(path: "a.yaml", text: yaml), log: log))
        let text = try #require(root["wenn"]?.scalar?.text)
        #expect(text.place(at: offset) == .file("a.yaml", line: line, column: column))
    }
}

@Suite("Partner tables")
struct PartnerTableTests {
    func table(_ bytes: [UInt8]) throws(Findings) -> PartnerTable { try PartnerTable(bytes: bytes, path: "p.csv") }
    func cells(_ text: String) -> [[String]] { CSVParser.rows(of: Array(text.utf8)).map(\.cells) }

    @Test("Separators are recognised", arguments: [";", ",", "\t"])
    func separators(separator: String) {
        #expect(
            cells(["nr", "a", "b"].joined(separator: separator) + "\n" + ["1", "x", "y"].joined(separator: separator)) == [
                ["nr", "a", "b"], ["1", "x", "y"],
            ])
    }

    @Test("Quotes hold separators, line ends and doubled quotes; rows count as Excel counts", arguments: ["\n", "\r\n", "\r"])
    func quotes(end: String) {
        let text = "nr;a" + end + "1;\"x;\"\"y\"\"" + end + "z\"" + end + "2;Verein \"Die Brücke\"" + end
        let rows = CSVParser.rows(of: Array(text.utf8))
        #expect(rows.map(\.cells) == [["nr", "a"], ["1", "x;\"y\"\nz"], ["2", "Verein \"Die Brücke\""]])
        #expect(rows.map(\.number) == [1, 2, 3])
    }

    @Test("Excel's sep= line is honoured")
    func sep() { #expect(cells("sep=,\nnr,a;b\n1,2") == [["nr", "a;b"], ["1", "2"]]) }

    @Test("UTF-8 with mark, Windows-1252 and UTF-16 read alike")
    func encodings() throws {
        let text = "nr;partner.name\n1;Größe „A“ – 5 €\n"
        let utf16: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { unit -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        let windows = try #require(text.data(using: .windowsCP1252))
        for bytes in [Array(text.utf8), [0xEF, 0xBB, 0xBF] + Array(text.utf8), Array(windows), utf16] {
            let row = try table(bytes).rows[0]
            #expect(row.layer.root["partner"]?["name"]?.scalar?.text.value == "Größe „A“ – 5 €")
        }
    }

    @Test(
        "A table that is none, or has a faulty heading, is refused",
        arguments: [
            ("PK\u{03}\u{04}xx", "datei-binaer"), ("a\0b", "datei-binaer"), ("", "tabelle-leer"), ("\n", "tabelle-leer"),
            ("a;b\n1;2", "spalte-fehlt"),
            ("nr;a;a\n1;2;3", "spalte-doppelt"), ("nr;a;a.b\n1;2;3", "spalte-widerspruch"), ("nr;\n1;x", "spalte-ohne-namen"),
            ("Nr;a\n1;2", "spalte-fehlt"),
        ])
    func refused(text: String, rule: String) {
        let findings = #expect(throws: Findings.self) { try table(Array(text.utf8)) }
        #expect(findings?.all.map(\.rule) == [rule])
    }

    @Test(
        "A faulty row is told with its number; the others stay sound",
        arguments: [
            ("1;\"a\"b\n2;x", "csv-anfuehrung", 2), ("1;x\n2;\"a\n3;y", "csv-anfuehrung", 3), ("1;x;y\n2;x", "zeile-zu-lang", 2),
            (";x\n2;y", "nr-fehlt", 2), ("1;x\n1;y", "nr-doppelt", 3),
        ])
    func faultyRow(rows: String, rule: String, number: Int) throws {
        let table = try table(Array("nr;partner.name\n\(rows)".utf8))
        let faulty = table.rows.filter { !$0.findings.isEmpty }
        #expect(faulty.map(\.number) == [number])
        #expect(faulty.first?.findings.map(\.rule) == [rule])
    }

    @Test("Empty rows are left out but counted; blanks around a value too")
    func emptyRows() throws {
        let table = try table(Array("nr;partner.name\n;\n\n 7 ; Kita \n".utf8))
        #expect(table.rows.map(\.key) == ["7"] && table.rows.map(\.number) == [4])
    }

    @Test(
        "Findings of a row name row and column",
        arguments: [("beginn", "32.1.2026", "Zeile 2, Spalte „beginn“"), ("partner.nmae", "x", "Zeile 1, Spalte „partner.nmae“")])
    func places(column: String, value: String, place: String) throws {
        let library = try TestLibrary()
        try library.write("nr;partner.name;partner.strasse;partner.plz;partner.ort;\(column)\n1;K;S;01234;O;\(value)\n", to: "p.csv")
        let errors = try library.errors(row: PartnerTable(contentsOf: "\(library.root)/p.csv").row("1"))
        #expect(errors.map { library.place($0) } == ["p.csv, \(place)"])
    }

    @Test("A row that is not there is told, with the nearest")
    func noRow() throws {
        let table = try table(Array("nr;a\n101;x\n".utf8))
        let findings = #expect(throws: Findings.self) { try table.row("1001") }
        #expect(findings?.all.first?.remedy == "Meinten Sie „101“?")
    }
}
