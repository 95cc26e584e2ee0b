import Rendering

/// Collects what the pages of a tagged file are marked with while they are converted.
struct StructureReading {
    private(set) var marks: [PageSequences]
    private var contents: [Int: (bytes: [UInt8], dictionary: PDFFragment, matrix: [Double])] = [:]

    init(pages: Int) { marks = Array(repeating: PageSequences(), count: pages) }

    mutating func add(_ page: Int, _ found: PageSequences, _ bytes: [UInt8], _ dictionary: PDFFragment, matrix: [Double]) {
        marks[page] = found
        contents[page] = (bytes, dictionary, matrix)
    }

    /// A page whose content is not there as it was.
    mutating func fail(_ page: Int, _ reason: String) { marks[page].defect = StructureDefect(reason: reason) }

    func structure(_ file: QPDFFile) -> AnnexStructure {
        var pages: [Int: Int] = [:]
        for index in marks.indices { pages[file.page(index).number] = index }
        let tree: TaggedTree
        do throws(StructureDefect) { tree = try TaggedTree(file.root, pages: pages) } catch {
            return AnnexStructure(forms: [:]) { _ in .defective(error) }
        }
        return structure(tree)
    }

    private func structure(_ tree: TaggedTree) -> AnnexStructure {
        var (tree, marks) = (tree, marks)
        tree.adoptPictures(&marks)
        let owners = tree.settle(marks)
        var (numbers, defects): ([[Int: Int]], [Int: StructureDefect]) = ([], [:])
        for (page, found) in marks.enumerated() {
            numbers.append(Self.numbers(found, owners[page]))
            defects[page] = Self.defect(found, owners[page])
        }
        var forms: [Int: MarkedForm] = [:]
        for (page, content) in contents where defects[page] == nil {
            let marked = marks[page].written(into: content.bytes, numbers: numbers[page])
            forms[page] = MarkedForm(
                dictionary: content.dictionary, content: Flate.compress(marked), count: numbers[page].count, matrix: content.matrix)
        }
        let settled = SettledTree(tree: tree, numbers: numbers, contents: marks.map(\.contents), defects: defects)
        return AnnexStructure(forms: forms) { settled.outcome($0) }
    }

    /// New numbers in the order of the content.
    private static func numbers(_ marks: PageSequences, _ owners: TaggedTree.Ownership) -> [Int: Int] {
        var numbers: [Int: Int] = [:]
        for sequence in marks.sequences {
            if case .content(let id) = sequence.kind, owners.owned.contains(id) { numbers[id] = numbers.count }
        }
        return numbers
    }

    private static func defect(_ marks: PageSequences, _ owners: TaggedTree.Ownership) -> StructureDefect? {
        if let found = marks.defect ?? owners.defect { return found }
        let isForgotten = marks.sequences.contains { sequence in
            guard case .content(let id) = sequence.kind, sequence.isReal else { return false }
            return !owners.owned.contains(id) && !owners.discarded.contains(id)
        }
        return isForgotten ? StructureDefect(reason: "markierter Inhalt kommt in der Gliederung nicht vor") : nil
    }
}

/// What no longer needs the file.
private struct SettledTree: Sendable {
    var tree: SettledNodes
    var numbers: [[Int: Int]]
    var contents: [[Int: PageSequences.Sequence]]
    var defects: [Int: StructureDefect]

    init(tree: TaggedTree, numbers: [[Int: Int]], contents: [[Int: PageSequences.Sequence]], defects: [Int: StructureDefect]) {
        self.tree = SettledNodes(nodes: tree.nodes, language: tree.language)
        self.numbers = numbers
        self.contents = contents
        self.defects = defects
    }

    func outcome(_ pages: Set<Int>) -> AnnexStructure.Outcome {
        for page in pages.sorted() {
            if let defect = defects[page] { return .defective(.onPage(page, defect.reason)) }
        }
        var shaper = TaggedShaper(tree.nodes, numbers: numbers, contents: contents, pages: pages)
        do throws(StructureDefect) {
            let elements = try shaper.elements()
            guard !elements.isEmpty else { return .defective(StructureDefect(reason: "auf den Seiten steht nichts, was zu ihr gehört")) }
            return .carried(AnnexStructure.Content(language: tree.language, elements: elements, undescribed: shaper.undescribed.sorted()))
        } catch { return .defective(error) }
    }
}

private struct SettledNodes: Sendable {
    var nodes: [TaggedTree.Node]
    var language: String?
}
