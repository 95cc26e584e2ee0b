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
        #expect(failed.isEmpty, "\(failed.first?.line ?? "")")
    }

    /// Whatever differs with the German rules on is a rule's doing, by its name.
    @Test func onlyNamedTailoringsDeviate() throws {
        let finder = try BreakFinder()
        let cases = try UnicodeTestFile.breakCases("LineBreakTest.txt")
        var passed = 0
        var deviations: [GermanRule: Int] = [:]
        for test in cases {
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
