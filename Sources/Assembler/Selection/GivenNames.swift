import DocumentModel
import Findings
import Settings

/// What is given for a document, by name: to tell what of it no document reads.
extension AgreementData {
    /// Names of what options and data file give, each with its place; the parts of a record one by one.
    package var givenNames: [(name: String, place: Place)] {
        layers.filter { $0.kind == .commandLine || $0.kind == .dataFile }.flatMap { GivenNames.leaves(of: $0.root, "") }
    }
}

extension PartnerRow {
    /// Names of what the row gives, each with its place; the parts of a record one by one.
    package var givenNames: [(name: String, place: Place)] { GivenNames.leaves(of: layer.root, "") }

    /// Whether the row has a value in the column of that name.
    package func gives(_ name: String) -> Bool { GivenNames.has(layer.root, name.split(separator: ".")[...]) }
}

extension FieldUse {
    /// Whether a document reads what a column, option or key of that name gives. `kontakte.1.name` is part of the list `kontakte`, a bare name
    /// may be that of a clause's field.
    package func reads(_ name: String) -> Bool {
        let path = name.split(separator: ".").filter { !$0.utf8.allSatisfy { (0x30...0x39).contains($0) } }.joined(separator: ".")
        guard let head = path.split(separator: ".").first else { return true }
        if PlanBuilder.settingNames.contains(String(head)), head != "klauseln" { return true }
        if GivenNames.deciding.contains(where: { path.hasSuffix(".\($0)") }) || covers(FieldPath(path)) { return true }
        return paths.contains { used in
            used.rawValue.hasPrefix(path + ".") || (used.rawValue.hasPrefix("klauseln.") && used.rawValue.hasSuffix(".\(path)"))
        }
    }
}

enum GivenNames {
    /// Members of a body that decide about others: how postcodes are read, how the name is declined, what its role is called.
    static let deciding = ["name", "art", "land", "genus"]

    static func leaves(of node: InputNode, _ path: String) -> [(name: String, place: Place)] {
        guard case .mapping(let entries) = node.content else { return node.isEmpty || path.isEmpty ? [] : [(path, node.place)] }
        return entries.flatMap { leaves(of: $0.value, path.isEmpty ? $0.key : "\(path).\($0.key)") }
    }

    /// The columns that an entry of a row comes from, each with the place of its heading.
    static func headings(of entry: InputEntry, _ path: String = "") -> [(name: String, place: Place)] {
        let name = path.isEmpty ? entry.key : "\(path).\(entry.key)"
        guard case .mapping(let entries) = entry.value.content, !entries.isEmpty else { return [(name, entry.keyPlace)] }
        return entries.flatMap { headings(of: $0, name) }
    }

    static func has(_ node: InputNode, _ parts: ArraySlice<Substring>) -> Bool {
        guard let first = parts.first else { return !node.isEmpty }
        switch node.content {
        case .mapping: return node[String(first)].map { has($0, parts.dropFirst()) } ?? false
        // Numbered columns have become a list.
        case .sequence(let elements): return elements.contains { has($0, parts.dropFirst()) }
        case .scalar, .empty: return false
        }
    }
}
