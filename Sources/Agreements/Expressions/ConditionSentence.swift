import DocumentModel

/// A condition as people say it: „„Rechtsnatur der Vereinbarung“ ist „privatrechtlich“, und „Vergütung“ ist angegeben“.
package struct ConditionSentence: Sendable, Hashable {
    /// The whole, without a full stop.
    package let text: String
    /// What `und` or `oder` joins at the top, each as its sentence and as it is written; one for a condition of one part.
    package let parts: [Part]
    /// Whether `oder` joins ``parts``.
    package let joinsByOr: Bool

    package struct Part: Sendable, Hashable {
        package let sentence: String
        /// As a condition.
        package let source: String
    }

    /// - Parameter fields: labels and choices of the fields that it names, by their paths; others are called by their paths.
    package init(_ condition: ExpressionSyntax, fields: [String: FieldDeclaration]) {
        let words = ConditionWords(fields: fields)
        var top: [ExpressionSyntax.Node]
        switch condition.root {
        case .all(let nodes): (top, joinsByOr) = (nodes, false)
        case .any(let nodes): (top, joinsByOr) = (nodes, true)
        default: (top, joinsByOr) = ([condition.root], false)
        }
        let joiner = joinsByOr
        parts = top.map { Part(sentence: words.sentence($0, within: top.count > 1), source: ConditionWords.source($0, within: top.count > 1 ? joiner : nil)) }
        text = parts.map(\.sentence).joined(separator: joinsByOr ? ", oder " : ", und ")
    }

    /// The condition without one of its parts; empty where it was the only one.
    package func without(_ index: Int) -> String {
        parts.indices.filter { $0 != index }.map { parts[$0].source }.joined(separator: joinsByOr ? " oder " : " und ")
    }

    /// The condition with one more part at its end.
    ///
    /// - Parameters:
    ///   - part: as a condition.
    ///   - byOr: what joins it to those before.
    package func adding(_ part: String, byOr: Bool) -> String {
        if parts.count < 2 || joinsByOr == byOr { return (parts.map(\.source) + [part]).joined(separator: byOr ? " oder " : " und ") }
        return "(" + parts.map(\.source).joined(separator: joinsByOr ? " oder " : " und ") + (byOr ? ") oder " : ") und ") + part
    }
}

private struct ConditionWords {
    let fields: [String: FieldDeclaration]

    func sentence(_ node: ExpressionSyntax.Node, within: Bool) -> String {
        switch node {
        case .all(let nodes): bracketed(nodes.map { sentence($0, within: true) }.joined(separator: " und "), within)
        case .any(let nodes): bracketed(nodes.map { sentence($0, within: true) }.joined(separator: " oder "), within)
        case .not(let inner): negated(inner)
        case .present(let operand): "\(name(operand)) ist angegeben"
        case .bare(let operand): "\(name(operand)) trifft zu"
        case .compare(let left, let comparison, let right, _): compared(left, comparison, right)
        case .isIn(let operand, let values, _): "\(name(operand)) ist \(list(values, of: operand))"
        case .contains(let operand, let value, _): "\(name(operand)) enthält \(self.value(value, of: operand))"
        }
    }

    private func negated(_ node: ExpressionSyntax.Node) -> String {
        switch node {
        case .present(let operand): "\(name(operand)) ist nicht angegeben"
        case .bare(let operand): "\(name(operand)) trifft nicht zu"
        case .isIn(let operand, let values, _): "\(name(operand)) ist nicht \(list(values, of: operand))"
        case .contains(let operand, let value, _): "\(name(operand)) enthält nicht \(self.value(value, of: operand))"
        case .not(let inner): sentence(inner, within: true)
        default: "nicht gilt: \(sentence(node, within: true))"
        }
    }

