import Layout

/// Lists while their items come in: inner ones stand within the last item of the outer.
struct ListStack {
    private struct OpenItem {
        var label: ItemLabel
        /// The label's own mark, if it has one.
        var mark: AnnexKid?
        var body: [AnnexKid]
        /// Paragraphs and lists that follow within the item.
        var more: [AnnexElement] = []
    }

    private struct OpenList {
        var indent: Double
        var bodyIndent: Double
        var size: Double
        var reading: ItemLabel.Reading
        var dress: String
        var isCertain: Bool
        var items: [OpenItem]
    }

    private var stack: [OpenList] = []

    var isOpen: Bool { !stack.isEmpty }

    private static let depth = 6

    /// Whether a paragraph without label goes on within the last item: it stands where the item's text does, behind the label.
    func holds(_ block: TextBlock) -> Bool {
        guard let list = stack.last, abs(list.size - block.size) < 0.06 * list.size else { return false }
        return block.indent > list.indent + 0.5 * list.size && abs(block.indent - list.bodyIndent) < 0.8 * list.size
    }

    mutating func append(_ paragraph: AnnexElement) {
        guard let list = stack.indices.last, let item = stack[list].items.indices.last else { return }
        stack[list].items[item].more.append(paragraph)
    }

    /// Whether an item goes on in an open list or begins one within its last item.
    func takes(_ label: ItemLabel, at indent: Double, size: Double) -> Bool {
        stack.contains { isNext(label, indent, in: $0) } || stack.last.map { indent > $0.indent + 0.7 * size } ?? false
    }

    private func isNext(_ label: ItemLabel, _ indent: Double, in list: OpenList) -> Bool {
        label.dress == list.dress && abs(indent - list.indent) < 0.9 * list.size && label.following(list.reading) != nil
    }

    mutating func add(_ label: ItemLabel, _ block: TextBlock, body: [AnnexKid], hasOwnLabel: Bool) {
        let item = OpenItem(label: label, mark: hasOwnLabel ? body.first : nil, body: hasOwnLabel ? Array(body.dropFirst()) : body)
        if let index = stack.lastIndex(where: { isNext(label, block.indent, in: $0) }), let reading = label.following(stack[index].reading) {
            while stack.count > index + 1 { fold() }
            stack[index].reading = reading
            stack[index].items.append(item)
            return
        }
        while stack.count >= Self.depth { fold() }
        stack.append(
            OpenList(
                indent: block.indent, bodyIndent: block.bodyIndent, size: block.size, reading: label.readings[0], dress: label.dress, isCertain: label.isCertain,
                items: [item]))
    }

    /// Ends all; what turns out to be no list is paragraphs.
    mutating func closed() -> [AnnexElement] {
        while stack.count > 1 { fold() }
        return stack.popLast().map(Self.made) ?? []
    }

    /// The innermost list goes into the item that it stands in.
    private mutating func fold() {
        guard let inner = stack.popLast(), let list = stack.indices.last, let item = stack[list].items.indices.last else { return }
        stack[list].items[item].more += Self.made(inner)
    }

    private static func made(_ list: OpenList) -> [AnnexElement] {
        // One label alone may be anything: „1. Januar“, „– wie er sagt –“.
        guard list.isCertain || list.items.count > 1 else {
            return list.items.flatMap { item in [AnnexElement(.paragraph, (item.mark.map { [$0] } ?? []) + item.body)] + item.more }
        }
        var element = AnnexElement(.list)
        let isLabelled = list.items.allSatisfy { $0.mark != nil }
        if isLabelled { element.attributes.append(.listNumbering(numbering(list.reading.kind))) }
        for item in list.items {
            var made = AnnexElement(.listItem)
            var body = item.body
            if let mark = item.mark { if isLabelled { made.kids.append(.element(AnnexElement(.label, [mark]))) } else { body.insert(mark, at: 0) } }
            let kids = item.more.isEmpty ? body : [.element(AnnexElement(.paragraph, body))] + item.more.map { .element($0) }
            if !kids.isEmpty { made.kids.append(.element(AnnexElement(.listBody, kids))) }
            element.kids.append(.element(made))
        }
        return [element]
    }

    private static func numbering(_ kind: ItemLabel.Kind) -> ListNumberingKind {
        switch kind {
        case .bullet: .disc
        case .decimal: .decimal
        case .lowerAlpha: .lowerAlpha
        case .upperAlpha: .upperAlpha
        case .lowerRoman, .upperRoman: .upperRoman
        }
    }
}
