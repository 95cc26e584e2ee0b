import Agreements
import DocumentModel

extension SectionBuilder {
    /// An Absatz before it is numbered.
    private struct Unit {
        var mark: ReferenceMark?
        var passages: [Passage]
        var instance: Int
    }

    /// Ordered lists of the first level are Absätze, numbered through the section; one alone has no number.
    mutating func absaetze(_ passages: [Passage], _ placement: Placement) -> [Block] {
        // Items that go on with a sentence are no Absätze.
        let continuing = Set(passages.indices.dropFirst().filter { passages[$0 - 1].isLead })
        let total = passages.enumerated().reduce(0) { sum, passage in
            if case .list(isOrdered: true, let items) = passage.element.content, !continuing.contains(passage.offset) { sum + items.count } else { sum }
        }
        var ordinal = 0
        var blocks: [Block] = []
        for (index, passage) in passages.enumerated() {
            guard case .list(isOrdered: true, let items) = passage.content, !continuing.contains(index) else {
                blocks.append(block(passage, placement))
                continue
            }
            let units = items.map { Unit(mark: $0.mark, passages: $0.blocks, instance: placement.instance) }
            let id = nextID()
            let (list, single) = numbered(units, ordinal: &ordinal, total: total, placement)
            if let single {
                blocks += single
            } else {
                blocks.append(Block(id: id, origin: passage.origin, .list(list)))
            }
        }
        return blocks
    }

    /// Several clauses in one section: each brings Absätze, numbered through.
    mutating func merged(_ clauses: [ClauseText], _ placement: Placement, sectionTarget: ReferenceTarget) -> [Block] {
        let units = clauses.map { clause in SectionBuilder.units(of: clause) }
        let total = units.reduce(0) { $0 + $1.count }
        var ordinal = 0
        var items: [ListItem] = []
        var single: [Block]?
        let id = nextID()
        for (clause, units) in zip(clauses, units) {
            let first = ordinal + 1
            let (list, alone) = numbered(units, ordinal: &ordinal, total: total, placement)
            items += list.items
            single = alone ?? single
            var target = sectionTarget
            if let item = list.items.first, total > 1 {
                target = ReferenceTarget(id: item.id, part: placement.part, section: placement.section)
                var cited = placement
                applyAbsatz(first, to: &cited)
                if ordinal > first, cited.part.absatz != nil { cited.part.lastAbsatz = scheme.absatz.number(ordinal) }
                target.part = cited.part
            }
            add(clause, target)
        }
        if let single { return single }
        return items.isEmpty ? [] : [Block(id: id, origin: clauses.first?.origin ?? .none, .list(List(kind: .absaetze, level: 1, items: items)))]
    }

    /// Each paragraph begins an Absatz; lists, tables and quotations belong to the one before.
    private static func units(of clause: ClauseText) -> [Unit] {
        var units: [Unit] = []
        var joinsNext = false
        for passage in clause.passages {
            switch passage.content {
            case .list(isOrdered: true, let items):
                units += items.map { Unit(mark: $0.mark, passages: $0.blocks, instance: clause.instance) }
                joinsNext = false
            case .paragraph(let role, _, _) where !joinsNext:
                var passage = passage
                let mark = passage.mark
                passage.mark = nil
                units.append(Unit(mark: mark, passages: [passage], instance: clause.instance))
                joinsNext = role == .alternativeMark
            default:
                if units.isEmpty {
                    units.append(Unit(passages: [passage], instance: clause.instance))
                } else {
                    units[units.count - 1].passages.append(passage)
                }
                joinsNext = false
            }
        }
        return units
    }

