import Findings
import Testing

@Suite("Quotations in messages")
struct QuotedTextTests {
    @Test("A very long quotation is cut, everything else stays", arguments: [160, 161, 5_000])
    func cuts(length: Int) {
        let long = String(repeating: "ä", count: length)
        let finding = Finding(.hinweis, "probe", "Die Überschrift „\(long)“ steht vor „kurz“; \(long).", remedy: "Kürzen Sie sie.")
        let shown = length > 160 ? String(repeating: "ä", count: 120) + "…" : long
        #expect(finding.message == "Die Überschrift „\(shown)“ steht vor „kurz“; \(long).")
    }

    @Test("A mark that is not closed changes nothing")
    func open() {
        let text = "Es fehlt „" + String(repeating: "x", count: 500)
        #expect(Finding(.hinweis, "probe", text).message == text)
    }
}
