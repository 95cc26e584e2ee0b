import Agreements
import Production

/// How values of a kind are asked for.
enum FieldControls {
    static func control(_ kind: FieldKind, standard: String?, isNeeded: Bool) -> InterviewField.Control {
        switch kind {
        case .longText: .longText
        case .number, .money: .number
        case .flag: .choice(choices([("ja", "ja"), ("nein", "nein")], standard, isNeeded))
        case .choice(let choices): .choice(self.choices(choices.map { ($0.value, label($0)) }, standard, isNeeded))
        case .table(let columns): .rows(columns.map(column))
        case .list(let element): element.members.isEmpty ? .lines : .rows(element.members.filter(\.isRequired).map(column))
        case .text, .date, .iban, .person, .address, .body, .representation, .inflection: .text
        }
    }

    /// As the form shows what holds otherwise.
    static func text(of value: Value, as kind: FieldKind) -> String? {
        if case .choice(let name) = value, case .choice(let choices) = kind { return choices.first { $0.value == name }.map(label) ?? name }
        let text = ValueDisplay.text(of: value)
        return text.isEmpty ? nil : text
    }

    static func statusName(_ status: String) -> String {
        switch status {
        case "endfassung": "Endfassung"
        case "muster": "Muster"
        default: "Entwurf"
        }
    }

    private static func column(_ field: FieldDeclaration) -> InterviewField.Column {
        InterviewField.Column(name: field.name, label: field.label, control: control(field.kind, standard: nil, isNeeded: false))
    }

    /// The first is what holds where nobody chooses.
    private static func choices(_ own: [(value: String, label: String)], _ standard: String?, _ isNeeded: Bool) -> [InterviewField.Choice] {
        let first = standard.map { "wie üblich: \($0)" } ?? (isNeeded ? "bitte wählen" : "keine Angabe")
        return [InterviewField.Choice(value: "", label: first)] + own.map { InterviewField.Choice(value: $0.value, label: $0.label) }
    }

    /// A choice without a label of its own is named by its value: `oeffentlich_rechtlich`.
    private static func label(_ choice: FieldChoice) -> String { choice.label == choice.value ? ClauseNames.readable(choice.value) : choice.label }
}
