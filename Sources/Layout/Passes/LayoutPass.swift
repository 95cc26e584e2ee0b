import DocumentModel
import Findings
import Styles

/// A laid-out document with what its reader should be told.
public struct LayoutResult: Sendable, Hashable {
    public var list: DisplayList
    /// Warnings and hints; errors are thrown.
    public var findings: [Finding]
    /// How it came about, for reports.
    public var trace: LayoutTrace

    public init(list: DisplayList, findings: [Finding] = [], trace: LayoutTrace = LayoutTrace()) {
        self.list = list
        self.findings = findings
        self.trace = trace
    }
}

/// Passes over one document until its page numbers have settled.
struct DocumentLayout<Setter: ParagraphSetting> {
    let setter: Setter
    let style: StyleSheet
    var memory: LayoutMemory?
    var clock: LayoutClock?

    /// Passes with page numbers in the text; two settle nearly every document.
    private static var mostPasses: Int { 5 }

    func layOut(_ document: Document) -> LayoutResult {
        let (composer, pagination) = settle(document)
        return composer.finish(document, pagination)
    }

    /// The document's copies: nothing but what stands around the text differs from one to the next.
    func layOut(_ document: Document, copies: [CopyLabel]) -> [LayoutResult] {
        let (composer, pagination) = settle(document)
        return copies.map { copy in
            var document = document
            document.furniture.copyMark = copy.mark
            document.furniture.pageMark?.copy = copy.number
            return composer.finish(document, pagination)
        }
    }

    /// Lines and pages, with everything but the furniture.
    private func settle(_ document: Document) -> (composer: BlockComposer<Setter>, pagination: Pagination) {
        let contents = document.contentsEntries(depth: style.contents.depth)
        var labels: [NodeID: String] = [:]
        var pass = 0
        while true {
            pass += 1
            let composer = BlockComposer(
                setter: setter, style: style, document: document, pageLabels: labels, contents: contents, memory: memory)
            var galley = composer.compose(document)
            var pagination = clock.measure(.paginating) { composer.paginate(&galley) }
            var found: [NodeID: String] = [:]
            for node in composer.pagesAskedFor {
                if let place = pagination.destinations[node] { found[node] = String(place.page + 1) }
            }
            let isSettled = found == labels.filter { composer.pagesAskedFor.contains($0.key) }
            guard isSettled || pass == Self.mostPasses else {
                labels = found
                continue
            }
            pagination.trace.passes = pass
            if !isSettled { pagination.findings.append(.unsettledPages()) }
            return (composer, pagination)
        }
    }
}

extension BlockComposer {
    func compose(_ document: Document) -> Galley {
        var galley = Galley()
        let frame = Frame(
            x: 0, measure: style.page.measure, body: style.body, parent: StructureTree.root,
            language: document.info.language)
        body(document.body, in: frame, into: &galley)
        for annex in document.annexes { self.annex(annex, in: frame, into: &galley) }
        return galley
    }

    func finish(_ document: Document, _ pagination: Pagination) -> LayoutResult {
        // What there is to tell of the furniture is told of this copy only.
        let before = (findings: findings, loose: looseLines)
        defer { (findings, looseLines) = (before.findings, before.loose) }
        var pages = pagination.pages
        let first = pagination.contexts.firstIndex { $0.kind != .cover } ?? 0
        for index in pages.indices {
            pages[index].furniture = furniture(
                document.furniture, page: pages[index], context: pagination.contexts[index], number: index,
                count: pages.count, first: first)
            if document.furniture.hasLineNumbers {
                pages[index].furniture += lineNumbers(pagination.trace.pages[index])
            }
        }
        let list = DisplayList(
            info: document.info, pages: pages, structure: tree, outline: document.outline,
            destinations: pagination.destinations)
        var seen: Set<Finding> = []
        let loose = VeryLooseLines(pagination.trace, written: looseLines).finding
        let crowded = document.furniture.pageMark.flatMap { _ in PageMarkPlace.finding(style.page) }
        let all = (findings + pagination.findings + [loose, crowded].compactMap { $0 }).filter { seen.insert($0).inserted }
        return LayoutResult(list: list, findings: all, trace: pagination.trace)
    }
}

extension Document {
    /// Bookmarks: sections with their sub-sections, signatures, annexes.
    var outline: [OutlineEntry] {
        Self.outline(of: body)
            + annexes.map { annex in
                var children: [OutlineEntry] = []
                if case .blocks(let blocks) = annex.content { children = Self.outline(of: blocks) }
                let title = annex.title.withoutNotes.spokenText
                return OutlineEntry(
                    title: [annex.label, title].filter { !$0.isEmpty }.joined(separator: " "), target: annex.id,
                    children: children)
            }
    }

    private static func outline(of blocks: [Block]) -> [OutlineEntry] {
        blocks.flatMap { block -> [OutlineEntry] in
            switch block.content {
            case .section(let section):
                let inner = outline(of: section.blocks)
                guard let heading = section.heading else { return inner }
                let title = [heading.number ?? "", heading.text.withoutNotes.spokenText].filter { !$0.isEmpty }
                return [OutlineEntry(title: title.joined(separator: " "), target: heading.id, children: inner)]
            case .unit(let blocks), .quotation(let blocks): return outline(of: blocks)
            case .signatures(let block):
                return block.units.first.map { [OutlineEntry(title: "Unterschriften", target: $0.id)] } ?? []
            default: return []
            }
        }
    }
}
