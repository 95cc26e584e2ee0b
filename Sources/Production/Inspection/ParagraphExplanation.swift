import Agreements
import Assembler
import DocumentModel

/// Where one paragraph of the finished text comes from.
public struct ParagraphExplanation: Sendable, Encodable {
    /// „§ 4 (2)“; empty where nothing is numbered.
    let stelle: String
    /// Its first words.
    let anfang: String
    /// `kuendigung/frist`; `nil`: a text of the agreement itself.
    let klausel: String?
    let fassung: String?
    /// Why this variant.
    let grund: String?
    let ort: String?
    let werte: [Value]

    struct Value: Sendable, Encodable {
        let feld: String
        let herkunft: String
        let ort: String?
    }

    static func all(of document: Document, _ plan: AssemblyPlan) -> [ParagraphExplanation] {
        var walker = ParagraphWalker(plan: plan)
        walker.blocks(document.body, ParagraphWalker.Position())
        for annex in document.annexes {
            if case .blocks(let blocks) = annex.content { walker.blocks(blocks, ParagraphWalker.Position(section: annex.label, origin: annex.origin)) }
        }
        return walker.found
    }

    /// For people.
    var lines: [String] {
        let source = klausel.map { "\($0) \(fassung ?? "")" } ?? "Text der Vereinbarung"
        return ["  \(stelle.isEmpty ? "–" : stelle)  „\(anfang)“", "      \(source)\(ort.map { ", \($0)" } ?? "")"]
            + (grund.map { ["      \($0)"] } ?? [])
            + werte.map { "      \($0.feld): \($0.herkunft)\($0.ort.map { ", \($0)" } ?? "")" }
    }
}

private struct ParagraphWalker {
    struct Position {
        var section = ""
        var labels: [String] = []
        var origin = Origin.none

        var text: String { ([section] + labels).filter { !$0.isEmpty }.joined(separator: " ") }
    }

    let plan: AssemblyPlan
    var found: [ParagraphExplanation] = []
    private static let shownWords = 8

    init(plan: AssemblyPlan) { self.plan = plan }

    mutating func blocks(_ blocks: [Block], _ position: Position) {
        for block in blocks {
            var position = position
            if block.origin.file != nil { position.origin = block.origin }
            switch block.content {
            case .section(let section):
                if let number = section.heading?.number { position.section = number }
                self.blocks(section.blocks, position)
            case .paragraph(let paragraph): add(paragraph.content, position)
            case .list(let list):
                for item in list.items {
                    var inner = position
                    if let label = item.label { inner.labels.append(label) }
                    self.blocks(item.blocks, inner)
                }
            case .quotation(let content), .unit(let content): self.blocks(content, position)
            default: break
            }
        }
    }

    private mutating func add(_ content: [Inline], _ position: Position) {
        let words = content.plainText.split(whereSeparator: \.isWhitespace)
        guard !words.isEmpty else { return }
        let start = words.prefix(Self.shownWords).joined(separator: " ")
        let clause = position.origin.clause
        let planned = plan.clauses.first { $0.source.version == clause }
        var fields: [FieldPath] = []
        ParagraphWalker.collect(content, into: &fields)
        found.append(
            ParagraphExplanation(
                stelle: position.text, anfang: words.count > Self.shownWords ? start + " …" : start, klausel: clause?.name,
                fassung: clause?.version, grund: planned?.reason,
                ort: position.origin.file.map { position.origin.line > 0 ? "\($0):\(position.origin.line)" : $0 },
                werte: fields.compactMap { value($0, clause?.family) }))
    }

    private static func collect(_ content: [Inline], into fields: inout [FieldPath]) {
        for inline in content {
            switch inline {
            case .span(let span):
                if case .value(let path) = span.role, !fields.contains(path) { fields.append(path) }
                collect(span.content, into: &fields)
            case .reference(_, let content), .link(_, let content): collect(content, into: &fields)
            default: break
            }
        }
    }

    /// A clause's own field stands in the plan under its family; members of a record under the record.
    private func value(_ path: FieldPath, _ family: String?) -> ParagraphExplanation.Value? {
        let names = [family.map { "klauseln.\($0).\(path)" }, path.rawValue].compactMap { $0 }
        let resolved = names.lazy.compactMap { name in
            plan.values.first { $0.path.rawValue == name } ?? plan.values.first { name.hasPrefix($0.path.rawValue + ".") }
        }.first
        return resolved.map {
            ParagraphExplanation.Value(feld: path.rawValue, herkunft: $0.source.inGerman, ort: $0.source.place.map { "\($0)" })
        }
    }
}
