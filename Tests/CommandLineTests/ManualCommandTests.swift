import ArgumentParser
import Foundation
import Testing

@testable import klauselwerk

/// Commands that README and handbook print are commands that the program takes.
@Suite("Commands in the manuals")
struct ManualCommandTests {
    struct Printed: Sendable, CustomTestStringConvertible {
        var file: String
        var line: Int
        var text: String
        var testDescription: String { "\(file):\(line) \(text)" }
    }

    /// Lines of code blocks that call the program, those that go on behind `\` as one.
    static let printed: [Printed] = ["README.md", "docs/handbuch.md"].flatMap { file -> [Printed] in
        let text = (try? String(contentsOfFile: Program.checkout + "/" + file, encoding: .utf8)) ?? ""
        var found: [Printed] = []
        var isCode = false
        var isOpen = false
        for (index, line) in text.components(separatedBy: "\n").enumerated() {
            if line.hasPrefix("```") { isCode.toggle() }
            guard isCode else { continue }
            let begin = line.firstRange(of: /(?:^|[ '])klauselwerk[ ]/)
            if isOpen, let last = found.indices.last {
                found[last].text += line
            } else if let begin {
                found.append(Printed(file: file, line: index + 1, text: String(line[begin.upperBound...])))
            } else {
                continue
            }
            isOpen = line.hasSuffix("\\")
            if isOpen, let last = found.indices.last { found[last].text.removeLast() }
        }
        return found
    }

    /// Words as a shell parts them, without its comment; the number of a part stands for what a shell would put in.
    private static func words(_ text: String) -> [String] {
        var words: [String] = []
        var word: String?
        var isQuoted = false
        for character in text {
            switch character {
            case "\"":
                isQuoted.toggle()
                word = word ?? ""
            case "#" where !isQuoted && word == nil: return words
            case " " where !isQuoted, "'" where !isQuoted:
                if let whole = word { words.append(whole) }
                word = nil
            default: word = (word ?? "") + String(character)
            }
        }
        if let whole = word { words.append(whole) }
        return words.map { $0.replacing("{}", with: "1").replacing("$SLURM_ARRAY_TASK_ID", with: "1") }
    }

    @Test("The program takes the command", arguments: printed)
    func isTaken(command: Printed) throws {
        #expect(throws: Never.self) { try Klauselwerk.parseAsRoot(Self.words(command.text)) }
    }

    @Test("They were found, and a wrong option is not taken")
    func areFound() {
        #expect(Self.printed.count >= 35)
        #expect(Set(Self.printed.map(\.file)).count == 2)
        #expect(throws: (any Error).self) { try Klauselwerk.parseAsRoot(["build", "fruehe-hilfen", "--ausgabedatei", "x.pdf"]) }
    }
}
