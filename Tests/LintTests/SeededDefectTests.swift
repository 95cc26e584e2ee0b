import Assembler
import Findings
import Foundation
import Lint
import Settings
import Testing

/// One file a case: the text of a contract with one mistake. Its first lines say what is to be found:
///
///     # Befund: gesetz-unbekannt 7
///
/// rule and line of the file; several lines for several findings. „# Befund: keiner“ is a text that must pass.
struct SeededDefect: Sendable, CustomTestStringConvertible {
    let name: String
    let file: SourceFile
    let expected: [Expectation]

    struct Expectation: Hashable {
        var rule: String
        var line: Int
    }

    var testDescription: String { name }

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    static let all: [SeededDefect] = {
        let folder = root + "/Tests/LintTests/Faelle"
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.hasSuffix(".txt") }.sorted()
        return names.compactMap { name in
            guard let file = try? SourceFile(contentsOf: "\(folder)/\(name)") else { return nil }
            let heads = file.text.split(separator: "\n").filter { $0.hasPrefix("# Befund: ") }
            let expected = heads.compactMap { head -> Expectation? in
                let words = head.dropFirst(10).split(separator: " ")
                guard words.count == 2, let line = Int(words[1]) else { return nil }
                return Expectation(rule: String(words[0]), line: line)
            }
            // The heads become blank lines, so that the text keeps its line numbers.
            let text = file.text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.hasPrefix("# Befund: ") ? "" : $0 }
            return SeededDefect(name: name, file: SourceFile(path: name, text: text.joined(separator: "\n")), expected: expected)
        }
    }()
}

@Suite("Rules of text")
struct SeededDefectTests {
    @Test("Every seeded defect is found, at its line, and nothing else is")
    func findsDefects() throws {
        #expect(SeededDefect.all.count >= 60)
        let linter = try TestLinter.make()
        for defect in SeededDefect.all {
            let found = linter.check(LintText(typescript: defect.file)).compactMap { finding -> SeededDefect.Expectation? in
                guard case .file(_, let line, _)? = finding.place else { return nil }
                return SeededDefect.Expectation(rule: finding.rule, line: line)
            }
            #expect(Set(found) == Set(defect.expected), "\(defect.name): \(found)")
        }
    }

    @Test("Every rule has a defect that only it finds")
    func everyRuleIsTried() {
        let tried = Set(SeededDefect.all.flatMap(\.expected).map(\.rule))
        for card in TextRules.cards where card.id != "verweis-getippt" { #expect(tried.contains(card.id), "\(card.id)") }
    }
}
