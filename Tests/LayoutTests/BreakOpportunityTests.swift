import Foundation
import Testing

@testable import Layout

/// The German rules of line breaking: Cases/german-breaks.txt.
@Suite struct BreakOpportunityTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var rules: [String]
        var text: String
        var testDescription: String { text }
    }

    static let cases: [Case] = {
        let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases/german-breaks.txt")
        let file = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
        return file.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
            let fields = line.split(separator: "\t", maxSplits: 1).map(String.init)
            let rules = fields[0].split(separator: " ").map(String.init)
            return Case(rules: rules == ["-"] ? [] : rules, text: unescaped(fields[fields.count - 1]))
        }
    }()

    @Test(arguments: cases) func followsGermanUsage(_ test: Case) throws {
        let (shown, rules) = try breaks(test.text.filter { $0 != "|" && $0 != "~" })
        #expect(shown == test.text)
        // A quote before a bracket: since Unicode 15.1 the general algorithm does what the German rule asks for.
        #expect(rules == test.rules.filter { $0 != "bracketAfterQuote" || !LaterUnicode.isInUse })
    }

    @Test func everyRuleHasACaseAndAReason() {
        let shown = Set(Self.cases.flatMap(\.rules))
        #expect(shown == Set(GermanRule.allCases.map(\.rawValue)))
        #expect(Set(GermanRule.allCases.map(\.reason)).count == GermanRule.allCases.count)
    }

    /// docs/typesetting.md lists the tailorings with their reasons; nothing is missing or out of date there.
    @Test(arguments: GermanRule.allCases) func everyRuleIsDocumented(rule: GermanRule) throws {
        let url = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "docs/typesetting.md")
        #expect(try String(contentsOf: url, encoding: .utf8).contains("| `\(rule.rawValue)` | \(rule.reason) |"))
    }

    @Test func lineSeparatorsForceABreak() throws {
        let finder = try BreakFinder()
        let breaks = finder.opportunities(in: Array("a\u{2028}b".utf8))
        #expect(breaks[4] == .mandatory)
        #expect(breaks[5] == .mandatory)
    }

    private func breaks(_ text: String) throws -> (shown: String, rules: [String]) {
        let bytes = Array(text.utf8)
        var places: [(Int, GermanRule)] = []
        let breaks = try BreakFinder().opportunities(in: bytes) { places.append(($0, $1)) }
        var rules: [String] = []
        for (_, rule) in places.sorted(by: { $0.0 < $1.0 }) where !rules.contains(rule.rawValue) { rules.append(rule.rawValue) }
        var result: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            switch breaks[index] {
            case .none: break
            case .allowed: result.append(UInt8(ascii: "|"))
            case .discouraged: result.append(UInt8(ascii: "~"))
            case .mandatory: result.append(UInt8(ascii: "!"))
            }
            result.append(byte)
        }
        return (String(decoding: result, as: UTF8.self), rules)
    }

    /// `{U+00A0}` as the character it names.
    private static func unescaped(_ text: String) -> String {
        text.replacing(/\{U\+([0-9A-F]+)\}/) { match in
            UInt32(match.1, radix: 16).flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? ""
        }
    }
}
