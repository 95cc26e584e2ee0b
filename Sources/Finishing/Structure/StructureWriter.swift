import DocumentModel
import Layout

/// Writes the logical structure (ISO 32000-1, 14.7): elements, ParentTree, IDTree.
///
/// An element that nothing belongs to is left out, and so is a parent of nothing but such. Cells stay: a table without them
/// would lose its grid. What annexes bring follows the document's own.
struct StructureWriter {
    let tree: StructureTree
    private let pages: [PDFReference]
    private let pageHeights: [Double]
    /// Where pictures stand, by element; what a Figure's bounding box is unless the layout has said so.
    private let pictures: [StructureID: StructureAttribute]
    private var marks: Chains<Mark>
    private var objects: Chains<ObjectMark>
    private(set) var elements: [PDFReference?] = []
    private(set) var annexes: AnnexElements
    private let conformance: Conformance
    private let references: StructureReferences?
    private var namespace: PDFReference?

    private struct Mark {
        var page: Int
        var id: Int
        /// Whose content it stands in, if not the page's own.
        var form: PDFReference?
    }

    private struct ObjectMark {
        var page: Int
        var annotation: PDFReference
    }

    /// - Parameter plantings: what annexes bring.
    init(_ list: DisplayList, _ plantings: [Planting] = [], pages: [PDFReference], _ conformance: Conformance) {
        tree = list.structure
        self.conformance = conformance
        references = conformance.refersBetweenElements || conformance.hasStructureDestinations ? StructureReferences(list) : nil
        self.pages = pages
        pageHeights = list.pages.map(\.size.height)
        pictures = StructureWriter.pictures(of: list)
        marks = Chains(count: tree.elements.count)
        objects = Chains(count: tree.elements.count)
        annexes = AnnexElements(plantings, in: tree, pages: pages, heights: pageHeights, conformance)
    }

    /// To write what an annex brings once for all files. Its elements have the numbers that they get in the document, of which nothing else is known.
    init(
        _ planting: Planting, in parent: StructureRole, pages: [PDFReference], heights: [Double], namespace: PDFReference, _ conformance: Conformance
    ) {
        var tree = StructureTree()
        while tree.elements.count < planting.site.count { _ = tree.add(StructureElement(role: .span, parent: nil)) }
        tree.update(planting.site.parent) { $0.role = parent }
        tree.plant(planting.structure.elements, planting.structure.children, in: planting.site.parent, before: tree.next)
        self.tree = tree
        self.conformance = conformance
        self.namespace = namespace
        self.pages = pages
        pageHeights = heights
        (references, pictures) = (nil, [:])
        marks = Chains(count: tree.elements.count)
        objects = Chains(count: tree.elements.count)
        annexes = AnnexElements()
    }

    /// Notes that a marked-content sequence of a page belongs to the element.
    /// - Parameter form: in whose content it stands (ISO 32000-1, 14.7.4.2), if not in the page's own.
    mutating func add(mark id: Int, page: Int, of element: StructureID, in form: PDFReference? = nil) {
        marks.add(Mark(page: page, id: id, form: form), to: Int(element.rawValue))
    }

    /// Notes the form that a foreign page with marks of its own is.
    mutating func add(form: PDFReference, of page: PlantedPage) { annexes.add(form: form, of: page) }

    mutating func add(annotation: PDFReference, page: Int, of element: StructureID) {
        if Int(element.rawValue) >= tree.elements.count { return annexes.add(annotation: annotation, of: element) }
        objects.add(ObjectMark(page: page, annotation: annotation), to: Int(element.rawValue))
    }

    /// Says which objects the elements are, without writing them.
    mutating func number(_ references: [PDFReference?]) { elements = references }

    /// - Parameters:
    ///   - parents: By page: the element of each marked-content id.
    ///   - annotations: Elements of annotations, by their keys in the ParentTree, which follow the pages' keys.
    ///   - forms: Of forms with marks of their own, by their keys, which follow those.
    /// - Returns: The StructTreeRoot.
    mutating func write(
        parents: [[StructureID]], annotations: [StructureID], forms: [[StructureID?]] = [], _ file: inout PDFFile
    ) -> PDFReference {
        let root = file.reserve()
        let isKept = kept()
        elements = isKept.map { $0 ? file.reserve() : nil }
        annexes.number(below: elements, &file)
        if conformance.usesNamespaces {
            // ISO 32000-2, 14.8.6.2.
            namespace = file.add { $0.text("<</Type/Namespace/NS(http://iso.org/pdf2/ssn)>>") }
        }
        for (index, element) in elements.enumerated() {
            if let element { file.write(element) { writeContent(of: index, root: root, &$0) } }
        }
        annexes.write(namespace, &file)
        file.endPack()
        let parentTree = writeParentTree(parents, annotations, forms, &file)
        let identifiers = writeIdentifiers(&file)
        file.write(root) { out in
            out.text("<</Type/StructTreeRoot/K[")
            if let document = elements.first, let document { out.reference(document) }
            out.text("]/ParentTree ")
            out.reference(parentTree)
            if let namespace {
                out.text("/Namespaces[")
                out.reference(namespace)
                out.text("]")
            }
            out.text("/ParentTreeNextKey ")
            out.int(parents.count + annotations.count + forms.count)
            if let identifiers {
                out.text("/IDTree ")
                out.reference(identifiers)
            }
            out.text(">>")
        }
        return root
    }

    /// Children stand after their parents, so one walk backwards is enough.
    func kept() -> [Bool] {
        var isKept = Array(repeating: false, count: tree.elements.count)
        for parent in annexes.parents { isKept[Int(parent.rawValue)] = true }
        for index in tree.elements.indices.reversed() {
            if marks.has(index) || objects.has(index) || tree.elements[index].role.isCell || index == 0 { isKept[index] = true }
            if isKept[index], let parent = tree.elements[index].parent, isKept.indices.contains(Int(parent.rawValue)) {
                isKept[Int(parent.rawValue)] = true
            }
        }
        return isKept
    }

