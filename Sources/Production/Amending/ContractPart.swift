import Checksum
import DocumentModel

/// A part of a contract that can be cited and amended: a section, an Absatz, an item, a paragraph without number.
///
/// Two are equal if they read the same: identifiers, references' targets, fields behind values and what only forbids line breaks are left out.
package struct ContractPart: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case contract, title, parties, party, section, absatz, item, bullet, text, quotation, table, figure, annex
    }

    package var kind: Kind
    /// „§ 7“, „(2)“, „a)“, „Anlage 1“; empty without number.
    package var label: String
    /// Of sections and annexes.
    package var heading: [Inline]
    /// Its own words; of a section the lines of law below its heading.
    package var content: [Inline]
    /// Of ``content``.
    package var role: ParagraphRole
    package var table: Table?
    /// Names the clause or annex, whatever its version: what is to be held against what.
    package var key: String
    package var parts: [ContractPart]
    package var aside: Aside

    /// What is no matter of equality.
    package struct Aside: Sendable, Hashable {
        /// Where it stands in the document it was read from.
        package var node: NodeID?
        /// The clause that its words come from, where that is known.
        package var clause: String?
        /// Which amendments have made it read as it does, the earliest first.
        package var notes: [String] = []

        package static func == (a: Aside, b: Aside) -> Bool { true }
        package func hash(into hasher: inout Hasher) {}
    }

    package init(
        _ kind: Kind, label: String = "", heading: [Inline] = [], content: [Inline] = [], role: ParagraphRole = .body, table: Table? = nil,
        key: String = "", parts: [ContractPart] = [], node: NodeID? = nil
    ) {
        (self.kind, self.label, self.heading, self.content, self.role) = (kind, label, heading, content, role)
        (self.table, self.key, self.parts) = (table, key, parts)
        aside = Aside(node: node)
    }

    /// All words in reading order, one line a part.
    package var lines: [String] {
        let own = [label, heading.plainText, content.plainText].filter { !$0.isEmpty }.joined(separator: " ")
        let cells = (table.map { $0.header + $0.rows } ?? []).map { row in row.cells.map { $0.blocks.cellText }.joined(separator: " | ") }
        return (own.isEmpty ? [] : [own]) + cells + parts.flatMap(\.lines)
    }

    /// SHA-256 of the wording with its divisions: two contracts that read the same have the same.
    package var checksum: String {
        var text = ""
        func add(_ part: ContractPart, _ depth: Int) {
            text += "\(depth) \(part.kind.rawValue)\u{1F}\(part.label)\u{1F}\(part.heading.plainText)\u{1F}\(part.content.plainText)\u{1E}"
            for row in part.table.map({ $0.header + $0.rows }) ?? [] {
                text += row.cells.map { $0.blocks.cellText }.joined(separator: "\u{1F}") + "\u{1E}"
            }
            for inner in part.parts { add(inner, depth + 1) }
        }
        add(self, 0)
        return SHA256.hex(of: Array(text.utf8))
    }
}

extension [Block] {
    /// Of a table's cell.
    var cellText: String {
        map { block in if case .paragraph(let paragraph) = block.content { paragraph.content.plainText } else { "" } }.joined(separator: " ")
    }
}

extension [Inline] {
    /// As it reads: neighbouring texts are one, and nothing is left of what does not show.
    var reading: [Inline] {
        var result: [Inline] = []
        func add(_ inline: Inline) {
            if case .text(let new) = inline {
                if new.isEmpty { return }
                if case .text(let before)? = result.last {
                    result[result.count - 1] = .text(before + new)
                    return
                }
            }
            result.append(inline)
        }
        for inline in self {
            switch inline {
            case .text, .lineBreak: add(inline)
            case .span(let span):
                let content = span.content.reading
                switch span.role {
                case .emphasis, .strong, .alternativeMark, .foreign: if !content.isEmpty { add(.span(Span(span.role, language: span.language, content))) }
                case .value, .citation, .definition, .placeholder, .unbreakable, .deleted, .inserted: content.forEach(add)
                }
            case .reference(_, let content), .link(_, let content): content.reading.forEach(add)
            case .footnote(let note): add(.text(" (Fußnote: \(note.blocks.cellText))"))
            case .blank: add(.text(FillIn.plainText))
            case .pageNumber: break
            }
        }
        return result
    }
}
