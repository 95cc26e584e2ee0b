import Agreements
import Assembler
import DocumentModel
import Findings
import Settings

/// Puts values into a template: conditions decided, alternatives chosen, values as text. Nothing that a value holds can
/// become markup here, for markup was read before.
struct Instantiator {
    let context: TextContext
    let locator: PlaceLocator
    var pending: [PendingReference]
    var findings: [Finding] = []
    /// Terms defined here, with their places.
    var definitions: [TermDefinition] = []

    /// `pending` is continued, so that one index serves the whole document.
    init(context: TextContext, locator: PlaceLocator, pending: [PendingReference] = []) {
        self.context = context
        self.locator = locator
        self.pending = pending
    }

    mutating func passages(of template: Template) -> [Passage] { passages(of: template.blocks) }

    /// The running text of a template of one line.
    mutating func inlines(of template: Template) -> [Inline] {
        var builder = InlineBuilder()
        var marks: [SentenceMark] = []
        for block in template.blocks {
            guard case .paragraph(let content) = block.content else { continue }
            // An empty line within a title parts words, too.
            builder.append(" ")
            append(content, to: &builder, marks: &marks)
        }
        return builder.finished()
    }

    // MARK: - Blocks

    mutating func passages(of blocks: [TemplateBlock]) -> [Passage] {
        var result: [Passage] = []
        var isAfterDirective = false
        for block in blocks {
            switch block.content {
            case .conditional(let conditional):
                result.join(passages(of: conditional.chosen(holds(conditional.condition))))
                isAfterDirective = true
            case .alternatives(let alternatives):
                result.join(self.alternatives(alternatives, position: block.position))
                isAfterDirective = true
            default:
                let found = passages(block)
                if isAfterDirective { result.join(found) } else { result += found }
                isAfterDirective = false
            }
        }
        return result.withLeads()
    }

    private mutating func alternatives(_ alternatives: Alternatives<TemplateBlock>, position: SourcePosition) -> [Passage] {
        switch choose(alternatives) {
        case .one(let content):
            return passages(of: content)
        case .all(let cases):
            return cases.enumerated().flatMap { index, content -> [Passage] in
                let head = Passage(origin: origin(position), .paragraph(.alternativeMark, Instantiator.alternativeMark(index + 1), sentences: []))
                return [head] + passages(of: content)
            }
        case .nothing:
            return []
        }
    }

    private mutating func passages(_ block: TemplateBlock) -> [Passage] {
        let origin = origin(block.position)
        let mark = block.mark.map { ReferenceMark(name: $0, position: block.position) }
        switch block.content {
        case .heading(_, let content):
            let text = inlines(content)
            return text.isEmpty ? [] : [Passage(origin: origin, mark: mark, .heading(text))]
        case .paragraph(let content):
            return paragraphs(content, origin: origin, mark: mark)
        case .list(let list):
            let items = list.items.compactMap { item -> PassageItem? in
                let blocks = passages(of: item.blocks)
                guard !blocks.isEmpty else { return nil }
                return PassageItem(mark: item.mark.map { ReferenceMark(name: $0, position: item.position) }, blocks: blocks)
            }
            return items.isEmpty ? [] : [Passage(origin: origin, mark: mark, .list(isOrdered: list.isOrdered, items))]
        case .quotation(let blocks):
            if let advice = TemplateBlock.advice(blocks) {
                let content = context.isFinal ? [] : passages(of: advice)
                return content.isEmpty
                    ? [] : [Passage(origin: origin, .quotation([Passage(origin: origin, .paragraph(.alternativeMark, [.text("Zum Ausfüllen:")], sentences: []))] + content))]
            }
            let content = passages(of: blocks)
            return content.isEmpty ? [] : [Passage(origin: origin, mark: mark, .quotation(content))]
        case .table(let table):
            return [Passage(origin: origin, mark: mark, .table(self.table(table, origin: origin)))]
        case .listField(let field):
            return listField(field, origin: origin, mark: mark, position: block.position)
        case .tableField(let field):
            return tableField(field, position: block.position).map { [Passage(origin: origin, mark: mark, .table($0))] } ?? []
        case .conditional, .alternatives:
            return []
        }
    }

