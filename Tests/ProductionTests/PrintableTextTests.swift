import Foundation
import Testing

@testable import Production

@Suite("What users typed is printed without controls")
struct PrintableTextTests {
    /// Whether a scalar must not reach a terminal or a page: controls, and what turns the direction of what follows (Unicode, UAX #9).
    private func isReplaced(_ value: UInt32) -> Bool {
        value < 0x20 && value != 0x0A || (0x7F..<0xA0).contains(value) || (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
    }

    @Test("Each character of the first pages of Unicode stays or is replaced, alone and between others")
    func everyScalar() throws {
        for value in UInt32(0)...0x2100 {
            let scalar = try #require(Unicode.Scalar(value))
            let expected = isReplaced(value) ? "\u{FFFD}" : String(scalar)
            #expect(FindingReport.printable(String(scalar)).unicodeScalars.elementsEqual(expected.unicodeScalars), "\(value)")
            let within = "„§ä\(scalar)x“"
            #expect(FindingReport.printable(within).unicodeScalars.elementsEqual("„§ä\(expected)x“".unicodeScalars), "\(value)")
        }
    }

    @Test(
        "Markup is escaped among any other characters",
        arguments: [
            ("a<b>&\"c\"", "a&lt;b&gt;&amp;&quot;c&quot;"), ("§ 8a „Anführung“ <€>", "§ 8a „Anführung“ &lt;€&gt;"), ("\u{202E}<", "\u{FFFD}&lt;"), ("", ""), ("😀&", "😀&amp;"),
        ])
    func markup(text: String, expected: String) {
        #expect(BatchReport.escaped(text) == expected)
    }

    @Test(
        "JSON of any text is what Foundation reads back",
        arguments: [
            "", "plain", "\"", "\\", "\"\\\n\t\u{1}\u{1F}", "a\nb", "ä„“€😀\"ö", "ends with \\", "\u{7F}\u{2028}",
        ])
    func json(text: String) throws {
        var writer = JSONWriter()
        writer.array(nil, [text, text + text]) { $0.value($1) }
        #expect(try JSONDecoder().decode([String].self, from: Data(writer.bytes)) == [text, text + text])
    }
}
