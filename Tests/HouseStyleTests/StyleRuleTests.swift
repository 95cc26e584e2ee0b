import DocumentModel
import HouseStyle
import Layout
import Styles
import TestFonts
import Testing
import Typeface

/// One line of the rules of typography that a house style can keep or break.
struct StyleRule: CustomTestStringConvertible, Sendable {
    /// Of the rules: A letters and margins, G hyphenation, H page breaks, I furniture and signatures.
    var id: String
    var what: String
    var range: ClosedRange<Double>
    /// `nil`: the style has no such thing.
    var value: @Sendable (StyleSheet) throws -> Double?

    init(_ id: String, _ what: String, _ range: ClosedRange<Double>, _ value: @escaping @Sendable (StyleSheet) throws -> Double?) {
        (self.id, self.what, self.range, self.value) = (id, what, range, value)
    }

    var testDescription: String { "\(id) \(what)" }
}

/// Sizes in points, lengths on the sheet in millimetres, white in lines of the text.
@Suite struct StyleRuleTests {
    static let rules: [StyleRule] = [
        // A: sheet, sizes, leading.
        StyleRule("A6", "left margin", 25...30) { $0.page.left / mm(1) },
        StyleRule("A6", "right margin", 20...30) { $0.page.right / mm(1) },
        StyleRule("A6", "foot margin", 20...30) { $0.page.bottom / mm(1) },
        StyleRule("A6", "head margin", 20...30) { $0.page.top / mm(1) },
        StyleRule("A6", "head from the edge", 10...20) { $0.furniture.headBaseline / mm(1) },
        StyleRule("A6", "foot from the edge", 10...20) { $0.furniture.footBaseline / mm(1) },
        StyleRule("A3", "return address", 6...8) { $0.letter.returnAddress.size },
        StyleRule("A8", "lines after the subject", 1.5...2.5) { $0.letter.subject.after / $0.body.text.leading },
        StyleRule("A9", "text", 10...12) { $0.body.text.size },
        StyleRule("A9", "leading to size", 1.15...1.3) { $0.body.text.leading / $0.body.text.size },
        StyleRule("A9", "leading to size, letter", 1.0...1.2) { $0.name == "brief" ? $0.letter.text.leading / $0.letter.text.size : nil },
        StyleRule("A9", "footnotes", 8...9.5) { $0.footnote.text.size },
        StyleRule("A9", "leading to size, footnotes", 1.15...1.3) { $0.footnote.text.leading / $0.footnote.text.size },
        StyleRule("A9", "head and foot", 8...9.5) { $0.furniture.text.size },
        StyleRule("A9", "tables", 8.5...11) { $0.table.text.size },
        StyleRule("A9", "title to text", 1.2...2) { $0.title.text.size / $0.body.text.size },
        StyleRule("A9", "first heading to text", 1...1.4) { $0.headings[0].block.text.size / $0.body.text.size },
        // The margins of A6 and the sizes of A9 leave one column of about 95 letters on A4; more would lose the reader.
        StyleRule("A9", "letters in a line", 60...100) { try letters(in: $0) },
        // G: hyphenation and spaces.
        StyleRule("G1", "hyphenated lines running", 1...3) { Double($0.lines.hyphenLimit) },
        StyleRule("G1", "headings hyphenated", 0...0) { Double($0.headings.filter(\.block.hyphenates).count) },
        StyleRule("G1", "title hyphenated", 0...0) { $0.title.hyphenates ? 1 : 0 },
        StyleRule("G3", "spaces stretched before a hole, share", 0.2...1) { $0.lines.costs.holeBegins },
        StyleRule("G3", "spaces shrunk, share", 0...0.34) { $0.lines.costs.shrinkLimit },
        StyleRule("G3", "glyphs expanded, share", 0...0.02) { $0.lines.costs.expansionLimit },
        StyleRule("G3", "justified text without hyphenation", 0...0) { $0.body.alignment == .justified && !$0.body.hyphenates ? 1 : 0 },
        // H: what keeps headings with their text, to the eye.
        StyleRule("H2", "more white before a heading than after it, least", 0.1...2) { style in
            style.headings.map { ($0.block.before - $0.block.after) / style.body.text.leading }.min()
        },
        StyleRule("H2", "white before a first heading", 1...2) { $0.headings[0].block.before / $0.body.text.leading },
        StyleRule("H2", "headings smaller than those above them", 0...0) { style in
            Double(zip(style.headings, style.headings.dropFirst()).filter { $0.block.text.size < $1.block.text.size }.count)
        },
        StyleRule("H8", "white between paragraphs", 0.25...1) { $0.body.after / $0.body.text.leading },
        StyleRule("H8", "steps of the grid in a line", 1...4) { style in style.grid.map { style.body.text.leading / $0 } },
        // I: numbered paragraphs, signatures, watermark.
        StyleRule("I6", "hanging indent of numbered paragraphs", 8...10) { $0.lists.absatzIndent / mm(1) },
        StyleRule("I7", "rule to sign on", 60...90) { $0.signature.ruleLength / mm(1) },
        StyleRule("I7", "free above it", 8...12) { $0.signature.height / mm(1) },
        StyleRule("I7", "name and office under it", 8...9) { $0.signature.caption.size },
        StyleRule("I7", "seal", 35...40) { $0.signature.sealDiameter / mm(1) },
        StyleRule("I7", "two columns and their gap within the measure", 0...0) { style in
            max(0, 2 * style.signature.ruleLength + style.signature.columnGap - style.page.measure)
        },
        StyleRule("I2", "lightness of the watermark", 0.85...0.97) { $0.watermark.color.red },
        StyleRule("I2", "strip for initials", 15...40) { $0.furniture.initialsWidth / mm(1) },
    ]

    @Test(arguments: ["klassisch", "sachlich", "brief"], rules) func aShippedStyleKeeps(name: String, rule: StyleRule) throws {
        let style = try StyleReader.read(contentsOf: "\(root)/styles/\(name).yaml")
        guard let value = try rule.value(style) else { return }
        let slack = 0.001
        #expect(
            value >= rule.range.lowerBound - slack && value <= rule.range.upperBound + slack,
            "styles/\(name).yaml: \(rule.id) \(rule.what): \(value), not in \(rule.range)")
    }

    /// How many letters of contract German fill the measure.
    private static func letters(in style: StyleSheet) throws -> Double {
        let text = """
            Die Kooperationspartner verpflichten sich zur vertrauensvollen Zusammenarbeit in der Jugendhilfeplanung, insbesondere bei der \
            Gefährdungseinschätzung nach § 8a Abs. 4 SGB VIII; die Auflagen der Datenschutzgrundverordnung bleiben unberührt.
            """
        var styled = StyledText()
        styled.append(text, TextAttributes(family: style.body.text.family, size: style.body.text.size))
        return try style.page.measure / TestFonts.setter().naturalWidth(of: styled) * Double(text.count)
    }
}
