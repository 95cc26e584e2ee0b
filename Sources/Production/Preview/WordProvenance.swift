import Assembler
import DocumentModel

/// What every text of a document comes from: by the nodes of its tree, down to the letters that are a field's value.
///
/// Letters and digits alone count: setting adds and takes away hyphens, blanks and joiners.
struct WordProvenance: Sendable {
    struct Text: Sendable {
        var origin: Origin
        var letters: [Unicode.Scalar] = []
        /// Of each letter: index of its field in ``fields``, -1: none.
        var fieldOf: [Int32] = []
    }

    private(set) var texts: [NodeID: Text] = [:]
    /// Paths as a form has them: `partner.name`, `klauseln.kuendigung.frist`.
    private(set) var fields: [String] = []
    private var numbers: [String: Int32] = [:]
    private let ofClauses: Set<String>

    init(_ document: Document, _ plan: AssemblyPlan) {
        ofClauses = Set(plan.values.lazy.map(\.path.rawValue).filter { $0.hasPrefix("klauseln.") })
        blocks(document.body, .none)
        for annex in document.annexes {
            add(annex.title, annex.id, annex.origin)
            if case .blocks(let blocks) = annex.content { self.blocks(blocks, annex.origin) }
        }
    }

    static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x80 { return (0x30...0x39).contains(scalar.value) || (0x41...0x5A).contains(scalar.value & ~0x20) }
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    private mutating func blocks(_ blocks: [Block], _ outer: Origin) {
        for block in blocks { self.block(block, block.origin.file == nil ? outer : block.origin) }
    }

    private mutating func block(_ block: Block, _ origin: Origin) {
        switch block.content {
        case .section(let section):
            add([], block.id, origin)
            if let heading = section.heading { add(heading.text, heading.id, origin) }
            for reference in section.legalReferences { add(reference, block.id, origin) }
            blocks(section.blocks, origin)
        case .paragraph(let paragraph): add(paragraph.content, block.id, origin)
        case .list(let list):
            add([], block.id, origin)
            for item in list.items { blocks(item.blocks, origin) }
        case .table(let table):
            add(table.caption, block.id, origin)
            for row in table.header + table.rows {
                for cell in row.cells { blocks(cell.blocks, origin) }
            }
        case .figure(let figure): add(figure.caption, block.id, origin)
        case .quotation(let content), .unit(let content): blocks(content, origin)
        case .title(let title): add(title.lines.joined() + title.draftMark, block.id, origin)
        case .cover(let cover):
            add(cover.mark + cover.lines.flatMap(\.content) + cover.parties.joined() + cover.draftMark, block.id, origin)
        case .letterhead(let letter):
            let information = letter.information.flatMap(\.entries).flatMap { $0.value.joined() }
            add(letter.sender.joined() + letter.returnAddress, block.id, origin)
            add(letter.recipient.joined() + information + letter.subject + letter.footer.joined().joined(), block.id, origin)
        case .parties(let parties):
            add(parties.lead, block.id, origin)
            for party in parties.parties {
                let text = Array(party.lines.joined()) + party.shortName
                add(text, block.id, origin)
                add(text, party.id, origin)
            }
            add(parties.collective + parties.closing, block.id, origin)
        case .signatures(let signatures):
            for unit in signatures.units {
                let names = unit.signatories.flatMap { $0.hasOfficeAbove ? $0.office + $0.name : $0.name + $0.office }
                let text = unit.party + (unit.placeAndDate?.prefix ?? []) + names
                add(text, unit.id, origin)
                add(text, block.id, origin)
            }
        case .tableOfContents, .pageBreak: add([], block.id, origin)
        }
    }

    private mutating func add(_ content: [Inline], _ node: NodeID, _ origin: Origin) {
        var text = texts[node] ?? Text(origin: origin)
        append(content, field: -1, to: &text)
        texts[node] = text
    }

    private mutating func append(_ content: [Inline], field: Int32, to text: inout Text) {
        for inline in content {
            switch inline {
            case .text(let string):
                for scalar in string.unicodeScalars where WordProvenance.isLetter(scalar) {
                    text.letters.append(scalar)
                    text.fieldOf.append(field)
                }
            case .span(let span):
                var inner = field
                switch span.role {
                case .value(let path): inner = number(of: path, text.origin)
                case .placeholder(let path?): inner = number(of: path, text.origin)
                default: break
                }
                append(span.content, field: inner, to: &text)
            case .reference(_, let content), .link(_, let content): append(content, field: field, to: &text)
            case .footnote(let note): blocks(note.blocks, text.origin)
            case .pageNumber, .blank, .lineBreak: break
            }
        }
    }

    /// A clause's own field has the name of its family before it.
    private mutating func number(of path: FieldPath, _ origin: Origin) -> Int32 {
        var name = path.rawValue
        if let family = origin.clause?.family {
            let own = "klauseln.\(family).\(name)"
            if ofClauses.contains(own) { name = own }
        }
        if let known = numbers[name] { return known }
        let number = Int32(clamping: fields.count)
        fields.append(name)
        numbers[name] = number
        return number
    }
}
