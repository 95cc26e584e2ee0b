import DocumentModel
import Foundation
import Settings

/// The value of a field, typed.
package indirect enum Value: Sendable, Hashable {
    /// `text` and `langtext`.
    case text(String)
    case date(CalendarDate)
    case number(Decimal)
    /// Euro.
    case money(Decimal)
    case flag(Bool)
    /// One of the `werte` of an `auswahl`, by its raw value.
    case choice(String)
    case list([Value])
    /// person, anschrift, stelle, and rows of a table.
    case record(Record)
}

/// Named values that belong together. A missing field is absent.
package struct Record: Sendable, Hashable {
    package var fields: [String: Value]

    package init(_ fields: [String: Value] = [:]) { self.fields = fields }

    package subscript(name: String) -> Value? { fields[name] }

    /// A text that is not empty.
    package func text(_ name: String) -> String? {
        switch self[name] {
        case .text(let text), .choice(let text): text.trimmed.isEmpty ? nil : text.trimmed
        default: nil
        }
    }
}

extension Value {
    /// The part of a record by its name, the entry of a list by its number, from 1.
    package func member(_ name: some StringProtocol) -> Value? {
        switch self {
        case .record(let record): record[String(name)]
        case .list(let values): Int(name).flatMap { values.indices.contains($0 - 1) ? values[$0 - 1] : nil }
        default: nil
        }
    }
}
