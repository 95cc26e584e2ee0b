import DocumentModel

/// Word counts for itself. This walks the document as Word does, level by level, and finds for every label the list, level and start that
/// make Word print just this label; where none does, the label is written as text.
struct NumberingPlan: Sendable {
    /// Definition 0: headings and Absätze. 1: labels of annexes.
    private(set) var definitions = [ListDefinition(), ListDefinition()]
    /// From `w:numId` 1 on; the first two are those of the styles.
    private(set) var instances = [ListInstance(definition: 0), ListInstance(definition: 1)]
    /// By the identifier of a heading, an item or an annex. Nothing: written as text, or without a label.
    private(set) var assignments: [NodeID: NumberAssignment] = [:]
    /// Parts with numbers around each part, outermost first.
    private(set) var chains: [NodeID: [NumberedPart]] = [:]
    /// Definitions of lists whose levels the list styles have.
    private(set) var numberStyle: Int?
    private(set) var bulletStyle: Int?

    static let headingLevels = 4
    /// Level of plain Absätze; further ones follow for decimals.
    static let absatzLevel = 4

    private var counters = Array(repeating: 0, count: ListDefinition.depth)
    /// Numbers of the headings around, outermost first: `5`, `5.1`.
    private var headings: [String?] = Array(repeating: nil, count: Self.headingLevels)
    /// Of definition 0; `nil`: that of the styles.
    private var outlineInstance: Int?
    private let bullets: [String]

    init(_ document: Document, bullets: [String]) {
        self.bullets = bullets
        blocks(document.body, Place())
        for annex in document.annexes { self.annex(annex) }
    }

    // MARK: - Walking

    private struct Place {
        var chain: [NumberedPart] = []
        /// Lists around, Absätze not counted.
        var depth = 0
        var bulletDepth = 0
        /// The list around.
        var list: (definition: Int, instance: Int)?
    }

    private mutating func blocks(_ blocks: [Block], _ place: Place) {
        for block in blocks {
            chains[block.id] = place.chain
            switch block.content {
            case .section(let section): self.section(section, place)
            case .list(let list): self.list(list, place)
            case .quotation(let inner), .unit(let inner): self.blocks(inner, place)
            case .table(let table):
                var inner = place
                inner.list = nil
                for row in table.header + table.rows { for cell in row.cells { self.blocks(cell.blocks, inner) } }
            default: break
            }
        }
    }

    private mutating func section(_ section: Section, _ outer: Place) {
        var place = outer
        let level = min(max(section.level, 1), Self.headingLevels) - 1
        if let heading = section.heading {
            var part = NumberedPart(id: heading.id, kind: .heading, label: "", figure: "")
            if let number = heading.number {
                let (label, rest) = Self.apart(number)
                part.label = label
                part.figure = assignHeading(heading.id, label, rest, level)
                part.isLive = assignments[heading.id] != nil
            } else {
                headings[level] = nil
            }
            for below in (level + 1)..<max(level + 1, Self.headingLevels) { headings[below] = nil }
            place.chain.append(part)
            chains[heading.id] = place.chain
        }
        blocks(section.blocks, place)
    }

    /// „§ 1“ and „–“: a sign after the number is no part of it.
    private static func apart(_ number: String) -> (label: String, rest: String) {
        guard let space = number.lastIndex(where: { $0 == "\u{A0}" || $0 == " " }) else { return (number, "") }
        let last = number[number.index(after: space)...]
        guard !last.isEmpty, !last.contains(where: { $0.isLetter || $0.isNumber }) else { return (number, "") }
        return (String(number[..<space]), String(last))
    }

    private mutating func assignHeading(_ id: NodeID, _ label: String, _ rest: String, _ level: Int) -> String {
        let parent = level > 0 ? headings[level - 1] : nil
        let readings = NumberPattern.readings(of: label, parent: parent)
        guard let chosen = choose(readings, in: 0, at: level, parent: level > 0 ? level - 1 : nil) else {
            headings[level] = nil
            return label
        }
        count(id, chosen.value, definition: 0, level: level, rest: rest)
        let figure = (chosen.pattern.continuesParent ? parent.map { $0 + "." } ?? "" : "") + chosen.pattern.figure(chosen.value)
        headings[level] = figure
        return figure
    }

