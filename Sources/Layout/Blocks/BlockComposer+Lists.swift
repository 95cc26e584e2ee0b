import DocumentModel

extension BlockComposer {
    /// Labels hang; all items of a list begin at the same edge, wide enough for its widest label.
    func list(
        _ list: List, node: NodeID, runIn: RunInHeading? = nil, in frame: Frame, into galley: inout Galley
    ) {
        if list.isPlain {
            // An Absatz that stands alone is a plain paragraph (typography rule I6).
            for (index, item) in list.items.enumerated() {
                galley.anchor(item.id)
                blocks(item.blocks, runIn: index == 0 ? runIn : nil, in: frame, into: &galley)
            }
            return
        }
        let labels = list.items.map { $0.label ?? (list.kind == .bullets ? style.lists.bullet(frame.bulletDepth + 1) : nil) }
        let element = tree.add(
            StructureElement(
                role: .list, parent: frame.parent, node: node,
                attributes: [.listNumbering(Self.numbering(list.kind, labels.lazy.compactMap { $0 }.first))]))
        let isAbsatz = list.kind == .absaetze
        let widest = labels.compactMap { $0 }.map { width(of: .plain($0), frame.body.text, in: frame) }.max() ?? 0
        let wanted = isAbsatz ? style.lists.absatzIndent : style.lists.indent(list.level)
        // Never more than a third of the column, or six nested levels would leave nothing.
        let indent = max(min(wanted, frame.measure / 3), widest + style.lists.gap)

        if frame.region == .page { galley.space(isAbsatz ? style.lists.absatzGap : style.lists.around) }
        var isFirstShort = false
        for (index, item) in list.items.enumerated() {
            let first = galley.rows.count
            self.item(item, list.kind, label: labels[index], indent: indent, list: element, in: frame, into: &galley)
            let rows = first..<galley.rows.count
            if index == 0 { isFirstShort = rows.count <= Self.shortItem }
            keepItem(rows: rows, &galley)
            if index > 0, let row = rows.first {
                let isLast = index == list.items.count - 1 && rows.count <= Self.shortItem
                let cost =
                    isAbsatz
                    ? PageDemerits.betweenItems
                    : isLast ? PageDemerits.lastItem : index == 1 && isFirstShort ? PageDemerits.firstItem : PageDemerits.betweenItems
                galley.update(row) { $0.breakCost = max($0.breakCost, cost) }
            }
            galley.space(isAbsatz ? style.lists.absatzGap : style.lists.itemGap)
        }
        if frame.region == .page { galley.space(isAbsatz ? style.lists.absatzGap : style.lists.around) }
    }

    private func item(
        _ item: ListItem, _ kind: ListKind, label: String?, indent: Double, list: StructureID, in frame: Frame, into galley: inout Galley
    ) {
        let element = tree.add(StructureElement(role: .listItem, parent: list, node: item.id))
        galley.anchor(item.id)
        if let label {
            let leaf = tree.add(StructureElement(role: .label, parent: element))
            let set = plainLines(.plain(label), frame.body.text, measure: frame.measure, element: leaf, in: frame)
            if let line = set.lines.first {
                galley.label(
                    HangingLabel(line: line, context: set.context, x: frame.x, baseline: frame.body.text.baseline))
            }
        }
        let body = tree.add(StructureElement(role: .listBody, parent: element))
        var inner = frame.inset(indent, parent: body)
        // The signs of bullets change with each list within a list, whatever numbered lists stand around.
        if kind == .bullets { inner.bulletDepth += 1 }
        // Paragraphs within an item stand as close as items do.
        if frame.region == .page { inner.body.after = min(frame.body.after, style.lists.itemGap) }
        blocks(item.blocks, in: inner, into: &galley)
        flushLabels(into: &galley, frame.body)
    }

    /// Items of up to three lines stay whole (typography rule H3).
    private func keepItem(rows: Range<Int>, _ galley: inout Galley) {
        guard rows.count <= Self.shortItem else { return }
        for row in rows.dropFirst() {
            galley.update(row) { $0.breakCost = max($0.breakCost, PageDemerits.forbidden) }
        }
    }

    /// Lines of an item that stays whole.
    private static var shortItem: Int { 3 }

    /// ISO 32000-1, table 347.
    private static func numbering(_ kind: ListKind, _ label: String?) -> String {
        guard kind != .bullets else { return "Disc" }
        for scalar in (label ?? "").unicodeScalars {
            if ("0"..."9").contains(scalar) { return "Decimal" }
            if scalar == "I" || scalar == "V" || scalar == "X" { return "UpperRoman" }
            if scalar.properties.isLowercase { return "LowerAlpha" }
            if scalar.properties.isUppercase { return "UpperAlpha" }
        }
        return "None"
    }
}

extension List {
    /// Absätze without numbers: plain paragraphs.
    var isPlain: Bool { kind == .absaetze && items.allSatisfy { $0.label == nil } }
}
