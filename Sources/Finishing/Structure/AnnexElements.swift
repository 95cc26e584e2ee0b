import Layout

/// The elements that annexes bring, while a file is written. Their numbers in the structure follow those of the document's own.
struct AnnexElements {
    private var entries: [Entry] = []

    private struct Entry {
        let site: PlantedStructure.Place
        let block: ElementBlock
        /// Numbers of objects.
        var others: [Int]
        var annotations = 0
        /// The object of the first element in the file.
        var first = 0
    }

    init() {}

    init(_ plantings: [Planting], in tree: StructureTree, pages: [PDFReference], heights: [Double], _ conformance: Conformance) {
        entries = plantings.map { planting in
            let key = ElementBlock.Key(usesNamespaces: conformance.usesNamespaces, parent: tree[planting.site.parent].role, pageHeights: heights)
            let block = planting.structure.block(key) { ElementBlock(planting, key, conformance) }
            var entry = Entry(site: planting.site, block: block, others: Array(repeating: 0, count: block.others.count))
            for (index, place) in planting.site.pages {
                if let other = block.others.page(index), pages.indices.contains(place.page) { entry.others[other] = pages[place.page].number }
            }
            return entry
        }
    }

    /// Of the document's own elements, those that have others below them.
    var parents: [StructureID] { entries.filter { $0.block.count > 0 }.map(\.site.parent) }

    mutating func add(form: PDFReference, of page: PlantedPage) {
        guard let other = entries[page.planting].block.others.form(page.index) else { return }
        entries[page.planting].others[other] = form.number
    }

    mutating func add(annotation: PDFReference, of element: StructureID) {
        guard let index = entry(of: element) else { return }
        let other = entries[index].block.others.annotation(entries[index].annotations)
        guard entries[index].others.indices.contains(other) else { return }
        entries[index].others[other] = annotation.number
        entries[index].annotations += 1
    }

    /// Gives numbers to the elements.
    /// - Parameter own: the document's elements, which have theirs.
    mutating func number(below own: [PDFReference?], _ file: inout PDFFile) {
        for index in entries.indices {
            entries[index].first = file.reserve(entries[index].block.count)
            if let parent = own[Int(entries[index].site.parent.rawValue)] { entries[index].others[ElementBlock.Others.parent] = parent.number }
        }
    }

    mutating func write(_ namespace: PDFReference?, _ file: inout PDFFile) {
        for index in entries.indices {
            if let namespace { entries[index].others[ElementBlock.Others.namespace] = namespace.number }
            let entry = entries[index]
            let written = entry.block.written(from: entry.first, entry.others)
            file.add(objects: written.bytes, from: entry.first, starts: written.starts)
        }
    }

    func reference(_ element: StructureID) -> PDFReference? {
        guard let index = entry(of: element) else { return nil }
        let entry = entries[index]
        return entry.block.place(Int(element.rawValue) - entry.site.count).map { PDFReference(number: entry.first + $0) }
    }

    /// With their elements.
    var identifiers: [(key: String, element: PDFReference)] {
        entries.flatMap { entry in entry.block.identifiers.map { ($0.key, PDFReference(number: entry.first + $0.place)) } }
    }

    private func entry(of element: StructureID) -> Int? { entries.lastIndex { $0.site.count <= Int(element.rawValue) } }
}
