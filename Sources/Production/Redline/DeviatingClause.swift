import Assembler
import Findings
import Foundation
import Word

/// A clause as this one contract is to have it: the library's text with the accepted changes, a draft that somebody has to approve.
package struct DeviatingClause: Sendable {
    /// The clause that it departs from: `kuendigung/frist@1.0`
    package let clause: String
    /// `kuendigung/frist-abweichung`
    package let name: String
    package let text: String
    /// What could not be carried over for certain.
    let findings: [Finding]

    /// - Parameters:
    ///   - clause: `kuendigung/frist@1.0`.
    ///   - source: its file, whole.
    ///   - changes: accepted ones of this clause, in order.
    init(_ clause: String, source: String, changes: [RedlineReport.Entry], file: String) {
        self.clause = clause
        let own = clause.split(separator: "@", maxSplits: 1).map(String.init)
        name = (own.first ?? clause) + "-abweichung"
        var (head, paragraphs) = DeviatingClause.taken(apart: source)
        var findings: [Finding] = []
        var after: [Int: [String]] = [:]
        var last = paragraphs.count - 1
        func told(_ entry: RedlineReport.Entry, _ what: String) {
            findings.append(
                Finding(
                    .warnung, "abweichung-pruefen", at: .file(file), "Änderung \(entry.number): \(what)",
                    remedy: "Sehen Sie den Entwurf der abweichenden Klausel an dieser Stelle durch."))
        }
        for entry in changes {
            let change = entry.change
            if change.kind == .inserted {
                after[last, default: []].append(change.after)
                if change.after.contains("{{") { told(entry, "Der neue Absatz enthält geschweifte Klammern; sie sind entfernt.") }
                continue
            }
            guard
                let index = paragraphs.indices.max(by: { SourceParagraph(paragraphs[$0]).likeness(to: change.before) < SourceParagraph(paragraphs[$1]).likeness(to: change.before) }
                ),
                SourceParagraph(paragraphs[index]).likeness(to: change.before) >= 0.5
            else {
                told(entry, "Die Stelle ist im Text der Klausel nicht zu finden (Überschrift, Tabelle oder aus einem Baustein); sie ist nicht übernommen.")
                continue
            }
            last = index
            switch change.kind {
            case .deleted: paragraphs[index] = ""
            case .moved, .changed, .inserted:
                if change.kind == .moved { told(entry, "Der Absatz ist verschoben worden; im Entwurf steht er an der alten Stelle.") }
                if let edited = SourceParagraph(paragraphs[index]).edited(change) {
                    paragraphs[index] = edited
                } else {
                    paragraphs[index] = SourceParagraph(paragraphs[index]).replaced(by: change.after)
                    told(entry, "Die Änderung trifft eine Stelle, die aus einem Feld, Verweis oder einer Bedingung kommt; der Absatz steht jetzt als fester Text da.")
                }
            }
        }
        var body: [String] = []
        for (index, paragraph) in paragraphs.enumerated() {
            if !paragraph.isEmpty { body.append(paragraph) }
            for text in after[index] ?? [] {
                let isItem = paragraph.prefixMatch(of: /\s*\d+\.\s/) != nil
                body.append((isItem ? "1. " : "") + SourceParagraph.literal(text))
            }
        }
        for text in after[-1] ?? [] { body.insert(SourceParagraph.literal(text), at: 0) }
        head = DeviatingClause.marked(head, of: clause)
        self.text = head + "\n" + body.joined(separator: "\n\n") + "\n"
        self.findings = findings
    }

    /// The front matter with its rules, and the paragraphs of the text.
    private static func taken(apart source: String) -> (head: String, paragraphs: [String]) {
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") else { return ("---\n---\n", paragraphs(lines[...])) }
        return (lines[...end].joined(separator: "\n") + "\n", paragraphs(lines[(end + 1)...]))
    }

    /// What a blank line or the next item of a list ends.
    private static func paragraphs(_ lines: ArraySlice<String>) -> [String] {
        var paragraphs: [[String]] = []
        var isOpen = false
        for line in lines {
            if line.allSatisfy(\.isWhitespace) {
                isOpen = false
            } else if isOpen, line.prefixMatch(of: /\s*(\d+\.|[-*])\s/) == nil {
                paragraphs[paragraphs.count - 1].append(line)
            } else {
                paragraphs.append([line])
                isOpen = true
            }
        }
        return paragraphs.map { $0.joined(separator: "\n") }
    }

    /// A proposal, whatever the clause was, that says what it departs from.
    private static func marked(_ head: String, of clause: String) -> String {
        var lines = head.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for (index, line) in lines.enumerated() {
            if line.hasPrefix("status:") { lines[index] = "status: vorschlag" }
            if line.hasPrefix("fassung:") { lines[index] = "fassung: \"1.0\"" }
            if line.hasPrefix("zusammenfassung:") {
                lines[index] = "# Entwurf aus einer zurückgegebenen Word-Datei, abweichend von \(clause). Nur für diesen Vertrag; vor Gebrauch prüfen und freigeben.\n" + line
            }
        }
        return lines.joined(separator: "\n")
    }
}

/// A paragraph of a clause's Markdown, in which changes of the printed text are made.
struct SourceParagraph {
    private struct Unit {
        var text: String
        /// A word or sign as the printed text has it; a marker or blank is none.
        var isWord: Bool
    }

    private let source: String
    private let units: [Unit]

    init(_ source: String) {
        self.source = source
        units = Self.units(source)
    }

