import DocumentModel

/// A block of the body before the document is numbered.
struct BuiltBlock: Sendable {
    var block: Block
    /// Of the section that is kept for the next partner.
    var serial: Int?

    init(_ block: Block, serial: Int? = nil) {
        self.block = block
        self.serial = serial
    }
}

/// Numbers sections, sub-sections, Absätze and items, and notes what references can cite.
struct SectionBuilder {
    let scheme: NumberingScheme
    let printsLegalReferences: Bool
    var targets = ClauseTargets()
    private(set) var numbering = Numbering()

    /// How far identifiers and sections are counted.
    struct Numbering: Sendable, Hashable {
        fileprivate var ids = NodeNumbering()
        fileprivate var sections = 0
    }

    init(scheme: NumberingScheme, printsLegalReferences: Bool) {
        self.scheme = scheme
        self.printsLegalReferences = printsLegalReferences
    }

    /// Where a block stands.
    struct Placement {
        var part: CitedPart
        var section: NodeID
        var instance: Int
        /// Lists around the block.
        var listDepth = 0
        /// Ordered lists around it, the Absätze not counted.
        var orderedDepth = 0
        /// Number that a decimal Absatz continues.
        var sectionNumber: String?
        /// Fixed numbers of the Absätze of a consolidated text.
        var absatzNumbers: [String] = []
    }

    /// The section, made afresh unless it is kept with the same texts and from the same numbers on.
    ///
    /// - Parameter place: which section of the agreement it is.
    mutating func build(_ section: OutlineSection, at place: Int, memory: SectionMemory?) -> BuiltBlock {
        guard let memory, let pieces = section.pieces else { return BuiltBlock(build(section)) }
        if let known = memory.built(at: place, of: pieces, from: numbering) {
            targets.add(known.targets)
            numbering = known.end
            return BuiltBlock(known.block, serial: known.serial)
        }
        let (before, start) = (targets, numbering)
        targets = ClauseTargets()
        let block = build(section)
        let own = targets
        targets = before
        targets.add(own)
        let end = numbering
        let serial = memory.keep(at: place) { SectionMemory.Built(serial: $0, pieces: pieces, start: start, block: block, targets: own, end: end) }
        return BuiltBlock(block, serial: serial)
    }

    mutating func build(_ section: OutlineSection) -> Block {
        let id = numbering.ids.next()
        var fixed: String?
        if case .clause(let clause) = section.content { fixed = clause.number }
        if section.isNumbered, scheme.section.figures != .none {
            // What follows a fixed number goes on from it.
            numbering.sections = fixed.flatMap { Int($0.prefix { $0.isNumber }) } ?? numbering.sections + 1
        }
        let number = section.isNumbered ? fixed ?? scheme.section.number(numbering.sections) : nil
        let label = section.isNumbered ? fixed.map { scheme.section.prefix + $0 + scheme.section.suffix } ?? scheme.section.label(numbering.sections) : nil
        let cited = CitedSection(number: number, heading: section.heading.plainText, scheme: scheme.section)
        var placement = Placement(part: CitedPart(sections: [cited]), section: id, instance: 0, sectionNumber: number)
        let heading = heading(section.heading, label: label)
        let target = ReferenceTarget(id: heading?.id ?? id, part: placement.part, section: id)

        var legal: [[Inline]] = []
        var blocks: [Block] = []
        switch section.content {
        case .clause(let clause):
            targets.add(clause, target)
            legal = clause.legalReferences
            placement.instance = clause.instance
            placement.absatzNumbers = clause.absatzNumbers
            blocks = body(clause.passages, placement, level: 1)
        case .subsections(let clauses):
            blocks = clauses.enumerated().map { subsection($1, ordinal: $0 + 1, in: placement, level: 2) }
        case .absaetze(let clauses):
            legal = clauses.flatMap(\.legalReferences)
            blocks = merged(clauses, placement, sectionTarget: target)
        }
        return Block(
            id: id, origin: section.origin,
            .section(Section(level: 1, heading: heading, legalReferences: printsLegalReferences ? legal : [], blocks: blocks)))
    }