    /// An element is named by its number: a copy of it would count references five times over, for thousands of elements.
    func writeContent(of index: Int, root: PDFReference, _ out: inout PDFBytes) {
        let parent = tree.elements[index].parent
        let page = marks.first(index)?.page ?? objects.first(index)?.page
        let type = conformance.type(of: tree.elements[index].role, in: parent.map { tree.elements[Int($0.rawValue)].role })
        out.together { out in
            out.text("<</Type/StructElem/S")
            out.plainName(type.name)
            if type.isOfPDF2, let namespace {
                out.text("/NS ")
                out.reference(namespace)
            }
            out.text("/P ")
            out.reference(parent.flatMap { elements[Int($0.rawValue)] } ?? root)
            if let page {
                out.text("/Pg ")
                out.reference(pages[page])
            }
            out.text("/K[")
        }
        writeKids(of: index, page, &out)
        writeReferences(of: index, &out)
        writeProperties(of: index, &out)
        out.text(">>")
    }

    private func writeKids(of index: Int, _ page: Int?, _ out: inout PDFBytes) {
        marks.forEach(index) { mark in
            out.together { out in
                if mark.page == page, mark.form == nil {
                    out.int(mark.id)
                    out.text(" ")
                } else {
                    out.text("<</Type/MCR/Pg ")
                    out.reference(pages[mark.page])
                    if let form = mark.form {
                        out.text("/Stm ")
                        out.reference(form)
                    }
                    out.text("/MCID ")
                    out.int(mark.id)
                    out.text(">>")
                }
            }
        }
        objects.forEach(index) { object in
            out.text("<</Type/OBJR/Pg ")
            out.reference(pages[object.page])
            out.text("/Obj ")
            out.reference(object.annotation)
            out.text(">>")
        }
        for child in tree.elements[index].children {
            guard let child = reference(child) else { continue }
            out.together { out in
                out.reference(child)
                out.text(" ")
            }
        }
        out.text("]")
    }

    private func writeReferences(of index: Int, _ out: inout PDFBytes) {
        guard conformance.refersBetweenElements, let references else { return }
        let targets = references[StructureID(rawValue: Int32(clamping: index))].compactMap(reference)
        guard !targets.isEmpty else { return }
        out.text("/Ref[")
        for target in targets {
            out.reference(target)
            out.text(" ")
        }
        out.text("]")
    }

    private func writeProperties(of index: Int, _ out: inout PDFBytes) {
        if let language = tree.elements[index].language {
            out.text("/Lang")
            out.string(language.rawValue)
        }
        if let text = tree.elements[index].alternativeText {
            out.text("/Alt")
            out.string(text)
        }
        if let text = tree.elements[index].actualText {
            out.text("/ActualText")
            out.string(text)
        }
        if let title = tree.elements[index].title {
            out.text("/T")
            out.string(title)
        }
        if let identifier = identifier(of: index) {
            out.text("/ID")
            out.string(identifier)
        }
        let role = tree.elements[index].role
        var attributes = tree.elements[index].attributes
        if role == .figure, let box = pictures[StructureID(rawValue: Int32(index))], !tree.elements[index].hasBoundingBox {
            attributes.append(box)
        }
        // A rule to write on, on paper: ISO 14289-1, 7.18.4, asks for its kind (ISO 32000-1, 14.8.5.6).
        let isPrintedField = role == .form && marks.has(index)
        let isFootnote = conformance.usesNamespaces && role == .note
        guard !attributes.isEmpty || isPrintedField || isFootnote else { return }
        AttributeWriter(pageHeights: pageHeights).write(
            attributes, printedField: isPrintedField ? tree.elements[index].alternativeText ?? "" : nil, isFootnote: isFootnote, &out)
    }

    private static func pictures(of list: DisplayList) -> [StructureID: StructureAttribute] {
        var found: [StructureID: StructureAttribute] = [:]
        for (index, page) in list.pages.enumerated() {
            for item in page.items {
                switch item.drawing {
                case .image(_, let rect), .foreignPage(_, _, let rect):
                    guard case .content(let structure) = item.mark, found[structure] == nil else { continue }
                    found[structure] = .boundingBox(page: index, rect)
                case .text, .rectangle, .line, .circle, .symbol:
                    continue
                }
            }
        }
        return found
    }

    /// ISO 14289-1, 7.9: a Note has an identifier of its own.
    func identifier(of index: Int) -> String? {
        for case .identifier(let identifier) in tree.elements[index].attributes { return identifier }
        return tree.elements[index].role == .note ? "note-\(index)" : nil
    }

    /// What destinations lead to; empty where only pages are wanted. Known once the structure is written.
    var destinations: [NodeID: PDFReference] {
        guard conformance.hasStructureDestinations, let references else { return [:] }
        return references.targets.compactMapValues { element in
            // An element that nothing belongs to is not in the file; what it is in, is.
            var id: StructureID? = element
            while let known = id {
                if let found = reference(known) { return found }
                id = tree[known].parent
            }
            return nil
        }
    }

    func reference(_ id: StructureID) -> PDFReference? {
        elements.indices.contains(Int(id.rawValue)) ? elements[Int(id.rawValue)] : annexes.reference(id)
    }
}

extension StructureElement {
    fileprivate var hasBoundingBox: Bool {
        attributes.contains { if case .boundingBox = $0 { true } else { false } }
    }
}

extension StructureRole {
    fileprivate var isCell: Bool { self == .headerCell || self == .dataCell }
}
