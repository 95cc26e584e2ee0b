import DocumentModel
import Findings
import Settings

/// A condition as it is written: its grammar is sound, its names and types are not checked yet.
///
///     oder      := und ("oder" und)*
///     und       := nicht ("und" nicht)*
///     nicht     := "nicht" nicht | vergleich
///     vergleich := "(" oder ")" | "vorhanden" "(" pfad ")"
///                | operand [ ("==" | "!=" | "<" | "<=" | ">" | ">=") operand | ["nicht"] "in" liste | "enthaelt" operand ]
///     liste     := "[" operand ("," operand)* "]"
package struct ExpressionSyntax: Sendable, Hashable {
    package let source: SourceText
    package let root: Node

    package indirect enum Node: Sendable, Hashable {
        case any([Node])
        case all([Node])
        case not(Node)
        case present(Operand)
        case bare(Operand)
        case compare(Operand, Comparison, Operand, at: Int)
        case isIn(Operand, [Operand], at: Int)
        case contains(Operand, Operand, at: Int)
    }

    /// A path or a literal, with its offset.
    package struct Operand: Sendable, Hashable {
        package var content: Content
        package var offset: Int

        package enum Content: Sendable, Hashable {
            case path(FieldPath)
            case literal(Value)
        }
    }

    /// Throws one finding, at the place of the first mistake: what follows a mistake of grammar cannot be judged.
    package init(parsing source: SourceText) throws(FindingList) {
        do throws(ExpressionProblem) {
            var parser = ExpressionParser(tokens: try ExpressionLexer.tokens(of: source.value))
            root = try parser.parse()
            self.source = source
        } catch {
            throw FindingList([error.finding(in: source)])
        }
    }
}

extension ExpressionProblem {
    func finding(in source: SourceText) -> Finding {
        Finding(.fehler, rule, at: source.place(at: offset), message, remedy: remedy)
    }
}

/// Recursive descent over the tokens; the last token is always `.end`.
private struct ExpressionParser {
    let tokens: [ExpressionToken]
    private var position = 0
    private var depth = 0

    init(tokens: [ExpressionToken]) { self.tokens = tokens }

    private var current: ExpressionToken { tokens[min(position, tokens.count - 1)] }

    private mutating func advance() { position = min(position + 1, tokens.count - 1) }

    private mutating func accept(_ kind: ExpressionToken.Kind) -> Bool {
        guard current.kind == kind else { return false }
        advance()
        return true
    }

    mutating func parse() throws(ExpressionProblem) -> ExpressionSyntax.Node {
        if current.kind == .end {
            throw ExpressionProblem(0, "Die Bedingung ist leer.", remedy: "Schreiben Sie zum Beispiel: wenn: partner.art == \"ev\".")
        }
        let node = try disjunction()
        guard current.kind == .end else {
            throw unexpected("Hier ist die Bedingung schon zu Ende.", remedy: "Verbinden Sie mehrere Bedingungen mit „und“ oder „oder“.")
        }
        return node
    }

    private mutating func disjunction() throws(ExpressionProblem) -> ExpressionSyntax.Node {
        var parts = [try conjunction()]
        while accept(.oder) { parts.append(try conjunction()) }
        return parts.count == 1 ? parts[0] : .any(parts)
    }

    private mutating func conjunction() throws(ExpressionProblem) -> ExpressionSyntax.Node {
        var parts = [try negation()]
        while accept(.und) { parts.append(try negation()) }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func negation() throws(ExpressionProblem) -> ExpressionSyntax.Node {
        guard depth < Limits.expressionNesting else {
            throw ExpressionProblem(
                current.offset, "Die Bedingung ist zu tief geschachtelt (höchstens \(Limits.expressionNesting) Ebenen).",
                remedy: "Teilen Sie die Bedingung auf.")
        }
        depth += 1
        defer { depth -= 1 }
        if accept(.nicht) { return .not(try negation()) }
        if accept(.open) {
            let inner = try disjunction()
            try expect(.close, "Die Klammer wird nicht geschlossen.", remedy: "Ergänzen Sie „)“.")
            return inner
        }
        if accept(.vorhanden) {
            try expect(.open, "Nach „vorhanden“ fehlt „(“.", remedy: "Schreiben Sie vorhanden(feld).")
            let operand = try operand()
            guard case .path = operand.content else {
                throw ExpressionProblem(operand.offset, "„vorhanden“ fragt nach einem Feld.", remedy: "Schreiben Sie vorhanden(feld).")
            }
            try expect(.close, "Nach dem Feld fehlt „)“.", remedy: "Schreiben Sie vorhanden(feld).")
            return .present(operand)
        }
        return try comparison()
    }

    private mutating func comparison() throws(ExpressionProblem) -> ExpressionSyntax.Node {
        let left = try operand()
        let offset = current.offset
        switch current.kind {
        case .comparison(let comparison):
            advance()
            let right = try operand()
            if case .comparison = current.kind {
                throw unexpected("Vergleiche lassen sich nicht aneinanderreihen.", remedy: "Schreiben Sie: a < b und b < c.")
            }
            return .compare(left, comparison, right, at: offset)
        case .in:
            advance()
            return .isIn(left, try list(), at: offset)
        case .nicht:
            advance()
            guard accept(.in) else { throw unexpected("Nach einem Wert folgt auf „nicht“ nur „in“.", remedy: "Schreiben Sie: feld nicht in [ … ].") }
            return .not(.isIn(left, try list(), at: offset))
        case .enthaelt:
            advance()
            return .contains(left, try operand(), at: offset)
        default:
            return .bare(left)
        }
    }

    private mutating func list() throws(ExpressionProblem) -> [ExpressionSyntax.Operand] {
        try expect(.openList, "Nach „in“ fehlt „[“.", remedy: "Schreiben Sie: feld in [\"a\", \"b\"].")
        var elements = [try operand()]
        while accept(.comma) { elements.append(try operand()) }
        try expect(.closeList, "Die Liste wird nicht geschlossen.", remedy: "Ergänzen Sie „]“; zwischen den Werten steht ein Komma.")
        return elements
    }

    private mutating func operand() throws(ExpressionProblem) -> ExpressionSyntax.Operand {
        let token = current
        let content: ExpressionSyntax.Operand.Content =
            switch token.kind {
            case .path(let path): .path(FieldPath(path))
            case .text(let text): .literal(.text(text))
            case .number(let number): .literal(.number(number))
            case .date(let date): .literal(.date(date))
            case .flag(let flag): .literal(.flag(flag))
            default:
                throw unexpected(
                    "Hier fehlt ein Feld oder ein Wert.",
                    remedy: "Schreiben Sie ein Feld wie partner.art oder einen Wert wie \"ev\", 12, 2026-12-31, ja.")
            }
        advance()
        return ExpressionSyntax.Operand(content: content, offset: token.offset)
    }

    private mutating func expect(_ kind: ExpressionToken.Kind, _ message: String, remedy: String) throws(ExpressionProblem) {
        guard accept(kind) else { throw unexpected(message, remedy: remedy) }
    }

    private func unexpected(_ message: String, remedy: String) -> ExpressionProblem {
        ExpressionProblem(current.offset, message, remedy: remedy)
    }
}
