/// Numbered paragraphs, letters and bullets. Points.
package struct ListStyles: Sendable, Hashable {
    /// Hanging indent of numbered paragraphs, 8–10 mm (typography rule I6).
    package var absatzIndent = mm(9)
    /// By level; deeper levels use the last. Never empty.
    package var indents = [mm(6.5)]
    /// By level; deeper levels use the last. Never empty.
    package var bullets = ["•", "–", "▪"]
    /// Least gap between label and text.
    package var gap = 4.0
    /// Between items of one line or more.
    package var itemGap: Double
    /// Between numbered paragraphs.
    package var absatzGap: Double
    /// Before and after a list.
    package var around: Double

    /// - Parameter gap: between paragraphs of the body.
    package init(line: Double, gap: Double) {
        itemGap = line / 5
        absatzGap = gap
        around = gap
    }

    package func indent(_ level: Int) -> Double { indents.isEmpty ? mm(6.5) : indents[max(0, min(level, indents.count) - 1)] }
    package func bullet(_ level: Int) -> String { bullets.isEmpty ? "•" : bullets[max(0, min(level, bullets.count) - 1)] }
}

/// Points.
package struct TableStyle: Sendable, Hashable {
    package var text: TextStyle
    package var headerBold = true
    /// Behind the header row; `nil`: none.
    package var headerFill: Color? = Color(grey: 0.93)
    package var horizontalRules = true
    package var verticalRules = false
    package var ruleWidth = 0.4
    /// Above and below the table and under its header.
    package var outerRuleWidth = 0.8
    package var ruleColor = Color(grey: 0.35)
    package var paddingX = mm(1.8)
    package var paddingY = mm(1.1)
    package var paragraphGap = 2.0
    package var spaceAround: Double

    package init(text: TextStyle, spaceAround: Double) {
        self.text = text
        self.text.tabularFigures = true
        self.spaceAround = spaceAround
    }
}

/// Points.
package struct FootnoteStyle: Sendable, Hashable {
    /// At least 8 pt (typography rule A9).
    package var text: TextStyle
    /// Size of the mark in the text, relative to the text's.
    package var markScale = 0.66
    /// Rise of the mark, relative to the text's size.
    package var markRise = 0.34
    /// Where the note's text begins beside its mark.
    package var indent = mm(4)
    package var gap = 2.0
    package var ruleLength = mm(40)
    package var ruleWidth = 0.5
    /// Least space between text and rule, and between rule and notes.
    package var spaceAbove = 9.0
    package var spaceBelow = 4.0

    package init(text: TextStyle) { self.text = text }
}

/// Places in a Muster that somebody has still to fill in.
package struct PlaceholderStyle: Sendable, Hashable {
    package var italic = true
    /// Behind the words; `nil`: none.
    package var fill: Color? = Color(red: 0.93, green: 0.94, blue: 0.97)
    package init() {}
}

/// Rules to write on. Points.
package struct BlankStyle: Sendable, Hashable {
    package var ruleWidth = 0.5
    /// The rule lies so far below the baseline.
    package var drop = 2.0
    /// Height of the area to fill in.
    package var height = 14.0
    package init() {}
}

/// „zwischen … und …“ Points.
package struct PartyStyle: Sendable, Hashable {
    /// „zwischen“, „und“, „wird … getroffen:“
    package var words: BlockStyle
    /// First line of a party.
    package var name: BlockStyle
    package var line: BlockStyle
    package var shortName: BlockStyle
    /// Around the block.
    package var around: Double

    package init(text: TextStyle) {
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
package struct SignatureStyle: Sendable, Hashable {
    package var text: TextStyle
    package var caption: TextStyle
    package var ruleLength = mm(70)
    package var ruleWidth = 0.5
    /// Free above the rule.
    package var height = mm(11)
    package var dateHeight = mm(8)
    package var columnGap = mm(10)
    package var unitGap = mm(9)
    package var before = mm(10)
    package var sealDiameter = mm(36)
    package var sealColor = Color(grey: 0.55)

    package init(text: TextStyle) {
        self.text = text
        caption = text.scaled(to: 8.5)
    }
}

/// Points.
package struct CoverStyle: Sendable, Hashable {
    package var mark: BlockStyle
    package var title: BlockStyle
    package var line: BlockStyle
    package var party: BlockStyle
    package var draftMark: BlockStyle
    /// From the upper edge of the type area to the arms and to the first line.
    package var armsTop = mm(5)
    package var textTop = mm(70)
    package var ruleWidth = 0.8
    package var ruleLength = mm(60)
    package var frameColor = Color(grey: 0.55)

    package init(text: TextStyle) {
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
package struct ContentsStyle: Sendable, Hashable {
    package var heading: BlockStyle
    package var entry: BlockStyle
    /// Deepest level of sections listed.
    package var depth = 2
    /// Indent of each further level and of continued lines, points.
    package var levelIndent = mm(8)

    package init(text: TextStyle) {
        heading = BlockStyle(
            text: text.scaled(to: text.size * 1.14).with(bold: true), alignment: .left, hyphenates: false,
            before: text.leading, after: text.leading / 2)
        entry = BlockStyle(text: text, alignment: .left, hyphenates: false, after: text.leading / 5)
    }
}
