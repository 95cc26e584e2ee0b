import DocumentModel
import Styles

extension BlockComposer {
    /// Head of a letter at the places that DIN 5008 gives; the text goes on below the subject.
    ///
    /// One row: its content is placed from the type area's corner, so positions on the sheet are moved there.
    func letterhead(_ head: Letterhead, node: NodeID, in frame: Frame, into galley: inout Galley) {
        let part = tree.add(StructureElement(role: .part, parent: frame.parent, node: node))
        let inner = frame.under(part)
        let origin = Point(x: style.page.left, y: style.page.top)
        var content: [RowContent] = []
        content += sender(head, in: inner)
        content += address(head, in: inner)
        let information = self.information(head, in: inner)
        content += information.content
        content += marks(head.form)
        // Subject at its place, or two lines below the information block, whichever is lower (typography rule A5).
        let textTop = max(
            LetterStyle.textTop(head.form),
            information.bottom + (information.content.isEmpty ? 0 : 2 * style.letter.text.leading))
        var subject = Galley()
        var subjectFrame = inner
        subjectFrame.x = style.page.left
        paragraph(
            head.subject, style.letter.subject, role: headingRole(level: 1), node: node, in: subjectFrame, into: &subject)
        let rows = subject.stacked(x: 0, y: textTop)
        content += rows.content

        var row = GalleyRow(
            height: max(0, rows.bottom - origin.y), content: content.map { $0.moved(x: -origin.x, y: -origin.y) })
        row.notes = rows.notes
        row.keepFollowing = 2
        if let foot = footer(head, in: frame) {
            row.footInsert = footInserts.count
            footInserts.append(foot)
        }
        galley.append(row)
        galley.space(style.letter.subject.after)
    }

    private func sender(_ head: Letterhead, in frame: Frame) -> [RowContent] {
        var content: [RowContent] = []
        // Above the address field.
        let room = LetterStyle.addressTop(head.form) - mm(8)
        var right = style.page.size.width - style.page.right
        if let arms = head.arms {
            let size = size(of: arms, within: Size(width: mm(60), height: room - mm(2)))
            content += self.arms(
                arms, Rect(x: right - size.width, y: mm(8), width: size.width, height: size.height), in: frame)
            right -= size.width + mm(5)
        }
        let look = style.letter.sender
        var galley = Galley()
        var column = frame
        column.x = style.page.left
        column.measure = max(mm(30), right - style.page.left)
        for (index, line) in head.sender.enumerated() {
            let text = index == 0 ? look : style.letter.information.scaled(to: look.size * 0.75)
            paragraph(
                line, BlockStyle(text: text, alignment: .left, hyphenates: false), in: column, into: &galley)
        }
        return content + galley.stacked(x: 0, y: mm(10)).content
    }

    /// Return address, then the recipient under the zone of remarks; all of it inside the window.
    private func address(_ head: Letterhead, in frame: Frame) -> [RowContent] {
        var column = frame
        column.x = LetterStyle.addressLeft + LetterStyle.addressIndent
        column.measure = LetterStyle.addressSize.width - LetterStyle.addressIndent
        let top = LetterStyle.addressTop(head.form)
        let small = returnAddress(head.returnAddress, within: column.measure, in: frame)
        var galley = Galley()
        paragraph(
            head.returnAddress, BlockStyle(text: small, alignment: .left, hyphenates: false), in: column, into: &galley)
        let zone = LetterStyle.remarksHeight
        var content = galley.stacked(x: 0, y: top + zone - small.leading * Double(max(1, galley.rows.count)) - mm(1)).content
        var recipient = Galley()
        // Six lines fit into the zone of the address.
        let most = (LetterStyle.addressSize.height - zone) / Double(max(6, head.recipient.count))
        var text = style.letter.text
        text.leading = min(text.leading, most)
        for line in head.recipient {
            paragraph(
                line, BlockStyle(text: text, alignment: .left, hyphenates: false), in: column, into: &recipient)
        }
        content += recipient.stacked(x: 0, y: top + zone).content
        return content
    }