    private mutating func paragraphs(_ content: [TemplateInline], origin: Origin, mark: ReferenceMark?) -> [Passage] {
        // A long text alone in its paragraph brings its own paragraphs.
        if content.count == 1, case .marker(let marker)? = content.first, case .value(let path, let format) = marker.content,
            case .value(.text(let text), let presentation) = context.field(path), presentation.isProse
        {
            let parts = ValueText.paragraphs(cleaned(text, path: path, at: marker.position))
            return parts.enumerated().map { index, part in
                let text = Inline.span(Span(.value(path), ValueText.prose(part, context.typography, normalised: format != .woertlich && !presentation.isVerbatim)))
                return Passage(origin: origin, mark: index == 0 ? mark : nil, .paragraph(.body, [text], sentences: []))
            }
        }
        if content.count == 1, case .marker(let marker)? = content.first, case .value(FieldPath("anlagenverzeichnis"), _) = marker.content {
            return annexList(origin: origin, mark: mark, position: marker.position)
        }
        var builder = InlineBuilder()
        var marks: [SentenceMark] = []
        append(content, to: &builder, marks: &marks)
        let text = builder.finished()
        checkOpenEnd(builder.plain, at: origin.line)
        return text.isEmpty ? [] : [Passage(origin: origin, mark: mark, .paragraph(.body, text, sentences: counted(marks, in: builder.plain)))]
    }

    /// The marks with the sentences they stand in.
    private mutating func counted(_ marks: [SentenceMark], in paragraph: String) -> [SentenceMark] {
        marks.map { mark in
            var doubt: String?
            let result = mark.counted(in: paragraph, doubt: &doubt)
            if let doubt {
                findings.append(
                    Finding(
                        .hinweis, "satz-unsicher", at: locator.place(mark.position),
                        "Ob bei „\(doubt)“ ein Satz endet, ist nicht sicher; ein Verweis auf „\(mark.name)“ nennt \(result.ordinal.map { "Satz \($0)" } ?? "keinen Satz").",
                        remedy: "Prüfen Sie die Zählung. Schreiben Sie die Abkürzung aus, oder beginnen Sie vor der Marke einen neuen Absatz."))
            }
            return result
        }
    }

    /// „…“ at the end of a text: an enumeration that somebody has still to finish. In a contract to be signed that is an error.
    private mutating func checkOpenEnd(_ text: String, at line: Int?) {
        guard OpenEnd.isOpen(text) else { return }
        findings.append(
            Finding(
                context.isFinal ? .fehler : .hinweis, "leerstelle", at: locator.place(SourcePosition(line: line ?? 1, column: 1)),
                "Der Text endet offen: \(quoted(OpenEnd.shown(text))).\(context.isFinal ? " In einer Endfassung steht nichts Offenes." : "")",
                remedy: "Ergänzen Sie, was fehlt, oder löschen Sie „…“; „und andere“ sagt dasselbe in Worten."))
    }

    /// All annexes with their titles; each label is a reference.
    private mutating func annexList(origin: Origin, mark: ReferenceMark?, position: SourcePosition) -> [Passage] {
        let items = context.annexList().map { annex in
            var builder = InlineBuilder()
            refer(.annex(key: annex.key), at: position, to: &builder)
            let text = builder.result + (annex.title.isEmpty ? [] : [.text(": ")] + annex.title)
            return PassageItem(mark: nil, blocks: [Passage(origin: origin, .paragraph(.body, text, sentences: []))])
        }
        return items.isEmpty ? [] : [Passage(origin: origin, mark: mark, .list(isOrdered: false, items))]
    }

    private mutating func table(_ table: TemplateTable, origin: Origin) -> Table {
        let width = max(table.alignments.count, table.rows.map(\.count).max() ?? 0)
        let rows = table.rows.map { cells in
            TableRow(
                id: .unnumbered,
                cells: (0..<width).map { column in
                    let text = cells.indices.contains(column) ? inlines(cells[column]) : []
                    return TableCell(id: .unnumbered, blocks: text.isEmpty ? [] : [Block(id: .unnumbered, origin: origin, .paragraph(Paragraph(.body, text)))])
                })
        }
        return Table(
            columns: (0..<width).map { TableColumn(alignment: table.alignments.indices.contains($0) ? table.alignments[$0] : .left) },
            header: Array(rows.prefix(1)), rows: Array(rows.dropFirst()))
    }

    // MARK: - Shared