    /// `single`: the blocks of an Absatz that stands alone.
    private mutating func numbered(_ units: [Unit], ordinal: inout Int, total: Int, _ placement: Placement) -> (list: List, single: [Block]?) {
        if total == 1, let unit = units.first {
            ordinal += 1
            var inner = placement
            inner.instance = unit.instance
            let blocks = unit.passages.map { block($0, inner) }
            if let first = blocks.first {
                add(unit.mark, ReferenceTarget(id: first.id, part: placement.part, section: placement.section), of: unit.instance)
            }
            return (List(kind: .absaetze, level: 1, items: []), blocks)
        }
        var items: [ListItem] = []
        for unit in units {
            ordinal += 1
            let id = nextID()
            var inner = placement
            inner.instance = unit.instance
            inner.listDepth = 1
            applyAbsatz(ordinal, to: &inner)
            add(unit.mark, ReferenceTarget(id: id, part: inner.part, section: placement.section), of: unit.instance)
            let blocks = unit.passages.map { block($0, inner) }
            let fixed = placement.absatzNumbers.indices.contains(ordinal - 1) ? placement.absatzNumbers[ordinal - 1] : nil
            let label = fixed.map { scheme.absatz.prefix + $0 + scheme.absatz.suffix } ?? scheme.absatz.label(ordinal, parent: placement.sectionNumber)
            items.append(ListItem(id: id, label: label, blocks: blocks))
        }
        return (List(kind: .absaetze, level: 1, items: items), nil)
    }

    /// A decimal Absatz is cited like a sub-section („Nummer 5.2“), any other as „Abs. 2“.
    private func applyAbsatz(_ ordinal: Int, to placement: inout Placement) {
        guard scheme.absatz.figures == .decimal else {
            let fixed = placement.absatzNumbers.indices.contains(ordinal - 1) ? placement.absatzNumbers[ordinal - 1] : nil
            // An Absatz without a number is counted nevertheless.
            placement.part.absatz = fixed ?? scheme.absatz.number(ordinal) ?? "\(ordinal)"
            return
        }
        guard let number = scheme.absatz.number(ordinal, parent: placement.sectionNumber) else { return }
        placement.part.sections.append(CitedSection(number: number, heading: "", scheme: scheme.absatz))
    }

    // MARK: - Blocks

    mutating func block(_ passage: Passage, _ placement: Placement) -> Block {
        let id = nextID()
        let target = ReferenceTarget(id: id, part: placement.part, section: placement.section)
        add(passage.mark, target, of: placement.instance)
        switch passage.content {
        case .heading(let text):
            return Block(id: id, origin: passage.origin, .paragraph(Paragraph(.body, [.span(Span(.strong, text))])))
        case .paragraph(let role, let text, let sentences):
            for sentence in sentences {
                var cited = target
                cited.part.sentence = sentence.ordinal
                targets.add(mark: sentence.name, of: placement.instance, cited)
            }
            return Block(id: id, origin: passage.origin, .paragraph(Paragraph(role, text)))
        case .list(let isOrdered, let items):
            return Block(id: id, origin: passage.origin, .list(list(items, isOrdered: isOrdered, placement)))
        case .quotation(let passages):
            return Block(id: id, origin: passage.origin, .quotation(passages.map { block($0, placement) }))
        case .table(let table):
            return Block(id: id, origin: passage.origin, .table(table))
        }
    }

    private mutating func list(_ items: [PassageItem], isOrdered: Bool, _ placement: Placement) -> List {
        let levelScheme = scheme.level(placement.orderedDepth)
        var inner = placement
        inner.listDepth += 1
        if isOrdered { inner.orderedDepth += 1 }
        let listItems = items.enumerated().map { index, item -> ListItem in
            let id = nextID()
            var placement = inner
            let figures = isOrdered ? levelScheme.figures : .sign
            placement.part.items.append(CitedItem(number: levelScheme.number(index + 1).flatMap { isOrdered ? $0 : nil } ?? "\(index + 1)", figures: figures))
            add(item.mark, ReferenceTarget(id: id, part: placement.part, section: placement.section), of: placement.instance)
            return ListItem(id: id, label: isOrdered ? levelScheme.label(index + 1) : scheme.bullet, blocks: item.blocks.map { block($0, placement) })
        }
        return List(kind: isOrdered ? .ordered : .bullets, level: min(inner.listDepth, TemplateLimits.listDepth), items: listItems)
    }
}
