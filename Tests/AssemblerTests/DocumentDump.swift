import DocumentModel

/// A document as indented text: what the snapshots compare.
enum DocumentDump {
    static func text(_ document: Document) -> String {
        document.body.map { block($0, "") }.joined()
            + document.annexes.map { annex in
                var text = "annex \(annex.id.rawValue) [\(annex.label)] \(inlines(annex.title))\n"
                switch annex.content {
                case .blocks(let blocks): text += blocks.map { block($0, "  ") }.joined()
                case .foreign(let foreign): text += "  foreign \(foreign.path) \(foreign.pages.count)\n"
                }
                return text
            }.joined()
    }

    private static func block(_ block: Block, _ indent: String) -> String {
        let head = indent + "\(block.id.rawValue) "
        let deeper = indent + "  "
        func nested(_ blocks: [Block]) -> String { blocks.map { self.block($0, deeper) }.joined() }
        switch block.content {
        case .section(let section):
            let heading = section.heading.map { " \($0.id.rawValue)" + ($0.form == .runIn ? " run-in" : "") + " [\(visible($0.number ?? ""))] \(inlines($0.text))" } ?? ""
            return head + "section \(section.level)\(heading)\n" + section.legalReferences.map { deeper + "law \(inlines($0))\n" }.joined() + nested(section.blocks)
        case .paragraph(let paragraph): return head + "\(paragraph.role.rawValue) \(inlines(paragraph.content))\n"
        case .list(let list):
            return head + "\(list.kind.rawValue) \(list.level)\n"
                + list.items.map { deeper + "\($0.id.rawValue) item [\($0.label ?? "")]\n" + $0.blocks.map { self.block($0, deeper + "  ") }.joined() }.joined()
        case .table(let table):
            return head + "table\n"
                + (table.header + table.rows).map { row in
                    deeper + "\(row.id.rawValue) "
                        + row.cells.map { cell in cell.blocks.map { self.block($0, "").trimmingSuffix { $0 == "\n" } }.joined() }.joined(separator: " | ") + "\n"
                }.joined()
        case .quotation(let blocks): return head + "quote\n" + nested(blocks)
        case .unit(let blocks): return head + "unit\n" + nested(blocks)
        case .title(let title): return head + "title " + title.lines.map { inlines($0) }.joined(separator: " / ") + " {\(inlines(title.draftMark))}\n"
        case .parties(let parties):
            return head + "parties \(parties.form.rawValue)\n" + deeper + inlines(parties.lead) + "\n"
                + parties.parties.map { party in
                    party.lines.map { deeper + "\(party.id.rawValue) " + inlines($0) + "\n" }.joined() + deeper + "  " + inlines(party.shortName) + "\n"
                }.joined() + deeper + inlines(parties.closing) + "\n"
        case .signatures(let signatures):
            return head + "signatures \(signatures.arrangement.rawValue)\n"
                + signatures.units.map { unit in
                    deeper + "\(unit.id.rawValue) " + inlines(unit.party) + " / " + inlines(unit.placeAndDate?.prefix ?? []) + "|" + (unit.placeAndDate?.caption ?? "")
                        + " / " + (unit.mandate ?? "") + " / "
                        + unit.signatories.map { inlines($0.name) + "|" + inlines($0.office) }.joined(separator: " + ") + (unit.hasSealPlace ? " / seal" : "") + "\n"
                }.joined()
        case .tableOfContents(let heading): return head + "contents \(inlines(heading))\n"
        case .letterhead(let letterhead):
            return head + "letter \(letterhead.form.rawValue) \(inlines(letterhead.returnAddress)) / \(inlines(letterhead.subject))\n"
                + letterhead.information.flatMap(\.entries).map { deeper + $0.label + "=" + $0.value.map { inlines($0) }.joined(separator: "/") + "\n" }.joined()
        case .cover(let cover):
            return head + "cover \(inlines(cover.mark)): " + cover.lines.map { inlines($0.content) }.joined(separator: " / ") + "\n"
        case .figure: return head + "figure\n"
        case .pageBreak: return head + "break\n"
        }
    }

    static func inlines(_ content: [Inline]) -> String { content.map { inline($0) }.joined() }

    private static func inline(_ inline: Inline) -> String {
        switch inline {
        case .text(let text): return visible(text)
        case .span(let span): return "<\(name(span.role))>\(inlines(span.content))</>"
        case .reference(let target, let content): return "<ref \(target.rawValue)>\(inlines(content))</>"
        case .pageNumber(let target): return "<page \(target.rawValue)>"
        case .link(let url, let content): return "<a \(url)>\(inlines(content))</>"
        case .footnote(let note): return "<note \(note.id.rawValue) \(note.label): \(note.blocks.map { block($0, "").trimmingSuffix { $0 == "\n" } }.joined(separator: "/"))>"
        case .blank(let blank): return "<blank \(blank.id.rawValue) \(blank.label)>"
        case .lineBreak: return "<br>"
        }
    }

    /// Unbreakable blanks as „~“.
    static func visible(_ text: String) -> String { text.map { $0 == "\u{A0}" ? "~" : String($0) }.joined() }

    private static func name(_ role: SpanRole) -> String {
        switch role {
        case .emphasis: "em"
        case .strong: "strong"
        case .value(let path): "=\(path)"
        case .citation: "cite"
        case .definition: "def"
        case .placeholder(let path): "?\(path?.rawValue ?? "")"
        case .alternativeMark: "alt"
        case .foreign: "foreign"
        case .unbreakable: "unbreakable"
        case .deleted: "del"
        case .inserted: "ins"
        }
    }
}

extension String {
    fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> String {
        var text = self[...]
        while let last = text.last, predicate(last) { text.removeLast() }
        return String(text)
    }
}
