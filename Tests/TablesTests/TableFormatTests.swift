import Findings
import Foundation
import TableSamples
import Testing

@testable import Tables

@Suite("Tables of every kind")
struct TableFormatTests {
    /// What a table holds, as lines: cells in the notation of findings, hidden rows with `~`.
    private final class Record: TableReceiver {
        var lines: [String] = []
        var numbers: [Int] = []

        func sheet(_ name: String?) { if let name { lines.append("== \(name)") } }

        func row(_ row: DataRow) {
            numbers.append(row.number)
            var cells: [String] = []
            for cell in row.cells {
                while cells.count < cell.column { cells.append("") }
                cells.append(shown(cell.value))
            }
            lines.append((row.isHidden ? "~" : "") + cells.joined(separator: "|"))
        }

        func merged(_ range: CellRange) { lines.append("verbunden \(range.rows) \(range.columns)") }
        func object(_ json: String, number: Int) { lines.append("\(number): \(json)") }

        private func shown(_ value: CellValue) -> String {
            switch value {
            case .text(let text): text
            case .number(let text, let isSerial, let shown): (isSerial ? "#\(text)" : "#\(text)#") + (shown.map { "=\($0)" } ?? "")
            case .date(let text, let shown): "@\(text)" + (shown.map { "=\($0)" } ?? "")
            case .percent(let text): "\(text)%"
            case .flag(let flag): flag ? "@ja" : "@nein"
            case .fault(let fault, let text): "!\(fault) \(text)"
            }
        }
    }

    private func read(_ bytes: [UInt8], _ name: String = "t.csv") throws -> Record {
        let path = NSTemporaryDirectory() + UUID().uuidString + name
        try Data(bytes).write(to: URL(filePath: path))
        defer { unlink(path) }
        let record = Record()
        try TableFormat.read(path, to: record)
        return record
    }

    private func read(_ parts: [(name: String, content: [UInt8])]) throws -> Record {
        let path = NSTemporaryDirectory() + UUID().uuidString + ".zip"
        try SampleArchive.write(parts, to: path)
        defer { unlink(path) }
        let record = Record()
        try TableFormat.read(path, to: record)
        return record
    }

    // MARK: - Text

    @Test("Separators are recognised, also below an empty line", arguments: [";", ",", "\t"])
    func separators(separator: String) throws {
        let text = "\n" + ["nr", "a", "b"].joined(separator: separator) + "\n" + ["1", "x", "y"].joined(separator: separator)
        #expect(try read(Array(text.utf8)).lines == ["nr|a|b", "1|x|y"])
    }

    @Test("Quotes hold separators, line ends and doubled quotes; rows count as Excel counts", arguments: ["\n", "\r\n", "\r"])
    func quotes(end: String) throws {
        let text = "nr;a" + end + "1;\"x;\"\"y\"\"" + end + "z\"" + end + end + "2;Verein \"Die Brücke\"" + end
        let record = try read(Array(text.utf8))
        #expect(record.lines == ["nr|a", "1|x;\"y\"\nz", "2|Verein \"Die Brücke\""])
        #expect(record.numbers == [1, 2, 4])
    }

    @Test("Excel's sep= line is honoured")
    func sep() throws { #expect(try read(Array("sep=,\r\nnr,a;b\r\n1,2".utf8)).lines == ["nr|a;b", "1|2"]) }

    @Test("Pieces of any size give the same rows and characters", arguments: [1, 2, 3, 5, 64])
    func pieces(size: Int) throws {
        let text = "nr;a\r\n1;\"Größe \"\"🏛\"\" – 5 €\r\nzwei\"\r\n2;b\r\n"
        let bytes = Array(text.utf8)
        let utf16 = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        for (encoding, all) in [(TextEncoding.utf8(mark: 0), bytes), (.utf16(mark: 0, isLittleEndian: true), utf16)] {
            var decoder = TextDecoder(encoding)
            var parser = CSVParser(path: "t.csv")
            var rows: [DataRow] = []
            // The separator is recognised by the first piece.
            var position = 12
            try parser.parse(decoder.utf8(all[..<position])) { rows.append($0) }
            while position < all.count {
                let next = min(all.count, position + size)
                try parser.parse(decoder.utf8(all[position..<next])) { rows.append($0) }
                position = next
            }
            try parser.end { rows.append($0) }
            #expect(
                rows.map { $0.cells.map(\.value) } == [
                    [.text("nr"), .text("a")], [.text("1"), .text("Größe \"🏛\" – 5 €\nzwei")], [.text("2"), .text("b")],
                ])
        }
    }

