import DocumentModel
import Findings

/// The text of a clause, parsed once and used for every partner: immutable, values not yet put in.
public struct Template: Sendable, Hashable {
    /// Leads from positions to the file.
    public let locator: PlaceLocator
    public let blocks: [TemplateBlock]
    /// All markers in the order of the text: what the template asks of the agreement.
    public let markers: [Marker]
    /// Warnings and hints; errors are thrown instead.
    public let findings: [Finding]
}

public struct TemplateBlock: Sendable, Hashable {
    public var position: SourcePosition
    /// The name in `{#name}`.
    public var mark: String?
    public var content: TemplateBlockContent
}

public indirect enum TemplateBlockContent: Sendable, Hashable {
    /// `level` as in the source: `##` is 2.
    case heading(level: Int, [TemplateInline])
    case paragraph([TemplateInline])
    case list(TemplateList)
    case quotation([TemplateBlock])
    case table(TemplateTable)
    case conditional(Conditional<TemplateBlock>)
    case alternatives(Alternatives<TemplateBlock>)
    /// A list field as bullets.
    case listField(FieldPath)
    /// A table field as a table.
    case tableField(FieldPath)
}

public struct TemplateList: Sendable, Hashable {
    public var isOrdered: Bool
    /// 1 for the outermost.
    public var depth: Int
    public var items: [TemplateItem]
}

public struct TemplateItem: Sendable, Hashable {
    public var position: SourcePosition
    public var mark: String?
    public var blocks: [TemplateBlock]
}

public struct TemplateTable: Sendable, Hashable {
    public var alignments: [ColumnAlignment]
    /// Rows of cells; the first row is the header.
    public var rows: [[[TemplateInline]]]
}

public indirect enum TemplateInline: Sendable, Hashable {
    /// Normalised for print.
    case text(String)
    /// A statute citation, normalised.
    case citation(String)
    case emphasis([TemplateInline])
    case strong([TemplateInline])
    case link(url: String, [TemplateInline])
    case lineBreak
    case footnote([TemplateBlock])
    /// A marker that stands for text of its own.
    case marker(Marker)
    case conditional(Conditional<TemplateInline>)
    case alternatives(Alternatives<TemplateInline>)
}

/// `{{wenn …}} … {{sonst}} … {{ende}}`
public struct Conditional<Element: Sendable & Hashable>: Sendable, Hashable {
    public var condition: Condition
    public var then: [Element]
    public var otherwise: [Element]
}

/// `{{wahl:feld}} {{fall:a}} … {{fall:b}} … {{ende}}`
public struct Alternatives<Element: Sendable & Hashable>: Sendable, Hashable {
    public var field: FieldPath
    public var position: SourcePosition
    public var cases: [Case]

    public struct Case: Sendable, Hashable {
        public var value: String
        public var position: SourcePosition
        public var content: [Element]
    }
}
