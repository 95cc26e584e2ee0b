import Checksum
import DocumentModel
import Findings
import Styles

/// Writes the body of a document as WordprocessingML, and gathers what its other parts need.
struct WordComposer {
    let document: Document
    let input: WordInput
    let plan: NumberingPlan
    /// Parts that fields and links lead to.
    let marks: Set<NodeID>

    var out = MarkupWriter()
    var notes: [Footnote] = []
    var isInNote = false
    var isInControl = false
    /// Pictures by what they show, with their number.
    var pictures: [(picture: WordPicture, bytes: [UInt8])] = []
    /// Addresses that links lead to.
    private(set) var addresses: [String] = []
    /// Heads and feet, one pair of parts each.
    var furniture: [FurnitureParts] = []
    /// What went wrong on the way.
    var failure: FindingList?
    private var controls = 0
    private var drawings = 0
    private var bookmarks = 0
    /// The clause around.
    var clause: ClauseVersion?
    /// Clauses that are open already, for names that must not occur twice.
    var clauseCount = 0

    init(_ document: Document, _ input: WordInput) {
        self.document = document
        self.input = input
        plan = NumberingPlan(document, bullets: input.style.lists.bullets.isEmpty ? ["•"] : input.style.lists.bullets)
        var targets = ReferenceTargets()
        targets.blocks(document.body)
        for annex in document.annexes { targets.annex(annex) }
        var marks = targets.found
        for target in targets.found { marks.formUnion((plan.chains[target] ?? []).map(\.id)) }
        self.marks = targets.hasContents ? marks.union(targets.headings) : marks
    }

    var measure: Double { input.style.page.measure }

    // MARK: - Names

    /// Hidden in Word's list of bookmarks, since it begins with an underscore.
    func mark(of node: NodeID) -> String { "_Ref\(String(100_000_000 + Int(node.rawValue)).suffix(8))" }

    mutating func nextControl() -> Int {
        controls += 1
        return 10_000 + controls
    }

    mutating func nextDrawing() -> Int {
        drawings += 1
        return drawings
    }

    /// Marks what `content` writes; a bookmark around a paragraph would take the paragraph with it.
    mutating func marked(_ nodes: [NodeID], _ content: (inout WordComposer) -> Void) {
        let wanted = nodes.filter { marks.contains($0) }
        let first = bookmarks + 1
        bookmarks += wanted.count
        for (index, node) in wanted.enumerated() { out.empty("w:bookmarkStart", ("w:id", String(first + index)), ("w:name", mark(of: node))) }
        content(&self)
        for index in wanted.indices.reversed() { out.empty("w:bookmarkEnd", ("w:id", String(first + index))) }
    }

    /// Identifiers of the relationships of links follow those of the fixed parts.
    mutating func relate(to url: String) -> String {
        let index = addresses.firstIndex(of: url) ?? addresses.count
        if index == addresses.count { addresses.append(url) }
        return "rIdL\(index + 1)"
    }

    /// A picture's number, from 1.
    mutating func add(_ picture: WordPicture) -> Int? {
        if let known = pictures.firstIndex(where: { $0.picture == picture }) { return known + 1 }
        do throws(FindingList) {
            pictures.append((picture, try input.picture(picture)))
            return pictures.count
        } catch {
            failure = failure ?? error
            return nil
        }
    }
}

/// Everything that references lead to.
struct ReferenceTargets {
    private(set) var found: Set<NodeID> = []
    private(set) var headings: Set<NodeID> = []
    private(set) var hasContents = false

    mutating func annex(_ annex: Annex) {
        headings.insert(annex.id)
        inlines(annex.title)
        if case .blocks(let content) = annex.content { blocks(content) }
    }

    mutating func blocks(_ blocks: [Block]) {
        for block in blocks {
            switch block.content {
            case .section(let section):
                if let heading = section.heading {
                    headings.insert(heading.id)
                    inlines(heading.text)
                }
                section.legalReferences.forEach { inlines($0) }
                self.blocks(section.blocks)
            case .paragraph(let paragraph): inlines(paragraph.content)
            case .list(let list): list.items.forEach { self.blocks($0.blocks) }
            case .quotation(let inner), .unit(let inner): self.blocks(inner)
            case .table(let table):
                inlines(table.caption)
                for row in table.header + table.rows { row.cells.forEach { self.blocks($0.blocks) } }
            case .figure(let figure): inlines(figure.caption)
            case .parties(let parties):
                for part in [parties.lead, parties.closing, parties.conjunction, parties.collective] { inlines(part) }
                for party in parties.parties { (party.lines + [party.shortName]).forEach { inlines($0) } }
            case .tableOfContents: hasContents = true
            case .title, .cover, .letterhead, .signatures, .pageBreak: break
            }
        }
    }

    private mutating func inlines(_ content: [Inline]) {
        for inline in content {
            switch inline {
            case .reference(let target, let content):
                found.insert(target)
                inlines(content)
            case .pageNumber(let target): found.insert(target)
            case .span(let span): inlines(span.content)
            case .link(_, let content): inlines(content)
            case .footnote(let note): blocks(note.blocks)
            case .text, .blank, .lineBreak: break
            }
        }
    }
}

/// Tags of content controls: at most 64 characters.
enum ControlTag {
    static func clause(_ clause: ClauseVersion) -> String { short("klausel:\(clause.name)@\(clause.version)") }

    static func short(_ tag: String) -> String {
        guard tag.utf16.count > 64 else { return tag }
        return String(tag.unicodeScalars.prefix(44).map(Character.init)) + "~" + SHA256.hex(of: Array(tag.utf8)).prefix(16)
    }
}
