import Agreements

extension FieldPresentation {
    package init(_ declaration: FieldDeclaration) {
        self.init(
            label: declaration.label, placeholder: declaration.placeholder, isProse: declaration.kind.isProse, choices: declaration.choices,
            ruleLength: declaration.kind.ruleLength)
        isVerbatim = declaration.isVerbatim
        if case .table(let columns) = declaration.kind { self.columns = columns.map { Column($0) } }
        totals = declaration.totals
    }
}

extension FieldPresentation.Column {
    package init(_ declaration: FieldDeclaration) {
        let kind: FieldPresentation.CellKind =
            switch declaration.kind {
            case .number, .money: .number
            case .longText: .prose
            case .text, .date, .flag, .iban, .choice, .list, .person, .address, .body, .table, .representation, .inflection: .text
            }
        self.init(
            name: declaration.name, label: declaration.label, kind: kind, choices: declaration.choices, isVerbatim: declaration.isVerbatim)
    }
}

extension FieldKind {
    /// Whether the normaliser may touch its values.
    fileprivate var isProse: Bool {
        switch self {
        case .longText: true
        case .list(let element): element.isProse
        case .text, .date, .number, .money, .flag, .iban, .choice, .person, .address, .body, .table, .representation, .inflection: false
        }
    }

    /// Length of the rule that stands for an open field, in millimetres: what handwriting needs.
    fileprivate var ruleLength: Double {
        switch self {
        case .number, .flag: 20
        case .date, .money: 35
        case .longText, .body, .person, .address, .iban: 90
        case .text, .choice, .list, .table, .representation, .inflection: 60
        }
    }
}
