import Findings
import Testing

@Suite("Suggestion")
struct SuggestionTests {
    @Test(
        "The nearest name is suggested, else none",
        arguments: [
            ("kuendigng", "kuendigung"), ("Kuendigung", "kuendigung"), ("laufziet", "laufzeit"), ("gilt-ab", "gilt_ab"),
            ("vollkommen-anders", nil), ("", nil), (String(repeating: "x", count: 100_000), nil),
        ] as [(String, String?)])
    func nearest(word: String, expected: String?) {
        #expect(Suggestion.nearest(to: word, among: ["kuendigung", "laufzeit", "gilt_ab"]) == expected)
    }

    @Test("A tie does not depend on the order of the names")
    func tie() {
        #expect(Suggestion.nearest(to: "ax", among: ["ac", "ab"]) == Suggestion.nearest(to: "ax", among: ["ab", "ac"]))
    }
}