    /// Text that cannot be read as a marker.
    static func literal(_ text: String) -> String { text.replacing("{", with: "").replacing("}", with: "") }

    /// Words in common, twice, over all words.
    func likeness(to text: String) -> Double {
        let (own, other) = (words, Self.units(text).filter(\.isWord).map(\.text))
        guard !own.isEmpty || !other.isEmpty else { return 0 }
        var bag: [String: Int] = [:]
        for word in own { bag[word, default: 0] += 1 }
        var common = 0
        for word in other where bag[word, default: 0] > 0 {
            bag[word, default: 0] -= 1
            common += 1
        }
        return Double(2 * common) / Double(own.count + other.count)
    }

    private var words: [String] { units.filter(\.isWord).map(\.text) }

    /// The paragraph with the change in it; `nil` where it would fall into a marker.
    func edited(_ change: TextChange) -> String? {
        let (before, after) = (Self.units(change.before).filter(\.isWord), Self.units(change.after).filter(\.isWord))
        let indices = units.indices.filter { units[$0].isWord }
        // Which printed word is which of the source: what is not found comes from a marker.
        var place: [Int: Int] = [:]
        var (removed, added): (Set<Int>, Set<Int>) = ([], [])
        for step in before.map(\.text).difference(from: indices.map { units[$0].text }) {
            switch step {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): added.insert(offset)
            }
        }
        var (i, j) = (0, 0)
        while i < indices.count || j < before.count {
            if i < indices.count, removed.contains(i) {
                i += 1
            } else if j < before.count, added.contains(j) {
                j += 1
            } else if i < indices.count, j < before.count {
                place[j] = indices[i]
                (i, j) = (i + 1, j + 1)
            } else {
                break
            }
        }
        var gone: Set<Int> = []
        var inserted: [Int: [String]] = [:]
        for step in after.map(\.text).difference(from: before.map(\.text)) {
            guard case .remove(let offset, _, _) = step else { continue }
            guard let unit = place[offset] else { return nil }
            gone.insert(unit)
        }
        // Insertions hang on the printed word before them.
        var position = -1
        let steps = after.map(\.text).difference(from: before.map(\.text))
        let (away, new) = (Set(steps.removals.map(Self.offset)), Set(steps.insertions.map(Self.offset)))
        var old = 0
        for index in after.indices {
            while old < before.count, away.contains(old) {
                position = old
                old += 1
            }
            if new.contains(index) {
                guard position < 0 || place[position] != nil else { return nil }
                inserted[position < 0 ? -1 : place[position] ?? -1, default: []].append(after[index].text)
            } else {
                position = old
                old += 1
            }
        }
        return written(without: gone, inserting: inserted)
    }

    private static func offset(_ change: CollectionDifference<String>.Change) -> Int {
        switch change {
        case .insert(let offset, _, _), .remove(let offset, _, _): offset
        }
    }

    private func written(without gone: Set<Int>, inserting inserted: [Int: [String]]) -> String {
        var text = ""
        func add(_ words: [String]) {
            for word in words {
                let isSign = word.count == 1 && !(word.first?.isLetter ?? true) && !(word.first?.isNumber ?? true)
                if !isSign, let last = text.last, !last.isWhitespace { text += " " }
                text += SourceParagraph.literal(word)
            }
        }
        if let first = inserted[-1] {
            text += prefix
            add(first)
            text += " "
        }
        for (index, unit) in units.enumerated() {
            if index == 0, inserted[-1] != nil, unit.text == prefix { continue }
            if !gone.contains(index) {
                text += unit.text
            } else if index + 1 < units.count, units[index + 1].text.allSatisfy(\.isWhitespace), text.last?.isWhitespace ?? true, inserted[index] == nil {
                text = String(text.dropLast(text.last == " " ? 1 : 0))
            }
            if let words = inserted[index] { add(words) }
        }
        return text
    }

    /// „1. “, „- “
    private var prefix: String { source.prefixMatch(of: /\s*(\d+\.|[-*])\s+/).map { String($0.output.0) } ?? "" }

    func replaced(by text: String) -> String {
        let anchor = source.firstMatch(of: /\{#[a-z0-9_-]+\}/).map { " " + String($0.output) } ?? ""
        return prefix + Self.literal(text) + anchor
    }

    private static func units(_ source: String) -> [Unit] {
        var units: [Unit] = []
        var rest = source[...]
        if let prefix = rest.prefixMatch(of: /\s*(\d+\.|[-*])\s+/) {
            units.append(Unit(text: String(prefix.output.0), isWord: false))
            rest = rest[prefix.range.upperBound...]
        }
        while let first = rest.first {
            if rest.hasPrefix("{{") || rest.hasPrefix("{#") {
                let closing = rest.hasPrefix("{{") ? "}}" : "}"
                let end = rest.range(of: closing)?.upperBound ?? rest.endIndex
                units.append(Unit(text: String(rest[..<end]), isWord: false))
                rest = rest[end...]
            } else if first.isWhitespace {
                let end = rest.firstIndex { !$0.isWhitespace } ?? rest.endIndex
                units.append(Unit(text: String(rest[..<end]), isWord: false))
                rest = rest[end...]
            } else if first.isLetter || first.isNumber {
                let end = rest.firstIndex { !$0.isLetter && !$0.isNumber } ?? rest.endIndex
                units.append(Unit(text: String(rest[..<end]), isWord: true))
                rest = rest[end...]
            } else {
                units.append(Unit(text: String(first), isWord: first != "*"))
                rest = rest.dropFirst()
            }
        }
        return units
    }
}
