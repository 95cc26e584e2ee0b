import Agreements
import DocumentModel
import Foundation

/// The paths that a text names in its double braces, found without parsing the text: enough to say who asks for a field.
struct MarkerWords {
    /// Words of markers: `partner.name`, `frist`, among keywords and literals.
    private(set) var words: Set<String> = []

    mutating func add(_ text: String) {
        var rest = text[...]
        while let open = rest.range(of: "{{") {
            rest = rest[open.upperBound...]
            guard let close = rest.range(of: "}}") else { return }
            let marker = rest[..<close.lowerBound]
            addWords(of: marker)
            addInflected(marker)
            rest = rest[close.upperBound...]
        }
    }

    mutating func add(_ expression: ExpressionSyntax) { addWords(of: expression.source.value[...]) }

    /// `{{partner|dativ}}` prints the name by its gender and number.
    private mutating func addInflected(_ marker: Substring) {
        let parts = marker.split(separator: "|").map { String($0).trimmed }
        if let role = parts.first, ["rolle:", "Rolle:"].contains(where: { role.hasPrefix($0) }) {
            let party = String(role.dropFirst(6)).trimmed
            for member in ["art", "genus", "numerus"] { words.insert("\(party).\(member)") }
            return
        }
        guard parts.count == 2, ValueFormat(rawValue: parts[1])?.grammaticalCase != nil else { return }
        // A capital begins a sentence.
        let path = parts[0].prefix(1).lowercased() + parts[0].dropFirst()
        words.insert(path)
        for member in ["name", "genus", "numerus"] { words.insert("\(path).\(member)") }
    }

    private mutating func addWords(of text: Substring) {
        let parts = text.unicodeScalars.split { scalar in
            !(scalar == "_" || scalar == "-" || scalar == "." || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
        }
        for part in parts { words.insert(String(part)) }
    }

    /// Whether the field or one of its parts is named.
    func names(_ field: String) -> Bool { words.contains(field) || words.contains { $0.hasPrefix(field + ".") } }

    func names(_ field: String, member: String) -> Bool { words.contains("\(field).\(member)") }
}
