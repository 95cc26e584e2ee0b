import Assembler
import Findings
import Settings

/// Where settings stand in the lines of their file, and how these change. Whatever goes wrong here is noticed by what the file says afterwards.
extension SettingTreeEdit {
    // MARK: - Places

    func node(_ place: SettingPath) -> InputNode? {
        place.steps.reduce(Optional(root)) { node, step in
            switch (node?.content, step) {
            case (.mapping(let entries)?, .key(let key)): entries.first { $0.key == key }?.value
            case (.sequence(let nodes)?, .index(let index)): nodes.indices.contains(index) ? nodes[index] : nil
            default: nil
            }
        }
    }

    /// Line (from 0) and offset into its bytes.
    private func spot(_ place: Place) -> (line: Int, offset: Int)? {
        guard case .file(_, let line, let column) = place, lines.lines.indices.contains(line - 1) else { return nil }
        return (line - 1, min(ByteColumn.offset(of: column, in: lines.lines[line - 1].content), lines.lines[line - 1].content.count))
    }

    /// Between brackets; `nil`: it stands nowhere.
    private func isFlow(_ node: InputNode) -> Bool? {
        guard let (line, offset) = spot(node.place) else { return nil }
        let content = lines.lines[line].content
        return offset < content.count && [UInt8(ascii: "["), UInt8(ascii: "{")].contains(content[offset])
    }

    private func isInFlow(_ place: SettingPath) -> Bool {
        var around = place.parent
        while true {
            if let node = node(around), !around.steps.isEmpty, isFlow(node) == true { return true }
            if around.steps.isEmpty { return false }
            around = around.parent
        }
    }

    /// Where an entry or element begins: the line of its key or dash, and the offset of that.
    private func beginning(_ place: SettingPath) -> (line: Int, offset: Int)? {
        guard let last = place.steps.last, let parent = node(place.parent) else { return nil }
        switch (parent.content, last) {
        case (.mapping(let entries), .key(let key)): return entries.first { $0.key == key }.flatMap { spot($0.keyPlace) }
        case (.sequence(let nodes), .index(let index)):
            guard nodes.indices.contains(index), let first = spot(parent.place), let own = spot(nodes[index].place) else { return nil }
            for line in stride(from: own.line, through: first.line, by: -1) {
                let content = lines.lines[line].content
                if first.offset < content.count, content[first.offset] == UInt8(ascii: "-"), line == first.line || content.prefix(first.offset).allSatisfy({ $0 == 0x20 }) {
                    return (line, first.offset)
                }
            }
            return nil
        default: return nil
        }
    }

    /// Lines of an entry or element of a block, without comments and blank lines behind it.
    private func extent(_ place: SettingPath) -> Range<Int>? {
        guard let last = place.steps.last else { return 0..<lines.lines.count }
        guard let parent = node(place.parent), isFlow(parent) == false || place.steps.count == 1, let around = extent(place.parent), let start = beginning(place)?.line else {
            return nil
        }
        var next: Int?
        switch (parent.content, last) {
        case (.mapping(let entries), .key): next = entries.compactMap { spot($0.keyPlace)?.line }.filter { $0 > start }.min()
        case (.sequence, .index(let index)): next = beginning(place.parent + (index + 1))?.line
        default: return nil
        }
        var end = next ?? around.upperBound
        while end > start + 1, isComment(lines.lines[end - 1]) || lines.lines[end - 1].isBlank { end -= 1 }
        return start..<max(end, start + 1)
    }

    private func isComment(_ line: TextLines.Line) -> Bool { line.content.first { $0 != 0x20 && $0 != 0x09 } == UInt8(ascii: "#") }

    /// Whether nothing but blanks stands before it in its line.
    private func beginsLine(_ place: SettingPath) -> Bool {
        guard let (line, offset) = beginning(place) else { return false }
        return lines.lines[line].content.prefix(offset).allSatisfy { $0 == 0x20 }
    }

    /// The lines of an element with the comments right above it that are indented as it is.
    private func whole(_ place: SettingPath) -> Range<Int>? {
        guard beginsLine(place), let own = extent(place), let offset = beginning(place)?.offset else { return nil }
        var start = own.lowerBound
        while start > 0 {
            let content = lines.lines[start - 1].content
            guard isComment(lines.lines[start - 1]), content.firstIndex(of: UInt8(ascii: "#")) == offset else { break }
            start -= 1
        }
        return start..<own.upperBound
    }

    /// The bytes of a value between brackets, and the line.
    private func span(_ node: InputNode) -> (line: Int, range: Range<Int>)? {
        guard let (line, offset) = spot(node.place), let end = YAMLScalar.end(of: lines.lines[line].content, from: offset, inList: true) else { return nil }
        return (line, offset..<end)
    }

    // MARK: - Changes