    /// The text of an annex: its sub-sections have no section above them.
    mutating func buildAnnex(_ text: ClauseText, id: NodeID) -> [Block] {
        let placement = Placement(part: CitedPart(), section: id, instance: text.instance)
        return body(text.passages, placement, level: 0)
    }

    private mutating func heading(_ text: [Inline], label: String?) -> Heading? {
        guard !text.isEmpty || label != nil else { return nil }
        // „§ 1 – Gegenstand“
        let separated = text.isEmpty || scheme.separator.isEmpty ? label : label.map { "\($0)\u{A0}\(scheme.separator)" }
        return Heading(id: numbering.ids.next(), number: separated, text: text, form: text.isEmpty ? .display : scheme.headingForm)
    }

    // MARK: - Sub-sections

    private mutating func subsection(_ clause: ClauseText, ordinal: Int, in outer: Placement, level: Int) -> Block {
        let id = numbering.ids.next()
        let (placement, heading) = openSubsection(id, clause.heading, ordinal: ordinal, in: outer, level: level, instance: clause.instance)
        targets.add(clause, ReferenceTarget(id: heading?.id ?? id, part: placement.part, section: id))
        let blocks = body(clause.passages, placement, level: level)
        return Block(
            id: id, origin: clause.origin,
            .section(
                Section(level: level, heading: heading, legalReferences: printsLegalReferences ? clause.legalReferences : [], blocks: blocks)))
    }

    private mutating func openSubsection(
        _ id: NodeID, _ text: [Inline], ordinal: Int, in outer: Placement, level: Int, instance: Int
    ) -> (Placement, Heading?) {
        // Decimals go on below the second level (5.1.1); all else has a third level where the agreement names one.
        let own = level <= 2 ? scheme.subsection : scheme.third ?? (scheme.subsection.figures == .decimal ? scheme.subsection : LabelScheme(.none))
        let isDecimalWithoutParent = own.figures == .decimal && outer.sectionNumber == nil
        let number = isDecimalWithoutParent ? nil : own.number(ordinal, parent: outer.sectionNumber)
        let label = number.map { own.prefix + $0 + own.suffix }
        var placement = outer
        placement.section = id
        placement.instance = instance
        placement.sectionNumber = number
        placement.part.sections.append(CitedSection(number: number, heading: text.plainText, scheme: own))
        return (placement, heading(text, label: label))
    }

    /// The body of a clause: what stands before its first sub-heading, then its sub-sections.
    private mutating func body(_ passages: [Passage], _ placement: Placement, level: Int) -> [Block] {
        var groups: [(heading: Passage?, content: [Passage])] = [(nil, [])]
        for passage in passages {
            if case .heading = passage.content {
                groups.append((passage, []))
            } else {
                groups[groups.count - 1].content.append(passage)
            }
        }
        var blocks: [Block] = []
        for (ordinal, group) in groups.enumerated() {
            guard let head = group.heading, case .heading(let text) = head.content else {
                blocks += absaetze(group.content, placement)
                continue
            }
            let id = numbering.ids.next()
            let (inner, heading) = openSubsection(id, text, ordinal: ordinal, in: placement, level: level + 1, instance: placement.instance)
            let target = ReferenceTarget(id: heading?.id ?? id, part: inner.part, section: id)
            if let mark = head.mark { targets.add(mark: mark.name, of: inner.instance, target) }
            let content = absaetze(group.content, inner)
            blocks.append(Block(id: id, origin: head.origin, .section(Section(level: level + 1, heading: heading, blocks: content))))
        }
        return blocks
    }

    // MARK: - Identifiers

    mutating func nextID() -> NodeID { numbering.ids.next() }

    mutating func add(_ mark: ReferenceMark?, _ target: ReferenceTarget, of instance: Int) {
        if let mark { targets.add(mark: mark.name, of: instance, target) }
    }

    mutating func add(_ clause: ClauseText, _ target: ReferenceTarget) { targets.add(clause, target) }
}
