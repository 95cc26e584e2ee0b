/// „Meinten Sie …?“: the known name nearest to a misspelt one.
public enum Suggestion {
    /// The nearest of `names`, or `nil` when none is near. Case, hyphens and underscores count little; the first in
    /// alphabetical order wins a tie, so that the answer does not depend on the order of a dictionary.
    public static func nearest(to word: String, among names: some Sequence<String>) -> String? {
        let wanted = folded(word)
        guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
        let limit = max(1, wanted.count / 3)
        var best: (distance: Int, name: String)?
        for name in names {
            let candidate = folded(name)
            guard abs(candidate.count - wanted.count) <= limit, name != word else { continue }
            let found = distance(wanted, candidate)
            guard found <= limit else { continue }
            if let current = best, (current.distance, current.name) <= (found, name) { continue }
            best = (found, name)
        }
        return best?.name
    }

    /// „Meinten Sie „kuendigung“?“, or `nil` when no name is near.
    public static func remedy(for word: String, among names: some Sequence<String>) -> String? {
        nearest(to: word, among: names).map { "Meinten Sie „\($0)“?" }
    }

    private static func folded(_ word: String) -> [Unicode.Scalar] {
        word.lowercased().unicodeScalars.map { $0 == "_" ? "-" : $0 }
    }

    /// How many letters differ: optimal string alignment (Damerau–Levenshtein with adjacent transpositions).
    public static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
        guard !a.isEmpty else { return b.count }
        guard !b.isEmpty else { return a.count }
        var beforeLast = [Int](repeating: 0, count: b.count + 1)
        var last = Array(0...b.count)
        for i in 1...a.count {
            var row = [Int](repeating: i, count: b.count + 1)
            for j in 1...b.count {
                let substitution = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
                row[j] = min(last[j] + 1, row[j - 1] + 1, substitution)
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { row[j] = min(row[j], beforeLast[j - 2] + 1) }
            }
            (beforeLast, last) = (last, row)
        }
        return last[b.count]
    }
}
