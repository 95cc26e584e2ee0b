import Agreements
import DocumentModel
import GermanText

/// The typographic normaliser, applied to running text; statute citations become spans that stay together.
struct Typography: Sendable {
    private let citations: CitationFinder

    init(citations: CitationFinder) { self.citations = citations }

    // MARK: - Templates

    /// All texts of the template normalised, each paragraph as a whole: quotes around a marker find each other.
    func normalise(_ template: Template) -> Template {
        Template(locator: template.locator, blocks: template.blocks.map { normalise($0) }, markers: template.markers, findings: template.findings)
    }

    private func normalise(_ block: TemplateBlock) -> TemplateBlock {
        var result = block
        switch block.content {
        case .heading(let level, let content): result.content = .heading(level: level, normalise(content))
        case .paragraph(let content): result.content = .paragraph(normalise(content))
        case .list(var list):
            list.items = list.items.map { TemplateItem(position: $0.position, mark: $0.mark, blocks: $0.blocks.map { normalise($0) }) }
            result.content = .list(list)
        case .quotation(let blocks): result.content = .quotation(blocks.map { normalise($0) })
        case .table(var table):
            table.rows = table.rows.map { row in row.map { normalise($0) } }
            result.content = .table(table)
        case .conditional(var conditional):
            conditional.then = conditional.then.map { normalise($0) }
            conditional.otherwise = conditional.otherwise.map { normalise($0) }
            result.content = .conditional(conditional)
        case .alternatives(var alternatives):
            for index in alternatives.cases.indices { alternatives.cases[index].content = alternatives.cases[index].content.map { normalise($0) } }
            result.content = .alternatives(alternatives)
        case .listField, .tableField: break
        }
        return result
    }

    private func normalise(_ content: [TemplateInline]) -> [TemplateInline] {
        var fragments: [TextFragment] = []
        Typography.collect(content, into: &fragments)
        var texts = GermanTypography.normalise(fragments)[...]
        return rebuild(content, from: &texts)
    }

    /// The texts in their order; what stands between them only gives them context.
    private static func collect(_ content: [TemplateInline], into fragments: inout [TextFragment]) {
        for inline in content {
            switch inline {
            case .text(let text), .citation(let text): fragments.append(TextFragment(.text, text))
            case .emphasis(let inner), .strong(let inner), .link(_, let inner): collect(inner, into: &fragments)
            case .lineBreak: fragments.append(TextFragment(.verbatim, "\n"))
            case .footnote: break
            case .marker(let marker): fragments.append(TextFragment(.verbatim, sample(for: marker)))
            case .conditional(let conditional):
                collect(conditional.then, into: &fragments)
                collect(conditional.otherwise, into: &fragments)
            case .alternatives(let alternatives):
                for branch in alternatives.cases { collect(branch.content, into: &fragments) }
            }
        }
    }

    /// What the normaliser is to take a marker for: a word, because a single letter would pass for an initial.
    private static func sample(for marker: Marker) -> String {
        switch marker.content {
        case .mark, .invalid: ""
        case .definition: "„Wort“"
        default: "Wort"
        }
    }

    private func rebuild(_ content: [TemplateInline], from texts: inout ArraySlice<String>) -> [TemplateInline] {
        content.flatMap { inline -> [TemplateInline] in
            switch inline {
            case .text, .citation:
                return split(texts.popFirst() ?? "").map { $0.isCitation ? .citation($0.text) : .text($0.text) }
            case .emphasis(let inner): return [.emphasis(rebuild(inner, from: &texts))]
            case .strong(let inner): return [.strong(rebuild(inner, from: &texts))]
            case .link(let url, let inner): return [.link(url: url, rebuild(inner, from: &texts))]
            case .lineBreak, .marker:
                texts = texts.dropFirst()
                return [inline]
            case .footnote(let blocks): return [.footnote(blocks.map { normalise($0) })]
            case .conditional(var conditional):
                conditional.then = rebuild(conditional.then, from: &texts)
                conditional.otherwise = rebuild(conditional.otherwise, from: &texts)
                return [.conditional(conditional)]
            case .alternatives(var alternatives):
                for index in alternatives.cases.indices {
                    alternatives.cases[index].content = rebuild(alternatives.cases[index].content, from: &texts)
                }
                return [.alternatives(alternatives)]
            }
        }
    }

    // MARK: - Values and other finished text

    /// Prose as running text: normalised, citations kept together.
    func inlines(_ text: String, normalised: Bool = true) -> [Inline] {
        split(normalised ? GermanTypography.normalise(text) : text).map { part in
            part.isCitation ? .span(Span(.citation, [.text(part.text)])) : .text(part.text)
        }
    }

    private func split(_ text: String) -> [(text: String, isCitation: Bool)] {
        var parts: [(String, Bool)] = []
        var start = text.startIndex
        for found in citations.findCitations(in: text) where found.citation.law != nil {
            if found.range.lowerBound > start { parts.append((String(text[start..<found.range.lowerBound]), false)) }
            parts.append((String(text[found.range]), true))
            start = found.range.upperBound
        }
        if start < text.endIndex { parts.append((String(text[start...]), false)) }
        return parts
    }
}