    /// The reading that the level has already, else the one that begins with the first number.
    private mutating func choose(
        _ readings: [(pattern: NumberPattern, value: Int)], in definition: Int, at level: Int, parent: Int?
    ) -> (pattern: NumberPattern, value: Int)? {
        let possible = readings.filter { definitions[definition].takes($0.pattern, at: level) }
        let chosen = possible.first { $0.value == $0.pattern.start } ?? possible.first
        if let chosen { definitions[definition].fill(level, chosen.pattern, parent: parent) }
        return chosen
    }

    /// Counts one on in the outline; from another number where the label says so.
    private mutating func count(_ id: NodeID, _ value: Int, definition: Int, level: Int, rest: String = "") {
        let start = definitions[definition].levels[level]?.pattern.start ?? 1
        let next = counters[level] == 0 ? start : counters[level] + 1
        var instance: Int?
        if value == next {
            instance = level >= Self.absatzLevel ? outlineInstance : nil
        } else {
            instance = add(ListInstance(definition: definition, start: (level, value)))
        }
        // An instance that began at another number serves as far as its own level goes.
        outlineInstance = level >= Self.absatzLevel ? instance : nil
        counters[level] = value
        for below in (level + 1)..<ListDefinition.depth { counters[below] = 0 }
        assignments[id] = NumberAssignment(instance: instance, level: level, definition: definition, rest: rest)
    }

    private mutating func add(_ instance: ListInstance) -> Int {
        instances.append(instance)
        return instances.count
    }

    // MARK: - Lists

    private mutating func list(_ list: List, _ outer: Place) {
        if list.kind == .absaetze, outer.depth == 0 { return absaetze(list, outer) }
        var place = outer
        place.depth += 1
        if list.kind == .bullets { place.bulletDepth += 1 }
        let level = min(outer.depth, ListDefinition.depth - 1)
        var current: (definition: Int, instance: Int)?
        var last = 0
        for item in list.items {
            var inner = place
            inner.list = nil
            if let (pattern, value) = reading(item, list, place, current.flatMap { definitions[$0.definition].levels[level]?.pattern }) {
                if let running = current, definitions[running.definition].takes(pattern, at: level), pattern.figures == .bullet || value == last + 1 {
                    assignments[item.id] = NumberAssignment(instance: running.instance, level: level, definition: running.definition)
                } else {
                    current = open(pattern, value, at: level, in: outer.list)
                    if let current { assignments[item.id] = NumberAssignment(instance: current.instance, level: level, definition: current.definition) }
                }
                last = value
                inner.list = current
            }
            self.item(item, list.kind == .bullets ? .sign : .item, inner)
        }
    }

    private func reading(_ item: ListItem, _ list: List, _ place: Place, _ known: NumberPattern?) -> (NumberPattern, Int)? {
        if list.kind == .bullets {
            let sign = item.label ?? bullets[min(place.bulletDepth, bullets.count) - 1]
            return (.bullet(sign), 1)
        }
        guard let label = item.label else { return nil }
        if !label.contains(where: { $0.isLetter || $0.isNumber }) { return (.bullet(label), 1) }
        let readings = NumberPattern.readings(of: label, parent: nil)
        return (readings.first { $0.pattern == known } ?? readings.first { $0.value == $0.pattern.start } ?? readings.first).map { ($0.pattern, $0.value) }
    }

