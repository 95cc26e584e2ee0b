import Foundation
import Testing

@testable import Assembler

@Suite("Lowercased text")
struct LowercasedTextTests {
    @Test("Every letter up to U+2FFF has the small letter that the standard library gives it, alone and beside others")
    func everyLetter() {
        // Texts with marks that are put on the letter before (U+0300 to U+036F, and what begins with the same bytes) are composed first: the other test.
        for scalar in (0x20...0x2FFF).compactMap(Unicode.Scalar.init) where !(0x300...0x37F).contains(scalar.value) {
            for text in ["\(scalar)", "Träger – „ÜBER×\(scalar)SS“"] { #expect(LowercasedText(text).contains(text.lowercased()), "U+\(String(scalar.value, radix: 16))") }
        }
    }

    @Test(
        "A word is found in any case, and no word where none is",
        arguments: [("DAS JUGENDAMT", "jugendamt", true), ("Träger", "träger", true), ("TRA\u{308}GER", "träger", true), ("Amt", "amts", false), ("", "a", false)])
    func words(text: String, word: String, isThere: Bool) { #expect(LowercasedText(text).contains(word) == isThere) }
}
