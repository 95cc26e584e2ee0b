import Agreements
import DocumentModel
import Findings

/// What a text says to the rest of the agreement, each with the condition under which it is printed.
struct ClauseEvents {
    struct Guarded<Content> {
        var content: Content
        var guardian: Proposition
        var place: Place
    }

    var references: [Guarded<(name: String, mark: String?)>] = []
    var annexes: [Guarded<String>] = []
    /// Parties whose role is named.
    var roles: [Guarded<FieldPath>] = []
    var marks: [Guarded<String>] = []
    var definitions: [Guarded<String>] = []
    /// Values within running text, where a missing one leaves a hole.
    var values: [Guarded<FieldPath>] = []
    var words: [Guarded<String>] = []
    /// Conditions of the text with what surrounds them, for those that never or always hold.
    var conditions: [Guarded<(condition: Proposition, hasOtherwise: Bool)>] = []
    /// When anything of it is printed.
    var isPrinted: Proposition = .constant(false)

    /// - Parameters:
    ///   - scope: the fields that the text sees, for its conditions; a condition with errors counts as unknown and is left out.
    ///   - isOpen: whether a field without value is left to be filled in by hand.
    init(_ template: Template, scope: FieldScope, isOpen: @escaping (FieldPath) -> Bool) {
        var walk = EventWalk(locator: template.locator, scope: scope, isOpen: isOpen)
        isPrinted = walk.blocks(template.blocks, .constant(true))
        references = walk.events.references
        annexes = walk.events.annexes
        roles = walk.events.roles
        marks = walk.events.marks
        definitions = walk.events.definitions
        values = walk.events.values
        words = walk.events.words
        conditions = walk.events.conditions
    }

    fileprivate init() {}
}

private struct EventWalk {
    let locator: PlaceLocator
    let scope: FieldScope
    let isOpen: (FieldPath) -> Bool
    var events = ClauseEvents()

    // MARK: - Blocks; each returns when it prints anything

    mutating func blocks(_ blocks: [TemplateBlock], _ guardian: Proposition) -> Proposition {
        .or(blocks.map { block($0, guardian) })
    }

    private mutating func block(_ block: TemplateBlock, _ guardian: Proposition) -> Proposition {
        let printed: Proposition
        switch block.content {
        case .heading(_, let content), .paragraph(let content): printed = paragraph(content, guardian)
        case .list(let list):
            printed = .or(
                list.items.map { item in
                    let printed = blocks(item.blocks, guardian)
                    mark(item.mark, .and(guardian, printed), item.position)
                    return printed
                })
        case .quotation(let content): printed = blocks(content, guardian)
        case .table(let table):
            for cell in table.rows.joined() { _ = inlines(cell, guardian) }
            printed = .constant(true)
        case .listField(let path), .tableField(let path):
            printed = isOpen(path) ? .constant(true) : .isPresent(path)
        case .conditional(let conditional):
            guard let condition = checked(conditional.condition, guardian, hasOtherwise: !conditional.otherwise.isEmpty) else { return .constant(true) }
            let then = blocks(conditional.then, .and(guardian, condition))
            let otherwise = blocks(conditional.otherwise, .and(guardian, condition.negated))
            printed = .or([.and(condition, then), .and(condition.negated, otherwise)])
        case .alternatives(let alternatives):
            printed = .or(
                alternatives.cases.map { one in
                    let condition = chosen(one.value, alternatives.field)
                    return .and(condition, blocks(one.content, .and(guardian, condition)))
                })
        }
        mark(block.mark, .and(guardian, printed), block.position)
        return printed
    }

    private mutating func mark(_ name: String?, _ guardian: Proposition, _ position: SourcePosition) {
        guard let name else { return }
        events.marks.append(.init(content: name, guardian: guardian, place: locator.place(position)))
    }

    private mutating func paragraph(_ content: [TemplateInline], _ guardian: Proposition) -> Proposition {
        // A value alone in its paragraph takes the paragraph away with it.
        if content.count == 1, case .marker(let marker)? = content.first, case .value(let path, let format) = marker.content {
            return printed(stated(path, format))
        }
        return inlines(content, guardian)
    }

    // MARK: - Running text

