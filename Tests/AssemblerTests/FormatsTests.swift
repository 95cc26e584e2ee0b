import DocumentModel
import Foundation
import Settings
import Testing

@testable import Agreements
@testable import Assembler

/// docs/formats.md and the handbook name the keys that the readers take: all of them, and none that they refuse.
@Suite("Keys in the manuals")
struct FormatsTests {
    private static let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    /// The text below a heading that begins so.
    private static func section(_ heading: String) throws -> String {
        let text = try String(contentsOfFile: checkout + "/docs/formats.md", encoding: .utf8)
        return try #require(text.components(separatedBy: "\n## ").first { $0.hasPrefix(heading) }, "\(heading)")
    }

    /// Keys at the left edge of the section's first example.
    private static func exampleKeys(_ heading: String) throws -> Set<String> {
        let example = try #require(try section(heading).components(separatedBy: "```yaml\n").dropFirst().first?.components(separatedBy: "```").first)
        return Set(example.matches(of: /^([a-z_]+):/.anchorsMatchLineEndings()).map { String($0.1) })
    }

    /// Words that stand before a colon or between backticks.
    private static func named(in text: String) -> Set<String> {
        var found = Set(text.matches(of: /([a-z_]+):/).map { String($0.1) })
        for quoted in text.matches(of: /`([^`\n]+)`/) { found.formUnion(quoted.1.matches(of: /[a-z_]+/).map { String($0.output) }) }
        return found
    }

    struct Example: Sendable, CustomTestStringConvertible {
        var heading: String
        var keys: KeySet
        /// Fields that the example declares and gives a value.
        var fields: Set<String> = []
        var testDescription: String { heading }
    }

    @Test(
        "An example shows every key once and no other",
        arguments: [
            Example(heading: "Front matter of a clause", keys: ClauseReader.keys),
            Example(heading: "Agreement", keys: AgreementReader.keys, fields: ["vertragsart"]),
            Example(heading: "Rules", keys: ClauseRule.keys),
        ])
    func wholeExamples(example: Example) throws {
        #expect(try Self.exampleKeys(example.heading).subtracting(example.fields) == Set(example.keys.names))
    }

    struct Mention: Sendable, CustomTestStringConvertible {
        var headings: [String]
        var keys: [KeySet]
        var testDescription: String { headings.joined(separator: ", ") }
    }

    @Test(
        "Every key of what stands inside is named",
        arguments: [
            Mention(headings: ["Field declarations"], keys: [FieldDeclarationReader.keys, FieldDeclarationReader.totalKeys]),
            Mention(
                headings: ["Agreement"],
                keys: [
                    AgreementReader.draftKeys, AgreementReader.numberingKeys, AgreementReader.referenceKeys, AgreementReader.coverKeys,
                    AgreementReader.letterKeys, AgreementReader.furnitureKeys, AgreementClosingReader.partiesKeys, AgreementClosingReader.partyKeys,
                    AgreementClosingReader.annexKeys, AgreementClosingReader.signaturesKeys, AgreementClosingReader.unitKeys,
                    ClauseEntryReader.clauseKeys, ClauseEntryReader.groupKeys,
                ]),
            Mention(headings: ["Body", "Field declarations"], keys: [BodyReader.keys, BodyReader.armsKeys, BodyReader.letterKeys]),
            Mention(
                headings: ["Facts"],
                keys: [
                    Statutes.top, LaenderReader.top, LaenderReader.landKeys, ChurchLaw.top, ChurchLaw.dioceseKeys, FormRules.top, StateLaw.top, LawChanges.top,
                    LawChanges.changeKeys, LawChanges.watchKeys, PersonNounReader.top, Terms.top, Terms.phrase, Terms.group, Terms.change, Subsections.top,
                    Subsections.keys,
                ]),
        ])
    func mentions(mention: Mention) throws {
        let known = try Self.named(in: mention.headings.map(Self.section).joined())
        for keys in mention.keys { #expect(Set(keys.names).subtracting(known) == []) }
    }

    /// First column of a table of the handbook, by what its head says.
    private static func rows(ofTableWith head: String) throws -> Set<String> {
        let text = try String(contentsOfFile: checkout + "/docs/handbuch.md", encoding: .utf8)
        let table = try #require(text.components(separatedBy: "\n" + head + "\n").dropFirst().first?.components(separatedBy: "\n\n").first, "\(head)")
        let cells = table.split(separator: "\n").compactMap { $0.split(separator: "|").first }
        return Set(cells.flatMap { $0.matches(of: /`([a-z_]+)`/).map { String($0.1) } })
    }

    @Test("The handbook's tables have the keys of a clause's head, the kinds of fields and of bodies, the standards of the PDF")
    func handbook() throws {
        #expect(try Self.rows(ofTableWith: "### Der Kopf\n\n| Angabe | Bedeutung |") == Set(ClauseReader.keys.names))
        #expect(try Self.rows(ofTableWith: "| `art` | Wert | Beispiel |") == Set(FieldKind.declarableNames))
        let text = try String(contentsOfFile: Self.checkout + "/docs/handbuch.md", encoding: .utf8)
        for profile in PDFProfile.allCases {
            #expect(text.contains("| `pdf: \(profile.rawValue)`") && text.contains("| \(profile.standards) |"), "\(profile)")
            #expect(try Self.section("Agreement").contains("\(profile.rawValue) ("), "\(profile)")
            #expect(try String(contentsOfFile: Self.checkout + "/docs/pdf.md", encoding: .utf8).contains(" `\(profile.rawValue)` |"), "\(profile)")
        }
        let kinds = try #require(text.components(separatedBy: "\n`art` einer Stelle ist eine von: ").dropFirst().first?.components(separatedBy: "Davon").first)
        #expect(Set(kinds.matches(of: /`([a-z_]+)`/).map { String($0.1) }) == Set(RecordShape.bodyKinds.map(\.value)))
    }

    @Test("The kinds of fields are all there")
    func kinds() throws {
        let line = try #require(try Self.section("Field declarations").split(separator: "\n").first { $0.contains("art: zahl") })
        let listed = try #require(line.split(separator: "#").last).split(separator: " ").map(String.init)
        #expect(listed == FieldKind.declarableNames)
    }
}
