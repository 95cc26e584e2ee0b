import DocumentModel

/// A line of the table of contents.
struct ContentsEntry: Hashable {
    var node: NodeID
    var level: Int
    var number: String?
    var text: [Inline]
}

extension Document {
    /// Sections down to `depth`, then the annexes.
    func contentsEntries(depth: Int) -> [ContentsEntry] {
        var entries: [ContentsEntry] = []
        func collect(_ blocks: [Block]) {
            for block in blocks {
                switch block.content {
                case .section(let section):
                    if let heading = section.heading, section.level <= depth {
                        entries.append(
                            ContentsEntry(
                                node: heading.id, level: section.level, number: heading.number, text: heading.text))
                    }
                    collect(section.blocks)
                case .unit(let blocks), .quotation(let blocks): collect(blocks)
                default: break
                }
            }
        }
        collect(body)
        for annex in annexes {
            entries.append(ContentsEntry(node: annex.id, level: 1, number: annex.label, text: annex.title))
        }
        return entries
    }
}

extension BlockComposer {
    /// Entries with leaders and page numbers, each a link. Numbers are those of the last pass.
    func tableOfContents(_ heading: [Inline], node: NodeID, in frame: Frame, into galley: inout Galley) {
        guard !contents.isEmpty else { return }
        let look = style.contents
        let element = tree.add(StructureElement(role: .tableOfContents, parent: frame.parent, node: node))
        if !heading.isEmpty {
            // A paragraph, not a heading: the contents is no section of the agreement.
            paragraph(heading, look.heading, role: .caption, in: frame.under(element), into: &galley)
            galley.updateLast { $0.keepFollowing = 2 }
        }
        let hang =
            contents.filter { $0.level == 1 }.compactMap(\.number).map {
                width(of: .plain($0), look.entry.text, in: frame) + look.entry.text.size * 0.7
            }.max() ?? 0
        for entry in contents { self.entry(entry, hang: hang, in: frame.under(element), into: &galley) }
        galley.space(look.heading.before)
    }

    /// Number, text and page are words of their own to readers of the structure.
    private static var unbrokenBlank: String { "\u{A0}" }

    private func entry(_ entry: ContentsEntry, hang: Double, in frame: Frame, into galley: inout Galley) {
        let look = style.contents
        let item = tree.add(StructureElement(role: .tableOfContentsItem, parent: frame.parent))
        var block = look.entry
        block.indent += Double(max(0, entry.level - 1)) * look.levelIndent
        var text = inlines(block.text, frame)
        let page = pageLabels[entry.node] ?? "0"
        askForPages(of: CollectionOfOne(entry.node))
        let spoken = [entry.number, entry.text.withoutNotes.spokenText].compactMap { $0 }.joined(separator: " ")
        let blank = width(of: .plain(Self.unbrokenBlank), block.text, in: frame)
        let gap = entry.number.map {
            max(hang - width(of: .plain($0), block.text, in: frame), block.text.size * 0.7) - blank
        }
        text.link(to: entry.node, description: spoken) {
            if let number = entry.number, let gap {
                $0.append(number + Self.unbrokenBlank)
                $0.append(.space(gap))
            }
            $0.append(entry.text.withoutNotes)
            $0.appendArtifact(.leader)
            $0.append(Self.unbrokenBlank + page)
        }
        let leaves = text.leaves(in: &tree, under: item)
        rows(of: text, leaves: leaves, block, in: frame, into: &galley)
        galley.space(block.after)
    }
}

extension [Inline] {
    /// A heading as the contents shows it: its notes stay with the heading, links would lie within the entry's link.
    var withoutNotes: [Inline] {
        flatMap { inline -> [Inline] in
            switch inline {
            case .footnote, .blank, .pageNumber: []
            case .reference(_, let content), .link(_, let content): content.withoutNotes
            case .span(let span): [.span(Span(span.role, language: span.language, span.content.withoutNotes))]
            case .lineBreak: [.text(" ")]
            case .text: [inline]
            }
        }
    }
}