    private mutating func inlines(_ content: [TemplateInline], _ guardian: Proposition) -> Proposition {
        .or(content.map { inline($0, guardian) })
    }

    private mutating func inline(_ inline: TemplateInline, _ guardian: Proposition) -> Proposition {
        switch inline {
        case .text(let text), .citation(let text):
            events.words.append(.init(content: text, guardian: guardian, place: locator.place(SourcePosition(line: 1, column: 1))))
            return .constant(text.contains { $0.isLetter || $0.isNumber })
        case .emphasis(let content), .strong(let content), .link(_, let content): return inlines(content, guardian)
        case .lineBreak: return .constant(false)
        case .footnote(let content):
            _ = blocks(content, guardian)
            return .constant(false)
        case .marker(let marker): return self.marker(marker, guardian)
        case .conditional(let conditional):
            guard let condition = checked(conditional.condition, guardian, hasOtherwise: !conditional.otherwise.isEmpty) else { return .constant(true) }
            let then = inlines(conditional.then, .and(guardian, condition))
            let otherwise = inlines(conditional.otherwise, .and(guardian, condition.negated))
            return .or([.and(condition, then), .and(condition.negated, otherwise)])
        case .alternatives(let alternatives):
            return .or(
                alternatives.cases.map { one in
                    let condition = chosen(one.value, alternatives.field)
                    return .and(condition, inlines(one.content, .and(guardian, condition)))
                })
        }
    }

    private mutating func marker(_ marker: Marker, _ guardian: Proposition) -> Proposition {
        let place = locator.place(marker.position)
        switch marker.content {
        case .value(let named, let format):
            let path = stated(named, format)
            events.values.append(.init(content: path, guardian: guardian, place: place))
            if path.rawValue == "anlagenverzeichnis" { return .constant(true) }
            return printed(path)
        case .list(let path):
            events.values.append(.init(content: path, guardian: guardian, place: place))
            return printed(path)
        case .reference(let family, let mark, _):
            events.references.append(.init(content: (family, mark), guardian: guardian, place: place))
        case .annex(let key, _): events.annexes.append(.init(content: key, guardian: guardian, place: place))
        case .definition(let term): events.definitions.append(.init(content: term, guardian: guardian, place: place))
        case .mark(let name):
            events.marks.append(.init(content: name, guardian: guardian, place: place))
            return .constant(false)
        case .role(let phrase): events.roles.append(.init(content: phrase.party, guardian: guardian, place: place))
        case .gender, .blank, .foreign, .table: break
        case .conditionStart, .brokenCondition, .otherwise, .choiceStart, .choiceCase, .end, .invalid: return .constant(false)
        }
        return .constant(true)
    }

    /// What the marker cannot do without: `{{partner|dativ}}` prints the name.
    private func stated(_ path: FieldPath, _ format: ValueFormat) -> FieldPath {
        guard format.grammaticalCase != nil else { return path }
        switch scope[path]?.kind {
        case .body, .person: return path.appending("name")
        case .text, .longText, .date, .number, .money, .flag, .iban, .choice, .list, .address, .table, .representation, .inflection, nil: return path
        }
    }

    /// When a value prints something.
    private func printed(_ path: FieldPath) -> Proposition {
        guard scope[path] != nil else { return .constant(true) }
        return isOpen(path) ? .constant(true) : .isPresent(path)
    }

    // MARK: - Conditions

    private mutating func checked(_ condition: Condition, _ guardian: Proposition, hasOtherwise: Bool) -> Proposition? {
        guard let checked = try? condition.syntax.checked(in: scope) else { return nil }
        events.conditions.append(.init(content: (checked, hasOtherwise), guardian: guardian, place: condition.syntax.source.start))
        return checked
    }

    /// An alternative is printed when its value is chosen; all are, while the choice is open.
    private func chosen(_ value: String, _ field: FieldPath) -> Proposition {
        let isValue: Proposition
        if case .flag? = scope[field]?.kind {
            isValue = value == "ja" ? .flag(field) : .compare(field, .equal, .flag(false))
        } else {
            isValue = .compare(field, .equal, .choice(value))
        }
        return isOpen(field) ? .or([isValue, .not(.isPresent(field))]) : isValue
    }
}
