import DocumentModel
import Foundation
import Settings

/// A piece of an expression, with its offset in Unicode scalars.
struct ExpressionToken: Equatable {
    var kind: Kind
    var offset: Int

    package enum Kind: Equatable {
        case path(String)
        case text(String)
        case number(Decimal)
        case date(CalendarDate)
        case flag(Bool)
        case comparison(Comparison)
        case und, oder, nicht, `in`, enthaelt, vorhanden
        case open, close, openList, closeList, comma
        case end
    }
}

/// What is wrong with an expression, before it has a place.
struct ExpressionProblem: Error, Equatable {
    var offset: Int
    var rule: String
    var message: String
    var remedy: String?

    init(_ offset: Int, rule: String = "ausdruck-fehlerhaft", _ message: String, remedy: String? = nil) {
        self.offset = offset
        self.rule = rule
        self.message = message
        self.remedy = remedy
    }
}

/// Cuts an expression into tokens. Words are letters, digits, `_`, `-` and `.`: a hyphen belongs to names, there is no minus.
struct ExpressionLexer {
    private let scalars: [Unicode.Scalar]
    private var position = 0

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    static func tokens(of text: String) throws(ExpressionProblem) -> [ExpressionToken] {
        var lexer = ExpressionLexer(text)
        var tokens: [ExpressionToken] = []
        while true {
            let token = try lexer.next()
            tokens.append(token)
            if token.kind == .end { return tokens }
        }
    }

    private mutating func next() throws(ExpressionProblem) -> ExpressionToken {
        while position < scalars.count, scalars[position].isWhiteSpace { position += 1 }
        let start = position
        guard position < scalars.count else { return ExpressionToken(kind: .end, offset: start) }
        let scalar = scalars[position]
        switch scalar {
        case "(": return single(.open)
        case ")": return single(.close)
        case "[": return single(.openList)
        case "]": return single(.closeList)
        case ",": return single(.comma)
        case "\"", "„", "“", "”": return try string()
        case "=", "!", "<", ">", "&", "|": return try sign()
        case "≤": return single(.comparison(.lessOrEqual))
        case "≥": return single(.comparison(.greaterOrEqual))
        case "≠": return single(.comparison(.notEqual))
        case "'":
            throw ExpressionProblem(start, "Texte stehen in doppelten Anführungszeichen.", remedy: "Schreiben Sie \"text\" statt 'text'.")
        default:
            guard isWord(scalar) else {
                throw ExpressionProblem(start, "Das Zeichen \(quoted(String(scalar))) hat in einer Bedingung keine Bedeutung.")
            }
            return try word()
        }
    }

    private mutating func single(_ kind: ExpressionToken.Kind) -> ExpressionToken {
        position += 1
        return ExpressionToken(kind: kind, offset: position - 1)
    }

    /// `"text"`; typographic quotes are taken too, because editors put them in. `\"` and `\\` are escapes.
    private mutating func string() throws(ExpressionProblem) -> ExpressionToken {
        let start = position
        let isPlain = scalars[position] == "\""
        position += 1
        var text = String.UnicodeScalarView()
        while position < scalars.count {
            let scalar = scalars[position]
            position += 1
            if scalar == "\\", position < scalars.count {
                text.append(scalars[position])
                position += 1
            } else if isPlain ? scalar == "\"" : (scalar == "“" || scalar == "”" || scalar == "\"") {
                return ExpressionToken(kind: .text(String(text)), offset: start)
            } else {
                text.append(scalar)
            }
        }
        throw ExpressionProblem(start, "Das Anführungszeichen wird nicht geschlossen.", remedy: "Ergänzen Sie \" am Ende des Textes.")
    }

    private mutating func sign() throws(ExpressionProblem) -> ExpressionToken {
        let start = position
        while position < scalars.count, "=!<>&|".unicodeScalars.contains(scalars[position]) { position += 1 }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[start..<position])
        let text = String(view)
        if let comparison = Comparison(rawValue: text) { return ExpressionToken(kind: .comparison(comparison), offset: start) }
        let meant: String? =
            switch text {
            case "=", "===": "=="
            case "!": "nicht"
            case "<>", "=!": "!="
            case "=<": "<="
            case "=>": ">="
            case "&", "&&": "und"
            case "|", "||": "oder"
            default: nil
            }
        throw ExpressionProblem(
            start, "Das Zeichen \(quoted(text)) gibt es in Bedingungen nicht.",
            remedy: meant.map { "Meinten Sie „\($0)“?" } ?? "Möglich sind ==, !=, <, <=, >, >=.")
    }

    private mutating func word() throws(ExpressionProblem) -> ExpressionToken {
        let start = position
        while position < scalars.count, isWord(scalars[position]) { position += 1 }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[start..<position])
        let text = String(view)
        let isNumeric = scalars[start] == "-" || ("0"..."9").contains(scalars[start])
        return ExpressionToken(kind: isNumeric ? try number(text, at: start) : keyword(text), offset: start)
    }

    private func keyword(_ text: String) -> ExpressionToken.Kind {
        switch text {
        case "und": .und
        case "oder": .oder
        case "nicht": .nicht
        case "in": .in
        case "enthaelt", "enthält": .enthaelt
        case "vorhanden": .vorhanden
        case "ja": .flag(true)
        case "nein": .flag(false)
        default: .path(text)
        }
    }

    private func number(_ text: String, at start: Int) throws(ExpressionProblem) -> ExpressionToken.Kind {
        if let date = DateNotation.iso(text) { return .date(date) }
        if DateNotation.looksLikeDate(text) {
            throw ExpressionProblem(
                start, "\(quoted(text)) ist kein Datum, wie Bedingungen es brauchen.", remedy: "Schreiben Sie das Datum als 2026-12-31.")
        }
        guard let number = NumberNotation.machine(text) else {
            throw ExpressionProblem(
                start, "\(quoted(text)) ist keine Zahl.", remedy: "Schreiben Sie 12 oder 12.50; Texte stehen in Anführungszeichen.")
        }
        return .number(number)
    }

    private func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar == "-" || scalar == "." || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
    }
}
