import Testing
import UnicodeTestData

@testable import Typeface

/// Unicode 15.0's own tests against what the program uses; each prints passes/all.
@Suite struct UnicodeConformanceTests {
    @Test func graphemeBreakTest() throws {
        let graphemes = Graphemes()
        let cases = try UnicodeTestFile.breakCases("GraphemeBreakTest.txt")
        let failed = cases.filter { test in
            Array(test.text.utf8).withUnsafeBufferPointer { graphemes.ranges(in: $0) }.map(\.upperBound) != test.breaks
        }
        print("GraphemeBreakTest 15.0: \(cases.count - failed.count)/\(cases.count)")
        #expect(cases.count == 602)
        #expect(failed.isEmpty, "\(failed.first?.line ?? "")")
    }

    @Test func bidiCharacterTest() throws {
        let cases = try UnicodeTestFile.bidiCases()
        var failed: [UnicodeTestFile.BidiCase] = []
        for test in cases where !passes(test) { failed.append(test) }
        print("BidiCharacterTest 15.0: \(cases.count - failed.count)/\(cases.count)")
        #expect(cases.count == 91_707)
        #expect(failed.isEmpty, "\(failed.first.map(String.init(describing:)) ?? "")")
    }

    private func passes(_ test: UnicodeTestFile.BidiCase) -> Bool {
        let direction: Bidi.Direction = [.leftToRight, .rightToLeft, .firstStrong][test.direction]
        guard let levels = Bidi.levels(of: test.scalars, direction: direction), Int(levels.paragraph) == test.paragraphLevel else {
            return false
        }
        let kept = test.levels.indices.filter { test.levels[$0] != nil }
        let own = kept.map { levels.characters[$0] }
        return own.map(Int.init) == kept.map { test.levels[$0] } && Bidi.visualOrder(own).map { kept[$0] } == test.order
    }

    @Test(arguments: [
        ("Jugendamt Düsseldorf, § 8a", false), ("Łukasz, Αθήνα, Дмитрий – „…“", false), ("\u{58F}", false), ("\u{FEFF}", false),
        ("Frau שרה", true), ("أحمد", true), ("a\u{202E}b", true), ("a\u{2068}b\u{2069}", true), ("\u{FB1D}", true), ("😀", false),
        ("\u{10840}", true), ("ﬁ", false), ("Ⱡ", false),
    ]) func onlyTextsThatNeedItAreReordered(text: String, expected: Bool) {
        #expect(Array(text.utf8).withUnsafeBufferPointer(Bidi.concerns) == expected)
    }
}
