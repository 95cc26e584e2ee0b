/// A block of the document: something that begins on a line of its own.
public struct Block: Sendable, Hashable, Identifiable {
    public var id: NodeID
    public var origin: Origin
    /// Only where it differs from the document's.
    public var language: Language?
    public var content: BlockContent

    public init(id: NodeID, origin: Origin = .none, language: Language? = nil, _ content: BlockContent) {
        self.id = id
        self.origin = origin
        self.language = language
        self.content = content
    }
}

public indirect enum BlockContent: Sendable, Hashable {
    case section(Section)
    case paragraph(Paragraph)
    case list(List)
    case table(Table)
    case figure(Figure)
    case quotation([Block])
    /// Blocks that belong together and are not parted by a page break where they fit on one page.
    case unit([Block])
    case title(TitleBlock)
    case cover(Cover)
    case letterhead(Letterhead)
    case parties(PartyBlock)
    case signatures(SignatureBlock)
    case tableOfContents(heading: [Inline])
    case pageBreak
}

/// A clause, a group of clauses, or a sub-section.
public struct Section: Sendable, Hashable {
    /// 1 for the outermost.
    public var level: Int
    /// `nil` where the clause has no heading.
    public var heading: Heading?
    /// „§ 37a SGB VIII (Beratung und Unterstützung der Pflegeperson)“, one a line under the heading.
    public var legalReferences: [[Inline]]
    public var blocks: [Block]

    public init(level: Int, heading: Heading?, legalReferences: [[Inline]] = [], blocks: [Block]) {
        self.level = level
        self.heading = heading
        self.legalReferences = legalReferences
        self.blocks = blocks
    }
}

public struct Heading: Sendable, Hashable {
    public var id: NodeID
    /// „§ 4“, „5.1“, „a)“; `nil` without number.
    public var number: String?
    public var text: [Inline]
    public var form: HeadingForm

    public init(id: NodeID, number: String? = nil, text: [Inline], form: HeadingForm = .display) {
        self.id = id
        self.number = number
        self.text = text
        self.form = form
    }
}

public enum HeadingForm: String, Sendable, Hashable {
    /// On lines of its own.
    case display
    /// At the head of the first paragraph, closed by a colon („Vereinbarung: Die Partner …“).
    case runIn
}

public struct Paragraph: Sendable, Hashable {
    public var role: ParagraphRole
    public var content: [Inline]

    public init(_ role: ParagraphRole = .body, _ content: [Inline]) {
        self.role = role
        self.content = content
    }
}

public enum ParagraphRole: String, Sendable, Hashable, CaseIterable {
    case body
    /// Ends with a colon and introduces the list that follows; never parted from its first item.
    case listLead
    /// Title of a table.
    case caption
    case footnote
    /// „Alternative 1:“ over a block alternative in a Muster.
    case alternativeMark
    /// Small print under a table or signature.
    case note
    case centred
}

/// A list of any kind. The labels are finished text; the assembler numbers.
public struct List: Sendable, Hashable {
    public var kind: ListKind
    /// 1 for the outermost; at most 6.
    public var level: Int
    public var items: [ListItem]

    public init(kind: ListKind, level: Int, items: [ListItem]) {
        self.kind = kind
        self.level = level
        self.items = items
    }
}

public enum ListKind: String, Sendable, Hashable {
    /// Numbered paragraphs of a clause: (1), (2).
    case absaetze
    /// a), aa), 1.
    case ordered
    case bullets
}

public struct ListItem: Sendable, Hashable, Identifiable {
    public var id: NodeID
    /// „(1)“, „a)“; `nil`: the house style's bullet, or no number where an Absatz stands alone.
    public var label: String?
    public var blocks: [Block]

    public init(id: NodeID, label: String?, blocks: [Block]) {
        self.id = id
        self.label = label
        self.blocks = blocks
    }
}

/// A picture.
public struct Figure: Sendable, Hashable {
    /// Path of the file; read by the rendering.
    public var file: String
    /// Width and height in millimetres.
    public var width: Double
    public var height: Double
    public var alternativeText: String
    public var caption: [Inline]

    public init(file: String, width: Double, height: Double, alternativeText: String, caption: [Inline] = []) {
        self.file = file
        self.width = width
        self.height = height
        self.alternativeText = alternativeText
        self.caption = caption
    }
}
