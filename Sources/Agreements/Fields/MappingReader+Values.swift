import DocumentModel
import Findings
import Foundation
import Settings

extension MappingReader {
    func number(_ key: String) -> Decimal? {
        guard let node = node(key), let scalar = node.scalar else {
            if let node = node(key) { report(node, key, "eine Zahl") }
            return nil
        }
        if case .number(let number) = NumberNotation.amount(scalar.text.value, style: scalar.style) { return number }
        report(node, key, "eine Zahl")
        return nil
    }

    func date(_ key: String) -> CalendarDate? {
        guard let text = filled(key) else { return nil }
        if let date = DateNotation.any(text.value) { return date }
        log.error(
            "datum-falsch", at: text.start, "\(quoted(text.value)) ist kein Datum.",
            remedy: DateNotation.advice(text.value) ?? FieldKind.date.advice)
        return nil
    }
}
