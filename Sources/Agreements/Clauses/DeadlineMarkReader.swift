import DocumentModel
import Findings
import Settings

/// Reads `fristen` of a clause, and checks that every field it names is one of the clause's own and of the right kind.
struct DeadlineMarkReader {
    static let keys = KeySet("der Fristen", ["laufzeit", "verlaengerung", "frist", "termin"])
    static let termKeys = KeySet("der Laufzeit", ["beginn", "ende", "dauer", "mindestens"])
    static let renewalKeys = KeySet("der Verlängerung", ["um", "widerspruch", "hoechstens"])
    static let noticeKeys = KeySet("der Kündigungsfrist", ["frist", "zum", "stichtag", "aufschub_jahre"])
    static let appointmentKeys = KeySet(
        "des Termins", ["art", "text", "vor_ende", "nach_ende", "nach_beginn", "alle", "jaehrlich", "jeweils", "leistung"])
    static let measureKeys = KeySet("der Dauer", TimeUnit.allCases.map(\.rawValue))

    /// The fields that marks may name.
    let fields: [FieldDeclaration]
    let log: FindingLog

    func marks(_ clause: MappingReader) -> DeadlineMarks {
        guard let reader = clause.group("fristen", Self.keys) else { return .none }
        return DeadlineMarks(
            term: reader.group("laufzeit", Self.termKeys).map(term), renewal: reader.group("verlaengerung", Self.renewalKeys).map(renewal),
            notice: reader.group("frist", Self.noticeKeys).flatMap(notice),
            appointments: reader.oneOrMore("termin", Self.appointmentKeys).compactMap(appointment))
    }

    private func term(_ reader: MappingReader) -> DeadlineMarks.Term {
        var start = operand("beginn", reader, .day)
        if start?.text == "unterschrift" { start = nil }
        return DeadlineMarks.Term(
            start: start, end: operand("ende", reader, .day), length: measures("dauer", reader), minimum: measures("mindestens", reader))
    }

    private func renewal(_ reader: MappingReader) -> DeadlineMarks.Renewal {
        let by = measures("um", reader)
        if by.isEmpty { reader.missing("um", remedy: "Ergänzen Sie, um wie viel verlängert wird, zum Beispiel: um: {monate: 12}.") }
        return DeadlineMarks.Renewal(by: by, objection: measures("widerspruch", reader), most: operand("hoechstens", reader, .number))
    }

    private func notice(_ reader: MappingReader) -> DeadlineMarks.Notice? {
        guard let to = operand("zum", reader, .noticeDay) else {
            if reader.node("zum") == nil {
                reader.missing("zum", remedy: "Ergänzen Sie, zu welchem Termin gekündigt werden kann: \(NoticeDay.names).")
            }
            return nil
        }
        return DeadlineMarks.Notice(
            period: measures("frist", reader), to: to, cutOff: operand("stichtag", reader, .dayOfYear),
            deferral: operand("aufschub_jahre", reader, .number))
    }

    private func appointment(_ reader: MappingReader) -> DeadlineMarks.Appointment? {
        let kind = reader.choice("art", DeadlineMarks.Appointment.Kind.self)
        if reader.node("art") == nil {
            reader.missing("art", remedy: "Ergänzen Sie „art“: \(DeadlineMarks.Appointment.Kind.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        var found: [DeadlineMarks.Appointment.When] = []
        func take(_ key: String, _ make: ([DeadlineMarks.Measure]) -> DeadlineMarks.Appointment.When) {
            if reader.node(key) != nil { found.append(make(measures(key, reader))) }
        }
        take("vor_ende") { .beforeEnd($0) }
        take("nach_ende") { .afterEnd($0) }
        take("nach_beginn") { .afterStart($0) }
        take("alle") { .every($0) }
        if reader.flag("jaehrlich") == true { found.append(.yearly) }
        if let day = operand("jeweils", reader, .dayOfYear) { found.append(.on(day)) }
        guard let kind, let when = found.first, found.count == 1 else {
            if kind != nil, found.count != 1 {
                log.error(
                    "termin-wann", at: reader.place, "Der Termin sagt nicht eindeutig, wann er ist.",
                    remedy: "Geben Sie genau eines an: vor_ende, nach_ende, nach_beginn, alle, jaehrlich oder jeweils.")
            }
            return nil
        }
        return DeadlineMarks.Appointment(
            kind: kind.value, text: reader.string("text"), when: when, isPerformance: reader.flag("leistung") ?? false)
    }

    private func measures(_ key: String, _ reader: MappingReader) -> [DeadlineMarks.Measure] {
        guard let group = reader.group(key, Self.measureKeys) else { return [] }
        return group.entries.compactMap { entry in
            guard let unit = TimeUnit(rawValue: entry.key), let count = operand(entry.key, group, .number) else { return nil }
            return DeadlineMarks.Measure(unit: unit, count: count)
        }
    }

    private enum Expected {
        case number, day, dayOfYear, noticeDay
    }

    private func operand(_ key: String, _ reader: MappingReader, _ expected: Expected) -> DeadlineMarks.Operand? {
        guard let text = reader.filled(key) else { return nil }
        if let field = fields.first(where: { $0.name == text.value }) {
            guard fits(field, expected) else {
                log.error(
                    "frist-feld", at: text.start, "Das Feld „\(field.name)“ ist \(field.kind.inGerman); „\(key)“ braucht \(Self.name(expected)).",
                    remedy: "Nennen Sie ein anderes Feld der Klausel, oder schreiben Sie den Wert selbst hin.")
                return nil
            }
            return DeadlineMarks.Operand(text: field.name, isField: true)
        }
        let isValue =
            switch expected {
            case .number: Int(text.value).map { (1...1_000).contains($0) } ?? false
            case .day: text.value == "unterschrift" || DateNotation.any(text.value) != nil
            case .dayOfYear: DayOfYear(text.value) != nil
            case .noticeDay: NoticeDay(rawValue: text.value) != nil
            }
        guard isValue else {
            log.error(
                "frist-angabe", at: text.start, "„\(key)“ ist \(Self.name(expected)) oder ein Feld dieser Klausel, nicht \(quoted(text.value)).",
                remedy: Suggestion.remedy(
                    for: text.value, among: fields.map(\.name), otherwise: "Deklarieren Sie das Feld unter „felder:“, oder schreiben Sie den Wert selbst hin."))
            return nil
        }
        return DeadlineMarks.Operand(text: text.value, isField: false)
    }

    private func fits(_ field: FieldDeclaration, _ expected: Expected) -> Bool {
        switch (expected, field.kind) {
        case (.number, .number), (.day, .date), (.dayOfYear, .text): true
        case (.noticeDay, .choice(let choices)): choices.allSatisfy { NoticeDay(rawValue: $0.value) != nil }
        default: false
        }
    }

    private static func name(_ expected: Expected) -> String {
        switch expected {
        case .number: "eine ganze Zahl von 1 bis 1000"
        case .day: "ein Tag"
        case .dayOfYear: "ein Tag im Jahr wie „30. September“"
        case .noticeDay: "ein Kündigungstermin (\(NoticeDay.names))"
        }
    }
}

extension NoticeDay {
    fileprivate static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
