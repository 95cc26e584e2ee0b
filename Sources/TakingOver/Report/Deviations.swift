import GermanText
import Word

/// What the new agreement says otherwise than the old file, paragraph by paragraph: the last look at everything that was decided.
struct Deviations {
    struct Deviation: Sendable, Hashable {
        /// Empty: it is new.
        var before: String
        /// Empty: it is gone.
        var after: String
    }

    let all: [Deviation]

    /// - Parameter fields: tags of the places to fill in, which look different there.
    init(_ old: OldContract, _ made: ReadDocument, fields: Set<String>, citations: CitationFinder) {
        let new = Dissection(made, path: old.path, name: old.name, without: fields.union(["leerstelle"]), citations: citations).contract
        let (before, after) = (Self.lines(old), Self.lines(new))
        var (gone, added): ([Int], [Int]) = ([], [])
        for change in after.map(\.key).difference(from: before.map(\.key)) {
            switch change {
            case .remove(let offset, _, _): gone.append(offset)
            case .insert(let offset, _, _): added.append(offset)
            }
        }
        all = Self.paired(gone.map { before[$0].text }, added.map { after[$0].text })
    }

    /// All lines but signatures, which are arranged anew, and marks of drafts; the parties as one, for they stand on lines of their own there.
    private static func lines(_ contract: OldContract) -> [(key: String, text: String)] {
        let signatures = Set(contract.signatures.lines)
        let own = contract.lines.filter { !signatures.contains($0.position) && $0.style != "DraftMark" && !isDraftMark($0.plain) }
        let hasParties = contract.parties.form != .none
        let first = contract.sections.first?.headingLine ?? 0
        var (front, found): ([String], [(key: String, text: String)]) = ([], [])
        // „§ 1“ on a line of its own belongs to the heading below.
        var number = ""
        for line in own {
            if hasParties, line.position < first {
                front.append(line.whole)
            } else if line.plain.isEmpty {
                number = line.whole
            } else {
                for (index, part) in line.text.split(whereSeparator: \.isNewline).enumerated() {
                    let label = index == 0 ? [number, line.number.map { $0.shape == .bullet ? "•" : $0.text } ?? ""].filter { !$0.isEmpty }.joined(separator: " ") : ""
                    let text = Wording.normal(label + " " + NoteMark.removed(from: String(part)))
                    if !folded(text).isEmpty { found.append((folded(text), text)) }
                }
                number = ""
            }
        }
        guard !front.isEmpty else { return found }
        let text = front.joined(separator: " ")
        return [(folded(text).replacing(/[-,]/, with: ""), text)] + found
    }

    private static func isDraftMark(_ text: String) -> Bool { text.count <= 80 && text.contains(/Entwurf/) && text.contains(/Stand/) }

    /// Signs that our typography makes of others, and places to fill in, left out.
    static func folded(_ text: String) -> String {
        var text = text.replacing(/\[[^\[\]]{0,120}\]|<[^<>]{2,80}>|_{3,}|\.{4,}|…{1,}|\.\.\./, with: "")
        text = text.replacing(/[„“”"»«‚‘’'`]/, with: "'").replacing(/[–—‐‑−]/, with: "-").replacing("{", with: "(").replacing("}", with: ")")
        return text.filter { !$0.isWhitespace }.lowercased()
    }

    private static func paired(_ gone: [String], _ added: [String]) -> [Deviation] {
        var rest = added.map { (text: $0, bag: WordBag($0)) }
        var found: [Deviation] = []
        for text in gone {
            let bag = WordBag(text)
            if let index = rest.indices.max(by: { rest[$0].bag.likeness(to: bag) < rest[$1].bag.likeness(to: bag) }), rest[index].bag.likeness(to: bag) >= 0.5 {
                found.append(Deviation(before: text, after: rest.remove(at: index).text))
            } else {
                found.append(Deviation(before: text, after: ""))
            }
        }
        return found + rest.map { Deviation(before: "", after: $0.text) }
    }
}
