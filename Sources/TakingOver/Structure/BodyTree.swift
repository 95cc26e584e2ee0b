import Word

/// Puts the paragraphs of a section below one another: whose number is of a kind that is open goes on there, a new kind begins a level.
struct BodyTree {
    private struct Level {
        var shape: LeadingNumber.Shape
        /// Bullets are told apart by the level of their list alone.
        var listLevel: Int
        var value: Int
        var isAbsatz: Bool
    }

    let place: String
    let absatz: LeadingNumber.Shape?
    private(set) var nodes: [OldNode] = []
    private(set) var log: TakeOverLog
    private(set) var nextID: Int
    private var levels: [Level] = []

    init(place: String, absatz: LeadingNumber.Shape?, nextID: Int, log: TakeOverLog) {
        (self.place, self.absatz, self.nextID, self.log) = (place, absatz, nextID, log)
    }

    mutating func add(_ line: OldLine, isSubheading: Bool) {
        if isSubheading {
            levels = []
            append(node(.subheading, line), below: 0)
        } else if let number = line.number {
            item(line, number)
        } else {
            paragraph(line)
        }
    }

    /// Rows of cells.
    mutating func add(table rows: [[String]], line: Int) {
        var node = OldNode(id: nextID, kind: .table(rows))
        nextID += 1
        node.line = line
        let depth = levels.first.map { $0.isAbsatz ? 1 : 0 } ?? 0
        levels = Array(levels.prefix(depth))
        append(node, below: depth)
    }

    private mutating func node(_ kind: OldNode.Kind, _ line: OldLine) -> OldNode {
        var node = OldNode(id: nextID, kind: kind, number: line.number, text: line.text)
        node.line = line.position
        nextID += 1
        return node
    }

    private mutating func item(_ line: OldLine, _ read: LeadingNumber) {
        let number = settled(read)
        let isAbsatz = number.shape == absatz
        var depth = levels.count
        if isAbsatz {
            depth = 0
        } else if let open = levels.lastIndex(where: { $0.shape == number.shape && (number.shape != .bullet || !line.isCounted || $0.listLevel == line.listLevel) }) {
            depth = open
            checkOrder(levels[open], number, line)
        } else if number.shape == .bullet, line.isCounted, let deeper = levels.firstIndex(where: { $0.shape == .bullet && $0.listLevel > line.listLevel }) {
            depth = deeper
        }
        levels = Array(levels.prefix(depth))
        var node = node(.item, line)
        node.number = number
        append(node, below: depth)
        levels.append(Level(shape: number.shape, listLevel: line.listLevel, value: number.value, isAbsatz: isAbsatz))
    }

    /// „i)“ behind „h)“ is a letter, at the beginning of a list a Roman number.
    private func settled(_ number: LeadingNumber) -> LeadingNumber {
        guard let roman = number.romanValue, number.shape == .letter else { return number }
        if levels.contains(where: { $0.shape == .letter && $0.value == number.value - 1 }) { return number }
        guard roman == 1 || levels.contains(where: { $0.shape == .smallRoman && $0.value == roman - 1 }) else { return number }
        var result = number
        (result.shape, result.values) = (.smallRoman, [roman])
        return result
    }

    private mutating func checkOrder(_ level: Level, _ number: LeadingNumber, _ line: OldLine) {
        guard number.shape != .bullet, number.value != level.value + 1, number.value != 1 || level.value > 0 else { return }
        log.add(
            .warnung, "uebernahme-nummer", line: line.position,
            "\(place): Auf die Nummer \(level.value) folgt „\(number.text)“ („\(TakeOverLog.excerpt(line.plain))“); in der neuen Vereinbarung zählt das Programm weiter.",
            "Prüfen Sie, ob ein Punkt fehlt oder eine neue Liste beginnt.")
    }

    private mutating func paragraph(_ line: OldLine) {
        guard let first = levels.first else { return append(node(.paragraph, line), below: 0) }
        var node = node(.paragraph, line)
        guard first.isAbsatz else {
            levels = []
            return append(node, below: 0)
        }
        node.isAttached = true
        let isBehindList = levels.count > 1
        levels = [first]
        append(node, below: 1)
        log.add(
            .hinweis, "uebernahme-absatz", line: line.position,
            "\(place): „\(TakeOverLog.excerpt(line.plain))“ hat keine Nummer\(isBehindList ? " und steht hinter einer Aufzählung" : ""); der Text gehört jetzt zu Absatz \(first.value).",
            "Prüfen Sie, ob das so gemeint ist.")
    }

    /// Below the last node of each open level.
    private mutating func append(_ node: OldNode, below depth: Int) { BodyTree.append(node, to: &nodes, depth) }

    private static func append(_ node: OldNode, to nodes: inout [OldNode], _ depth: Int) {
        // The open item, whatever plain paragraphs stand behind it.
        guard depth > 0, let last = nodes.lastIndex(where: { $0.kind == .item }) else {
            nodes.append(node)
            return
        }
        append(node, to: &nodes[last].children, depth - 1)
    }
}
