import DocumentModel
import Styles

extension WordComposer {
    /// Head of a letter after DIN 5008, form A or B: a table whose rows have the heights of the standard, so that the address stands in the
    /// window of the envelope.
    mutating func letterhead(_ letter: Letterhead, _ flow: Flow) {
        let page = input.style.page
        let isA = letter.form == .a
        // From the upper edge of the sheet (DIN 5008:2020, 5.1).
        let addressTop = mm(isA ? 27 : 45)
        let textTop = mm(isA ? 80.5 : 98.5)
        // The field begins 20 mm from the left, its text 5 mm further on; the block to the right at 125 mm.
        let left = mm(125) - page.left
        let widths = [left, max(mm(40), page.measure - left)]
        tableStart(widths, style: nil)
        if addressTop > page.top + 6 {
            rowStart(height: addressTop - page.top, isExact: false)
            cellStart(widths[0], span: 1, merge: nil)
            lines(letter.sender, StyleName.letterSender, width: widths[0])
            out.raw("</w:tc>")
            cellStart(widths[1], span: 1, merge: nil)
            if let arms = letter.arms {
                var inner = Flow(measure: widths[1])
                inner.isInCell = true
                self.arms(arms, alignment: .right, inner)
            } else {
                out.raw("<w:p/>")
            }
            out.raw("</w:tc></w:tr>")
        }
        rowStart(height: textTop - max(addressTop, page.top), isExact: false)
        cellStart(widths[0], span: 1, merge: nil)
        if addressTop <= page.top + 6 { lines(letter.sender, StyleName.letterSender, width: widths[0]) }
        lines([letter.returnAddress], StyleName.letterReturn, width: widths[0])
        spacer(mm(12.7))
        lines(letter.recipient, StyleName.letterLine, width: widths[0])
        out.raw("</w:tc>")
        cellStart(widths[1], span: 1, merge: nil)
        information(letter.information, width: widths[1])
        out.raw("</w:tc></w:tr></w:tbl>")
        paragraph(letter.subject, ParagraphLook(StyleName.letterSubject), flow)
    }

    private mutating func rowStart(height: Double, isExact: Bool) {
        out.raw("<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val=\"\(Measure.twips(height))\" w:hRule=\"\(isExact ? "exact" : "atLeast")\"/></w:trPr>")
    }

    private mutating func lines(_ lines: [[Inline]], _ style: String, width: Double) {
        let start = out.bytes.count
        var inner = Flow(measure: width)
        inner.isInCell = true
        for line in lines { paragraph(line, ParagraphLook(style), inner) }
        if out.bytes.count == start { out.raw("<w:p/>") }
    }

    private mutating func information(_ groups: [InformationGroup], width: Double) {
        var inner = Flow(measure: width)
        inner.isInCell = true
        let start = out.bytes.count
        for (index, group) in groups.enumerated() {
            if index > 0 { spacer(input.style.letter.information.leading / 2) }
            for entry in group.entries {
                var look = ParagraphLook(StyleName.letterInformation)
                look.tabs = [(mm(25), "left", nil)]
                (look.left, look.first) = (mm(25), -mm(25))
                out.raw("<w:p>")
                look.write(&out)
                run(entry.label + ":")
                tab()
                for (number, line) in entry.value.enumerated() {
                    if number > 0 { out.raw("<w:r><w:br/></w:r>") }
                    inlines(line)
                }
                out.raw("</w:p>")
            }
        }
        if out.bytes.count == start { out.raw("<w:p/>") }
    }

    // MARK: - Annexes

    /// Begins on a page of its own, with head and foot of its own; foreign pages are pictures of the size of the type area.
    mutating func annex(_ annex: Annex, isLast: Bool) {
        let flow = Flow(measure: measure)
        clause = nil
        var look = ParagraphLook(StyleName.annex)
        let assignment = plan.assignments[annex.id]
        if let assignment {
            if let instance = assignment.instance { look.number = (instance, 0) }
        } else {
            look.number = (0, nil)
        }
        out.raw("<w:p>")
        look.write(&out)
        if assignment == nil { marked([annex.id]) { $0.run(annex.label) } }
        var title = annex.title
        if case .foreign(let foreign) = annex.content, foreign.opens(with: annex.title) { title = [] }
        if !annex.belonging.isEmpty { title += .plain(title.isEmpty ? "" : " ") + annex.belonging }
        if !title.isEmpty {
            out.raw("<w:r><w:br/></w:r>")
            var runs = RunLook(input.style.annexTitle.text, against: input.style.annexLabel.text)
            runs.bold = input.style.annexTitle.text.bold
            if assignment != nil { marked([annex.id]) { $0.inlines(title, runs) } } else { inlines(title, runs) }
        } else if assignment != nil {
            marked([annex.id]) { _ in }
        }
        out.raw("</w:p>")
        switch annex.content {
        case .blocks(let content): blocks(content, flow)
        case .foreign(let foreign): pages(of: foreign, annex)
        }
    }

    private mutating func pages(of foreign: ForeignDocument, _ annex: Annex) {
        let page = input.style.page
        for (index, sheet) in foreign.pages.enumerated() {
            // The first one shares its page with the heading.
            let room = Size(width: page.measure, height: page.height - (index == 0 ? 4.5 * input.style.annexTitle.text.leading : 16))
            let scale = min(1, room.width / max(1, sheet.width), room.height / max(1, sheet.height))
            let size = Size(width: max(1, sheet.width * scale), height: max(1, sheet.height * scale))
            var look = ParagraphLook(StyleName.figure)
            look.pageBreakBefore = index > 0
            out.raw("<w:p>")
            look.write(&out)
            let spoken = annex.alternativeText.isEmpty ? [annex.label, annex.title.plainText].filter { !$0.isEmpty }.joined(separator: ": ") : annex.alternativeText
            drawing(
                .foreignPage(file: foreign.path, index: sheet.number - 1, Size(width: sheet.width, height: sheet.height)), size,
                alternativeText: foreign.pages.count == 1 ? spoken : "\(spoken) (Seite \(index + 1) von \(foreign.pages.count))")
            out.raw("</w:p>")
        }
    }
}
