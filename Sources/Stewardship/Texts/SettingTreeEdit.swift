import Agreements
import Findings
import Settings

/// A file of settings in somebody's hands: whatever is changed in the tree that it says is changed in its own lines, all other bytes stay. After every
/// change the file is read again; if it does not say exactly what was wanted, nothing has been changed.
///
/// A comment right above an element of a list belongs to it, and goes where it goes.
package struct SettingTreeEdit: Sendable {
    package let path: String
    var lines: TextLines
    var root: InputNode
    /// What the file says.
    package private(set) var tree: SettingNode
    /// Which keys come before which, by the group they stand in; keys that no order knows come last.
    let order: @Sendable (SettingPath) -> [String]

    package var bytes: [UInt8] { lines.bytes }
    /// As people see it: lines ended by LF.
    package var text: String { lines.text(lines.lines.indices) + (lines.lines.last.map { $0.end.isEmpty ? "" : "\n" } ?? "") }

    /// - Throws: errors of YAML.
    package init(_ bytes: [UInt8], path: String, order: @escaping @Sendable (SettingPath) -> [String] = { _ in [] }) throws(FindingList) {
        self.path = path
        self.order = order
        lines = TextLines(bytes)
        root = try SettingTree.read(SourceFile(bytes: bytes, path: path))
        tree = SettingNode(root)
    }

    /// Puts a text in the place of the whole file. Lines that are in both keep their bytes, also where they have moved.
    ///
    /// - Throws: errors of YAML; nothing has been changed then.
    package mutating func setText(_ text: String) throws(FindingList) {
        var changed = lines
        var wanted = TextLines.contents(of: text)
        if wanted.last == "" { wanted.removeLast() }
        changed.replace(changed.lines.indices, withLines: wanted)
        try take(changed)
    }

    /// Changes a setting, or removes it (`nil`). Where a group loses its last setting, it goes, too.
    ///
    /// - Throws: `angabe-unveraenderbar` where its lines are not such as can be changed by themselves.
    package mutating func set(_ place: SettingPath, to wanted: SettingNode?) throws(FindingList) {
        if let wanted, let there = tree[place], wanted.says(there) { return }
        if wanted == nil {
            guard tree[place] != nil else { return }
            if place.steps.count > 1, case .group(let entries)? = tree[place.parent], entries.count == 1, place.parent.index == nil {
                return try set(place.parent, to: nil)
            }
        }
        guard let expected = tree.with(wanted, at: place) else { throw unchangeable(place) }
        try change(place, expected) { edit in edit.reconcile(place, wanted) }
    }

    /// - Parameters:
    ///   - index: from 0; the number of elements puts it last.
    ///   - list: is made where it is missing.
    package mutating func insert(_ node: SettingNode, at index: Int, in list: SettingPath) throws(FindingList) {
        var nodes = tree[list]?.elements ?? []
        guard (0...nodes.count).contains(index) else { throw unchangeable(list) }
        nodes.insert(node, at: index)
        guard nodes.count > 1, let expected = tree.with(.list(nodes), at: list) else { return try set(list, to: .list(nodes)) }
        try change(list, expected) { edit in edit.insertElement(node, index, list) }
    }

    /// Removes an element with the comments right above it. A list at the top level that has none left goes, too.
    package mutating func remove(_ index: Int, in list: SettingPath) throws(FindingList) {
        var nodes = tree[list]?.elements ?? []
        guard nodes.indices.contains(index) else { throw unchangeable(list) }
        nodes.remove(at: index)
        if nodes.isEmpty { return try set(list, to: list.steps.count == 1 ? nil : .list([])) }
        guard let expected = tree.with(.list(nodes), at: list) else { throw unchangeable(list) }
        try change(list, expected) { edit in edit.removeElement(index, list) }
    }

    /// Moves an element with its comments to another place, of the same or another list.
    ///
    /// - Parameters:
    ///   - target: list and place as they are before; the element will stand before the one that stands there now.
    package mutating func move(_ source: SettingPath, to target: SettingPath) throws(FindingList) {
        guard let node = tree[source], let from = source.index, let wanted = target.index, source != target else { throw unchangeable(source) }
        let depth = source.steps.count
        // Not into itself.
        guard !(target.steps.count > depth && Array(target.steps.prefix(depth)) == source.steps) else { throw unchangeable(source) }
        var place = target
        if target.steps.count >= depth, Array(target.steps.prefix(depth - 1)) == source.parent.steps, case .index(let index) = target.steps[depth - 1], index > from {
            place.steps[depth - 1] = .index(index - 1)
        }
        let list = place.parent
        let to = target.steps.count == depth && target.parent == source.parent ? place.index ?? wanted : wanted
        var left = tree[source.parent]?.elements ?? []
        left.remove(at: from)
        guard let without = tree.with(.list(left), at: source.parent) else { throw unchangeable(source) }
        var nodes = without[list]?.elements ?? []
        guard (0...nodes.count).contains(to) else { throw unchangeable(target) }
        nodes.insert(node, at: to)
        guard let expected = without.with(.list(nodes), at: list) else { throw unchangeable(target) }
        if attempt(expected, { edit in edit.moveLines(source, list, to) }) { return }
        // In steps: a list in one line has no lines to move. Nothing is changed unless both can be.
        var changed = self
        if left.isEmpty { try changed.set(source.parent, to: .list([])) } else { try changed.remove(from, in: source.parent) }
        try changed.insert(node, at: to, in: list)
        guard changed.tree.says(expected) else { throw unchangeable(source) }
        self = changed
    }

    // MARK: - Trying and looking

    /// The change, else the smallest part around it written anew, unless there are comments in it.
    private mutating func change(_ place: SettingPath, _ expected: SettingNode, _ body: (inout SettingTreeEdit) -> Bool) throws(FindingList) {
        if attempt(expected, body) { return }
        var around = place
        while !around.steps.isEmpty {
            if let node = expected[around], tree[around] != nil, attempt(expected, { edit in edit.replaceNode(around, node) }) { return }
            around = around.parent
        }
        throw unchangeable(place)
    }

    private mutating func attempt(_ expected: SettingNode, _ body: (inout SettingTreeEdit) -> Bool) -> Bool {
        var copy = self
        guard body(&copy), copy.tree.says(expected) else { return false }
        self = copy
        return true
    }

    /// Takes lines for the file's, if they can be read.
    mutating func take(_ changed: TextLines) throws(FindingList) {
        root = try SettingTree.read(SourceFile(bytes: changed.bytes, path: path))
        lines = changed
        tree = SettingNode(root)
    }

    mutating func takes(_ changed: TextLines) -> Bool {
        do throws(FindingList) { try take(changed) } catch { return false }
        return true
    }

    private func unchangeable(_ place: SettingPath) -> FindingList {
        FindingList([
            Finding(
                .fehler, "angabe-unveraenderbar", at: node(place)?.place ?? .file(path),
                "Die Angabe „\(place)“ lässt sich in dieser Datei nicht für sich ändern; geändert wurde nichts.", remedy: "Ändern Sie die Datei als Text.")
        ])
    }
}
