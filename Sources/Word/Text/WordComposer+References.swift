import DocumentModel

extension WordComposer {
    /// A citation: its words are text, its numbers are fields, so that they move with what they cite; a click leads there.
    mutating func reference(_ target: NodeID, _ content: [Inline], _ look: RunLook) {
        guard marks.contains(target) else { return inlines(content, look) }
        guard content.count == 1, case .text(let text)? = content.first else { return link(to: target) { $0.inlines(content, look) } }
        for piece in CitationPieces.of(text, plan.chains[target] ?? []) {
            switch piece {
            case .text(let text): link(to: target) { $0.run(text, look) }
            // Outside the link: what stands behind a field within one, LibreOffice 7.4 saves inside the field's instruction, where nobody sees
            // it. A field leads to its mark by itself.
            case .number(let part, let text): number(of: part, text, look)
            }
        }
    }

    private mutating func link(to target: NodeID, _ content: (inout WordComposer) -> Void) {
        out.raw("<w:hyperlink")
        out.attribute("w:anchor", mark(of: target))
        out.raw(" w:history=\"1\">")
        content(&self)
        out.raw("</w:hyperlink>")
    }

    private mutating func number(of part: NumberedPart, _ text: String, _ look: RunLook) {
        guard marks.contains(part.id), part.isLive else { return run(text, look) }
        let name = mark(of: part.id)
        switch part.kind {
        // Without trailing point and prefix, as German citations have it: „§ 4“ and „Artikel 3“ come with their word, „5.1“ without.
        case .heading, .annex: field("REF \(name) \\r \\h", look) { $0.run(text, look) }
        case .absatz, .item, .sign: enclosed(name, text, look)
        }
    }

    /// Of „(2)“ and „a)“ only the figure is cited. Word's field gives the label whole; a numeric picture takes the brackets away, whether
    /// Word reads them as such or, as in a ledger, as a minus. LibreOffice 7.4 shows the label whole for any REF with `\n`, but leaves
    /// the result of a field that it does not compute.
    private mutating func enclosed(_ name: String, _ text: String, _ look: RunLook) {
        fieldMark("begin", look)
        instructionText(" QUOTE ")
        fieldMark("begin", look)
        instructionText(" REF \(name) \\n ")
        fieldMark("separate", look)
        run(text, look)
        fieldMark("end", look)
        instructionText(text.utf8.allSatisfy { (48...57).contains($0) } ? " \\# \"0;0\" " : " ")
        fieldMark("separate", look)
        run(text, look)
        fieldMark("end", look)
    }
}

/// A citation taken apart into words and the numbers of parts.
enum CitationPieces {
    enum Piece: Hashable {
        case text(String)
        case number(NumberedPart, String)
    }

    /// From the innermost part outwards, and from the end of the citation forwards: „§ 4 Abs. 2 Buchst. a“. What is not cited – the section of a
    /// reference within it – is not found and stays out.
    static func of(_ citation: String, _ chain: [NumberedPart]) -> [Piece] {
        var found: [(range: Range<String.Index>, part: NumberedPart)] = []
        var end = citation.endIndex
        for part in chain.reversed() where part.isLive {
            guard let range = place(of: part, in: citation[..<end]) else { continue }
            found.insert((range, part), at: 0)
            end = range.lowerBound
        }
        var pieces: [Piece] = []
        var start = citation.startIndex
        for (range, part) in found {
            if start < range.lowerBound { pieces.append(.text(String(citation[start..<range.lowerBound]))) }
            pieces.append(.number(part, String(citation[range])))
            start = range.upperBound
        }
        if start < citation.endIndex { pieces.append(.text(String(citation[start...]))) }
        return pieces
    }

    private static func place(of part: NumberedPart, in text: Substring) -> Range<String.Index>? {
        switch part.kind {
        case .heading:
            let label = part.label.hasSuffix(".") ? String(part.label.dropLast()) : part.label
            if let range = last(label, in: text, after: { _ in true }), label != part.figure { return range }
            // Word gives the label; what is cited otherwise stays text.
            guard label == part.figure else { return nil }
            return last(label, in: text) { ["Nummer", "Nr.", "Abschnitt", "Abschnitts", "Artikel", "Artikels", "Buchst.", "Buchstabe", "Buchstaben"].contains($0) }
        case .annex: return last(part.label, in: text, after: { _ in true })
        case .absatz: return last(part.figure, in: text) { ["Abs.", "Absatz", "Absatzes"].contains($0) }
        case .item:
            return last(part.figure, in: text) {
                ["Buchst.", "Buchstabe", "Buchstaben", "Doppelbuchst.", "Doppelbuchstabe", "Doppelbuchstaben", "Nr.", "Nummer"].contains($0)
            }
        case .sign: return nil
        }
    }

    /// The last place where the words stand by themselves after a word of that kind, and no range („1 bis 3“) follows.
    private static func last(_ words: String, in text: Substring, after isLeading: (Substring) -> Bool) -> Range<String.Index>? {
        guard !words.isEmpty else { return nil }
        for range in text.ranges(of: words).reversed() {
            if let next = text[range.upperBound...].first, next.isLetter || next.isNumber { continue }
            if text[range.upperBound...].hasPrefix("\u{A0}bis\u{A0}") || text[range.upperBound...].hasPrefix("\u{A0}und\u{A0}") { continue }
            let before = text[..<range.lowerBound]
            if let last = before.last, last.isLetter || last.isNumber { continue }
            let word = before.split(whereSeparator: { $0 == "\u{A0}" || $0 == " " }).last ?? ""
            if isLeading(word) { return range }
        }
        return nil
    }
}
