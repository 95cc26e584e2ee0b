import Agreements
import Findings

/// A turn of phrase that says something else than is meant, or nothing: looked for sentence by sentence in the texts of clauses.
struct PhraseRule: Sendable {
    var card: RuleCard
    /// All of these stand in the sentence …
    var words: [String]
    /// … and none of these.
    var without: [String] = []
    /// Only in clauses with this mark.
    var trait: String?
    var message: String

    static let all: [PhraseRule] = [noPeriod, consideration, statutoryReplacement, whichSignature, atLeastUpTo, everybodysLandLaw, noStatutoryNotice]
}

extension ClauseLibrary {
    /// Turns of phrase in the body of a clause.
    package func phrases(_ source: ClauseSource) -> [Finding] {
        let traits = source.frontMatter.traits.map(\.value)
        let rules = PhraseRule.all.filter { $0.trait.map(traits.contains) ?? true }
        return Sentence.all(of: source.body.value).flatMap { sentence in
            rules.filter { rule in
                rule.words.allSatisfy { sentence.text.contains($0) } && !rule.without.contains { sentence.text.contains($0) }
            }.map { Finding($0.card.severity, $0.card.id, at: source.body.place(at: sentence.offset), $0.message, remedy: $0.card.remedy) }
        }
    }
}

/// A sentence of a clause's source, with lines joined.
private struct Sentence {
    var text: String
    /// Of its first letter, in Unicode scalars.
    var offset: Int

    static func all(of body: String) -> [Sentence] {
        var found: [Sentence] = []
        var current = String.UnicodeScalarView()
        var start = 0
        func end() {
            if !current.isEmpty { found.append(Sentence(text: String(current), offset: start)) }
            current = String.UnicodeScalarView()
        }
        let scalars = Array(body.unicodeScalars)
        for (offset, scalar) in scalars.enumerated() {
            let next = offset + 1 < scalars.count ? scalars[offset + 1] : "\n"
            let isBlank = scalar == " " || scalar == "\n"
            if isBlank {
                // An empty line ends the sentence, too.
                if scalar == "\n", next == "\n" { end() } else if let last = current.last, last != " " { current.append(" ") }
                continue
            }
            if current.isEmpty { start = offset }
            current.append(scalar)
            // A full stop after a number („1. “, „12. Mai“) is none.
            if scalar == ".", next == " " || next == "\n", offset > 0, !("0"..."9").contains(scalars[offset - 1]) { end() }
        }
        end()
        return found
    }
}
