/// Numbered paragraphs, letters and bullets. Points.
public struct ListStyles: Sendable, Hashable {
    /// Hanging indent of numbered paragraphs, 8–10 mm (typography rule I6).
    public var absatzIndent = mm(9)
    /// By level; deeper levels use the last. Never empty.
    public var indents = [mm(6.5)]
    /// By level; deeper levels use the last. Never empty.
    public var bullets = ["•", "–", "▪"]
    /// Least gap between label and text.
    public var gap = 4.0
    /// Between items of one line or more.
    public var itemGap: Double
    /// Between numbered paragraphs.
    public var absatzGap: Double
    /// Before and after a list.
    public var around: Double

    /// - Parameter gap: between paragraphs of the body.
    public init(line: Double, gap: Double) {
        itemGap = line / 5
        absatzGap = gap
        around = gap
    }

    package func indent(_ level: Int) -> Double { indents.isEmpty ? mm(6.5) : indents[max(0, min(level, indents.count) - 1)] }
    package func bullet(_ level: Int) -> String { bullets.isEmpty ? "•" : bullets[max(0, min(level, bullets.count) - 1)] }
}

/// Points.
public struct TableStyle: Sendable, Hashable {
    public var text: TextStyle
    public var headerBold = true
    /// Behind the header row; `nil`: none.
    public var headerFill: Color? = Color(grey: 0.93)
    public var horizontalRules = true
    public var verticalRules = false
    public var ruleWidth = 0.4
    /// Above and below the table and under its header.
    public var outerRuleWidth = 0.8
    public var ruleColor = Color(grey: 0.35)
    public var paddingX = mm(1.8)
    public var paddingY = mm(1.1)
    public var paragraphGap = 2.0
    public var spaceAround: Double

    public init(text: TextStyle, spaceAround: Double) {
        self.text = text
        self.text.tabularFigures = true
        self.spaceAround = spaceAround
    }
}

/// Points.
public struct FootnoteStyle: Sendable, Hashable {
    /// At least 8 pt (typography rule A9).
    public var text: TextStyle
    /// Size of the mark in the text, relative to the text's.
    public var markScale = 0.66
    /// Rise of the mark, relative to the text's size.
    public var markRise = 0.34
    /// Where the note's text begins beside its mark.
    public var indent = mm(4)
    public var gap = 2.0
    public var ruleLength = mm(40)
    public var ruleWidth = 0.5
    /// Least space between text and rule, and between rule and notes.
    public var spaceAbove = 9.0
    public var spaceBelow = 4.0

    public init(text: TextStyle) { self.text = text }
}

/// Places in a Muster that somebody has still to fill in.
public struct PlaceholderStyle: Sendable, Hashable {
    public var italic = true
    /// Behind the words; `nil`: none.
    public var fill: Color? = Color(red: 0.93, green: 0.94, blue: 0.97)
    public init() {}
}

/// Rules to write on. Points.
public struct BlankStyle: Sendable, Hashable {
    public var ruleWidth = 0.5
    /// The rule lies so far below the baseline.
    public var drop = 2.0
    /// Height of the area to fill in.
    public var height = 14.0
    public init() {}
}

/// „zwischen … und …“ Points.
public struct PartyStyle: Sendable, Hashable {
    /// „zwischen“, „und“, „wird … getroffen:“
    public var words: BlockStyle
    /// First line of a party.
    public var name: BlockStyle
    public var line: BlockStyle
    public var shortName: BlockStyle
    /// Around the block.
    public var around: Double

    public init(text: TextStyle) {
        let half = text.leading / 2
        words = BlockStyle(text: text, alignment: .left, before: half, after: half)
        name = BlockStyle(
            text: text.with(bold: true), alignment: .left, hyphenates: false, before: half, indent: mm(10))
        line = BlockStyle(text: text, alignment: .left, hyphenates: false, indent: mm(10))
        shortName = BlockStyle(text: text, alignment: .left, before: text.leading / 4, after: half, indent: mm(10))
        around = text.leading
    }
}

/// Typography rule I7: rule at least 60 mm, 8–12 mm free above it, caption 8–9 pt, seal ⌀ 35–40 mm. Points.
public struct SignatureStyle: Sendable, Hashable {
    public var text: TextStyle
    public var caption: TextStyle
    public var ruleLength = mm(70)
    public var ruleWidth = 0.5
    /// Free above the rule.
    public var height = mm(11)
    public var dateHeight = mm(8)
    public var columnGap = mm(10)
    public var unitGap = mm(9)
    public var before = mm(10)
    public var sealDiameter = mm(36)
    public var sealColor = Color(grey: 0.55)

    public init(text: TextStyle) {
        self.text = text
        caption = text.scaled(to: 8.5)
    }
}

/// Points.
public struct CoverStyle: Sendable, Hashable {
    public var mark: BlockStyle
    public var title: BlockStyle
    public var line: BlockStyle
    public var party: BlockStyle
    public var draftMark: BlockStyle
    /// From the upper edge of the type area to the arms and to the first line.
    public var armsTop = mm(5)
    public var textTop = mm(70)
    public var ruleWidth = 0.8
    public var ruleLength = mm(60)
    public var frameColor = Color(grey: 0.55)

    public init(text: TextStyle) {
        let line = text.leading
        mark = BlockStyle(
            text: text.scaled(to: text.size * 1.25).with(bold: true), alignment: .centre, hyphenates: false, after: line * 1.5)
        title = BlockStyle(
            text: text.scaled(to: text.size * 2).with(bold: true), alignment: .centre, hyphenates: false, after: line)
        self.line = BlockStyle(
            text: text.scaled(to: text.size * 1.25), alignment: .centre, hyphenates: false, after: line / 2)
        party = BlockStyle(text: text, alignment: .centre, hyphenates: false, after: line / 2)
        draftMark = BlockStyle(text: text.with(bold: true), alignment: .centre, hyphenates: false, after: line)
    }
}

/// Contents with leaders and page numbers.
public struct ContentsStyle: Sendable, Hashable {
    public var heading: BlockStyle
    public var entry: BlockStyle
    /// Deepest level of sections listed.
    public var depth = 2
    /// Indent of each further level and of continued lines, points.
    public var levelIndent = mm(8)

    public init(text: TextStyle) {
        heading = BlockStyle(
            text: text.scaled(to: text.size * 1.14).with(bold: true), alignment: .left, hyphenates: false,
            before: text.leading, after: text.leading / 2)
        entry = BlockStyle(text: text, alignment: .left, hyphenates: false, after: text.leading / 5)
    }
}
