/// A field of a form as its widget on a page stands for it (ISO 32000-1, 12.7.3); values are inherited from its parents.
struct FormField {
    enum Kind { case text, choice, button, signature }

    let widget: QPDFObject
    let kind: Kind

    private static let nestingLimit = 16

    /// - Returns: `nil` for what is no field.
    init?(_ widget: QPDFObject) {
        guard widget["/Subtype"].name == "Widget" else { return nil }
        self.widget = widget
        switch FormField.inherited("/FT", widget).name {
        case "Tx": kind = .text
        case "Ch": kind = .choice
        case "Btn": kind = .button
        case "Sig": kind = .signature
        default: return nil
        }
    }

    var flags: QPDFObject { FormField.inherited("/Ff", widget) }

    var value: QPDFObject { FormField.inherited("/V", widget) }

    /// What a reader prints for the value: a text, or the entries that are chosen; empty for none.
    var shownTexts: [String] {
        switch kind {
        case .text: value.text.map { [$0] } ?? []
        case .choice: (value.kind == .array ? value.items : [value]).compactMap(\.text).map(display)
        case .button, .signature: []
        }
    }

    /// Entries below each other, of which several may be chosen and some be out of sight (12.7.4.4): no combo box (bit 18).
    var isList: Bool { kind == .choice && Int(exactly: flags.double ?? 0).map { $0 & 1 << 17 == 0 } ?? true }

    /// For messages: „antrag.name“.
    var name: String {
        var names: [String] = []
        var field = widget
        for _ in 0..<Self.nestingLimit where field.kind == .dictionary {
            if let name = field["/T"].text { names.insert(name, at: 0) }
            field = field["/Parent"]
        }
        return names.joined(separator: ".")
    }

    /// The state of a box: what the widget says, or where that is missing, what the value says.
    var state: String? { widget["/AS"].name ?? value.name }

    /// The choice as it is printed, where it is stored as something else (12.7.4.4, Opt).
    private func display(_ choice: String) -> String {
        for option in FormField.inherited("/Opt", widget).items.prefix(2000) {
            let pair = option.items
            if pair.count == 2, pair[0].text == choice, let text = pair[1].text { return text }
        }
        return choice
    }

    private static func inherited(_ key: String, _ field: QPDFObject) -> QPDFObject {
        var field = field
        for _ in 0..<nestingLimit {
            let value = field[key]
            if value.kind != .null || field["/Parent"].kind != .dictionary { return value }
            field = field["/Parent"]
        }
        return field[key]
    }
}