    /// Makes a setting say something with as few lines as possible.
    mutating func reconcile(_ place: SettingPath, _ wanted: SettingNode?) -> Bool {
        guard let there = tree[place] else { return wanted.map { insertEntry(place, $0) } ?? true }
        guard let wanted else { return removeEntry(place) }
        if wanted.says(there) { return true }
        switch (there, wanted) {
        case (.text, .text(let text, _)): return replaceScalar(place, text) || replaceNode(place, wanted)
        case (.group(let old), .group(let new)):
            for entry in old where wanted[entry.key] == nil { if !reconcile(place + entry.key, nil) { return false } }
            for entry in new where !reconcile(place + entry.key, entry.value) { return false }
            return true
        case (.list(let old), .list(let new)) where old.count == new.count:
            for index in new.indices where !reconcile(place + index, new[index]) { return false }
            return true
        case (.list(let old), .list(let new)) where !new.isEmpty && !old.isEmpty:
            for change in new.difference(from: old, by: { $0.says($1) }) {
                switch change {
                case .remove(let index, _, _): if !removeElement(index, place) { return false }
                case .insert(let index, let node, _): if !insertElement(node, index, place) { return false }
                }
            }
            return true
        case (.text(let text, _), .group(let entries)) where entries.first?.value.string == text && place.index != nil:
            return openGroup(place, entries) || replaceNode(place, wanted)
        default: return replaceNode(place, wanted)
        }
    }

    private mutating func replaceScalar(_ place: SettingPath, _ text: String) -> Bool {
        guard let node = node(place), let (line, offset) = spot(node.place) else { return false }
        let content = lines.lines[line].content
        let inList = isInFlow(place)
        guard offset < content.count, !"|>".utf8.contains(content[offset]), let end = YAMLScalar.end(of: content, from: offset, inList: inList) else { return false }
        var changed = lines
        let style = YAMLScalar.style(of: content[offset])
        let written = style == .plain ? YAMLBlock.flow(.text(text), inList: inList) : YAMLScalar.written(text, style, inList: inList)
        changed.replace(offset..<end, ofLine: line, with: written)
        return takes(changed)
    }

    /// `- kuendigung/frist` becomes `- klausel: kuendigung/frist` with more below it; a comment behind it stays.
    private mutating func openGroup(_ place: SettingPath, _ entries: [SettingNode.Entry]) -> Bool {
        guard let node = node(place), let (line, offset) = spot(node.place), let first = entries.first, !isInFlow(place), extent(place)?.count == 1 else { return false }
        let content = lines.lines[line].content
        let blanks = content.prefix(offset).allSatisfy { $0 == 0x20 || $0 == UInt8(ascii: "-") } ? offset : 0
        guard blanks > 0 else { return false }
        var changed = lines
        changed.replace(offset..<offset, ofLine: line, with: "\(first.key): ")
        changed.replace(line + 1..<line + 1, withLines: entries.dropFirst().flatMap { YAMLBlock.entry($0.key, $0.value, indent: blanks) })
        return takes(changed)
    }

    private mutating func insertEntry(_ place: SettingPath, _ wanted: SettingNode) -> Bool {
        guard case .key(let key)? = place.steps.last else { return false }
        let around = place.parent
        guard let parent = node(around) else { return insertEntry(around, .group([SettingNode.Entry(key, wanted)])) }
        guard case .mapping(let entries) = parent.content else {
            if case .empty = parent.content { return replaceNode(around, .group([SettingNode.Entry(key, wanted)])) }
            return false
        }
        var changed = lines
        guard let first = entries.first, let indent = spot(first.keyPlace)?.offset else {
            guard around.steps.isEmpty else { return replaceNode(around, .group([SettingNode.Entry(key, wanted)])) }
            changed.replace(lines.lines.count..<lines.lines.count, withLines: YAMLBlock.entry(key, wanted, indent: 0))
            return takes(changed)
        }
        let known = order(around)
        let earlier = Set(known.prefix { $0 != key })
        let before = known.contains(key) ? entries.last { earlier.contains($0.key) } : entries.last
        if isFlow(parent) == true, !around.steps.isEmpty {
            guard let (line, range) = span(parent) else { return false }
            changed.replace(
                range.upperBound - 1..<range.upperBound - 1, ofLine: line,
                with: ", \(YAMLBlock.flow(.group([SettingNode.Entry(key, wanted)]), inList: true).dropFirst().dropLast())")
            return takes(changed)
        }
        let written = YAMLBlock.entry(key, wanted, indent: indent)
        if let before {
            guard let end = extent(around + before.key)?.upperBound else { return false }
            changed.replace(end..<end, withLines: written)
        } else if beginsLine(around + first.key), let start = extent(around + first.key)?.lowerBound {
            changed.replace(start..<start, withLines: written)
        } else {
            guard let end = extent(around + first.key)?.upperBound else { return false }
            changed.replace(end..<end, withLines: written)
        }
        return takes(changed)
    }

    private mutating func removeEntry(_ place: SettingPath) -> Bool {
        guard let parent = node(place.parent), case .mapping(let entries) = parent.content, case .key(let key)? = place.steps.last else { return false }
        var changed = lines
        if isFlow(parent) == true, place.steps.count > 1 {
            guard let index = entries.firstIndex(where: { $0.key == key }), let (line, start) = spot(entries[index].keyPlace) else { return false }
            if index + 1 < entries.count {
                guard let next = spot(entries[index + 1].keyPlace), next.line == line else { return false }
                changed.replace(start..<next.offset, ofLine: line, with: "")
            } else {
                guard index > 0, let (before, range) = span(entries[index - 1].value), before == line, let (last, own) = span(entries[index].value), last == line else {
                    return false
                }
                changed.replace(range.upperBound..<own.upperBound, ofLine: line, with: "")
            }
            return takes(changed)
        }
        guard beginsLine(place), let own = extent(place) else { return false }
        changed.splice(own, [])
        return takes(changed)
    }