    mutating func inlines(_ content: [TemplateInline]) -> [Inline] {
        var builder = InlineBuilder()
        var marks: [SentenceMark] = []
        append(content, to: &builder, marks: &marks)
        return builder.finished()
    }

    /// Text between page numbers: spaces at its ends count, and do not break.
    mutating func spacedInlines(_ content: [TemplateInline]) -> [Inline] {
        var builder = InlineBuilder(endsWithSpace: false)
        var marks: [SentenceMark] = []
        append(content, to: &builder, marks: &marks)
        return builder.result.map { inline in
            guard case .text(let text) = inline else { return inline }
            return .text(String(text.map { $0 == " " ? "\u{A0}" : $0 }))
        }
    }

    func origin(_ position: SourcePosition) -> Origin {
        let (file, line) = locator.fileAndLine(position)
        return Origin(clause: context.clause, file: file, line: line)
    }

    mutating func holds(_ condition: Condition) -> Bool {
        switch context.holds(condition) {
        case .success(let holds):
            return holds
        case .failure(let finding):
            findings.append(finding)
            return false
        }
    }

    enum Choice<Element> {
        case one([Element])
        case all([[Element]])
        case nothing
    }

    mutating func choose<Element>(_ alternatives: Alternatives<Element>) -> Choice<Element> {
        let raw: String
        switch content(of: alternatives.field, at: alternatives.position) {
        case .value(.choice(let value), _), .value(.text(let value), _): raw = value
        case .value(.flag(let value), _): raw = value ? "ja" : "nein"
        case .value:
            report("wahl-art", alternatives.position, "„\(alternatives.field)“ ist keine Auswahl.", remedy: "„{{wahl:…}}“ braucht ein Feld der Art „auswahl“ oder „ja_nein“.")
            return .nothing
        case .open: return .all(alternatives.cases.map(\.content))
        case .absent, .missing, .unknown: return .nothing
        }
        if let found = alternatives.cases.first(where: { $0.value == raw }) { return .one(found.content) }
        report(
            "fall-fehlt", alternatives.position, "Zur Wahl „\(alternatives.field)“ gibt es keinen Fall „\(raw)“.",
            remedy: Suggestion.remedy(for: raw, among: alternatives.cases.map(\.value)) ?? "Ergänzen Sie „{{fall:\(raw)}}“.")
        return .nothing
    }

    /// The field, with a finding where there is none of that name.
    mutating func content(of path: FieldPath, at position: SourcePosition) -> FieldContent {
        let content = context.field(path)
        switch content {
        case .unknown(let remedy):
            report(
                "feld-unbekannt", position, "Das Feld „\(path)“ gibt es hier nicht.",
                remedy: remedy ?? "Tragen Sie das Feld unter „felder:“ in der Klausel oder in der Vereinbarung ein.")
        case .missing(let presentation):
            findings.append(MissingValue.finding(path, presentation.label, at: locator.place(position)))
        case .value(_, let presentation):
            findings += presentation.findings
        case .open, .absent:
            break
        }
        return content
    }

    mutating func report(_ rule: String, _ position: SourcePosition, _ message: String, remedy: String) {
        findings.append(Finding(.fehler, rule, at: locator.place(position), message, remedy: remedy))
    }

    static func alternativeMark(_ number: Int) -> [Inline] { [.text("Alternative\u{A0}\(number):")] }
}

extension Conditional {
    func chosen(_ holds: Bool) -> [Element] { holds ? then : otherwise }
}

extension [Passage] {
    /// Appends; a list after a list of the same kind continues it (a condition stood between them).
    mutating func join(_ others: [Passage]) {
        for passage in others {
            if case .list(let isOrdered, let items) = passage.content, let last = self.last,
                case .list(isOrdered, let before) = last.content
            {
                self[count - 1].content = .list(isOrdered: isOrdered, before + items)
            } else {
                append(passage)
            }
        }
    }

    /// Paragraphs that a list follows and continues get the role of its lead.
    func withLeads() -> [Passage] {
        var result = self
        for index in result.indices.dropLast() {
            guard case .list = result[index + 1].content, case .paragraph(.body, let text, let sentences) = result[index].content,
                let last = text.plainText.unicodeScalars.last, !".!?".unicodeScalars.contains(last)
            else { continue }
            result[index].content = .paragraph(.listLead, text, sentences: sentences)
        }
        return result
    }
}
