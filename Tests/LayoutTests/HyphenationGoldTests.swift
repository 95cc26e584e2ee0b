import Foundation
import TestFonts
import Testing
import Typeface

@testable import Layout

/// The gold list (Cases/hyphenation-gold.txt) against patterns and exceptions, with the least fragments of two letters, so that every
/// break counts.
@Suite struct HyphenationGoldTests {
    struct Entry: Sendable {
        var mayFeed: Bool
        /// By byte: the marks of each way to divide the word.
        var ways: [[Int: Character]]
        var word: String
        var line: String
    }

    static func entries() throws -> [Entry] {
        let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases/hyphenation-gold.txt")
        return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
            let fields = line.split(separator: " ")
            let ways = fields[1].split(separator: "/").map(String.init)
            return Entry(
                mayFeed: fields[0] == "M", ways: ways.map(marks), word: ways[0].filter { $0 != "-" && $0 != "=" }, line: String(line))
        }
    }

    private static func marks(_ text: String) -> [Int: Character] {
        var marks: [Int: Character] = [:]
        var offset = 0
        for character in text {
            if character == "-" || character == "=" { marks[offset] = character } else { offset += character.utf8.count }
        }
        return marks
    }

    private struct Count {
        var words = 0
        var breaks = 0
        var wrong: [String] = []
        var missed = 0
        var seams = 0
        var seamsFound = 0
        var seamsRight = 0
    }

    @Test func patternsAndExceptionsDivideAsTheGoldListDoes() throws {
        let hyphenator = try Hyphenator(from: FontLibrary(TestFonts.catalogue), minimumLeft: 2, minimumRight: 2)
        var counts: [Bool: Count] = [true: Count(), false: Count()]
        for entry in try Self.entries() {
            let shown = hyphenator.hyphenated(entry.word)
            let found = Self.marks(shown)
            let allowed = Set(entry.ways.flatMap(\.keys))
            let gold = entry.ways[0]
            counts[entry.mayFeed]?.words += 1
            counts[entry.mayFeed]?.breaks += found.count
            if !Set(found.keys).isSubset(of: allowed) { counts[entry.mayFeed]?.wrong.append("\(entry.line) \(shown)") }
            counts[entry.mayFeed]?.missed += entry.ways.map { $0.keys.count { found[$0] == nil } }.min() ?? 0
            let seams = gold.filter { $0.value == "=" && found[$0.key] != nil }
            counts[entry.mayFeed]?.seams += seams.count
            counts[entry.mayFeed]?.seamsFound += found.values.count { $0 == "=" }
            counts[entry.mayFeed]?.seamsRight += seams.keys.count { found[$0] == "=" }
        }
        for (mayFeed, count) in counts.sorted(by: { $0.key && !$1.key }) {
            print(
                """
                Hyphenation gold list, \(mayFeed ? "may feed exceptions" : "never feeds exceptions"): \(count.words) words, \
                \(count.breaks) breaks, wrong in \(count.wrong.count) words, \(count.missed) not found; seams: \
                \(count.seamsRight) of \(count.seams) known, \(count.seamsFound - count.seamsRight) too many
                """)
        }
        let feeding = try #require(counts[true])
        let test = try #require(counts[false])
        #expect(feeding.words == 1000 && test.words == 500)
        #expect(feeding.wrong.isEmpty)
        #expect(test.wrong.count <= 5, "1 %: \(test.wrong)")
        for count in [feeding, test] {
            #expect(count.missed * 50 <= count.breaks)
            #expect(count.seamsRight * 10 >= count.seams * 9 && (count.seamsFound - count.seamsRight) * 20 <= count.seams)
        }
    }

    /// The exceptions are drawn from frequent words of the field: none is a word of the test half.
    @Test func noExceptionIsAWordOfTheTestHalf() throws {
        let list = ExceptionList(try FontLibrary(TestFonts.catalogue).data(path: "trennung.txt"), path: "trennung.txt")
        let whole = Set(list.entries.map { $0.letters.filter { $0 != 0x2E } })
        for entry in try Self.entries() where !entry.mayFeed && entry.word.count > 12 {
            let letters = entry.word.unicodeScalars.map { Latin1.lowercase(UInt8(truncatingIfNeeded: $0.value)) ?? 0 }
            #expect(!whole.contains(letters), "\(entry.word)")
        }
    }
}
