import Agreements
import Word

/// Clauses of a library, to know sections again that say the same.
struct KnownClauses: Sendable {
    struct Match: Sendable, Hashable {
        /// `haftung/gesetzlich 1.0`
        var clause: String
        /// Nothing differs but what the clause has fields and conditions for.
        var isSame: Bool
        /// 0 to 1.
        var likeness: Double
        /// Words of the contract that the clause lacks, and the other way round, passage by passage.
        var onlyHere: [String]
        var onlyThere: [String]
    }

    private struct Clause: Sendable {
        var name: String
        var bag: WordBag
        /// Positions of words behind which the clause puts in something.
        var gaps: Set<Int>
        /// Words that stand under a condition.
        var conditional: Set<Int>
    }

    /// From so much on a section is shown beside a clause.
    static let leastLikeness = 0.6
    private let clauses: [Clause]

    init(_ library: ClauseLibrary) {
        clauses = library.currentSources.map { source in
            let name = "\(source.name) \(source.version.version)"
            return Self.clause(name, source.body.value)
        }
    }

    private static func clause(_ name: String, _ body: String) -> Clause {
        var words: [String] = []
        var gaps: Set<Int> = []
        var conditional: Set<Int> = []
        var depth = 0
        // Text and markers in turn.
        var rest = Self.withoutSigns(body)[...]
        func add(_ text: Substring) {
            for word in WordBag.words(String(text)) {
                if depth > 0 { conditional.insert(words.count) }
                words.append(word)
            }
        }
        while let open = rest.range(of: "{{") {
            add(rest[..<open.lowerBound])
            guard let close = rest[open.upperBound...].range(of: "}}") else { break }
            let marker = rest[open.upperBound..<close.lowerBound]
            if marker.hasPrefix("wenn ") || marker.hasPrefix("wahl:") {
                depth += 1
            } else if marker == "ende" {
                depth -= 1
            } else if marker.hasPrefix("definiert:") {
                add(marker.dropFirst("definiert:".count))
            } else if !marker.hasPrefix("fall:"), marker != "sonst" {
                gaps.insert(words.count)
            }
            rest = rest[close.upperBound...]
        }
        add(rest)
        return Clause(name: name, bag: WordBag(words.joined(separator: " ")), gaps: gaps, conditional: conditional)
    }

    /// Numbers of items, marks for references, footnotes.
    private static func withoutSigns(_ body: String) -> String {
        body.split(separator: "\n").map { line in
            String(line).replacing(/^\s*(?:\d+\.|[-*])\s/, with: "").replacing(/\{#[^}]*\}/, with: "").replacing(/\[\^[^\]]*\]:?/, with: "")
        }.joined(separator: "\n")
    }

    /// The clause that is most like the section; `nil` where none is.
    func match(_ section: OldSection) -> Match? {
        let own = WordBag(section.wording)
        guard own.words.count >= 5 else { return nil }
        let candidates = clauses.lazy.filter { $0.bag.mostLikeness(to: own) >= Self.leastLikeness || !$0.gaps.isEmpty || !$0.conditional.isEmpty }
        let best = candidates.map { clause in (clause, clause.bag.likeness(to: own)) }.max { ($0.1, $1.0.name) < ($1.1, $0.0.name) }
        guard let (clause, likeness) = best, likeness >= Self.leastLikeness else { return nil }
        return Self.compared(own, clause, likeness)
    }

    private static func compared(_ own: WordBag, _ clause: Clause, _ likeness: Double) -> Match {
        var (gone, new): (Set<Int>, Set<Int>) = ([], [])
        for change in own.words.difference(from: clause.bag.words) {
            switch change {
            case .remove(let offset, _, _): gone.insert(offset)
            case .insert(let offset, _, _): new.insert(offset)
            }
        }
        var (onlyHere, onlyThere): ([String], [String]) = ([], [])
        var (i, j) = (0, 0)
        while i < clause.bag.words.count || j < own.words.count {
            var (here, there): ([String], [String]) = ([], [])
            var hasGap = false
            while true {
                if i < clause.bag.words.count, gone.contains(i) {
                    hasGap = hasGap || clause.gaps.contains(i)
                    if !clause.conditional.contains(i) { there.append(clause.bag.words[i]) } else { hasGap = true }
                    i += 1
                } else if j < own.words.count, new.contains(j) {
                    here.append(own.words[j])
                    j += 1
                } else {
                    break
                }
            }
            // What a field or a condition puts in is no difference.
            if !here.isEmpty, !(hasGap || clause.gaps.contains(i)) || here.count > 14 { onlyHere.append(here.joined(separator: " ")) }
            if !there.isEmpty { onlyThere.append(there.joined(separator: " ")) }
            if i < clause.bag.words.count, j < own.words.count {
                (i, j) = (i + 1, j + 1)
            } else if i >= clause.bag.words.count, j >= own.words.count {
                break
            } else if !(i < clause.bag.words.count && gone.contains(i)), !(j < own.words.count && new.contains(j)) {
                break
            }
        }
        return Match(clause: clause.name, isSame: onlyHere.isEmpty && onlyThere.isEmpty, likeness: likeness, onlyHere: onlyHere, onlyThere: onlyThere)
    }
}
