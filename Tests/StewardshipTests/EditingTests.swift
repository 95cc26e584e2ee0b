import Agreements
import ApprovedLibrary
import Findings
import Foundation
import Settings
import Testing

@testable import Stewardship

/// What is not changed stays as it is, byte for byte.
@Suite("Editing in place")
struct EditingTests {
    private func edit(_ text: String) throws -> ClauseEdit { try ClauseEdit(Array(text.utf8), path: "frist.md") }
    private func text(_ edit: ClauseEdit) -> String { String(decoding: edit.bytes, as: UTF8.self) }

    struct Setting: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let before: String
        let key: String
        let value: SettingValue
        /// `nil`: it cannot be changed by itself.
        let after: String?
    }

    static let settings = [
        Setting(
            testDescription: "ein Text mit Kommentar dahinter", before: "ueberschrift:  Kündigung   # so\nfassung: \"1.0\"", key: "ueberschrift", value: .text("Ende"),
            after: "ueberschrift:  Ende   # so\nfassung: \"1.0\""),
        Setting(testDescription: "Anführungszeichen bleiben", before: "fassung: \"1.0\" # Nummer", key: "fassung", value: .text("1.1"), after: "fassung: \"1.1\" # Nummer"),
        Setting(testDescription: "einfache Anführungszeichen bleiben", before: "fassung: '1.0'", key: "fassung", value: .text("1.1"), after: "fassung: '1.1'"),
        Setting(
            testDescription: "was YAML missverstünde, kommt in Anführungszeichen", before: "ueberschrift: Alt", key: "ueberschrift", value: .text("Neu: {{stelle.name}} # 1"),
            after: "ueberschrift: \"Neu: {{stelle.name}} # 1\""),
        Setting(testDescription: "ein Zeilenumbruch im Wert", before: "ueberschrift: Alt", key: "ueberschrift", value: .text("Alt\nNeu"), after: "ueberschrift: \"Alt\\nNeu\""),
        Setting(
            testDescription: "ein Umlaut vor dem Wert zählt als ein Zeichen", before: "ueberschrift: Ä # ö\nstatus: entwurf # ü", key: "status", value: .text("abgeloest"),
            after: "ueberschrift: Ä # ö\nstatus: abgeloest # ü"),
        Setting(
            testDescription: "eine Liste in Klammern", before: "grundlage: [§ 59 SGB X, § 314 BGB]   # Recht\nnummer: ja", key: "grundlage", value: .list(["§ 59 SGB X"]),
            after: "grundlage: [§ 59 SGB X]   # Recht\nnummer: ja"),
        Setting(
            testDescription: "eine Liste je Zeile: Kommentare bleiben bei dem, was bleibt",
            before: "grundlage:\n  # altes Recht\n  - § 59 SGB X # a\n  - § 314 BGB\n# Ende\nnummer: ja", key: "grundlage",
            value: .list(["§ 59 SGB X", "§ 60 SGB X"]), after: "grundlage:\n  # altes Recht\n  - § 59 SGB X # a\n  - § 60 SGB X\n# Ende\nnummer: ja"),
        Setting(
            testDescription: "eine neue Angabe kommt an ihren Platz", before: "ueberschrift: A\nfassung: \"1.0\"\nstatus: entwurf\n\n# Felder\nfelder: {}", key: "gilt_ab",
            value: .text("2027-01-01"), after: "ueberschrift: A\nfassung: \"1.0\"\nstatus: entwurf\ngilt_ab: 2027-01-01\n\n# Felder\nfelder: {}"),
        Setting(
            testDescription: "eine Angabe geht", before: "ueberschrift: A\ngilt_bis: 2027-01-01 # weg\n# bleibt\nstatus: entwurf", key: "gilt_bis", value: .removed,
            after: "ueberschrift: A\n# bleibt\nstatus: entwurf"),
        Setting(testDescription: "mehrere Angaben in einer Zeile", before: "{ueberschrift: A, fassung: \"1.0\"}", key: "ueberschrift", value: .text("B"), after: nil),
        Setting(testDescription: "ein Schlüssel, den es nicht gibt", before: "ueberschrift: A", key: "quatsch", value: .text("B"), after: nil),
    ]

    @Test("A setting changes in its own line", arguments: settings)
    func setting(setting: Setting) throws {
        var edit = try edit("---\n\(setting.before)\n---\nText\n")
        do throws(FindingList) {
            try edit.set(setting.key, to: setting.value)
            #expect(text(edit) == "---\n\(setting.after ?? "nothing")\n---\nText\n")
        } catch {
            #expect(setting.after == nil, "\(error.all)")
            #expect(error.all.map(\.rule) == ["angabe-unveraenderbar"] && text(edit) == "---\n\(setting.before)\n---\nText\n")
        }
    }

    @Test("What would end the head, and what is no YAML, does not get into it")
    func heads() throws {
        var edit = try edit(SmallHouse.clause())
        let before = edit.bytes
        #expect(throws: (any Error).self) { try edit.setHead("ueberschrift: A\n---\nfassung: \"1.0\"") }
        #expect(throws: (any Error).self) { try edit.setHead("ueberschrift: [A") }
        #expect(edit.bytes == before)
        try edit.setHead(edit.head.replacing("Kündigung", with: "Ende"))
        #expect(text(edit) == SmallHouse.clause().replacing("ueberschrift: Kündigung", with: "ueberschrift: Ende"))
    }

    @Test("Line ends, byte order mark and a missing end of the last line stay; letters with separate marks, too")
    func bytes() throws {
        let text = "\u{FEFF}---\r\nueberschrift: A\r\n---\r\n\r\n1. Ko\u{308}nig\r\n\n2. Zwei\r3. Drei  \r\n4. Vier"
        var edit = try edit(text)
        #expect(edit.body == "1. König\n\n2. Zwei\n3. Drei  \n4. Vier")
        edit.setBody(edit.body)
        #expect(self.text(edit) == text)
        edit.setBody("1. König\r\n\r\n2. Zwei neu\r\n3. Drei  \r\n4. Vier\r\n5. Fünf\r\n")
        #expect(self.text(edit) == text.replacing("2. Zwei\r3", with: "2. Zwei neu\r\n3") + "\r\n5. Fünf")
    }

    @Test("A body comes into a file without one, and goes")
    func empty() throws {
        var edit = try edit("---\nueberschrift: A\n---\n")
        edit.setBody("Text\n\n")
        #expect(text(edit) == "---\nueberschrift: A\n---\n\nText\n")
        edit.setBody("")
        #expect(text(edit) == "---\nueberschrift: A\n---\n\n")
        var short = try self.edit("---\nueberschrift: A\n---")
        short.setBody("Text")
        #expect(text(short) == "---\nueberschrift: A\n---\n\nText\n")
    }

    @Test("An agreement's settings and variants change in their own lines")
    func agreement() throws {
        let source = try String(contentsOfFile: "\(ApprovedLibrary.checkout)/agreements/fruehe-hilfen.yaml", encoding: .utf8)
        var edit = try AgreementEdit(Array(source.utf8), path: "fruehe-hilfen.yaml")
        try edit.set("kurztitel", to: .text("Ganz anders"))
        let agreement = try AgreementFile.read(SourceFile(bytes: edit.bytes, path: "fruehe-hilfen.yaml"))
        let use = try #require(agreement.clauseUses.first { $0.mention.variant != nil && $0.choice == nil })
        #expect(try edit.rename(use.mention.name, to: "\(use.mention.family)/ganz-anders") >= 1)
        let (old, new) = (source.components(separatedBy: "\n"), String(decoding: edit.bytes, as: UTF8.self).components(separatedBy: "\n"))
        let changed = zip(old, new).filter { $0 != $1 }
        #expect(old.count == new.count && changed.count >= 2)
        for (before, after) in changed where !before.hasPrefix("kurztitel:") { #expect(after == before.replacing(use.mention.name, with: "\(use.mention.family)/ganz-anders")) }
    }

    @Test("Every shipped clause and agreement can be opened and given back as it was; a setting of each can be changed and changed back")
    func shipped() throws {
        let library = ClauseLibrary(root: ApprovedLibrary.checkout)
        var count = 0
        for source in library.allSources {
            let bytes = Array(try Data(contentsOf: URL(filePath: source.path)))
            var edit = try ClauseEdit(bytes, path: source.path)
            edit.setBody(edit.body)
            try edit.setHead(edit.head)
            #expect(edit.bytes == bytes, "\(source.path)")
            try edit.set("status", to: .text("entwurf"))
            let heading = edit.setting("ueberschrift")?.first
            try edit.set("ueberschrift", to: .text("Ganz anders"))
            #expect(edit.bytes != bytes)
            try edit.set("status", to: .text(source.frontMatter.status.rawValue))
            if let heading { try edit.set("ueberschrift", to: .text(heading)) }
            #expect(edit.bytes == bytes, "\(source.path)")
            count += 1
        }
        #expect(count > 100)
    }
}
