import DocumentModel
import Findings
import Layout
import Rendering

/// Puts the structure of foreign files below the elements of their annexes, in the place of the figures that stand for their pages.
///
/// Pages of one file that follow each other in one element are carried over as a whole; where that cannot be, the figures stay.
struct AnnexGraft {
    /// With the links in the structure, and with its elements among the children of their parents.
    private(set) var list: DisplayList
    private(set) var pages: [PlantedPage] = []
    /// The elements themselves, in the order of their numbers, which follow those of the document's own.
    private(set) var plantings: [Planting] = []
    /// Figures that are no longer needed.
    private var replaced: Set<StructureID> = []

    func replaces(_ figure: StructureID) -> Bool { !replaced.isEmpty && replaced.contains(figure) }

    /// A figure that stands for a foreign page.
    private struct Stand {
        var place: PicturePlace
        var figure: StructureID
        var parent: StructureID
        var file: String
        /// From 0.
        var index: Int
        var rect: Rect
    }

    /// - Parameters:
    ///   - drawn: the pages of `list`.
    ///   - file: a foreign file by its path.
    init(_ list: DisplayList, _ drawn: DrawnDocument, file: (String) throws(FindingList) -> AnnexFile) throws(FindingList) {
        self.list = list
        let stands = Self.stands(list.structure, drawn)
        guard !stands.isEmpty else { return }
        // Looked for only where a structure is carried: most annexes are scans.
        var kept: [Bool]?
        for run in Self.runs(stands, list.structure) {
            guard let first = run.first else { continue }
            let annex = try file(first.file)
            let outcome = annex.structure.outcome(Set(run.map(\.index)))
            guard outcome.isCarried else { continue }
            let known = kept ?? Self.kept(self.list.structure, drawn)
            kept = known
            let level = Self.level(before: first.figure, list.structure, known)
            switch outcome {
            case .untagged, .defective: continue
            case .hindered(let obstacle): throw FindingList([obstacle.finding])
            case .carried(let content): graft(content, of: annex, run, below: level)
            case .made(let made):
                // Around pages that stay pictures.
                for part in run.split(whereSeparator: { made.failures[$0.index] != nil }) {
                    guard case .made(let made) = annex.structure.outcome(Set(part.map(\.index))) else { continue }
                    graft(made.content, of: annex, Array(part), below: level)
                }
            }
        }
    }

    private static func stands(_ tree: StructureTree, _ drawn: DrawnDocument) -> [Stand] {
        var found: [Stand] = []
        for (page, drawing) in drawn.pages.enumerated() {
            for (number, picture) in drawing.pictures.enumerated() {
                guard case .foreignPage(let file, let index) = picture.source, let mark = picture.mark,
                    drawn.owners[page].indices.contains(mark)
                else { continue }
                let figure = drawn.owners[page][mark]
                guard tree[figure].role == .figure, let parent = tree[figure].parent else { continue }
                found.append(
                    Stand(
                        place: PicturePlace(page: page, number: number), figure: figure, parent: parent, file: file, index: index,
                        rect: picture.rect))
            }
        }
        return found
    }

    /// Those that follow each other in one element; a page that comes again begins anew, because its marks can be in the file once only.
    private static func runs(_ stands: [Stand], _ tree: StructureTree) -> [[Stand]] {
        var runs: [[Stand]] = []
        for stand in stands {
            if let last = runs.last?.last, last.file == stand.file, last.parent == stand.parent, follows(stand.figure, last.figure, tree),
                runs.last?.contains(where: { $0.index == stand.index }) == false
            {
                runs[runs.count - 1].append(stand)
            } else {
                runs.append([stand])
            }
        }
        return runs
    }

    private static func follows(_ figure: StructureID, _ other: StructureID, _ tree: StructureTree) -> Bool {
        guard let parent = tree[other].parent else { return false }
        let children = tree[parent].children
        // Figures of one annex are made one after the other.
        guard let at = children.firstIndex(of: other) else { return false }
        return children.indices.contains(at + 1) && children[at + 1] == figure
    }

    /// Elements that something belongs to, by their numbers.
    private static func kept(_ tree: StructureTree, _ drawn: DrawnDocument) -> [Bool] {
        var kept = Array(repeating: false, count: tree.elements.count)
        for owner in drawn.owners.joined() {
            var id: StructureID? = owner
            while let element = id, kept.indices.contains(Int(element.rawValue)), !kept[Int(element.rawValue)] {
                kept[Int(element.rawValue)] = true
                id = tree.elements[Int(element.rawValue)].parent
            }
        }
        return kept
    }

    /// Of the heading that comes before.
    private static func level(before figure: StructureID, _ tree: StructureTree, _ kept: [Bool]) -> Int {
        for index in (0..<Int(figure.rawValue)).reversed() {
            let level = tree.elements[index].role.headingLevel
            if let level, kept.indices.contains(index), kept[index] { return level }
        }
        return 0
    }

    private mutating func graft(_ content: AnnexStructure.Content, of annex: AnnexFile, _ run: [Stand], below level: Int) {
        guard let first = run.first else { return }
        var places: [Int: AnnexPlanting.Place] = [:]
        var forms: [Int: MarkedForm] = [:]
        for stand in run {
            guard let form = annex.structure.form(stand.index), let object = try? annex.page(stand.index) else { return }
            let place = PlacedPicture(object: PDFReference(number: 0), width: object.width, height: object.height, isUnitSquare: false)
            places[stand.index] = AnnexPlanting.Place(
                page: stand.place.page, matrix: form.matrix, rect: place.fitted(into: stand.rect), width: object.width, height: object.height)
            forms[stand.index] = form
        }
        let language = content.language.map { Language(rawValue: $0) }
        let site = PlantedStructure.Place(
            count: plantings.last.map { $0.site.count + $0.structure.elements.count } ?? list.structure.elements.count, parent: first.parent, levelAbove: level,
            language: language == list.info.language ? nil : language,
            pages: places, order: run.map(\.index), pageCount: list.pages.count)
        let planted = annex.planted(at: site) { AnnexPlanting.planted(content.elements, at: site, marks: forms.mapValues(\.count)) }
        list.structure.adopt(planted.children, in: first.parent, before: first.figure)
        for link in planted.links { list.pages[link.page].links.append(link.area) }
        for stand in run {
            guard let form = forms[stand.index], let owners = planted.owners[stand.index] else { continue }
            pages.append(
                PlantedPage(
                    place: stand.place, source: .foreignPage(file: stand.file, index: stand.index), form: form, owners: owners, planting: plantings.count,
                    index: stand.index))
            replaced.insert(stand.figure)
        }
        plantings.append(Planting(site: site, structure: planted))
    }
}

extension StructureRole {
    /// 1 to 6.
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
