import Foundation

@testable import Word

/// Returned files, made by editing `document.xml` of what was sent, as Word writes it: tracked, or simply changed.
struct Redlines {
    enum Kind: CaseIterable {
        case replaced, added, cut, paragraphDeleted, paragraphInserted, paragraphMoved
    }

    struct Edit {
        var kind: Kind
        var isTracked: Bool
        /// What was sent, and what is to be read now.
        var before: String
        var after: String
    }

    private struct Candidate {
        var range: Range<String.Index>
        var text: String
    }

    private let parts: [OfficePackage.Part]
    private let markup: String
    private let candidates: [Candidate]

    /// - Parameter sparesEdges: changes nothing in the first and the last paragraph of a control: LibreOffice 7.4 loses what is tracked there
    ///   (findings/libreoffice-loses-deletion-in-control.sh).
    init(_ bytes: [UInt8], sparesEdges: Bool = false) throws {
        let reader = try PackageReader(bytes, path: "gesendet.docx")
        var parts: [OfficePackage.Part] = []
        for name in reader.names { parts.append(OfficePackage.Part(name: name, bytes: try reader.bytes(of: name) ?? [])) }
        self.parts = parts
        markup = String(decoding: parts.first { $0.name == "word/document.xml" }?.bytes ?? [], as: UTF8.self)
        // Paragraphs of one plain run: nothing in them is a field, a control or a picture.
        var found: [Candidate] = []
        for match in markup.matches(of: /<w:p>(<w:pPr>(?:(?!<\/w:pPr>).)*<\/w:pPr>)?<w:r><w:t xml:space="preserve">([^<&]*)<\/w:t><\/w:r><\/w:p>/) {
            let text = String(match.output.2)
            let isEdge = markup[..<match.range.lowerBound].hasSuffix("<w:sdtContent>") || markup[match.range.upperBound...].hasPrefix("</w:sdtContent>")
            if text.split(separator: " ").count >= 8, !(sparesEdges && isEdge) { found.append(Candidate(range: match.range, text: text)) }
        }
        let counts = Dictionary(grouping: found, by: \.text).mapValues(\.count)
        candidates = found.filter { counts[$0.text] == 1 }
    }

    /// The file with other parts.
    func file(_ changed: [String: String], adding new: [String: String] = [:]) throws -> [UInt8] {
        var package = OfficePackage()
        for part in parts { package.add(part.name, changed[part.name].map { Array($0.utf8) } ?? part.bytes) }
        for (name, text) in new.sorted(by: { $0.key < $1.key }) { package.add(name, Array(text.utf8)) }
        return try package.archive()
    }

    func text(of part: String) -> String { String(decoding: parts.first { $0.name == part }?.bytes ?? [], as: UTF8.self) }

