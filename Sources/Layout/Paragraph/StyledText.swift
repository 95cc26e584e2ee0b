import DocumentModel
import Styles
import Typeface

/// The text of a paragraph with its attributes decided: what the line breaker works on.
///
/// Runs cover the text without gap, in order. Text is UTF-8; all offsets are bytes.
public struct StyledText: Sendable, Hashable {
    public var utf8: [UInt8]
    public var runs: [StyledRun]

    public init(utf8: [UInt8] = [], runs: [StyledRun] = []) {
        self.utf8 = utf8
        self.runs = runs
    }

    public mutating func append(_ text: String, _ attributes: TextAttributes) {
        let start = utf8.count
        utf8.append(contentsOf: text.utf8)
        guard utf8.count > start else { return }
        if let last = runs.last, last.object == nil, last.attributes == attributes {
            runs[runs.count - 1].range = last.range.lowerBound..<utf8.count
        } else {
            runs.append(StyledRun(range: start..<utf8.count, attributes: attributes, object: nil))
        }
    }

    /// Appends an inline object; U+FFFC stands for it in the text.
    public mutating func append(_ object: InlineObject, _ attributes: TextAttributes) {
        let start = utf8.count
        utf8.append(contentsOf: [0xEF, 0xBF, 0xBC])
        runs.append(StyledRun(range: start..<utf8.count, attributes: attributes, object: object))
    }

    public var isEmpty: Bool { runs.isEmpty }
}

public struct StyledRun: Sendable, Hashable {
    public var range: Range<Int>
    public var attributes: TextAttributes
    public var object: InlineObject?
}

public struct TextAttributes: Sendable, Hashable {
    /// Name of the family in the font catalogue.
    public var family: String
    public var style: FontStyle
    /// Points.
    public var size: Double
    public var color: Color
    /// Points above the baseline; footnote marks.
    public var rise: Double
    public var smallCaps: Bool
    public var tabularFigures: Bool
    /// Broken neither at spaces nor by hyphens.
    public var unbreakable: Bool
    /// Broken at spaces only: names, abbreviations of statutes.
    public var unhyphenated: Bool
    public var language: Language
    /// The leaf of the structure tree the glyphs belong to; `nil` in artifacts.
    public var structure: StructureID?
    public var link: LinkTarget?
    /// Where the text came from, for findings: field and node.
    public var field: FieldPath?
    public var node: NodeID?

    public init(
        family: String, style: FontStyle = .regular, size: Double, color: Color = .black, rise: Double = 0,
        smallCaps: Bool = false, tabularFigures: Bool = false, unbreakable: Bool = false, unhyphenated: Bool = false,
        language: Language = .german, structure: StructureID? = nil, link: LinkTarget? = nil, field: FieldPath? = nil,
        node: NodeID? = nil
    ) {
        self.family = family
        self.style = style
        self.size = size
        self.color = color
        self.rise = rise
        self.smallCaps = smallCaps
        self.tabularFigures = tabularFigures
        self.unbreakable = unbreakable
        self.unhyphenated = unhyphenated
        self.language = language
        self.structure = structure
        self.link = link
        self.field = field
        self.node = node
    }
}

/// Which footnote of its paragraph, from 0: on the page it counts from the first that the paragraph brings (`LineContext`).
public struct NoteIndex: RawRepresentable, Sendable, Hashable {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }
}

/// Which rule to write on of its paragraph, from 0: what belongs there the page looks up (`LineContext`), so that a line is the same whatever it is.
public struct FillInIndex: RawRepresentable, Sendable, Hashable {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }
}

/// What stands in a line besides glyphs.
public enum InlineObject: Sendable, Hashable {
    /// A rule to write on; points.
    case fillIn(FillInIndex, width: Double)
    /// A rule to the end of the line; points.
    case fillInToLineEnd(FillInIndex, minimum: Double)
    /// A forced end of the line.
    case lineBreak
    /// White space of fixed width; points.
    case space(Double)
    /// A footnote is anchored here (its mark has been appended as text); tells the page which notes it owes.
    case footnoteAnchor(NoteIndex)
    /// Leader dots to the right edge, then what follows flush right: contents.
    case leader
}
