import Assembler
import DocumentModel
import Findings
import GermanText

extension LintText {
    /// An assembled agreement.
    ///
    /// - Parameter file: of the agreement, for parts without an origin of their own.
    package init(document: Document, file: String) {
        var reader = PassageReader(file: file)
        reader.blocks(document.body, .none)
        for annex in document.annexes {
            reader.add(.heading, [.text(annex.label + " ")] + annex.title, annex.origin)
            if case .blocks(let blocks) = annex.content { reader.blocks(blocks, annex.origin) }
        }
        self.init(.document, reader.passages, valueWords: reader.valueWords)
    }
}

private struct PassageReader {
    let file: String
    var passages: [LintPassage] = []
    /// Words of what values print.
    var valueWords: Set<String> = []

    mutating func add(_ role: LintPassage.Role, _ content: [Inline], _ origin: Origin) {
        var scalars: [Unicode.Scalar] = []
        append(content, to: &scalars)
        guard scalars.contains(where: { !$0.isBlank }) else { return }
        let place = Place.file(origin.file ?? file, line: origin.line, column: 0)
        passages.append(
            LintPassage(
                role, scalars, source: .whole(String(String.UnicodeScalarView(scalars)), at: place), isFromClause: origin.clause != nil))
    }

    mutating func blocks(_ blocks: [Block], _ outer: Origin, role: LintPassage.Role = .paragraph) {
        for block in blocks { self.block(block, block.origin.file == nil ? outer : block.origin, role) }
    }

    private mutating func block(_ block: Block, _ origin: Origin, _ role: LintPassage.Role) {
        switch block.content {
        case .section(let section):
            if let heading = section.heading {
                add(.heading, (heading.number.map { [.text($0 + " ")] } ?? []) + heading.text, origin)
            }
            for reference in section.legalReferences { add(.legalLine, reference, origin) }
            blocks(section.blocks, origin)
        case .paragraph(let paragraph): add(role, paragraph.content, origin)
        case .list(let list):
            for item in list.items { blocks(item.blocks, origin, role: .item) }
        case .table(let table):
            for row in table.header + table.rows {
                for cell in row.cells { blocks(cell.blocks, origin, role: .label) }
            }
        case .figure(let figure): add(.label, figure.caption, origin)
        case .quotation(let content), .unit(let content): blocks(content, origin)
        case .title(let title):
            for line in title.lines { add(.heading, line, origin) }
        case .cover(let cover):
            for line in cover.lines { add(.heading, line.content, origin) }
        case .letterhead(let letterhead): add(.heading, letterhead.subject, origin)
        case .parties(let parties):
            for party in parties.parties {
                for line in party.lines { add(.label, line, origin) }
                add(.label, party.shortName, origin)
            }
        case .signatures(let signatures):
            for signatory in signatures.units.flatMap(\.signatories) { add(.label, signatory.office, origin) }
        case .tableOfContents, .pageBreak: break
        }
    }

    /// Values of fields are names and figures that no rule of language judges: figures stay, a gap stands for the rest.
    private mutating func append(_ content: [Inline], to scalars: inout [Unicode.Scalar]) {
        for inline in content {
            switch inline {
            case .text(let text): scalars += text.unicodeScalars
            case .span(let span):
                if case .value = span.role {
                    var value: [Unicode.Scalar] = []
                    append(span.content, to: &value)
                    for word in value.split(whereSeparator: { !$0.isLetter }) where word.count > 3 { valueWords.insert(String(String.UnicodeScalarView(word))) }
                    scalars += value.allSatisfy(\.isDigit) ? value : [LintPassage.gap]
                } else {
                    append(span.content, to: &scalars)
                }
            case .reference(_, let content), .link(_, let content): append(content, to: &scalars)
            case .pageNumber, .blank: scalars.append(LintPassage.gap)
            case .footnote: break
            case .lineBreak: scalars.append("\n")
            }
        }
    }
}
