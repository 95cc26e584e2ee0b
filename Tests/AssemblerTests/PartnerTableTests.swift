import Findings
import Foundation
import TableSamples
import Testing

@testable import Assembler

@Suite("Partner tables")
struct PartnerTableTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "klauselwerk-\(UUID().uuidString)")

    private func table(_ text: String, _ name: String = "p.csv") throws -> PartnerTable {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: name).path
        if name.hasSuffix(".xlsx") {
            try SampleArchive.write(SampleWorkbook(text).excelParts(), to: path)
        } else if name.hasSuffix(".ods") {
            try SampleArchive.write(SampleWorkbook(text).openDocumentParts(), to: path)
        } else {
            try Data(text.utf8).write(to: URL(filePath: path))
        }
        return try PartnerTable(contentsOf: path)
    }

    @Test(
        "A table that is none, or has a faulty heading, is refused",
        arguments: [
            ("a\0b", "datei-binaer"), ("", "tabelle-leer"), ("\n", "tabelle-leer"), ("a;b\n1;2", "spalte-fehlt"),
            ("nr;a;a\n1;2;3", "spalte-doppelt"), ("nr;a;a.b\n1;2;3", "spalte-widerspruch"), ("nr;;b\n1;x;y", "spalte-ohne-namen"),
            ("Nr;a\n1;2", "spalte-fehlt"), ("nr;a\n1;\"x\n2;y", "csv-anfuehrung"),
        ])
    func refused(text: String, rule: String) throws {
        let findings = #expect(throws: FindingList.self) { try table(text) }
        #expect(findings?.all.map(\.rule) == [rule])
    }

    /// A row of so many columns, in four formats.
    private static func wide(_ columns: Int) -> [(String, String)] {
        let names = (1..<columns).map { "c\($0)" }
        func object(_ names: [String]) -> String { names.map { "\"\($0)\":\"x\"" }.joined(separator: ",") }
        return [
            ("nr;\(names.joined(separator: ";"))\n1;x\n", "p.csv"), ("{\"nr\":\"1\",\(object(names))}", "p.jsonl"),
            ("{\"nr\":\"1\",\"partner\":{\(object(names))}}", "q.jsonl"),
            ("== P\nnr | \(names.joined(separator: " | "))\n1 | x", "p.xlsx"), ("== P\nnr | \(names.joined(separator: " | "))\n1 | x", "p.ods"),
        ]
    }

    @Test("A thousand columns are read, more are refused before anything is done with them")
    func columns() throws {
        for (text, name) in Self.wide(1_000) {
            let read = try table(text, name)
            #expect(read.rows.map(\.key) == ["1"] && read.findings.isEmpty && read.rows[0].findings.isEmpty, "\(name)")
        }
        // What grew with the square of the columns took minutes here.
        for (text, name) in Self.wide(1_001) + Self.wide(4_000) {
            var findings: FindingList?
            let time = ContinuousClock().measure { findings = #expect(throws: FindingList.self) { try table(text, name) } }
            #expect(findings?.all.map(\.rule) == ["tabelle-zu-gross"], "\(name)")
            #expect(time < .seconds(20), "\(name): \(time)")
        }
    }

    @Test(
        "A faulty row is told with its number; the others stay sound",
        arguments: [
            ("1;\"a\"b\n2;x", "csv-anfuehrung", 2), ("1;x;y\n2;x", "zeile-zu-lang", 2), (";x\n2;y", "nr-fehlt", 2), ("1;x\n1;y", "nr-doppelt", 3),
            ("1;=A1\n2;x", "formel", 2), ("1;#NV\n2;x", "formel-fehler", 2), ("1;1,23E+11\n2;x", "zahl-gerundet", 2),
        ])
    func faultyRow(rows: String, rule: String, number: Int) throws {
        let table = try table("nr;partner.name\n\(rows)")
        let faulty = table.rows.filter { !$0.findings.isEmpty }
        #expect(faulty.map(\.number) == [number])
        #expect(faulty.first?.findings.map(\.rule) == [rule])
    }

    @Test("Empty rows and remarks are left out but counted; blanks around a value too")
    func emptyRows() throws {
        let table = try table("nr;partner.name\n;\n# Erläuterung;Name\n 7 ; \u{A0}Kita\u{200B} \n")
        #expect(table.rows.map(\.key) == ["7"] && table.rows.map(\.number) == [4])
        #expect(table.rows[0].layer.root["partner"]?["name"]?.scalar?.text.value == "Kita")
    }

    @Test("Numbered columns, a second sheet and JSON give the same list")
    func lists() throws {
        let tables = [
            try table("nr;kontakte.2.name;kontakte.1.name;kontakte.10.name\n1;B;A;C\n"),
            try table("== Tabelle1\nnr\n1\n== kontakte\nnr | name\n1 | A\n2 | X\n1 | B\n1 | C", "p.xlsx"),
            try table("{\"nr\": 1, \"kontakte\": [{\"name\": \"A\"}, {\"name\": \"B\"}, {\"name\": \"C\"}]}", "p.jsonl"),
            try table("{\"nr\": \"1\", \"kontakte.1.name\": \"A\", \"kontakte.2\": {\"name\": \"B\"}, \"kontakte.3.name\": \"C\"}", "p.jsonl"),
        ]
        for table in tables {
            guard case .sequence(let elements)? = table.rows[0].layer.root["kontakte"]?.content else {
                Issue.record("keine Liste in \(table.path)")
                continue
            }
            #expect(elements.map { $0["name"]?.scalar?.text.value } == ["A", "B", "C"])
        }
        #expect(tables[1].findings.map(\.rule) == ["nr-unbekannt"])
    }

    @Test(
        "Findings of a row name row, letter and name of the column",
        arguments: [
            ("beginn", "32.1.2026", "Zeile 2, Spalte F „beginn“"), ("partner.nmae", "x", "Zeile 1, Spalte F „partner.nmae“"),
            ("partner.vertreten_durch", "", "Zeile 2, Spalte F „partner.vertreten_durch“"),
        ])
    func places(column: String, value: String, place: String) throws {
        let library = try TestLibrary()
        try library.write("nr;partner.name;partner.strasse;partner.plz;partner.ort;\(column)\n1;K;S;01234;O;\(value)\n", to: "p.csv")
        let errors = try library.errors(row: PartnerTable(contentsOf: "\(library.root)/p.csv").row("1"))
        #expect(errors.map { library.place($0) }.filter { $0.contains("Spalte F") } == (value.isEmpty ? [] : ["p.csv, \(place)"]))
    }

    @Test(
        "Postcodes that lost their zero are mended where the Land leaves no doubt",
        arguments: [
            ("1067", "SN", "01067"), ("1067", "NW", nil), ("6108", "ST", "06108"), ("6108", "SN", nil), ("67", "SN", nil), ("44137", "NW", "44137"),
            ("A-1010", "NW", "A-1010"), ("441371", "NW", nil), ("00002", "NW", "00002"),
        ] as [(String, String, String?)])
    func postcodes(written: String, land: String, read: String?) throws {
        let library = try TestLibrary()
        let row = try table("nr;partner.name;partner.art;partner.strasse;partner.plz;partner.ort;partner.land\n1;K;ev;S;\(written);O;\(land)\n").rows[0]
        if let read {
            #expect(try library.plan(row: row).value("partner.plz")?.inGerman == "„\(read)“")
        } else {
            #expect(library.errors(row: row).contains { $0.rule == "plz-null" && $0.remedy != nil })
        }
    }

    @Test("A date kept as a number is read where it is a number; as text it is told")
    func serialDates() throws {
        let library = try TestLibrary()
        let heading = "nr;partner.name;partner.art;partner.strasse;partner.plz;partner.ort;beginn"
        let sheet = "== P\n" + heading.replacing(";", with: " | ") + "\n1 | K | ev | S | 01234 | O | #46296"
        let plan = try library.plan(row: table(sheet, "p.xlsx").rows[0])
        #expect(plan.value("beginn")?.inGerman == "01.10.2026")
        #expect(plan.findings.contains { $0.rule == "datum-aus-zahl" })
        let errors = library.errors(row: try table(heading + "\n1;K;ev;S;01234;O;46296\n").rows[0])
        #expect(errors.first?.remedy?.contains("01.10.2026") == true)
    }

    @Test("A row that is not there is told, with the nearest")
    func noRow() throws {
        let table = try table("nr;a\n101;x\n")
        let findings = #expect(throws: FindingList.self) { try table.row("1001") }
        #expect(findings?.all.first?.remedy == "Meinten Sie „101“?")
    }
}
