/// One paragraph that is not what was sent.
package struct TextChange: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case changed, inserted, deleted, moved
    }

    /// How the file itself shows it.
    package enum Marking: Sendable, Hashable {
        /// As tracked changes.
        case tracked
        /// Not at all: the file reads as if it had been sent so.
        case hidden
        /// Some of it.
        case partly
    }

    package enum Part: Sendable, Hashable {
        case same(String), removed(String), added(String)
    }

    package enum Region: Sendable, Hashable {
        case text, note, furniture
    }

    package var kind: Kind
    package var marking: Marking
    package var region = Region.text
    /// `kuendigung/frist@1.0`; `nil`: outside all clauses.
    package var clause: String?
    /// „§ 4 (2)“
    package var place = ""
    package var heading = ""
    package var parts: [Part]
    /// Who has marked it: „Name, 2026-11-29“.
    package var people: [String] = []
    /// Nothing but numbers of references: they follow from other changes.
    package var isReferenceOnly = false
    /// Index among the paragraphs of what was sent, and of what came back.
    package var old: Int?
    package var new: Int?

    package var before: String { text { if case .added = $0 { false } else { true } } }
    package var after: String { text { if case .removed = $0 { false } else { true } } }

    private func text(_ isWanted: (Part) -> Bool) -> String {
        Wording.normal(
            parts.filter(isWanted).map { part in
                switch part {
                case .same(let text), .removed(let text), .added(let text): text
                }
            }.reduce(into: "") { $0 += TextChange.blank(between: $0, and: $1) + $1 })
    }

    /// No blank stands before a sign that ends something.
    private static func blank(between text: String, and next: String) -> String {
        text.isEmpty || next.first.map { ".,;:!?)“".contains($0) } ?? true ? "" : " "
    }

    /// `[-weg-]` and `{+neu+}`
    package var marked: String { marked { text, _ in text } }

    /// The same with a few words around each change only.
    package var excerpt: String {
        marked { text, index in
            let words = text.split(separator: " ")
            let (head, tail) = (index > 0 ? 6 : 0, index < parts.count - 1 ? 6 : 0)
            guard words.count > head + tail + 3 else { return text }
            return (words.prefix(head) + ["…"] + words.suffix(tail)).joined(separator: " ")
        }
    }

    private func marked(_ same: (String, Int) -> String) -> String {
        parts.enumerated().map { index, part in
            switch part {
            case .same(let text): same(text, index)
            case .removed(let text): "[-\(text)-]"
            case .added(let text): "{+\(text)+}"
            }
        }.reduce(into: "") { $0 += TextChange.blank(between: $0, and: $1) + $1 }
    }

    /// Runs of words that are the same, gone or new.
    static func parts(_ old: [FlatText.Token], _ new: [FlatText.Token]) -> (parts: [Part], touched: [FlatText.Token]) {
        var (removed, added): (Set<Int>, Set<Int>) = ([], [])
        for change in new.map(\.text).difference(from: old.map(\.text)) {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): added.insert(offset)
            }
        }
        var runs: [(kind: Int, tokens: [FlatText.Token])] = []
        func add(_ kind: Int, _ token: FlatText.Token) {
            if runs.last?.kind == kind { runs[runs.count - 1].tokens.append(token) } else { runs.append((kind, [token])) }
        }
        var (i, j) = (0, 0)
        while i < old.count || j < new.count {
            if i < old.count, removed.contains(i) {
                add(1, old[i])
                i += 1
            } else if j < new.count, added.contains(j) {
                add(2, new[j])
                j += 1
            } else if i < old.count, j < new.count {
                add(0, new[j])
                (i, j) = (i + 1, j + 1)
            } else {
                break
            }
        }
        let touched = runs.filter { $0.kind > 0 }.flatMap(\.tokens)
        return (
            runs.map { run in
                let text = FlatText.text(run.tokens)
                return run.kind == 0 ? .same(text) : run.kind == 1 ? .removed(text) : .added(text)
            }, touched
        )
    }
}

/// A field whose control says something else than what was sent.
package struct ControlChange: Sendable, Hashable {
    /// Path of the field.
    package var tag: String
    package var before: [String]
    /// The new wordings; one, where all places agree.
    package var after: [String]
    /// Places that say the new, and all.
    package var changedPlaces: Int
    package var places: Int
}
