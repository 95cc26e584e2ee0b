import Foundation
import Testing

@testable import Assembler

@Suite("Lowercased text")
struct LowercasedTextTests {
    @Test("Every letter up to U+2FFF has the small letter that the standard library gives it, alone and beside others")
    func everyLetter() {
        for scalar in (0x20...0x2FFF).compactMap(Unicode.Scalar.init) {
            let text = String(scalar)
            let small = text.precomposedStringWithCanonicalMapping.lowercased()
            #expect(LowercasedText(text).contains(small), "U+\(String(scalar.value, radix: 16))")
            let whole = "Träger – „ÜBER×\(text)SS“"
            #expect(LowercasedText(whole).contains(whole.precomposedStringWithCanonicalMapping.lowercased()), "U+\(String(scalar.value, radix: 16))")
        }
    }

    @Test(
        "A word is found in any case, and no word where none is",
        arguments: [("DAS JUGENDAMT", "jugendamt", true), ("Träger", "träger", true), ("TRA\u{308}GER", "träger", true), ("Amt", "amts", false), ("", "a", false)])
    func words(text: String, word: String, isThere: Bool) { #expect(LowercasedText(text).contains(word) == isThere) }
}
