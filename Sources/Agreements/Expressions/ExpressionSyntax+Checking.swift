import DocumentModel
import Findings
import Settings

extension ExpressionSyntax {
    /// The condition with names resolved and types checked against the declared fields. Throws all mistakes at once.
    package func checked(in scope: FieldScope) throws(FindingList) -> Proposition {
        var checker = ExpressionChecker(scope: scope)
        let proposition = checker.check(root)
        guard checker.problems.isEmpty else { throw FindingList(checker.problems.map { $0.finding(in: source) }) }
        return proposition
    }
}

extension Proposition {
    /// Parses and checks in one step.
    package init(_ source: SourceText, in scope: FieldScope) throws(FindingList) {
        self = try ExpressionSyntax(parsing: source).checked(in: scope)
    }
}

private struct ExpressionChecker {
    let scope: FieldScope
    private(set) var problems: [ExpressionProblem] = []

    init(scope: FieldScope) { self.scope = scope }

    mutating func check(_ node: ExpressionSyntax.Node) -> Proposition {
        switch node {
        case .any(let parts): return .any(parts.map { check($0) })
        case .all(let parts): return .all(parts.map { check($0) })
        case .not(let inner): return .not(check(inner))
        case .present(let operand):
            guard let field = field(operand) else { return .constant(false) }
            return .isPresent(field.path)
        case .bare(let operand): return bare(operand)
        case .compare(let left, let comparison, let right, let offset): return compare(left, comparison, right, at: offset)
        case .isIn(let left, let elements, _):
            guard let field = field(left), isComparable(field, at: left.offset) else { return .constant(false) }
            return .isOneOf(field.path, elements.compactMap { literal($0, for: field.declaration.kind, named: field.path) })
        case .contains(let left, let right, let offset):
            guard let field = field(left) else { return .constant(false) }
            guard case .list(let kind) = field.declaration.kind else {
                report(
                    offset, "„enthaelt“ fragt nach einem Eintrag einer Liste, „\(field.path)“ ist \(field.declaration.kind.inGerman).",
                    remedy: "Vergleichen Sie mit == oder in [ … ].")
                return .constant(false)
            }
            return literal(right, for: kind, named: field.path).map { .contains(field.path, $0) } ?? .constant(false)
        }
    }

    private mutating func bare(_ operand: ExpressionSyntax.Operand) -> Proposition {
        if case .literal(let value) = operand.content {
            if case .flag(let flag) = value { return .constant(flag) }
            report(operand.offset, "Ein Wert allein ist keine Bedingung.", remedy: "Vergleichen Sie ihn mit einem Feld: feld == wert.")
            return .constant(false)
        }
        guard let field = field(operand) else { return .constant(false) }
        guard case .flag = field.declaration.kind else {
            report(
                operand.offset, "„\(field.path)“ ist \(field.declaration.kind.inGerman) und für sich keine Bedingung.",
                remedy: "Schreiben Sie vorhanden(\(field.path)) oder vergleichen Sie mit einem Wert.")
            return .constant(false)
        }
        return .flag(field.path)
    }

    private mutating func compare(
        _ left: ExpressionSyntax.Operand, _ comparison: Comparison, _ right: ExpressionSyntax.Operand, at offset: Int
    ) -> Proposition {
        switch (left.content, right.content) {
        case (.literal(let a), .literal(let b)):
            return .constant(comparison.holds(a, b))
        case (.literal, .path):
            return compare(right, comparison.mirrored, left, at: offset)
        case (.path, .literal):
            guard let field = field(left), isComparable(field, at: left.offset) else { return .constant(false) }
            guard let value = literal(right, for: field.declaration.kind, named: field.path) else { return .constant(false) }
            guard hasOrder(field, comparison, at: offset) else { return .constant(false) }
            if case .flag(let flag) = value { return (comparison == .equal) == flag ? .flag(field.path) : flagIsFalse(field.path) }
            return .compare(field.path, comparison, value)
        case (.path, .path):
            guard let a = field(left), let b = field(right), isComparable(a, at: left.offset), isComparable(b, at: right.offset) else {
                return .constant(false)
            }
            guard a.declaration.kind.comparisonClass == b.declaration.kind.comparisonClass else {
                report(
                    offset,
                    "„\(a.path)“ ist \(a.declaration.kind.inGerman), „\(b.path)“ ist \(b.declaration.kind.inGerman): das lässt sich nicht vergleichen.",
                    remedy: "Vergleichen Sie Felder derselben Art.")
                return .constant(false)
            }
            guard hasOrder(a, comparison, at: offset) else { return .constant(false) }
            return .compareFields(a.path, comparison, b.path)
        }
    }

    /// „nein“ is a value; an absent value is not „nein“.
    private func flagIsFalse(_ path: FieldPath) -> Proposition { .compare(path, .equal, .flag(false)) }

