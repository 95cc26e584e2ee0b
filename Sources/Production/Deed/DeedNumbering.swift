import DocumentModel

/// Whether everything that can be cited has a number, and the numbers run without a gap.
struct DeedNumbering {
    private(set) var failures: [String] = []
    /// Numbers of the outermost sections.
    private(set) var numbers: [String] = []
    private(set) var count = 0
    /// „Artikel 1“ at the head of an outermost heading or of a paragraph that stands by itself: typed, not counted.
    private(set) var typed: [String] = []

    init(_ document: Document) {
        sections(document.body, in: "")
        if numbers.isEmpty {
            typed = Self.typedNumbers(document.body)
            check(typed, in: "")
        }
        for annex in document.annexes {
            if case .blocks(let blocks) = annex.content { lists(blocks, in: annex.label) }
        }
    }

    /// Sections that stand side by side. What comes before the first number (a preamble) may be without one, nothing behind it.
    private mutating func sections(_ blocks: [Block], in parent: String) {
        let sections = blocks.compactMap { block -> Section? in
            if case .section(let section) = block.content { section } else { nil }
        }
        let labels = sections.compactMap(\.heading?.number)
        if parent.isEmpty { numbers = labels }
        check(labels, in: parent)
        if let first = sections.firstIndex(where: { $0.heading?.number != nil }) {
            for section in sections[first...] where section.heading?.number == nil {
                let heading = section.heading?.text.plainText ?? ""
                failures.append(heading.isEmpty ? "Ein Abschnitt nach „\(labels.last ?? "")“ hat keine Nummer." : "Der Abschnitt „\(heading)“ hat keine Nummer.")
            }
        }
        for section in sections {
            let name = section.heading?.number ?? section.heading?.text.plainText ?? ""
            if section.heading?.number != nil, section.blocks.isEmpty { failures.append("Der Abschnitt \(name) ist leer.") }
            self.sections(section.blocks, in: name)
        }
        lists(blocks, in: parent)
    }

    /// Absätze and letters; sections have been looked at.
    private mutating func lists(_ blocks: [Block], in parent: String) {
        let siblings = blocks.compactMap { block -> List? in
            if case .list(let list) = block.content { list } else { nil }
        }
        // The Absätze of a section may come from several clauses.
        check(siblings.filter { $0.kind == .absaetze }.flatMap { $0.items.compactMap(\.label) }, in: parent)
        for list in siblings where list.kind == .ordered { check(list.items.compactMap(\.label), in: parent) }
        for block in blocks {
            switch block.content {
            case .list(let list):
                for item in list.items { lists(item.blocks, in: [parent, item.label ?? ""].joined(separator: " ")) }
            case .quotation(let content), .unit(let content): lists(content, in: parent)
            case .section(let section) where parent.hasPrefix("Anlage"): lists(section.blocks, in: parent)
            default: break
            }
        }
    }

    private mutating func check(_ labels: [String], in parent: String) {
        // A dash or bullet is no number; behind „z)“ letters begin anew.
        guard labels.contains(where: { $0.contains { $0.isLetter || $0.isNumber } }) else { return }
        count += labels.count
        if labels.count > 26, !labels.allSatisfy({ $0.contains { ("0"..."9").contains($0) } }) { return }
        let values = labels.map(DeedNumbering.ordinal)
        // Roman numerals are told apart by being different.
        let isGapless = values.contains(nil) ? Set(labels).count == labels.count : values.enumerated().allSatisfy { $0.element == $0.offset + 1 }
        if !isGapless { failures.append("Die Zählung\(parent.isEmpty ? "" : " in \(parent)") hat eine Lücke: \(labels.joined(separator: ", ")).") }
    }

    private static func typedNumbers(_ blocks: [Block]) -> [String] {
        blocks.flatMap { block -> [String] in
            switch block.content {
            case .section(let section):
                if let heading = section.heading?.text.plainText, let number = typedNumber(heading) { return [number] }
                return section.heading == nil ? typedNumbers(section.blocks) : []
            case .paragraph(let text): return typedNumber(text.content.plainText).map { [$0] } ?? []
            default: return []
            }
        }
    }

    private static func typedNumber(_ text: String) -> String? {
        let pattern =
            /(?:Artikel|Art\.|§|Abschnitt|Teil|Ziffer|Nr\.)[\u{20}\u{A0}\u{202F}]*(?:[0-9]{1,3}[a-z]?|[IVXL]{1,6})(?=[\u{20}\u{A0}.:)–-]|$)|[0-9]{1,2}\.(?=[\u{20}\u{A0}])/
        return text.prefixMatch(of: pattern).map { String($0.output) }
    }

    /// „§ 4“: 4; „5.2“: 2; „(3)“: 3; „b)“, „bb)“: 2.
    private static func ordinal(_ label: String) -> Int? {
        if let digits = label.split(whereSeparator: { !("0"..."9").contains($0) }).last { return Int(digits) }
        let letters = label.filter { ("a"..."z").contains($0) }
        guard let letter = letters.unicodeScalars.first, letters.unicodeScalars.allSatisfy({ $0 == letter }) else { return nil }
        return Int(letter.value) - 0x60
    }
}
