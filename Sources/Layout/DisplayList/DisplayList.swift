import DocumentModel
import Styles
import Typeface

/// The laid-out document: what every backend draws, and what the finishing builds the accessible structure from.
///
/// Immutable; the same for the same document and style, whatever else is laid out beside it.
public struct DisplayList: Sendable, Hashable {
    public var info: DocumentInfo
    public var pages: [Page]
    public var structure: StructureTree
    public var outline: [OutlineEntry]
    /// Targets of links, by node.
    public var destinations: [NodeID: Destination]

    public init(
        info: DocumentInfo, pages: [Page], structure: StructureTree, outline: [OutlineEntry] = [],
        destinations: [NodeID: Destination] = [:]
    ) {
        self.info = info
        self.pages = pages
        self.structure = structure
        self.outline = outline
        self.destinations = destinations
    }
}

public struct Page: Sendable, Hashable {
    public var size: Size
    /// „3“ as printed; the PDF's page label. Empty on a cover.
    public var label: String
    /// The content, in reading order: artifacts of the layout (rules of tables) among it.
    public var items: [PageItem]
    /// Head, foot, watermark: the same on many pages, drawn apart from the content so that pages can be reused.
    public var furniture: [PageItem]
    public var links: [LinkArea]
    public var fields: [FieldArea]

    public init(
        size: Size, label: String, items: [PageItem], furniture: [PageItem] = [], links: [LinkArea] = [],
        fields: [FieldArea] = []
    ) {
        self.size = size
        self.label = label
        self.items = items
        self.furniture = furniture
        self.links = links
        self.fields = fields
    }
}

public struct PageItem: Sendable, Hashable {
    public var mark: Mark
    public var drawing: Drawing

    public init(_ mark: Mark, _ drawing: Drawing) {
        self.mark = mark
        self.drawing = drawing
    }
}

/// What an item is to a reader: content of a leaf of the structure tree, or nothing to be read.
public enum Mark: Sendable, Hashable {
    case content(StructureID)
    case artifact(Artifact)
}

/// Kinds of artifact, ISO 32000-1, 14.8.2.2.2.
public enum Artifact: String, Sendable, Hashable {
    case header, footer, watermark
    /// Which copy it is, above the head: of its own, because it is the same on the pages of all contracts, and the head on those of all copies.
    case copyMark
    /// Rules, frames, fold marks.
    case layout
}

public enum Drawing: Sendable, Hashable {
    case text(TextRun)
    case rectangle(Rect, Color)
    /// A stroked line: rules, circle segments are not needed so far.
    case line(from: Point, to: Point, width: Double, Color)
    /// A stroked circle: the place of a seal.
    case circle(centre: Point, radius: Double, width: Double, Color)
    /// A symbol that machines read, black on the paper, quiet zone not included: the characters it holds.
    case symbol(String, Rect)
    /// A picture file (PNG, JPEG, SVG) fitted into the rectangle.
    case image(file: String, Rect)
    /// Page `index` (from 0) of a foreign PDF, fitted into the rectangle.
    case foreignPage(file: String, index: Int, Rect)
}

/// Glyphs of one font, size and colour on one baseline.
public struct TextRun: Sendable, Hashable {
    public var font: FontID
    /// Points.
    public var size: Double
    /// Glyph expansion: 1 is as designed; 0.98–1.02.
    public var expansion: Double
    public var color: Color
    /// Of the baseline, for glyphs with no offset.
    public var origin: Point
    /// Degrees, counter-clockwise; 0 except for a watermark.
    public var rotation: Double
    public var glyphs: [PlacedGlyph]
    /// The text the glyphs stand for. Clusters refer to its UTF-8.
    public var text: String
    public var language: Language?

    public init(
        font: FontID, size: Double, expansion: Double = 1, color: Color = .black, origin: Point, rotation: Double = 0,
        glyphs: [PlacedGlyph], text: String, language: Language? = nil
    ) {
        self.font = font
        self.size = size
        self.expansion = expansion
        self.color = color
        self.origin = origin
        self.rotation = rotation
        self.glyphs = glyphs
        self.text = text
        self.language = language
    }
}

public struct PlacedGlyph: Sendable, Hashable {
    public var id: UInt16
    /// Byte offset in the run's text at which the glyph's cluster begins. Ascending: glyphs come in the order of
    /// reading, also where they run from right to left.
    public var cluster: UInt32
    /// From the run's origin, points, y downwards.
    public var x: Float
    public var y: Float

    public init(id: UInt16, cluster: UInt32, x: Float, y: Float = 0) {
        self.id = id
        self.cluster = cluster
        self.x = x
        self.y = y
    }
}

public struct Destination: Sendable, Hashable {
    /// From 0.
    public var page: Int
    /// Upper edge.
    public var y: Double
    /// Where a reader of the structure goes; that may be an element without content, which the finished file has not.
    public var element: StructureID

    public init(page: Int, y: Double, element: StructureID = StructureTree.root) {
        self.page = page
        self.y = y
        self.element = element
    }
}

/// An area to click on.
public struct LinkArea: Sendable, Hashable {
    public var rect: Rect
    public var target: LinkTarget
    /// The Link element it belongs to.
    public var structure: StructureID
    /// What a screen reader says: „§ 4 Abs. 2 dieser Vereinbarung“.
    public var description: String

    public init(rect: Rect, target: LinkTarget, structure: StructureID, description: String) {
        self.rect = rect
        self.target = target
        self.structure = structure
        self.description = description
    }
}

public enum LinkTarget: Sendable, Hashable {
    case node(NodeID)
    case url(String)
}

/// A place to sign or to fill in.
public struct FieldArea: Sendable, Hashable {
    public var kind: FormFieldKind
    public var rect: Rect
    /// Unique in the document, stable between runs.
    public var name: String
    public var tooltip: String
    /// The Form element it belongs to.
    public var structure: StructureID

    public init(kind: FormFieldKind, rect: Rect, name: String, tooltip: String, structure: StructureID) {
        self.kind = kind
        self.rect = rect
        self.name = name
        self.tooltip = tooltip
        self.structure = structure
    }
}

public enum FormFieldKind: String, Sendable, Hashable { case signature, text }

/// A bookmark.
public struct OutlineEntry: Sendable, Hashable {
    public var title: String
    public var target: NodeID
    public var children: [OutlineEntry]

    public init(title: String, target: NodeID, children: [OutlineEntry] = []) {
        self.title = title
        self.target = target
        self.children = children
    }
}
