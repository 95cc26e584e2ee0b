import Agreements
import Findings
import Foundation
import Lint
import Testing

/// Clauses are looked at where they are written, with gaps for what is put in later.
@Suite("Text of clauses")
struct ClauseTextTests {
    /// Findings of one clause as „rule line“.
    private func findings(_ body: String) throws -> [String] {
        let root = FileManager.default.temporaryDirectory.appending(path: "klauselwerk-lint-\(UUID().uuidString)")
        let folder = root.appending(path: "clauses/probe")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: root) }
        let text = "---\nueberschrift: Probe\nfassung: \"1.0\"\nstatus: entwurf\n---\n\(body)\n"
        try text.write(to: folder.appending(path: "eins.md"), atomically: true, encoding: .utf8)
        let sources = ClauseLibrary(root: root.path).currentSources
        let linter = try TestLinter.make()
        return sources.flatMap { linter.check(LintText(clause: $0)) }.map { finding in
            guard case .file(_, let line, _)? = finding.place else { return finding.rule }
            return "\(finding.rule) \(line)"
        }
    }

    @Test(
        "What stands in double braces is no text",
        arguments: [
            "{{Netzwerkpartner:innen|dativ}} gehört das Feld {{frist|wort}}.", "{{wenn vorhanden(frist)}}Das gilt.{{sonst}}Das nicht.{{ende}}",
            "Näheres regelt {{ref:kuendigung#frist}} {#marke}", "Die **Netzwerke** wirken mit.",
            "Das gilt {{wenn jahre == 1}}jedes Jahr{{sonst}}alle {{jahre|wort}} Jahre{{ende}} neu.",
        ])
    func skipsMarkers(body: String) throws { #expect(try findings(body) == []) }

    @Test(
        "A number typed by hand is told at its line",
        arguments: [
            ("Die Kontaktdaten stehen in Anlage 2.", "verweis-getippt 6"), ("Eins.\n\nDie Frist nach § 4 dieser Vereinbarung gilt.", "verweis-getippt 8"),
        ])
    func findsTypedReferences(body: String, expected: String) throws { #expect(try findings(body) == [expected]) }

    @Test("A slip between markers is told at its line")
    func findsSlips() throws {
        #expect(try findings("{{Netzwerkpartner:innen}} treffen sich.\n\n- Angebot\n- niedrighschwellig {{frist}}") == ["schreibung 9"])
    }
}
