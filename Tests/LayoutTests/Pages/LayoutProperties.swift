import DocumentModel
import Styles
import TestDocuments
import Testing

@testable import Layout

private let seeds = Array<UInt64>(1...60)

/// Laid out once for all properties.
private let layouts = seeds.map { lay($0) }

private func layout(_ seed: UInt64) -> (document: Document, result: LayoutResult) { layouts[Int(seed) - 1] }

private func lay(_ seed: UInt64) -> (document: Document, result: LayoutResult) {
    var random = RandomDocuments(seed: seed)
    let document = random.document()
    return (document, DocumentLayout(setter: EvenSetter(), style: style(seed)).layOut(document))
}

/// Half of the documents stand on a grid.
private func style(_ seed: UInt64) -> StyleSheet {
    var style = StyleSheet()
    if seed.isMultiple(of: 2) { style.grid = style.body.text.leading / 4 }
    return style
}

@Suite struct LayoutProperties {
    @Test(arguments: seeds) func nothingLeavesThePage(seed: UInt64) {
        let (_, result) = layout(seed)
        let overfull = result.findings.contains { $0.rule == "seite-zu-voll" }
        #expect(!overfull)
        for page in result.list.pages {
            for item in page.items + page.furniture where !item.isWatermark {
                let box = item.drawing.bounds
                #expect(box.x >= -0.1 && box.maxX <= page.size.width + 0.1, "\(item)")
                #expect(box.y >= -0.1 && box.maxY <= page.size.height + 0.1, "\(item)")
            }
            for area in page.fields.map(\.rect) + page.links.map(\.rect) {
                #expect(area.x >= 0 && area.maxX <= page.size.width && area.y >= 0 && area.maxY <= page.size.height)
            }
        }
    }

    @Test(arguments: seeds) func theTextOfThePagesIsTheTextOfTheDocument(seed: UInt64) {
        let (document, result) = layout(seed)
        let tree = result.list.structure
        var texts: [StructureID: String] = [:]
        for item in result.list.pages.flatMap(\.items) {
            guard case .content(let id) = item.mark, case .text(let run) = item.drawing else { continue }
            texts[id, default: ""] += run.text
        }
        var body = ""
        var notes = ""
        // Read as a screen reader would: along the tree. Bullets are the style's affair.
        for id in tree.readingOrder where !tree.isWithin(id, .tableOfContents) {
            let text = texts[id, default: ""]
            if tree.isWithin(id, .note) { notes += text } else { body += text == "–" ? "•" : text }
        }
        expect(body.printable, equals: document.plainText.printable)
        expect(notes.printable, equals: document.footnotes.map { ($0.label + $0.text).printable }.joined())
    }

    /// Tells where two long texts begin to differ.
    private func expect(_ found: String, equals wanted: String, _ location: SourceLocation = #_sourceLocation) {
        guard found != wanted else { return }
        let same = zip(found, wanted).prefix { $0 == $1 }.count
        let (before, after) = (found.prefix(same).suffix(60), (found.dropFirst(same).prefix(60), wanted.dropFirst(same).prefix(60)))
        Issue.record("after „\(before)“: „\(after.0)“ instead of „\(after.1)“", sourceLocation: location)
    }

    @Test(arguments: seeds) func aFootnoteBeginsOnThePageOfItsMark(seed: UInt64) {
        let (document, result) = layout(seed)
        let tree = result.list.structure
        var marks: [String: Int] = [:]
        var notes: [String: Int] = [:]
        for (number, page) in result.list.pages.enumerated() {
            for item in page.items {
                guard case .content(let id) = item.mark, case .text(let run) = item.drawing else { continue }
                if tree.isWithin(id, .reference) { marks[run.text] = number }
                if tree[id].role == .label, tree.isWithin(id, .note) { notes[run.text] = number }
            }
        }
        #expect(marks == notes)
        #expect(marks.count == document.footnotes.count)
    }

