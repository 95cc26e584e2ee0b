import Findings
import Testing

@testable import Agreements
@testable import Assembler

/// Conditions as people read them, taken apart and put together again.
@Suite("Conditions as sentences")
struct ConditionSentenceTests {
    private static let fields: [String: FieldDeclaration] = [
        "vertragsart": FieldDeclaration("vertragsart", .choice([FieldChoice("privat", label: "privatrechtlich"), FieldChoice("amtlich")]), label: "Rechtsnatur"),
        "frist": FieldDeclaration("frist", .number, label: "Frist in Monaten"), "beginn": FieldDeclaration("beginn", .date, label: "Beginn"),
        "verguetung": FieldDeclaration("verguetung", .flag, label: "Vergütung"), "ziele": FieldDeclaration("ziele", .list(of: .text), label: "Ziele"),
    ]

    struct Case: Sendable, CustomTestStringConvertible {
        let source: String
        let sentence: String
        var testDescription: String { source }
    }

    static let cases = [
        Case(source: "vertragsart == \"privat\"", sentence: "„Rechtsnatur“ ist „privatrechtlich“"),
        Case(source: "vertragsart != \"amtlich\"", sentence: "„Rechtsnatur“ ist nicht „amtlich“"),
        Case(source: "frist >= 3", sentence: "„Frist in Monaten“ ist mindestens 3"), Case(source: "3 < frist", sentence: "„Frist in Monaten“ ist größer als 3"),
        Case(source: "beginn < 2027-01-01", sentence: "„Beginn“ liegt vor dem 01.01.2027"),
        Case(source: "verguetung", sentence: "„Vergütung“ trifft zu"), Case(source: "nicht verguetung", sentence: "„Vergütung“ trifft nicht zu"),
        Case(source: "verguetung == nein", sentence: "„Vergütung“ trifft nicht zu"), Case(source: "vorhanden(ziele)", sentence: "„Ziele“ ist angegeben"),
        Case(source: "ziele enthaelt \"Schutz\"", sentence: "„Ziele“ enthält „Schutz“"),
        Case(source: "vertragsart in [\"privat\", \"amtlich\"]", sentence: "„Rechtsnatur“ ist „privatrechtlich“ oder „amtlich“"),
        Case(source: "vertragsart nicht in [\"privat\"]", sentence: "„Rechtsnatur“ ist nicht „privatrechtlich“"),
        Case(source: "verguetung und frist > 1", sentence: "„Vergütung“ trifft zu, und „Frist in Monaten“ ist größer als 1"),
        Case(
            source: "(verguetung oder frist > 1) und vorhanden(partner.ort)",
            sentence: "(„Vergütung“ trifft zu oder „Frist in Monaten“ ist größer als 1), und „partner.ort“ ist angegeben"),
    ]

    private static func parsed(_ text: String) throws -> ExpressionSyntax { try ExpressionSyntax(parsing: .whole(text, at: .option("wenn"))) }

    @Test("A condition reads as a German sentence, and its parts are the condition again", arguments: cases)
    func sentences(each: Case) throws {
        let syntax = try Self.parsed(each.source)
        let sentence = ConditionSentence(syntax, fields: Self.fields)
        #expect(sentence.text == each.sentence)
        let again = sentence.parts.map(\.source).joined(separator: sentence.joinsByOr ? " oder " : " und ")
        #expect(ConditionSentence(try Self.parsed(again), fields: Self.fields).text == each.sentence)
        // One more part, and away again.
        for byOr in [false, true] {
            let more = ConditionSentence(try Self.parsed(sentence.adding("frist == 9", byOr: byOr)), fields: Self.fields)
            #expect(more.joinsByOr == byOr && more.parts.last?.source == "frist == 9")
            let back = ConditionSentence(try Self.parsed(more.without(more.parts.count - 1)), fields: Self.fields)
            #expect(back.text == each.sentence)
        }
    }

    @Test("The last part leaves no condition")
    func none() throws { #expect(ConditionSentence(try Self.parsed("verguetung"), fields: [:]).without(0).isEmpty) }
}
