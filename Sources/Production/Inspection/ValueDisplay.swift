import Agreements
import DocumentModel

/// Values on one line, for `explain` and `fields`.
package enum ValueDisplay {
    private static let longest = 100

    /// Records taken apart to their members, in alphabetical order.
    static func leaves(of value: Value, at path: String) -> [(path: String, text: String)] {
        guard case .record(let record) = value else { return [(path, text(of: value))] }
        return record.fields.sorted { $0.key < $1.key }.flatMap { leaves(of: $0.value, at: "\(path).\($0.key)") }
    }

    package static func text(of value: Value) -> String {
        switch value {
        case .text(let text): shortened(text)
        case .choice(let choice): choice
        case .flag(let flag): flag ? "ja" : "nein"
        case .number(let number): "\(number)".replacing(".", with: ",")
        case .money(let amount): "\(amount)".replacing(".", with: ",") + " €"
        case .date(let date): "\(twoDigits(date.day)).\(twoDigits(date.month)).\(date.year)"
        case .list(let elements): "\(elements.count == 1 ? "1 Eintrag" : "\(elements.count) Einträge")"
        case .record(let record):
            record.fields.sorted { $0.key < $1.key }.map { "\($0.key): \(text(of: $0.value))" }.joined(separator: ", ")
        }
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static func shortened(_ text: String) -> String {
        let line = text.replacing("\n", with: " ")
        return line.count > longest ? String(line.prefix(longest)) + "…" : line
    }
}