    @Test(arguments: seeds) func theStructureTreeIsWhatReadersNeed(seed: UInt64) {
        let (_, result) = layout(seed)
        let tree = result.list.structure
        var marked: Set<StructureID> = []
        for page in result.list.pages {
            for item in page.items { if case .content(let id) = item.mark { marked.insert(id) } }
            for item in page.furniture {
                if case .content = item.mark { Issue.record("furniture is read") }
            }
            for link in page.links { #expect(tree[link.structure].role == .link && !link.description.isEmpty) }
            for field in page.fields { #expect(tree[field.structure].role == .form) }
        }
        var depth = 0
        for (index, element) in tree.elements.enumerated() {
            let id = StructureID(rawValue: Int32(index))
            #expect(element.children.isEmpty || !marked.contains(id), "\(element.role) has children and content")
            if let parent = element.parent { #expect(parent < id) }
            if let level = element.role.headingLevel {
                #expect(level <= depth + 1)
                depth = level
            }
            if element.role == .figure { #expect(element.attributes.count == 1 && element.alternativeText?.isEmpty == false) }
        }
    }

    @Test(arguments: seeds) func everyLinkAndBookmarkHasItsTarget(seed: UInt64) {
        let (_, result) = layout(seed)
        func check(_ entries: [OutlineEntry]) {
            for entry in entries {
                #expect(result.list.destinations[entry.target] != nil, "\(entry.title)")
                check(entry.children)
            }
        }
        check(result.list.outline)
        for link in result.list.pages.flatMap(\.links) {
            if case .node(let node) = link.target { #expect(result.list.destinations[node] != nil) }
        }
        let names = result.list.pages.flatMap(\.fields).map(\.name)
        #expect(Set(names).count == names.count)
    }

    /// Outside tables, where a row taller than a page has no choice.
    @Test(arguments: seeds) func neitherWidowNorOrphan(seed: UInt64) {
        let (_, result) = layout(seed)
        guard !result.findings.contains(where: { $0.rule == "umbruch-erzwungen" }) else { return }
        let tree = result.list.structure
        var lines: [StructureID: [Int: Set<Double>]] = [:]
        for (number, page) in result.list.pages.enumerated() {
            for item in page.items {
                guard case .content(let id) = item.mark, case .text(let run) = item.drawing, run.size > 7.5,
                    !tree.isWithin(id, .table), !tree.isWithin(id, .note), let paragraph = tree.paragraph(of: id)
                else { continue }
                lines[paragraph, default: [:]][number, default: []].insert(run.origin.y)
            }
        }
        for parts in lines.values where parts.count > 1 {
            #expect(parts.values.allSatisfy { $0.count >= 2 })
        }
    }

    @Test(arguments: seeds) func aSignatureNeverStandsAlone(seed: UInt64) {
        let (document, result) = layout(seed)
        let tree = result.list.structure
        // Unless what has to go with it is longer than a page.
        guard !result.findings.contains(where: { $0.rule == "umbruch-erzwungen" }),
            document.body.contains(where: { if case .signatures = $0.content { true } else { false } }),
            let page = result.list.pages.first(where: { $0.fields.contains { $0.kind == .signature } }),
            let first = page.fields.first(where: { $0.kind == .signature })
        else { return }
        let block = tree.outermost(.section, of: first.structure)
        var before: Set<Double> = []
        for item in page.items {
            guard case .content(let id) = item.mark else { continue }
            if tree.outermost(.section, of: id) == block { break }
            before.insert(item.drawing.bounds.y)
        }
        #expect(before.count >= 2)
    }

    @Test func theSameDocumentIsLaidOutTheSameWay() {
        for seed in seeds.prefix(20) { #expect(layout(seed).result.list.dump() == lay(seed).result.list.dump()) }
    }
}

extension String {
    fileprivate var printable: String {
        replacing(FillIn.plainText, with: "").filter { $0 != " " && $0 != "\n" && $0 != "\u{A0}" }
    }
}

extension PageItem {
    fileprivate var isWatermark: Bool { mark == .artifact(.watermark) }
}

extension Drawing {
    /// What is drawn lies within, roughly.
    var bounds: Rect {
        switch self {
        case .text(let run):
            let right = (run.glyphs.last.map { Double($0.x) } ?? 0) + (run.text.hasSuffix(" ") ? 0 : run.size / 2)
            return Rect(x: run.origin.x, y: run.origin.y - run.size * 0.8, width: right, height: run.size)
        case .rectangle(let rect, _), .symbol(_, let rect), .image(_, let rect), .foreignPage(_, _, let rect): return rect
        case .line(let from, let to, _, _):
            return Rect(
                x: min(from.x, to.x), y: min(from.y, to.y), width: abs(to.x - from.x), height: abs(to.y - from.y))
        case .circle(let centre, let radius, _, _):
            return Rect(x: centre.x - radius, y: centre.y - radius, width: 2 * radius, height: 2 * radius)
        }
    }
}

extension StructureTree {
    func ancestors(of id: StructureID) -> [StructureID] {
        var ids: [StructureID] = []
        var current: StructureID? = id
        while let id = current {
            ids.append(id)
            current = self[id].parent
        }
        return ids
    }

    var readingOrder: [StructureID] {
        func order(_ id: StructureID) -> [StructureID] { [id] + self[id].children.flatMap(order) }
        return order(StructureTree.root)
    }

    func isWithin(_ id: StructureID, _ role: StructureRole) -> Bool { ancestors(of: id).contains { self[$0].role == role } }

    func paragraph(of id: StructureID) -> StructureID? { ancestors(of: id).first { self[$0].role == .paragraph } }

    func outermost(_ role: StructureRole, of id: StructureID) -> StructureID? {
        ancestors(of: id).last { self[$0].role == role }
    }
}

extension StructureRole {
    var headingLevel: Int? {
        switch self {
        case .heading1: 1
        case .heading2: 2
        case .heading3: 3
        case .heading4: 4
        case .heading5: 5
        case .heading6: 6
        default: nil
        }
    }
}