    /// One line (typography rule A3): smaller where it would else be two, though never smaller than can be read.
    private func returnAddress(_ content: [Inline], within measure: Double, in frame: Frame) -> TextStyle {
        let look = style.letter.returnAddress
        let natural = width(of: content, look, in: frame)
        guard natural > measure else { return look }
        return look.scaled(to: max(LetterStyle.leastReturnAddress, look.size * measure / natural * 0.99))
    }

    private func information(_ head: Letterhead, in frame: Frame) -> (content: [RowContent], bottom: Double) {
        let entries = head.information.flatMap(\.entries)
        let top = LetterStyle.informationTop(head.form)
        guard !entries.isEmpty else { return ([], top) }
        var look = style.letter.information
        // Values begin at one edge.
        let labels = entries.map { width(of: .plain($0.label + ":"), look, in: frame) }
        let hang = min((labels.max() ?? 0) + mm(3), LetterStyle.informationWidth / 2)
        var column = frame
        column.x = LetterStyle.informationLeft
        // Not into the margin, though the standard would let it: what is printed there stands out beside the text.
        column.measure = min(LetterStyle.informationWidth, style.page.size.width - style.page.right - column.x)
        // An address of the net has no good place to break: rather a little smaller.
        let unbroken = entries.flatMap(\.value).filter { !$0.plainText.contains(" ") }
        let widest = unbroken.map { width(of: $0, look, in: frame) }.max() ?? 0
        if widest > column.measure - hang {
            look = look.scaled(to: max(LetterStyle.leastInformation, look.size * (column.measure - hang) / widest * 0.99))
        }
        var galley = Galley()
        let block = BlockStyle(text: look, alignment: .left)
        for group in head.information {
            for entry in group.entries {
                let element = tree.add(StructureElement(role: .paragraph, parent: frame.parent))
                let leaf = tree.add(StructureElement(role: .span, parent: element))
                let label = plainLines(
                    .plain(entry.label + ":" + Self.readersBlank), look, measure: column.measure, element: leaf, in: column)
                if let line = label.lines.first {
                    galley.label(
                        HangingLabel(line: line, context: label.context, x: column.x, baseline: look.baseline))
                }
                for line in entry.value {
                    paragraph(line, block, role: .span, in: column.inset(hang, parent: element), into: &galley)
                }
                flushLabels(into: &galley, block)
            }
            galley.space(look.leading / 2)
        }
        let rows = galley.stacked(x: 0, y: top)
        return (rows.content, rows.bottom)
    }

    /// Two marks to fold at, one to punch at, on the left edge of the sheet.
    private func marks(_ form: LetterForm) -> [RowContent] {
        guard style.letter.foldMarks else { return [] }
        let folds = LetterStyle.foldMarks(form).map { ($0, mm(4)) }
        return (folds + [(LetterStyle.holeMark, mm(6))]).map { y, length in
            .drawing(
                .artifact(.layout),
                .line(
                    from: Point(x: mm(4), y: y), to: Point(x: mm(4) + length, y: y), width: 0.4, style.letter.markColor))
        }
    }

    /// Columns at the foot of the first sheet; no content of the agreement, so an artifact.
    private func footer(_ head: Letterhead, in frame: Frame) -> FootInsert? {
        let columns = head.footer.filter { !$0.isEmpty }
        guard !columns.isEmpty else { return nil }
        let look = style.letter.footer
        let gap = mm(5)
        let width = (style.page.measure - gap * Double(columns.count - 1)) / Double(columns.count)
        let above = mm(4)
        var content: [RowContent] = [
            .drawing(
                .artifact(.footer),
                .line(
                    from: Point(x: 0, y: above), to: Point(x: style.page.measure, y: above), width: 0.4,
                    style.letter.markColor))
        ]
        var height = 0.0
        for (index, column) in columns.enumerated() {
            var y = above + mm(1.5)
            for line in column {
                let set = plainLines(line, look, measure: width, element: nil, artifact: .footer, in: frame)
                for line in set.lines {
                    content.append(.line(line, set.context, x: Double(index) * (width + gap), baseline: y + look.baseline))
                    y += look.leading
                }
            }
            height = max(height, y)
        }
        return FootInsert(height: height, content: content)
    }
}
