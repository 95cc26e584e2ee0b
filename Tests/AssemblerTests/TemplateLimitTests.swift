import Findings
import Testing

@testable import Agreements
@testable import Assembler

@Suite("Template limits")
struct TemplateLimitTests {
    private static func nested(_ depth: Int, marker: String = "-") -> String {
        (0..<depth).map { String(repeating: " ", count: $0 * (marker.utf8.count + 1)) + "\(marker) x" }.joined(separator: "\n")
    }

    private func rules(_ text: String) -> Set<String> {
        do {
            return Set(try Template.parse(text, file: "t.md").findings.map(\.rule))
        } catch {
            return Set(error.all.map(\.rule))
        }
    }

    @Test("Six levels of lists are fine")
    func six() throws {
        #expect(rules(Self.nested(6)).isEmpty)
        #expect(rules(Self.nested(6, marker: "1.")).isEmpty)
    }

    @Test("Deeper lists are one error, quickly", .timeLimit(.minutes(5)), arguments: [7, 200, 1000])
    func deep(depth: Int) {
        #expect(rules(Self.nested(depth)).contains("liste-zu-tief"))
    }

    @Test("A list opened 10,000 times on one line is an error", .timeLimit(.minutes(5)), arguments: ["- ", "> ", "1. ", "1) "])
    func oneLine(marker: String) {
        #expect(rules(String(repeating: marker, count: 10_000) + "x").contains("liste-zu-tief"))
    }

    @Test(
        "Hostile text is an error or text, quickly", .timeLimit(.minutes(5)), arguments: hostileTexts.indices)
    func hostile(index: Int) {
        _ = rules(Self.hostileTexts[index])
    }

    private static let hostileTexts = [
        String(repeating: "*a **a ", count: 4000), String(repeating: "[", count: 20_000), String(repeating: "![", count: 10_000),
        String(repeating: "{{wenn a}}", count: 2000), String(repeating: "{{", count: 20_000), String(repeating: "|a", count: 10_000),
        String(repeating: "a\n\n", count: 100_000), String(repeating: "<", count: 20_000), String(repeating: "_", count: 30_000),
        String(repeating: "x", count: 2_000_000), String(repeating: "{{a}}", count: 70_000),
        String(repeating: "}}", count: 1_000_000), String(repeating: "{#", count: 1_000_000), String(repeating: "}}\n", count: 300_000),
    ]
}
