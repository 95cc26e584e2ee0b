import DocumentModel
import Findings

/// The declared fields that a text or condition may name, without values.
package struct FieldScope: Sendable, Hashable {
    package let fields: [String: FieldDeclaration]

    package init(_ fields: [String: FieldDeclaration]) { self.fields = fields }

    package init(_ fields: some Sequence<FieldDeclaration>) {
        self.fields = Dictionary(fields.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// These fields laid over the scope's own.
    package func with(_ local: some Sequence<FieldDeclaration>) -> FieldScope {
        var fields = fields
        for field in local { fields[field.name] = field }
        return FieldScope(fields)
    }

    /// The declaration at a path, members of records included; `nil` where there is none.
    package subscript(path: FieldPath) -> FieldDeclaration? {
        let parts = path.parts
        guard let first = parts.first, var found = fields[String(first)] else { return nil }
        for part in parts.dropFirst() {
            guard let member = found.kind.member(part) else { return nil }
            found = member
        }
        return found
    }

    /// A body, a person, a representation, the office of a person: what has an article and four cases.
    package func canBeDeclined(_ path: FieldPath) -> Bool {
        switch self[path]?.kind {
        case .body, .person, .representation: return true
        case .text:
            let parts = path.parts
            guard parts.count > 1, parts.last == "funktion" else { return false }
            return self[FieldPath(parts.dropLast().joined(separator: "."))]?.kind == .person
        case .longText, .date, .number, .money, .flag, .iban, .choice, .list, .address, .table, .inflection, nil: return false
        }
    }

    /// How to mend a path that names no field: „Meinten Sie „partner.name“?“
    package func remedy(forUnknown path: FieldPath) -> String? {
        let parts = path.parts
        guard let first = parts.first else { return nil }
        guard var found = fields[String(first)] else {
            if let nearest = Suggestion.nearest(to: String(first), among: fields.keys) {
                return "Meinten Sie „\(([nearest] + parts.dropFirst().map(String.init)).joined(separator: "."))“?"
            }
            return "Deklarieren Sie das Feld unter „felder:“, oder verwenden Sie eines von: \(fields.keys.sorted().joined(separator: ", "))."
        }
        var prefix = String(first)
        for part in parts.dropFirst() {
            guard let member = found.kind.member(part) else { return remedy(forMember: String(part), of: found, prefix: prefix) }
            found = member
            prefix += "." + part
        }
        return nil
    }

    private func remedy(forMember name: String, of declaration: FieldDeclaration, prefix: String) -> String {
        let names = declaration.kind.memberNames
        if names.isEmpty { return "„\(prefix)“ ist \(declaration.kind.inGerman) und hat keine Teile; verwenden Sie „\(prefix)“ allein." }
        if let nearest = Suggestion.nearest(to: name, among: names) { return "Meinten Sie „\(prefix).\(nearest)“?" }
        return "„\(prefix)“ hat die Teile: \(names.joined(separator: ", "))."
    }
}
