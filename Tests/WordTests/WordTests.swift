import DocumentModel
import Testing

@testable import Word

@Suite struct `Numbers that Word counts` {
    /// Label, number of the part above, figures, value that Word counts to.
    static let labels: [(String, String?, NumberPattern.Figures, Int)] = [
        ("§\u{A0}4", nil, .decimal, 4), ("(2)", nil, .decimal, 2), ("a)", nil, .lowerLetter, 1), ("bb)", nil, .doubleLetter, 28), ("I.", nil, .upperRoman, 1),
        ("Artikel\u{A0}12", nil, .decimal, 12), ("5.2", "5", .decimal, 2), ("B.", nil, .upperLetter, 2), ("XIV.", nil, .upperRoman, 14),
    ]

    @Test(arguments: labels) func `a label is read as Word would write it`(_ label: String, _ parent: String?, _ figures: NumberPattern.Figures, _ value: Int) throws {
        let reading = try #require(NumberPattern.readings(of: label, parent: parent).first { $0.pattern.figures == figures })
        #expect(reading.value == value)
        let own = (parent.map { $0 + "." } ?? "") + reading.pattern.figure(value)
        #expect(reading.pattern.prefix + own + reading.pattern.suffix == label)
    }

    @Test(arguments: ["ab)", "07", "IIII.", "§\u{A0}2a", "–", ""]) func `what Word cannot count is no number`(_ label: String) {
        #expect(NumberPattern.readings(of: label, parent: nil).isEmpty)
    }

    @Test func `an Absatz is cited without its brackets, a section with its sign`() {
        let section = NumberedPart(id: NodeID(rawValue: 1), kind: .heading, label: "§\u{A0}4", figure: "4", isLive: true)
        let absatz = NumberedPart(id: NodeID(rawValue: 2), kind: .absatz, label: "(2)", figure: "2", isLive: true)
        #expect(
            CitationPieces.of("§\u{A0}4 Abs.\u{A0}2 dieser Vereinbarung", [section, absatz]) == [
                .number(section, "§\u{A0}4"), .text(" Abs.\u{A0}"), .number(absatz, "2"), .text(" dieser Vereinbarung"),
            ])
        #expect(CitationPieces.of("Absatz\u{A0}2", [section, absatz]) == [.text("Absatz\u{A0}"), .number(absatz, "2")])
        #expect(CitationPieces.of("Absätze\u{A0}2\u{A0}bis\u{A0}4", [section, absatz]) == [.text("Absätze\u{A0}2\u{A0}bis\u{A0}4")])
    }
}
