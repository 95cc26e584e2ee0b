import Foundation
import Testing

@testable import Assembler

/// A version keeps its wording: contracts name it, and somebody may have approved it.
@Suite("Versions of clauses")
struct ClauseVersionTests {
    @Test("Every version says what it said; a new wording is a new version")
    func wording() throws {
        let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Recht/fassungen.tsv")
        let lines = try String(contentsOf: path, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }.map { $0.split(separator: "\t").map(String.init) }
        let known = Dictionary(uniqueKeysWithValues: lines.map { ("\($0[0]) \($0[1])", $0[2]) })
        // Drafts are in work.
        let sources = Repository.planner.library.allSources.filter { $0.frontMatter.status != .entwurf }
        #expect(known.count > 200 && sources.count == known.count, "after adding clauses run scripts/clause-versions")
        for source in sources {
            let name = "\(source.name) \(source.version.version)"
            #expect(
                known[name] == String(source.approvalChecksum.prefix(16)), "\(name): raise `fassung`, keep the old text as VARIANT@VERSION.md, then run scripts/clause-versions")
        }
    }
}
