/// What of the styles says something about the text: headings, what is centred, what nobody can see.
struct StyleTable {
    struct Looks {
        var isHidden = false
        var isBold = false
    }

    /// Of paragraphs that name none.
    private(set) var standard = ""
    private var styles: [String: MarkupElement] = [:]

    init(_ part: MarkupElement?) {
        for style in part?.elements ?? [] where style.name == "w:style" {
            guard let id = style["w:styleId"] else { continue }
            styles[id] = style
            if style["w:type"] == "paragraph", ["1", "true", "on"].contains(style["w:default"] ?? "") { standard = id }
        }
    }

    /// From 0; of the style, of those it is based on, or of Word's own names.
    func outline(of style: String) -> Int? {
        for element in chain(style) {
            if let level = element.first("w:pPr")?.value(of: "w:outlineLvl").flatMap({ Int($0) }) { return level }
            if let name = element.value(of: "w:name")?.lowercased(), name.hasPrefix("heading "), let level = Int(name.dropFirst(8)), (1...9).contains(level) { return level - 1 }
        }
        return nil
    }

    func isCentred(_ style: String) -> Bool {
        for element in chain(style) { if let alignment = element.first("w:pPr")?.value(of: "w:jc") { return alignment == "center" } }
        return false
    }

    /// „Heading 1“, „Überschrift 1“.
    func name(of style: String) -> String { styles[style]?.value(of: "w:name") ?? style }

    func looks(_ run: MarkupElement?, paragraph: String) -> Looks {
        var looks = Looks()
        let sources =
            [run].compactMap { $0 } + (run?.value(of: "w:rStyle").map { chain($0) } ?? []).compactMap { $0.first("w:rPr") }
            + chain(paragraph).compactMap { $0.first("w:rPr") }
        if let source = sources.first(where: { $0.first("w:b") != nil }) { looks.isBold = source.isOn("w:b") }
        if let source = sources.first(where: { $0.first("w:vanish") != nil }) { looks.isHidden = source.isOn("w:vanish") }
        // White letters, and letters of a point and less.
        if let color = sources.lazy.compactMap({ $0.value(of: "w:color") }).first, color.uppercased() == "FFFFFF" { looks.isHidden = true }
        if let size = sources.lazy.compactMap({ $0.value(of: "w:sz") }).first.flatMap({ Double($0) }), size <= 2 { looks.isHidden = true }
        return looks
    }

    /// The style, and those it is based on.
    private func chain(_ style: String) -> [MarkupElement] {
        var (chain, seen): ([MarkupElement], Set<String>) = ([], [])
        var name: String? = style
        while let current = name, seen.insert(current).inserted, let element = styles[current] {
            chain.append(element)
            name = element.value(of: "w:basedOn")
        }
        return chain
    }
}

/// Fields that are open, one within another: their instructions are no text, their results are (ECMA-376-1, 17.16.18).
struct FieldStack {
    private struct Field {
        var instruction = ""
        var isResult = false

        /// „REF“, „PAGE“ …
        var name: String { instruction.split(separator: " ").first.map { $0.uppercased() } ?? "" }
    }

    private var open: [Field] = []

    mutating func mark(_ kind: String) {
        switch kind {
        case "begin": open.append(Field())
        case "separate": if !open.isEmpty { open[open.count - 1].isResult = true }
        case "end": end()
        default: break
        }
    }

    mutating func instruction(_ text: String) { if !open.isEmpty, !open[open.count - 1].isResult { open[open.count - 1].instruction += text } }
    mutating func simple(_ text: String) { open.append(Field(instruction: text, isResult: true)) }
    mutating func end() { if !open.isEmpty { open.removeLast() } }

    /// What follows from the pages or the text itself is not compared.
    private static let counted: Set<String> = ["TOC", "PAGEREF", "PAGE", "NUMPAGES", "SECTIONPAGES"]

    var isShown: Bool { open.allSatisfy { $0.isResult && !Self.counted.contains($0.name) } }
    var isReference: Bool { open.contains { ["REF", "QUOTE", "NOTEREF"].contains($0.name) } }
}
