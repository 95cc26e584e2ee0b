import Agreements
import Assembler
import Foundation

/// How clauses, families and bodies are called where clerks read them.
enum ClauseNames {
    /// The heading, unless values stand in it.
    static func title(_ clause: PlannedClause) -> String {
        guard let heading = clause.heading?.value, !heading.isEmpty, !heading.contains("{{") else { return readable(clause.source.family) }
        return heading
    }

    static func readable(_ name: String) -> String { ClerkWords.readable(name) }

    /// `letzte-unterschrift` → „Letzte Unterschrift“: a word that the clause's own text has is spelled as there. Of several places one within a sentence counts.
    static func variant(_ name: String, of source: ClauseSource?) -> String {
        let plain = readable(name)
        guard let source else { return plain }
        let text = [source.frontMatter.heading?.value, source.frontMatter.summary, source.body.value].compactMap { $0 }.joined(separator: "\n")
        let words = plain.split(separator: " ").map { spelled(String($0), in: text) }
        let joined = words.joined(separator: " ")
        return joined.prefix(1).uppercased() + joined.dropFirst()
    }

    private static func spelled(_ word: String, in text: String) -> String {
        var found: String?
        var rest = text.startIndex..<text.endIndex
        while let range = text.range(of: word, options: .caseInsensitive, range: rest) {
            rest = range.upperBound..<text.endIndex
            let before = text[..<range.lowerBound].last
            guard before?.isLetter != true, range.upperBound == text.endIndex || !text[range.upperBound].isLetter else { continue }
            found = found ?? String(text[range])
            // After a word or a comma: no sentence begins here.
            guard before == " ", let last = text[..<range.lowerBound].dropLast().last, last.isLetter || last == "," else { continue }
            return String(text[range])
        }
        return found ?? word.lowercased()
    }

    /// Of what was left out: „kuendigung/frist“, „Anlage kontakte“.
    static func subject(_ text: String) -> String {
        let parts = text.split(separator: "/")
        return parts.count == 2 ? "\(readable(String(parts[0]))): \(readable(String(parts[1])))" : text
    }
}
