import Findings
import Foundation
import TableSamples
import TestScale
import Testing

@testable import Tables

/// Mutated tables of every kind: each ends with rows or one finding, in bounded time, never with a signal.
@Suite("Readers of tables take anything")
struct ReaderFuzzTests {
    private final class Sink: TableReceiver {
        var rows = 0
        func sheet(_ name: String?) {}
        func row(_ row: DataRow) { rows += RowCodec.row(RowCodec.bytes(of: row)) == row ? 1 : 0 }
        func merged(_ range: CellRange) {}
        func object(_ json: String, number: Int) { rows += 1 }
    }

    static let description = """
        == Partner
        nr | name | wert | tag | anteil | ja | fehler
        #1 | Äöü & <b> | #1234.5 | @datum 46296 | @prozent 0.19 | @ja | @fehler #REF!
        ~#2 | @inline Inline | #0.3 | | | @nein | @formel
        verbunden B2:B4
        == kontakte
        nr | name
        #1 | a␊b
        """

    /// Texts that readers look for, and numbers that arithmetic trips over.
    static let spices: [String] = [
        "-1", "0", "-9223372036854775808", "9223372036854775807", "18446744073709551616", "1e999", "-1e-999", "NaN", "inf", "1048577", "4294967296", "0x10",
        "table:number-columns-repeated=\"-5\"", "table:number-rows-repeated=\"9223372036854775807\"", "text:c=\"-3\"", "table:number-rows-spanned=\"-2\"",
        "<text:s text:c=\"-9\"/>", "<text:s text:c=\"99999999999\"/>", "r=\"XFE9999999\"", "s=\"99999\"", "t=\"s\"", "t=\"d\"", "<v>-2</v>", "A0:B-1", "&#0;", "&#x202E;", "]]>",
        "<row r=\"-7\">", "office:date-value=\"-2026-13-99\"", "office:time-value=\"PT-1H\"", "_xD800_", "\u{FEFF}", "\"", "\"\"", ";;;", "\r", "\n", "sep=;\n", "{\"nr\": 1",
        "[h]", "[$-", "#,##0.00E+00;;@", "\\", "*", "_",
    ]

    static func mutated(_ bytes: [UInt8], _ random: inout some RandomNumberGenerator) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...6, using: &random) where !bytes.isEmpty {
            let at = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<7, using: &random) {
            case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...40, using: &random)))
            case 2: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + Int.random(in: 1...80, using: &random))], at: at)
            case 3:
                // A number becomes another.
                guard let start = bytes[at...].firstIndex(where: { (0x30...0x39).contains($0) }) else { continue }
                let end = bytes[start...].firstIndex { !(0x30...0x39).contains($0) } ?? bytes.count
                bytes.replaceSubrange(start..<end, with: Array((spices.randomElement(using: &random) ?? "").utf8))
            case 4:
                // The value of an attribute.
                guard let start = bytes[at...].firstIndex(of: 0x22), let end = bytes[(start + 1)...].firstIndex(of: 0x22) else { continue }
                bytes.replaceSubrange((start + 1)..<end, with: Array((spices.randomElement(using: &random) ?? "").utf8))
            default: bytes.insert(contentsOf: Array((spices.randomElement(using: &random) ?? "").utf8), at: at)
            }
        }
        return bytes
    }

    @Test("Mutated files", arguments: ["xlsx", "ods", "csv", "jsonl", "zip"])
    func mutations(kind: String) throws {
        var random = Seeded(seed: UInt64(kind.utf8.reduce(7) { $0 &* 31 &+ Int($1) }))
        let workbook = SampleWorkbook(Self.description)
        let path = NSTemporaryDirectory() + UUID().uuidString + "." + kind
        defer { unlink(path) }
        var read = 0
        for number in 0..<TestScale.count(sample: 400, full: 40_000) {
            switch kind {
            case "csv":
                let text = "nr;partner.name;frist\r\n1;\"Größe \"\"A\"\"\r\nB\";3\r\n2;x;1,5\r\n"
                let bytes = number.isMultiple(of: 3) ? text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } : Array(text.utf8)
                try Data(Self.mutated(bytes, &random)).write(to: URL(filePath: path))
            case "jsonl":
                let text = "{\"nr\": \"1\", \"partner\": {\"name\": \"K\\u00fcche \\ud83d\\ude00\"}, \"orte\": [\"a\"]}\n{\"nr\": 2, \"frist\": 3}\n"
                try Data(Self.mutated(Array(text.utf8), &random)).write(to: URL(filePath: path))
            case "zip":
                try SampleArchive.write(workbook.excelParts(), to: path)
                let bytes = try Data(contentsOf: URL(filePath: path))
                try Data(Self.mutated(Array(bytes), &random)).write(to: URL(filePath: path))
            default:
                var parts = kind == "ods" ? workbook.openDocumentParts() : workbook.excelParts()
                let index = Int.random(in: 0..<parts.count, using: &random)
                parts[index].content = Self.mutated(parts[index].content, &random)
                try SampleArchive.write(parts, to: path)
            }
            let sink = Sink()
            let begin = ContinuousClock.now
            do throws(Finding) {
                try TableFormat.read(path, to: sink)
                read += 1
            } catch {
                #expect(error.severity == .fehler && error.remedy != nil, "\(number): \(error)")
            }
            #expect(ContinuousClock.now - begin < .seconds(20), "\(kind) \(number)")
        }
        // Hardly any archive survives a changed byte.
        #expect(read > (kind == "zip" ? 2 : 20), "\(read) gelesen")
    }

    @Test("Any number format gives a value or a fault", arguments: 0..<4)
    func formats(part: Int) {
        var random = Seeded(seed: UInt64(part) &+ 99)
        let pieces = [
            "0", "#", "?", ".", ",", "%", "/", "E+", "e-", "@", ";", "[h]", "[mm]", "[Red]", "[>=5]", "[$€-407]", "[$-40C]", "[$-F800]", "\"x\"", "\\", "_", "*", "y", "m", "d",
            "h", "s", "ss.0", "AM/PM", "General",
            "Standard", " ", "-", "(", "ä", "q",
        ]
        let numbers = [
            "0", "1", "-1", "0.5", "46296", "46296.9999999", "-0.0001", "1e15", "1e-300", "9.99999999999999e14", "2958465.9999999", "59", "60", "1e308", "-46296", "123456789.987",
        ]
        for _ in 0..<TestScale.count(sample: 1_500, full: 60_000) {
            let code = (0..<Int.random(in: 1...9, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "0" }.joined()
            let format = NumberFormat(code: code)
            for number in numbers { _ = SheetNumber.value(number, format, is1904: Bool.random(using: &random)) }
            _ = format.shown("Text")
        }
    }

    private struct Seeded: RandomNumberGenerator {
        var state: UInt64
        init(seed: UInt64) { state = seed }

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }
}
