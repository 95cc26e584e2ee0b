import Findings
import Foundation
import TableSamples
import TestScale
import Testing

@testable import Assembler

/// What stands in a table's cell is printed, or a finding names the cell: nothing is lost, whatever the cell's format.
@Suite("Cells as they are shown")
struct ShownCellTests {
    /// What a row of one cell „kenn“ gives.
    private func read(_ cell: String, _ name: String) throws -> (text: String?, findings: [Finding]) {
        let path = NSTemporaryDirectory() + UUID().uuidString + "-" + name
        defer { unlink(path) }
        let workbook = SampleWorkbook("== Partner\nnr | kenn\n1 | \(cell)")
        try SampleArchive.write(name.hasSuffix(".ods") ? workbook.openDocumentParts() : workbook.excelParts(), to: path)
        let row = try PartnerTable(contentsOf: path).rows[0]
        return (try AgreementData(row: row).text(at: "kenn"), row.findings)
    }

    @Test(
        "A number with a format is the text that it shows",
        arguments: [
            ("@als 000 7", "007"), ("@als 00000 1067", "01067"), ("@als \"D-\"00000 21", "D-00021"), ("@als [h]:mm 1.5", "36:00"), ("@als mmmm yyyy 46296", "Oktober 2026"),
            ("@als # ?/? 0.5", "1/2"), ("@als [$-de-DE]mmmm yyyy 46296", "Oktober 2026"), ("@als dd.mm.yyyy 46387.99998842592", "31.12.2026"),
            ("@als 0.00 2.345", "2,35"), ("@als #,##0.00 \"€\" 1234.5678", "1.234,57 €"), ("@als 0\" Tage\" 14", "14 Tage"), ("@als 000-00-00 20261", "002-02-61"),
            ("@als ddd 46296", "Do"), ("@als hh:mm 0.5", "12:00"), ("@als General 3", "3"), ("@als @ 3", "3"), ("#12.5", "12,5"), ("@datum 46296", "01.10.2026"),
            ("@ja", "WAHR"), ("@nein", "FALSCH"),
        ])
    func excel(cell: String, shown: String) throws {
        let read = try read(cell, "t.xlsx")
        #expect(read.text == shown && read.findings.isEmpty, "\(read)")
    }

    @Test(
        "A sheet of LibreOffice shows what stands beside the value",
        arguments: [
            ("@als 007 7", "007"), ("@als D-00021 21", "D-00021"), ("@als 1.234,57 € 1234.5678", "1.234,57 €"), ("@als 1,234.57 € 1234.5678", "1.234,57 €"),
            ("@als 2.35 2.345", "2,35"),
            ("@als 1/2 0.5", "1/2"), ("@als 1 1/2 1.5", "1 1/2"), ("@als 14 Tage 14", "14 Tage"), ("@als 1,25E-4 0.000125", "1,25E-4"), ("@als 1235 1234567", "1235"),
            ("@als -3,50 -3.5", "-3,50"), ("@ja", "WAHR"), ("@nein", "FALSCH"),
        ])
    func openDocument(cell: String, shown: String) throws {
        let read = try read(cell, "t.ods")
        #expect(read.text == shown && read.findings.isEmpty, "\(read)")
    }

    @Test(
        "What contradicts itself or shows nothing is an error with the cell",
        arguments: [
            ("@als ;;; 5", "t.xlsx"), ("@als 0 q 5", "t.xlsx"), ("@als #.##0,00 1234.5", "t.xlsx"), ("@als [$-40C]mmmm yyyy 46296", "t.xlsx"), ("@als 99 5", "t.ods"),
            ("@als #DIV/0! 0", "t.ods"),
            ("@als Err:502 0", "t.ods"), ("@durch Text", "t.xlsx"), ("@teils Text", "t.ods"),
        ])
    func unsure(cell: String, name: String) throws {
        let findings = try read(cell, name).findings
        #expect(findings.count == 1 && findings[0].severity == .fehler, "\(findings)")
        #expect(findings.first?.place?.description.hasSuffix("Zeile 2, Spalte B „kenn“") == true, "\(findings)")
        #expect(findings.first?.remedy != nil)
    }

