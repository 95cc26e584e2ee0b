import Assembler

/// How clauses, families and bodies are called where clerks read them.
enum ClauseNames {
    /// The heading, unless values stand in it.
    static func title(_ clause: PlannedClause) -> String {
        guard let heading = clause.heading?.value, !heading.isEmpty, !heading.contains("{{") else { return readable(clause.source.family) }
        return heading
    }

    static func readable(_ name: String) -> String { ClerkWords.readable(name) }

    /// Of what was left out: „kuendigung/frist“, „Anlage kontakte“.
    static func subject(_ text: String) -> String {
        let parts = text.split(separator: "/")
        return parts.count == 2 ? "\(readable(String(parts[0]))): \(readable(String(parts[1])))" : text
    }
}
