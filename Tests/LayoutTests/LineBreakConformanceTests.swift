import CICU
import Testing
import UnicodeTestData

@testable import Layout

/// Unicode 15.0's LineBreakTest: all of it by the general algorithm, and what the German rules change of it.
@Suite struct LineBreakConformanceTests {
    @Test func theGeneralAlgorithmPassesAll() throws {
        let finder = try BreakFinder()
        let cases = try UnicodeTestFile.breakCases("LineBreakTest.txt")
        let failed = cases.filter { opportunities(finder, $0, tailored: false) != $0.breaks }
        print("LineBreakTest 15.0, UAX #14 as it stands: \(cases.count - failed.count)/\(cases.count)")
        #expect(cases.count == 7654)
        #expect(Set(failed.map(\.line.trimmed)) == LaterUnicode.changedCases, "\(failed.first?.line ?? "")")
    }

    /// Whatever differs with the German rules on is a rule's doing, by its name.
    @Test func onlyNamedTailoringsDeviate() throws {
        let finder = try BreakFinder()
        let cases = try UnicodeTestFile.breakCases("LineBreakTest.txt")
        var passed = 0
        var deviations: [GermanRule: Int] = [:]
        for test in cases where !LaterUnicode.changedCases.contains(test.line.trimmed) {
            var changed: [Int: GermanRule] = [:]
            let found = opportunities(finder, test, tailored: true) { changed[$0] = $1 }
            if found == test.breaks { passed += 1 }
            let different = Set(found).symmetricDifference(test.breaks)
            #expect(different == Set(changed.keys), "\(test.line)")
            for rule in Set(changed.values) { deviations[rule, default: 0] += 1 }
        }
        let named = deviations.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.key) \($0.value)" }
        print("LineBreakTest 15.0 with the German rules: \(passed)/\(cases.count); deviating: \(named.joined(separator: ", "))")
        #expect(
            deviations == [
                .address: 2, .pointBeforeDigit: 13, .sectionSign: 29, .shortBeforeHyphen: 24, .slash: 21, .softHyphen: 7, .unit: 1,
            ])
    }

    private func opportunities(
        _ finder: BreakFinder, _ test: UnicodeTestFile.BreakCase, tailored: Bool, note: (Int, GermanRule) -> Void = { _, _ in }
    ) -> [Int] {
        let breaks = finder.opportunities(in: Array(test.text.utf8), tailored: tailored, note: note)
        return breaks.indices.dropFirst().filter { breaks[$0] == .allowed || breaks[$0] == .mandatory }
    }
}

/// What Unicode has changed of UAX #14 since 15.0, the version of Debian 12's ICU 72: 15.1 took back LB15 (no break between a quote
/// and an opening bracket, whatever blanks lie between) for LB15a and LB15b, 16.0 narrowed LB21a (a hyphen after Hebrew letters).
/// Debian 13's ICU 76 follows; everything else of the test holds there as well.
enum LaterUnicode {
    static let isInUse = (Int(String(cString: icu_version()).prefix { $0 != "." }) ?? 0) >= 74

    static let changedCases: Set<String> =
        isInUse
        ? [
            "× 0022 × 0020 × 0028 ÷", "× 0022 × 0020 × 2329 ÷", "× 0022 × 0308 × 0020 × 0028 ÷", "× 0022 × 0308 × 0020 × 2329 ÷",
            "× 0061 × 006D × 0062 × 0069 × 0067 × 0075 × 0028 × 00AB × 0020 ÷ 0308 × 0020 ÷ 00BB × 0029 ÷ 0028 × 0065 × 0308 × 0029 ÷",
            "× 0061 × 006D × 0062 × 0069 × 0067 × 0075 × 007B × 00AB × 0020 ÷ 0308 × 0020 ÷ 00BB × 007D ÷ 0028 × 0065 × 0308 × 0029 ÷",
            "× 0061 × 006D × 0062 × 0069 × 0067 × 0075 × 00AB × 0020 × 0028 × 0020 × 0308 × 0020 × 0029 × 0020 ÷ 00BB × 0028 × 0065 × 0308 × 0029 ÷",
            "× 0061 × 006D × 0062 × 0069 × 0067 × 0075 × 00AB × 0020 × 007B × 0020 × 0308 × 0020 × 007D × 0020 ÷ 00BB × 0028 × 0065 × 0308 × 0029 ÷",
            "× 05D0 × 002D × 05D0 ÷",
        ] : []
}

extension String {
    fileprivate var trimmed: String { trimmingPrefix { $0.isWhitespace }.split(separator: "\t").first.map(String.init) ?? "" }
}
