import DocumentModel
import Settings

/// A sibling in running text, before conditions are folded.
enum InlinePiece {
    case element(TemplateInline)
    case directive(Marker)

    var isDirectiveOrBlank: Bool {
        switch self {
        case .directive: true
        case .element(let inline): inline.isBlankText
        }
    }
}

extension TemplateInline {
    var isBlankText: Bool {
        switch self {
        case .text(let text): text.utf8.allSatisfy { $0 == 0x20 }
        case .marker(let marker): marker.content == .invalid
        default: false
        }
    }
}

extension TemplateParser {
    mutating func inlines(of node: MarkdownNode, depth: Int = 0) -> [TemplateInline] {
        fold(pieces(of: node, depth: depth))
    }

    mutating func fold(_ pieces: [InlinePiece]) -> [TemplateInline] {
        var builder = DirectiveBuilder<TemplateInline>(isBlank: \.isBlankText)
        for piece in pieces {
            switch piece {
            case .element(let inline): builder.append(inline)
            case .directive(let marker): builder.append(marker)
            }
        }
        let result = builder.finish()
        problems += builder.problems
        return result
    }

    mutating func pieces(of node: MarkdownNode, depth: Int) -> [InlinePiece] {
        var pieces: [InlinePiece] = []
        var text = ""
        guard depth <= TemplateLimits.inlineDepth else {
            report("auszeichnung-zu-tief", at: position(of: node), "Zu viele Auszeichnungen stehen ineinander.", remedy: "Verwenden Sie „*“ und „**“ sparsamer.")
            return []
        }
        func flush() {
            if !text.isEmpty { pieces.append(.element(.text(text))) }
            text = ""
        }
        for child in node.children {
            switch child.kind {
            case .text:
                let literal = child.literal
                if literal.contains("[^") {
                    report(
                        "fussnote-fehlt", at: position(of: child), "Zur Fußnote „\(literal.prefix(24))“ gibt es keinen Text.",
                        remedy: "Ergänzen Sie am Ende „[^name]: Text der Fußnote“.")
                }
                for scalar in literal.unicodeScalars {
                    guard let marker = source.marker(for: scalar) else {
                        if let shown = TemplateSource.shown(scalar) { text.unicodeScalars.append(shown) }
                        continue
                    }
                    flush()
                    pieces.append(piece(for: marker))
                }
            case .softBreak:
                text += " "
            case .lineBreak:
                flush()
                pieces.append(.element(.lineBreak))
            default:
                flush()
                if let inline = inline(child, depth: depth) { pieces.append(.element(inline)) }
            }
        }
        flush()
        return pieces
    }

    private func piece(for marker: Marker) -> InlinePiece {
        marker.content.isDirective ? .directive(marker) : .element(.marker(marker))
    }

    private mutating func inline(_ node: MarkdownNode, depth: Int) -> TemplateInline? {
        let position = position(of: node)
        switch node.kind {
        case .emphasis:
            return .emphasis(inlines(of: node, depth: depth + 1))
        case .strong:
            return .strong(inlines(of: node, depth: depth + 1))
        case .link:
            return link(node, depth: depth, position)
        case .footnoteReference:
            // cmark has numbered the references in the order of their first use, and sorted the texts alike.
            guard !isReadingFootnotes, let number = Int(node.literal), footnotes.indices.contains(number - 1) else {
                report(
                    "fussnote-verschachtelt", at: position, "In einer Fußnote steht der Verweis auf eine andere; die gibt es dort nicht.",
                    remedy: "Setzen Sie den Verweis in den Text, oder nehmen Sie den Inhalt der zweiten Fußnote in die erste auf.")
                return nil
            }
            return .footnote(footnotes[number - 1])
        case .inlineCode:
            report("code", at: position, "Programmtext (`…`) gibt es in Vereinbarungen nicht.", remedy: "Entfernen Sie die Zeichen „`“.")
        case .inlineHTML:
            report(
                "html", at: position, "HTML ist nicht zulässig.",
                remedy: "Entfernen Sie die spitzen Klammern; was betont sein soll, schreiben Sie *so* oder **so**. Eine Klammer, die Text ist, schreiben Sie „\\<“.")
        case .image:
            report("bild", at: position, "Bilder sind im Text einer Klausel nicht zulässig.", remedy: "Legen Sie das Bild als Anlage bei (art: bild oder pdf).")
        default:
            report("markdown", at: position, "Dieser Teil des Textes wird nicht unterstützt.", remedy: "Verwenden Sie „*“, „**“, Verweise und Fußnoten.")
        }
        return nil
    }

    private mutating func link(_ node: MarkdownNode, depth: Int, _ position: SourcePosition) -> TemplateInline? {
        let url = node.url
        let isSafe = ["https://", "http://", "mailto:"].contains { url.lowercased().hasPrefix($0) }
        let hasMarker = url.unicodeScalars.contains { $0.value < 0x20 || TextHygiene.forbiddenName(of: $0) != nil }
        guard isSafe, !hasMarker else {
            report(
                "verweis-adresse", at: position, "Die Adresse des Verweises ist nicht zulässig.",
                remedy: "Geben Sie eine Adresse mit „https://“ oder „mailto:“ ohne Felder an; auf eigene Klauseln verweist „{{ref:…}}“.")
            return nil
        }
        return .link(url: url, inlines(of: node, depth: depth + 1))
    }

    // MARK: - Marks and footnotes

    /// Takes `{#name}` from the end of a paragraph. Marks before the end stay and name a sentence.
    mutating func takeFinalMark(_ content: inout [TemplateInline]) -> String? {
        var mark: String?
        while let last = content.last {
            if last.isBlankText {
                content.removeLast()
            } else if mark == nil, case .marker(let marker) = last, case .mark(let name) = marker.content {
                mark = name
                content.removeLast()
            } else {
                break
            }
        }
        if case .text(let text)? = content.last, let end = text.utf8.lastIndex(where: { $0 != 0x20 }) {
            let trimmed = text[..<text.utf8.index(after: end)]
            if trimmed.endIndex != text.endIndex { content[content.count - 1] = .text(String(trimmed)) }
        }
        return mark
    }

    /// A name that is given twice would make every reference to it ambiguous.
    mutating func checkMarks() {
        var first: [String: SourcePosition] = [:]
        for marker in source.markers {
            guard case .mark(let name) = marker.content else { continue }
            if let before = first[name] {
                report(
                    "marke-doppelt", at: marker.position, "Die Marke „\(name)“ gibt es schon in Zeile \(before.line), Spalte \(before.column).",
                    remedy: "Geben Sie einer der beiden einen anderen Namen.")
            } else {
                first[name] = marker.position
            }
        }
    }

    /// cmark drops footnote texts that nothing refers to, and all but the first of a name; the clerk should know.
    mutating func checkFootnoteDefinitions(_ definitions: [TemplateSource.FootnoteDefinition]) {
        var first: [String: SourcePosition] = [:]
        for definition in definitions {
            if let before = first[definition.key] {
                report(
                    "fussnote-doppelt", at: definition.position, "Die Fußnote „\(definition.label)“ gibt es schon in Zeile \(before.line).",
                    remedy: "Geben Sie einer der beiden einen anderen Namen, hier und im Text.")
                continue
            }
            first[definition.key] = definition.position
            guard !definition.isReferenced else { continue }
            warn(
                "fussnote-ungenutzt", at: definition.position,
                "Auf die Fußnote „\(definition.label)“ verweist kein Text; sie wird nicht gedruckt.",
                remedy: "Setzen Sie „[^\(definition.label)]“ in den Text, oder entfernen Sie die Fußnote.")
        }
    }
}
