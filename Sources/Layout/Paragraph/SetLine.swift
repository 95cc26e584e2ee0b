import DocumentModel

/// One finished line. Items are placed relative to the left end of the line's baseline.
public struct SetLine: Sendable, Hashable {
    /// Text runs, rules of blanks.
    public var items: [LineItem]
    /// Natural extent above and below the baseline, points, both positive.
    public var ascent: Double
    public var descent: Double
    /// Right edge of the last ink, points from the line's left end.
    public var width: Double
    /// Footnotes anchored in this line, in order.
    public var footnotes: [NoteIndex]
    public var endsWithHyphen: Bool
    /// How it came out; `nil` where nobody can tell.
    public var setting: LineSetting?

    public init(
        items: [LineItem], ascent: Double, descent: Double, width: Double, footnotes: [NoteIndex] = [],
        endsWithHyphen: Bool = false, setting: LineSetting? = nil
    ) {
        self.items = items
        self.ascent = ascent
        self.descent = descent
        self.width = width
        self.footnotes = footnotes
        self.endsWithHyphen = endsWithHyphen
        self.setting = setting
    }

    public var text: String {
        items.map { item in
            if case .text(let run) = item.content { run.text } else { "" }
        }.joined()
    }

    /// Whether the words stand so far apart that readers stumble (typography rule G3: spaces are twice as wide as usual at most).
    var isVeryLoose: Bool { setting.map { $0.isShort || $0.isJustified && $0.stretch > 1 } ?? false }
}

/// How a line was made to fit, for whoever judges the typesetting.
public struct LineSetting: Sendable, Hashable {
    /// Of the line in its paragraph, from 0.
    public var index: Int
    /// Lines of the paragraph.
    public var count: Int
    /// Width it had to fill, points.
    public var measure: Double
    /// Stretched or shrunk to the measure; the last line of a paragraph never is.
    public var isJustified: Bool
    /// Left short of the measure, since no spaces could have filled it.
    public var isShort = false
    /// Mean width of its spaces in em; `nil` without any.
    public var gap: Double?
    /// Relative change of its spaces.
    public var stretch: Double
    /// Factor for the width of its glyphs.
    public var expansion: Double
    /// Em between the glyphs of a word.
    public var tracking: Double
    /// Of its first letters, points.
    public var size: Double
}

public struct LineItem: Sendable, Hashable {
    public var structure: StructureID?
    public var content: LineContent
    public var link: LinkTarget?
    /// Left edge and advance width, points; for links and fields.
    public var x: Double
    public var width: Double

    public init(structure: StructureID?, content: LineContent, link: LinkTarget? = nil, x: Double, width: Double) {
        self.structure = structure
        self.content = content
        self.link = link
        self.x = x
        self.width = width
    }
}

public enum LineContent: Sendable, Hashable {
    /// `origin` is relative to the line's left end; y is minus the rise.
    case text(TextRun)
    case fillIn(FillInIndex)
}
