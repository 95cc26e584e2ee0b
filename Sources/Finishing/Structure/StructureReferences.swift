import DocumentModel
import Layout

/// Which elements belong together across the tree (ISO 32000-2, 14.7.2, `Ref`), and which one each destination leads to.
struct StructureReferences {
    /// By node of the document.
    private(set) var targets: [NodeID: StructureID]
    private var references: [StructureID: [StructureID]] = [:]

    init(_ list: DisplayList) {
        let tree = list.structure
        targets = list.destinations.mapValues(\.element)
        // The layout names what comes next; an element that says whose it is knows better. A heading is what names the rest.
        var named: [NodeID: StructureID] = [:]
        for (index, element) in tree.elements.enumerated() {
            guard let node = element.node, targets[node] != nil, named[node] == nil || element.role.isHeading else { continue }
            named[node] = StructureID(rawValue: Int32(clamping: index))
        }
        targets.merge(named) { $1 }
        for link in list.pages.lazy.flatMap(\.links) {
            guard case .node(let node) = link.target, let target = targets[node] else { continue }
            note(link.structure, target, tree)
        }
    }

    subscript(element: StructureID) -> [StructureID] { references[element] ?? [] }

    /// A link may have several areas, on two lines or pages.
    private mutating func note(_ link: StructureID, _ target: StructureID, _ tree: StructureTree) {
        var id: StructureID? = link
        while let element = id {
            switch tree[element].role {
            case .reference where tree[target].role == .note:
                add(target, to: element)
                return add(element, to: target)
            case .tableOfContentsItem: return add(target, to: element)
            default: id = tree[element].parent
            }
        }
    }

    private mutating func add(_ target: StructureID, to element: StructureID) {
        if references[element]?.contains(target) != true { references[element, default: []].append(target) }
    }
}

extension StructureRole {
    /// H1 to H6.
    var isHeading: Bool {
        switch self {
        case .heading1, .heading2, .heading3, .heading4, .heading5, .heading6: true
        default: false
        }
    }
}
