import Foundation
import Layout
import Styles
import TestFonts
import Testing

/// Lines as text files: `Lines/Golden/NAME.txt` begins with `measure` in millimetres, alignment and looseness; after an empty line comes the
/// text on one line, after another the lines it is set in, each with the change of its spaces in per cent and that of its glyphs.
///
/// After a change that is meant: `KLAUSELWERK_RECORD=1 swift test --filter GoldenLines`, and look at the difference.
@Suite struct GoldenLines {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

    static let cases: [String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".txt") }.sorted()
    }()

    @Test func thereAreCases() { #expect(Self.cases.count >= 8) }

    @Test(arguments: cases) func linesAreAsBefore(name: String) throws {
        let url = Self.folder.appending(path: name)
        let parts = try String(contentsOf: url, encoding: .utf8).components(separatedBy: "\n\n")
        try #require(parts.count >= 2)
        let settings = parts[0].split(separator: " ")
        try #require(settings.count == 3)
        let format = ParagraphFormat(
            alignment: try #require(Alignment(rawValue: String(settings[1]))), measure: mm(try #require(Double(settings[0]))))
        let text = parts[1].trimmingCharacters(in: .newlines)
        let set = try TestFonts.setter().set(TestFonts.text(text), format, looseness: try #require(Int(settings[2])))
        let found = ([parts[0], text] + [set.lines.map(Self.describe).joined(separator: "\n")]).joined(separator: "\n\n") + "\n"
        if ProcessInfo.processInfo.environment["KLAUSELWERK_RECORD"] != nil {
            try found.write(to: url, atomically: true, encoding: .utf8)
        } else {
            #expect(parts.joined(separator: "\n\n") == found)
        }
    }

    private static func describe(_ line: SetLine) -> String {
        let space = Int(((line.setting?.stretch ?? 0) * 100).rounded())
        let glyphs = Int((((line.runs.first?.expansion ?? 1) - 1) * 1000).rounded())
        let text = line.text.replacingOccurrences(of: "\u{AD}", with: "-")
        return "\(signed(space)) % \(signed(glyphs)) ‰ | \(text)"
    }

    private static func signed(_ number: Int) -> String { number > 0 ? "+\(number)" : "\(number)" }
}