    /// The definition that has, or can get, this level; the list around is asked first.
    private mutating func open(_ pattern: NumberPattern, _ value: Int, at level: Int, in outer: (definition: Int, instance: Int)?) -> (definition: Int, instance: Int) {
        let isBullet = pattern.figures == .bullet
        if let outer, definitions[outer.definition].takes(pattern, at: level), value == pattern.start {
            definitions[outer.definition].fill(level, pattern, parent: nil)
            // Below another item Word begins anew by itself.
            return outer
        }
        let found = definitions.indices.dropFirst(2).first { index in
            let definition = definitions[index]
            let sign = definition.levels.lazy.compactMap { $0 }.first.map { $0.pattern.figures == .bullet }
            return definition.takes(pattern, at: level) && (sign == nil || sign == isBullet)
        }
        let index = found ?? definitions.count
        if found == nil {
            definitions.append(ListDefinition())
            if isBullet { bulletStyle = bulletStyle ?? index } else { numberStyle = numberStyle ?? index }
        }
        definitions[index].fill(level, pattern, parent: nil)
        return (index, add(ListInstance(definition: index, start: isBullet ? nil : (level, value))))
    }

    private mutating func item(_ item: ListItem, _ kind: NumberedPart.Kind, _ place: Place) {
        var inner = place
        let label = item.label ?? ""
        inner.chain.append(
            NumberedPart(id: item.id, kind: kind, label: label, figure: Self.figure(of: label), isLive: assignments[item.id] != nil))
        chains[item.id] = inner.chain
        blocks(item.blocks, inner)
    }

    private static func figure(of label: String) -> String {
        NumberPattern.readings(of: label, parent: nil).first.map { String(label.dropFirst($0.pattern.prefix.count).dropLast($0.pattern.suffix.count)) } ?? label
    }

    private mutating func absaetze(_ list: List, _ place: Place) {
        let depth = headings.lastIndex { $0 != nil }
        for item in list.items {
            if let label = item.label {
                let parent = depth.flatMap { headings[$0] }
                let readings = NumberPattern.readings(of: label, parent: parent)
                let free = (Self.absatzLevel..<ListDefinition.depth).first { level in
                    readings.contains { takes($0.pattern, at: level, below: depth) }
                }
                if let level = free, let chosen = choose(readings, in: 0, at: level, parent: depth) {
                    count(item.id, chosen.value, definition: 0, level: level)
                }
            }
            self.item(item, .absatz, place)
        }
    }

    /// Decimals below headings of another depth need a level of their own.
    private func takes(_ pattern: NumberPattern, at level: Int, below depth: Int?) -> Bool {
        guard let known = definitions[0].levels[level] else { return true }
        guard known.pattern == pattern else { return false }
        guard pattern.continuesParent, let depth, let parent = definitions[0].levels[depth] else { return !pattern.continuesParent }
        return known.figure == parent.figure + ".%\(level + 1)"
    }

    // MARK: - Annexes

    private mutating func annex(_ annex: Annex) {
        var part = NumberedPart(id: annex.id, kind: .annex, label: annex.label, figure: annex.label)
        if let (pattern, value) = NumberPattern.readings(of: annex.label, parent: nil).first(where: { $0.pattern.figures == .decimal }),
            definitions[1].takes(pattern, at: 0)
        {
            definitions[1].fill(0, pattern, parent: nil)
            let expected = annexes + 1
            let instance = value == expected ? nil : add(ListInstance(definition: 1, start: (0, value)))
            assignments[annex.id] = NumberAssignment(instance: instance, level: 0, definition: 1)
            annexes = value
            part.figure = String(value)
            part.isLive = true
        }
        chains[annex.id] = [part]
        headings = Array(repeating: nil, count: Self.headingLevels)
        var place = Place()
        place.chain = [part]
        if case .blocks(let content) = annex.content { blocks(content, place) }
    }

    private var annexes = 0
}

/// A part with a number, as references see it.
struct NumberedPart: Sendable, Hashable {
    enum Kind: Sendable, Hashable { case heading, absatz, item, sign, annex }

    var id: NodeID
    var kind: Kind
    /// „§ 4“, „(2)“, „a)“
    var label: String
    /// „4“, „2“, „a“
    var figure: String
    /// Word counts it.
    var isLive = false
}
