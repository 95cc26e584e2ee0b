import DocumentModel
import Findings
import Foundation
import Settings
import Testing

@testable import Agreements
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
