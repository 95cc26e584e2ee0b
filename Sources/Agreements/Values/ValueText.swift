import DocumentModel
import Foundation
import GermanText

/// Values as they are printed.
package enum ValueText {
    /// Dates, numbers, amounts, yes or no; `nil` where the format does not fit the kind.
    package static func text(_ value: Value, _ format: ValueFormat) -> String? {
        switch (value, format) {
        case (.date(let date), .kurz): GermanDate.short(year: date.year, month: date.month, day: date.day)
        case (.date(let date), .standard), (.date(let date), .lang), (.date(let date), .woertlich):
            GermanDate.long(year: date.year, month: date.month, day: date.day)
        case (.number(let number), .standard), (.number(let number), .woertlich): GermanNumber.decimal(number.description)
        case (.number(let number), .wort): words(number)
        case (.money(let amount), .standard), (.money(let amount), .woertlich): GermanNumber.amount(amount.description)
        case (.flag(let flag), .standard), (.flag(let flag), .wert): flag ? "ja" : "nein"
        default: nil
        }
    }

    /// „drei“; figures where a number has no word (fractions, a million and more).
    private static func words(_ number: Decimal) -> String? {
        Int(number.description).flatMap { GermanNumber.words($0) } ?? GermanNumber.decimal(number.description)
    }
}
