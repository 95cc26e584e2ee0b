import Layout

extension DisplayList {
    /// Form elements that get a field of their own under the options.
    func formsWithFields(_ options: FinishingOptions) -> Set<StructureID> {
        var found: Set<StructureID> = []
        for field in pages.lazy.flatMap(\.fields) where options.wants(field.kind) { found.insert(field.structure) }
        return found
    }

    /// ISO 14289-1, 7.18.4: a Form element with a field has nothing but the field. The rule beneath it becomes an ornament.
    func withRulesOfFieldsAsOrnaments(_ options: FinishingOptions) -> DisplayList {
        let forms = formsWithFields(options)
        guard !forms.isEmpty else { return self }
        var list = self
        for page in list.pages.indices {
            for (index, item) in pages[page].items.enumerated() {
                guard case .content(let structure) = item.mark, forms.contains(structure), item.drawing.isRule else { continue }
                list.pages[page].items[index].mark = .artifact(.layout)
            }
        }
        return list
    }
}

extension FinishingOptions {
    func wants(_ kind: FormFieldKind) -> Bool {
        switch kind {
        case .signature: signatureFields
        case .text: textFields
        }
    }
}

extension Drawing {
    fileprivate var isRule: Bool {
        switch self {
        case .rectangle, .line, .circle: true
        case .text, .image, .foreignPage, .symbol: false
        }
    }
}