    private mutating func hasOrder(_ field: Field, _ comparison: Comparison, at offset: Int) -> Bool {
        guard comparison.isOrdering else { return true }
        switch field.declaration.kind {
        case .number, .money, .date: return true
        case .text, .longText, .flag, .iban, .choice, .list, .person, .address, .body, .table, .representation, .inflection:
            report(
                offset, "„\(field.path)“ ist \(field.declaration.kind.inGerman) und hat keine Reihenfolge.",
                remedy: "Verwenden Sie == oder !=; < und > gelten für Zahlen, Beträge und Daten.")
            return false
        }
    }

    private mutating func isComparable(_ field: Field, at offset: Int) -> Bool {
        if field.declaration.kind.comparisonClass != nil { return true }
        let kind = field.declaration.kind
        let remedy: String =
            switch kind {
            case .list: "Fragen Sie mit „enthaelt“ nach einem Eintrag."
            case .person, .address, .body, .inflection:
                "Vergleichen Sie einen Teil: \(kind.memberNames.map { "\(field.path).\($0)" }.joined(separator: ", "))."
            case .text, .longText, .date, .number, .money, .flag, .iban, .choice, .table, .representation: "Fragen Sie mit vorhanden(\(field.path))."
            }
        report(offset, "„\(field.path)“ ist \(kind.inGerman) und lässt sich nicht als Ganzes vergleichen.", remedy: remedy)
        return false
    }

    private struct Field {
        var path: FieldPath
        var declaration: FieldDeclaration
    }

    private mutating func field(_ operand: ExpressionSyntax.Operand) -> Field? {
        guard case .path(let path) = operand.content else {
            report(operand.offset, "Links steht ein Feld, kein Wert.", remedy: "Schreiben Sie: feld in [ … ].")
            return nil
        }
        guard let declaration = scope[path] else {
            report(operand.offset, rule: "feld-unbekannt", "Das Feld „\(path)“ gibt es hier nicht.", remedy: scope.remedy(forUnknown: path))
            return nil
        }
        return Field(path: path, declaration: declaration)
    }

    /// The literal in the type of the field it is compared with.
    private mutating func literal(_ operand: ExpressionSyntax.Operand, for kind: FieldKind, named path: FieldPath) -> Value? {
        guard case .literal(let value) = operand.content else {
            report(operand.offset, "Hier steht ein Wert, kein Feld.", remedy: "Texte stehen in Anführungszeichen.")
            return nil
        }
        switch kind {
        case .text, .longText, .representation: if case .text = value { return value }
        case .number: if case .number = value { return value }
        case .date: if case .date = value { return value }
        case .flag: if case .flag = value { return value }
        case .money: if case .number(let amount) = value { return .money(amount) }
        case .iban:
            guard case .text(let text) = value else { break }
            do throws(IBANNotation.Fault) { return .text(try IBANNotation.read(text)) } catch {
                report(operand.offset, rule: "iban-falsch", "\(quoted(text)) ist keine IBAN: \(error.reason).", remedy: kind.advice)
                return nil
            }
        case .choice(let choices):
            guard case .text(let text) = value else { break }
            if choices.contains(where: { $0.value == text }) { return .choice(text) }
            report(
                operand.offset, rule: "wert-unbekannt", "„\(path)“ kann nicht \(quoted(text)) sein.",
                remedy: Suggestion.remedy(for: text, among: choices.map(\.value), otherwise: nil))
            return nil
        case .list, .person, .address, .body, .table, .inflection: break
        }
        report(operand.offset, "„\(path)“ ist \(kind.inGerman), verglichen wird mit \(value.kindInGerman).", remedy: literalAdvice(kind))
        return nil
    }

    private func literalAdvice(_ kind: FieldKind) -> String {
        switch kind {
        case .number: "Schreiben Sie eine Zahl ohne Anführungszeichen: 12 oder 12.50."
        case .money: "Schreiben Sie den Betrag als Zahl: 1200 oder 1200.50."
        case .date: "Schreiben Sie ein Datum ohne Anführungszeichen: 2026-12-31."
        case .flag: "Schreiben Sie ja oder nein, ohne Anführungszeichen."
        case .text, .longText, .iban, .choice, .list, .person, .address, .body, .table, .representation, .inflection: "Schreiben Sie einen Text in Anführungszeichen."
        }
    }

    private mutating func report(_ offset: Int, rule: String = "ausdruck-typ", _ message: String, remedy: String?) {
        problems.append(ExpressionProblem(offset, rule: rule, message, remedy: remedy))
    }
}

extension FieldKind {
    /// Fields of the same class can be compared; `nil`: not at all.
    fileprivate var comparisonClass: Int? {
        switch self {
        case .text, .longText, .representation: 0
        case .date: 1
        case .number: 2
        case .money: 3
        case .flag: 4
        case .choice: 5
        case .iban: 6
        case .list, .person, .address, .body, .table, .inflection: nil
        }
    }
}

extension Value {
    /// With article in the dative: „mit einem Text“.
    fileprivate var kindInGerman: String {
        switch self {
        case .text, .choice: "einem Text"
        case .date: "einem Datum"
        case .number: "einer Zahl"
        case .money: "einem Betrag"
        case .flag: "ja oder nein"
        case .list: "einer Liste"
        case .record: "einer Gruppe von Angaben"
        }
    }
}
