import GermanText
import Word

/// Sections as clauses: Markdown with front matter. References first, so that whatever is referred to gets its mark.
struct ClauseWriter {
    struct Written: Sendable {
        /// `kuendigung`
        var family: String
        var text: String
        var fields: [BlankFinder.Field] = []
    }

    private let contract: OldContract
    private(set) var references: ReferenceFinder
    private var blanks: BlankFinder
    private var definitions: DefinitionFinder
    private var annexes: AnnexMention
    private(set) var log: TakeOverLog
    /// Passages by node.
    private var passages: [Int: PassageText] = [:]
    private var fields: [Int: [BlankFinder.Field]] = [:]
    private var braces = false

    private(set) var clauses: [Written] = []
    /// Texts of annexes, by their keys.
    private(set) var annexTexts: [String: String] = [:]
    private(set) var terms: [String] = []
    var allFields: [BlankFinder.Field] { fields.sorted { $0.key < $1.key }.flatMap(\.value) }

    init(_ contract: OldContract, citations: CitationFinder, log: TakeOverLog) {
        self.contract = contract
        self.log = log
        references = ReferenceFinder(contract, citations: citations, log: log)
        (blanks, definitions, annexes) = (BlankFinder(log), DefinitionFinder(log), AnnexMention(contract.annexes, log))
        for (index, section) in contract.sections.enumerated() { read(section.nodes, index, section.place) }
        for annex in contract.annexes { read(annex.nodes, nil, "Anlage \(annex.figure)") }
        for (index, section) in contract.sections.enumerated() { clauses.append(clause(section, index)) }
        for annex in contract.annexes where !annex.nodes.isEmpty { annexTexts[annex.key] = body(annex.nodes, notes: NoteList(contract.notes)) }
        terms = definitions.terms
    }

    // MARK: - Reading

    private mutating func read(_ nodes: [OldNode], _ section: Int?, _ place: String) {
        for node in nodes {
            let text = plainBlanks(node.text)
            if case .table = node.kind {} else { passages[node.id] = passage(text, node, section, place) }
            read(node.children, section, place)
        }
    }

    private mutating func passage(_ text: String, _ node: OldNode, _ section: Int?, _ place: String) -> PassageText {
        if text.contains("{") || text.contains("}"), !braces {
            braces = true
            log.add(
                .hinweis, "uebernahme-zeichen", line: node.line, "Geschweifte Klammern haben in Klauseln eine Bedeutung; aus ihnen sind runde geworden.",
                "Prüfen Sie die Stelle „\(TakeOverLog.excerpt(text))“.")
        }
        references.log = log
        var replacements = references.find(in: text, section: section, line: node.line)
        let mentions = annexes.find(in: text, place: place, line: node.line, log: references.log)
        log = annexes.log
        replacements += mentions
        // Fields and terms of annexes would be asked for twice, and defined behind their use.
        if let section {
            let found = blanks.find(in: text, place: place, line: node.line, log: log)
            let named = definitions.find(in: text, place: place, line: node.line, log: blanks.log)
            log = definitions.log
            replacements += found.map(\.replacement) + named
            if !found.isEmpty { fields[section, default: []] += found.map(\.field) }
        }
        return PassageText(text, replacements)
    }

