import Rendering
import Synchronization

/// What a foreign file says about its structure, ready to be carried over for any of its pages.
final class AnnexStructure: Sendable {
    enum Outcome: Sendable {
        /// The file has none.
        case untagged
        case defective(StructureDefect)
        case carried(Content)
        case made(Made)
        /// A program that reads scans could not be run as it has to be: another run would give other bytes.
        case hindered(ConfinedProgram.Obstacle)

        /// Whether there is something to put below the annex.
        var isCarried: Bool {
            switch self {
            case .untagged, .defective: false
            case .carried, .made, .hindered: true
            }
        }
    }

    /// What stands below the annex.
    struct Content: Sendable {
        /// Of the file.
        var language: String?
        var elements: [AnnexElement]
        /// Pages with figures that nobody has described, from 0.
        var undescribed: [Int]
    }

    /// What was made of what the pages show.
    struct Made: Sendable {
        var content: Content
        /// Pages that stay pictures, from 0, with the reason, a German clause.
        var failures: [Int: String]
        /// Pages whose text was recognised, from 0, with how sure that is, of 100.
        var recognised: [Int: Int]
        /// Pages on which another order could be meant.
        var uncertain: [Int]
        /// Why the structure that the file brings is of no use; `nil`: it brings none.
        var defect: String?
        var tally: UntaggedTally
    }

    private let outcomes = Mutex<[Set<Int>: Outcome]>([:])
    private let make: @Sendable (Set<Int>) -> Outcome
    private let forms: [Int: MarkedForm]
    private let recognised: RecognisedPages?

    /// The file has no structure.
    static let none = AnnexStructure(forms: [:]) { _ in .untagged }

    /// - Parameters:
    ///   - forms: by page, from 0.
    ///   - recognised: pages that are pictures, with what was read in them.
    init(forms: [Int: MarkedForm], recognised: RecognisedPages? = nil, _ make: @escaping @Sendable (Set<Int>) -> Outcome) {
        self.forms = forms
        self.recognised = recognised
        self.make = make
    }

    /// What a page of a carried or made structure is drawn with.
    /// - Parameter page: from 0.
    func form(_ page: Int) -> MarkedForm? { forms[page] ?? (try? recognised?.page(page))?.form }

    /// The structure of these pages, from 0; made once.
    func outcome(_ pages: Set<Int>) -> Outcome {
        outcomes.withLock { outcomes in
            if let known = outcomes[pages] { return known }
            let made = make(pages)
            outcomes[pages] = made
            return made
        }
    }
}

/// A page's content with its marks, as a Form XObject of its own: one whose marks belong to elements may be drawn once only
/// (ISO 14289-1, 7.20).
struct MarkedForm: Sendable {
    /// Its dictionary but for the key in the ParentTree, with references into the objects of the file's pages.
    var dictionary: PDFFragment
    /// Compressed.
    var content: [UInt8]
    /// Of marked content.
    var count: Int
    /// From the page's own coordinates to those of the form as it is placed.
    var matrix: [Double]
    /// The page's own form is drawn within it.
    var drawsPage = false
}

extension PDFFile {
    /// - Parameters:
    ///   - key: in the ParentTree.
    ///   - references: of the objects of the file's pages.
    mutating func write(_ form: MarkedForm, key: Int, as object: PDFReference, _ references: [PDFReference]) {
        write(object) { out in
            out.text("<<")
            out.fragment(form.dictionary, references)
            out.text("/StructParents ")
            out.int(key)
            out.text("/Length ")
            out.int(form.content.count)
            out.text(">>stream\n")
            out.raw(form.content)
            out.text("\nendstream")
        }
    }
}

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
