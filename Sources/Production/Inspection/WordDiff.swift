/// What changed between two texts, word by word (Myers 1986, as the standard library has it).
public struct WordDiff: Sendable, Hashable {
    public enum Part: Sendable, Hashable {
        case same(String), removed(String), added(String)
    }

    /// Runs of words, blanks and line ends among them; joined without the added ones they are the old text, without the removed ones the new.
    public let parts: [Part]

    public init(from old: String, to new: String) {
        let before = WordDiff.pieces(old)
        let after = WordDiff.pieces(new)
        let difference = after.difference(from: before)
        var removed: Set<Int> = []
        var added: Set<Int> = []
        for change in difference {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): added.insert(offset)
            }
        }
        var parts: [Part] = []
        var i = 0
        var j = 0
        while i < before.count || j < after.count {
            if i < before.count, removed.contains(i) {
                parts.append(.removed(before[i]))
                i += 1
            } else if j < after.count, added.contains(j) {
                parts.append(.added(after[j]))
                j += 1
            } else if i < before.count, j < after.count {
                parts.append(.same(before[i]))
                i += 1
                j += 1
            } else {
                break
            }
        }
        self.parts = WordDiff.grouped(WordDiff.joined(parts))
    }

    public var isEmpty: Bool { !parts.contains { if case .same = $0 { false } else { true } } }

    /// Words, and between them blanks.
    private static func pieces(_ text: String) -> [String] {
        var pieces: [String] = []
        for character in text {
            let isBlank = character.isWhitespace
            if let last = pieces.last, let first = last.first, first.isWhitespace == isBlank, !isBlank {
                pieces[pieces.count - 1].append(character)
            } else {
                pieces.append(String(character))
            }
        }
        return pieces
    }

    /// Neighbours of one kind in one part; a blank between two changed words belongs to the change.
    private static func joined(_ parts: [Part]) -> [Part] {
        var result: [Part] = []
        for part in parts {
            switch (result.last, part) {
            case (.same(let text)?, .same(let next)): result[result.count - 1] = .same(text + next)
            case (.removed(let text)?, .removed(let next)): result[result.count - 1] = .removed(text + next)
            case (.added(let text)?, .added(let next)): result[result.count - 1] = .added(text + next)
            default: result.append(part)
            }
        }
        return result
    }

    /// A blank between two changes belongs to them: whole phrases change, not word after word.
    private static func grouped(_ parts: [Part]) -> [Part] {
        var result: [Part] = []
        var removed = ""
        var added = ""
        func flush() {
            if !removed.isEmpty { result.append(.removed(removed)) }
            if !added.isEmpty { result.append(.added(added)) }
            (removed, added) = ("", "")
        }
        for (index, part) in parts.enumerated() {
            switch part {
            case .removed(let text): removed += text
            case .added(let text): added += text
            case .same(let text):
                let isBetween = !(removed.isEmpty && added.isEmpty) && index + 1 < parts.count
                if isBetween, text.count == 1, text.first?.isWhitespace ?? false {
                    removed += text
                    added += text
                } else {
                    flush()
                    result.append(part)
                }
            }
        }
        flush()
        return result
    }

    /// `[-weg-]` and `{+neu+}`, as wdiff writes it.
    public var text: String {
        parts.map { part in
            switch part {
            case .same(let text): text
            case .removed(let text): "[-\(text)-]"
            case .added(let text): "{+\(text)+}"
            }
        }.joined()
    }
}
