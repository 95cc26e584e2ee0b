import Findings

/// What can be referred to: sections by their numbers, and in them Absätze and items.
struct ReferenceIndex {
    private let sections: [OldSection]
    private let absatz: LeadingNumber.Shape?
    let scheme: LeadingNumber.Shape?
    /// Marks of nodes that something refers to.
    private(set) var marks: [Int: String] = [:]

    init(_ contract: OldContract) {
        sections = contract.sections
        (absatz, scheme) = (contract.scheme.absatz, contract.scheme.section)
    }

    struct Wanted: Hashable {
        /// „7“, „4a“, „5.2“; `nil`: the section that the reference stands in.
        var section: String?
        var absatz: String?
        /// „Nr. 3“, „Buchst. a“, from the outermost.
        var items: [String] = []
    }

    enum Outcome {
        /// `kuendigung#abs-2`
        case target(String)
        case noSection
        case noPart
    }

    mutating func resolve(_ wanted: Wanted, from own: Int) -> Outcome {
        var wanted = wanted
        var place = own
        if let number = wanted.section {
            if let found = sections.firstIndex(where: { $0.number?.figure == number }) {
                place = found
            } else if let point = number.lastIndex(of: "."), let found = sections.firstIndex(where: { $0.number?.figure == String(number[..<point]) }) {
                // „Nummer 5.2“: a numbered part of section 5.
                guard let node = sections[found].nodes.first(where: { $0.number?.figure == number }) else { return .noPart }
                return .target(sections[found].family + "#" + mark(node, "nr-" + number.replacing(".", with: "-")))
            } else {
                return .noSection
            }
        }
        let section = sections[place]
        guard wanted.absatz != nil || !wanted.items.isEmpty else { return .target(section.family) }
        var nodes = section.nodes
        var node: OldNode?
        var name = ""
        if let number = wanted.absatz {
            let found =
                nodes.first { $0.number?.shape == absatz && ($0.number?.figure == number || $0.number.map { "\($0.value)" } == number) }
                ?? (absatz == nil ? unnumbered(nodes, number) : nil)
            guard let found else { return .noPart }
            (node, nodes, name) = (found, found.children, "abs-" + number)
        } else if nodes.count(where: { $0.number?.shape == absatz && absatz != nil }) == 1, let only = nodes.first(where: { $0.number?.shape == absatz }) {
            nodes = only.children
        }
        while let figure = wanted.items.first {
            wanted.items.removeFirst()
            guard let found = nodes.first(where: { $0.number?.figure == figure && $0.number?.shape != .bullet }) else { return .noPart }
            (node, nodes) = (found, found.children)
            name += (name.isEmpty ? "" : "-") + OldName.slug(figure)
        }
        guard let node else { return .noPart }
        return .target(section.family + "#" + mark(node, name))
    }

    /// „Absatz 2“ of a section whose Absätze are only counted by the reader: nothing that could be cited.
    private func unnumbered(_ nodes: [OldNode], _ number: String) -> OldNode? { nil }

    private mutating func mark(_ node: OldNode, _ name: String) -> String {
        if let known = marks[node.id] { return known }
        let isNumber = name.first?.isNumber ?? true
        marks[node.id] = isNumber ? "nr-" + name : name
        return marks[node.id] ?? name
    }
}