    private func compared(_ left: ExpressionSyntax.Operand, _ comparison: Comparison, _ right: ExpressionSyntax.Operand) -> String {
        // „3 < frist“ says the same as „frist > 3“.
        if case .literal = left.content, case .path = right.content { return compared(right, comparison.mirrored, left) }
        let (name, value) = (name(left), value(right, of: left))
        if case .literal(.flag(let flag)) = right.content, comparison == .equal || comparison == .notEqual {
            return "\(name) trifft \(flag == (comparison == .equal) ? "" : "nicht ")zu"
        }
        var isDay = false
        if case .literal(.date) = right.content { isDay = true }
        return switch comparison {
        case .equal: "\(name) ist \(value)"
        case .notEqual: "\(name) ist nicht \(value)"
        case .less: isDay ? "\(name) liegt vor dem \(value)" : "\(name) ist kleiner als \(value)"
        case .lessOrEqual: isDay ? "\(name) liegt nicht nach dem \(value)" : "\(name) ist höchstens \(value)"
        case .greater: isDay ? "\(name) liegt nach dem \(value)" : "\(name) ist größer als \(value)"
        case .greaterOrEqual: isDay ? "\(name) liegt nicht vor dem \(value)" : "\(name) ist mindestens \(value)"
        }
    }

    private func list(_ values: [ExpressionSyntax.Operand], of operand: ExpressionSyntax.Operand) -> String {
        let texts = values.map { value($0, of: operand) }
        guard let last = texts.last, texts.count > 1 else { return texts.first ?? "" }
        return texts.dropLast().joined(separator: ", ") + " oder " + last
    }

    private func bracketed(_ text: String, _ within: Bool) -> String { within ? "(\(text))" : text }

    private func declaration(_ operand: ExpressionSyntax.Operand) -> FieldDeclaration? {
        guard case .path(let path) = operand.content else { return nil }
        return fields[path.rawValue]
    }

    private func name(_ operand: ExpressionSyntax.Operand) -> String {
        switch operand.content {
        case .path(let path): "„\(fields[path.rawValue]?.label ?? path.rawValue)“"
        case .literal(let value): text(value)
        }
    }

    private func value(_ operand: ExpressionSyntax.Operand, of field: ExpressionSyntax.Operand) -> String {
        guard case .literal(let value) = operand.content else { return name(operand) }
        if case .text(let raw) = value, let choice = declaration(field)?.choices.first(where: { $0.value == raw }) { return "„\(choice.label)“" }
        return text(value)
    }

    private func text(_ value: Value) -> String {
        switch value {
        case .text(let text), .choice(let text): "„\(text)“"
        case .date(let date): date.inGerman
        case .number(let number), .money(let number): "\(number)".replacing(".", with: ",")
        case .flag(let flag): flag ? "ja" : "nein"
        case .list, .record: "…"
        }
    }

    // MARK: - As it is written

    /// - Parameter within: what joins it to others: `true` for `oder`; `nil`: it stands alone.
    static func source(_ node: ExpressionSyntax.Node, within: Bool?) -> String {
        switch node {
        case .all(let nodes): brackets(nodes.map { source($0, within: false) }.joined(separator: " und "), within != nil)
        case .any(let nodes): brackets(nodes.map { source($0, within: true) }.joined(separator: " oder "), within != nil)
        case .not(.isIn(let operand, let values, _)): "\(written(operand)) nicht in [\(values.map(written).joined(separator: ", "))]"
        case .not(let inner): "nicht \(source(inner, within: true))"
        case .present(let operand): "vorhanden(\(written(operand)))"
        case .bare(let operand): written(operand)
        case .compare(let left, let comparison, let right, _): "\(written(left)) \(comparison.rawValue) \(written(right))"
        case .isIn(let operand, let values, _): "\(written(operand)) in [\(values.map(written).joined(separator: ", "))]"
        case .contains(let operand, let value, _): "\(written(operand)) enthaelt \(written(value))"
        }
    }

    private static func brackets(_ text: String, _ needed: Bool) -> String { needed ? "(\(text))" : text }

    private static func written(_ operand: ExpressionSyntax.Operand) -> String {
        switch operand.content {
        case .path(let path): path.rawValue
        case .literal(.text(let text)), .literal(.choice(let text)): "\"\(text)\""
        case .literal(.number(let number)), .literal(.money(let number)): "\(number)"
        case .literal(.date(let date)): date.isoText
        case .literal(.flag(let flag)): flag ? "ja" : "nein"
        case .literal(.list), .literal(.record): ""
        }
    }
}
