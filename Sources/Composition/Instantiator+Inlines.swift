import Agreements
import Assembler
import DocumentModel
import Findings
import GermanText

extension Instantiator {
    /// Appends running text and gathers the marks of its sentences.
    mutating func append(_ content: [TemplateInline], to builder: inout InlineBuilder, marks: inout [SentenceMark]) {
        for inline in content { append(inline, to: &builder, marks: &marks) }
    }

    private mutating func append(_ inline: TemplateInline, to builder: inout InlineBuilder, marks: inout [SentenceMark]) {
        switch inline {
        case .text(let text):
            builder.append(text)
        case .citation(let text):
            builder.append(.span(Span(.citation, [.text(text)])), plain: text)
        case .emphasis(let content):
            append(content, to: &builder, marks: &marks) { .span(Span(.emphasis, $0)) }
        case .strong(let content):
            append(content, to: &builder, marks: &marks) { .span(Span(.strong, $0)) }
        case .link(let url, let content):
            append(content, to: &builder, marks: &marks) { .link(url: url, content: $0) }
        case .lineBreak:
            builder.append(.lineBreak, plain: " ")
        case .footnote(let blocks):
            footnote(blocks, to: &builder)
        case .marker(let marker):
            append(marker, to: &builder, marks: &marks)
        case .conditional(let conditional):
            let chosen = conditional.chosen(holds(conditional.condition))
            if chosen.isEmpty { builder.vanish() } else { append(chosen, to: &builder, marks: &marks) }
        case .alternatives(let alternatives):
            switch choose(alternatives) {
            case .one(let content):
                if content.isEmpty { builder.vanish() } else { append(content, to: &builder, marks: &marks) }
            case .all(let cases):
                for (index, content) in cases.enumerated() {
                    if index > 0 { builder.append(" ") }
                    let mark = Instantiator.alternativeMark(index + 1)
                    builder.append(.span(Span(.alternativeMark, mark)), plain: mark.plainText)
                    builder.append(" ")
                    append(content, to: &builder, marks: &marks)
                }
            case .nothing:
                builder.vanish()
            }
        }
    }

    private mutating func append(
        _ content: [TemplateInline], to builder: inout InlineBuilder, marks: inout [SentenceMark], wrap: ([Inline]) -> Inline
    ) {
        var inner = InlineBuilder(endsWithSpace: builder.endsWithSpace, plain: builder.plain)
        append(content, to: &inner, marks: &marks)
        builder.append(contentsOf: inner, wrap: wrap)
    }

    private mutating func footnote(_ blocks: [TemplateBlock], to builder: inout InlineBuilder) {
        let content = passages(of: blocks).compactMap { passage -> Block? in
            switch passage.content {
            case .paragraph(_, let text, _):
                return Block(id: .unnumbered, origin: passage.origin, .paragraph(Paragraph(.footnote, text)))
            case .table(let table):
                return Block(id: .unnumbered, origin: passage.origin, .table(table))
            case .heading, .list, .quotation:
                findings.append(
                    Finding(
                        .fehler, "fussnote-inhalt", at: passage.origin.file.map { .file($0, line: passage.origin.line, column: 1) },
                        "Eine Fußnote enthält eine Liste, ein Zitat oder eine Überschrift.", remedy: "Schreiben Sie die Fußnote als Absatz."))
                return nil
            }
        }
        guard !content.isEmpty else { return builder.vanish() }
        builder.append(.footnote(Footnote(id: .unnumbered, label: "", blocks: content)), plain: "")
    }

    // MARK: - Markers

    private mutating func append(_ marker: Marker, to builder: inout InlineBuilder, marks: inout [SentenceMark]) {
        switch marker.content {
        case .value(let path, let format):
            value(path, format, at: marker, to: &builder)
        case .list(let path):
            value(path, .standard, at: marker, to: &builder)
        case .gender(let phrase):
            switch context.phrase(phrase) {
            case .success(let text): builder.append(text)
            case .failure(var finding):
                if finding.place == nil { finding.place = locator.place(marker.position) }
                findings.append(finding)
            }
        case .role(let phrase):
            let text = role(phrase, at: marker.position)
            if text.isEmpty { builder.vanish() } else { builder.append(text) }
        case .reference(let family, let mark, let grammaticalCase):
            refer(.clause(family: family, mark: mark), grammaticalCase, at: marker.position, to: &builder)
        case .annex(let key, let grammaticalCase):
            refer(.annex(key: key), grammaticalCase, at: marker.position, to: &builder)
        case .definition(let term):
            let quotes = QuotationMarks(after: builder.plain)
            builder.append(quotes.opening)
            builder.append(.span(Span(.definition, [.text(term)])), plain: term)
            definitions.append(TermDefinition(term: term, place: locator.place(marker.position)))
            builder.append(quotes.closing)
        case .blank(let label, let length):
            let rule = FillIn(id: .unnumbered, label: label, length: length.map { .fixed($0) } ?? .restOfLine(minimum: 40))
            builder.append(.blank(rule), plain: FillIn.plainText)
        case .foreign(let language, let text):
            builder.append(.span(Span(.foreign, language: language, [.text(text)])), plain: text)
        case .mark(let name):
            marks.append(SentenceMark(name: name, offset: builder.plain.utf8.count, position: marker.position))
            builder.vanish()
        case .table(let path):
            report(
                "tabelle-ort", marker.position, "„{{tabelle:\(path)}}“ steht mitten im Text.",
                remedy: "Setzen Sie die Tabelle allein in einen Absatz, mit Leerzeilen davor und danach.")
        case .conditionStart, .brokenCondition, .otherwise, .choiceStart, .choiceCase, .end, .invalid:
            break
        }
    }

    mutating func refer(
        _ target: PendingReference.Target, _ grammaticalCase: GrammaticalCase? = nil, at position: SourcePosition, to builder: inout InlineBuilder
    ) {
        let id = PendingReferenceID(index: pending.count)
        pending.append(PendingReference(target: target, grammaticalCase: grammaticalCase, instance: context.instance, place: locator.place(position)))
        guard let node = id.target else { return }
        builder.append(.reference(target: node, content: []), plain: "§")
    }

    private mutating func value(_ path: FieldPath, _ format: ValueFormat, at marker: Marker, to builder: inout InlineBuilder) {
        let position = marker.position
        if let grammaticalCase = format.grammaticalCase {
            var content = inflected(path, grammaticalCase, at: position)
            if marker.isCapital { content = SentenceStart.capitalised(content) }
            return content.isEmpty ? builder.vanish() : content.forEach { builder.append($0, plain: [$0].plainText) }
        }
        switch content(of: path, at: position) {
        case .value(let value, let presentation):
            let content = inlines(for: value, format, presentation, path: path, at: position)
            if content.isEmpty {
                builder.vanish()
            } else {
                builder.append(.span(Span(.value(path), content)), plain: content.plainText)
            }
        case .open(let presentation):
            builder.append(open(path, presentation), plain: FillIn.plainText)
        case .absent, .missing, .unknown:
            builder.vanish()
        }
    }

    /// The place of a field that somebody has still to fill in.
    func open(_ path: FieldPath, _ presentation: FieldPresentation) -> Inline {
        if context.isMuster { return .span(Span(.placeholder(path), [.text(presentation.placeholder)])) }
        return .blank(FillIn(id: .unnumbered, field: path, label: presentation.label, length: .fixed(presentation.ruleLength)))
    }
}
