import Word

/// Words of a text for comparing: in order, and how often each occurs.
struct WordBag: Sendable {
    let words: [String]
    private let counts: [String: Int]

    init(_ text: String) {
        words = WordBag.words(text)
        counts = words.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }

    /// Letters and figures, small; signs count for nothing.
    static func words(_ text: String) -> [String] {
        Wording.normal(text).lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "§" }).map(String.init)
    }

    /// Words in common, twice, over all words (Dice): 0 to 1.
    func likeness(to other: WordBag) -> Double {
        let all = words.count + other.words.count
        guard all > 0, !words.isEmpty, !other.words.isEmpty else { return 0 }
        let (small, large) = counts.count < other.counts.count ? (counts, other.counts) : (other.counts, counts)
        return Double(2 * small.reduce(0) { $0 + min($1.value, large[$1.key] ?? 0) }) / Double(all)
    }

    /// The best that their lengths allow.
    func mostLikeness(to other: WordBag) -> Double {
        let all = words.count + other.words.count
        return all == 0 ? 0 : Double(2 * min(words.count, other.words.count)) / Double(all)
    }
}

extension OldSection {
    /// All its words, without its number and heading.
    package var wording: String {
        func text(_ nodes: [OldNode]) -> [String] {
            nodes.flatMap { node -> [String] in
                let own: [String] = if case .table(let rows) = node.kind { rows.flatMap { $0 } } else { [NoteMark.removed(from: node.text)] }
                return own + text(node.children)
            }
        }
        return Wording.normal(text(nodes).joined(separator: " "))
    }
}
