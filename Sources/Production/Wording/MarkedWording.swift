import DocumentModel

/// Two wordings as one, with what went struck through and what came underlined.
struct MarkedWording {
    /// Behind one another in one column: „Änderungsfassung“.
    static func merged(_ old: ContractPart, _ new: ContractPart) -> ContractPart {
        var result = new
        let pairs = changes(old.content, new.content)
        let former: [Inline] = old.label == new.label || old.label.isEmpty ? [] : [.span(Span(.deleted, [.text(old.label)])), .text(" ")]
        result.content = pairs.both
        result.heading = changes(old.heading, new.heading).both
        if old.table != new.table {
            // A table is one whole: the old one above the new one.
            return ContractPart(.contract, parts: [all(old, .deleted), all(new, .inserted)])
        }
        if !former.isEmpty {
            if new.kind == .section || new.kind == .annex { result.heading = former + result.heading } else { result.content = former + result.content }
        }
        result.parts = ProvisionAlignment(old.parts, new.parts).pairs.map { pair in
            switch pair {
            case .both(let i, let j): merged(old.parts[i], new.parts[j])
            case .old(let i): all(old.parts[i], .deleted)
            case .new(let j): all(new.parts[j], .inserted)
            }
        }
        return result
    }

    /// A provision that only one of the wordings has.
    static func all(_ provision: ContractPart, _ role: SpanRole) -> ContractPart {
        var result = provision
        func marked(_ content: [Inline]) -> [Inline] { content.isEmpty ? [] : [.span(Span(role, content))] }
        result.heading = marked(provision.heading)
        result.content = marked(provision.content)
        result.parts = provision.parts.map { all($0, role) }
        if var table = provision.table {
            func row(_ row: TableRow) -> TableRow {
                var row = row
                for (index, cell) in row.cells.enumerated() {
                    row.cells[index].blocks = cell.blocks.map { block in
                        guard case .paragraph(var paragraph) = block.content else { return block }
                        paragraph.content = marked(paragraph.content)
                        return Block(id: block.id, .paragraph(paragraph))
                    }
                }
                return row
            }
            table.header = table.header.map(row)
            table.rows = table.rows.map(row)
            result.table = table
        }
        return result
    }

    /// A text with its changes: the old side, the new side, and both in one.
    static func changes(_ old: [Inline], _ new: [Inline]) -> (old: [Inline], new: [Inline], both: [Inline]) {
        if old == new { return (old, new, new) }
        var (before, after, both): ([Inline], [Inline], [Inline]) = ([], [], [])
        for part in WordDiff(from: old.text, to: new.text).parts {
            switch part {
            case .same(let text):
                let content = text.asInlines
                before += content
                after += content
                both += content
            case .removed(let text):
                let span = Inline.span(Span(.deleted, text.asInlines))
                before.append(span)
                both.append(span)
            case .added(let text):
                let span = Inline.span(Span(.inserted, text.asInlines))
                after.append(span)
                both.append(span)
            }
        }
        return (before, after, both)
    }
}

extension [Inline] {
    /// Its words, with breaks of lines.
    fileprivate var text: String {
        map { inline -> String in
            switch inline {
            case .lineBreak: "\n"
            case .span(let span): span.content.text
            default: [inline].plainText
            }
        }.joined()
    }
}

extension String {
    fileprivate var asInlines: [Inline] {
        let lines = split(separator: "\n", omittingEmptySubsequences: false)
        return lines.enumerated().flatMap { index, line -> [Inline] in (index == 0 ? [] : [.lineBreak]) + .plain(String(line)) }
    }
}
