import DocumentModel

/// Where a block stands.
struct Surroundings {
    /// Lists around it.
    var listDepth = 0
    /// Containers of any kind around it.
    var depth = 0
    var isFootnote = false
    var isQuotation = false
    /// The text is a single line of an agreement.
    var isLine = false

    func inside(list: Bool = false) -> Surroundings {
        var inner = self
        inner.depth += 1
        if list { inner.listDepth += 1 }
        return inner
    }
}

extension TemplateParser {
    /// Children of a container as blocks, conditions folded.
    mutating func blocks(of container: MarkdownNode, _ surroundings: Surroundings) -> [TemplateBlock] {
        guard surroundings.depth <= TemplateLimits.blockDepth else {
            reportDepth(at: position(of: container))
            return []
        }
        var builder = DirectiveBuilder<TemplateBlock>(isBlank: { _ in false })
        for node in container.children {
            switch node.kind {
            case .paragraph: paragraph(node, surroundings, into: &builder)
            case .footnoteDefinition: break
            default:
                if let block = block(node, surroundings) { builder.append(block) }
            }
        }
        let blocks = builder.finish()
        problems += builder.problems
        return blocks
    }

    func position(of node: MarkdownNode) -> SourcePosition { source.position(line: node.line, column: node.column) }

    private mutating func block(_ node: MarkdownNode, _ surroundings: Surroundings) -> TemplateBlock? {
        let position = position(of: node)
        switch node.kind {
        case .heading:
            return heading(node, surroundings, position)
        case .list:
            return list(node, surroundings, position)
        case .quotation:
            var inner = surroundings.inside()
            inner.isQuotation = true
            return TemplateBlock(position: position, content: .quotation(blocks(of: node, inner)))
        case .table:
            return table(node, position)
        case .code:
            report(
                "code-block", at: position, "Vier Leerzeichen am Zeilenanfang oder „```“ machen den Text zu einem Programmtext; den gibt es hier nicht.",
                remedy: "Verkleinern Sie die Einrückung; Text eines Listenpunktes steht genau unter dessen erstem Buchstaben.")
        case .html:
            report(
                "html", at: position, "HTML ist nicht zulässig.",
                remedy: "Entfernen Sie die spitzen Klammern; was betont sein soll, schreiben Sie *so* oder **so**. Eine Klammer, die Text ist, schreiben Sie „\\<“.")
        case .thematicBreak:
            report("trennlinie", at: position, "Trennlinien gibt es in Vereinbarungen nicht.", remedy: "Entfernen Sie die Linie, oder beginnen Sie mit „##“ einen Unterabschnitt.")
        default:
            report("markdown", at: position, "Dieser Teil des Textes wird nicht unterstützt.", remedy: "Verwenden Sie Absätze, Listen, Tabellen, Fußnoten, „*“ und „**“.")
        }
        return nil
    }

    private mutating func heading(_ node: MarkdownNode, _ surroundings: Surroundings, _ position: SourcePosition) -> TemplateBlock? {
        var content = inlines(of: node)
        let mark = takeFinalMark(&content)
        if !source.line(node.line).isAtxHeading {
            report(
                "ueberschrift-strich", at: position, "„---“ oder „===“ unter einer Zeile macht sie zur Überschrift.",
                remedy: "Entfernen Sie die Striche, oder setzen Sie „## “ vor die Überschrift.")
        }
        if surroundings.depth > 0 {
            report(
                "ueberschrift-ort", at: position, "Überschriften stehen nicht in Listen, Zitaten oder Fußnoten.",
                remedy: "Setzen Sie die Überschrift ohne Einrückung auf eine eigene Zeile.")
        }
        switch node.headingLevel {
        case 1:
            report(
                "ueberschrift-ebene", at: position, "Die Überschrift der Klausel steht in den Kopfdaten („ueberschrift“), nicht im Text.",
                remedy: "Entfernen Sie „#“; Unterabschnitte beginnen mit „##“.")
        case 2:
            break
        default:
            report(
                "ueberschrift-ebene", at: position, "Unterabschnitte haben nur eine Ebene („##“).", remedy: "Verwenden Sie „##“, oder gliedern Sie den Text als nummerierte Liste.")
        }
        warnAboutTypedNumber(content, at: position, inHeading: true)
        return TemplateBlock(position: position, mark: mark, content: .heading(level: node.headingLevel, content))
    }

    private mutating func list(_ node: MarkdownNode, _ surroundings: Surroundings, _ position: SourcePosition) -> TemplateBlock? {
        let inner = surroundings.inside(list: true)
        guard inner.listDepth <= TemplateLimits.listDepth else {
            reportDepth(at: position)
            return nil
        }
        var items: [TemplateItem] = []
        for node in node.children where node.kind == .item {
            var blocks = blocks(of: node, inner)
            // A mark at the end of any of its paragraphs names the item.
            var mark: String?
            for index in blocks.indices {
                guard let found = blocks[index].mark, case .paragraph = blocks[index].content else { continue }
                if mark != nil {
                    report("marke-doppelt", at: blocks[index].position, "Der Listenpunkt hat zwei Marken.", remedy: "Entfernen Sie eine der Marken.")
                }
                mark = mark ?? found
                blocks[index].mark = nil
            }
            items.append(TemplateItem(position: self.position(of: node), mark: mark, blocks: blocks))
        }
        return TemplateBlock(
            position: position,
            content: .list(TemplateList(isOrdered: node.isOrderedList, depth: inner.listDepth, items: items)))
    }

