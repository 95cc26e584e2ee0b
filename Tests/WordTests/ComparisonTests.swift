import ApprovedLibrary
import ChildProcess
import Findings
import Foundation
import Production
import TestScale
import Testing

@testable import Word

/// Returned files against what was sent.
@Suite struct `A file that came back` {
    static let agreements = ["fruehe-hilfen", "kinderschutz", "leistung-ambulant", "schutzvereinbarung-8a", "auftragsverarbeitung", "zuwendung-74"]

    /// Each agreement's file, made once.
    private static let files = Result { try make() }

    private static func make() throws -> [String: [UInt8]] {
        let folder = NSTemporaryDirectory() + "klauselwerk-word-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var files: [String: [UInt8]] = [:]
        for name in agreements.prefix(TestScale.count(sample: 2, full: 6)) {
            let library = try ApprovedLibrary.path()
            _ = try Contracts.word(
                ContractRequest(agreement: name, library: library, data: "\(library)/agreements/beispiele/\(name).yaml"), output: "\(folder)/\(name).docx")
            files[name] = try Array(Data(contentsOf: URL(filePath: "\(folder)/\(name).docx")))
        }
        return files
    }

    static func sent(_ index: Int) throws -> (name: String, bytes: [UInt8]) {
        let files = try Self.files.get()
        let names = files.keys.sorted()
        return (names[index % names.count], files[names[index % names.count]] ?? [])
    }

    @Test(arguments: 0..<TestScale.count(sample: 36, full: 240)) func `every change is found, none falsely, and what is not marked is named`(_ number: Int) throws {
        let (name, bytes) = try Self.sent(number)
        var random = SplitMix(UInt64(number) &* 7_919 &+ 1)
        let redlines = try Redlines(bytes)
        let (file, edits) = try #require(try redlines.redline(&random, mode: number / 6 % 3, revisions: 1 + number % 5))
        let returned = try ReadDocument(file, path: "zurueck.docx")
        let comparison = DocumentComparison(sent: try ReadDocument(bytes, path: "gesendet.docx"), returned: returned)
        Self.expect(edits, in: comparison, "\(name), \(number)")
    }

