import Agreements
import DocumentModel
import Findings

/// The condition of a clause as a sentence, with parts to take away and one to add. What it cannot say stays text.
struct ConditionForm: Sendable {
    /// As it is written; empty: none.
    let text: String
    let fields: [String: FieldDeclaration]

    private static let comparisons = [
        ("==", "ist"), ("!=", "ist nicht"), ("<", "ist kleiner als / liegt vor"), ("<=", "ist höchstens"), (">", "ist größer als / liegt nach"), (">=", "ist mindestens"),
        ("enthaelt", "enthält"), ("ja", "trifft zu"), ("nein", "trifft nicht zu"), ("vorhanden", "ist angegeben"), ("fehlt", "ist nicht angegeben"),
    ]

    private var sentence: ConditionSentence? {
        guard !isEmpty, let syntax = try? ExpressionSyntax(parsing: .whole(text, at: .option("wenn"))) else { return nil }
        return ConditionSentence(syntax, fields: fields)
    }

    private var isEmpty: Bool { text.allSatisfy(\.isWhitespace) }

    /// The condition after a button of the builder; `nil`: none of them, or what it adds is incomplete.
    func changed(_ form: FormFields) -> String? {
        let act = form["tun"] ?? ""
        if act.hasPrefix("bedingung-weg-"), let index = Int(act.dropFirst(14)) {
            guard let sentence, sentence.parts.indices.contains(index) else { return nil }
            return sentence.without(index)
        }
        guard act == "bedingung-und" || act == "bedingung-oder", let part = part(form) else { return nil }
        if isEmpty { return part }
        return sentence?.adding(part, byOr: act == "bedingung-oder")
    }

    /// A comparison as the three controls say it.
    private func part(_ form: FormFields) -> String? {
        guard let path = form["_feld"], let field = fields[path], let comparison = form["_vergleich"] else { return nil }
        switch comparison {
        case "ja": return path
        case "nein": return "nicht \(path)"
        case "vorhanden": return "vorhanden(\(path))"
        case "fehlt": return "nicht vorhanden(\(path))"
        default: break
        }
        guard ConditionForm.comparisons.contains(where: { $0.0 == comparison }), let value = value(form["_wert"] ?? "", of: field) else { return nil }
        return "\(path) \(comparison) \(value)"
    }

    /// As a literal of the field's kind: „Quartal“ is the choice of that name, „31.12.2026“ a day.
    private func value(_ text: String, of field: FieldDeclaration) -> String? {
        let text = text.split(separator: " ").joined(separator: " ")
        guard !text.isEmpty else { return nil }
        switch field.kind {
        case .date: return CalendarDate(written: text)?.isoText
        case .number, .money:
            let number = text.replacing(".", with: "").replacing(",", with: ".")
            return number.wholeMatch(of: /[0-9]+(\.[0-9]+)?/) == nil ? nil : number
        case .flag: return ["ja", "nein"].contains(text.lowercased()) ? text.lowercased() : nil
        case .choice(let choices):
            let known = choices.first { $0.value == text } ?? choices.first { $0.label.lowercased() == text.lowercased() }
            return known.map { "\"\($0.value)\"" }
        case .text, .longText, .iban, .list, .person, .address, .body, .table, .representation, .inflection: return text.contains("\"") ? nil : "\"\(text)\""
        }
    }

    var values: [String: Any] {
        let sentence = sentence
        return [
            "bedingungssatz": shown(sentence.map { "Diese Variante gilt nur, wenn \($0.text)." }), "bedingungUnlesbar": !isEmpty && sentence == nil, "ohneBedingung": isEmpty,
            "bedingungsteile": (sentence?.parts ?? []).enumerated().map { ["nummer": "\($0.offset)", "satz": $0.element.sentence] },
            "bedingungsfelder": fields.sorted { ($0.value.label, $0.key) < ($1.value.label, $1.key) }.map { ["pfad": $0.key, "name": $0.value.label] },
            "bedingbar": !fields.isEmpty, "vergleiche": ConditionForm.comparisons.map { ["wert": $0.0, "name": $0.1] },
            "bedingungswerte": Set(fields.values.flatMap(\.choices).map(\.label)).sorted(),
        ]
    }
}