    private mutating func table(_ node: MarkdownNode, _ position: SourcePosition) -> TemplateBlock {
        let alignments = node.alignments.map { letter -> ColumnAlignment in
            switch letter {
            case UInt8(ascii: "r"): .right
            case UInt8(ascii: "c"): .centre
            default: .left
            }
        }
        var rows: [[[TemplateInline]]] = []
        for row in node.children where row.kind == .tableRow {
            var cells: [[TemplateInline]] = []
            for cell in row.children where cell.kind == .tableCell {
                var content = inlines(of: cell)
                if let mark = takeFinalMark(&content) {
                    report(
                        "marke-ort", at: self.position(of: cell), "Die Marke „{#\(mark)}“ steht in einer Tabelle.",
                        remedy: "Setzen Sie die Marke an das Ende des Absatzes vor der Tabelle.")
                }
                cells.append(content)
            }
            let written = source.cells(inLine: row.line)
            if written > alignments.count {
                report(
                    "tabelle-zellen", at: source.position(line: row.line, column: 1),
                    "Die Zeile hat \(written) Zellen, der Kopf der Tabelle nur \(alignments.count); die übrigen fielen weg.",
                    remedy: "Ergänzen Sie im Kopf und in der Zeile „---“ darunter Spalten, oder löschen Sie die übrigen Zellen. Einen Strich, der Text ist, schreiben Sie „\\|“.")
            }
            rows.append(cells)
        }
        return TemplateBlock(position: position, content: .table(TemplateTable(alignments: alignments, rows: rows)))
    }

    // MARK: - Paragraphs

    private mutating func paragraph(_ node: MarkdownNode, _ surroundings: Surroundings, into builder: inout DirectiveBuilder<TemplateBlock>) {
        let position = position(of: node)
        let pieces = pieces(of: node, depth: 0)
        let directives = pieces.compactMap { piece -> Marker? in
            if case .directive(let marker) = piece { marker } else { nil }
        }
        // A paragraph of nothing but directives stands around paragraphs.
        if !directives.isEmpty, pieces.allSatisfy(\.isDirectiveOrBlank), !surroundings.isLine {
            for marker in directives { builder.append(marker) }
            return
        }
        var content = fold(pieces)
        let mark = takeFinalMark(&content)
        if !surroundings.isLine, case .marker(let marker)? = content.onlyElement {
            switch marker.content {
            case .list(let field):
                builder.append(TemplateBlock(position: position, mark: mark, content: .listField(field)))
                return
            case .table(let field):
                builder.append(TemplateBlock(position: position, mark: mark, content: .tableField(field)))
                return
            default:
                break
            }
        }
        if !surroundings.isLine {
            warnAboutTypedNumber(content, at: position, inHeading: false)
            checkDelimiter(below: node.line)
        }
        guard !content.isEmpty || mark != nil else { return }
        builder.append(TemplateBlock(position: position, mark: mark, content: .paragraph(content)))
    }

    /// „|---|---|“ under a row with more or fewer cells makes no table (GFM, section 4.10): all would be printed with its bars.
    private mutating func checkDelimiter(below first: Int) {
        var number = first + 1
        while source.lineStarts.indices.contains(number - 1), !source.isBlank(number) {
            defer { number += 1 }
            guard source.isDelimiter(number), source.line(number - 1).bytes.contains(UInt8(ascii: "|")) else { continue }
            let (written, wanted) = (source.cells(inLine: number), source.cells(inLine: number - 1))
            guard written != wanted else { continue }
            report(
                "tabelle-zellen", at: source.position(line: number, column: 1),
                "Die Zeile mit den Strichen hat \(written) Spalten, der Kopf der Tabelle darüber \(wanted); so ist es keine Tabelle.",
                remedy: "Schreiben Sie unter jede Spalte „---“, dazwischen „|“.")
        }
    }

    /// CommonMark reads neither `(1)` nor `a)` as a list, so such a number would stand still when others move.
    private mutating func warnAboutTypedNumber(_ content: [TemplateInline], at position: SourcePosition, inHeading: Bool) {
        guard case .text(let text)? = content.first, let number = TypedNumber.prefix(of: text, inHeading: inHeading) else { return }
        warn(
            "nummer-getippt", at: position, "Der Absatz beginnt mit der getippten Nummer „\(number)“; sie zählt nicht mit, wenn sich die Gliederung ändert.",
            remedy: inHeading
                ? "Entfernen Sie die Nummer; Überschriften nummeriert das Programm."
                : "Schreiben Sie den Text als nummerierte Liste („1. Text“, darunter eingerückt „1. Text“ für Buchstaben); die Form der Nummern legt die Vereinbarung fest.")
    }
}

extension [TemplateInline] {
    /// The one element beside white space.
    fileprivate var onlyElement: TemplateInline? {
        var found: TemplateInline?
        for inline in self where !inline.isBlankText {
            if found != nil { return nil }
            found = inline
        }
        return found
    }
}

enum TypedNumber {
    /// `(1)`, `a)`, `aa)`, `§ 3`, in headings also `5.1`, at the beginning of a text.
    static func prefix(of text: String, inHeading: Bool) -> String? {
        guard let word = text.split(separator: " ", maxSplits: 1).first.map(String.init), word.utf8.count <= 8, word != text else { return nil }
        let bytes = Array(word.utf8)
        let inner = bytes.dropFirst(bytes.first == UInt8(ascii: "(") ? 1 : 0)
        if inner.last == UInt8(ascii: ")") {
            let core = inner.dropLast()
            let isNumber = !core.isEmpty && core.count <= 3 && core.allSatisfy { (0x30...0x39).contains($0) }
            let isLetter = (1...2).contains(core.count) && core.allSatisfy { (0x61...0x7A).contains($0) }
            return isNumber || isLetter ? word : nil
        }
        guard inHeading, let first = bytes.first else { return nil }
        let isDecimal = (0x30...0x39).contains(first) && bytes.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
        return isDecimal ? word : nil
    }
}
