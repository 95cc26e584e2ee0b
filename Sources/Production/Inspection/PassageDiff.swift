/// What changed between two texts, word by word, where whole passages may only have moved.
public struct PassageDiff: Sendable, Hashable {
    public enum Part: Sendable, Hashable {
        case same(String), removed(String), added(String)
        /// Stands elsewhere in the new text: under the same number.
        case movedAway(String, number: Int)
        case movedHere(String, number: Int)
    }

    /// Joined without what was added or moved here they are the old text, without what was removed or moved away the new one.
    public let parts: [Part]

    /// Words in a row that are the same before they count as moved: fewer are in every text.
    private static let fewestWords = 5
    /// Of a phrase that stands in the old text again and again so many are looked at.
    private static let mostPlaces = 64

    public init(from old: String, to new: String) { self.init(WordDiff(from: old, to: new)) }

    public init(_ difference: WordDiff) {
        let runs = difference.parts.map(Run.init)
        var places: [[String]: [(run: Int, word: Int)]] = [:]
        for (index, run) in runs.enumerated() where run.kind == .removed {
            for start in run.starts { places[Array(run.words[start..<start + Self.fewestWords]), default: []].append((index, start)) }
        }
        var taken: Set<[Int]> = []
        var away: [Int: [Move]] = [:]
        var here: [Int: [Move]] = [:]
        var number = 0
        for (index, run) in runs.enumerated() where run.kind == .added {
            var start = 0
            while start + Self.fewestWords <= run.words.count {
                var best: (place: (run: Int, word: Int), length: Int)?
                for place in (places[Array(run.words[start..<start + Self.fewestWords])] ?? []).prefix(Self.mostPlaces) {
                    let other = runs[place.run].words
                    var length = 0
                    while place.word + length < other.count, start + length < run.words.count, other[place.word + length] == run.words[start + length],
                        !taken.contains([place.run, place.word + length])
                    { length += 1 }
                    if length >= Self.fewestWords, length > best?.length ?? 0 { best = (place, length) }
                }
                guard let best else {
                    start += 1
                    continue
                }
                number += 1
                for word in 0..<best.length { taken.insert([best.place.run, best.place.word + word]) }
                away[best.place.run, default: []].append(Move(words: best.place.word..<best.place.word + best.length, number: number))
                here[index, default: []].append(Move(words: start..<start + best.length, number: number))
                start += best.length
            }
        }
        parts = runs.enumerated().flatMap { index, run in run.parts(moved: ((away[index] ?? []) + (here[index] ?? [])).sorted { $0.words.lowerBound < $1.words.lowerBound }) }
    }

    public var isEmpty: Bool { parts.allSatisfy { if case .same = $0 { true } else { false } } }

    /// `[-weg-]`, `{+neu+}`, and passages that have moved: `[1> …]` from there, `{>1 …}` to here.
    public var text: String {
        parts.map { part in
            switch part {
            case .same(let text): text
            case .removed(let text): "[-\(text)-]"
            case .added(let text): "{+\(text)+}"
            case .movedAway(let text, let number): "[\(number)> \(text)]"
            case .movedHere(let text, let number): "{>\(number) \(text)}"
            }
        }.joined()
    }

    private struct Move {
        let words: Range<Int>
        let number: Int
    }

    private struct Run {
        enum Kind { case same, removed, added }

        let kind: Kind
        /// Words and what stands between them.
        private let pieces: [Substring]
        /// Indices into ``pieces``.
        private let places: [Int]
        let words: [String]

        init(_ part: WordDiff.Part) {
            let text: String
            switch part {
            case .same(let own): (kind, text) = (.same, own)
            case .removed(let own): (kind, text) = (.removed, own)
            case .added(let own): (kind, text) = (.added, own)
            }
            guard kind != .same else {
                (pieces, places, words) = ([text[...]], [], [])
                return
            }
            var pieces: [Substring] = []
            var rest = text[...]
            while let first = rest.first {
                let piece = rest.prefix { $0.isWhitespace == first.isWhitespace }
                pieces.append(piece)
                rest = rest[piece.endIndex...]
            }
            self.pieces = pieces
            places = pieces.indices.filter { pieces[$0].first?.isWhitespace == false }
            words = places.map { String(pieces[$0]) }
        }

        /// Where a passage long enough can begin.
        var starts: Range<Int> { 0..<max(0, words.count - PassageDiff.fewestWords + 1) }

        func parts(moved: [Move]) -> [Part] {
            guard kind != .same else { return [.same(pieces.joined())] }
            var parts: [Part] = []
            var from = 0
            func add(_ range: Range<Int>) {
                let text = pieces[range].joined()
                if !text.isEmpty { parts.append(kind == .removed ? .removed(text) : .added(text)) }
            }
            for move in moved {
                let (first, last) = (places[move.words.lowerBound], places[move.words.upperBound - 1])
                add(from..<first)
                let text = pieces[first...last].joined()
                parts.append(kind == .removed ? .movedAway(text, number: move.number) : .movedHere(text, number: move.number))
                from = last + 1
            }
            add(from..<pieces.count)
            return parts
        }
    }
}