    mutating func insertElement(_ wanted: SettingNode, _ index: Int, _ list: SettingPath) -> Bool {
        guard let parent = node(list), case .sequence(let nodes) = parent.content, !nodes.isEmpty else { return false }
        var changed = lines
        if isFlow(parent) == true {
            let written = YAMLBlock.flow(wanted, inList: true)
            if index < nodes.count {
                guard let (line, range) = span(nodes[index]) else { return false }
                changed.replace(range.lowerBound..<range.lowerBound, ofLine: line, with: written + ", ")
            } else {
                guard let (line, range) = span(nodes[nodes.count - 1]) else { return false }
                changed.replace(range.upperBound..<range.upperBound, ofLine: line, with: ", " + written)
            }
            return takes(changed)
        }
        guard let indent = spot(parent.place)?.offset, let line = line(of: index, in: list, nodes.count) else { return false }
        changed.replace(line..<line, withLines: YAMLBlock.element(wanted, indent: indent))
        return takes(changed)
    }

    /// Where the lines of a new element go.
    private func line(of index: Int, in list: SettingPath, _ count: Int) -> Int? {
        index < count ? whole(list + index)?.lowerBound : extent(list + (count - 1))?.upperBound
    }

    mutating func removeElement(_ index: Int, _ list: SettingPath) -> Bool {
        guard let parent = node(list), case .sequence(let nodes) = parent.content, nodes.count > 1 else { return false }
        var changed = lines
        if isFlow(parent) == true {
            if index + 1 < nodes.count {
                guard let (line, range) = span(nodes[index]), let (next, after) = span(nodes[index + 1]), line == next else { return false }
                changed.replace(range.lowerBound..<after.lowerBound, ofLine: line, with: "")
            } else {
                guard let (line, range) = span(nodes[index]), let (before, last) = span(nodes[index - 1]), line == before else { return false }
                changed.replace(last.upperBound..<range.upperBound, ofLine: line, with: "")
            }
            return takes(changed)
        }
        guard let own = whole(list + index) else { return false }
        changed.splice(own, [])
        return takes(changed)
    }

    /// Lines go as they are, but for their indent.
    mutating func moveLines(_ source: SettingPath, _ list: SettingPath, _ index: Int) -> Bool {
        guard let from = node(source.parent), isFlow(from) == false, case .sequence(let nodes) = from.content, nodes.count > 1, let own = whole(source),
            let indent = spot(from.place)?.offset
        else { return false }
        let taken = Array(lines.lines[own])
        var changed = lines
        changed.splice(own, [])
        guard takes(changed), let target = node(list), isFlow(target) == false, case .sequence(let left) = target.content, let wanted = spot(target.place)?.offset,
            let line = line(of: index, in: list, left.count)
        else { return false }
        var moved: [TextLines.Line] = []
        for var line in taken {
            if line.isBlank {
            } else if wanted >= indent {
                line.content = [UInt8](repeating: 0x20, count: wanted - indent) + line.content
            } else {
                guard line.content.prefix(indent - wanted).allSatisfy({ $0 == 0x20 }) else { return false }
                line.content.removeFirst(indent - wanted)
            }
            if line.end.isEmpty { line.end = lines.usualEnd }
            moved.append(line)
        }
        changed = lines
        changed.splice(line..<line, moved)
        return takes(changed)
    }

    /// Writes a part anew; not where a comment would be lost.
    mutating func replaceNode(_ place: SettingPath, _ wanted: SettingNode) -> Bool {
        guard let last = place.steps.last else { return false }
        var changed = lines
        if isInFlow(place) {
            guard let node = node(place), let (line, range) = span(node) else { return false }
            changed.replace(range, ofLine: line, with: YAMLBlock.flow(wanted, inList: true))
            return takes(changed)
        }
        guard let own = extent(place), let offset = beginning(place)?.offset, !own.contains(where: { hasComment(lines.lines[$0]) }) else { return false }
        var written: [String]
        switch last {
        case .key(let key): written = YAMLBlock.entry(key, wanted, indent: offset)
        case .index: written = YAMLBlock.element(wanted, indent: offset)
        }
        // What stands before it in its line: a dash.
        if let first = written.first {
            let content = lines.lines[own.lowerBound].content
            written[0] = String(decoding: content.prefix(offset), as: UTF8.self) + first.dropFirst(offset)
        }
        changed.replace(own, withLines: written)
        return takes(changed)
    }

    private func hasComment(_ line: TextLines.Line) -> Bool {
        isComment(line) || zip(line.content, line.content.dropFirst()).contains { ($0 == 0x20 || $0 == 0x09) && $1 == UInt8(ascii: "#") }
    }
}
