import ApprovedLibrary
import Assembler
import Findings
import Foundation
import Production
import Testing

@testable import Stewardship

@Suite("What a change does")
struct EffectTests {
    private func effect(_ change: (inout ClauseEdit) throws -> Void) async throws -> ChangeEffect.OnAgreement {
        let library = WarmLibrary(try Workspace.locate(agreement: nil, library: ApprovedLibrary.path()))
        let path = "\(library.workspace.library)/clauses/evaluation/jaehrlich.md"
        var edit = try ClauseEdit(Array(try Data(contentsOf: URL(filePath: path))), path: path)
        try change(&edit)
        let effect = try await ChangeEffect.of("evaluation/jaehrlich", edit.bytes, users: ["fruehe-hilfen"], in: library, press: PreviewPress(library))
        return try #require(effect.agreements.first)
    }

    @Test("The same text changes nothing")
    func nothing() async throws {
        let found = try await effect { _ in }
        #expect(found.findings.isEmpty && found.mended == 0 && found.changedPages == [] && found.pagesBefore == found.pagesAfter && found.pagesBefore > 1)
    }

    @Test("Other words change pages, but not those before them")
    func words() async throws {
        let found = try await effect { $0.setBody("1. Die Parteien werten die Zusammenarbeit zweimal im Jahr gemeinsam aus.") }
        let changed = try #require(found.changedPages)
        #expect(!changed.isEmpty && changed.count < found.pagesAfter && !changed.contains("1"), "\(changed)")
    }

    @Test("A reference that leads nowhere is a claim that fails")
    func broken() async throws {
        let found = try await effect { $0.setBody("1. Es gilt {{ref:gibt-es-nicht}}.") }
        #expect(found.findings.contains { $0.severity == .fehler && $0.message.contains("gibt-es-nicht") }, "\(found.findings.map(\.message))")
        #expect(found.changedPages == nil)
    }
}
