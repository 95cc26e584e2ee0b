import Agreements
import DocumentModel

/// A clause as provisions that can be held against those of another, as it is written: with its fields and conditions, which are what is approved.
enum ClauseProvisions {
    static func part(_ source: ClauseSource) -> ContractPart {
        let head = source.frontMatter
        let facts = [
            "Fassung \(source.version.version), gilt \(head.period)", head.legalBasis.isEmpty ? nil : "Rechtsgrundlagen: \(head.legalBasis.map(\.value).joined(separator: ", "))",
            condition(head.condition),
        ].compactMap { $0 }
        let section = ContractPart(
            .section, heading: head.heading.map { [.text($0.value)] } ?? [], key: "klausel", parts: paragraphs(of: source.body.value))
        return ContractPart(.contract, parts: facts.map { ContractPart(.text, content: [.text($0)]) } + [section])
    }

    private static func condition(_ condition: ClauseCondition?) -> String? {
        switch condition {
        case .expression(let syntax)?: "Gilt, wenn \(syntax.source.value)"
        case .otherwise?: "Gilt, wenn keine andere Variante gilt"
        case nil: nil
        }
    }

    /// What a blank line or the next item ends; numbered ones are counted, as Markdown does.
    private static func paragraphs(of body: String) -> [ContractPart] {
        var parts: [ContractPart] = []
        var isOpen = false
        var count = 0
        for line in body.split(separator: "\n", omittingEmptySubsequences: false) {
            let text = line.drop { $0 == " " || $0 == "\t" }
            if text.isEmpty {
                isOpen = false
            } else if let item = text.prefixMatch(of: /[0-9]+\.[ \t]+/) {
                let isOuter = line.first != " " && line.first != "\t"
                if isOuter { count += 1 }
                parts.append(
                    ContractPart(
                        isOuter ? .absatz : .item, label: isOuter ? "(\(count))" : String(item.output.prefix { $0 != "." }) + ".", content: content(text[item.range.upperBound...]))
                )
                isOpen = true
            } else if let item = text.prefixMatch(of: /[-*][ \t]+/) {
                parts.append(ContractPart(.bullet, label: "–", content: content(text[item.range.upperBound...])))
                isOpen = true
            } else if isOpen, let last = parts.indices.last {
                parts[last].content += [.text(" ")] + content(text)
            } else {
                parts.append(ContractPart(.text, content: content(text)))
                isOpen = true
            }
        }
        return parts.map { part in
            var part = part
            part.content = part.content.reading
            return part
        }
    }

    private static func content(_ text: Substring) -> [Inline] { [.text(String(text))] }
}