    /// Blanks within a line are one, line ends stay.
    private func plainBlanks(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: true).map { line in
            line.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "\r" || $0 == "\u{2028}" }).joined(separator: " ")
        }.filter { !$0.isEmpty }.joined(separator: "\n").precomposedStringWithCanonicalMapping
    }

    // MARK: - Writing

    private func clause(_ section: OldSection, _ index: Int) -> Written {
        var lines = ["---"]
        let heading = MarkdownText.escaped(NoteMark.removed(from: section.heading))
        // A clause has one; the agreement says that it is not printed.
        let name = section.number.map { "Abschnitt \($0.figure)" } ?? "Eingang"
        lines.append("ueberschrift: \(YAMLText.quoted(heading.isEmpty ? name : heading))")
        lines += [
            "zusammenfassung: \(YAMLText.quoted("Übernommen aus „\(contract.name)“, \(section.place)"))", "fassung: \"0.1\"", "status: entwurf",
        ]
        if section.number == nil { lines.append("nummer: nein") }
        let own = fields[index] ?? []
        if !own.isEmpty {
            lines.append("felder:")
            for field in own {
                lines.append("  \(field.name):")
                lines.append("    art: text")
                lines.append("    beschriftung: \(YAMLText.quoted(field.label))")
                if !field.placeholder.isEmpty { lines.append("    platzhalter: \(YAMLText.quoted(field.placeholder))") }
                lines.append("    offen: true")
            }
        }
        lines.append("---")
        let notes = NoteList(contract.notes)
        let text = body(section.nodes, notes: notes)
        return Written(family: section.family, text: lines.joined(separator: "\n") + "\n\n" + text, fields: own)
    }

    private func body(_ nodes: [OldNode], notes: NoteList) -> String {
        var blocks: [String] = []
        var number = 0
        for node in nodes {
            if node.kind == .item, node.number?.shape != .bullet { number += 1 } else { number = 0 }
            blocks.append(block(node, indent: "", number: number, notes: notes))
        }
        let text = blocks.joined(separator: "\n\n")
        let definitions = notes.used.map { "[^\($0.label)]: " + MarkdownText.begun(MarkdownText.escaped($0.text)) }
        return text + (definitions.isEmpty ? "" : "\n\n" + definitions.joined(separator: "\n\n")) + "\n"
    }

    private func block(_ node: OldNode, indent: String, number: Int, notes: NoteList) -> String {
        switch node.kind {
        case .table(let rows): return table(rows, indent: indent)
        case .subheading: return indent + "## " + words(node, indent: indent + "   ", notes: notes, isWrapped: false) + mark(node)
        case .paragraph: return indent + MarkdownText.begun(words(node, indent: indent, notes: notes)) + mark(node)
        case .item:
            let isBullet = node.number?.shape == .bullet
            let sign = isBullet ? "- " : "\(number). "
            let inner = indent + String(repeating: " ", count: sign.count)
            let text = MarkdownText.begun(words(node, indent: inner, notes: notes))
            var result = indent + sign + (text.isEmpty ? "\u{A0}" : text) + mark(node)
            var own = 0
            for child in node.children {
                if child.kind == .item, child.number?.shape != .bullet { own += 1 } else { own = 0 }
                result += "\n\n" + block(child, indent: inner, number: own, notes: notes)
            }
            return result
        }
    }

    private func mark(_ node: OldNode) -> String { references.index.marks[node.id].map { " {#\($0)}" } ?? "" }

    private func words(_ node: OldNode, indent: String, notes: NoteList, isWrapped: Bool = true) -> String {
        var result = ""
        for part in passages[node.id]?.parts ?? [] {
            switch part {
            case .marker(let marker): result += marker
            case .text(let text): result += notes.inserted(text)
            }
        }
        let lines = result.split(separator: "\n").map { isWrapped ? MarkdownText.wrapped(String($0), indent: indent) : String($0) }
        return lines.joined(separator: isWrapped ? "\\\n\(indent)" : " ")
    }

    private func table(_ rows: [[String]], indent: String) -> String {
        let lines = rows.map { row in
            indent + "| " + row.map { MarkdownText.escaped($0.split(whereSeparator: \.isWhitespace).joined(separator: " ")) }.joined(separator: " | ") + " |"
        }
        guard let first = lines.first, let columns = rows.first?.count else { return "" }
        return ([first, indent + "|" + String(repeating: " --- |", count: columns)] + lines.dropFirst()).joined(separator: "\n")
    }
}

/// Footnotes of a clause, in the order in which its text names them.
final class NoteList {
    private let texts: [String: String]
    private(set) var used: [(label: String, text: String)] = []

    init(_ texts: [String: String]) { self.texts = texts }

    /// The text, escaped, with `[^1]` for each mark.
    func inserted(_ text: String) -> String {
        var (result, plain) = ("", "")
        var open: String?
        for character in text {
            if character == NoteMark.start {
                result += MarkdownText.escaped(plain)
                (plain, open) = ("", "")
            } else if character == NoteMark.end {
                if let id = open, let note = texts[id], !note.isEmpty {
                    used.append((String(used.count + 1), note))
                    result += "[^\(used.count)]"
                }
                open = nil
            } else if open != nil {
                open?.append(character)
            } else {
                plain.append(character)
            }
        }
        return result + MarkdownText.escaped(plain)
    }
}
