import Assembler
import Settings

/// What settings say, without where they stand: what somebody wants a file to say, and what it is held against afterwards.
package indirect enum SettingNode: Sendable, Hashable {
    package struct Entry: Sendable, Hashable {
        package var key: String
        package var value: SettingNode

        package init(_ key: String, _ value: SettingNode) { (self.key, self.value) = (key, value) }
    }

    /// `isQuoted`: whether it stands in quotes, which for some values makes a difference; `nil` in what is only wanted.
    case text(String, isQuoted: Bool?)
    case list([SettingNode])
    case group([Entry])
    case empty

    package static func text(_ text: String) -> SettingNode { .text(text, isQuoted: nil) }

    package init(_ node: InputNode) {
        switch node.content {
        case .scalar(let scalar): self = .text(scalar.text.value, isQuoted: scalar.style == .quoted)
        case .sequence(let nodes): self = .list(nodes.map(SettingNode.init))
        case .mapping(let entries): self = .group(entries.map { Entry($0.key, SettingNode($0.value)) })
        case .empty: self = .empty
        }
    }

    package subscript(key: String) -> SettingNode? {
        guard case .group(let entries) = self else { return nil }
        return entries.first { $0.key == key }?.value
    }

    package subscript(path: SettingPath) -> SettingNode? {
        path.steps.reduce(Optional(self)) { node, step in
            switch (node, step) {
            case (.group?, .key(let key)): node?[key]
            case (.list(let nodes)?, .index(let index)): nodes.indices.contains(index) ? nodes[index] : nil
            default: nil
            }
        }
    }

    /// The text, if it is one.
    package var string: String? { if case .text(let text, _) = self { text } else { nil } }
    package var elements: [SettingNode] { if case .list(let nodes) = self { nodes } else { [] } }
    package var entries: [Entry] { if case .group(let entries) = self { entries } else { [] } }

    /// Whether another says the same; quotes count only where they are known on both sides.
    func says(_ other: SettingNode) -> Bool {
        switch (self, other) {
        case (.text(let a, let quotedA), .text(let b, let quotedB)): a == b && (quotedA == nil || quotedB == nil || quotedA == quotedB)
        case (.list(let a), .list(let b)): a.count == b.count && zip(a, b).allSatisfy { $0.says($1) }
        // New keys may stand elsewhere than somebody had them in mind.
        case (.group(let a), .group(let b)): a.count == b.count && a.allSatisfy { entry in b.first { $0.key == entry.key }.map { entry.value.says($0.value) } ?? false }
        case (.empty, .empty): true
        default: false
        }
    }

    /// The tree with another node at a place; `nil` removes what is there. Groups that are missing on the way are made, and a new key comes last.
    func with(_ node: SettingNode?, at path: SettingPath) -> SettingNode? {
        guard let first = path.steps.first else { return node }
        let rest = SettingPath(path.steps.dropFirst())
        switch (self, first) {
        case (.list(var nodes), .index(let index)) where nodes.indices.contains(index):
            if let changed = nodes[index].with(node, at: rest) { nodes[index] = changed } else { nodes.remove(at: index) }
            return .list(nodes)
        case (.group(var entries), .key(let key)):
            if let index = entries.firstIndex(where: { $0.key == key }) {
                if let changed = entries[index].value.with(node, at: rest) { entries[index].value = changed } else { entries.remove(at: index) }
            } else if let made = SettingNode.group([]).with(node, at: rest) {
                entries.append(Entry(key, made))
            }
            return .group(entries)
        case (.empty, .key): return SettingNode.group([]).with(node, at: path)
        default: return self
        }
    }
}

/// Where a setting stands: keys of groups and numbers of elements (from 0), written `klauseln.3.wenn`.
package struct SettingPath: Sendable, Hashable, CustomStringConvertible {
    package enum Step: Sendable, Hashable {
        case key(String)
        case index(Int)
    }

    package var steps: [Step]

    package init(_ steps: some Sequence<Step>) { self.steps = Array(steps) }

    /// Parts of digits are numbers of elements. No key of these files is a number.
    package init(_ text: String) {
        steps = text.split(separator: ".").map { part in
            if part.utf8.count <= 6, part.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let index = Int(part) { return .index(index) }
            return .key(String(part))
        }
    }

    package var description: String {
        steps.map { step in
            switch step {
            case .key(let key): key
            case .index(let index): "\(index)"
            }
        }.joined(separator: ".")
    }

    package var parent: SettingPath { SettingPath(steps.dropLast()) }

    /// The number of an element, where it is one.
    package var index: Int? { if case .index(let index)? = steps.last { index } else { nil } }

    package static func + (path: SettingPath, key: String) -> SettingPath { SettingPath(path.steps + [.key(key)]) }
    package static func + (path: SettingPath, index: Int) -> SettingPath { SettingPath(path.steps + [.index(index)]) }
}
