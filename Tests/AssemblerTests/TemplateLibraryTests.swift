import Findings
import Foundation
import Testing

@testable import Agreements
@testable import Assembler

/// The texts that the repository brings are the best sample of what clerks write.
@Suite("Templates of the library")
struct TemplateLibraryTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static let files: [String] = ["clauses", "agreements"].flatMap { folder -> [String] in
        let found = FileManager.default.enumerator(atPath: root.appending(path: folder).path)?.allObjects as? [String] ?? []
        return found.filter { $0.hasSuffix(".md") }.map { folder + "/" + $0 }.sorted()
    }

    /// Text after the front matter, and the line it begins on.
    private func body(_ file: String) throws -> (text: String, line: Int) {
        let text = try String(contentsOf: Self.root.appending(path: file), encoding: .utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") else { return (text, 1) }
        return (lines[(end + 1)...].joined(separator: "\n"), end + 2)
    }

    @Test("There are clauses")
    func notEmpty() { #expect(Self.files.count > 50) }

    @Test("Every text is parsed without a finding", arguments: files)
    func parses(file: String) throws {
        let (text, line) = try body(file)
        do {
            let template = try Template.parse(text, file: file, firstLine: line)
            #expect(template.findings.isEmpty)
            #expect(!template.blocks.isEmpty)
        } catch {
            Issue.record("\(error.all.map { "\($0.place?.description ?? ""): \($0.message)" })")
        }
    }
}
