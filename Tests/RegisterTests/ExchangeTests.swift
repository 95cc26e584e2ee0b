import Foundation
import Testing
import TestScale

@testable import Register

@Suite("Export and import lose nothing")
struct ExchangeTests {
    /// Texts that files of every kind like to spoil.
    private static let ugly = [
        " vorn", "hinten ", "zwei\nZeilen", "\ttab", "\"Zitat\"", "'Apostroph", "=SUMME(A1)", "007", "1.10.2026", "_x0041_", "a\u{0}b", "\u{FEFF}x", "ä\u{308}", "e\u{301}",
        "👩‍👩‍👧", "\u{202E}rückwärts", "+49 30", "-", "ja", "1,5", "#NV", "a\r\nb", "\u{A0}geschützt\u{A0}", "<&>", "\\", "\u{1}", "𝔄", "  ", "@x", "\u{2028}",
    ]

    private static func filled(_ seed: UInt64) throws -> SampleRegister {
        let register = try SampleRegister()
        var numbers = SeededNumbers(seed)
        func text() -> String { (0..<Int.random(in: 1...3, using: &numbers)).map { _ in ugly.randomElement(using: &numbers) ?? "" }.joined(separator: "x") }
        var entries = IntakeTests.entries(12)
        for index in entries.indices {
            entries[index].title = text()
            entries[index].fileNumber = text()
            entries[index].number = text()
            entries[index].path = "/" + text()
            entries[index].pages = Bool.random(using: &numbers) ? 9 : nil
            entries[index].passages += [text(), String(repeating: text(), count: index == 3 ? 6_000 : 1)]
            entries[index].events.append(ContractEvent(.signed, on: "2026-12-01", who: text(), effect: "2027-01-01", remark: text()))
            entries[index].parties[0].record.representative = text()
            if index % 4 == 0 { entries[index].sha256 = "" }
        }
        try register.store.take(entries)
        try register.store.cancel(.made, on: entries[0].date, of: entries[0].identifier, because: text())
        var change = PartnerChange()
        change.name = "Neu " + text()
        try register.store.change(try register.store.partners("")[0].partner, change, from: "2027-01-01")
        try register.store.write { try $0.execute(sql: "INSERT INTO protokoll (tag, was, anzahl) VALUES ('2026-01-01', 'geloescht', 3)") }
        return register
    }

    @Test("as JSON lines", arguments: 0..<UInt64(TestScale.count(sample: 3, full: 60)))
    func lines(seed: UInt64) throws {
        let register = try Self.filled(seed)
        let export = try register.export()
        let path = register.path("register.jsonl")
        try export.write(toFile: path, atomically: true, encoding: .utf8)
        let other = try SampleRegister()
        #expect(try other.store.importLines(path).new == 12)
        #expect(try other.export() == export)
        #expect(try other.store.check().faults == [])
        // Again, into the same one.
        #expect(try other.store.importLines(path).unchanged == 12)
        #expect(try other.export() == export)
    }

    @Test("as a workbook", arguments: 0..<UInt64(TestScale.count(sample: 3, full: 60)))
    func workbook(seed: UInt64) throws {
        let register = try Self.filled(seed)
        let export = try register.export()
        let path = register.path("register.xlsx")
        let bytes = try register.store.exportWorkbook()
        #expect(try register.store.exportWorkbook() == bytes)
        try Data(bytes).write(to: URL(filePath: path))
        let other = try SampleRegister()
        #expect(try other.store.importWorkbook(path).new == 12)
        #expect(try other.export() == export)
    }

    @Test(
        "A cell is read as it was written, whatever combines with its first letter",
        arguments: ["\u{308}\n", "\"\u{308}x", "'\u{301}", "\u{200D}👩\r\n", "\u{FE0F}_x0041_", "\u{301}"])
    func cells(text: String) { #expect(RegisterSheets.text(RegisterSheets.cell(text)).map { Array($0.unicodeScalars) } == Array(text.unicodeScalars)) }

    @Test(
        "A line that is none is told, and nothing comes in",
        arguments: [
            "", "{}", "{\"format\":\"anderes\"}", "{\"format\":\"klauselwerk-register-1\"}\nunsinn",
            "{\"format\":\"klauselwerk-register-1\"}\n{\"partner\":\"p\",\"staende\":[],\"schluessel\":[]}",
        ])
    func wrongLines(text: String) throws {
        let register = try SampleRegister()
        let path = register.path("x.jsonl")
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        let before = try register.export()
        #expect(throws: (any Error).self) { try register.store.importLines(path) }
        #expect(try register.export() == before)
    }
}
