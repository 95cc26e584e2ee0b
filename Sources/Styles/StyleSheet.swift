import DocumentModel

/// A house style: everything that decides how an agreement looks. All lengths are points.
///
/// The default values are those of the style „klassisch“; `HouseStyle` reads others from `styles/*.yaml`.
public struct StyleSheet: Sendable, Hashable {
    /// „klassisch“
    public var name: String
    /// What finished files conform to where neither agreement nor body say so; `nil`: ``PDFProfile/archiv``.
    public var profile: PDFProfile?
    public var page: PageStyle
    /// Distance of the lines of the grid on which the text stands, points; `nil`: none.
    public var grid: Double?
    /// How paragraphs of running text are broken into lines.
    public var lines = LineStyle()
    /// Paragraphs of the body; other styles start from it.
    public var body: BlockStyle
    public var title: BlockStyle
    /// Lines of the title after the first.
    public var subtitle: BlockStyle
    public var draftMark: BlockStyle
    /// By level; deeper levels use the last. Never empty.
    public var headings: [HeadingStyle]
    /// „§ 37a SGB VIII (…)“ under a heading.
    public var legalReference: BlockStyle
    public var caption: BlockStyle
    public var note: BlockStyle
    public var centred: BlockStyle
    public var alternativeMark: BlockStyle
    public var quotation: BlockStyle
    public var lists: ListStyles
    public var table: TableStyle
    public var footnote: FootnoteStyle
    public var placeholder: PlaceholderStyle
    public var blank: BlankStyle
    public var party: PartyStyle
    public var signature: SignatureStyle
    public var cover: CoverStyle
    public var letter: LetterStyle
    public var contents: ContentsStyle
    public var annexLabel: BlockStyle
    public var annexTitle: BlockStyle
    public var furniture: FurnitureStyle
    public var watermark: WatermarkStyle

    /// The classic style with another text face, size or leading; everything else follows from them.
    ///
    /// - Parameter gapBetweenParagraphs: points.
    public init(name: String = "klassisch", text: TextStyle = TextStyle(), gapBetweenParagraphs: Double? = nil) {
        let line = text.leading
        let gap = gapBetweenParagraphs ?? line / 2
        let small = text.scaled(to: text.size - 1.5)
        self.name = name
        page = PageStyle()
        body = BlockStyle(text: text, after: gap)
        title = BlockStyle(
            text: text.scaled(to: text.size * 1.55).with(bold: true), alignment: .centre, hyphenates: false, before: line / 2,
            after: line)
        subtitle = BlockStyle(
            text: text.scaled(to: text.size * 1.1), alignment: .centre, hyphenates: false, before: 0, after: line)
        draftMark = BlockStyle(text: text.with(bold: true), alignment: .centre, hyphenates: false, before: 0, after: line)
        headings = [
            HeadingStyle(
                block: BlockStyle(
                    text: text.scaled(to: text.size * 1.14).with(bold: true), alignment: .left, hyphenates: false,
                    before: line * 1.25, after: line / 2)),
            HeadingStyle(
                block: BlockStyle(
                    text: text.with(bold: true), alignment: .left, hyphenates: false, before: line, after: line / 3)),
            HeadingStyle(
                block: BlockStyle(
                    text: text.with(italic: true), alignment: .left, hyphenates: false, before: line / 2, after: line / 4)),
        ]
        legalReference = BlockStyle(text: small.with(italic: true), alignment: .left, before: 0, after: line / 4)
        caption = BlockStyle(text: small.with(bold: true), alignment: .left, before: line / 2, after: line / 3)
        note = BlockStyle(text: small, alignment: .left, before: line / 4, after: gap)
        centred = BlockStyle(text: text, alignment: .centre, after: gap)
        alternativeMark = BlockStyle(
            text: small.with(bold: true), alignment: .left, hyphenates: false, before: line / 2, after: line / 4)
        quotation = BlockStyle(text: small, before: gap, after: gap, indent: mm(8))
        lists = ListStyles(line: line, gap: gap)
        table = TableStyle(text: small, spaceAround: line * 0.75)
        footnote = FootnoteStyle(text: text.scaled(to: max(8, text.size - 2.5)))
        placeholder = PlaceholderStyle()
        blank = BlankStyle()
        party = PartyStyle(text: text)
        signature = SignatureStyle(text: text)
        cover = CoverStyle(text: text)
        letter = LetterStyle(text: text)
        contents = ContentsStyle(text: text)
        annexLabel = BlockStyle(
            text: text.with(bold: true), alignment: .left, hyphenates: false, before: 0, after: line / 4)
        annexTitle = BlockStyle(
            text: text.scaled(to: text.size * 1.3).with(bold: true), alignment: .left, hyphenates: false, before: 0,
            after: line)
        furniture = FurnitureStyle(text: text.scaled(to: max(8, text.size - 2.5)))
        watermark = WatermarkStyle(family: text.family)
    }

    /// Levels deeper than the style knows look like its deepest.
    package func heading(_ level: Int) -> HeadingStyle {
        headings.isEmpty ? HeadingStyle(block: body) : headings[max(0, min(level, headings.count) - 1)]
    }
}

extension TextStyle {
    /// Another size with leading in the same proportion, rounded to a quarter point.
    public func scaled(to size: Double) -> TextStyle {
        var copy = self
        copy.size = size
        copy.leading = (leading / self.size * size * 4).rounded() / 4
        return copy
    }

    public func with(bold: Bool? = nil, italic: Bool? = nil) -> TextStyle {
        var copy = self
        copy.bold = bold ?? self.bold
        copy.italic = italic ?? self.italic
        return copy
    }
}

/// Sheet and type area. Points.
public struct PageStyle: Sendable, Hashable {
    public var size = Size.a4
    public var top = mm(25)
    public var bottom = mm(27)
    /// At least 25 mm for punching (typography rule A10).
    public var left = mm(25)
    public var right = mm(25)

    public init() {}

    public var measure: Double { size.width - left - right }
    public var height: Double { size.height - top - bottom }
}

public struct HeadingStyle: Sendable, Hashable {
    public var block: BlockStyle
    /// The number hangs to the left of the title, whose lines all begin at `hang`; else it stands in line.
    public var numberHangs: Bool
    /// Where the title begins beside a hanging number, points.
    public var hang: Double
    /// Between number and title in line, points; the least gap of a hanging number.
    public var gap: Double

    public init(block: BlockStyle, numberHangs: Bool = true, hang: Double = mm(10), gap: Double = 8) {
        self.block = block
        self.numberHangs = numberHangs
        self.hang = hang
        self.gap = gap
    }
}
