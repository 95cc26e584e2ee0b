import DocumentModel
import Findings

/// The text of a clause, parsed once and used for every partner: immutable, values not yet put in. One object for all who read it.
package final class Template: Sendable {
    /// Leads from positions to the file.
    package let locator: PlaceLocator
    package let blocks: [TemplateBlock]
    /// All markers in the order of the text: what the template asks of the agreement.
    package let markers: [Marker]
    /// Warnings and hints; errors are thrown instead.
    package let findings: [Finding]

    package init(locator: PlaceLocator, blocks: [TemplateBlock], markers: [Marker], findings: [Finding]) {
        self.locator = locator
        self.blocks = blocks
        self.markers = markers
        self.findings = findings
    }
}

package struct TemplateBlock: Sendable, Hashable {
    package var position: SourcePosition
    /// The name in `{#name}`.
    package var mark: String?
    package var content: TemplateBlockContent
}

package indirect enum TemplateBlockContent: Sendable, Hashable {
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

package struct TemplateList: Sendable, Hashable {
    package var isOrdered: Bool
    /// 1 for the outermost.
    package var depth: Int
    package var items: [TemplateItem]
}

package struct TemplateItem: Sendable, Hashable {
    package var position: SourcePosition
    package var mark: String?
    package var blocks: [TemplateBlock]

    package init(position: SourcePosition, mark: String? = nil, blocks: [TemplateBlock]) {
        self.position = position
        self.mark = mark
        self.blocks = blocks
    }
}

package struct TemplateTable: Sendable, Hashable {
    package var alignments: [ColumnAlignment]
    /// Rows of cells; the first row is the header.
    package var rows: [[[TemplateInline]]]
}

package indirect enum TemplateInline: Sendable, Hashable {
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
package struct Conditional<Element: Sendable & Hashable>: Sendable, Hashable {
    package var condition: Condition
    package var then: [Element]
    package var otherwise: [Element]
}

/// `{{wahl:feld}} {{fall:a}} … {{fall:b}} … {{ende}}`
package struct Alternatives<Element: Sendable & Hashable>: Sendable, Hashable {
    package var field: FieldPath
    package var position: SourcePosition
    package var cases: [Case]

    package struct Case: Sendable, Hashable {
        package var value: String
        package var position: SourcePosition
        package var content: [Element]
    }
}
