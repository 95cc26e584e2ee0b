import DocumentModel
import Findings
import Keeping
import Typeface

/// Sections turned into rows for one document, kept for the next: most clauses of a batch are the same for many partners.
///
/// Belongs to one worker. A section is taken again where it is equal, and where everything that its rows point to by number
/// (structure, notes, heads of tables) is counted alike.
final class SectionRowMemory {
    struct Key: Hashable {
        let node: NodeID
        let language: Language
        let headingOffset: Int
        let headingDepth: Int
        let elements: Int
        let notes: Int
        let heads: Int
        let longestNumbers: [String]
    }

    /// An object: handed from shelf to composer, a struct's seven counted references would be counted each time.
    final class Entry {
        let block: Block
        let galley: Galley
        // Arrays of their own: a slice would hold all that came before, and have it copied when the next section is added.
        let elements: [StructureElement]
        let notes: [ComposedNote]
        let heads: [RepeatedHead]
        let findings: [Finding]
        let looseLines: [LooseLine]
        let headingDepth: Int

        /// What composing `block` has added to `composer` since it was counted in `key`.
        init<Setter>(_ block: Block, _ galley: Galley, of composer: BlockComposer<Setter>, since key: Key, findings: Int, looseLines: Int) {
            self.block = block
            self.galley = galley
            elements = Array(composer.tree.elements[key.elements...])
            notes = Array(composer.notes[key.notes...])
            heads = Array(composer.heads[key.heads...])
            self.findings = Array(composer.findings[findings...])
            self.looseLines = Array(composer.looseLines[looseLines...])
            headingDepth = composer.headingDepth
        }
    }

    private var shelves: [Key: Shelf<Entry>] = [:]
    /// Places of sections beyond which all is forgotten.
    private static let capacity = 1_024

    func entry(_ key: Key, _ block: Block) -> Entry? {
        // Blocks that come out of the assembler's memory share their storage, which makes comparing them cheap.
        shelves[key]?.first { $0.block == block }
    }

    func isHopeless(_ key: Key) -> Bool { shelves[key]?.isHopeless ?? false }

    func keep(_ entry: Entry, _ key: Key) {
        if shelves.count > Self.capacity { shelves.removeAll() }
        shelves[key, default: Shelf()].insert(entry)
    }
}

/// What a worker keeps from document to document in one style.
final class LayoutMemory {
    let sections = SectionRowMemory()
    let placed = PlacedPages()
    /// Heads and feet by all that they depend on; weighed by items.
    var furniture = RecentValues<FurnitureLine, [PageItem]>(limit: 4_000, hardLimit: 40_000)
    /// Page breaks by all that they depend on; weighed by rows, of which each takes some 100 bytes.
    var pages = RecentValues<PageBreaker, PageBreaker.Solution>(limit: 20_000, hardLimit: 200_000)
}

extension BlockComposer {
    /// The blocks of the document itself, sections from memory where they are known.
    func body(_ body: [Block], in frame: Frame, into galley: inout Galley) {
        for (index, block) in body.enumerated() {
            guard let sections = memory?.sections, case .section = block.content else {
                let next = index + 1 < body.count ? body[index + 1] : nil
                self.block(block, runIn: nil, next: next, in: frame, into: &galley)
                continue
            }
            section(block, sections, in: frame, into: &galley)
        }
    }

    private func section(_ block: Block, _ memory: SectionRowMemory, in frame: Frame, into galley: inout Galley) {
        let key = SectionRowMemory.Key(
            node: block.id, language: frame.language, headingOffset: headingOffset, headingDepth: headingDepth,
            elements: tree.elements.count, notes: notes.count, heads: heads.count, longestNumbers: longestNumbers)
        if let known = memory.entry(key, block) {
            tree.append(known.elements)
            notes += known.notes
            heads += known.heads
            findings += known.findings
            looseLines += known.looseLines
            headingDepth = known.headingDepth
            galley.append(contentsOf: known.galley)
            return
        }
        var own = Galley()
        let before = (findings: findings.count, loose: looseLines.count, asked: pageQuestions, names: fieldNames)
        self.block(block, runIn: nil, next: nil, in: frame, into: &own)
        // Page numbers in the text, names of form fields, and what waits for the next row depend on more than the section.
        let isKept =
            !memory.isHopeless(key) && pageQuestions == before.asked && fieldNames == before.names && own.isClosed && setter.isSound
        if isKept {
            memory.keep(
                SectionRowMemory.Entry(block, own, of: self, since: key, findings: before.findings, looseLines: before.loose), key)
        }
        galley.append(contentsOf: own)
    }
}