    static func expect(_ edits: [Redlines.Edit], in comparison: DocumentComparison, _ what: String) {
        #expect(comparison.changes.count == edits.count, "\(what): \(comparison.changes.map(\.marked)) statt \(edits)")
        #expect(comparison.hasRevisions == edits.contains(where: \.isTracked))
        for edit in edits {
            let kind: TextChange.Kind =
                switch edit.kind {
                case .replaced, .added, .cut: .changed
                case .paragraphDeleted: .deleted
                case .paragraphInserted: .inserted
                case .paragraphMoved: .moved
                }
            func squeezed(_ text: String) -> String { Wording.normal(text).replacing(" ", with: "") }
            let found = comparison.changes.first { squeezed($0.before) == squeezed(edit.before) && squeezed($0.after) == squeezed(edit.after) && $0.kind == kind }
            #expect(found != nil, "\(what): \(edit) nicht unter \(comparison.changes)")
            #expect(found?.marking == (edit.isTracked ? .tracked : .hidden), "\(what): \(edit)")
            if edit.isTracked { #expect(found?.people.first == "P. Partner, 2026-11-20", "\(what): \(edit)") }
        }
    }

    @Test(arguments: 0..<TestScale.count(sample: 2, full: 6)) func `what nobody touched has no change, and its own clauses`(_ number: Int) throws {
        let (name, bytes) = try Self.sent(number)
        let document = try ReadDocument(bytes, path: "gesendet.docx")
        let comparison = DocumentComparison(sent: document, returned: document)
        #expect(comparison.changes.isEmpty && comparison.controls.isEmpty && comparison.comments.isEmpty && comparison.invisible.isEmpty, "\(name)")
        #expect(document.origin != nil)
        #expect(Set(document.paragraphs.compactMap(\.clause)).count > 5)
        #expect(document.paragraphs.contains { !$0.label.isEmpty && $0.outline != nil })
    }

    @Test func `comments come with author and place, hidden words are named, formatting is no change`() throws {
        let redlines = try Redlines(try Self.sent(0).bytes)
        var markup = redlines.text(of: "word/document.xml")
        let run = try #require(markup.firstMatch(of: /<w:r><w:t xml:space="preserve">([^<&]{60,})<\/w:t><\/w:r><\/w:p>/))
        let text = String(run.output.1)
        markup.replaceSubrange(
            run.range,
            with:
                "<w:commentRangeStart w:id=\"0\"/><w:r><w:rPr><w:b/><w:color w:val=\"FF0000\"/></w:rPr><w:t xml:space=\"preserve\">\(text)</w:t></w:r><w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t xml:space=\"preserve\"> Geheimes Zusatzwort</w:t></w:r></w:p>"
        )
        let comments =
            "<w:comments \(Namespace.word)><w:comment w:id=\"0\" w:author=\"K. Kanzlei\" w:date=\"2026-11-21T00:00:00Z\"><w:p><w:r><w:t>Bitte prüfen.</w:t></w:r></w:p></w:comment></w:comments>"
        let relations = redlines.text(of: "word/_rels/document.xml.rels").replacing(
            "</Relationships>",
            with: "<Relationship Id=\"rIdC\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments\" Target=\"comments.xml\"/></Relationships>")
        let file = try redlines.file(["word/document.xml": markup, "word/_rels/document.xml.rels": relations], adding: ["word/comments.xml": comments])
        let comparison = DocumentComparison(sent: try ReadDocument(try Self.sent(0).bytes, path: "a"), returned: try ReadDocument(file, path: "b"))
        #expect(comparison.comments.map(\.comment.text) == ["Bitte prüfen."])
        #expect(comparison.comments.first?.comment.author == "K. Kanzlei")
        #expect(comparison.comments.first?.comment.passage == Wording.normal(text))
        #expect(comparison.invisible.map(\.text) == ["Geheimes Zusatzwort"])
        // The hidden words are a change, the bold red letters none.
        #expect(comparison.changes.count == 1 && comparison.changes.first?.parts.count == 2, "\(comparison.changes)")
    }

    @Test func `a value typed into its control is read back`() throws {
        let redlines = try Redlines(try Self.sent(0).bytes)
        var markup = redlines.text(of: "word/document.xml")
        let control = try #require(
            markup.firstMatch(of: /<w:tag w:val="([a-z_.]+)"\/><w:id w:val="\d+"\/><w:text\/><\/w:sdtPr><w:sdtContent><w:r><w:t xml:space="preserve">([^<&]{3,})<\/w:t>/))
        let (tag, text) = (String(control.output.1), String(control.output.2))
        markup.replaceSubrange(control.range, with: markup[control.range].replacing(">\(text)<", with: ">Ganz anders<"))
        let file = try redlines.file(["word/document.xml": markup])
        let comparison = DocumentComparison(sent: try ReadDocument(try Self.sent(0).bytes, path: "a"), returned: try ReadDocument(file, path: "b"))
        #expect(comparison.controls.map(\.tag) == [tag])
        #expect(comparison.controls.first?.after == ["Ganz anders"])
        #expect(comparison.controls.first?.before.contains(Wording.normal(text)) ?? false)
    }

    /// LibreOffice is in the group foreign: only `make test-full` has it.
    @Test(arguments: 0..<TestScale.count(sample: 0, full: 60)) func `the same through LibreOffice`(_ number: Int) throws {
        let folder = NSTemporaryDirectory() + "klauselwerk-redlines-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder + "/saved", withIntermediateDirectories: true)
        var random = SplitMix(UInt64(number) &* 104_729 &+ 3)
        let (file, edits) = try #require(try Redlines(try Self.sent(number).bytes, sparesEdges: true).redline(&random, mode: number / 6 % 3, revisions: 1 + number % 4))
        try Data(file).write(to: URL(filePath: folder + "/zurueck.docx"))
        let shell = "soffice -env:UserInstallation=file://\(folder)/profile --headless --convert-to docx --outdir \(folder)/saved \(folder)/zurueck.docx"
        #expect(try ChildProcess.run("bash", ["-c", shell]).status == 0)
        let saved = try Array(Data(contentsOf: URL(filePath: folder + "/saved/zurueck.docx")))
        let comparison = DocumentComparison(sent: try ReadDocument(try Self.sent(number).bytes, path: "a"), returned: try ReadDocument(saved, path: "b"))
        Self.expect(edits, in: comparison, "LibreOffice, \(number)")
    }
}