    @Test("UTF-8 with mark, Windows-1252 and UTF-16 with and without mark read alike")
    func encodings() throws {
        let text = "nr;partner.name\n1;Größe „A“ – 5 €\n"
        let little = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        let windows = try #require(text.data(using: .windowsCP1252))
        for bytes in [Array(text.utf8), [0xEF, 0xBB, 0xBF] + Array(text.utf8), Array(windows), [0xFF, 0xFE] + little, [0xFE, 0xFF] + big, little] {
            #expect(try read(bytes).lines == ["nr|partner.name", "1|Größe „A“ – 5 €"])
        }
    }

    @Test("Lines of JSON are handed over with their numbers")
    func json() throws { #expect(try read(Array("{\"nr\": 1}\n\n{\"nr\": 2}".utf8)).lines == ["1: {\"nr\": 1}", "3: {\"nr\": 2}"]) }

    // MARK: - Workbooks

    static let description = """
        == Partner
        nr | name | wert | tag | anteil | ja | fehler
        #1 | Äöü & <b> | #1234.5 | @datum 46296 | @prozent 0.19 | @ja | @fehler #REF!

        ~#2 | @inline Inline | #0.30000000000000004 | | | @nein | @formel
        verbunden B2:B4
        == Geheim (ausgeblendet)
        a | b
        == kontakte
        nr | name
        #1 | a␊b
        """

    static let lines = [
        "== Partner", "nr|name|wert|tag|anteil|ja|fehler", "#1|Äöü & <b>|#1234,5#|@01.10.2026|19%|@ja|!formulaError #REF!",
        "~#2|Inline|#0,3#|||@nein|!formulaWithoutValue ", "verbunden 2...4 1...1", "== kontakte", "nr|name", "#1|a\nb",
    ]

    @Test("XLSX and ODS: values as their cells show them, hidden sheets left out")
    func workbooks() throws {
        let workbook = SampleWorkbook(Self.description)
        #expect(try read(workbook.excelParts()).lines == Self.lines)
        #expect(try read(workbook.openDocumentParts()).lines == Self.lines)
    }

    @Test("Every kind of table is read, and the handbook names it", arguments: TableKind.allCases)
    func kinds(kind: TableKind) throws {
        let sheet = SampleWorkbook("== Partner\nnr | name\n#1 | Kita")
        let lines =
            switch kind {
            case .workbook: try read(sheet.excelParts()).lines
            case .openDocument: try read(sheet.openDocumentParts()).lines
            case .text: try read(Array("nr;name\n1;Kita".utf8)).lines
            case .jsonLines: try read(Array("{\"nr\": 1, \"name\": \"Kita\"}".utf8)).lines
            }
        #expect(lines.last?.contains("Kita") == true, "\(lines)")
        #expect(TableKind.inGerman.contains(kind.name) && !kind.endings.isEmpty)
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
        let section = try String(contentsOfFile: root + "/docs/handbuch.md", encoding: .utf8).components(separatedBy: "\n## ").first { $0.hasPrefix("Die Partnerliste\n") }
        let names = [kind.name] + kind.endings.map { "`\($0)`" }
        #expect(names.contains { section?.contains($0) == true })
    }

    @Test(
        "A formula's value may be left out or empty, as openpyxl writes it; its text may be empty",
        arguments: [
            ("<c r=\"B2\"><f>A1+1</f></c>", "|!formulaWithoutValue "), ("<c r=\"B2\"><f>A1+1</f><v></v></c>", "|!formulaWithoutValue "),
            ("<c r=\"B2\"><f>A1+1</f><v/></c>", "|!formulaWithoutValue "), ("<c r=\"B2\" t=\"str\"><f>A1+1</f><v></v></c>", ""),
        ])
    func formulas(cell: String, expected: String) throws {
        let parts = SampleWorkbook("== Partner\nnr | wert\n#1 | @formel").excelParts().map { name, content in
            let text = String(decoding: content, as: UTF8.self)
            return (name: name, content: Array(text.replacing("<c r=\"B2\"><f>A1+1</f></c>", with: cell).utf8))
        }
        #expect(try read(parts).lines.last == "#1\(expected)")
    }

    @Test(
        "ODS: a cell's value is the text that it shows; what else it holds makes it a fault that names both",
        arguments: [
            (
                "<text:p>Muster<text:ruby><text:ruby-base>mann</text:ruby-base><text:ruby-text>MANN</text:ruby-text></text:ruby> & Co</text:p>",
                "!unshownText Mustermann & Co [MANN]"
            ),
            (
                "<text:p>Wert<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Fuß</text:p></text:note-body></text:note> Ende</text:p>",
                "!unshownText Wert Ende [1 Fuß]"
            ),
            ("<text:p>vor<text:hidden-text text:is-hidden=\"true\">geheim</text:hidden-text> nach</text:p>", "!unshownText vor nach [geheim]"),
            ("<text:p><text:script>x()</text:script></text:p>", "!unshownText [x()]"),
            ("<text:p>leer<text:ruby><text:ruby-base> da</text:ruby-base><text:ruby-text/></text:ruby></text:p>", "leer da"),
            ("<text:p>am <text:date text:date-value=\"2026-11-30\">30.11.2026</text:date> in <text:sheet-name>Partner</text:sheet-name></text:p>", "am 30.11.2026 in Partner"),
            ("<text:p>siehe <text:bookmark-ref text:ref-name=\"x\">Ziel</text:bookmark-ref>, <text:a xlink:href=\"#\">Adresse</text:a></text:p>", "siehe Ziel, Adresse"),
            ("<text:p>Seite <text:page-number>3</text:page-number><text:bookmark-start/> von <text:page-count>9</text:page-count></text:p>", "Seite 3 von 9"),
            ("<text:p><text:title>Titel</text:title> <text:placeholder>&lt;Platz&gt;</text:placeholder></text:p>", "Titel <Platz>"),
            ("<text:h>Kopf</text:h><text:p>Absatz</text:p>", "Kopf\nAbsatz"),
            ("<text:list><text:list-item><text:p>eins</text:p></text:list-item><text:list-item><text:p>zwei</text:p></text:list-item></text:list>", "eins\nzwei"),
            // What lies over the cell, as a comment does.
            ("<draw:frame><draw:image><text:p/></draw:image></draw:frame><text:p>Absatz</text:p>", "Absatz"),
            ("<draw:custom-shape><text:p>Kasten</text:p></draw:custom-shape><text:p>Absatz</text:p>", "Absatz"),
            ("<text:p>vor<office:annotation><text:p>Kommentar</text:p></office:annotation> nach</text:p>", "vor nach"),
        ])
    func openDocumentText(content: String, expected: String) throws {
        let parts = SampleWorkbook("== Partner\nnr | wert\n#1 | Inhalt").openDocumentParts().map { name, bytes in
            (name: name, content: Array(String(decoding: bytes, as: UTF8.self).replacing("<text:p>Inhalt</text:p>", with: content.replacing(" & ", with: " &amp; ")).utf8))
        }
        #expect(try read(parts).lines.last == "#1|\(expected)")
    }

    @Test(
        "ODS: a text that is not the value beside it is told; blanks make no difference",
        arguments: [("Muster  mann", "Muster mann"), ("mann", "Muster mann"), ("Mustermann", "!unsureDisplay Muster mann")])
    func openDocumentString(value: String, expected: String) throws {
        let parts = SampleWorkbook("== Partner\nnr | wert\n#1 | Muster mann").openDocumentParts().map { name, bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            let cell = text.range(of: "Muster mann").flatMap { text[..<$0.lowerBound].range(of: "office:value-type=\"string\"", options: .backwards) }
            return (name: name, content: Array((cell.map { text.replacingCharacters(in: $0, with: "office:value-type=\"string\" office:string-value=\"\(value)\"") } ?? text).utf8))
        }
        #expect(try read(parts).lines.last == "#1|\(expected)")
    }

    /// As LibreOffice 7.4 writes them.
    @Test(
        "ODS: what a format hides is a fault, an empty text is none",
        arguments: [
            ("office:value-type=\"float\" office:value=\"5.5\"><text:p/>", "|!unsureDisplay 5,5"), ("office:value-type=\"float\" office:value=\"5.5\">", "|#5,5#"),
            ("office:value-type=\"string\" office:string-value=\"abc\"><text:p/>", "|!unsureDisplay abc"), ("office:value-type=\"string\" office:string-value=\"abc\">", "|abc"),
            ("office:value-type=\"date\" office:date-value=\"2026-10-01\"><text:p><text:s/></text:p>", "|!unsureDisplay 2026-10-01"),
            ("table:formula=\"of:=&quot;&quot;\"><text:p/>", ""), ("office:value-type=\"string\" office:string-value=\" \"><text:p> </text:p>", ""),
            ("table:formula=\"of:=&quot;&quot;\">", "|!formulaWithoutValue "),
            ("office:value-type=\"string\" office:string-value=\"abc\"><text:p>Nr. abc</text:p>", "|Nr. abc"),
        ])
    func openDocumentHidden(cell: String, expected: String) throws {
        let parts = SampleWorkbook("== Partner\nnr | wert\n#1 | Inhalt").openDocumentParts().map { name, bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            let made = text.replacing(/<table:table-cell [^>]*><office:annotation><text:p>nicht gelesen<\/text:p><\/office:annotation><text:p>Inhalt<\/text:p>/) { _ in
                "<table:table-cell \(cell)"
            }
            return (name: name, content: Array(made.utf8))
        }
        #expect(try read(parts).lines.last == "#1\(expected)")
    }

    @Test(
        "Numbers as cells show them",
        arguments: [
            ("46296", "General", false, CellValue.number("46296", isSerial: true)), ("46296", "General", true, .number("46296", isSerial: false)),
            ("44834", "d/m/yy", true, .date("01.10.2026", shown: "1.10.26")), ("46296.604166666664", "dd.mm.yyyy hh:mm", false, .date("01.10.2026 14:30")),
            ("0.604166666666667", "hh:mm", false, .text("14:30")), ("1", "dd.mm.yyyy", false, .date("01.01.1900")),
            ("59", "dd.mm.yyyy", false, .date("28.02.1900")), ("60", "dd.mm.yyyy", false, .fault(.impossibleDay, "60")),
            ("61", "dd.mm.yyyy", false, .date("01.03.1900")), ("-1", "dd.mm.yyyy", false, .fault(.impossibleDay, "-1")),
            ("2958465", "dd.mm.yyyy", false, .date("31.12.9999")), ("0.19", "0.00%", false, .percent("19,00")), ("0.195", "0.0%", false, .percent("19,5")),
            ("1E+3", "0.00", false, .number("1000", isSerial: true, shown: "1000,00")), ("1.5E-3", "General", false, .number("0,0015", isSerial: false)),
            ("123456789012", "0", false, .number("123456789012", isSerial: true)),
            ("1.23456789012346E+17", "0", false, .fault(.rounded, "1,23456789012346E+17")),
            ("1200.5", "#,##0.00\\ \"€\"", false, .number("1200,5", isSerial: false, shown: "1.200,50 €")),
            ("5", "0\" Tage\"", false, .number("5", isSerial: true, shown: "5 Tage")),
            ("46296", "[$-407]d. mmmm yyyy;@", false, .date("01.10.2026", shown: "1. Oktober 2026")), ("2", "[Red]0", false, .number("2", isSerial: true)),
            ("5", "[h]:mm", false, .text("120:00")), ("1.5", "[h]:mm", false, .text("36:00")),
            // Zeros, signs, parts of a number.
            ("7", "000", false, .number("7", isSerial: true, shown: "007")), ("1067", "00000", false, .number("1067", isSerial: true, shown: "01067")),
            ("21", "\"D-\"00000", false, .number("21", isSerial: true, shown: "D-00021")), ("20261", "000-00-00", false, .number("20261", isSerial: true, shown: "002-02-61")),
            ("2.345", "0.00", false, .number("2,345", isSerial: false, shown: "2,35")),
            ("1234.5678", "#,##0.00 \"€\"", false, .number("1234,5678", isSerial: false, shown: "1.234,57 €")),
            ("1234.5678", "#,##0.00\\ [$€-407]", false, .number("1234,5678", isSerial: false, shown: "1.234,57 €")),
            ("-3.5", "[Red]0.00", false, .number("-3,5", isSerial: false, shown: "-3,50")),
            ("-3.5", "0.00;(0.00)", false, .number("-3,5", isSerial: false, shown: "(3,50)")), ("0", "0;-0;\"entfällt\"", false, .number("0", isSerial: true, shown: "entfällt")),
            ("1234567", "0,", false, .number("1234567", isSerial: true, shown: "1235")), ("1200", "#,##0_M", false, .number("1200", isSerial: true, shown: "1.200")),
            ("123456", "0.00E+00", false, .number("123456", isSerial: true, shown: "1,23E+05")),
            ("0.000125", "0.0###E-0", false, .number("0,000125", isSerial: false, shown: "1,25E-4")),
            ("0.5", "# ?/?", false, .number("0,5", isSerial: false, shown: "1/2")), ("2.75", "# ??/??", false, .number("2,75", isSerial: false, shown: "2 3/4")),
            ("2.75", "# ?/8", false, .number("2,75", isSerial: false, shown: "2 6/8")), ("3", "# ?/?", false, .number("3", isSerial: true)),
            ("1234567.891", "#,##0.0", false, .number("1234567,891", isSerial: false, shown: "1.234.567,9")), ("3", "@", false, .number("3", isSerial: true)),
            ("150", "[<100]0;0.0", false, .number("150", isSerial: true, shown: "150,0")), ("0.5", "#.00", false, .number("0,5", isSerial: false, shown: ",50")),
            // Parts of a day, and days that hide their time.
            ("46296", "mmmm yyyy", false, .text("Oktober 2026")), ("46296", "[$-de-DE]mmmm yyyy", false, .text("Oktober 2026")), ("46296", "[$-409]mmm yy", false, .text("Oct 26")),
            ("46296", "[$-40C]mmmm yyyy", false, .fault(.unsureDisplay, "01.10.2026")), ("46296", "[$-40C]dd.mm.yyyy", false, .date("01.10.2026")),
            ("46296", "yyyy", false, .text("2026")), ("46296", "ddd", false, .text("Do")),
            ("46296", "dddd, d. mmmm yyyy", false, .date("01.10.2026", shown: "Donnerstag, 1. Oktober 2026")),
            ("46296", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", false, .date("01.10.2026", shown: "Donnerstag, 1. Oktober 2026")),
            ("46387.99998842592", "dd.mm.yyyy", false, .date("31.12.2026")), ("46387.5", "dd.mm.yyyy", false, .date("31.12.2026")),
            ("46387.99998842592", "dd.mm.yyyy hh:mm:ss", false, .date("31.12.2026 23:59", shown: "31.12.2026 23:59:59")),
            ("0.33333333333333331", "hh:mm", false, .text("08:00")), ("0.75", "h:mm AM/PM", false, .text("6:00 PM")), ("-0.5", "hh:mm", false, .fault(.impossibleDay, "-0,5")),
            // What nobody can tell for certain.
            ("5", ";;;", false, .fault(.unsureDisplay, "5")), ("-5", "0;;0", false, .fault(.unsureDisplay, "-5")), ("5", "[DBNum1]0", false, .fault(.unsureDisplay, "5")),
            ("5", "0 q", false, .fault(.unsureDisplay, "5")), ("5", "**0", false, .fault(.unsureDisplay, "5")), ("-0.4", "0", false, .fault(.unsureDisplay, "-0,4")),
            // German codes, which stand in no file that a spreadsheet has written.
            ("1234.5", "#.##0,00", false, .fault(.unsureDisplay, "1234,5")), ("1234.5", "0.0,0", false, .fault(.unsureDisplay, "1234,5")),
            ("46296", "TT.MM.JJJJ", false, .fault(.unsureDisplay, "01.10.2026")), ("1234.5", "0,0E+00", false, .fault(.unsureDisplay, "1234,5")),
            ("1234.5", "#.##0", false, .number("1234,5", isSerial: false, shown: "1234,500")), ("46296", "#.##0", false, .number("46296", isSerial: true, shown: "46296,000")),
            ("0.25", "0.0#", false, .number("0,25", isSerial: false)), ("0.5", "0.0##", false, .number("0,5", isSerial: false)),
            ("1234.5", "0,00", false, .number("1234,5", isSerial: false, shown: "1.235")), ("1234.5", "0.00,", false, .number("1234,5", isSerial: false, shown: "1,23")),
            ("5", "0E+.0", false, .fault(.unsureDisplay, "5")), ("0.5", "E+0.0", false, .fault(.unsureDisplay, "0,5")),
        ] as [(String, String, Bool, CellValue)])
    func numbers(raw: String, code: String, is1904: Bool, expected: CellValue) {
        #expect(SheetNumber.value(raw, NumberFormat(code: code), is1904: is1904) == expected)
    }

    @Test("Letters of columns", arguments: [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")])
    func letters(column: Int, letter: String) {
        #expect(ColumnLetter.of(column) == letter)
        #expect(ColumnLetter.position(letter + "7")?.column == column)
    }

    @Test("Every row survives the spool", arguments: [10, 40_000])
    func spool(count: Int) throws {
        func row(_ index: Int) -> DataRow {
            let values: [CellValue] = [
                .number("21", isSerial: true, shown: "D-00021"), .date("01.10.2026", shown: "1.10.26"), .text("Größe \(index)"), .number("1,5", isSerial: false),
                .number("7", isSerial: true), .date("01.10.2026"), .percent("19"),
                .flag(true), .flag(false), .fault(.rounded, "1E+20"), .fault(.unshownText, "a [b]"),
            ]
            return DataRow(number: index, isHidden: index % 2 == 0, cells: values.enumerated().map { DataCell($0 * 3, $1, isStruck: $0 % 3 == 1) })
        }
        var writer = SpoolWriter()
        for index in 0..<count { try writer.append(RowCodec.bytes(of: row(index))) }
        let spool = try writer.finish()
        #expect(spool.count == count)
        for index in stride(from: 0, to: count, by: max(1, count / 50)) { #expect(RowCodec.row(try spool.record(index)) == row(index)) }
    }
}
