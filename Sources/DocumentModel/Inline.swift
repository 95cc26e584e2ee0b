/// Running text. Values of fields have been put in already; every word to be printed stands here.
public indirect enum Inline: Sendable, Hashable {
    /// Text as it is to be printed: normalised, nothing in it is markup.
    case text(String)
    case span(Span)
    /// A reference to a part of this document; `content` is the finished citation („§ 4 Abs. 2 dieser Vereinbarung“).
    case reference(target: NodeID, content: [Inline])
    /// The page number on which `target` begins („Seite 7“ needs only the 7); settled by the layout.
    case pageNumber(of: NodeID)
    case link(url: String, content: [Inline])
    case footnote(Footnote)
    case blank(FillIn)
    case lineBreak
}

/// Inline content with a role; the house style decides its look.
public struct Span: Sendable, Hashable {
    public var role: SpanRole
    /// Only where it differs from the document's.
    public var language: Language?
    public var content: [Inline]

    public init(_ role: SpanRole, language: Language? = nil, _ content: [Inline]) {
        self.role = role
        self.language = language
        self.content = content
    }
}

public enum SpanRole: Sendable, Hashable {
    case emphasis
    case strong
    /// The value of a field: upright, as typed.
    case value(FieldPath)
    /// A statute citation, kept together as German rules want („§ 8a Abs. 4 SGB VIII“).
    case citation
    /// A term where it is defined („– im Folgenden „Netzwerk“ genannt –“).
    case definition
    /// A place in a Muster that somebody has still to fill in: italic, marked.
    case placeholder(FieldPath?)
    /// „Alternative 1:“ in a Muster.
    case alternativeMark
    /// Text in another language (`language` is set).
    case foreign
    /// Never broken across lines.
    case unbreakable
    /// Of two wordings set as one: what only the earlier has, struck through.
    case deleted
    /// What only the later has, underlined.
    case inserted
}

/// A rule to write on.
public struct FillIn: Sendable, Hashable {
    public var id: NodeID
    public var field: FieldPath?
    /// What belongs here, for the tooltip, the screen reader and the fillable form: „Ort, Datum“.
    public var label: String
    public var length: FillInLength

    public init(id: NodeID, field: FieldPath? = nil, label: String, length: FillInLength) {
        self.id = id
        self.field = field
        self.label = label
        self.length = length
    }

    /// What stands for it in the plain text.
    public static let plainText = "_____"
}

public enum FillInLength: Sendable, Hashable {
    /// Millimetres.
    case fixed(Double)
    /// To the end of the line, at least so many millimetres.
    case restOfLine(minimum: Double)
}

public struct Footnote: Sendable, Hashable {
    public var id: NodeID
    /// „1“; numbered through the document.
    public var label: String
    public var blocks: [Block]

    public init(id: NodeID, label: String, blocks: [Block]) {
        self.id = id
        self.label = label
        self.blocks = blocks
    }
}

extension Array where Element == Inline {
    public static func plain(_ text: String) -> [Inline] { text.isEmpty ? [] : [.text(text)] }
}
