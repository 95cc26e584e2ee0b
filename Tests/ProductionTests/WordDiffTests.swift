import Testing

@testable import Production

@Suite("Comparison word by word")
struct WordDiffTests {
    @Test(arguments: [
        ("Die Frist beträgt drei Monate.", "Die Frist beträgt sechs Monate.", "Die Frist beträgt [-drei-]{+sechs+} Monate."),
        ("Die Partner kündigen.", "Die Partner kündigen schriftlich.", "Die Partner [-kündigen.-]{+kündigen schriftlich.+}"),
        ("gleich", "gleich", "gleich"), ("", "neu", "{+neu+}"), ("alt", "", "[-alt-]"),
    ])
    func marksWhatChanged(old: String, new: String, expected: String) {
        #expect(WordDiff(from: old, to: new).text == expected)
    }

    @Test(
        "Both texts can be read out of the comparison",
        arguments: [
            ("a b c d e", "a x c e f"), ("Zeile eins\nZeile zwei\n", "Zeile eins\n\nZeile drei\n"), ("eins", "zwei drei"), ("a  b", "a b"),
        ])
    func holdsBoth(old: String, new: String) {
        var before = ""
        var after = ""
        for part in WordDiff(from: old, to: new).parts {
            switch part {
            case .same(let text):
                before += text
                after += text
            case .removed(let text): before += text
            case .added(let text): after += text
            }
        }
        #expect(before == old && after == new)
    }
}