    /// - Parameter mode: 0 all tracked, 1 none, 2 both.
    func redline(_ random: inout SplitMix, mode: Int, revisions: Int) throws -> (file: [UInt8], edits: [Edit])? {
        guard candidates.count >= 8 else { return nil }
        var edits: [(range: Range<String.Index>, text: String, edit: Edit)] = []
        var taken: Set<Int> = []
        for number in 0..<revisions {
            let index = random.next(candidates.count)
            // Neighbours stay as they are, so that every change stands by itself.
            guard taken.isDisjoint(with: [index - 1, index, index + 1]) else { continue }
            let isTracked = mode == 0 || mode == 2 && number % 2 == 0
            let kind = Kind.allCases[random.next(Kind.allCases.count)]
            if kind == .paragraphMoved {
                let target = (index + candidates.count / 2) % candidates.count
                guard abs(target - index) >= 4, taken.isDisjoint(with: [target - 1, target, target + 1]) else { continue }
                taken.formUnion([index, target])
                edits += moved(candidates[index], behind: candidates[target], isTracked)
            } else {
                taken.insert(index)
                edits.append(changed(candidates[index], kind, isTracked, number, &random))
            }
        }
        var result = markup
        for (range, text, _) in edits.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) { result.replaceSubrange(range, with: text) }
        let expected = edits.map(\.edit).filter { !($0.before.isEmpty && $0.after.isEmpty) }
        return expected.isEmpty ? nil : (try file(["word/document.xml": result]), expected)
    }

    static let author = "w:author=\"P. Partner\" w:date=\"2026-11-20T10:00:00Z\""

    private static func run(_ text: String, _ element: String = "w:t") -> String {
        text.isEmpty ? "" : "<w:r><\(element) xml:space=\"preserve\">\(text)</\(element)></w:r>"
    }

    private static func wrapped(_ text: String, _ element: String) -> String {
        let isGone = element == "w:del"
        return "<\(element) w:id=\"9\" \(author)>\(run(text, isGone ? "w:delText" : "w:t"))</\(element)>"
    }

    private func changed(
        _ candidate: Candidate, _ kind: Kind, _ isTracked: Bool, _ number: Int, _ random: inout SplitMix
    ) -> (range: Range<String.Index>, text: String, edit: Edit) {
        var words = candidate.text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        let at = 1 + random.next(words.count - 3)
        let source = String(markup[candidate.range])
        let head = String(source[..<(source.range(of: "<w:r>")?.lowerBound ?? source.startIndex)])
        let new = "Sonderwort\(number)"
        func result(_ old: String, _ added: String, dropping count: Int) -> (range: Range<String.Index>, text: String, edit: Edit) {
            let front = words[..<at].joined(separator: " ") + " "
            let back = " " + words[(at + count)...].joined(separator: " ")
            words.replaceSubrange(at..<(at + count), with: added.isEmpty ? [] : [added])
            let middle =
                isTracked
                ? (old.isEmpty ? "" : Self.wrapped(old, "w:del")) + (added.isEmpty ? "" : Self.wrapped(added, "w:ins")) : Self.run(added)
            return (
                candidate.range, head + Self.run(front) + middle + Self.run(back) + "</w:p>",
                Edit(kind: kind, isTracked: isTracked, before: candidate.text, after: words.joined(separator: " "))
            )
        }
        switch kind {
        case .replaced, .paragraphMoved: return result(words[at], new, dropping: 1)
        case .added: return result("", new, dropping: 0)
        case .cut: return result(words[at], "", dropping: 1)
        case .paragraphDeleted:
            let edit = Edit(kind: kind, isTracked: isTracked, before: candidate.text, after: "")
            return (candidate.range, isTracked ? Self.marked(head, "w:del") + Self.wrapped(candidate.text, "w:del") + "</w:p>" : "", edit)
        case .paragraphInserted:
            let text = "Abweichend hiervon gilt künftig eine eigene Regel Nr. \(number), die niemand vorher gelesen hat."
            let own = isTracked ? Self.marked("<w:p>", "w:ins") + Self.wrapped(text, "w:ins") + "</w:p>" : "<w:p>" + Self.run(text) + "</w:p>"
            return (candidate.range, source + own, Edit(kind: kind, isTracked: isTracked, before: "", after: text))
        }
    }

    /// Here gone, there come.
    private func moved(_ candidate: Candidate, behind target: Candidate, _ isTracked: Bool) -> [(range: Range<String.Index>, text: String, edit: Edit)] {
        let source = String(markup[candidate.range])
        let edit = Edit(kind: .paragraphMoved, isTracked: isTracked, before: candidate.text, after: candidate.text)
        let nothing = Edit(kind: .paragraphMoved, isTracked: isTracked, before: "", after: "")
        let there = String(markup[target.range])
        guard isTracked else { return [(candidate.range, "", edit), (target.range, there + source, nothing)] }
        let head = String(source[..<(source.range(of: "<w:r>")?.lowerBound ?? source.startIndex)])
        return [
            (candidate.range, Self.marked(head, "w:moveFrom") + Self.wrapped(candidate.text, "w:moveFrom") + "</w:p>", edit),
            (target.range, there + Self.marked(head, "w:moveTo") + Self.wrapped(candidate.text, "w:moveTo") + "</w:p>", nothing),
        ]
    }

    /// The paragraph's end is part of the change, too.
    private static func marked(_ head: String, _ element: String) -> String {
        let mark = "<w:rPr><\(element) w:id=\"8\" \(author)/></w:rPr>"
        return head.contains("</w:pPr>") ? head.replacing("</w:pPr>", with: mark + "</w:pPr>") : head + "<w:pPr>\(mark)</w:pPr>"
    }
}

/// The same numbers everywhere (Steele, Lea & Flood 2014).
struct SplitMix {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((z ^ (z >> 31)) % UInt64(max(1, bound)))
    }
}