    @Test("ODS: text that a cell holds and does not show is an error that names both", arguments: ["text:ruby-text", "text:note", "text:hidden-text"])
    func unshownText(element: String) throws {
        let path = NSTemporaryDirectory() + UUID().uuidString + "-t.ods"
        defer { unlink(path) }
        let parts = SampleWorkbook("== Partner\nnr | kenn\n1 | Mustermann").openDocumentParts().map { name, content in
            (name: name, content: Array(String(decoding: content, as: UTF8.self).replacing("Mustermann", with: "Mustermann<\(element)>Stern</\(element)>").utf8))
        }
        try SampleArchive.write(parts, to: path)
        let row = try PartnerTable(contentsOf: path).rows[0]
        let finding = try #require(row.findings.first)
        #expect(finding.rule == "zelle-mit-verborgenem-text" && finding.severity == .fehler && row.findings.count == 1, "\(row.findings)")
        #expect(finding.message.contains("„Mustermann [Stern]“") && finding.place?.description.hasSuffix("Zeile 2, Spalte B „kenn“") == true, "\(finding)")
        #expect(try AgreementData(row: row).text(at: "kenn") == nil)
    }

    /// A cell, in XLSX and ODS, and what it shows: put together here, so that nothing of the program is asked.
    private static func random(_ generator: inout some RandomNumberGenerator) -> (excel: String, openDocument: String, shown: String) {
        func digits(_ count: Int) -> String { (0..<count).map { _ in String(Int.random(in: 0...9, using: &generator)) }.joined() }
        func number(_ text: String) -> String { text.drop { $0 == "0" }.isEmpty ? "0" : String(text.drop { $0 == "0" }) }
        let words = ["Kita", "Größe", "AB-", "Nr. ", "§ ", "Az. "]
        switch Int.random(in: 0..<7, using: &generator) {
        case 0:
            let text = digits(.random(in: 2...8, using: &generator))
            return ("@als \(String(repeating: "0", count: text.count)) \(number(text))", "@als \(text) \(number(text))", text)
        case 1:
            let (word, text) = (words.randomElement(using: &generator) ?? "", digits(5))
            return ("@als \"\(word)\"00000 \(number(text))", "@als \(word)\(text) \(number(text))", word + text)
        case 2:
            let (whole, cents) = (String(Int.random(in: 1...999, using: &generator)), digits(2))
            let thousands = digits(3)
            let shown = "\(whole).\(thousands),\(cents) €"
            return ("@als #,##0.00 \"€\" \(whole)\(thousands).\(cents)", "@als \(shown) \(whole)\(thousands).\(cents)", shown)
        case 3:
            let (month, year) = (Int.random(in: 0..<12, using: &generator), Int.random(in: 1970...2098, using: &generator))
            let date = DateComponents(calendar: Calendar(identifier: .gregorian), timeZone: .gmt, year: year, month: month + 1, day: 9).date ?? Date()
            let serial = Int(date.timeIntervalSince1970 / 86_400) + 25_569
            let names = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"]
            let shown = "\(names[month]) \(year)"
            return ("@als mmmm yyyy \(serial).\(Int.random(in: 0...9, using: &generator))", shown, shown)
        case 4:
            let (hours, minutes) = (Int.random(in: 0...400, using: &generator), Int.random(in: 0...59, using: &generator))
            let shown = "\(hours):\(minutes < 10 ? "0" : "")\(minutes)"
            return ("@als [h]:mm \(Double(hours * 60 + minutes) / 1_440)", shown, shown)
        case 5:
            let shown = "\(words.randomElement(using: &generator) ?? "")␊\(digits(3))  „x“ & <y>"
            return (shown, shown, shown.replacing("␊", with: "\n"))
        default:
            let (numerator, denominator) = (Int.random(in: 1...8, using: &generator), 9)
            let shown = numerator % 3 == 0 ? "\(numerator / 3)/3" : "\(numerator)/\(denominator)"
            return ("@als # ?/? \(Double(numerator) / 9)", "@als \(shown) \(Double(numerator) / 9)", shown)
        }
    }

    @Test("Random cells: every word is there, or the cell is named")
    func everyWord() throws {
        var generator = Repeated(state: 21)
        for _ in 0..<TestScale.count(sample: 150, full: 5_000) {
            let cell = Self.random(&generator)
            for (text, name) in [(cell.excel, "t.xlsx"), (cell.openDocument, "t.ods")] {
                let read = try read(text, name)
                #expect(read.text == cell.shown && read.findings.isEmpty, "\(text): \(read)")
            }
        }
    }

    @Test("Line ends in a cell part words, in texts of one line too")
    func lineEnds() throws {
        let library = try TestLibrary()
        let path = "\(library.root)/p.xlsx"
        let row = "1 | Kita␊Sonne | Weg 1 | 00001 | O | V"
        try SampleArchive.write(
            SampleWorkbook("== P\nnr | partner.name | partner.strasse | partner.plz | partner.ort | partner.vertreten_durch\n\(row)").excelParts(), to: path)
        let plan = try library.plan(row: PartnerTable(contentsOf: path).rows[0])
        #expect(plan.value("partner.name") == .text("Kita Sonne"))
    }
}

/// The same numbers everywhere (SplitMix64, Steele et al. 2014).
private struct Repeated: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
